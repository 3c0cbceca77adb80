"""Tables: grid, spans, repeated heads, whole rows, alignment, shading."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.document.nodes import Cell, Column, Row, Table
from tests.write.docx.opened import HOUSE, NAMES, W, body_elements, texts, written
from tests.write.sample import cell, row, text


def table(*rows: Row, head: tuple[Row, ...] = (), columns: int = 3, role: str = "data") -> etree._Element:
    block = Table("t", (), tuple(Column() for _ in range(columns)), head, rows, role)  # type: ignore[arg-type]
    return body_elements(written(block).document)[0]


def grid(element: etree._Element) -> list[str]:
    """Give rows as cells with their spans: `甲 ×2` over two columns, `甲 ↓` begins and `↓` continues one over rows."""
    return [
        " | ".join(_cell(item) for item in line.iterfind("w:tc", NAMES)) for line in element.iterfind("w:tr", NAMES)
    ]


def _cell(item: etree._Element) -> str:
    span, merge = item.find("w:tcPr/w:gridSpan", NAMES), item.find("w:tcPr/w:vMerge", NAMES)
    shown = texts(item) + (f" ×{span.get(f'{W}val')}" if span is not None else "")
    return shown if merge is None else (f"{shown} ↓" if merge.get(f"{W}val") else f"↓{shown}")


SPANS = {
    "没有合并": ((row("甲", "乙", "丙"),), ["甲 | 乙 | 丙"]),
    "横向合并": ((row(cell("甲", colspan=2), "乙"),), ["甲 ×2 | 乙"]),
    "纵向合并": ((row(cell("甲", rowspan=2), "乙", "丙"), row("丁", "戊")), ["甲 ↓ | 乙 | 丙", "↓ | 丁 | 戊"]),
    "两个方向合并": (
        (row("甲", cell("乙", colspan=2, rowspan=3)), row("丙"), row("丁")),
        ["甲 | 乙 ×2 ↓", "丙 | ↓ ×2", "丁 | ↓ ×2"],
    ),
    "缺少的单元格补空": ((row("甲"),), ["甲 |  | "]),
    "超出的合并截到表内": ((row(cell("甲", colspan=9, rowspan=9)),), ["甲 ×3"]),
    "横向合并不盖住上一行的纵向合并": (
        (row("甲", cell("乙", rowspan=2), "丙"), row(cell("丁", colspan=3), "戊")),
        ["甲 | 乙 ↓ | 丙", "丁 | ↓ | 戊"],
    ),
}


@pytest.mark.parametrize(("rows", "expected"), SPANS.values(), ids=SPANS.keys())
def test_spans(rows: tuple[Row, ...], expected: list[str]) -> None:
    assert grid(table(*rows)) == expected


def test_covered_cells_repeat_nothing_and_hold_a_paragraph() -> None:
    element = table(row(cell("甲", rowspan=2), "乙", "丙"), row("丁", "戊"))
    assert texts(element) == "甲乙丙丁戊"
    assert {item[-1].tag for item in element.iter(f"{W}tc")} == {f"{W}p"}


def test_head_rows_repeat_and_no_row_is_split() -> None:
    head = (row("甲", "乙", "丙"), row("丁", "戊", "己"))
    element = table(row("1", "2", "3"), head=head)
    marks = [[etree.QName(item).localname for item in line] for line in element.iterfind("w:tr/w:trPr", NAMES)]
    assert marks == [["cantSplit", "tblHeader"], ["cantSplit", "tblHeader"], ["cantSplit"]]


def test_spans_of_the_head_end_with_it() -> None:
    element = table(row("1", "2", "3"), head=(row(cell("甲", rowspan=2), "乙", "丙"),))
    assert grid(element) == ["甲 | 乙 | 丙", "1 | 2 | 3"]


def test_widths_fill_the_text_area() -> None:
    element = table(row(cell("甲", colspan=2), "乙"))
    widths = [int(item.get(f"{W}w")) for item in element.iter(f"{W}gridCol")]
    assert widths == [2967, 2966, 2967]
    assert [int(item.get(f"{W}w")) for item in element.iter(f"{W}tcW")] == [5933, 2967]
    assert element.find("w:tblPr/w:tblW", NAMES).get(f"{W}w") == "8900" == str(int(HOUSE.text_width * 20))


def test_columns_align_body_cells_and_cells_may_differ() -> None:
    columns = (Column(align="left"), Column(align="center"), Column(align="right"))
    own = Row((cell("1"), Cell((text("2"),), align="right"), cell("3")))
    block = Table("t", (), columns, (row("甲", "乙", "丙"),), (row("1", "2", "3"), own, row("1", "2", "3", total=True)))
    element = body_elements(written(block).document)[0]
    shown = [[_align(item) for item in line.iter(f"{W}p")] for line in element.iter(f"{W}tr")]
    assert shown == [["", "", ""], ["", "center", "right"], ["", "right", "right"], ["", "center", "right"]]


def _align(paragraph: etree._Element) -> str:
    found = paragraph.find("w:pPr/w:jc", NAMES)
    return "" if found is None else found.get(f"{W}val")


ROLES = {
    "data": "BidTable",
    "form": "BidForm",
    "layout": "BidLayout",
}


@pytest.mark.parametrize(("role", "style"), ROLES.items())
def test_table_styles(role: str, style: str) -> None:
    assert table(row("甲"), role=role).find("w:tblPr/w:tblStyle", NAMES).get(f"{W}val") == style


def test_cells_by_their_kind() -> None:
    label = cell("签", header=True)
    element = table(Row((label, cell("文"))), row("计", "1", total=True), head=(row("头", "头"),), columns=2)
    shown = [
        (item.find(".//w:pStyle", NAMES).get(f"{W}val"), None if shade is None else shade.get(f"{W}fill"))
        for item in element.iter(f"{W}tc")
        for shade in [item.find("w:tcPr/w:shd", NAMES)]
    ]
    assert shown == [
        ("RoleCellHead", "EDEDED"),
        ("RoleCellHead", "EDEDED"),
        ("RoleCellLabel", "F5F5F5"),
        ("RoleCell", None),
        ("RoleCellTotal", None),
        ("RoleCellTotal", None),
    ]


def test_a_fill_may_be_left_out() -> None:
    look = HOUSE.table.model_copy(update={"head_fill": ""})
    block = Table("t", (), (Column(),), (row("头"),), (row("1"),))
    element = body_elements(written(block, sheet=HOUSE.model_copy(update={"table": look})).document)[0]
    assert list(element.iter(f"{W}shd")) == []


def test_cells_of_several_paragraphs() -> None:
    element = table(Row((Cell((text("甲"), text("乙"))), Cell(()), cell("丙"))))
    assert [len(list(item.iter(f"{W}p"))) for item in element.iter(f"{W}tc")] == [2, 1, 1]
