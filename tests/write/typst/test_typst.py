"""The PDF of the second writer as a reader has it: words, pages, outline and running lines are those of the first."""

from __future__ import annotations

import builtins
from dataclasses import replace
from datetime import timedelta, timezone
from itertools import pairwise
from typing import Any

import pytest

from generator.document.nodes import Column, Document, Picture, Section, Table
from generator.document.pages import with_pages
from generator.document.walk import blocks
from generator.layout.tables import column_widths
from generator.verify.lines import letter_pages
from generator.verify.outputs import outline_pages, verify_pdf
from generator.verify.pdf_reader import Margins, read_pdf
from generator.verify.typography import Fault, typesetting_faults
from generator.write.pdf.engine import write_pdf
from generator.write.typst.code import string
from generator.write.typst.engine import write_typst
from tests.write.pdf.rendered import BOTTOM, LEFT, RIGHT, SHEET, TOP, chapter, glyphs, numbered, opened
from tests.write.sample import CREATED, cell, paragraph, row, sample_document, text

MARGINS = Margins(SHEET.page.top, SHEET.page.right, SHEET.page.bottom, SHEET.page.left)


def made(document: Document) -> bytes:
    data, findings = write_typst(document, SHEET, CREATED)
    assert findings == ()
    assert data is not None
    return data


def body(data: bytes) -> str:
    return "".join(page.body for page in read_pdf(data, MARGINS, structured=True).pages)


@pytest.fixture(scope="module")
def sample() -> bytes:
    return made(sample_document())


def test_the_file_says_what_the_tree_says(sample: bytes) -> None:
    assert verify_pdf(sample, sample_document(), MARGINS, structured=True).findings == ()


def test_nothing_is_badly_set(sample: bytes) -> None:
    assert faults(sample, sample_document()) == ()


def faults(data: bytes, document: Document) -> tuple[Fault, ...]:
    read = read_pdf(data, MARGINS, structured=True)
    filled = with_pages(document, outline_pages(document, read))
    return typesetting_faults(filled, letter_pages(data, MARGINS, structured=True))


def test_pages_outline_and_running_lines_are_those_of_the_other_writer(sample: bytes) -> None:
    other, _ = write_pdf(sample_document(), SHEET, CREATED)
    assert other is not None
    ours, theirs = read_pdf(sample, MARGINS, structured=True), read_pdf(other.data, MARGINS)
    assert ours.outline == theirs.outline
    assert [(page.label, page.header, page.footer) for page in ours.pages[1:]] == [
        (page.label, page.header, page.footer) for page in theirs.pages[1:]
    ]


def test_words_keep_to_the_text_area(sample: bytes) -> None:
    on_body = [glyph for glyph in glyphs(sample) if glyph.page > 1 and BOTTOM < glyph.y < TOP]
    hung = SHEET.role("body").size / 2  # punctuation at a line end is half as wide as its box
    assert [glyph for glyph in on_body if glyph.x < LEFT - 0.1 or glyph.right > RIGHT + hung] == []


def test_lines_stand_a_pitch_apart() -> None:
    data = made(numbered(chapter(paragraph("时限从接到报修时起算，" * 20))))
    heights = sorted(
        {glyph.y for glyph in glyphs(data) if glyph.page == 2 and BOTTOM < glyph.y < TOP - 40}, reverse=True
    )
    assert {round(upper - lower) for upper, lower in pairwise(heights)} == {SHEET.role("body").pitch}


def test_nothing_in_the_data_is_code() -> None:
    hostile = '#panic("x") $a$ \\u{41} "引号" <label> @ref // 注释 *粗* _斜_ = 标题 `码` ~ - + /项: #let'
    assert "".join(hostile.split()) in body(made(numbered(chapter(paragraph(hostile)))))


@pytest.mark.parametrize("place", ["cell", "paragraph"])
def test_a_word_longer_than_its_line_is_broken_and_read_whole(place: str) -> None:
    word = "SERVICE" + "a1" * 90
    table = Table("t", (), (Column(), Column()), (), (row(cell(word), "乙"),))
    data = made(numbered(chapter(paragraph(word) if place == "paragraph" else table)))
    assert word in body(data)
    assert [glyph for glyph in glyphs(data) if glyph.page == 2 and glyph.right > RIGHT + 0.1] == []


def test_a_number_of_wide_capitals_stays_in_its_column() -> None:
    number = "91000000MA00HNGW5G"  # wider than half a size a character: it fits its column so counted, and not as set
    table = Table("t", (), (Column(),) * 4, (), (row(*[number] * 4),))
    first, *_ = column_widths(table, RIGHT - LEFT, SHEET)
    set_here = [glyph for glyph in glyphs(made(numbered(chapter(table)))) if glyph.page == 2 and BOTTOM < glyph.y < TOP]
    in_first = [glyph for glyph in set_here if glyph.character in number and glyph.x < LEFT + first]
    assert len(in_first) == len(number)
    assert max(glyph.right for glyph in in_first) < LEFT + first


def test_a_number_that_fits_its_column_in_the_font_of_cells_is_not_broken() -> None:
    number = "GR202500001800"  # wider than the column in the sans font
    filled = ("乙" * 40,) * 4
    table = Table("t", (), (Column(),) * 5, (), (row(number, *filled),))
    set_here = [glyph for glyph in glyphs(made(numbered(chapter(table)))) if glyph.page == 2 and BOTTOM < glyph.y < TOP]
    assert len({glyph.y for glyph in set_here if glyph.character in number}) == 1


def test_a_head_repeats_and_no_row_is_left_alone() -> None:
    rows = tuple(row(str(number), f"事项{number}") for number in range(1, 61))
    table = Table("t", text("清单"), (Column(), Column(4)), (row("序号", "事项"),), rows)
    pages = [page.body for page in read_pdf(made(numbered(chapter(table))), MARGINS, structured=True).pages[2:]]
    assert len(pages) == 3
    assert [page.count("序号") for page in pages] == [1, 1, 1]
    assert pages[-1].count("事项") > 2


def test_the_order_of_the_tags_is_that_of_a_reader() -> None:
    shared = (row(cell("紧急", rowspan=2), "城区", "1小时"), row("郊区", "2小时"))
    table = Table("t", text("级别"), (Column(), Column(), Column()), (row("级别", "区域", "到场"),), shared)
    assert "级别区域到场紧急城区1小时郊区2小时" in body(made(numbered(chapter(table))))


def test_the_same_input_gives_the_same_bytes(sample: bytes) -> None:
    assert made(sample_document()) == sample
    elsewhere = CREATED.astimezone(timezone(timedelta(hours=8)))
    assert write_typst(sample_document(), SHEET, elsewhere)[0] != sample


def test_fonts_are_embedded_and_pictures_kept(sample: bytes) -> None:
    assert b"/FontFile" in sample or b"/FontFile3" in sample or b"/ObjStm" in sample
    pictures = [block for block in blocks(sample_document()) if isinstance(getattr(block, "body", None), Picture)]
    with opened(sample) as document:
        images = [item for page in document for item in page.get_objects(filter=[3], max_depth=8)]
    assert len(images) == len(pictures)


def test_a_character_no_font_has_is_a_finding() -> None:
    data, findings = write_typst(numbered(chapter(paragraph("缺字：\U0002a6a5"))), SHEET, CREATED)
    assert data is None
    assert [(found.code, "U+2A6A5" in found.message) for found in findings] == [("F304", True)]


def test_without_the_wheel_there_is_a_finding(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name == "typst":
            raise ImportError(name)
        return known(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    data, findings = write_typst(sample_document(), SHEET, CREATED)
    assert data is None
    assert [found.code for found in findings] == ["F311"]


def test_without_a_chinese_font_there_is_no_pdf() -> None:
    song = SHEET.fonts["song"].model_copy(update={"pdf": ("无此字体",)})
    sheet = replace_fonts(song)
    data, findings = write_typst(sample_document(), sheet, CREATED)
    assert data is None
    assert [found.code for found in findings] == ["F302"]


def replace_fonts(font: Any) -> Any:
    return SHEET.model_copy(update={"fonts": dict.fromkeys(SHEET.fonts, font)})


@pytest.mark.parametrize(
    ("words", "code"), [('a"b', '"a\\"b"'), ("a\\b", '"a\\\\b"'), ("a\nb", '"a\\nb"'), ("#x", '"#x"'), ("", '""')]
)
def test_strings(words: str, code: str) -> None:
    assert string(words) == code


def test_sections_deeper_than_headings_go_are_set() -> None:
    deep = Section("s7", 7, text("深层"), (paragraph("正文。"),))
    for level in range(6, 1, -1):
        deep = Section(f"s{level}", level, text(f"第{level}层"), (deep,))
    assert "深层正文。" in body(made(numbered(replace(chapter(), blocks=(deep,)))))
