"""Shell completion: the scripts, and what they ask the program for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli.main import run

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
    ("bidgen ex", "plain,explain\n"),
    ("bidgen check vid", "plain,video_evidence\n"),
    ("bidgen check --workspace . vid", "plain,video_evidence\n"),
    ("bidgen explain s00", "".join(f"plain,S00{number}\n" for number in range(1, 10))),
    ("bidgen check --format s", "plain,sarif\n"),
    ("bidgen build --toc", "plain,--toc-pages\n"),
]


@pytest.mark.parametrize(("words", "answer"), ASKED)
def test_a_word_is_completed(words: str, answer: str) -> None:
    asked = {
        **os.environ,
        "_BIDGEN_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(words.split()) - 1),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "generator"]
    told = subprocess.run(command, cwd=ROOT, env=asked, capture_output=True, text=True, check=False)
    assert (told.stdout, told.stderr) == (answer, "")
