"""DOCX and PDF read back and compared with the tree: words, order, numbers, values, page numbers, running lines."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from generator.document.nodes import Document, Inlines, PageCount, PageNumber, Row, Section, Table, Value
from generator.document.pages import segment_pages, with_pages
from generator.document.signing import asked_lines
from generator.document.text import ReadingText, Segment, compact, reading_text
from generator.document.volumes import target_pages
from generator.document.walk import blocks, flat, plain
from generator.finding import Finding, Outcome, Place, Severity
from generator.layout.spots import PlacedLine
from generator.verify.compare import Alignment, Expected, align
from generator.verify.docx_reader import ReadDocx, read_docx
from generator.verify.pdf_reader import Margins, ReadPdf, read_pdf
from generator.verify.signing import placed_in_docx, placed_in_pdf

WORDS_DIFFER = "F201"
"""F201: the words of an output are not those of the document."""
VALUE_DIFFERS = "F202"
"""F202: a traced value of an output is missing or has another text."""
PAGE_DIFFERS = "F203"
"""F203: a page number in the contents of an output is not the page its heading stands on."""
RUNNING_DIFFERS = "F204"
"""F204: a header or footer of an output is not that of the document."""
UNREADABLE = "F205"
"""F205: an output cannot be read back."""

_NUMBERED = re.compile(r"[ivxlcdm]+|[0-9]+")
_HINT = "这是 bidgen 自身的错误：输出与内容不一致，文件没有写出。请保留项目资料并报告。"
_KINDS = {
    "cover": "封面",
    "contents": "目录",
    "heading": "标题",
    "paragraph": "正文",
    "list": "列表",
    "caption": "图表标题",
    "cell": "表格",
    "diagram": "图",
    "sign": "落款",
}


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What reading an output back told: the page label of each value by trace number, the number of its pages.

    `signs` are the lines of the cover and of signature blocks with their places; `targets` the pages of all that a
    reference can name, `body_count` how many pages the body has.
    """

    value_pages: Mapping[int, str]
    page_count: int
    signs: tuple[PlacedLine, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict)
    body_count: int = 0


@dataclass(frozen=True, slots=True)
class BodyPages:
    """Page numbers of sections as they were stored in the DOCX, for comparison and for the values' pages.

    `segments` are the pages of the body's segments, empty where only those of sections are known.
    """

    sections: Mapping[str, int]
    total: int
    segments: tuple[int, ...] = ()


def verify_docx(data: bytes, document: Document, pages: BodyPages) -> Outcome[ReadBack]:
    """Compare a DOCX with the numbered tree it was written from."""
    try:
        read = read_docx(data)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        return Outcome(None, (_unreadable("DOCX", error),))
    document = with_pages(document, pages.sections)
    reading = reading_text(document)
    alignment = align(expected_pieces(document, reading, leaders=False), (read.main.text,))
    findings = [
        *_difference("DOCX", alignment),
        *_docx_values(document, reading, read),
        *_docx_pages(document, read, pages),
        *_docx_running(document, read),
    ]
    found = segment_pages(reading, pages.sections, pages.segments)
    lines = asked_lines(document, reading)
    signs, faults = ((), ()) if findings else placed_in_docx(data, lines, found)
    return Outcome(ReadBack(_docx_value_pages(reading, pages), pages.total, signs), (*findings, *faults))


def verify_pdf(data: bytes, document: Document, margins: Margins, *, structured: bool = False) -> Outcome[ReadBack]:
    """Compare a PDF with the numbered tree it was written from; `margins` bound its text area."""
    try:
        read = read_pdf(data, margins, structured=structured)
    except (OSError, RuntimeError) as error:
        return Outcome(None, (_unreadable("PDF", error),))
    document = with_pages(document, outline_pages(document, read))
    reading = reading_text(document)
    alignment = align(expected_pieces(document, reading, leaders=True), [page.body for page in read.pages])
    findings = list(_difference("PDF", alignment))
    if not findings:
        findings = [
            *_pdf_pages(document, reading, alignment, read),
            *_pdf_running(document, read, duplex=margins.duplex),
        ]
    lines = () if findings else asked_lines(document, reading)
    signs, faults = placed_in_pdf(data, lines, alignment, read, margins, structured=structured)
    pages = _pdf_value_pages(reading, alignment, read)
    targets = {} if findings else target_pages(document, reading, _label_pages(alignment, read))
    body = sum(page.label.isdecimal() for page in read.pages)
    return Outcome(ReadBack(pages, len(read.pages), signs, targets, body), (*findings, *faults))


def _label_pages(alignment: Alignment, read: ReadPdf) -> list[int]:
    """Give the printed page number of each segment, 0 before the body."""
    labels = (read.pages[page].label for page in alignment.pages)
    return [int(label) if label.isdecimal() else 0 for label in labels]


def outline_pages(document: Document, read: ReadPdf) -> Mapping[str, int]:
    """Give the page of each section, counted in the body, where the PDF's own outline leads; 0 where it does not."""
    first = next((index for index, page in enumerate(read.pages) if page.label.isdecimal()), 0)
    pages = [entry.page - first + document.first_page for entry in read.outline if entry.page >= first]
    sections = [block.id for block in blocks(document) if isinstance(block, Section)]
    return dict(zip(sections, (*pages, *(0 for _ in sections)), strict=False))


# --- words -----------------------------------------------------------------------------------------------------------


def expected_pieces(document: Document, reading: ReadingText, *, leaders: bool) -> list[Expected]:
    """Give what must be read, segment by segment; the contents' entries carry page numbers where `leaders` says so."""
    titles = _section_titles(document)
    heads = _heads(document)
    entries = len(document.contents.entries)
    seen_contents = 0
    expected = []
    for segment in reading.segments:
        repeat = next(heads) if segment.kind == "cell" else ""
        is_entry = segment.kind == "contents" and 0 < seen_contents <= entries
        seen_contents += segment.kind == "contents"
        place = f"{titles.get(segment.section, '')} {_KINDS[segment.kind]}".strip()
        expected.append(Expected(compact(segment.text), place, repeat, page_number=leaders and is_entry))
    return expected


def _heads(document: Document) -> Iterator[str]:
    """Give for each cell segment in reading order the head that a new page may repeat before it (heads: none)."""
    for block in blocks(document):
        if isinstance(block, Table):
            head = "".join(_row_words(block.head))
            yield from ("" for _ in _row_words(block.head))
            yield from (head for _ in _row_words(block.rows))


def _row_words(rows: tuple[Row, ...]) -> Iterator[str]:
    for row in rows:
        for cell in row.cells:
            yield from (compact(plain(paragraph)) for paragraph in cell.paragraphs if paragraph)


def _section_titles(document: Document) -> dict[str, str]:
    return {entry.target: f"{entry.label} {plain(entry.title)}".strip() for entry in document.contents.entries}


def _difference(output: str, alignment: Alignment) -> Iterator[Finding]:
    difference = alignment.difference
    if difference is not None:
        message = (
            f"{output} 与内容不一致：{difference.place}应为“{difference.expected}”，"
            f"读到“{difference.found}”（文件第{difference.page + 1}页）"
        )
        yield _error(WORDS_DIFFER, message)


# --- values ----------------------------------------------------------------------------------------------------------


def _docx_values(document: Document, reading: ReadingText, read: ReadDocx) -> Iterator[Finding]:
    found = dict(read.main.values)
    for story in read.running.values():
        found.update(story.values)
    running = [value for content in _running_inlines(document) for value in _numbered(content)]
    for value in [*(place.value for place in reading.values), *running]:
        text = found.pop(value.number, None)
        if text != compact(value.text):
            shown = "缺失" if text is None else f"为“{text}”"
            yield _error(
                VALUE_DIFFERS,
                f"DOCX 中第{value.number}个引用值{shown}，应为“{value.text}”（{'、'.join(value.paths)}）",
                value.paths[0],
            )
    for number, text in found.items():
        yield _error(VALUE_DIFFERS, f"DOCX 中多出第{number}个引用值“{text}”")


def _numbered(content: Inlines) -> Iterator[Value]:
    return (inline for inline in flat(content) if isinstance(inline, Value) and inline.number)


def _running_inlines(document: Document) -> Iterator[Inlines]:
    for running in (document.contents_running, document.body_running):
        yield from (running.header_left, running.header_right, running.footer)


# --- pages -----------------------------------------------------------------------------------------------------------


def _docx_pages(document: Document, read: ReadDocx, pages: BodyPages) -> Iterator[Finding]:
    stored = [field.result for field in read.main.pages if field.kind == "PAGEREF"]
    wanted = [str(pages.sections.get(entry.target, "")) for entry in document.contents.entries]
    if stored[: len(wanted)] != wanted:
        yield _error(PAGE_DIFFERS, "DOCX 目录中的页码与推算的页码不一致")


def _pdf_pages(document: Document, reading: ReadingText, alignment: Alignment, read: ReadPdf) -> Iterator[Finding]:
    starts = {
        segment.section: read.pages[page].label
        for segment, page in zip(reading.segments, alignment.pages, strict=True)
        if segment.kind == "heading"
    }
    for entry, number in zip(document.contents.entries, alignment.numbers, strict=True):
        if starts.get(entry.target) != number:
            title = f"{entry.label} {plain(entry.title)}"
            yield _error(PAGE_DIFFERS, f"PDF 目录写“{title}”在第{number}页，实际在第{starts.get(entry.target, '？')}页")


def _docx_value_pages(reading: ReadingText, pages: BodyPages) -> dict[int, str]:
    """Give the page on which the paragraph or row of each value begins; the DOCX has no pages of its own."""
    found = segment_pages(reading, pages.sections, pages.segments)
    return {
        place.value.number: str(page or "")
        for segment, page in zip(reading.segments, found, strict=True)
        for place in segment.values
    }


def _pdf_value_pages(reading: ReadingText, alignment: Alignment, read: ReadPdf) -> dict[int, str]:
    pages: dict[int, str] = {}
    for segment, page in zip(reading.segments, alignment.pages, strict=False):
        pages.update({place.value.number: read.pages[page].label for place in segment.values})
    return pages


# --- running lines ---------------------------------------------------------------------------------------------------


def _docx_running(document: Document, read: ReadDocx) -> Iterator[Finding]:
    wanted = sorted(
        compact(words)
        for running in (document.contents_running, document.body_running)
        for words in (plain(running.header_left) + plain(running.header_right), plain(running.footer))
    )
    found = sorted(story.text for story in read.running.values())
    # landscape pages have a header part of their own, with the words of the others
    if Counter(wanted) - Counter(found) or set(found) - set(wanted):
        yield _error(RUNNING_DIFFERS, f"DOCX 的页眉页脚为{found}，应为{wanted}")


def _pdf_running(document: Document, read: ReadPdf, *, duplex: bool) -> Iterator[Finding]:
    body = [index for index, page in enumerate(read.pages) if page.label.isdecimal()]
    for index, page in enumerate(read.pages):
        if page.header == page.footer == "" and not _NUMBERED.fullmatch(page.label):
            continue  # a page of the cover: it has a name instead of a number, and no running lines
        if duplex and page.header == page.footer == page.body == "":
            continue  # left blank before an odd page
        running = document.body_running if page.label.isdecimal() else document.contents_running
        header = compact(plain(running.header_left) + plain(running.header_right))
        footer = compact(_with_numbers(running.footer, page.label, str(len(body))))
        if (page.header, page.footer) != (header, footer):
            yield _error(
                RUNNING_DIFFERS,
                f"PDF 第{index + 1}页的页眉页脚为“{page.header}”“{page.footer}”，应为“{header}”“{footer}”",
            )


def _with_numbers(content: Inlines, number: str, count: str) -> str:
    words = []
    for inline in flat(content):
        if isinstance(inline, PageNumber):
            words.append(number)
        elif isinstance(inline, PageCount):
            words.append(count)
        else:
            words.append(plain((inline,)))
    return "".join(words)


# --- for the trace ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Printed:
    """A value, the section it stands in as the contents name it, its pages by output, its volume's title if any."""

    value: Value
    section: str
    pages: Mapping[str, str]
    volume: str = ""


def printed_values(document: Document, read: Mapping[str, ReadBack]) -> Sequence[Printed]:
    """Give every value of the document in the order of its number, running lines included."""
    titles = _section_titles(document)
    reading = reading_text(document)
    printed = [
        Printed(place.value, _section_name(segment, titles), _pages_of(place.value, read))
        for segment in reading.segments
        for place in segment.values
    ]
    running = (value for content in _running_inlines(document) for value in _numbered(content))
    printed.extend(Printed(value, "页眉页脚", {}) for value in running)
    return sorted(printed, key=lambda entry: entry.value.number)


def _section_name(segment: Segment, titles: Mapping[str, str]) -> str:
    return titles.get(segment.section, "") or _KINDS[segment.kind]


def _pages_of(value: Value, read: Mapping[str, ReadBack]) -> dict[str, str]:
    return {
        name: back.value_pages[value.number]
        for name, back in sorted(read.items(), reverse=True)
        if value.number in back.value_pages
    }


def _unreadable(output: str, error: Exception) -> Finding:
    return _error(UNREADABLE, f"{output} 写出后无法读回（{type(error).__name__}）")


def _error(code: str, message: str, path: str = "") -> Finding:
    return Finding(code, Severity.ERROR, Place(path), message, _HINT)
