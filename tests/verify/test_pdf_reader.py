"""A PDF read as a reader sees it: the words by zone in the order of the text, labels, outline."""

from __future__ import annotations

import io

import pypdfium2
import pytest

from generator.document.nodes import Cell, Column, Paragraph, Row, Section, Table, Text
from generator.verify.pdf_reader import Margins, OutlineEntry, ReadPdf, read_pdf
from tests.write.pdf.rendered import SHEET, made, numbered
from tests.write.sample import text

MARGINS = Margins(SHEET.page.top, SHEET.page.right, SHEET.page.bottom, SHEET.page.left)


def cell(*lines: str) -> Cell:
    return Cell(tuple((Text(line),) for line in lines))


@pytest.fixture(scope="module")
def read() -> ReadPdf:
    table = Table(
        "t",
        (),
        (Column(), Column()),
        (),
        (Row((cell("左一", "左二", "左三"), cell("右"))), Row((cell("甲"), cell("乙")))),
    )
    inner = Section("inner", 2, text("内节"), (table,))
    chapter = Section("chapter", 1, text("首章"), (Paragraph((Text("5-3 正文 words"),)), inner))
    document = numbered(chapter, Section("last", 1, text("末章"), ()))
    return read_pdf(made(document).data, MARGINS)


def test_the_words_stand_in_the_order_of_the_text_without_white_space(read: ReadPdf) -> None:
    body = [page.body for page in read.pages if page.label.isdecimal()]
    assert body == ["第一章首章5-3正文words1.1内节左一左二左三右甲乙", "第二章末章"]


def test_running_lines_are_read_apart(read: ReadPdf) -> None:
    first, *_, last = read.pages
    assert (first.header, first.footer) == ("", "")
    assert last.header != ""
    assert "2" in last.footer


def test_pages_have_labels(read: ReadPdf) -> None:
    assert [page.label for page in read.pages] == ["封面", "i", "1", "2"]


def test_the_outline_names_level_title_and_page(read: ReadPdf) -> None:
    entries = [entry for entry in read.outline if entry.title != "目录"]
    assert entries == [
        OutlineEntry(1, "第一章 首章", 2),
        OutlineEntry(2, "1.1 内节", 2),
        OutlineEntry(1, "第二章 末章", 3),
    ]


def test_a_file_that_no_writer_of_ours_made_is_read_too() -> None:
    empty = pypdfium2.PdfDocument.new()
    empty.new_page(200, 200)
    stream = io.BytesIO()
    empty.save(stream)
    empty.close()
    read = read_pdf(stream.getvalue(), MARGINS)
    assert ([(page.body, page.label) for page in read.pages], read.outline) == ([("", "1")], ())


def test_what_is_no_pdf_raises() -> None:
    with pytest.raises(pypdfium2.PdfiumError):
        read_pdf(b"nothing", MARGINS)
