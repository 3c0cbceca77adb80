"""Where pages end: a stack of lines, rows and pictures of known heights, filled page by page as Word does.

Rules kept: a chapter starts a page; a heading stays with what follows; a paragraph leaves at least two lines on either
side of a page end; rows are never split and their head is repeated; of two spaces between blocks the greater counts,
and the space above the first block of a page is dropped unless the page was begun on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDOWS = 2


@dataclass(frozen=True, slots=True)
class Strip:
    """A paragraph or figure: `lines` lines of `pitch` points; `section` names a heading whose page is wanted."""

    lines: int
    pitch: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    section: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: the height of its head (repeated on every page) and of each row, in points."""

    head: float
    rows: tuple[float, ...]
    before: float = 0
    after: float = 0


Item = Strip | Rows


@dataclass(frozen=True, slots=True)
class Filled:
    """The page of each named section, from 1, and the number of pages."""

    sections: dict[str, int]
    count: int


@dataclass(slots=True)
class _Page:
    height: float
    number: int = 1
    used: float = 0
    after: float = 0
    fresh: bool = True

    def room(self, before: float) -> float:
        return self.height - self.used - self.gap(before)

    def gap(self, before: float) -> float:
        return 0 if self.fresh else max(self.after, before)

    def take(self, height: float, before: float, after: float) -> None:
        self.used += self.gap(before) + height
        self.after = after
        self.fresh = False

    def turn(self) -> None:
        self.number += 1
        self.used = self.after = 0
        self.fresh = True


def fill_pages(items: Sequence[Item], height: float) -> Filled:
    """Place the items one under another on pages of the given height in points."""
    page = _Page(height)
    sections: dict[str, int] = {}
    for index, item in enumerate(items):
        if isinstance(item, Rows):
            _place_rows(item, page)
            continue
        if item.new_page and not (page.number == 1 and page.fresh):
            page.turn()
        forced = item.new_page
        if not forced and not page.fresh and _chain_height(items, index, page) > page.height - page.used + 0.01:
            page.turn()
        if item.section:
            sections[item.section] = page.number
        _place_strip(item, page, forced=forced)
    return Filled(sections, page.number)


def _chain_height(items: Sequence[Item], index: int, page: _Page) -> float:
    """Give the height that must fit on this page for the item to start here: itself and all it is kept with."""
    total, after, first = 0.0, page.after, page.fresh
    for item in items[index:]:
        total += 0 if first else max(after, item.before)
        first, after = False, item.after
        if isinstance(item, Rows):
            return total + item.head + (item.rows[0] if item.rows else 0)
        if not item.keep_next:
            return total + _first_lines(item) * item.pitch
        total += item.lines * item.pitch
    return total


def _first_lines(item: Strip) -> int:
    """Give how many lines must stand together at the start of a paragraph."""
    if item.keep_lines or item.lines <= WIDOWS + 1:
        return item.lines
    return WIDOWS


def _place_strip(item: Strip, page: _Page, *, forced: bool) -> None:
    left = item.lines
    before = item.before
    if forced and page.fresh:
        page.used += before
    while left:
        fit = int((page.room(before) + 0.01) / item.pitch) if item.pitch else left
        if fit >= left or page.fresh and fit <= 0:
            page.take(left * item.pitch, before, item.after)
            return
        keep = min(fit, left - WIDOWS)
        if not item.keep_lines and keep >= WIDOWS:
            page.take(keep * item.pitch, before, 0)
            left -= keep
        elif page.fresh:
            page.take(fit * item.pitch, before, 0)
            left -= fit
        page.turn()
        before = 0.0


def _place_rows(item: Rows, page: _Page) -> None:
    started = False
    for height in item.rows or (0.0,):
        need = height if started else item.head + height
        before = 0.0 if started else item.before
        if page.room(before) + 0.01 < need and not page.fresh:
            page.turn()
            need = item.head + height
        page.take(need, before if not started else 0.0, 0)
        started = True
    page.after = item.after
