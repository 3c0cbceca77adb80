"""Page numbers: on which page of the DOCX each section begins."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from generator.document.nodes import Contents, Document
from generator.document.walk import plain
from generator.layout.landscape import turned_sheet
from generator.layout.lines import line_count
from generator.layout.paging import Strip, fill_pages
from generator.layout.strips import body_strips
from generator.style.sheet import POINTS_PER_MM, Role, Sheet

HEADER_RULE_SPACE = 3.0
"""Points between the words of the header and the rule below them."""

_PAGE_NUMBER = "…000"
"""What a line of the contents holds at least besides its words."""

_CONTENTS = frozenset({"contents1", "contents2", "contents3"})

_TIGHTER = (0.98, 0.96, 0.94, 0.92)
"""How much closer the lines of the contents may stand where that saves a page with a few of them."""


@dataclass(frozen=True)
class Pages:
    """The page of each section by its id, as the body is numbered, and the numbers of pages of body and contents.

    `segments` is the page on which each segment of the body's reading text begins; empty where that is not known.
    """

    sections: Mapping[str, int]
    body_count: int
    contents_count: int
    segments: tuple[int, ...] = field(default=(), compare=False)


def paginate(document: Document, sheet: Sheet) -> Pages:
    """Compute the pages Word and LibreOffice give a document set with this sheet.

    Why: no program that opens the DOCX must be asked to update fields; with exact line pitch and known widths the
    pages can be computed. `verify` and the tests compare them with LibreOffice's.
    """
    height = page_room(sheet)
    strips = body_strips(document.body, sheet, page_room(turned_sheet(sheet)))
    filled = fill_pages(strips, height)
    contents_count = _contents_count(document.contents, sheet)
    before = document.first_page - 1
    sections = {name: page + before for name, page in filled.sections.items()}
    return Pages(sections, filled.count, contents_count, tuple(page + before for page in filled.segments))


def contents_sheet(contents: Contents, sheet: Sheet) -> Sheet:
    """Set the lines of the contents a little closer where the last few would else stand alone on a page.

    Blind styles keep their pitches: tenders ask for them to the point.
    """
    if sheet.blind is not None:
        return sheet
    pages = _contents_count(contents, sheet)
    closer = (_closer(sheet, factor) for factor in _TIGHTER if pages > 1)
    return next((one for one in closer if _contents_count(contents, one) < pages), sheet)


def _closer(sheet: Sheet, factor: float) -> Sheet:
    looks = {name: look for name, look in sheet.roles.items() if name in _CONTENTS}
    closer = {name: look.model_copy(update={"pitch": round(look.pitch * factor, 1)}) for name, look in looks.items()}
    return sheet.model_copy(update={"roles": {**sheet.roles, **closer}})


def _contents_count(contents: Contents, sheet: Sheet) -> int:
    return fill_pages(_contents_strips(contents, sheet), page_room(sheet)).count


def page_room(sheet: Sheet) -> float:
    """Give the height of the text area in points, less what a header or footer higher than its margin takes from it."""
    page, header, footer = sheet.page, sheet.role("header"), sheet.role("footer")
    rule = HEADER_RULE_SPACE + sheet.header_rule if sheet.header_rule else 0.0
    above = (page.header - page.top) * POINTS_PER_MM + header.before + header.pitch + header.after + rule
    below = (page.footer - page.bottom) * POINTS_PER_MM + footer.before + footer.pitch + footer.after
    return sheet.text_height - max(above, 0.0) - max(below, 0.0)


def _contents_strips(contents: Contents, sheet: Sheet) -> Iterator[Strip]:
    """Give the heading and the lines of the contents, each with room for its page number."""
    heading = sheet.role("contents_heading")
    yield Strip(1, heading.pitch + _ruled(heading), heading.before, heading.after)
    for entry in contents.entries:
        look = sheet.role(f"contents{entry.level}")
        text = f"{entry.label} {plain(entry.title)}{_PAGE_NUMBER}"
        lines = line_count(text, sheet.text_width - look.indent * look.size - look.edges.across, look)
        yield Strip(1, lines * look.pitch + _ruled(look), look.before, look.after)


def _ruled(look: Role) -> float:
    return look.edges.above + look.edges.below
