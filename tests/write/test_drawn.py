"""Grounds, rules and shapes of the designs: drawn alike in the DOCX and in the PDFs of both engines."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from generator.document.nodes import Document, Paragraph, Section, Text
from generator.document.number import number_document
from generator.layout.lines import line_count
from generator.layout.pages import paginate
from generator.style.numbering import numbering_of
from generator.style.sheet import Sheet
from generator.verify.docx_lint import lint_docx
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins
from generator.write.docx.package import write_docx
from generator.write.pdf.engine import write_pdf
from generator.write.typst.engine import write_typst
from tests.style.test_designs import design
from tests.write.sample import CREATED, sample_document
from tests.write.wide import wide_document

ENTERPRISE, NATIONAL = design("enterprise"), design("gbt9704")
COVER = {
    (10, 100): "0F3460",
    (205, 60): "1B4C82",
    (100, 139.2): "1B998B",
    (10, 200): "FFFFFF",
    (10, 293): "0F3460",
}
PAGE = {(10, 1.5): "0F3460", (200, 1.5): "1B998B", (10, 10): "FFFFFF"}


def written(document: Document, sheet: Sheet, engine: str) -> bytes:
    if engine == "typst":
        data, findings = write_typst(document, sheet, CREATED)
    else:
        result, findings = write_pdf(document, sheet, CREATED)
        data = result.data if result else None
    assert findings == ()
    assert data is not None
    return data


def margins(sheet: Sheet) -> Margins:
    return Margins(sheet.page.top, sheet.page.right, sheet.page.bottom, sheet.page.left)


def colors(page: pdfium.PdfPage, places: dict[tuple[float, float], str]) -> dict[tuple[float, float], str]:
    """Give the colours of a page at places in millimetres."""
    scale = 2.0
    image = page.render(scale=scale).to_pil().convert("RGB")
    grain = scale * 72 / 25.4
    return {
        (x, y): "".join(f"{part:02X}" for part in image.getpixel((int(x * grain), int(y * grain)))) for x, y in places
    }


def numbered(sheet: Sheet) -> Document:
    document = number_document(sample_document(), numbering_of(sheet)).value
    assert document is not None
    return document


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_shapes_stand_behind_the_words(engine: str) -> None:
    document = sample_document()
    data = written(document, ENTERPRISE, engine)
    assert verify_pdf(data, document, margins(ENTERPRISE), structured=engine == "typst").findings == ()
    with pdfium.PdfDocument(data) as pdf:
        assert colors(pdf[0], COVER) == COVER
        for number in (1, 2, 3):
            assert colors(pdf[number], PAGE) == PAGE


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_landscape_pages_have_the_band_along_their_upper_edge(engine: str) -> None:
    document = wide_document()
    data = written(document, ENTERPRISE, engine)
    assert verify_pdf(data, document, margins(ENTERPRISE), structured=engine == "typst").findings == ()
    turned = {(1.0, 1.0): "0F3460", (237.0, 1.0): "0F3460", (241.0, 1.0): "1B998B", (296.0, 1.0): "1B998B"}
    turned |= {(1.0, 5.0): "FFFFFF", (1.0, 208.0): "FFFFFF"}
    with pdfium.PdfDocument(data) as pdf:
        wide = [page for page in pdf if page.get_width() > page.get_height()]
        assert [colors(page, turned) for page in wide] == [turned] * 4


def test_the_docx_has_the_band_in_the_header_of_landscape_pages() -> None:
    document = wide_document()
    data = write_docx(document, ENTERPRISE, paginate(document, ENTERPRISE), CREATED)
    assert lint_docx(data) == ()
    extents = re.findall(r"<wp:extent ([^/]*)/>", opened(data)["word/header3.xml"])
    assert extents == ['cx="10692000" cy="115200"']


def test_the_docx_holds_the_same_shapes_as_decoration() -> None:
    document = sample_document()
    pages = paginate(document, ENTERPRISE)
    data = write_docx(document, ENTERPRISE, pages, CREATED)
    assert lint_docx(data) == ()
    counted = BodyPages(pages.sections, pages.body_count, pages.segments)
    assert verify_docx(data, document, counted).findings == ()
    parts = opened(data)
    fills = [shape.fill for shape in ENTERPRISE.art.cover]
    cover = parts["word/document.xml"].split("</w:p>", 1)[0]
    assert re.findall(r'<a:srgbClr val="(\w+)"/>', cover) == fills
    assert cover.count("adec:decorative") == cover.count('behindDoc="1"') == 1
    for name in ("header1", "header2"):
        assert re.findall(r'<a:srgbClr val="(\w+)"/>', parts[f"word/{name}.xml"]) == ["0F3460", "1B998B"]


def test_a_group_is_as_large_as_what_is_in_it() -> None:
    document = sample_document()
    header = opened(write_docx(document, ENTERPRISE, paginate(document, ENTERPRISE), CREATED))["word/header2.xml"]
    assert 'cx="7560000" cy="115200"' in header
    assert set(re.findall(r"<wp:extent ([^/]*)/>|<a:chExt ([^/]*)/>", header)) == {
        ('cx="7560000" cy="115200"', ""),
        ("", 'cx="7560000" cy="115200"'),
    }


def test_roles_and_tables_have_their_colours_in_the_docx() -> None:
    document = sample_document()
    parts = opened(write_docx(document, ENTERPRISE, paginate(document, ENTERPRISE), CREATED))
    style = re.search(r'w:styleId="Heading2">.*?</w:style>', parts["word/styles.xml"])
    assert style is not None
    bar = '<w:left w:val="single" w:sz="36" w:space="8" w:color="1F5FA8"/>'
    assert f'<w:pBdr>{bar}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="EAF1F8"/>' in style[0]
    assert '<w:ind w:leftChars="0" w:left="250"/>' in style[0]
    assert 'w:fill="0F3460"' in parts["word/document.xml"]
    assert 'w:fill="F5F8FC"' in parts["word/document.xml"]
    borders = re.search(r'w:styleId="BidTable">.*?</w:tblBorders>', parts["word/styles.xml"])
    assert borders is not None
    assert '<w:left w:val="nil" w:sz="0" w:space="0" w:color="0F3460"/>' in borders[0]


def test_page_numbers_stand_outside_in_the_docx() -> None:
    document = numbered(NATIONAL)
    pages = paginate(document, NATIONAL)
    data = write_docx(document, NATIONAL, pages, CREATED)
    assert lint_docx(data) == ()
    counted = BodyPages(pages.sections, pages.body_count, pages.segments)
    assert verify_docx(data, document, counted).findings == ()
    parts = opened(data)
    assert "<w:evenAndOddHeaders/>" in parts["word/settings.xml"]
    last = parts["word/document.xml"].rsplit("<w:sectPr>", 1)[1]
    assert re.findall(r'<w:(\w+)Reference w:type="(\w+)" r:id="rId_(\w+)"/>', last) == [
        ("header", "default", "header2"),
        ("footer", "default", "footer2"),
        ("header", "even", "header2"),
        ("footer", "even", "footer4"),
    ]
    assert 'w:jc w:val="left"' in parts["word/footer4.xml"]
    assert "w:jc" not in parts["word/footer2.xml"]


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_page_numbers_stand_outside_in_the_pdf(engine: str) -> None:
    document = numbered(NATIONAL)
    data = written(document, NATIONAL, engine)
    assert verify_pdf(data, document, margins(NATIONAL), structured=engine == "typst").findings == ()
    with pdfium.PdfDocument(data) as pdf:
        body = [page for index, page in enumerate(pdf) if pdf.get_page_label(index).isdecimal()]
        sides = ["left" if number_left(page) < 297 else "right" for page in body[:4]]
    assert sides == ["right", "left", "right", "left"]


@pytest.mark.parametrize("engine", ["weasyprint", "typst"])
def test_a_full_page_has_22_lines_of_28_characters(engine: str) -> None:
    sign, sample = "囗", numbered(NATIONAL)
    chapter = Section("long", 1, (Text("说明"),), (Paragraph((Text(sign * 2000),)),), "一、")
    document = replace(sample, body=(chapter,), contents=replace(sample.contents, entries=()))
    with pdfium.PdfDocument(written(document, NATIONAL, engine)) as pdf:
        counts = [page.get_textpage().get_text_range().count(sign) for page in pdf][2:]
    assert counts == [26 + 20 * 28, 22 * 28, 22 * 28, 2000 - 26 - 64 * 28]


def test_the_page_estimate_knows_of_28_characters() -> None:
    body = NATIONAL.role("body")
    lines = [line_count("囗" * count, NATIONAL.text_width, body, first=2) for count in (26, 27, 54, 55)]
    assert lines == [1, 2, 2, 3]


def number_left(page: pdfium.PdfPage) -> float:
    """Give the left edge of the page number in points."""
    text = page.get_textpage()
    below = (NATIONAL.page.bottom - 1) * 72 / 25.4
    places = (text.get_charbox(index) for index in range(text.count_chars()))
    return min(left for left, bottom, _, top in places if top > bottom and top < below)


def opened(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}
