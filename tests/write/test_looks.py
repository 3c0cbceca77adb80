"""What the pages look like: the sample document, by both engines, against pictures that a person has looked at.

`BIDGEN_WRITE_LOOKS=1` draws the pictures in `looks/` anew; look at them before they are committed. They are small and
grey, and a page may differ a little: fonts of other versions shall not break a test, a table out of place shall.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from generator.write.pdf.engine import write_pdf
from generator.write.preview import Grid, preview_files
from generator.write.typst.engine import write_typst
from tests.write.sample import CREATED, house_sheet, sample_document

FOLDER = Path(__file__).parent / "looks"
GRID = Grid(columns=6, rows=4, width=110)
TILE = 25
"""Points of a picture; a page is 110 wide."""
MOST = 3
"""The mean difference of a tile's points, of 255, which is less than a line of words two points lower gives."""


def by_weasyprint() -> bytes:
    result, findings = write_pdf(sample_document(), house_sheet(), CREATED)
    assert result is not None, findings
    return result.data


def by_typst() -> bytes:
    data, findings = write_typst(sample_document(), house_sheet(), CREATED)
    assert data is not None, findings
    return data


def drawn(pdf: bytes) -> Image.Image:
    return Image.open(io.BytesIO(preview_files(pdf, 20, frozenset({1}), GRID)["sheet-1.png"])).convert("L")


def difference(one: Image.Image, other: Image.Image) -> float:
    """Give how far two pictures differ where they differ most, softened: in one of its tiles."""
    if one.size != other.size:
        return 255.0
    delta = ImageChops.difference(*(each.filter(ImageFilter.GaussianBlur(1.5)) for each in (one, other)))
    tiles = [
        delta.crop((left, top, left + TILE, top + TILE))
        for left in range(0, one.width, TILE)
        for top in range(0, one.height, TILE)
    ]
    return max(ImageStat.Stat(tile).mean[0] for tile in tiles)


@pytest.mark.parametrize("make", [by_weasyprint, by_typst], ids=["weasyprint", "typst"])
def test_pages_look_as_they_did(make: Callable[[], bytes], request: pytest.FixtureRequest) -> None:
    file = FOLDER / f"{request.node.callspec.id}.png"
    seen = drawn(make())
    if "BIDGEN_WRITE_LOOKS" in os.environ:
        FOLDER.mkdir(exist_ok=True)
        seen.save(file, optimize=True)
    assert difference(Image.open(file), seen) < MOST


@pytest.mark.parametrize("spot", [(20, 30, 80, 60), (150, 200, 200, 215)])
def test_what_moved_is_noticed(spot: tuple[int, int, int, int]) -> None:
    known = Image.open(FOLDER / "typst.png")
    moved = known.copy()
    moved.paste(known.crop(spot), (spot[0], spot[1] + 3))
    assert difference(known, moved) > MOST
