"""Fields carry results that are right from the start: captions, references, contents, page numbers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from lxml import etree

from generator.document.nodes import (
    Blank,
    Block,
    Checkbox,
    Column,
    Figure,
    LineBreak,
    PageCount,
    PageNumber,
    Ref,
    Section,
    Strong,
    Table,
    Value,
)
from generator.document.number import Numbering
from generator.layout.pages import Pages
from generator.style.sheet import NumberingLook
from generator.write.docx.captions import caption_runs
from generator.write.docx.elements import NAMESPACES
from generator.write.docx.ink import new_ink
from generator.write.docx.inlines import plain_runs
from tests.write.docx.opened import HOUSE, AnyPage, W, body_elements, document_of, texts, written
from tests.write.sample import paragraph, row, sample_document, text

ARTICLE = NumberingLook(headings=("{cn}、", "（{cn}）", "{n}."))


def table(name: str) -> Table:
    return Table(name, text("题"), (Column(),), (), (row("甲"),))


def figure(name: str) -> Figure:
    picture = next(block.body for block in _blocks(sample_document().body) if isinstance(block, Figure))
    return Figure(name, text("题"), picture, "说明")


def _blocks(blocks: tuple[Block, ...]) -> list[Block]:
    found: list[Block] = []
    for block in blocks:
        found.append(block)
        if isinstance(block, Section):
            found += _blocks(block.blocks)
    return found


def chapter(name: str, *blocks: Block, level: int = 1) -> Section:
    return Section(name, level, text("标题"), blocks)


def fields(*elements: etree._Element) -> list[str]:
    """Give fields as `instruction = result`, in the order of the text."""
    found: list[list[str]] = []
    open_fields: list[list[str]] = []
    separated: list[bool] = []
    for element in elements:
        for item in element.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
            kind = item.get(f"{W}fldCharType")
            if kind == "begin":
                open_fields.append(["", ""])
                found.append(open_fields[-1])
                separated.append(False)
            elif kind == "separate":
                separated[-1] = True
            elif kind == "end":
                open_fields.pop()
                separated.pop()
            elif open_fields:
                open_fields[-1][separated[-1]] += item.text or ""
    return [f"{instruction.strip()} = {result}" for instruction, result in found]


CAPTIONS: dict[str, tuple[tuple[Block, ...], list[str]]] = {
    "每章从一开始，第一个题注说明起点": (
        (chapter("a", table("t1"), table("t2"), figure("f1")), chapter("b", table("t3"))),
        [
            r"SEQ 表 \* ARABIC \s 1 \r 1 = 1",
            r"SEQ 表 \* ARABIC \s 1 = 2",
            r"SEQ 图 \* ARABIC \s 1 \r 1 = 1",
            r"SEQ 表 \* ARABIC \s 1 \r 1 = 1",
        ],
    ),
    "没有章时只有序号": ((table("t1"), table("t2")), [r"SEQ 表 \* ARABIC \s 1 \r 1 = 1", r"SEQ 表 \* ARABIC \s 1 = 2"]),
}


@pytest.mark.parametrize(("blocks", "expected"), CAPTIONS.values(), ids=CAPTIONS.keys())
def test_captions(blocks: tuple[Block, ...], expected: list[str]) -> None:
    assert fields(*body_elements(written(*blocks).document)) == expected


def test_caption_words_are_those_of_the_tree() -> None:
    elements = body_elements(written(chapter("a"), chapter("b", table("t1"), table("t2"))).document)
    captions = [texts(item) for item in elements if item.find(f"{W}pPr/{W}pStyle[@{W}val='Caption']") is not None]
    assert captions == ["表2-1 题", "表2-2 题"]


REFERENCES = {
    "表": ("t", "表2-1", r"REF _Ref210000003 \h = 表2-1", ""),
    "章": ("b", "第二章", r"REF _Ref210000002 \n \h = 第二章", ""),
    "节": ("c", "第2.1节", r"REF _Ref210000004 \n \h = 2.1", "第2.1节"),
}


@pytest.mark.parametrize(("target", "words", "expected", "_"), REFERENCES.values(), ids=REFERENCES.keys())
def test_references(target: str, words: str, expected: str, _: str) -> None:
    blocks = (chapter("a", paragraph(Ref(target))), chapter("b", table("t"), chapter("c", level=2)))
    reference = body_elements(written(*blocks).document)[1]
    assert texts(reference) == words
    assert fields(reference) == [expected]


def test_a_reference_to_a_label_with_a_point_is_a_link_as_word_would_drop_the_point() -> None:
    numbering = Numbering(headings=ARTICLE.headings)
    sheet = HOUSE.model_copy(update={"numbering": ARTICLE})
    third = chapter("c", level=3)
    blocks = (chapter("a", paragraph(Ref("c"), Ref("b")), chapter("b", third, level=2)),)
    reference = body_elements(written(*blocks, sheet=sheet, numbering=numbering).document)[1]
    assert texts(reference) == "“1.标题”“（一）标题”"
    assert fields(reference) == [r"REF _Ref210000002 \n \h = （一）"]
    assert [link.get(f"{W}anchor") for link in reference.iter(f"{W}hyperlink")] == ["_Ref210000003"]


def test_contents_hold_entries_page_numbers_and_one_field() -> None:
    body = written(chapter("a", chapter("b", level=2)), chapter("c")).document[0]
    contents = [item for item in body if (style(item) or "").startswith("TOC")]
    assert [f"{style(item)}: {texts(item)}" for item in contents] == [
        "TOCHeading: 目录",
        "TOC1: 第一章 标题→1",
        "TOC2: 1.1 标题→1",
        "TOC1: 第二章 标题→1",
    ]
    end = contents[-1].getnext()
    assert fields(*contents, end) == [
        r'TOC \o "1-3" \h \z \u = 第一章 标题1.1 标题第二章 标题',
        r"PAGEREF _Toc210000001 \h = 1",
        r"PAGEREF _Toc210000002 \h = 1",
        r"PAGEREF _Toc210000003 \h = 1",
    ]
    assert end.find(f"{W}pPr/{W}sectPr") is not None
    assert texts(end) == ""


def test_titles_in_the_contents_are_plain_and_have_no_bookmarks() -> None:
    title = (Strong(text("甲")), Value("乙", ("a.b",), "t.md.j2", 1), Checkbox(True), LineBreak(), Blank(2))
    body = written(Section("a", 1, title, ())).document[0]
    entry = next(item for item in body if style(item) == "TOC1")
    assert texts(entry) == "第一章 甲乙☑\u3000\u3000→1"
    assert list(entry.iter(f"{W}bookmarkStart")) == []
    assert plain_runs((LineBreak(), PageNumber(), Strong((PageCount(),)))) == ""


def test_captions_before_numbering_and_without_number() -> None:
    ink = new_ink(document_of(table("t")), HOUSE, Pages(AnyPage(), 1, 1))
    assert [
        instruction_and_label(caption_runs(replace(table("t"), label=label), ink)) for label in ("", "表", "表甲")
    ] == [
        ([], "题"),
        ([], "表 题"),
        ([], "表甲 题"),
    ]
    assert instruction_and_label(caption_runs(replace(table("t"), label="12"), ink)) == (
        [r"SEQ 编号 \* ARABIC \s 1 \r 12 = 12"],
        "12 题",
    )


def instruction_and_label(xml: str) -> tuple[list[str], str]:
    root = etree.fromstring(f"<w:p {NAMESPACES}>{xml}</w:p>")
    return fields(root), texts(root)


def test_contents_without_entries_are_no_field() -> None:
    body = written(paragraph("无章节")).document[0]
    heading = next(item for item in body if style(item) == "TOCHeading")
    assert fields(heading, heading.getnext()) == []
    assert heading.getnext().find(f"{W}pPr/{W}sectPr") is not None


def test_running_fields() -> None:
    made = written(paragraph("甲"))
    shown = {name: fields(made.part(f"word/{name}.xml")) for name in ("header1", "footer1", "header2", "footer2")}
    assert shown == {
        "header1": [],
        "footer1": ["PAGE = i"],
        "header2": [],
        "footer2": ["PAGE = 1", "SECTIONPAGES = 9"],
    }


def style(element: etree._Element) -> str | None:
    found = element.find(f"{W}pPr/{W}pStyle")
    return None if found is None else found.get(f"{W}val")


def test_labels_that_end_in_a_mark_have_no_blank_in_the_contents() -> None:
    numbering = Numbering(headings=ARTICLE.headings)
    sheet = HOUSE.model_copy(update={"numbering": ARTICLE})
    body = written(chapter("a", chapter("b", chapter("c", level=3), level=2)), sheet=sheet, numbering=numbering)
    entries = [texts(item) for item in body.document[0] if (style(item) or "").startswith("TOC")]
    assert entries == ["目录", "一、标题→1", "（一）标题→1", "1. 标题→1"]
