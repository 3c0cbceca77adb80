"""How many lines a paragraph of the DOCX takes: the greedy breaking of Word and LibreOffice, counted in one pass."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.layout.measure import GAP, NO_LINE_END, NO_LINE_START, character_em, needs_gap
from generator.style.sheet import Role

_PIECE = re.compile(r"[!-~]+ *|.", re.DOTALL)
_HANGING = frozenset("，。、；：！？,.;:!?")
"""Marks that may stand beyond the right margin (Word's 允许标点溢出边界, LibreOffice's hanging punctuation)."""
_SLACK = 0.0005


def line_count(text: str, width: float, look: Role, *, first: float = 0) -> int:
    """Give the number of lines text takes at a width in points, its first line indented by `first` characters."""
    room = max(width / look.size, 1.0)
    parts = text.split("\n")
    sans = look.font == "hei"
    return _count(parts[0], room, first, sans) + sum(_count(part, room, 0, sans) for part in parts[1:])


def _count(text: str, room: float, indent: float, sans: bool) -> int:
    """Count the lines of one typed line; widths in em."""
    lines, used, previous = 1, indent, ""
    for atom in _atoms(text):
        gap = GAP if previous and needs_gap(previous, atom[0]) else 0.0
        whole, kept = _widths(atom, sans)
        if used + gap + kept <= room + _SLACK or used <= (indent if lines == 1 else 0.0):
            used += gap + whole
        else:
            lines += 1
            used = whole
        while used > room + 1 + _SLACK and whole > room:
            lines += 1
            used -= room
        previous = atom[-1]
    return lines


def _widths(atom: str, sans: bool) -> tuple[float, float]:
    """Give the width of an atom, and of the part that must fit: blanks and one hanging mark at its end need not."""
    ems = [character_em(character, sans=sans) for character in atom]
    gaps = sum(GAP for left, right in zip(atom, atom[1:], strict=False) if needs_gap(left, right))
    whole = sum(ems) + gaps
    bare = atom.rstrip()
    kept = whole - sum(ems[len(bare) :])
    if len(bare) > 1 and bare[-1] in _HANGING:
        kept -= ems[len(bare) - 1]
    return whole, kept


def _atoms(text: str) -> Iterator[str]:
    """Split text where lines may break: between Han characters, at blanks, not before closing or after opening marks."""
    atom = ""
    for piece in _PIECE.findall(text):
        if atom and not (piece[0] in NO_LINE_START or atom[-1] in NO_LINE_END or piece == " "):
            yield atom
            atom = ""
        atom += piece
    if atom:
        yield atom
