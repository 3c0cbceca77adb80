"""The pages of a PDF as pictures, and all of them at a glance on contact sheets."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

POINTS_PER_INCH = 72
MARGIN = 12
"""Pixels between the pages of a contact sheet."""
GROUND, FRAME = (226, 228, 231), (150, 154, 160)

_NAME = re.compile(r"(?:page-[0-9]{3,}|sheet-[0-9]+)\.png")


@dataclass(frozen=True, slots=True)
class Grid:
    """How a contact sheet is laid out: pages in a row, rows on a sheet, pixels that a page is wide."""

    columns: int = 6
    rows: int = 4
    width: int = 330


WHOLE = Grid()


def preview_files(
    pdf: bytes, dpi: int, wanted: frozenset[int] = frozenset(), grid: Grid = WHOLE
) -> Mapping[str, bytes]:
    """Give PNG files by name: `page-001.png` for each page wanted (from 1; none means all), `sheet-1.png` for all.

    The same PDF gives the same bytes on one machine. Pages beyond the last are none.
    """
    files: dict[str, bytes] = {}
    small: list[Image] = []
    for number, (page, thumbnail) in enumerate(_pages(pdf, dpi, grid.width, wanted), start=1):
        if page is not None:
            files[f"page-{number:03}.png"] = _png(page)
        small.append(thumbnail)
    sheets = _sheets(small, grid)
    return files | {f"sheet-{number}.png": _png(sheet) for number, sheet in enumerate(sheets, start=1)}


def joined(pdfs: Sequence[bytes]) -> bytes:
    """Give one PDF with the pages of several, in their order."""
    import pypdfium2  # noqa: PLC0415 - loaded by a preview alone

    whole, stream = pypdfium2.PdfDocument.new(), BytesIO()
    for pdf in pdfs:
        whole.import_pages(pypdfium2.PdfDocument(pdf))
    whole.save(stream)
    return stream.getvalue()


def remove_other_pictures(folder: Path, kept: Container[str]) -> None:
    """Remove pictures of earlier previews that had more pages; nobody else gives such names. Raises OSError."""
    for file in folder.iterdir():
        if _NAME.fullmatch(file.name) and file.name not in kept:
            file.unlink()


def _pages(pdf: bytes, dpi: int, width: int, wanted: frozenset[int]) -> Iterator[tuple[Image | None, Image]]:
    """Give each page as it was asked for (None where it was not) and small."""
    import pypdfium2  # noqa: PLC0415 - loaded by a preview alone

    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, start=1):
            is_wanted = not wanted or number in wanted
            large = page.render(scale=dpi / POINTS_PER_INCH).to_pil().convert("RGB") if is_wanted else None
            small = page.render(scale=width / page.get_width()).to_pil().convert("RGB")
            yield large, small
    finally:
        document.close()


def _sheets(pages: Sequence[Image], grid: Grid) -> Iterator[Image]:
    each = grid.columns * grid.rows
    for start in range(0, len(pages), each):
        yield _sheet(pages[start : start + each], grid)


def _sheet(pages: Sequence[Image], grid: Grid) -> Image:
    """Lay pages out in rows; a landscape page is as wide as the others."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - loaded by a preview alone

    rows = [pages[start : start + grid.columns] for start in range(0, len(pages), grid.columns)]
    heights = [max(page.height for page in row) for row in rows]
    width = min(grid.columns, len(pages)) * (grid.width + MARGIN) + MARGIN
    sheet = Image.new("RGB", (width, sum(heights) + MARGIN * (len(rows) + 1)), GROUND)
    draw = ImageDraw.Draw(sheet)
    top = MARGIN
    for row, height in zip(rows, heights, strict=True):
        for column, page in enumerate(row):
            left = MARGIN + column * (grid.width + MARGIN)
            sheet.paste(page, (left, top))
            draw.rectangle((left - 1, top - 1, left + page.width, top + page.height), outline=FRAME)
        top += height + MARGIN
    return sheet


def _png(picture: Image) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()
