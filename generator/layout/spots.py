"""Where people sign and seal: the rectangle of every spot a document asks for, around the words read back on a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from generator.document.nodes import Document, Section, SpotKind
from generator.document.signing import AskedLine
from generator.document.walk import blocks, plain
from generator.style.sheet import POINTS_PER_MM, Page, Sheet

Kind = SpotKind | Literal["seam_seal"]
Titles = Mapping[str, tuple[str, str]]
COVER = "封面"
SEAL = 42.0
"""Millimetres across of a company's round seal (国发〔1999〕25号 allows 40 to 45)."""
SQUARE_SEAL = 20.0
"""Millimetres across of a representative's square seal."""
SIGNED_WIDTH, SIGNED_HEIGHT, INITIALS_WIDTH = 30.0, 8.0, 20.0
_GAP, _EDGE = 1.0, 5.0
"""Millimetres between words and the spot behind them, and between any spot and the edge of the paper."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in millimetres from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def joined(self, other: Box) -> Box:
        """Give the least rectangle that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class PlacedLine:
    """A line as an output shows it: the label of its page and its place among all pages, from 1 (0: not known).

    `named` and `filled` bound its label and what stands behind; they are None where the output has no positions.
    `mark` is the number of its marked content on the page, -1 where there is none.
    """

    line: AskedLine
    page: str
    sheet: int = 0
    named: Box | None = None
    filled: Box | None = None
    mark: int = -1

    @property
    def box(self) -> Box | None:
        """The rectangle of all its words."""
        return self.named.joined(self.filled) if self.named and self.filled else self.named


@dataclass(frozen=True, slots=True)
class Spot:
    """A place where people sign or seal: what is asked, the words that stand there, its chapter, section and block.

    `page` is the label printed on it, `sheet` to `last_sheet` its place among all pages of the PDF, 0 where there is no
    PDF; `docx_page` is computed. `block` numbers the signature blocks, 0 is none.
    """

    kind: Kind
    words: str
    chapter: str
    section: str = ""
    block: int = 0
    page: str = ""
    sheet: int = 0
    last_sheet: int = 0
    box: Box | None = None
    docx_page: str = ""
    mark: int = -1


def spots(
    document: Document,
    sheet: Sheet,
    pdf: tuple[PlacedLine, ...],
    docx: tuple[PlacedLine, ...],
    pages: Mapping[str, int],
) -> tuple[Spot, ...]:
    """Give every spot of a document, in the order of its pages; `pages` counts those of each output by format."""
    titles = _titles(document)
    placed = pdf or docx
    computed = {one.line.segment: one.page for one in docx}
    found = [
        spot
        for _, lines in groupby(placed, key=lambda one: one.line.block)
        for spot in _of_block(tuple(lines), sheet, titles, computed)
    ]
    return (*found, *_of_pages(document, sheet.page, pages.get("pdf", 0), pages.get("docx", 0)))


def _titles(document: Document) -> dict[str, tuple[str, str]]:
    """Give the titles of each section's chapter and of the section itself; a chapter's own is empty there."""
    titles, chapter = {}, ""
    for block in blocks(document):
        if isinstance(block, Section):
            title = f"{block.label} {plain(block.title)}".strip()
            chapter = title if block.level == 1 else chapter
            titles[block.id] = (chapter, "" if block.level == 1 else title)
    return titles


def _of_block(
    lines: tuple[PlacedLine, ...], sheet: Sheet, titles: Titles, computed: Mapping[int, str]
) -> Iterator[Spot]:
    """Give the spots of a signature block, or of the cover's lines, each of which stands for itself."""
    for one in lines:
        around = lines if one.line.block else (one,)
        before = 0.0
        for kind in one.line.what:
            width = _width(kind, _blank_width(one.line, sheet))
            box = _box(kind, one, around, sheet.page, (before, width))
            before += width + _GAP if kind != "seal" else 0.0
            yield Spot(
                kind,
                one.line.words,
                *titles.get(one.line.section, (COVER, "")),
                one.line.block,
                (one.page if one.line.block else COVER) if one.named else "",
                one.sheet,
                one.sheet,
                box,
                computed.get(one.line.segment, ""),
                one.mark,
            )


def _blank_width(line: AskedLine, sheet: Sheet) -> float:
    return line.blank * sheet.role("sign" if line.block else "cover_line").size / POINTS_PER_MM


def _width(kind: SpotKind, blank: float) -> float:
    """Give the width of a spot: where people write, at least that of the blank printed there."""
    widths = {"seal": blank, "representative_seal": SQUARE_SEAL, "initials": INITIALS_WIDTH}
    return widths.get(kind, max(blank, SIGNED_WIDTH))


def _box(
    kind: SpotKind, one: PlacedLine, around: tuple[PlacedLine, ...], page: Page, behind: tuple[float, float]
) -> Box | None:
    """Give the rectangle: a seal lies over the name (or its blank) amid its block, all else stands behind the label.

    `behind` is how far behind the label it begins, and its width.
    """
    if one.named is None or one.box is None:
        return None
    words = one.filled or one.named
    left, width = one.named.right + _GAP + behind[0], behind[1]
    if kind == "seal":
        middle = left + width / 2 if one.filled is None and width else (words.left + words.right) / 2
        return _square(middle, _middle(around), SEAL, page)
    if kind == "representative_seal":
        return _square(left + width / 2, (one.named.top + one.named.bottom) / 2, width, page)
    if kind == "date" and one.filled is not None:
        begin = left if one.line.blank else words.left - _GAP
        return Box(begin, words.bottom + _GAP - SIGNED_HEIGHT, words.right + _GAP, words.bottom + _GAP)
    bottom = one.named.bottom + _GAP
    return Box(left, bottom - SIGNED_HEIGHT, min(left + width, page.width - _EDGE), bottom)


def _middle(lines: tuple[PlacedLine, ...]) -> float:
    boxes = [line.box for line in lines if line.box is not None and line.sheet == lines[0].sheet]
    return (min(box.top for box in boxes) + max(box.bottom for box in boxes)) / 2


def _square(middle: float, height: float, side: float, page: Page) -> Box:
    """Give a square around a point, moved where it would leave the paper."""
    left = min(max(middle - side / 2, _EDGE), page.width - _EDGE - side)
    top = min(max(height - side / 2, _EDGE), page.height - _EDGE - side)
    return Box(left, top, left + side, top + side)


# --- the document as a whole -----------------------------------------------------------------------------------------


def _of_pages(document: Document, page: Page, pdf: int, docx: int) -> Iterator[Spot]:
    """Give what is asked of all pages: a seal across their outer edges, initials at the foot of all but the cover."""
    if document.signing.initials:
        right, bottom = page.width - page.right, page.height - _EDGE
        box = Box(right - INITIALS_WIDTH, bottom - SIGNED_HEIGHT, right, bottom)
        yield Spot("initials", "", "封面以外的每一页", "", 0, *_span(2, pdf), box if pdf else None, _pages(2, docx))
    if document.signing.seam_seal:
        width = min(page.right - _EDGE, SEAL / 2)
        top = (page.height - SEAL) / 2
        box = Box(page.width - width, top, page.width, top + SEAL)
        yield Spot("seam_seal", "", "全册各页的外侧边缘", "", 0, *_span(1, pdf), box if pdf else None, _pages(1, docx))


def _span(first: int, last: int) -> tuple[str, int, int]:
    return (_pages(first, last), first, last) if last else ("", 0, 0)


def _pages(first: int, last: int) -> str:
    return f"第{first}至{last}张" if last else ""
