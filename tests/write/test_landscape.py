"""Wide tables on landscape pages, and figures one below the other: alike in the DOCX and the PDFs of both engines."""

from __future__ import annotations

import io

import docx as python_docx
import pypdfium2 as pdfium
import pytest

from generator.document.nodes import Document
from generator.layout.landscape import turned_sheet
from generator.layout.pages import paginate
from generator.verify.docx_lint import lint_docx
from generator.verify.lines import LetterPage, letter_pages
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins
from generator.verify.typography import typesetting_faults
from generator.write.docx import write_docx
from generator.write.pdf.engine import write_pdf
from generator.write.typst.engine import write_typst
from tests.write.pdf.rendered import SHEET
from tests.write.sample import CREATED
from tests.write.wide import wide_document

MARGINS = Margins(SHEET.page.top, SHEET.page.right, SHEET.page.bottom, SHEET.page.left)
UPRIGHT, LANDSCAPE = (210, 297), (297, 210)
BODY = [UPRIGHT, LANDSCAPE, UPRIGHT, LANDSCAPE, LANDSCAPE, UPRIGHT, LANDSCAPE]


@pytest.fixture(scope="module")
def document() -> Document:
    return wide_document()


@pytest.fixture(scope="module", params=["weasyprint", "typst"])
def pdf(request: pytest.FixtureRequest, document: Document) -> bytes:
    if request.param == "typst":
        data, findings = write_typst(document, SHEET, CREATED)
    else:
        result, findings = write_pdf(document, SHEET, CREATED)
        data = result.data if result else None
    assert findings == ()
    assert data is not None
    return data


@pytest.fixture(scope="module")
def letters(pdf: bytes) -> tuple[LetterPage, ...]:
    return letter_pages(pdf, MARGINS, structured=True)


def test_the_estimate_knows_the_pages(document: Document) -> None:
    pages = paginate(document, SHEET)
    assert (pages.sections, pages.body_count) == ({"people": 1, "more": 6}, len(BODY))


def test_pages_are_turned_and_read_back(pdf: bytes, document: Document) -> None:
    read = verify_pdf(pdf, document, MARGINS, structured=True)
    assert read.findings == ()
    with pdfium.PdfDocument(pdf) as opened:
        sizes = [(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in opened]
    assert sizes == [UPRIGHT, UPRIGHT, *BODY]


def test_units_stand_one_below_the_other(letters: tuple[LetterPage, ...]) -> None:
    """The last letter before the point, or of all, ends at one place; a dash stands there too."""
    page = letters[3]
    ends = {figure: end_of_units(page, figure) for figure in ("1,200.5", "98.25", "7")}
    assert max(ends.values()) - min(ends.values()) < 0.3, ends


def end_of_units(page: LetterPage, figure: str) -> float:
    at = page.text.index(f"张示例{figure}负责") + len("张示例") + len(figure.split(".", maxsplit=1)[0]) - 1
    return page.letters[at].right


def test_nothing_is_badly_set(letters: tuple[LetterPage, ...], document: Document) -> None:
    assert typesetting_faults(document, letters) == ()


def test_the_docx_turns_sections(document: Document) -> None:
    pages = paginate(document, SHEET)
    data = write_docx(document, SHEET, pages, CREATED)
    assert verify_docx(data, document, BodyPages(pages.sections, pages.body_count, pages.segments)).findings == ()
    assert lint_docx(data) == ()
    sections = python_docx.Document(io.BytesIO(data)).sections
    sizes = [(round(one.page_width.mm), round(one.page_height.mm)) for one in sections]
    assert sizes[2:] == [UPRIGHT, LANDSCAPE, UPRIGHT, LANDSCAPE, UPRIGHT, LANDSCAPE]
    header = sections[3].header.paragraphs[0]
    assert [(stop.position.pt, stop.alignment) for stop in header.paragraph_format.tab_stops][-1][0] == pytest.approx(
        turned_sheet(SHEET).text_width, abs=0.05
    )
    starts = [one._sectPr.find(f"{{{one._sectPr.nsmap['w']}}}pgNumType") for one in sections]
    assert [None if start is None else start.attrib.values()[1:] for start in starts] == [
        None, ["1"], ["1"], [], [], [], [], [],
    ]  # fmt: skip


def test_a_sheet_without_landscape_pages_leaves_tables_upright(document: Document) -> None:
    upright = SHEET.model_copy(update={"landscape_pages": False})
    data, findings = write_typst(document, upright, CREATED)
    assert findings == ()
    assert data is not None
    with pdfium.PdfDocument(data) as opened:
        assert {page.get_width() < page.get_height() for page in opened} == {True}
    assert "人员表" in letter_pages(data, MARGINS, structured=True)[2].text
