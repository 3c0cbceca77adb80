"""A document with wide tables on landscape pages and a column of figures, shared by tests of writers and layout."""

from __future__ import annotations

from generator.document.nodes import Cell, Column, Document, Row, Section, Table
from tests.write.pdf.rendered import numbered
from tests.write.sample import paragraph, text

FIGURES = ("1,200.5", "98.25", "7", "12,345.125元", "—")
_COLUMNS = (Column(1, "center"), Column(2), Column(3, "decimal"), Column(12))
_DUTY = "负责现场巡检、故障处理以及备件更换，按月提交服务报告，并配合用户完成系统割接工作"


def wide_table(name: str, count: int) -> Table:
    rows = (_cells(str(at + 1), "张示例", FIGURES[at % len(FIGURES)], _DUTY) for at in range(count))
    head = _cells("序号", "姓名", "金额", "职责", header=True)
    return Table(name, text("人员表"), _COLUMNS, (head,), tuple(rows), landscape=True)


def wide_document() -> Document:
    """Give a document of upright pages 1, 3 and 6, landscape ones between, and one at the end."""
    more = Section("more", 2, text("其他"), (paragraph("其他人员见下表。"), wide_table("d", 2)))
    first, second = wide_table("a", 5), wide_table("b", 18)
    words = paragraph("人员见下表。"), paragraph("名单见下表。")
    return numbered(Section("people", 1, text("人员"), (words[0], first, words[1], second, wide_table("c", 2), more)))


def _cells(*words: str, header: bool = False) -> Row:
    return Row(tuple(Cell((text(word),), header=header) for word in words))
