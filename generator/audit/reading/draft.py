"""Paragraphs of a Word file while it is read: their characters and runs, tables, marks, not yet numbered."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.audit.text import BlockKind

LONGEST_TOLD = 20_000
"""Characters that a mark says."""


class MarkKind(StrEnum):
    """What a reader of a Word file tells of a stretch besides its characters."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_HERE = "moved_here"
    MOVED_AWAY = "moved_away"
    HIDDEN = "hidden"
    FIELD = "field"
    COMMENT = "comment"
    VALUE = "value"
    """Inside a hidden bookmark that our own writer sets around a printed value; its text is the value's number."""


@dataclass(slots=True, eq=False)
class Table:
    """A table of which so far `rows` rows began; `marked` of them, from the first, are said to repeat as head rows."""

    number: int
    rows: int = 0
    marked: int = 0
    cells: list[Cell] = field(default_factory=list)
    column: int = 0
    span: int = 1
    merging: dict[int, Cell] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Cell:
    """A cell of a table's grid; one merged downwards or to the right grows."""

    table: Table
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    drafts: list[Draft] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Draft:
    """A paragraph: its characters, and for each piece of them the offset in the paragraph, the run, the offset in it.

    `begin` is set when the blocks are laid out: the offset of its first character in the whole text.
    """

    part: str
    paragraph: int
    kind: BlockKind
    cell: Cell | None = None
    pieces: list[str] = field(default_factory=list)
    places: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0
    label: str = ""
    typed: int = 0
    level: int = 0
    parents: tuple[Draft, ...] = ()
    begin: int = 0
    number: int = -1

    def say(self, text: str, run: int, offset: int) -> None:
        """Append characters of a run, which stand in it from an offset on."""
        if not self._continues(run, offset):
            self.places.append((self.length, run, offset))
        self.pieces.append(text)
        self.length += len(text)

    def _continues(self, run: int, offset: int) -> bool:
        if not self.places:
            return False
        start, last, first = self.places[-1]
        return last == run and first + self.length - start == offset

    @property
    def text(self) -> str:
        """All its characters."""
        return "".join(self.pieces)


@dataclass(slots=True, eq=False)
class Stretch:
    """A mark while it is open: where it begins, what it says, who made it."""

    kind: MarkKind
    draft: Draft
    start: int
    last: Draft
    end: int
    text: str = ""
    author: str = ""
    depth: int = 0

    def tell(self, text: str) -> None:
        """Add to what it says; of the longest the beginning is enough."""
        if len(self.text) < LONGEST_TOLD:
            self.text += text[:LONGEST_TOLD]
