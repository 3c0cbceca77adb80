from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from generator.write.preview import GROUND, MARGIN, Grid, preview_files, remove_other_pictures

SMALL = Grid(columns=2, rows=2, width=40)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Five pages; the fourth is landscape, each has a grey of its own."""
    pages = [Image.new("RGB", (280, 200) if number == 4 else (200, 280), (40 * number,) * 3) for number in range(1, 6)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "PDF", save_all=True, append_images=pages[1:], resolution=72)
    return buffer.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


@pytest.mark.parametrize(
    ("wanted", "names"),
    [
        ((), ["page-001.png", "page-002.png", "page-003.png", "page-004.png", "page-005.png"]),
        ((2, 4), ["page-002.png", "page-004.png"]),
        ((9,), []),
    ],
)
def test_there_is_a_picture_for_each_page_wanted_and_sheets_of_all(
    pdf: bytes, wanted: tuple[int, ...], names: list[str]
) -> None:
    files = preview_files(pdf, 72, frozenset(wanted), SMALL)
    assert list(files) == [*names, "sheet-1.png", "sheet-2.png"]


def test_pages_have_the_size_of_their_resolution(pdf: bytes) -> None:
    files = preview_files(pdf, 144, frozenset({1, 4}), SMALL)
    assert [opened(files[name]).size for name in ("page-001.png", "page-004.png")] == [(400, 560), (560, 400)]


def test_a_sheet_shows_pages_in_rows(pdf: bytes) -> None:
    files = preview_files(pdf, 72, frozenset(), SMALL)
    sheet, last = opened(files["sheet-1.png"]), opened(files["sheet-2.png"])
    assert sheet.size == (2 * 40 + 3 * MARGIN, 2 * 56 + 3 * MARGIN)
    assert last.size == (40 + 2 * MARGIN, 56 + 2 * MARGIN)
    first, fourth = (MARGIN + 20, MARGIN + 28), (2 * MARGIN + 60, 2 * MARGIN + 70)
    assert [sheet.getpixel(spot) for spot in (first, fourth, (0, 0))] == [(40,) * 3, (160,) * 3, GROUND]
    assert sheet.getpixel((2 * MARGIN + 60, 2 * MARGIN + 100)) == GROUND, "a landscape page is less high"


def test_the_same_pdf_gives_the_same_pictures(pdf: bytes) -> None:
    assert preview_files(pdf, 72, frozenset(), SMALL) == preview_files(pdf, 72, frozenset(), SMALL)


def test_pictures_of_a_longer_preview_are_removed_and_nothing_else(tmp_path: Path) -> None:
    for name in ("page-001.png", "page-002.png", "sheet-1.png", "sheet-2.png", "page-1.png", "notes.png"):
        (tmp_path / name).touch()
    remove_other_pictures(tmp_path, {"page-001.png", "sheet-1.png"})
    left = sorted(file.name for file in tmp_path.iterdir())
    assert left == ["notes.png", "page-001.png", "page-1.png", "sheet-1.png"]
