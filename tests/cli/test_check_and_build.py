"""`check`, `build` and `demo` on the example: forms of the answer, exit codes, files in place or untouched."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.cli import answer, build, progress
from generator.cli.main import run
from generator.cli.workspace import choose_projects
from generator.finding import Finding, Place, Severity
from generator.source import Entry, SourceMap, Span
from generator.wanted import Wanted

ROOT = Path(__file__).parents[2]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.usefixtures("workspace")
def test_the_example_has_no_errors(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["summary"]["error"], report["summary"]["disqualifying"]) == (0, 0)


def test_a_mistake_is_shown_with_place_line_and_hint(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project, "validity: 90日", "validity: 90次")
    assert run(["check", "video_evidence"]) == 1
    told = capsys.readouterr().out
    assert "错误 S105 projects/video_evidence/project.yaml:14:11 " in told
    assert "  14 │ validity: 90次\n     │           ^^^^\n" in told


def test_json_and_sarif_carry_the_same_place(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project, "validity: 90日", "validity: 90次")
    assert run(["check", "--format", "json"]) == 1
    (finding,) = json.loads(capsys.readouterr().out)["findings"]
    assert {
        key: finding[key] for key in ("code", "severity", "path", "file", "line", "column", "end_line", "end_column")
    } == {
        "code": "S105",
        "severity": "error",
        "path": "project.validity",
        "file": "projects/video_evidence/project.yaml",
        "line": 14,
        "column": 11,
        "end_line": 14,
        "end_column": 14,
    }
    assert run(["check", "--format", "sarif"]) == 1
    sarif = json.loads(capsys.readouterr().out)["runs"][0]
    assert sarif["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"] == 11
    assert sarif["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == "时限、期限或者数量的写法不对"


def test_input_that_cannot_be_read_is_exit_code_2(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project.write_bytes("name: 公安局\n".encode("gb18030"))
    assert run(["check"]) == 2
    assert "错误 S002 projects/video_evidence/project.yaml:1:7 " in capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
def test_the_limit_decides_from_which_severity_a_check_fails() -> None:
    assert run(["check", "--limit", "notice"]) == 1
    assert run(["check", "--limit", "disqualifying"]) == 0


def test_build_writes_the_documents_and_names_them(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "video_evidence", "--to", "docx", "--out", "交付"]) == 0
    folder = workspace / "交付" / "video_evidence"
    lists = ("manifest.json", "register.json", "signing.json", "signing.xlsx", "trace.json")
    names = [*lists, "video_evidence-quality_assurance.docx"]
    assert sorted(path.name for path in folder.iterdir()) == names
    told = capsys.readouterr().out
    assert re.match(r"另有提示\d+项，用 bidgen check 查看。\n已生成：\n", told)
    assert [name for name in names if f"  {Path('交付') / 'video_evidence' / name}\n" not in told] == []


def test_with_an_error_no_output_is_touched(workspace: Path, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    replace(project, "validity: 90日", "validity: 90次")
    kept = workspace / "output" / "video_evidence" / "video_evidence-quality_assurance.docx"
    kept.parent.mkdir()
    kept.write_bytes(b"earlier")
    assert run(["build"]) == 1
    assert [path.name for path in kept.parent.iterdir()] == [kept.name]
    assert kept.read_bytes() == b"earlier"
    assert "已生成" not in capsys.readouterr().out


def test_the_demo_builds_all_examples_and_says_where_their_documents_and_data_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of them is built here, to be quick: the acceptance tests build all in one command."""
    chosen: list[Path] = []

    def one_of(root: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
        chosen.extend(choose_projects(root, names))
        return choose_projects(root, ("video_evidence",))

    monkeypatch.setattr("generator.cli.demo.choose_projects", one_of)
    monkeypatch.setattr("generator.cli.demo.WHATEVER", Wanted(frozenset({"docx"})))
    assert run(["demo", "--out", str(tmp_path)]) == 0
    told = capsys.readouterr().out
    assert str(tmp_path / "video_evidence" / "video_evidence-quality_assurance.docx") in told
    assert f"示例资料在：{ROOT / 'projects'}、{ROOT / 'company_profiles'}，" in told
    assert chosen == sorted((ROOT / "projects").glob("*/project.yaml"))


FORMATS = [
    ("docx", {"docx"}),
    ("docx,pdf", {"docx", "pdf"}),
    ("PDF， docx", {"docx", "pdf"}),
]


@pytest.mark.parametrize(("written", "formats"), FORMATS)
def test_formats_are_a_list(written: str, formats: set[str]) -> None:
    assert build.Formats().convert(written, None, None) == formats
    assert build.Formats().convert(frozenset(formats), None, None) == formats


def test_findings_of_two_projects_in_a_shared_file_are_told_once() -> None:
    span = Span("catalogs/warranty/base.yaml", 3, 9, 3, 12)
    finding = Finding("S105", Severity.ERROR, Place("service.warranty.period"), "不对")

    class Project:
        findings = (finding,)
        sources = SourceMap({"service.warranty.period": Entry(None, span)})
        texts = {span.file: "period: 1\n"}  # noqa: RUF012 - a test double
        readable = True

    together = answer.put_together([Project(), Project()])
    assert together.findings == (Finding("S105", Severity.ERROR, Place("service.warranty.period", span), "不对"),)
    assert answer.exit_code(together, Severity.ERROR) == 1
    assert answer.exit_code(together, Severity.DISQUALIFYING) == 0


def test_progress_is_drawn_on_a_terminal_only(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with progress.steps("示例") as on_step:
        on_step("读取资料")
    assert capsys.readouterr().err == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.steps("示例") as on_step:
        on_step("读取资料")
    assert "示例：读取资料" in capsys.readouterr().err


def test_a_terminal_gets_the_report_in_colour(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    replace(project, "validity: 90日", "validity: 90次")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert run(["check"]) == 1
    assert "\x1b[1;31m错误 S105" in capsys.readouterr().out
