"""Where pages end: a stack of strips of known heights, filled page by page as LibreOffice and Word do.

Rules kept: a chapter starts a page; a heading stays with what follows; a paragraph leaves at least two lines on either
side of a page end; rows are never split and their head is repeated; of two spaces between strips the greater counts,
and the space above the first strip of a page is dropped unless the page was begun on purpose.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

WIDOWS = 2
_EASE = 0.05
"""Points by which a page may be overfull: programs count in whole twips, sums of points are not exact."""


@dataclass(frozen=True, slots=True)
class Strip:
    """A paragraph, figure or table row: `lines` lines of `pitch` points.

    `head` is the height of the table head repeated above the row where it starts a page, `foot` that of the rule below
    it where it ends one; `section` names a heading whose page is wanted.
    """

    lines: int
    pitch: float
    before: float = 0
    after: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    new_page: bool = False
    section: str = ""
    head: float = 0
    foot: float = 0

    @property
    def height(self) -> float:
        """The height of all lines in points."""
        return self.lines * self.pitch


@dataclass(frozen=True, slots=True)
class Filled:
    """The page of each named section, from 1, and the number of pages."""

    sections: dict[str, int]
    count: int


@dataclass(slots=True)
class _Page:
    """The page being filled: `after` is the space the last strip wants below, `fresh` that nothing stands on it."""

    height: float
    number: int = 1
    used: float = 0
    after: float = 0
    fresh: bool = True
    sections: dict[str, int] = field(default_factory=dict)

    def gap(self, before: float) -> float:
        return 0 if self.fresh else max(self.after, before)

    def room(self, before: float = 0) -> float:
        return self.height - self.used - self.gap(before) + _EASE

    def take(self, height: float, before: float, after: float) -> None:
        self.used += self.gap(before) + height
        self.after = after
        self.fresh = False

    def turn(self) -> None:
        self.number += 1
        self.used = self.after = 0
        self.fresh = True


def fill_pages(stack: Iterable[Strip], height: float) -> Filled:
    """Place the strips one under another on pages of the given height in points."""
    strips, page = tuple(stack), _Page(height)
    for index, strip in enumerate(strips):
        _begin(strips, index, page)
        if strip.section:
            page.sections[strip.section] = page.number
        _place(strip, page)
    return Filled(page.sections, page.number)


def _begin(strips: Sequence[Strip], index: int, page: _Page) -> None:
    """Turn the page where the strip asks for a new one, or cannot start on this one with all that must follow it."""
    strip = strips[index]
    if strip.new_page:
        if not page.fresh:
            page.turn()
        page.used += strip.before
    elif not page.fresh and _least_height(strips, index, page.height) > page.room(strip.before):
        page.turn()
        page.used += strip.head


def _least_height(strips: Sequence[Strip], index: int, limit: float) -> float:
    """Give the height that must fit on a page for the strip to start there: itself and all it is kept with.

    A chain that fits on no page does not hold.
    """
    total, below = 0.0, 0.0
    for position in range(index, len(strips)):
        strip = strips[position]
        total += max(below, strip.before) if position > index else 0
        if not strip.keep_next:
            total += _first_lines(strip) * strip.pitch + strip.foot
            break
        total, below = total + strip.height, strip.after
        if total > limit:
            break
    return total if total <= limit else _first_lines(strips[index]) * strips[index].pitch


def _first_lines(strip: Strip) -> int:
    """Give how many lines must stand together at the start of a strip."""
    return strip.lines if strip.keep_lines or strip.lines <= WIDOWS + 1 else WIDOWS


def _place(strip: Strip, page: _Page) -> None:
    """Put the strip on the page and, where its lines do not fit, on the pages after it."""
    left, before = strip.lines, strip.before
    while strip.pitch and left * strip.pitch > page.room(before):
        fit = max(int(page.room(before) / strip.pitch), 0)
        kept = 0 if strip.keep_lines and not page.fresh else min(fit, max(left - WIDOWS, 1))
        if page.fresh:
            kept = max(kept, 1)
        if kept == left:
            break
        if kept >= WIDOWS or page.fresh:
            page.take(kept * strip.pitch, before, 0)
            left -= kept
        page.turn()
    page.take(left * strip.pitch, before, strip.after)
