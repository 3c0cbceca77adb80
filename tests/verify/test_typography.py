"""Rules of Chinese typesetting asked of PDFs: each fault is planted on pages of letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from generator.document.nodes import (
    Block,
    Cell,
    Column,
    Contents,
    Cover,
    Document,
    Figure,
    Inlines,
    Paragraph,
    Picture,
    Row,
    Section,
    Table,
)
from generator.layout.measure import needs_gap
from generator.verify.lines import Letter, LetterPage
from generator.verify.typography import Fault, typesetting_faults
from tests.write.sample import sample_document, text

SIZE = 12.0
Placed = tuple[str, float] | str
"""A line of words, and where it begins."""


def page(*lines: Placed, pictures: Sequence[float] = ()) -> LetterPage:
    """Set lines one below another; a blank is one, a thin space is space that was set between Han and Latin."""
    placed = ((line, 0.0) if isinstance(line, str) else line for line in lines)
    letters = (letter for at, (words, left) in enumerate(placed) for letter in _line(words, left, 800 - 20.0 * at))
    return LetterPage(tuple(letters), tuple(pictures))


def _line(words: str, left: float, y: float) -> Iterator[Letter]:
    blank, before = False, ""
    for character in words:
        if character == " ":
            blank = True
            continue
        left += 0.2 * SIZE if before and needs_gap(before, character) and character != "无" else 0.0
        yield Letter(character, y, left, left + SIZE, blank)
        left, blank, before = left + SIZE, False, character


def document(*blocks: Block) -> Document:
    sample = sample_document()
    front: Inlines = ()
    return replace(
        sample,
        cover=Cover(front, front, front, front, (), front),
        contents=Contents(front, 0),
        body=(Section("s", 1, text("总则"), blocks),),
    )


WORDS = document(Paragraph(text("甲方应当及时验收，乙方应当——及时修复（含备件）。")))
MIXED = document(Paragraph(text("在24小时内到场。")))
LONG = document(Paragraph(text("第一行第二行第三行第四行")))
ROWS = document(
    Table(
        "t", text("人员表"), (Column(), Column()), (Row((Cell((text("姓名"),)), Cell((text("职务"),)))),),
        (Row((Cell((text("张示"),)), Cell((text("工程师"),)))), Row((Cell((text("李示"),)), Cell((text("库管员"),)))))
    )
)  # fmt: skip
PICTURE = document(Figure("f", text("证书图"), Picture("a.png", "image/png", 9, 9, b""), "证书"))
HEAD = ("姓名", ("职务", 60))
FIRST, SECOND = ("张示", ("工程师", 60)), ("李示", ("库管员", 60))

CASES: dict[str, tuple[Document, tuple[LetterPage, ...], list[str]]] = {
    "都对": (WORDS, (page("总则", "甲方应当及时验收，", "乙方应当——及时", "修复（含备件）。"),), []),
    "行首是逗号": (WORDS, (page("总则", "甲方应当及时验收", "，乙方应当——及时修复（含备件）。"),), ["line_start"]),
    "行首是句号": (WORDS, (page("总则", "甲方应当及时验收，乙方应当——及时修复（含备件）", "。"),), ["line_start"]),
    "行末是左括号": (WORDS, (page("总则", "甲方应当及时验收，乙方应当——及时修复（", "含备件）。"),), ["line_end"]),
    "破折号拆开": (WORDS, (page("总则", "甲方应当及时验收，乙方应当—", "—及时修复（含备件）。"),), ["parted"]),
    "汉字与数字之间是排出来的": (MIXED, (page("总则", "在24小时内到场。"),), []),
    "汉字与数字之间打了空格": (MIXED, (page("总则", "在 24 小时内到场。"),), ["blank", "blank"]),
    "段落分在两页": (LONG, (page("总则", "第一行", "第二行"), page("第三行", "第四行")), []),
    "末行单独到下页": (LONG, (page("总则", "第一行", "第二行", "第三行"), page("第四行")), ["widow"]),
    "首行单独在前页": (LONG, (page("总则", "第一行"), page("第二行", "第三行", "第四行")), ["widow"]),
    "标题在页末": (LONG, (page("总则"), page("第一行", "第二行", "第三行", "第四行")), ["heading"]),
    "表完整": (ROWS, (page("总则", "人员表", *HEAD, *FIRST, *SECOND),), []),
    "表题与表分开": (ROWS, (page("总则", "人员表"), page(*HEAD, *FIRST, *SECOND)), ["caption"]),
    "表头单独在页末": (ROWS, (page("总则", "人员表", *HEAD), page(*FIRST, *SECOND)), ["head"]),
    "续页重复表头": (ROWS, (page("总则", "人员表", *HEAD, *FIRST), page(*HEAD, *SECOND)), []),
    "续页没有表头": (ROWS, (page("总则", "人员表", *HEAD, *FIRST), page(*SECOND)), ["repeat"]),
    "行拆在两页": (ROWS, (page("总则", "人员表", *HEAD, *FIRST, "李示", ("库管", 60)), page(("员", 60))), ["row"]),
    "图题在图下": (PICTURE, (page("总则", "证书图", pictures=[790]),), []),
    "图题到了下页": (PICTURE, (page("总则", pictures=[300]), page("证书图")), ["heading", "caption"]),
    "文字不同": (LONG, (page("总则", "第一行第二行第三行"),), ["words"]),
}


@pytest.mark.parametrize(("tree", "pages", "faults"), CASES.values(), ids=CASES.keys())
def test_planted(tree: Document, pages: tuple[LetterPage, ...], faults: list[str]) -> None:
    assert [fault.kind for fault in typesetting_faults(tree, pages)] == faults


def test_a_fault_names_page_and_words() -> None:
    pages = (page("总则", "甲方应当及时验收", "，乙方应当——及时修复（含备件）。"),)
    assert typesetting_faults(WORDS, pages) == (Fault("line_start", 0, "及时验收|，乙方应"),)


def test_letters_too_near_are_told() -> None:
    near = [replace(letter, left=letter.left - 2.4, right=letter.right - 2.4) for letter in page("在24").letters[1:]]
    letters = (*page("总则").letters, *page("", "在").letters, *(replace(one, y=780.0) for one in near))
    tree = document(Paragraph(text("在24")))
    assert [fault.kind for fault in typesetting_faults(tree, (LetterPage(letters),))] == ["gap"]
