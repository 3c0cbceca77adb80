"""Column widths: by weight, whole twentieths of a point, together as wide as the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.document.nodes import Cell, Column, Row, Table
from generator.layout.cells import placed_rows
from generator.layout.tables import column_widths, kept_rows
from tests.write.sample import cell, house_sheet, row

HOUSE = house_sheet()
LEAST = 10.5 + 2 * 4


def table(*weights: float) -> Table:
    return Table("t", (), tuple(Column(weight) for weight in weights), (), ())


CASES = {
    "同样的份数": ((1, 1), 100.0, (50.0, 50.0)),
    "不同的份数": ((1, 3), 100.0, (25.0, 75.0)),
    "除不尽的归到后面": ((1, 1, 1), 100.0, (33.35, 33.3, 33.35)),
    "太窄的列至少一个字": ((0.01, 1, 1), 100.0, (LEAST, 40.75, 40.75)),
    "零也是一列": ((0, 1), 100.0, (LEAST, 81.5)),
    "放不下时平分": ((1,) * 10, 100.0, (10.0,) * 10),
    "没有列": ((), 100.0, ()),
    "不足一格的零头舍去": ((1,), 99.99, (99.95,)),
}


@pytest.mark.parametrize(("weights", "total", "expected"), CASES.values(), ids=CASES.keys())
def test_widths(weights: tuple[float, ...], total: float, expected: tuple[float, ...]) -> None:
    assert column_widths(table(*weights), total, HOUSE) == pytest.approx(expected)


@given(st.lists(st.floats(0, 1000), min_size=1, max_size=12), st.floats(50, 2000))
def test_widths_add_up_to_the_whole(weights: list[float], total: float) -> None:
    widths = column_widths(table(*weights), total, HOUSE)
    assert sum(widths) == pytest.approx(int(total * 20 + 0.001) / 20)
    assert min(widths) > 0


WORDS = {
    "短表头不折行": ((row("序号", "说明"),), (row("1", "甲"),), 30.0),
    "四个字的表头不折行": ((row("响应时间", "说明"),), (row("1", "甲"),), 51.0),
    "长表头可以折行，末行多于一两个字": ((row("现场响应时间", "说明"),), (row("1", "甲"),), 40.5),
    "短单元格不折行": ((row("项", "说明"),), (row("技术负责人", "甲"),), 61.5),
    "长单元格可以折行，少一行是一行": ((row("项", "说明"),), (row("项目技术负责人", "甲"),), 41.5),
    "年月不断开": ((), (row("自2026年11月起", "甲"),), 69.4),
    "数字和西文词不断开": ((), (row("A-100", "甲"),), 35.85),
    "太长的西文词可以断开": ((), (row("https://www.example", "甲"),), 24.5),
    "跨列的单元格不算": ((row(cell("合计", colspan=2)),), (row("1", "甲"),), LEAST),
    "错行的单元格算在自己的列": (
        (),
        (row(cell("", rowspan=2), "乙"), row("A-100")),
        LEAST,
    ),
}


@pytest.mark.parametrize(("head", "rows", "expected"), WORDS.values(), ids=WORDS.keys())
def test_words_that_stay_whole(head: tuple[Row, ...], rows: tuple[Row, ...], expected: float) -> None:
    block = Table("t", (), (Column(0.01), Column(1)), head, rows)
    widths = column_widths(block, 200.0, HOUSE)
    assert widths == pytest.approx((expected, 200 - expected), abs=0.05)


NARROW = 2 * 10.5 + 8 + 1
SPARE = {
    "末行一个字的列变宽，有余的列变窄": (("示例省技能鉴定中心", "甲"), (88.0, 112.0), (104.0, 96.0)),
    "一样宽的列不让": (("示例省职业技能鉴定中心", "甲"), (100.0, 100.0), (100.0, 100.0)),
    "没有余地就不变": (("示例省技能鉴定中心", "长期有效的证书每三年复审一次并且登记"), (88.0, 112.0), (88.0, 112.0)),
}


@pytest.mark.parametrize(("cells", "before", "after"), SPARE.values(), ids=SPARE.keys())
def test_room_is_given_where_a_line_is_saved(
    cells: tuple[str, str], before: tuple[float, float], after: tuple[float, float]
) -> None:
    block = Table("t", (), tuple(Column(width) for width in before), (), (row(*cells),))
    assert column_widths(block, 200.0, HOUSE) == pytest.approx(after)
    form = Table("t", (), tuple(Column(width) for width in before), (), (row(*cells),), "form")
    assert column_widths(form, 200.0, HOUSE) == pytest.approx(before)


def test_narrow_columns_keep_what_they_need_where_dates_do_not_fit() -> None:
    dates = ["2027年10月15日"] * 5
    block = Table("t", (), (Column(), *(Column(5) for _ in dates)), (), (row("紧急", *dates),))
    widths = column_widths(block, 420.0, HOUSE)
    assert widths[0] == pytest.approx(NARROW)
    assert widths[1:] == pytest.approx([(420 - NARROW) / 5] * 5, abs=0.05)


def test_heads_give_up_before_telephone_numbers() -> None:
    head = row("服务网点", "详细地址", "电话", "联系人", "人数", "服务区域", "路程时间")
    block = Table("t", (), (Column(),) * 7, (head,), (row("", "", "0000-8000-0330", "示例一", "5", "", "40分钟"),))
    widths = column_widths(block, 370.0, HOUSE)
    assert widths[2] == pytest.approx(12 * 5.25 + 2 * 3.5 + 8 + 1, abs=0.05)
    assert widths[3] >= 3 * 10.5 + 8 + 1


def lines(*names: str) -> tuple[Row, ...]:
    return tuple(row(name) for name in names)


SPANNED = (Row((Cell((), rowspan=2), Cell(()))), row("乙"), row("丙", "丁"), row("戊", "己"), row("庚", "辛"))
KEPT = {
    "表头与前两行、末两行各在一起": (Table("t", (), (Column(),), lines("头"), lines(*"甲乙丙丁戊")), "11001 0"),
    "没有表头": (Table("t", (), (Column(),), (), lines(*"甲乙丙丁")), "1010"),
    "表单不分开": (Table("t", (), (Column(),), (), lines(*"甲乙丙丁"), "form"), "1110"),
    "一行": (Table("t", (), (Column(),), (), lines("甲")), "0"),
    "没有行": (Table("t", (), (Column(),), (), ()), ""),
    "小标题行与下一行在一起": (
        Table("t", (), (Column(),), (), (*lines(*"甲乙"), Row((Cell((), header=True),)), *lines(*"丙丁戊"))),
        "101010",
    ),
    "跨行的单元格不分开": (Table("t", (), (Column(), Column()), (), SPANNED[2:] + SPANNED), "10010010"),
}


@pytest.mark.parametrize(("block", "expected"), KEPT.values(), ids=KEPT.keys())
def test_rows_that_stay_together(block: Table, expected: str) -> None:
    assert "".join(str(int(keep)) for keep in kept_rows(block)) == expected.replace(" ", "")


def test_places_of_spanned_cells() -> None:
    block = Table("t", (), (Column(), Column(), Column()), (row(cell("头", rowspan=5), "一", "二"),), SPANNED)
    shown = [
        [(place.column, place.cell.colspan, place.cell.rowspan, place.covered) for place in line.places]
        for line in placed_rows(block)[:3]
    ]
    assert shown == [
        [(0, 1, 1, False), (1, 1, 1, False), (2, 1, 1, False)],
        [(0, 1, 2, False), (1, 1, 1, False), (2, 1, 1, False)],
        [(0, 1, 2, True), (1, 1, 1, False), (2, 1, 1, False)],
    ]


def test_digits_of_a_han_font_get_more_room() -> None:
    look = HOUSE.role("cell")
    fonts = HOUSE.fonts | {look.font: HOUSE.fonts[look.font].model_copy(update={"pdf_latin": ()})}
    alone = HOUSE.model_copy(update={"fonts": fonts})
    dates = Table("t", (), (Column(0.01), Column(1)), (), (row("2028年6月30日", "甲"),))
    plain, wider = (column_widths(dates, 300, sheet)[0] for sheet in (HOUSE, alone))
    assert wider - plain == pytest.approx(7 * 0.06 * look.size, abs=0.05)
