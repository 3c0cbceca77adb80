"""Widths of words and places where lines may break, without any font: drawings and page estimates are built on them.

Han and other full-width characters are one em wide; ASCII has the advance widths of Times New Roman and Arial, which
Liberation Serif and Sans share by design. So the same document is laid out alike on every machine.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

GAP = 0.2
"""Space between Han and Latin in em, as LibreOffice sets it and as the PDF writer does."""

TOLERANCE = 0.001
"""In em: what a line may be too long by, as sums of widths are not exact."""

NO_LINE_START = frozenset("，。、；：？！）】》」』〉〕〗”’…—～·％‰℃°％,.;:?!)]}%")
NO_LINE_END = frozenset("（【《「『〈〔〖“‘￥＄([{$￡")

_TIMES = (
    "250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 "
    "500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 "
    "556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 "
    "722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 "
    "278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541"
)
_ARIAL = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 "
    "556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 "
    "611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 "
    "667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 "
    "222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584"
)

_ADDRESS = re.compile(r"(?:https?://|[A-Za-z0-9._+-]+@)[A-Za-z0-9._~/?=&%#:+-]+")
_WITHIN = re.compile(r"(?<=@)|(?<=//)|(?<=[A-Za-z0-9])(?=[./?&][A-Za-z0-9])")


def text_width(text: str, size: float, *, sans: bool = False) -> float:
    """Give the width in points of one line of text set at `size`, Han–Latin gaps included."""
    return _ems(text, sans) * size


def character_em(character: str, *, sans: bool = False) -> float:
    """Give the width of one character in em."""
    return _advances(sans).get(character) or _em(character)


@lru_cache(maxsize=16384)
def break_lines(text: str, width: float, size: float, *, sans: bool = False) -> tuple[str, ...]:
    """Break text into lines of at most `width` points as a typesetter does; a typed line end stays one.

    No line starts with a closing mark or ends with an opening one, Latin words stay whole; a word wider than the line
    is cut.
    """
    return tuple(line for part in text.split("\n") for line in _break(part, width, size, sans)) or ("",)


@lru_cache(maxsize=4096)
def balanced_width(text: str, width: float, size: float, *, sans: bool = False) -> float:
    """Give the least width in points at which text needs no more lines than at `width`."""
    count = len(break_lines(text, width, size, sans=sans))
    narrow = text_width(text, size, sans=sans) / count
    while narrow < width and len(break_lines(text, narrow, size, sans=sans)) > count:
        narrow += size / 4
    return min(narrow, width)


def address_parts(text: str) -> list[str]:
    """Cut a text where addresses in it may be broken: whole, one would tear apart the line before it."""
    whole = (found.span() for found in _ADDRESS.finditer(text))
    cuts = [at.start() for start, end in whole for at in _WITHIN.finditer(text, start, end)]
    return [text[start:end] for start, end in pairwise([0, *cuts, len(text)])]


def needs_gap(left: str, right: str) -> bool:
    """Tell whether a gap belongs between two neighbouring characters: Han beside a Latin letter or a digit."""
    return (is_han(left) and is_latin(right)) or (is_latin(left) and is_han(right))


def is_han(character: str) -> bool:
    """Tell whether a character is an ideograph (punctuation is none)."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or character == "〇"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U0003ffff"
    )


def is_latin(character: str) -> bool:
    """Tell whether a character is a letter or digit of a Western script."""
    return character.isalnum() and character < "\u0590"


@cache
def _advances(sans: bool) -> dict[str, float]:
    table = (_ARIAL if sans else _TIMES).split()
    return {chr(32 + index): int(advance) / 1000 for index, advance in enumerate(table)}


@lru_cache(maxsize=65536)
def _ems(text: str, sans: bool) -> float:
    """Give the width of text in em; the words of a document are few, so that most are found in the cache."""
    widths = _advances(sans)
    ems = sum(widths.get(character) or _em(character) for character in text)
    return ems + GAP * sum(needs_gap(left, right) for left, right in pairwise(text))


@cache
def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cc", "Cf"}:
        return 0.0
    return 1.0 if unicodedata.east_asian_width(character) in "WFA" and not is_latin(character) else 0.5


def _break(text: str, width: float, size: float, sans: bool) -> list[str]:
    limit = width / size + TOLERANCE
    lines, line, ems = [], "", 0.0
    for atom in _atoms(text):
        gap = GAP if line and needs_gap(line[-1], atom[0]) else 0.0
        if not line or ems + gap + _ems(atom.rstrip(), sans) <= limit:
            line, ems = line + atom, ems + gap + _ems(atom, sans)
        else:
            lines.append(line.rstrip())
            line, ems = atom.lstrip(), _ems(atom.lstrip(), sans)
        if ems > limit:
            *full, line = _cut(line, limit, sans)
            lines, ems = lines + full, _ems(line, sans)
    return [*lines, line.rstrip()]


def _atoms(text: str) -> list[str]:
    """Split text where lines may break."""
    atoms: list[str] = []
    for piece in re.findall(r"[!-~]+ *|.", text, re.DOTALL):
        if atoms and (piece[0] in NO_LINE_START or atoms[-1][-1] in NO_LINE_END or piece == " "):
            atoms[-1] += piece
        else:
            atoms.append(piece)
    return atoms


def _cut(line: str, limit: float, sans: bool) -> list[str]:
    """Cut a line that is too long in itself (one endless word) into pieces that fit, the last one open."""
    pieces = []
    while len(line) > 1 and _ems(line.rstrip(), sans) > limit:
        keep = next((end for end in range(len(line) - 1, 1, -1) if _ems(line[:end], sans) <= limit), 1)
        pieces.append(line[:keep])
        line = line[keep:]
    return [*pieces, line]
