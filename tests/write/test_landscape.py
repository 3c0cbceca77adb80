"""Wide tables on landscape pages, and figures one below the other: alike in the DOCX and the PDFs of both engines."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import docx as python_docx
import pypdfium2 as pdfium
import pytest
from docx.shared import Length

from generator.document.nodes import Document, Value
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
    sizes = [(round(Length(one.page_width or 0).mm), round(Length(one.page_height or 0).mm)) for one in sections]
    assert sizes[2:] == [UPRIGHT, LANDSCAPE, UPRIGHT, LANDSCAPE, UPRIGHT, LANDSCAPE]
    header = sections[3].header.paragraphs[0]
    assert [(stop.position.pt, stop.alignment) for stop in header.paragraph_format.tab_stops][-1][0] == pytest.approx(
        turned_sheet(SHEET).text_width, abs=0.05
    )
    starts = [one._sectPr.find(f"{{{one._sectPr.nsmap['w']}}}pgNumType") for one in sections]
    assert [None if start is None else start.attrib.values()[1:] for start in starts] == [
        None, ["1"], ["1"], [], [], [], [], [],
    ]  # fmt: skip


def test_running_lines_written_twice_are_traced_once(document: Document) -> None:
    """Landscape and even pages have running lines of their own; what these count are the pages of all sections."""
    outside = SHEET.role("footer").model_copy(update={"align": "outside"})
    sheet = SHEET.model_copy(update={"roles": {**SHEET.roles, "footer": outside}})
    running = document.body_running
    footer = (*running.footer, Value("商务文件", ("project.volumes[0].title",), "front/running.md.j2", 1, number=900))
    named = replace(document, body_running=replace(running, footer=footer))
    data = write_docx(named, sheet, paginate(named, sheet), CREATED)
    assert lint_docx(data) == ()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {
            name: package.read(f"word/{name}.xml").decode() for name in ("header2", "header3", "footer2", "footer4")
        }
    counts = {name: (part.count('w:name="_v'), "PAGEREF _BodyEnd" in part) for name, part in parts.items()}
    assert counts == {"header2": (2, False), "header3": (0, False), "footer2": (1, True), "footer4": (0, True)}


def test_a_sheet_without_landscape_pages_leaves_tables_upright(document: Document) -> None:
    upright = SHEET.model_copy(update={"landscape_pages": False})
    data, findings = write_typst(document, upright, CREATED)
    assert findings == ()
    assert data is not None
    with pdfium.PdfDocument(data) as opened:
        assert {page.get_width() < page.get_height() for page in opened} == {True}
    page = letter_pages(data, MARGINS, structured=True)[2]
    assert "人员表" in page.text
    assert baseline(page, "人员见下表") - baseline(page, "人员表") == pytest.approx(space_to_caption(), abs=0.1)


def baseline(page: LetterPage, words: str) -> float:
    return page.letters[page.text.index(words)].y


def space_to_caption() -> float:
    """From a paragraph's last line to the caption of a table below it, as Typst's lines stand in their pitch."""
    body, caption = SHEET.role("body"), SHEET.role("caption_table")
    below, above = body.pitch / 2 - 0.4325 * body.size, caption.pitch / 2 + 0.4325 * caption.size
    return below + caption.before + above
