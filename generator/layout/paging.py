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
    it where it ends one; `section` names a heading whose page is wanted; `segments` is how many segments of the reading
    text stand in it. `room` is the height of the pages from a strip on that asks for a new one, where it is not that of
    all (0): landscape pages. `right`: the new page is an odd one.
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
    segments: int = 0
    room: float = 0
    right: bool = False

    @property
    def height(self) -> float:
        """The height of all lines in points."""
        return self.lines * self.pitch

    @property
    def least_height(self) -> float:
        """The height in points that must stand together where it starts."""
        whole = self.keep_lines or self.lines <= WIDOWS + 1
        return (self.lines if whole else WIDOWS) * self.pitch + self.foot


@dataclass(frozen=True, slots=True)
class Filled:
    """The page of each named section, from 1, the number of pages, and the page on which each segment begins."""

    sections: dict[str, int]
    count: int
    segments: tuple[int, ...] = ()


@dataclass(slots=True)
class _Page:
    """The page being filled: `after` is the space the last strip wants below, `fresh` that nothing stands on it."""

    height: float
    number: int = 1
    used: float = 0
    after: float = 0
    fresh: bool = True
    sections: dict[str, int] = field(default_factory=dict)
    segments: list[int] = field(default_factory=list)

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
        if strip.new_page:
            _begin_new(strip, page, strip.room or height)
        else:
            _begin(strips, index, page)
        if strip.section:
            page.sections[strip.section] = page.number
        page.segments.extend([page.number] * strip.segments)
        _place(strip, page)
    return Filled(page.sections, page.number, tuple(page.segments))


def _begin_new(strip: Strip, page: _Page, height: float) -> None:
    """Begin the page a strip asks for, pages being so high from there on."""
    if not page.fresh:
        page.turn()
    if strip.right and page.number % 2 == 0:
        page.turn()
    page.height = height
    page.used += strip.before


def _begin(strips: Sequence[Strip], index: int, page: _Page) -> None:
    """Turn the page where the strip cannot start on this one with all that must follow it.

    What a strip is kept with was asked where the chain began: one that fits on no page is broken where it must be.
    """
    strip = strips[index]
    kept = index > 0 and strips[index - 1].keep_next
    need = strip.least_height if kept else _chain_height(strips, index, page.height)
    if not page.fresh and need > page.room(strip.before):
        page.turn()
        page.used += strip.head


def _chain_height(strips: Sequence[Strip], index: int, limit: float) -> float:
    """Give the height from a strip down to the last one it is kept with; counting ends beyond `limit`."""
    total, position = 0.0, index
    while strips[position].keep_next and position + 1 < len(strips) and total <= limit:
        strip, position = strips[position], position + 1
        total += strip.height + max(strip.after, strips[position].before)
    return total + strips[position].least_height


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
