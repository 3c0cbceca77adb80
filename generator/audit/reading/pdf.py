"""Reads the text of a PDF: lines joined to paragraphs, lines that run on every page once, then as plain text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from generator.audit.reading.labels import label_of
from generator.audit.reading.plain import read_plain
from generator.audit.text import AuditText, TextPlace
from generator.finding import Finding, Outcome, Place, Severity
from generator.zh.width import display_width

MOST_PAGES = 5_000
MOST_CHARACTERS = 20_000_000
_DIGITS = re.compile(r"[0-9]+")
_CELLS = re.compile(r"[一-鿿] +[一-鿿]")
_CLOSED = tuple("。；;：:！!？?")
_FULL = 0.85
"""A line that has so much of the longest line of its page goes on in the next one."""
_RUNNING_PAGES = 3
_MOST_STRETCHES = 20
_HYPHEN_AT_LINE_END = "\x02"


@dataclass(frozen=True, slots=True)
class _Line:
    page: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class PageOrigin:
    """Places in a PDF: the page as the part, its line as the paragraph, both from 1, and the offset in the line."""

    starts: tuple[int, ...]
    lines: tuple[tuple[int, int], ...]
    blocks: tuple[int, ...]

    def place(self, block: int, offset: int) -> TextPlace:
        """Give the page, line and offset of a character."""
        position = self.blocks[block] + offset
        at = bisect_right(self.starts, position) - 1
        page, line = self.lines[at]
        return TextPlace(str(page), line, 0, position - self.starts[at])


def read_pdf_text(data: bytes) -> Outcome[AuditText]:
    """Read the text of a PDF from its bytes; one that has none, or is locked or broken, is a finding."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        return _unopened(str(error))
    try:
        if len(document) > MOST_PAGES:
            return _refused("A004", f"PDF文件超过{MOST_PAGES}页", "请分成几个文件再审核")
        lines = list(_lines(document))
        silent = list(_wordless(document, {line.page for line in lines}))
    except pdfium.PdfiumError:
        return _refused("A011", "PDF文件读不出：有的页已损坏", "请提供完好的文件，最好是DOCX")
    finally:
        document.close()
    if not lines:
        return _refused("A012", "PDF里没有文字，可能是扫描件", "请提供DOCX，或者先做文字识别")
    if sum(len(line.text) for line in lines) > MOST_CHARACTERS:
        return _refused("A004", f"文件里的字符超过{MOST_CHARACTERS}个", "请分成几个文件再审核")
    return Outcome(_laid_out(lines), tuple(_silent(silent)))


def _wordless(document: pdfium.PdfDocument, spoken: set[int]) -> Iterator[int]:
    """Give the pages, from 1, that show something but no text; the back of a leaf, on which nothing is, is none."""
    for index in range(len(document)):
        if index + 1 not in spoken:
            page = document[index]
            if pdfium_c.FPDFPage_CountObjects(page):
                yield index + 1
            page.close()


def _silent(pages: list[int]) -> Iterator[Finding]:
    """Tell which pages have no text: what stands on them was not read."""
    if pages:
        named = "、".join(_stretches(pages))
        message = f"PDF的第{named}页没有文字，可能是扫描件，没有审核"
        yield Finding("A019", Severity.WARNING, Place(), message, "请提供DOCX，或者先做文字识别，或者由人看这几页")


def _stretches(numbers: list[int]) -> Iterator[str]:
    """Give numbers as stretches: 1, 3–5; after the first ones a count."""
    stretches = [list(same) for _, same in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    for stretch in stretches[:_MOST_STRETCHES]:
        first, last = stretch[0][1], stretch[-1][1]
        yield str(first) if first == last else f"{first}–{last}"
    if len(stretches) > _MOST_STRETCHES:
        yield f"……共{len(numbers)}"


def _unopened(reason: str) -> Outcome[AuditText]:
    """Tell why a PDF could not be opened; of one without pages the library says nothing that can be relied on."""
    if "password" in reason.lower():
        return _refused("A011", "PDF文件设了打开密码，读不出", "请提供没有密码的文件，最好是DOCX")
    return _refused("A011", "PDF文件读不出：已损坏，或者一页也没有", "请提供完好的文件，最好是DOCX")


def _refused(code: str, message: str, hint: str) -> Outcome[AuditText]:
    return Outcome(None, (Finding(code, Severity.ERROR, Place(), message, hint),))


def _lines(document: pdfium.PdfDocument) -> Iterator[_Line]:
    for index in range(len(document)):
        page = document[index]
        text = page.get_textpage()
        try:
            words = text.get_text_range().replace(_HYPHEN_AT_LINE_END, "-")
        finally:
            text.close()
            page.close()
        for number, line in enumerate(words.splitlines(), start=1):
            if line.strip():
                yield _Line(index + 1, number, line.strip())


def _laid_out(lines: list[_Line]) -> AuditText:
    running = _running(lines)
    seen: set[str] = set()
    body, aside = [], []
    for line in lines:
        shape = _shape(line)
        if shape not in running:
            body.append(line)
        elif shape not in seen:
            seen.add(shape)
            aside.append(line)
    return _text([*_joined(body), *((line, "\n") for line in aside)])


def _shape(line: _Line) -> str:
    return _DIGITS.sub("0", line.text)


def _running(lines: list[_Line]) -> set[str]:
    """Give the shapes of the lines that stand on most pages: headers, footers, page numbers."""
    shapes = {(line.page, _shape(line)) for line in lines}
    pages = len({line.page for line in lines})
    counted = Counter(shape for _, shape in shapes)
    return {shape for shape, count in counted.items() if count >= max(_RUNNING_PAGES, pages / 2)}


def _goes_on(line: _Line, longest: int) -> bool:
    """Tell whether a line is as long as the page is wide and no row of cells, which spaces part."""
    full = display_width(line.text) >= _FULL * longest
    return full and not line.text.endswith(_CLOSED) and not _CELLS.search(line.text)


def _joined(lines: list[_Line]) -> Iterator[tuple[_Line, str]]:
    """Give each line with what parts it from the next one: nothing where the paragraph goes on."""
    longest: dict[int, int] = {}
    for line in lines:
        longest[line.page] = max(longest.get(line.page, 0), display_width(line.text))
    for line, after in zip(lines, [*lines[1:], None], strict=True):
        on = after is not None and _goes_on(line, longest[line.page]) and not label_of(after.text)
        yield line, "" if on else "\n"


def _text(lines: list[tuple[_Line, str]]) -> AuditText:
    starts, length = [], 0
    for line, divider in lines:
        starts.append(length)
        length += len(line.text) + len(divider)
    read = read_plain("".join(line.text + divider for line, divider in lines))
    places = tuple((line.page, line.number) for line, _ in lines)
    return AuditText(
        read.blocks, read.whole, PageOrigin(tuple(starts), places, tuple(block.start for block in read.blocks))
    )
