"""The tree as strips: heights of rows with their rules, spaces tables and notices leave, what is kept together."""

from __future__ import annotations

import pytest

from generator.document.nodes import Block, Column, Contents, ContentsEntry, Letter, Notice, PageBreak, Row, Table
from generator.layout.pages import contents_sheet
from generator.layout.rows import row_heights
from generator.layout.strips import body_strips
from generator.style.sheet import BlindLook
from tests.write.sample import cell, house_sheet, paragraph, row, text

HOUSE = house_sheet()
LINE, MARGINS, INNER, OUTER = 17, 5, 0.5, 1.0


def table(*rows: Row, columns: int = 1) -> Table:
    return Table("t", (), tuple(Column() for _ in range(columns)), (), rows)


LONG = cell("一", rowspan=2)
HEIGHTS = {
    "一行有上下外框": (table(row("甲")), [LINE + MARGINS + 2 * OUTER]),
    "中间的行有一条内线": (
        table(row("甲"), row("乙"), row("丙")),
        [LINE + MARGINS + OUTER, LINE + MARGINS + INNER, LINE + MARGINS + INNER + OUTER],
    ),
    "跨行单元格不够高时加高末行": (
        table(row(cell("质" * 130, rowspan=2), "乙"), row("丙"), columns=2),
        [LINE + MARGINS + OUTER, pytest.approx(7 * LINE + MARGINS - LINE - MARGINS - OUTER + INNER + OUTER)],
    ),
    "跨行单元格够高时不变": (
        table(row(LONG, "乙"), row("丙"), columns=2),
        [LINE + MARGINS + OUTER, LINE + MARGINS + INNER + OUTER],
    ),
}


@pytest.mark.parametrize(("block", "expected"), HEIGHTS.values(), ids=HEIGHTS.keys())
def test_row_heights(block: Table, expected: list[float]) -> None:
    assert row_heights(block, HOUSE) == expected


SPACES: dict[str, tuple[tuple[Block, ...], list[float]]] = {
    "表后留空": ((table(row("甲")), paragraph("乙")), [0, 8]),
    "两表之间有一个小段落": ((table(row("甲")), table(row("乙"))), [0, 0, 0]),
    "提示框上下留空": ((Notice((paragraph("甲"),)), paragraph("乙")), [14.5, 14.5]),
}


@pytest.mark.parametrize(("blocks", "expected"), SPACES.values(), ids=SPACES.keys())
def test_spaces_before(blocks: tuple[Block, ...], expected: list[float]) -> None:
    assert [strip.before for strip in body_strips(blocks, HOUSE)] == expected


BREAKS: dict[str, tuple[tuple[Block, ...], list[bool]]] = {
    "分页符作用于下一段": ((paragraph("甲"), PageBreak(), paragraph("乙")), [False, True]),
    "信函独占一页": ((paragraph("甲"), Letter((paragraph("乙"),)), paragraph("丙")), [False, True, True]),
    "标题后的信函不再另起": ((Letter((paragraph("乙"),)), paragraph("丙")), [False, True]),
}


@pytest.mark.parametrize(("blocks", "expected"), BREAKS.values(), ids=BREAKS.keys())
def test_new_pages(blocks: tuple[Block, ...], expected: list[bool]) -> None:
    assert [strip.new_page for strip in body_strips(blocks, HOUSE)] == expected


WIDE = Table("w", (), (Column(),), (), (row("甲"),), landscape=True)
TURNS: dict[str, tuple[tuple[Block, ...], list[tuple[bool, float]]]] = {
    "前后各一页": (
        (paragraph("甲"), WIDE, paragraph("乙")),
        [(False, 0), (False, 0), (True, 400), (False, 0), (True, 0)],
    ),
    "相邻的横向表格同页": (
        (paragraph("甲"), WIDE, WIDE),
        [(False, 0), (False, 0), (True, 400), (False, 400), (False, 0)],
    ),
    "分页符不多出一页": ((paragraph("甲"), PageBreak(), WIDE), [(False, 0), (False, 0), (True, 400)]),
}


@pytest.mark.parametrize(("blocks", "expected"), TURNS.values(), ids=TURNS.keys())
def test_landscape_pages(blocks: tuple[Block, ...], expected: list[tuple[bool, float]]) -> None:
    strips = list(body_strips(blocks, HOUSE, 400))
    assert [(strip.new_page, strip.room) for strip in strips] == expected


def contents(count: int) -> Contents:
    return Contents(text("目录"), 3, tuple(ContentsEntry(2, f"1.{n}", text("示例"), f"s{n}") for n in range(count)))


CLOSER = {
    "一页放得下": (32, HOUSE.roles["contents2"].pitch),
    "多一行": (33, 19.6),
    "多三行": (35, 18.8),
    "多四行的另起一页": (36, HOUSE.roles["contents2"].pitch),
}


@pytest.mark.parametrize(("count", "pitch"), CLOSER.values(), ids=CLOSER.keys())
def test_contents_leave_no_few_lines_on_a_page(count: int, pitch: float) -> None:
    assert contents_sheet(contents(count), HOUSE).role("contents2").pitch == pitch


def test_contents_of_a_blind_style_keep_the_pitch_asked_for() -> None:
    blind = HOUSE.model_copy(update={"blind": BlindLook()})
    assert contents_sheet(contents(34), blind) is blind
