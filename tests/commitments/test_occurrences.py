"""Where promises are printed: section, block and whole sentence of every value."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.commitments.occurrences import occurrences, sentence_at
from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Column,
    Cover,
    CoverLine,
    Diagram,
    DiagramNode,
    Figure,
    Inlines,
    Letter,
    List,
    ListItem,
    Paragraph,
    Row,
    Running,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Table,
    Text,
    Value,
)
from tests.commitments.conftest import document, value

P, Q = "service.a", "service.b"
LIMIT = value(3, "4小时", P)


def words(text: str) -> Inlines:
    return (Text(text),)


def section(*blocks: Block, title: str = "响应", label: str = "5.1") -> Section:
    return Section("s", 2, words(title), blocks, label)


def row(*cells: Cell) -> Row:
    return Row(cells)


def cell(*inlines: Value | Text, rowspan: int = 1, colspan: int = 1) -> Cell:
    return Cell((inlines,), colspan, rowspan)


@pytest.mark.parametrize(
    ("block", "place", "sentence"),
    [
        (Paragraph((Text("先登记。"), LIMIT, Text("内到场；逾期升级。其余见表。"))), "", "4小时内到场；逾期升级。"),
        (Paragraph((Text("时限"), Strong((LIMIT,)))), "", "时限4小时"),
        (List((ListItem((Paragraph((LIMIT, Text("到场"))),), "（1）"),)), "", "4小时到场"),
        (Letter((Paragraph((LIMIT,)),)), "", "4小时"),
        (SignBlock((SignLine(words("时限"), (LIMIT,)),)), "", "时限4小时"),
        (
            Figure(
                "f",
                words("流程"),
                Diagram("flow", (DiagramNode("n", "step", (Text("到场 "), LIMIT)),), ()),
                "",
                "图5-1",
            ),
            "图5-1 流程",
            "到场 4小时",
        ),
        (Figure("f", (LIMIT,), Diagram("flow", (), ()), "", "图5-1"), "图5-1 4小时", "4小时"),
        (Table("t", (LIMIT,), (Column(),), (), (), label="表5-1"), "表5-1 4小时", "4小时"),
    ],
    ids=["paragraph", "strong", "list", "letter", "sign", "figure", "figure caption", "table caption"],
)
def test_a_value_stands_in_its_section_block_and_sentence(block: Block, place: str, sentence: str) -> None:
    (found,) = occurrences(document(section(block)), {P}, {})[P]
    assert (found.number, found.text, found.section, found.block) == (3, "4小时", "5.1 响应", place)
    assert (found.sentence, found.template, found.template_line) == (sentence, "templates/a.md.j2", 7)
    assert (found.derived, dict(found.pages)) == (False, {})


def test_a_value_in_a_title_belongs_to_its_section() -> None:
    (found,) = occurrences(document(replace(section(), title=(Text("时限"), LIMIT))), {P}, {})[P]
    assert (found.section, found.sentence) == ("5.1 时限4小时", "时限4小时")


def test_the_sentence_of_a_cell_is_its_row_with_the_heads() -> None:
    head = (
        row(cell(Text("级别"), rowspan=2), cell(Text("时限"), colspan=2)),
        row(cell(Text("响应")), cell(Text("到场"))),
    )
    rows = (
        row(cell(Text("紧急"), rowspan=2), cell(Text("立即")), cell(LIMIT)),
        row(cell(Text("见合同"), colspan=2)),
        row(cell(Text("一般"), rowspan=2), cell(Text("1小时")), cell(value(4, "8小时", P))),
        row(cell(value(5, "另议", P), colspan=2)),
    )
    table = Table("t", words("时限表"), (Column(),) * 3, head, rows, label="表5-1")
    found = occurrences(document(section(table)), {P}, {})[P]
    assert [(one.text, one.block, one.sentence) for one in found] == [
        ("4小时", "表5-1 时限表", "级别：紧急；响应：立即；到场：4小时"),
        ("8小时", "表5-1 时限表", "级别：一般；响应：1小时；到场：8小时"),
        ("另议", "表5-1 时限表", "级别：一般；响应：另议；到场：另议"),
    ]


def test_a_form_without_heads_gives_its_row() -> None:
    form = Table("t", (), (Column(),) * 2, (), (row(cell(Text("到场时限")), Cell(((LIMIT,), words("以内")))),), "form")
    (found,) = occurrences(document(section(form)), {P}, {})[P]
    assert (found.block, found.sentence) == ("", "到场时限；4小时，以内")


def test_a_value_in_a_head_row_stands_alone() -> None:
    table = Table(
        "t", words("表"), (Column(),), (row(cell(Text("时限"), LIMIT)),), (row(cell(Text("无"))),), label="表1"
    )
    (found,) = occurrences(document(section(table)), {P}, {})[P]
    assert found.sentence == "时限4小时"


def test_cover_and_running_lines() -> None:
    cover = Cover((), (LIMIT,), (), (), (CoverLine(words("期限"), (value(4, "3年", P),)),), ())
    running = Running((Text("质保"), value(5, "3年", P)), (), (Blank(3),))
    found = occurrences(document(cover=cover, running=running), {P}, {})[P]
    assert [(one.number, one.section, one.sentence) for one in found] == [
        (3, "封面", "4小时"),
        (4, "封面", "3年"),
        (5, "页眉页脚", "质保3年"),
    ]


def test_a_derived_value_is_printed_from_each_of_its_sources() -> None:
    total = value(9, "共12次", P, Q, P)
    found = occurrences(document(Paragraph((total,)), Paragraph((LIMIT,))), {P, Q}, {3: {"docx": "12", "pdf": "13"}})
    assert {path: [(one.number, one.derived, dict(one.pages)) for one in each] for path, each in found.items()} == {
        P: [(3, False, {"docx": "12", "pdf": "13"}), (9, True, {})],
        Q: [(9, True, {})],
    }


def test_values_of_other_paths_are_passed_over() -> None:
    assert occurrences(document(Paragraph((LIMIT,))), {Q}, {}) == {}


@pytest.mark.parametrize(
    ("text", "start", "end", "sentence"),
    [
        ("甲。乙4时。丙", 3, 5, "乙4时。"),
        ("甲。乙4时", 3, 5, "乙4时"),
        ("问4时？答", 1, 3, "问4时？"),
        ("一行\n二4时", 4, 6, "二4时"),
        ("甲。乙。丙", 0, 4, "甲。乙。"),
        ("", 0, 0, ""),
    ],
)
def test_whole_sentences(text: str, start: int, end: int, sentence: str) -> None:
    assert sentence_at(text, start, end) == sentence
