"""PDFs made for tests, and what a reader finds in them, character by character."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.document.nodes import Block, Document, Section
from generator.document.number import Numbering, number_document
from generator.document.text import compact
from generator.style.sheet import POINTS_PER_MM, Sheet
from generator.write.pdf.engine import PdfResult, write_pdf
from tests.write.sample import CREATED, house_sheet, sample_document, text

SHEET = house_sheet()
LEFT = SHEET.page.left * POINTS_PER_MM
RIGHT = (SHEET.page.width - SHEET.page.right) * POINTS_PER_MM
TOP = (SHEET.page.height - SHEET.page.top) * POINTS_PER_MM
BOTTOM = SHEET.page.bottom * POINTS_PER_MM


def numbered(*blocks: Block) -> Document:
    """Give a document with this body, numbered; its front is the sample's."""
    outcome = number_document(replace(sample_document(), body=blocks), Numbering())
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def chapter(*blocks: Block, title: str = "排版") -> Section:
    return Section("chapter", 1, text(title), blocks)


def made(document: Document, sheet: Sheet = SHEET) -> PdfResult:
    """Render a document that gives no finding."""
    result, findings = write_pdf(document, sheet, CREATED)
    assert findings == ()
    assert result is not None
    return result


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


@dataclass(frozen=True)
class Glyph:
    """A printed character: where its pen stands and where its advance ends, in points from the left; its baseline."""

    character: str
    x: float
    right: float
    y: float
    page: int


def glyphs(data: bytes) -> list[Glyph]:
    """Give all printed characters in the order of the file; blanks the reader made up are left out."""
    with opened(data) as document:
        return [glyph for index in range(len(document)) for glyph in _page_glyphs(document, index)]


def _page_glyphs(document: pdfium.PdfDocument, index: int) -> list[Glyph]:
    page = document[index]
    text_page = page.get_textpage()
    found = []
    for at in range(text_page.count_chars()):
        if pdfium_c.FPDFText_IsGenerated(text_page, at):
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        pdfium_c.FPDFText_GetCharOrigin(text_page, at, x, y)
        right = text_page.get_charbox(at, loose=True)[2]
        found.append(Glyph(text_page.get_text_range(at, 1), x.value, right, round(y.value, 1), index))
    text_page.close()
    page.close()
    return found


def body_lines(result: PdfResult) -> list[list[Glyph]]:
    """Give the lines of the body, each from left to right, in reading order; running lines are left out."""
    return lines_of(result, result.contents_count + 1)


def lines_of(result: PdfResult, first: int) -> list[list[Glyph]]:
    """Give the lines inside the text areas from a page on (0 is the cover)."""
    lines: dict[tuple[int, float], list[Glyph]] = {}
    for glyph in glyphs(result.data):
        if glyph.page >= first and BOTTOM <= glyph.y <= TOP:
            lines.setdefault((glyph.page, -glyph.y), []).append(glyph)
    return [sorted(line, key=lambda glyph: glyph.x) for _, line in sorted(lines.items())]


def words(line: list[Glyph]) -> str:
    return "".join(glyph.character for glyph in line)


def body_text(data: bytes) -> str:
    """Give the words inside the text areas without white space, in the order of the file."""
    with opened(data) as document:
        return "".join(
            compact(document[index].get_textpage().get_text_bounded(bottom=BOTTOM, top=TOP))
            for index in range(len(document))
        )
