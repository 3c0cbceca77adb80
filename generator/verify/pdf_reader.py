"""What a reader of a PDF sees: each page's words inside the text area, its running lines, outline and fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pypdfium2 as pdfium

_SPACE = re.compile(r"\s+")
# pdfium marks a hyphen at a line end by U+0002; nothing of ours is hyphenated, so it is the hyphen that was printed.
_HYPHEN_AT_LINE_END = "\x02"
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Margins:
    """The four margins of the text area, in millimetres."""

    top: float
    right: float
    bottom: float
    left: float


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


def read_pdf(data: bytes, margins: Margins) -> ReadPdf:
    """Read a PDF from its bytes; raises `pypdfium2.PdfiumError` if it is none."""
    document = pdfium.PdfDocument(data)
    try:
        pages = tuple(_page(document, index, margins) for index in range(len(document)))
        outline = tuple(_outline(document))
    finally:
        document.close()
    return ReadPdf(pages, outline)


def _page(document: pdfium.PdfDocument, index: int, margins: Margins) -> ReadPage:
    page = document[index]
    text = page.get_textpage()
    height = page.get_height()
    top = height - margins.top * _POINTS_PER_MM
    bottom = margins.bottom * _POINTS_PER_MM
    try:
        return ReadPage(
            body=_words(text, bottom=bottom, top=top),
            header=_words(text, bottom=top, top=height),
            footer=_words(text, bottom=0, top=bottom),
            label=document.get_page_label(index) or str(index + 1),
        )
    finally:
        text.close()
        page.close()


def _words(text: pdfium.PdfTextPage, *, bottom: float, top: float) -> str:
    raw = text.get_text_bounded(bottom=bottom, top=top)
    return _SPACE.sub("", raw.replace(_HYPHEN_AT_LINE_END, "-"))


def _outline(document: pdfium.PdfDocument) -> list[OutlineEntry]:
    entries = []
    for bookmark in document.get_toc():
        destination = bookmark.get_dest()
        page = destination.get_index() if destination else None
        entries.append(OutlineEntry(bookmark.level + 1, bookmark.get_title(), -1 if page is None else page))
    return entries
