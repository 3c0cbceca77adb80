"""English for who asks for it, by `--lang` or by the environment; Chinese runs load nothing of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli.main import COMMANDS, program, run
from generator.cli.messages import speak_language
from generator.languages.spoken import CHINESE

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u3400-\u9fff]")


@pytest.fixture(autouse=True)
def no_locale(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    yield
    speak_language(CHINESE)


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_the_help_of_every_command_is_english(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*filter(None, [command]), "--help", "--lang", "en"]) == 0
    assert HAN.findall(re.sub(r"“[^”]*”", "", capsys.readouterr().out)) == []


def test_help_once_given_in_chinese_is_given_in_english_too(capsys: pytest.CaptureFixture[str]) -> None:
    speak_language(CHINESE)
    assert HAN.search(CliRunner().invoke(program, ["--help"]).output)
    assert run(["--help", "--lang", "en"]) == 0
    assert HAN.findall(capsys.readouterr().out) == []


def test_every_code_is_listed_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "rules"]) == 0
    listed = capsys.readouterr().out
    assert "  C101  Limits for response, arrival and repair are in the wrong order\n" in listed
    assert HAN.findall(listed) == []


def test_a_code_is_explained_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "S006", "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith(
        "S006  A key is written twice (Reading and filling in data)\n\n"
        "A key stands only once among its neighbours; otherwise nobody can tell which one holds."
    )


def test_the_environment_chooses_and_the_option_goes_before_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    assert run(["explain", "X999"]) == 2
    assert capsys.readouterr().err.endswith("Error: There is no code “X999”. All codes: bidgen rules.\n")
    assert run(["explain", "X999", "--lang", "zh_CN"]) == 2
    assert capsys.readouterr().err.endswith("错误：没有编号“X999”。全部编号见：bidgen rules。\n")


def test_clicks_own_messages_follow(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "--lang", "en", "--nothing"]) == 2
    assert capsys.readouterr().err.endswith("\n\nError: No such option '--nothing'.\n")
    assert run(["rules", "--nothing"]) == 2
    assert HAN.search(capsys.readouterr().err)


def spoil(project: Path) -> None:
    text = project.read_text(encoding="utf-8")
    assert text.count("validity: 90日") == 1
    project.write_text(text.replace("validity: 90日", "validity: 90次"), encoding="utf-8")


def test_findings_are_told_in_english(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    assert run(["check", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert "error S105 projects/video_evidence/project.yaml:14:11 “90次” is a quantity; " in told
    assert "  14 │ validity: 90次\n" in told
    assert "  remedy: " in told
    assert told.endswith("Found: 1 error.\n")


def test_json_and_sarif_are_english(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(project)
    assert run(["check", "--lang", "en", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert run(["check", "--lang", "en", "--format", "sarif"]) == 1
    (tool,) = json.loads(capsys.readouterr().out)["runs"]
    assert tool["language"] == "en"
    assert tool["tool"]["driver"]["rules"][0]["shortDescription"]["text"].startswith("A limit, period or quantity")
    assert tool["results"][0]["message"]["text"] == f"{finding['message']}. {finding['hint']}"


def test_an_audit_is_told_in_english_and_quotes_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("bid.txt").write_text("一、售后服务\n我方承诺XX市的设备故障7*242小时响应。\n", encoding="utf-8")
    assert run(["audit", "bid.txt", "--lang", "en"]) == 1
    told = capsys.readouterr().out
    assert told.startswith("bid.txt (text)\n\n[Errors of fact] ")
    assert "error A101 A placeholder was not replaced" in told
    assert "    │ 我方承诺XX市的设备故障7*242小时响应。\n" in told
    assert run(["audit", "bid.txt", "--lang", "en", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert [HAN.findall(re.sub(r"“[^”]*”", "", finding["message"])) for finding in findings] == [[]] * len(findings)


def test_chinese_runs_load_no_catalog() -> None:
    code = (
        "import sys; from generator.cli.main import run; run(['rules']); "
        "print([name for name in sys.modules if name in ('babel', 'generator.languages.english')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True, env={})
    assert done.stderr == "[]\n"
