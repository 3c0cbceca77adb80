"""`bidgen check --report`: where the reports are written, what is told of them, and the exit code."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run

NAMES = ["review.docx", "review.pdf", "review.xlsx"]
BROKEN = "a: [1\n"


@pytest.fixture
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a workspace of two projects that cannot be read: their reports are short."""
    (tmp_path / "catalogs").mkdir()
    for name in ("one", "two"):
        (tmp_path / "projects" / name).mkdir(parents=True)
        (tmp_path / "projects" / name / "project.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_report_of_one_project_lies_in_the_folder(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "one", "--report", "审核"]) == 2
    folder = broken / "审核"
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    said = capsys.readouterr().out.splitlines()
    assert said[said.index("审核报告：") + 1 :] == [
        f"  {Path('审核') / name}" for name in ("review.docx", "review.pdf", "review.xlsx")
    ]


@pytest.mark.usefixtures("broken")
def test_reports_of_several_projects_lie_in_folders_of_their_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, ()))
    assert run(["check", "--report", "审核", "--format", "json"]) == 2
    assert sorted(str(path) for path in Path("审核").glob("*/*")) == [
        f"审核/{project}/{name}" for project in ("one", "two") for name in ("review.docx", "review.xlsx")
    ]
    assert "审核报告" not in capsys.readouterr().out


def test_a_folder_that_cannot_be_written_is_told(broken: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (broken / "审核/review.docx").mkdir(parents=True)
    assert run(["check", "one", "--report", "审核"]) == 2
    assert "不能写入输出文件夹“审核”" in capsys.readouterr().out
