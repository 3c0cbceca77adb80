"""What a reader of a PDF sees: each page's words inside the text area, its running lines, outline and fonts."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

import pypdfium2 as pdfium
from pypdfium2 import raw

_SPACE = re.compile(r"\s+")
# pdfium marks a hyphen at a line end by U+0002; nothing of ours is hyphenated, so it is the hyphen that was printed.
HYPHEN = "\x02"
POINTS_PER_MM = 72 / 25.4
_NESTING = 8


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of the text area, in millimetres; those of upright pages, landscape ones are turned.

    Of `duplex` pages those of the right ones; between them may be blank ones.
    """

    top: float
    right: float
    bottom: float
    left: float
    duplex: bool = False

    def of(self, page: pdfium.PdfPage) -> Margins:
        """Give the margins of a page: the edge where it is bound is a landscape page's upper one."""
        if page.get_width() <= page.get_height():
            return self
        return Margins(top=self.left, right=self.top, bottom=self.right, left=self.bottom)


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page's words without white space: in the text area, above it and below it; its label (`i`, `1`)."""

    body: str
    header: str
    footer: str
    label: str


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark of the outline: its level from 1, its title, the index of its page from 0."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class ReadPdf:
    """A PDF's pages and outline."""

    pages: tuple[ReadPage, ...]
    outline: tuple[OutlineEntry, ...]


def read_pdf(data: bytes, margins: Margins, *, structured: bool = False) -> ReadPdf:
    """Read a PDF from its bytes; raises `pypdfium2.PdfiumError` if it is none.

    `structured` takes the order of the words from the tags, as what reads aloud does, not from the content stream.
    """
    document = pdfium.PdfDocument(data)
    try:
        pages = tuple(_page(document, index, margins, structured) for index in range(len(document)))
        outline = tuple(_outline(document))
    finally:
        document.close()
    return ReadPdf(pages if any(page.label for page in pages) else _counted(pages), outline)


def _counted(pages: tuple[ReadPage, ...]) -> tuple[ReadPage, ...]:
    """Number pages that have no labels of their own, as readers show them."""
    return tuple(replace(page, label=str(number)) for number, page in enumerate(pages, start=1))


def _page(document: pdfium.PdfDocument, index: int, margins: Margins, structured: bool) -> ReadPage:
    page = document[index]
    text = page.get_textpage()
    words: dict[str, list[str]] = {"header": [], "body": [], "footer": []}
    try:
        for zone, _, piece in _zoned(page, text, margins, structured):
            words[zone].append(piece)
        header, body, footer = ("".join(words[zone]) for zone in ("header", "body", "footer"))
        return ReadPage(body, header, footer, document.get_page_label(index))
    finally:
        text.close()
        page.close()


def body_pieces(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, margins: Margins, *, structured: bool = False
) -> Iterator[tuple[pdfium.PdfObject, str]]:
    """Give the text objects of the text area with their words, in the order in which `read_pdf` joins them."""
    return ((item, piece) for zone, item, piece in _zoned(page, text, margins, structured) if zone == "body")


def _zoned(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, margins: Margins, structured: bool
) -> Iterator[tuple[str, pdfium.PdfObject, str]]:
    edges = margins.of(page)
    top = page.get_height() - edges.top * POINTS_PER_MM
    bottom = edges.bottom * POINTS_PER_MM
    for middle, item, piece in _pieces(page, text, _tagged_order(page) if structured else {}):
        yield "header" if middle > top else "footer" if middle < bottom else "body", item, piece


def _pieces(
    page: pdfium.PdfPage, text: pdfium.PdfTextPage, order: Mapping[int, int]
) -> Iterator[tuple[float, pdfium.PdfObject, str]]:
    """Give the words of each text object with the height of its middle, in the order of the tags or the content stream.

    Why not the page's whole text: pdfium sorts what stands at one height from left to right, so that a cell beside
    several lines comes in between them.
    """
    items = page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=_NESTING)
    for item in _sorted(items, order) if order else items:
        piece = object_text(item, text)
        if piece:
            _, low, _, high = item.get_bounds()
            yield (low + high) / 2, item, piece


def _sorted(items: Iterable[pdfium.PdfObject], order: Mapping[int, int]) -> list[pdfium.PdfObject]:
    """Sort by the tags; what has none (leaders, running lines) stays behind what it followed."""
    placed, place = [], -1
    for item in items:
        place = order.get(raw.FPDFPageObj_GetMarkedContentID(item.raw), place)
        placed.append((place, item))
    return [item for _, item in sorted(placed, key=lambda pair: pair[0])]


def _tagged_order(page: pdfium.PdfPage) -> dict[int, int]:
    """Give each marked piece of a page's content its place in the order of the tags."""
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    try:
        roots = (raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(raw.FPDF_StructTree_CountChildren(tree)))
        marks = [mark for root in roots for mark in _marks(root)]
    finally:
        raw.FPDF_StructTree_Close(tree)
    return {mark: place for place, mark in enumerate(marks)}


def _marks(element: object) -> Iterator[int]:
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        mark = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
        child = raw.FPDF_StructElement_GetChildAtIndex(element, at)
        if mark >= 0:
            yield mark
        elif child:
            yield from _marks(child)


def object_text(item: pdfium.PdfObject, text: pdfium.PdfTextPage) -> str:
    """Give the words of a text object without white space."""
    size = raw.FPDFTextObj_GetText(item.raw, text.raw, None, 0)
    buffer = (ctypes.c_ushort * (size // 2 + 1))()
    raw.FPDFTextObj_GetText(item.raw, text.raw, buffer, size)
    words = bytes(buffer)[: max(size - 2, 0)].decode("utf-16-le", errors="replace")
    return _SPACE.sub("", words.replace(HYPHEN, "-"))


def _outline(document: pdfium.PdfDocument) -> list[OutlineEntry]:
    entries = []
    for bookmark in document.get_toc():
        destination = bookmark.get_dest()
        page = destination.get_index() if destination else None
        entries.append(OutlineEntry(bookmark.level + 1, bookmark.get_title(), -1 if page is None else page))
    return entries
