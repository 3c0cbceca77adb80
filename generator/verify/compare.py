"""The alignment of the words a tree demands with the words an output shows, and the first place where they differ.

Why not a general diff: the outputs must be equal, so the first difference is an error; what may stand between (table
heads repeated on a new page, leaders and page numbers of the contents) is known and read past, nothing else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

_LEADER = re.compile(r"[.·…]*([ivxlcdm]+|\d+)", re.IGNORECASE)
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Expected:
    """Words that must come next, without white space.

    `place` names them to a user; `repeat` is the table head that may stand again before them on a new page;
    `page_number` says that leaders and a page number follow (contents of a PDF).
    """

    text: str
    place: str
    repeat: str = ""
    page_number: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference: the place, what should stand there, what stands there, the page's index from 0."""

    place: str
    expected: str
    found: str
    page: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """For each expected piece the index of the page where it starts; page numbers read from the contents.

    `offsets` is how many characters stand before each piece on its page.
    """

    pages: tuple[int, ...]
    numbers: tuple[str, ...]
    difference: Difference | None
    offsets: tuple[int, ...] = field(default=(), compare=False)


def align(expected: Sequence[Expected], pages: Sequence[str]) -> Alignment:
    """Walk the expected pieces along the pages' words; stop at the first difference."""
    stream = "".join(pages)
    bounds = _bounds(pages)
    starts: list[int] = []
    offsets: list[int] = []
    numbers: list[str] = []
    position = 0
    for index, piece in enumerate(expected):
        start, end = _match(piece, stream, position, bounds)
        if end is None:
            return Alignment(tuple(starts), tuple(numbers), _difference(piece, stream, start, bounds))
        starts.append(_page(start, bounds))
        offsets.append(start - bounds[starts[-1]])
        position = end
        if piece.page_number:
            following = next((later.text for later in expected[index + 1 :] if later.text), "")
            number, position = _page_number(stream, position, following)
            numbers.append(number)
    if position < len(stream):
        rest = Expected("", "文件末尾")
        return Alignment(tuple(starts), tuple(numbers), _difference(rest, stream, position, bounds))
    return Alignment(tuple(starts), tuple(numbers), None, tuple(offsets))


def _bounds(pages: Sequence[str]) -> list[int]:
    bounds, total = [], 0
    for page in pages:
        bounds.append(total)
        total += len(page)
    return bounds


def _page(position: int, bounds: list[int]) -> int:
    return max(bisect_right(bounds, position) - 1, 0)


def _match(piece: Expected, stream: str, position: int, bounds: list[int]) -> tuple[int, int | None]:
    """Match one piece from `position`; give where its first character stands and where it ends (None: differs)."""
    start: int | None = None
    done = 0
    while done < len(piece.text):
        limit = _next_bound(position, bounds, len(stream))
        if piece.repeat and _at_bound(position, bounds) and _repeats(piece, done, stream, position):
            position += len(piece.repeat)
            continue
        take = min(limit - position, len(piece.text) - done)
        if take <= 0 or stream[position : position + take] != piece.text[done : done + take]:
            same = _common(stream, position, piece.text, done)
            return position + same, None
        start = position if start is None else start
        position, done = position + take, done + take
    return (position if start is None else start), position


def _repeats(piece: Expected, done: int, stream: str, position: int) -> bool:
    """Say whether a repeated head stands here rather than the piece's own words."""
    rest = piece.text[done:]
    after = position + len(piece.repeat)
    return stream.startswith(piece.repeat, position) and stream[after : after + 1] == rest[:1]


def _at_bound(position: int, bounds: list[int]) -> bool:
    index = bisect_right(bounds, position) - 1
    return index >= 0 and bounds[index] == position


def _next_bound(position: int, bounds: list[int], end: int) -> int:
    index = bisect_right(bounds, position)
    return bounds[index] if index < len(bounds) else end


def _common(stream: str, position: int, text: str, done: int) -> int:
    count = 0
    while done + count < len(text) and stream[position + count : position + count + 1] == text[done + count]:
        count += 1
    return count


def _page_number(stream: str, position: int, following: str) -> tuple[str, int]:
    """Read leaders and a page number; digits that belong to the next entry's label are left to it."""
    match = _LEADER.match(stream, position)
    if match is None:
        return "", position
    begin, end = match.span(1)
    for stop in range(end, begin, -1):
        if stream.startswith(following, stop):
            return stream[begin:stop], stop
    return match[1], end


def _difference(piece: Expected, stream: str, position: int, bounds: list[int]) -> Difference:
    return Difference(
        place=piece.place,
        expected=piece.text[:_CONTEXT] if piece.text else "（无）",
        found=stream[max(position - _CONTEXT // 2, 0) : position + _CONTEXT] or "（无）",
        page=_page(position, bounds),
    )
