"""Automatic numbers of headings and lists are those of the tree, in Word and in readers without legal numbering."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.document.nodes import List, ListItem, Section
from generator.document.number import Numbering
from generator.document.text import compact, reading_text
from generator.document.walk import blocks
from generator.layout.pages import Pages
from generator.style.sheet import NumberingLook
from generator.verify.docx_reader import read_docx
from generator.write.docx import write_docx
from generator.write.docx.numbering import ListBook, mixes_numerals, numbering_part
from tests.write.docx.opened import HOUSE, NAMES, AnyPage, W, document_of, written
from tests.write.sample import CREATED, paragraph, text

CHAPTERS = NumberingLook()
ARTICLES = NumberingLook(headings=("{cn}、", "（{cn}）", "{n}.", "（{n}）"), paren="（{cn}）", bullet=("■",))
PLAIN = NumberingLook(headings=("{n}", "{path}"), decimal="{n}、")


def levels(look: NumberingLook, definition: int) -> list[str]:
    """Give the levels of a definition as `text form suffix`, legal ones marked."""
    sheet = HOUSE.model_copy(update={"numbering": look})
    root = etree.fromstring(numbering_part(sheet, ListBook()))
    return [_level(item) for item in root.findall(f"w:abstractNum[@w:abstractNumId='{definition}']/w:lvl", NAMES)]


def _level(item: etree._Element) -> str:
    text, form, suffix = (item.find(f"w:{name}", NAMES).get(f"{W}val") for name in ("lvlText", "numFmt", "suff"))
    legal = " legal" if item.find("w:isLgl", NAMES) is not None else ""
    return f"{text} {form} {suffix}{legal}"


HEADINGS = {
    "第一章、1.1": (
        CHAPTERS,
        ["第%1章 chineseCountingThousand space", "%1.%2 decimal space legal", "%1.%2.%3 decimal space legal"],
    ),
    "一、（一）1.": (
        ARTICLES,
        ["%1、 chineseCountingThousand nothing", "（%2） chineseCountingThousand nothing", "%3. decimal space"],
    ),
    "1、1.1": (PLAIN, ["%1 decimal space", "%1.%2 decimal space legal", "%1.%2.%3 decimal space legal"]),
}


@pytest.mark.parametrize(("look", "expected"), HEADINGS.values(), ids=HEADINGS.keys())
def test_heading_levels(look: NumberingLook, expected: list[str]) -> None:
    assert levels(look, 0)[:3] == expected
    assert len(levels(look, 0)) == 9


LISTS = {
    "bullet": (CHAPTERS, 1, ["● bullet tab", "■ bullet tab", "■ bullet tab"]),
    "decimal": (CHAPTERS, 2, ["%1. decimal tab", "%2. decimal tab", "%3. decimal tab"]),
    "paren": (CHAPTERS, 3, ["（%1） decimal tab", "（%2） decimal tab", "（%3） decimal tab"]),
    "paren, 中文数字": (ARTICLES, 3, ["（%1） chineseCountingThousand tab"]),
    "circled": (CHAPTERS, 4, ["%1 decimalEnclosedCircle tab"]),
}


@pytest.mark.parametrize(("look", "definition", "expected"), LISTS.values(), ids=LISTS.keys())
def test_list_levels(look: NumberingLook, definition: int, expected: list[str]) -> None:
    assert levels(look, definition)[: len(expected)] == expected


@pytest.mark.parametrize(("look", "expected"), [(CHAPTERS, True), (ARTICLES, False), (PLAIN, False)])
def test_only_chapters_in_chinese_numerals_need_spelling_out(look: NumberingLook, expected: bool) -> None:
    assert mixes_numerals(look) is expected


def test_chapters_are_spelled_out_for_readers_without_legal_numbering() -> None:
    inner = Section("d", 2, text("节"), ())
    root = written(Section("c", 1, text("章"), ()), Section("e", 1, text("章"), (inner,))).part("word/numbering.xml")
    second = root.findall("w:num", NAMES)[2]
    choice, fallback = second.find("mc:AlternateContent", NAMES)
    assert (len(choice), choice.get("Requires")) == (0, "w15")
    shown = [item.get(f"{W}val") for item in fallback.iterfind("w:lvlOverride/w:lvl/w:lvlText", NAMES)]
    assert shown[:2] == ["2.%2", "2.%2.%3"]


@pytest.mark.parametrize("look", [CHAPTERS, ARTICLES, PLAIN], ids=["章节", "条款", "数字"])
def test_labels_equal_the_tree(look: NumberingLook) -> None:
    fields = {"headings", "caption", "bullet", "decimal", "paren"}
    document = document_of(*nested_chapters(), numbering=Numbering(**look.model_dump(include=fields)))
    sheet = HOUSE.model_copy(update={"numbering": look})
    data = write_docx(document, sheet, Pages(AnyPage(), 1, 1), CREATED)
    assert len(list(blocks(document))) == 237
    assert read_docx(data).main.text == compact(reading_text(document).text)


def nested_chapters() -> tuple[Section, ...]:
    return tuple(chapter(f"c{index}", 1) for index in range(3))


def chapter(name: str, level: int) -> Section:
    below = tuple(chapter(f"{name}-{index}", level + 1) for index in range(2)) if level < 3 else lists()
    return Section(name, level, text("标题"), below, numbered=name != "c1")


def lists() -> tuple[List, ...]:
    inner = List(tuple(ListItem((paragraph("丙"),)) for _ in range(2)), "bullet")
    plain = tuple(ListItem((paragraph("甲"),)) for _ in range(2))
    nested = (ListItem((paragraph("乙"), inner)),)
    return (List((*plain, *nested), "decimal"), List(plain, "paren"), List(plain, "circled"), List(nested, "decimal"))
