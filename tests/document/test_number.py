"""Numbering: labels of every kind in both common variants, value numbers in reading order, words of references."""

from dataclasses import replace

import pytest

from generator.document.dump import dump_inlines
from generator.document.nodes import (
    Contents,
    Cover,
    Document,
    Figure,
    Paragraph,
    Properties,
    Ref,
    Running,
    Section,
    Table,
    Text,
    Value,
)
from generator.document.number import Numbering, list_label, number_document
from generator.document.walk import blocks, values

VARIANT = Numbering(
    headings=("{cn}、", "（{cn}）", "{n}.", "（{n}）"),
    caption="{kind}{n}",
    bullet=("■",),
    decimal="{n}）",
    paren="（{cn}）",
)


STANDARD = Numbering()


def numbered(document: Document, numbering: Numbering = STANDARD) -> Document:
    outcome = number_document(document, numbering)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def labels(document: Document) -> list[tuple[str, str]]:
    return [(block.id, block.label) for block in blocks(document) if isinstance(block, Section | Table | Figure)]


def references(document: Document) -> list[str]:
    section = document.body[0]
    assert isinstance(section, Section)
    assert isinstance(section.blocks[0], Paragraph)
    return [inline.text for inline in section.blocks[0].content if isinstance(inline, Ref)]


def test_labels_by_chapter(document: Document) -> None:
    assert labels(numbered(document)) == [
        ("promise", "第一章"),
        ("scope", "1.1"),
        ("sla", "表1-1"),
        ("deep", "1.1.1"),
        ("flow", "图1-1"),
        ("annex", ""),
        ("below", ""),
        ("next", "1.2"),
        ("pic", ""),
        ("letters", "第二章"),
        ("card", ""),
        ("parts", "表2-1"),
        ("plan", "图2-1"),
        ("cover", "图2-2"),
    ]


def test_labels_in_the_other_variant(document: Document) -> None:
    assert labels(numbered(document, VARIANT)) == [
        ("promise", "一、"),
        ("scope", "（一）"),
        ("sla", "表1"),
        ("deep", "1."),
        ("flow", "图1"),
        ("annex", ""),
        ("below", ""),
        ("next", "（二）"),
        ("pic", ""),
        ("letters", "二、"),
        ("card", ""),
        ("parts", "表2"),
        ("plan", "图2"),
        ("cover", "图3"),
    ]


def test_references_read_as_the_labels(document: Document) -> None:
    assert references(numbered(document)) == ["表1-1", "图1-1", "第1.1节", "第一章"]
    assert references(numbered(document, VARIANT)) == ["表1", "图1", "“（一）范围”", "“一、关于质保期”"]
    relative = Numbering(headings=("{cn}、", "{n}."))
    assert references(numbered(document, relative))[2:] == ["“1.范围”", "“一、关于质保期”"]


def test_values_are_numbered_in_reading_order(document: Document) -> None:
    found = [(value.number, value.text) for value in values(numbered(document))]
    front = ["示例项目", "示例公司", "示例项目"]
    first = ["质保期", "1小时", "专员", "否", "投诉流程图"]
    second = ["示例公司", "合同生效", "第1~5日", "订货", "第1~5日", "东江市", "4人"]
    assert found == list(enumerate([*front, *first, *second], 1))


def test_contents_go_down_to_the_depth(document: Document) -> None:
    contents = numbered(document, Numbering(contents_depth=2)).contents
    assert contents.depth == 2
    assert [(entry.level, entry.label, dump_inlines(entry.title), entry.target) for entry in contents.entries] == [
        (1, "第一章", "关于‹质保期=terms.warranty@7›", "promise"),
        (2, "1.1", "范围", "scope"),
        (2, "", "附记", "annex"),
        (2, "1.2", "其他", "next"),
        (1, "第二章", "函", "letters"),
    ]


LABELS = [
    ("bullet", 1, 0, "●"),
    ("bullet", 5, 1, "■"),
    ("bullet", 1, 4, "■"),
    ("decimal", 3, 0, "3."),
    ("paren", 12, 0, "（12）"),
    ("circled", 1, 0, "①"),
    ("circled", 20, 2, "⑳"),
    ("circled", 21, 0, "（21）"),
]


@pytest.mark.parametrize(("style", "number", "depth", "label"), LABELS)
def test_list_labels(style: str, number: int, depth: int, label: str) -> None:
    assert list_label(Numbering(), style, number, depth) == label


def test_list_labels_in_the_other_variant() -> None:
    assert [list_label(VARIANT, style, 12, 0) for style in ("bullet", "decimal", "paren")] == ["■", "12）", "（十二）"]


def small(*body: Section | Table | Paragraph) -> Document:
    running = Running((), (), ())
    cover = Cover((), (), (Text("题"),), (), (), ())
    return Document(Properties("", "", "", ""), cover, Contents((), 3), running, body, running)


def section(name: str, level: int, *below: Section | Table | Paragraph, numbered: bool = True) -> Section:
    return Section(name, level, (Text(name),), below, numbered=numbered)


def table(name: str, caption: str = "题") -> Table:
    return Table(name, (Text(caption),) if caption else (), (), (), ())


def test_captions_outside_numbered_chapters_have_no_chapter() -> None:
    document = small(table("t1"), section("u", 1, table("t2"), numbered=False), section("n", 1, table("t3")))
    assert labels(numbered(document)) == [("t1", "表1"), ("u", ""), ("t2", "表2"), ("n", "第一章"), ("t3", "表1-1")]


def test_captions_in_an_unnumbered_section_belong_to_its_chapter() -> None:
    annex = section("annex", 2, table("t2"), numbered=False)
    document = small(section("n", 1, table("t1"), annex))
    assert labels(numbered(document)) == [("n", "第一章"), ("t1", "表1-1"), ("annex", ""), ("t2", "表1-2")]


def test_an_unnumbered_chapter_does_not_count() -> None:
    document = small(
        section("a", 1), section("u", 1, section("u1", 2), numbered=False), section("b", 1, section("b1", 2))
    )
    assert labels(numbered(document)) == [("a", "第一章"), ("u", ""), ("u1", ""), ("b", "第二章"), ("b1", "2.1")]


def test_deep_levels_use_the_last_form() -> None:
    document = small(section("a", 1, section("b", 2, section("c", 3, section("d", 4, section("e", 5))))))
    assert labels(numbered(document))[-1] == ("e", "1.1.1.1.1")


def referring(target: str) -> Paragraph:
    return Paragraph((Ref(target),))


FAULTS = [
    (
        small(section("a", 1, table("a"))),
        [("T202", "id“a”用了两次：“a”、“题”", "每个标题、表和图的 id 应各不相同")],
    ),
    (
        small(section("a", 1, table("x", "")), section("x", 1)),
        [("T202", "id“x”用了两次：内容、“x”", "每个标题、表和图的 id 应各不相同")],
    ),
    (
        small(section("terms", 1, referring("term"), referring("term"))),
        [("T201", "交叉引用 term 没有对应的标题、表或者图", "最接近的是 terms")],
    ),
    (
        small(section("terms", 1, referring("warranty"))),
        [("T201", "交叉引用 warranty 没有对应的标题、表或者图", "请检查 ref(…) 中的 id")],
    ),
    (
        small(section("a", 1, table("t", ""), referring("t"))),
        [("T203", "交叉引用 t 指向没有编号的内容", "请给表或者图写题名；不编号的标题不能引用")],
    ),
    (
        small(section("a", 1, referring("a"), numbered=False)),
        [("T203", "交叉引用 a 指向没有编号的“a”", "请给表或者图写题名；不编号的标题不能引用")],
    ),
]


@pytest.mark.parametrize(("document", "findings"), FAULTS)
def test_faults(document: Document, findings: list[tuple[str, str, str]]) -> None:
    outcome = number_document(document, Numbering())
    assert outcome.value is None
    assert [(finding.code, finding.message, finding.hint) for finding in outcome.findings] == findings


def test_numbering_twice_changes_nothing(document: Document) -> None:
    once = numbered(document)
    assert numbered(once) == once


def test_every_value_number_is_unique(document: Document) -> None:
    found = [value.number for value in values(numbered(document))]
    assert found == list(range(1, len(found) + 1))
    assert all(isinstance(value, Value) for value in values(replace(document)))
