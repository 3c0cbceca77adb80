"""Page numbers: on which page of the DOCX each section begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.document.nodes import Contents, Document
from generator.document.walk import plain
from generator.layout.lines import line_count
from generator.layout.paging import Strip, fill_pages
from generator.layout.strips import body_items
from generator.style.sheet import Sheet


@dataclass(frozen=True)
class Pages:
    """The page of each section by its id, counted from 1 in the body, and the numbers of pages of body and contents."""

    sections: Mapping[str, int]
    body_count: int
    contents_count: int


def paginate(document: Document, sheet: Sheet) -> Pages:
    """Compute the pages Word and LibreOffice give a document set with this sheet.

    Why: no program that opens the DOCX must be asked to update fields; with exact line pitch and known widths the
    pages can be computed. `verify` and the tests compare them with LibreOffice's.
    """
    filled = fill_pages(body_items(document.body, sheet), sheet.text_height)
    return Pages(filled.sections, filled.count, _contents_count(document.contents, sheet))


def _contents_count(contents: Contents, sheet: Sheet) -> int:
    heading = sheet.role("contents_heading")
    strips = [Strip(1, heading.pitch, heading.before, heading.after)]
    for entry in contents.entries:
        look = sheet.role(f"contents{entry.level}")
        text = f"{entry.label} {plain(entry.title)}…000"
        lines = line_count(text, sheet.text_width - look.indent * look.size, look)
        strips.append(Strip(lines, look.pitch, look.before, look.after))
    return fill_pages(strips, sheet.text_height).count
