"""`bidgen preview`: pictures of the pages."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.cli.main import run

Capture = pytest.CaptureFixture[str]


def test_pages_wanted_and_sheets_of_all_are_drawn(workspace: Path, project: Path, capsys: Capture) -> None:
    folder = workspace / "output" / "video_evidence" / "preview"
    folder.mkdir(parents=True)
    (folder / "page-999.png").touch()
    late = project.read_text(encoding="utf-8").replace("opening: 2026-12-10", "opening: 2026-11-01")
    project.write_text(late, encoding="utf-8")
    assert run(["preview", "video_evidence", "--pages", "1", "--dpi", "30"]) == 1, "the error is told, the pages drawn"
    drawn = sorted(file.name for file in folder.iterdir())
    assert drawn[0] == "page-001.png"
    assert drawn[1:] == [f"sheet-{number}.png" for number in range(1, len(drawn))]
    assert f"已画出1页和总览图{len(drawn) - 1}张：\n  {folder}\n" in capsys.readouterr().out
    assert Image.open(io.BytesIO((folder / "page-001.png").read_bytes())).size == (249, 351)


@pytest.mark.parametrize("pages", ["0", "3-", "一", "1;2", ""])
def test_what_is_no_page_is_told(workspace: Path, pages: str, capsys: Capture) -> None:
    assert run(["preview", "video_evidence", "--pages", pages]) == 2
    assert f"“{pages}”不是页码" in capsys.readouterr().err
    assert not (workspace / "output" / "video_evidence").exists()


def test_a_project_that_cannot_be_read_has_no_pages(workspace: Path, project: Path, capsys: Capture) -> None:
    project.write_text("project: [", encoding="utf-8")
    assert run(["preview", "video_evidence"]) != 0
    assert "已画出" not in capsys.readouterr().out
    assert not (workspace / "output" / "video_evidence").exists()
