"""The sheet of landscape pages: paper and margins turned, running lines kept out of the text."""

from __future__ import annotations

import pytest

from generator.layout.landscape import is_turned, turned_sheet
from generator.style.sheet import Art, BlindLook, Page, Shape
from tests.write.sample import house_sheet
from tests.write.wide import wide_table

HOUSE = house_sheet()
PAGES: dict[str, tuple[Page, Page]] = {
    "装订的一边在上": (
        Page(top=26, bottom=24, left=28, right=25, header=15, footer=14),
        Page(width=297, height=210, top=28, right=26, bottom=25, left=24, header=15, footer=14),
    ),
    "上下边距变小时页眉页脚靠近纸边": (
        Page(top=37, bottom=35, left=28, right=26, header=22, footer=23),
        Page(width=297, height=210, top=28, right=37, bottom=26, left=35, header=13, footer=14),
    ),
    "离纸边至少五毫米": (
        Page(top=37, bottom=35, left=12, right=12, header=22, footer=23),
        Page(width=297, height=210, top=12, right=37, bottom=12, left=35, header=5, footer=5),
    ),
}


@pytest.mark.parametrize(("upright", "turned"), PAGES.values(), ids=PAGES.keys())
def test_the_page_is_turned(upright: Page, turned: Page) -> None:
    assert turned_sheet(HOUSE.model_copy(update={"page": upright})).page == turned


def test_what_is_drawn_keeps_to_its_edges() -> None:
    """A band across the top is as wide as the paper; a corner stays in its corner, as far from the edges as before."""
    band = Shape(fill="0F3460", box=(0, 0, 210, 3))
    corner = Shape(fill="1B998B", points=((200, 290), (210, 290), (210, 297)))
    cover = Shape(fill="8C1515", box=(28, 44, 156, 1))
    sheet = HOUSE.model_copy(update={"art": Art(cover=(cover,), pages=(band, corner))})
    art = turned_sheet(sheet).art
    assert [shape.corners for shape in art.pages] == [
        ((0, 0), (297, 0), (297, 3), (0, 3)),
        ((287, 203), (297, 203), (297, 210)),
    ]
    assert ([shape.fill for shape in art.pages], art.cover) == (["0F3460", "1B998B"], (cover,))


def test_blind_bids_and_styles_that_refuse_have_no_landscape_pages() -> None:
    changes = ({}, {"blind": BlindLook()}, {"landscape_pages": False})
    table = wide_table("t", 2)
    assert [is_turned(table, HOUSE.model_copy(update=change)) for change in changes] == [True, False, False]
