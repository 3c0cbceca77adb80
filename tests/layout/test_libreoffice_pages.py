"""The page estimate against LibreOffice: every heading of the sample stands on the page the contents name."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from generator.document.nodes import Document
from generator.document.pages import with_pages
from generator.document.text import compact, reading_text
from generator.layout.libreoffice import convert_to_pdf, pages_of_outline
from generator.layout.pages import Pages, paginate
from generator.pipeline.checking import check_project
from generator.style.sheet import Sheet
from generator.verify.lines import letter_pages
from generator.verify.pdf_reader import Margins
from generator.verify.typography import typesetting_faults
from generator.write.docx.package import write_docx
from tests.write.sample import CREATED, house_sheet, sample_document
from tests.write.wide import wide_document

ROOT = Path(__file__).parents[2]


def assert_same_pages(document: Document, sheet: Sheet) -> bytes:
    """Compare the pages, and give LibreOffice's PDF."""
    estimated = paginate(document, sheet)
    converted = convert_to_pdf(write_docx(document, sheet, estimated, CREATED))
    assert converted is not None
    assert pages_of_outline(converted, document) == estimated
    assert wrong_segments(converted, document, estimated) == []
    return converted


def wrong_segments(converted: bytes, document: Document, estimated: Pages) -> list[tuple[int, str]]:
    """Give the paragraphs, rows and captions whose first words do not stand on the page estimated for them."""
    with pypdfium2.PdfDocument(converted) as pdf:
        pages = [compact(page.get_textpage().get_text_range()) for page in pdf][1 + estimated.contents_count :]
    reading = with_pages(document, estimated.sections)
    segments = [segment for segment in reading_text(reading).segments if segment.kind not in {"cover", "contents"}]
    return [
        (page, words)
        for segment, page in zip(segments, estimated.segments, strict=True)
        if segment.kind != "diagram" and (words := compact(segment.text)[:4]) not in pages[page - 1]
    ]


@pytest.mark.outside("soffice")
def test_sample_document() -> None:
    assert_same_pages(sample_document(), house_sheet())


@pytest.mark.outside("soffice")
def test_landscape_pages() -> None:
    """Pages are those computed, and no rule of typesetting is broken; LibreOffice paints diagrams out of order."""
    document, sheet = wide_document(), house_sheet()
    converted = assert_same_pages(document, sheet)
    page = sheet.page
    letters = letter_pages(converted, Margins(page.top, page.right, page.bottom, page.left))
    filled = with_pages(document, paginate(document, sheet).sections)
    assert typesetting_faults(filled, letters) == ()


@pytest.mark.no_cover  # as with the sample, only longer
@pytest.mark.outside("soffice")
def test_demonstration() -> None:
    checked = check_project(ROOT, ROOT / "projects/video_evidence")
    assert checked.document is not None
    assert checked.sheet is not None
    assert_same_pages(checked.document, checked.sheet)


@pytest.mark.no_cover  # as with the sample, only longer
@pytest.mark.outside("soffice")
def test_large_type() -> None:
    checked = check_project(ROOT, ROOT / "projects/video_evidence")
    assert checked.document is not None
    assert checked.sheet is not None
    large = {name: checked.sheet.role(name).model_copy(update={"size": 14, "pitch": 26}) for name in ("body", "list")}
    sheet = checked.sheet.model_copy(update={"roles": {**checked.sheet.roles, **large}})
    assert_same_pages(checked.document, sheet)
