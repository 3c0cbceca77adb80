"""Columns of figures: the space at the right of each, so that units stand one below the other."""

from __future__ import annotations

import pytest

from generator.document.nodes import Column, Row, Table
from generator.layout.decimals import right_insets
from tests.write.sample import cell, house_sheet, row

HOUSE = house_sheet()
DIGIT, POINT, HAN = 0.5 * 10.5, 0.25 * 10.5, 10.5
GAP = 0.2 * 10.5


def insets(*rows: Row, width: float = 100) -> list[float]:
    """Give the space at the right of the only column's cells."""
    table = Table("t", (), (Column(align="decimal"),), (row(cell("金额", header=True)),), rows)
    found = right_insets(table, (width,), HOUSE)
    return [found.of(line.cells[0], 0, "cell") for line in rows]


CASES: dict[str, tuple[tuple[Row, ...], list[float]]] = {
    "小数位数不同": ((row("1.25"), row("7"), row("30.5")), [0, 2 * DIGIT + POINT, DIGIT]),
    "单位算在后面": ((row("1,200元"), row("7")), [0, GAP + HAN]),
    "短横与个位对齐": ((row("1.5"), row("—")), [0, DIGIT + POINT]),
    "同样宽的不用移": ((row("1.50"), row("2.75")), [0, 0]),
    "文字靠右": ((row("1.5"), row("面议"), row("3～5次")), [0, 0, 0]),
    "自己写了对齐的不动": ((row("1.25"), row(cell("7", header=True))), [0, 0]),
}


@pytest.mark.parametrize(("rows", "expected"), CASES.values(), ids=CASES.keys())
def test_spaces(rows: tuple[Row, ...], expected: list[float]) -> None:
    assert insets(*rows) == pytest.approx(expected)


def test_a_narrow_column_leaves_figures_at_the_right() -> None:
    assert insets(row("12,345,678"), row("1.12345678"), width=60) == [0, 0]


def test_other_columns_have_none() -> None:
    table = Table("t", (), (Column(align="right"),), (), (row("1.25"), row("7")))
    assert right_insets(table, (100,), HOUSE).spaces == {}
