"""Signature blocks read back: where their lines stand, that none is torn, alone on a page or without room to seal."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from lxml import etree

from generator.document.signing import AskedLine
from generator.finding import Finding, Place, Severity
from generator.layout.spots import COVER, SEAL, PlacedLine
from generator.verify.compare import Alignment
from generator.verify.docx_numbering import W
from generator.verify.pdf_reader import Margins, ReadPdf
from generator.verify.words import Standing, Stretch, standing

BADLY_PLACED = "F208"
"""F208: a signature block is torn, stands alone on a page, or has no room for a seal."""
OTHER_BLOCKS = "F209"
"""F209: an output has other signature lines than the document."""

_STYLE, _STYLES = "RoleSign", "word/styles.xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_LEAST_ROOM = SEAL - 2.0
"""Millimetres from the words above a block to its last line: a seal may touch the line above."""
_LEAST_TWIPS = 2380
_HINT = "在签署栏前面增减几个字，或者在前一段之前写 {{ page_break() }}，使它与前面的文字同页。"
_BUG = "这是 bidgen 自身的错误，文件没有写出。请保留项目资料并报告。"


# --- PDF -------------------------------------------------------------------------------------------------------------


def placed_in_pdf(  # noqa: PLR0913 - what was read back of a PDF
    data: bytes,
    lines: Sequence[AskedLine],
    alignment: Alignment,
    read: ReadPdf,
    margins: Margins,
    *,
    structured: bool,
) -> tuple[tuple[PlacedLine, ...], tuple[Finding, ...]]:
    """Give where each line stands in a PDF that was found equal to the document, and what is wrong with the blocks."""
    wanted: dict[int, list[Stretch]] = {}
    for line in lines:
        wanted.setdefault(alignment.pages[line.segment], []).extend(_stretches(line, alignment))
    found = standing(data, margins, wanted, structured=structured) if wanted else {}
    placed = tuple(_placed(line, alignment, read, found) for line in lines)
    return placed, tuple(_faults_in_pdf(placed, alignment, found))


def _stretches(line: AskedLine, alignment: Alignment) -> tuple[Stretch, Stretch, Stretch]:
    """Give where the character before the line, its label and what stands behind are among those of the page."""
    start = alignment.offsets[line.segment]
    middle, end = start + len(line.label), start + len(line.words)
    return (max(start - 1, 0), start), (start, middle), (middle, end)


def _placed(
    line: AskedLine, alignment: Alignment, read: ReadPdf, found: Mapping[tuple[int, Stretch], Standing]
) -> PlacedLine:
    page = alignment.pages[line.segment]
    _, named, filled = (found[page, stretch] for stretch in _stretches(line, alignment))
    return PlacedLine(line, read.pages[page].label, page + 1, named.box, filled.box, named.mark)


def _faults_in_pdf(
    placed: Sequence[PlacedLine], alignment: Alignment, found: Mapping[tuple[int, Stretch], Standing]
) -> Iterator[Finding]:
    for block, group in groupby(placed, key=lambda one: one.line.block):
        lines = tuple(group)
        if not block:
            continue
        first, last = lines[0], lines[-1]
        page = alignment.pages[first.line.segment]
        above = found[page, _stretches(first.line, alignment)[0]].box
        if first.sheet != last.sheet:
            yield _fault("PDF", first, "分在两页")
        elif above is None and not first.line.pictured:
            yield _fault("PDF", first, "单独成页")
        elif above and last.box and first.line.seal and last.box.bottom - above.bottom < _LEAST_ROOM:
            yield _fault("PDF", first, "留给盖章的位置不够")


def _fault(output: str, first: PlacedLine, what: str) -> Finding:
    message = f"{output} 第{first.page}页的签署栏“{first.line.label.rstrip('：')}”{what}"
    return Finding(BADLY_PLACED, Severity.WARNING, Place(), message, _HINT)


# --- DOCX ------------------------------------------------------------------------------------------------------------


def placed_in_docx(
    data: bytes, lines: Sequence[AskedLine], pages: Sequence[int]
) -> tuple[tuple[PlacedLine, ...], tuple[Finding, ...]]:
    """Give the computed page of each line, and what is wrong with the blocks; `pages` are those of the segments."""
    placed = tuple(PlacedLine(line, str(pages[line.segment] or "") or COVER) for line in lines)
    torn = (
        _fault("DOCX", group[0], "分在两页")
        for block, group in ((block, tuple(group)) for block, group in groupby(placed, key=lambda one: one.line.block))
        if block and len({one.page for one in group}) > 1
    )
    return placed, (*torn, *_faults_in_docx(data, [one for one in placed if one.line.block]))


def _faults_in_docx(data: bytes, placed: Sequence[PlacedLine]) -> Iterator[Finding]:
    """Find lines that a page end may part, and blocks too low for a seal, in the paragraphs themselves."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        body = etree.fromstring(package.read("word/document.xml"), _PARSER)
        has_styles = _STYLES in package.namelist()
        styles = etree.fromstring(package.read(_STYLES) if has_styles else b"<none/>", _PARSER)
    boxed = {paragraph for box in body.iter(f"{W}txbxContent") for paragraph in box.iter(f"{W}p")}
    paragraphs = [paragraph for paragraph in body.iter(f"{W}p") if paragraph not in boxed]
    signed = [at for at, paragraph in enumerate(paragraphs) if _style(paragraph) == _STYLE]
    if len(signed) != len(placed):
        message = f"DOCX 有{len(signed)}行签署栏，应为{len(placed)}行"
        yield Finding(OTHER_BLOCKS, Severity.ERROR, Place(), message, _BUG)
        return
    keeping = _keeping(styles)
    for _, group in groupby(zip(placed, signed, strict=True), key=lambda pair: pair[0].line.block):
        pairs = tuple(group)
        first = pairs[0][0]
        before = [paragraphs[at - 1] for _, at in pairs if at]
        if not all(_keeps(paragraph, keeping) for paragraph in before):
            yield _fault("DOCX", first, "可能与前面的文字分在两页")
        if first.line.seal and _height([paragraphs[at] for _, at in pairs], styles) < _LEAST_TWIPS:
            yield _fault("DOCX", first, "留给盖章的位置不够")


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _keeping(styles: etree._Element) -> frozenset[str]:
    """Give the ids of styles whose paragraphs stay with the next."""
    kept = (style for style in styles.iter(f"{W}style") if style.find(f"{W}pPr/{W}keepNext") is not None)
    return frozenset(style.get(f"{W}styleId", "") for style in kept)


def _keeps(paragraph: etree._Element, keeping: frozenset[str]) -> bool:
    return paragraph.find(f"{W}pPr/{W}keepNext") is not None or _style(paragraph) in keeping


def _height(lines: Sequence[etree._Element], styles: etree._Element) -> int:
    """Give the height of a block in twips: its lines and the spaces before them."""
    usual = next((style for style in styles.iter(f"{W}style") if style.get(f"{W}styleId") == _STYLE), None)
    pitch = 0 if usual is None else _spacing(usual, "line")
    space = 0 if usual is None else _spacing(usual, "before")
    return sum(pitch + (_spacing(line, "before") or space) for line in lines)


def _spacing(element: etree._Element, name: str) -> int:
    spacing = element.find(f"{W}pPr/{W}spacing")
    return 0 if spacing is None else int(spacing.get(f"{W}{name}", "0"))
