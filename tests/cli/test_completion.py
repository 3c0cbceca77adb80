"""Shell completion: the scripts, and what they ask the program for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import BashComplete

from generator.cli.main import program, run

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("shell", "line"),
    [("bash", "complete -o nosort"), ("zsh", "#compdef bidgen"), ("fish", "complete --no-files --command bidgen")],
)
def test_the_script_of_each_shell(shell: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    script = capsys.readouterr().out
    assert line in script
    assert "_BIDGEN_COMPLETE" in script


ASKED = [
    ("ex", ["explain"]),
    ("check vid", ["video_evidence"]),
    ("check --workspace . vid", ["video_evidence"]),
    ("check --workspace catalogs vid", []),
    ("explain s00", [f"S00{number}" for number in range(1, 10)]),
    ("check --format s", ["sarif"]),
    ("build --toc", ["--toc-pages"]),
]


@pytest.mark.parametrize(("words", "answer"), ASKED)
def test_a_word_is_completed(words: str, answer: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    *arguments, incomplete = words.split()
    shell = BashComplete(program, {}, "bidgen", "_BIDGEN_COMPLETE")
    assert [item.value for item in shell.get_completions(arguments, incomplete)] == answer


def test_the_shell_asks_the_program_through_its_environment() -> None:
    words = {"_BIDGEN_COMPLETE": "bash_complete", "COMP_WORDS": "bidgen check vid", "COMP_CWORD": "2"}
    command = [sys.executable, "-m", "generator"]
    told = subprocess.run(command, cwd=ROOT, env={**os.environ, **words}, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == ("plain,video_evidence\n", "")
