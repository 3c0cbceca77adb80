"""How many lines a paragraph of the DOCX takes: the greedy breaking of LibreOffice and Word, counted in one pass.

Rules were measured on LibreOffice: where a line overflows at a Latin character, the Western rules say where it breaks,
else the Chinese ones; marks both scripts share (quotes, dashes) belong to the script before them and are as wide as
its font has them; no mark stands beyond the right margin.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

from generator.layout.measure import GAP, TOLERANCE, character_em, is_han, is_latin, needs_gap
from generator.style.sheet import Role

_NO_START = frozenset("，。、；：？！）】》」』〉〕〗”’·‰℃°,.;:?!)]}%")
_NO_END = frozenset("（【《「『〈〔〖“‘￥＄([{$￡")
_CLOSING = frozenset("，。、．）】》」』〉〕〗”’％,.)]}%")
"""No Western word begins a line right after one of these, as UAX #14 has it; the Chinese rules have no such wish."""
_OPENING = frozenset("（【《「『〈〔〖“‘([{")
_NARROW = {
    False: {"“": 0.444, "”": 0.444, "‘": 0.333, "’": 0.333, "□": 0.604, "■": 0.604, "○": 0.604, "●": 0.604}
    | dict.fromkeys("≥≤√", 0.549),
    True: {"“": 0.333, "”": 0.333, "‘": 0.222, "’": 0.222, "□": 0.604, "■": 0.604, "○": 0.604, "●": 0.604}
    | dict.fromkeys("≥≤√", 0.549),
}
"""Widths in em of shared marks in Western text; in Chinese text they are one em wide."""
_WESTERN = {
    False: {"×": 0.564, "÷": 0.564, "±": 0.549, "·": 0.25, "°": 0.4, "§": 0.5, "−": 0.564, "☑": 0.892},
    True: {"×": 0.584, "÷": 0.584, "±": 0.549, "·": 0.333, "°": 0.4, "§": 0.556, "−": 0.584, "☑": 0.892},
}
"""Widths in em of shared marks that are narrow in all text."""
_WIDEST = 1.25
"""In em: no character with its gap is wider."""


@lru_cache(maxsize=16384)
def line_count(text: str, width: float, look: Role, *, first: float = 0) -> int:
    """Give the number of lines text takes at a width in points, its first line indented by `first` characters."""
    room = max(width / look.size, 1.0)
    if first + len(text) * (_WIDEST + look.tracking / look.size) <= room and "\n" not in text:
        return 1
    parts = text.split("\n")
    indents = [first] + [0.0] * (len(parts) - 1)
    more = look.tracking / look.size
    return sum(_count(part, room, indent, look.sans, more) for part, indent in zip(parts, indents, strict=True))


def _count(text: str, room: float, indent: float, sans: bool, more: float) -> int:
    """Count the lines of one typed line; widths in em, `more` is added behind each character."""
    if not text:
        return 1
    western, begins, ends = _measured(text, sans, more)
    lines, start, left = 1, 0, room - indent
    while start < len(text):
        over = bisect_right(ends, begins[start] + left + TOLERANCE, start)
        while over < len(text) and text[over] == " ":
            over += 1
        if over >= len(text):
            break
        start = _line_end(text, western, start, over)
        lines, left = lines + 1, room
    return lines


@lru_cache(maxsize=4096)
def _measured(text: str, sans: bool, more: float) -> tuple[Sequence[bool], Sequence[float], Sequence[float]]:
    """Give of each character whether it is Western, where it begins and where it ends, for all widths once."""
    western = _western(text)
    return (western, *_edges(text, western, sans, more))


def _line_end(text: str, western: Sequence[bool], start: int, over: int) -> int:
    """Give where the line from `start` ends if character `over` does not fit: at the last opportunity, else there."""
    for index in range(over, start, -1):
        if _may_break(text, index, western, mixed=western[over]):
            return index
    return max(over, start + 1)


def _may_break(text: str, index: int, western: Sequence[bool], *, mixed: bool) -> bool:
    """Tell whether a line may end before a character; `mixed` asks the Western rules where scripts meet."""
    left, right = text[index - 1], text[index]
    if western[index - 1] and western[index]:
        return _may_break_word(text[:index], right)
    if right in _NO_START or left in _NO_END or right == " " or left == right == "—":
        return False
    return not (mixed and ((left in _CLOSING and western[index]) or (western[index - 1] and right in _OPENING)))


def _may_break_word(before: str, right: str) -> bool:
    """Break Western text after blanks, around dashes, after hyphens between letters or digits, after slashes."""
    left = before[-1]
    if right == " " or left == right == "—":
        return False
    if left == "-":
        return is_latin(right) and is_latin(before[-2:-1] or " ")
    return left in " —" or right == "—" or (left == "/" and right.isalpha())


def _western(text: str) -> list[bool]:
    """Tell of each character whether it is set in the Western font: shared marks go with the character before."""
    current = next((_is_western(character) for character in text if _is_strong(character)), True)
    result = []
    for character in text:
        if _is_strong(character):
            current = _is_western(character)
        result.append(current)
    return result


@cache
def _is_western(character: str) -> bool:
    return character < "\u0590" or not _is_wide(character)


@cache
def _is_strong(character: str) -> bool:
    return is_latin(character) or character.isascii() or _is_wide(character)


@cache
def _is_wide(character: str) -> bool:
    return east_asian_width(character) in "WF" or is_han(character) or "①" <= character <= "⑳"


def _edges(text: str, western: Sequence[bool], sans: bool, more: float) -> tuple[list[float], list[float]]:
    """Give where each character begins and ends in em, gaps between scripts before it left out of it."""
    begins, ends, position = [], [], 0.0
    gaps = [0.0, *(GAP if needs_gap(left, right) else 0.0 for left, right in pairwise(text))]
    for character, gap, narrow in zip(text, gaps, western, strict=True):
        begins.append(position + gap)
        position += gap + _advance(character, narrow, sans) + more
        ends.append(position)
    return begins, ends


@cache
def _advance(character: str, narrow: bool, sans: bool) -> float:
    if character in _WESTERN[sans]:
        return _WESTERN[sans][character]
    if narrow and character in _NARROW[sans]:
        return _NARROW[sans][character]
    return character_em(character, sans=sans)
