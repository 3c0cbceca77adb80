"""The page a plain text is read onto: its lines, the blocks so far, and those that stand above the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from generator.audit.text import Block, BlockKind, CellPlace

Stretch = tuple[int, int]
"""Where something begins and ends in the whole text."""

_SYMBOL_LINE = re.compile(r"\s*[×xX*~～—–\-]\s*")
_CUT_OFF = re.compile("[一-鿿].*(?:[0-9]|[于过为在每前至到第][一二两三四五六七八九十半])$")
_UNIT = re.compile(r"个?(?:小时|工作日|自然日|月)|分钟|[天日年](?![0-9])|[%％‰元名]|周[^一二三四五六日]")
_ABOVE = {"chapter": frozenset[str](), "section": frozenset({"chapter"})}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the text without the spaces around it."""

    start: int
    end: int
    text: str

    @property
    def stretch(self) -> Stretch:
        """Where it stands in the whole text."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Parent:
    """A block under which others may stand: the form of its number, and whether it only announces them."""

    form: str
    number: int
    announces: bool


@dataclass(slots=True)
class Page:
    """What was read so far."""

    whole: str
    blocks: list[Block] = field(default_factory=list)
    parents: list[Parent] = field(default_factory=list)
    tables: int = 0

    def text(self, stretch: Stretch) -> str:
        """Give the characters of a stretch."""
        return self.whole[slice(*stretch)]

    def add(self, kind: BlockKind, stretch: Stretch, label: str = "", level: int = 0) -> Block:
        """Append a block below the present parents."""
        path = tuple(parent.number for parent in self.parents)
        block = Block(len(self.blocks), kind, self.text(stretch), stretch[0], level, label, path=path)
        self.blocks.append(block)
        return block

    def add_cell(self, stretch: Stretch, place: CellPlace, heads: tuple[int, ...] = ()) -> Block:
        """Append a cell below the present parents and its head cells."""
        path = (*(parent.number for parent in self.parents), *heads)
        block = Block(len(self.blocks), BlockKind.CELL, self.text(stretch), stretch[0], cell=place, path=path)
        self.blocks.append(block)
        return block

    def enter(self, form: str) -> None:
        """Leave the blocks that cannot stand above one of this form: those of its form and all below them."""
        above = _ABOVE.get(form)
        for index, parent in enumerate(self.parents):
            if parent.form == form or (above is not None and parent.form not in above):
                del self.parents[index:]
                return

    def leave_items(self) -> None:
        """A paragraph without a number stands below headings, not below the item before it."""
        while self.parents and not self.parents[-1].announces:
            self.parents.pop()


def lines_of(whole: str) -> Iterator[Line]:
    """Give the lines that have words; one symbol (×) alone belongs to both around it, a unit to its figure before."""
    pending: Line | None = None
    joins = False
    for line in _raw_lines(whole):
        if pending and (joins or _SYMBOL_LINE.fullmatch(line.text)):
            joins = not joins
            line = _joined(whole, pending, line)  # noqa: PLW2901 - the two are one line
        elif pending and _UNIT.match(line.text) and _CUT_OFF.search(pending.text):
            line = _joined(whole, pending, line)  # noqa: PLW2901 - the two are one line
        elif pending:
            yield pending
        pending = line
    if pending:
        yield pending


def _joined(whole: str, first: Line, second: Line) -> Line:
    return Line(first.start, second.end, whole[first.start : second.end])


def _raw_lines(whole: str) -> Iterator[Line]:
    start = 0
    for raw in whole.splitlines(keepends=True):
        text = raw.strip()
        begin = start + len(raw) - len(raw.lstrip())
        start += len(raw)
        if text:
            yield Line(begin, begin + len(text), text)
