"""The DOCX and PDF of every example project as other programs see them."""

from __future__ import annotations

import ctypes
import io
import json
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx as python_docx
import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw

from generator.document.nodes import Chart, Coverage, Document, Figure, Gantt, Picture, Section
from generator.document.pages import with_pages
from generator.document.scale import ticks
from generator.document.text import compact, reading_text
from generator.document.walk import blocks, chart_inlines, plain
from generator.layout.libreoffice import pages_of_outline
from generator.model.paths import path_parts
from generator.verify.compare import Expected, align
from generator.verify.docx_lint import lint_docx
from generator.verify.docx_reader import read_docx
from generator.verify.lines import letter_pages
from generator.verify.outputs import expected_pieces, outline_pages
from generator.verify.pdf_reader import Margins, ReadPdf, read_pdf
from generator.verify.typography import typesetting_faults
from tests.acceptance.changes import ROOT, Example, printed
from tests.builds import Files

# --- DOCX ------------------------------------------------------------------------------------------------------------


def test_python_docx_opens_the_docx(docx: bytes, example: Example) -> None:
    opened = python_docx.Document(io.BytesIO(docx))
    chapters = [
        paragraph.text
        for paragraph in opened.paragraphs
        if paragraph.style is not None and paragraph.style.name == "Heading 1"
    ]
    assert len(opened.sections) >= 3
    assert opened.core_properties.title == example.document.properties.title
    assert [plain(block.title) for block in example.document.body if isinstance(block, Section)] == chapters


def test_our_own_lint_finds_nothing(docx: bytes) -> None:
    assert [finding.message for finding in lint_docx(docx)] == []


@pytest.mark.outside("ooxml-validator")
def test_the_open_xml_sdk_reports_no_error(docx: bytes, tmp_path: Path, program: Callable[[str], str]) -> None:
    file = tmp_path / "document.docx"
    file.write_bytes(docx)
    done = subprocess.run([program("ooxml-validator"), str(file)], capture_output=True, text=True, check=False)
    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


@pytest.mark.outside("soffice")
def test_libreoffice_shows_the_same_words_in_the_same_order_and_the_pages_of_the_contents(
    docx: bytes, converted: bytes, example: Example
) -> None:
    paper = read_pdf(converted, _margins(example))
    pages = pages_of_outline(converted, example.document)
    assert pages is not None
    document = with_pages(example.document, pages.sections)
    rest = _without_diagrams([page.body for page in paper.pages], _painted(document))
    assert align(_flow(document), rest).difference is None
    stored = [field.result for field in read_docx(docx).main.pages if field.kind == "PAGEREF"]
    wanted = [str(pages.sections[entry.target]) for entry in example.document.contents.entries]
    assert stored[: len(wanted)] == wanted


def _flow(document: Document) -> list[Expected]:
    """Give all that is no diagram, in reading order."""
    reading = reading_text(document)
    wanted = expected_pieces(document, reading, leaders=True)
    return [expected for part, expected in zip(reading.segments, wanted, strict=True) if part.kind != "diagram"]


def _painted(document: Document) -> Iterator[str]:
    """Give the words of each diagram as LibreOffice paints them, after the page's text: the last box comes first."""
    for block in blocks(document):
        if isinstance(block, Figure) and not isinstance(block.body, Picture):
            yield "".join(compact(words) for words in reversed(_boxes(block.body)))


def _boxes(chart: Chart) -> list[str]:
    """Give the words of each box of a chart; a row of words is one box, and so are the days on a scale."""
    match chart:
        case Gantt(head=(name, owner, dates, scale), rows=rows):
            words = [plain((*row.name, *row.owner, *row.dates)) for row in rows]
            return [plain(name), plain(owner), plain(dates), plain(scale), "".join(map(str, ticks(chart))), *words]
        case Coverage(head=head, rows=rows, legend=legend):
            words = ["".join(plain(part) for part in (row.name, *(cell.content for cell in row.cells))) for row in rows]
            return ["".join(map(plain, head)), *words, *(plain(cell.content) for cell in legend)]
        case _:
            return [plain(part) for part in chart_inlines(chart)]


def _without_diagrams(pages: list[str], diagrams: Iterator[str]) -> list[str]:
    """Take each diagram's words, whole and in order, out of the one page they stand on."""
    rest = list(pages)
    for words in diagrams:
        found = [index for index, page in enumerate(rest) if words in page]
        assert len(found) == 1, words
        rest[found[0]] = rest[found[0]].replace(words, "")
    return rest


# --- PDF -------------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper(pdf: bytes, example: Example) -> ReadPdf:
    return read_pdf(pdf, _margins(example))


def test_nothing_is_badly_set(built: Files, demo: Example) -> None:
    data, page = built[f"{demo.name}-{demo.bid.project.kind}.pdf"], demo.sheet.page
    edges = Margins(page.top, page.right, page.bottom, page.left)
    document = with_pages(demo.document, outline_pages(demo.document, read_pdf(data, edges)))
    assert typesetting_faults(document, letter_pages(data, edges)) == ()


def test_the_outline_is_the_headings(paper: ReadPdf, example: Example) -> None:
    sections = [block for block in blocks(example.document) if isinstance(block, Section)]
    headings = [(block.level, compact(f"{block.label}{plain(block.title)}")) for block in sections]
    outline = [(entry.level, compact(entry.title)) for entry in paper.outline]
    assert [entry for entry in outline if entry[1] != "目录"] == headings


def test_the_contents_name_the_pages_of_the_outline(paper: ReadPdf, example: Example) -> None:
    pages = {compact(entry.title): paper.pages[entry.page].label for entry in paper.outline}
    contents = "".join(page.body for page in paper.pages if re.fullmatch("[ivx]+", page.label))
    position = 0
    for entry in example.document.contents.entries:
        title = compact(f"{entry.label}{plain(entry.title)}")
        position = contents.index(title, position) + len(title)
        number = re.match(r"[.·…]*(\d+)", contents[position:])
        assert number is not None
        assert number[1].startswith(pages[title]), title


def test_pages_are_labelled_roman_in_the_contents_and_arabic_in_the_body(paper: ReadPdf) -> None:
    labels = [page.label for page in paper.pages]
    body = [label for label in labels if label.isdecimal()]
    contents = [label for label in labels[1:] if not label.isdecimal()]
    assert labels[0] == "封面"
    assert contents == ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii"][: len(contents)]
    assert body == [str(number) for number in range(1, len(body) + 1)]
    assert labels == [labels[0], *contents, *body]


def test_it_is_as_long_as_a_real_one(paper: ReadPdf, example: Example) -> None:
    words = "".join(segment.text for segment in reading_text(example.document).segments if segment.kind != "contents")
    assert len(paper.pages) >= 25
    assert len(re.findall(r"[\u4e00-\u9fff]", words)) >= 12_000


def test_no_paragraph_is_printed_twice(example: Example) -> None:
    kinds = {"paragraph", "list"}
    texts = [compact(part.text) for part in reading_text(example.document).segments if part.kind in kinds]
    counted = Counter(text.lstrip("●■0123456789.（）") for text in texts if len(text) >= 30)
    assert [text for text, count in counted.items() if count > 1] == []


def test_every_font_is_embedded(pdf: bytes) -> None:
    names = dict(_fonts(pdf))
    assert len(names) >= 2
    assert [name for name, embedded in names.items() if not embedded] == []


def _fonts(data: bytes) -> Iterator[tuple[str, bool]]:
    with _opened(data) as document:
        for page in document:
            for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=8):
                font = raw.FPDFTextObj_GetFont(item.raw)
                size = raw.FPDFFont_GetBaseFontName(font, None, 0)
                buffer = ctypes.create_string_buffer(size)
                raw.FPDFFont_GetBaseFontName(font, buffer, size)
                yield buffer.value.decode("utf-8", "replace"), raw.FPDFFont_GetIsEmbedded(font) == 1


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    document = pdfium.PdfDocument(data)
    try:
        yield document
    finally:
        document.close()


def _margins(example: Example) -> Margins:
    page = example.sheet.page
    return Margins(page.top, page.right, page.bottom, page.left)


# --- trace -----------------------------------------------------------------------------------------------------------


def test_the_trace_has_one_row_for_each_printed_value_with_its_source(files: Files, example: Example) -> None:
    rows = json.loads(files["trace.json"])
    values = sorted(printed(example.document), key=lambda value: value.number)
    assert [row["number"] for row in rows] == list(range(1, len(rows) + 1))
    assert [(row["text"], row["path"]) for row in rows] == [(value.text, value.paths[0]) for value in values]
    assert {row["page"] == "" for row in rows if row["section"] != "页眉页脚"} == {False}
    assert [row for row in rows if not _names_its_source(row, example)] == []


def _names_its_source(row: dict[str, Any], example: Example) -> bool:
    """Tell whether at each file:line:column named the YAML text stands that the value was made from."""
    return all(_stands_there(place, example) for place in (row, *row.get("also", ())))


def _stands_there(place: dict[str, Any], example: Example) -> bool:
    found: Any = example.loaded.data
    for part in path_parts(place["path"]):
        found = found[part]
    if not isinstance(found, str):
        return isinstance(found, list) and place["line"] > 0
    line = (ROOT / place["file"]).read_text(encoding="utf-8").splitlines()[place["line"] - 1]
    written = re.match(r"""["']?""" + re.escape(found) + r"""["']?(?=[,}\]]| *$| +#)""", line[place["column"] - 1 :])
    return written is not None
