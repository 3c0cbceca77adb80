"""What every reader of the auditor gives and every check takes: blocks of text that know their place, and promises."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from generator.commitments.lattice import Scope
from generator.model.commitments import Force, Kind
from generator.zh.money import Money
from generator.zh.quantity import Quantity
from generator.zh.scan import Comparator


class BlockKind(StrEnum):
    """What a stretch of text is in its file."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    HEADER = "header"
    FOOTER = "footer"
    FOOTNOTE = "footnote"
    COMMENT = "comment"
    BOX = "box"
    PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """The place of a cell in its table's grid, counted from 0, with the rows and columns it spans.

    A `head` cell stands in the header rows, or in the column that names the rows.
    """

    table: int
    row: int
    column: int
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """The visible characters of one paragraph, without its automatic number, which is `label`.

    `start` is the offset of its first character in the whole text; `level` the depth of a heading or list; `path` the
    numbers of the blocks that stand above it: headings, list parents, header cells of its row and column.
    """

    number: int
    kind: BlockKind
    text: str
    start: int
    level: int = 0
    label: str = ""
    cell: CellPlace | None = None
    path: tuple[int, ...] = ()

    @property
    def end(self) -> int:
        """The offset in the whole text after its last character."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class TextPlace:
    """Where a character stands in its file: the part of a package, its paragraph and run, the offset in the run.

    A plain text has no parts and runs: its paragraphs are lines, the offset counts from the beginning of the line.
    """

    part: str
    paragraph: int
    run: int
    offset: int


class Origin(Protocol):
    """What the reader of a file knows of places."""

    def place(self, block: int, offset: int) -> TextPlace:
        """Give the place in the file of the character at `offset` in the text of the block of this number."""


@dataclass(frozen=True, slots=True)
class AuditText:
    """The text of a file as every check reads it.

    `blocks[n].number == n`, and the text of a block is `whole[block.start : block.end]`.
    """

    blocks: tuple[Block, ...]
    whole: str
    origin: Origin


class Provenance(StrEnum):
    """Whose word a promise is, or why a figure is none of anybody's."""

    OWN = "own"
    MAKER = "maker"
    BUYER = "buyer"
    DEMAND = "demand"
    STATUTE = "statute"
    HISTORY = "history"
    PARAMETER = "parameter"
    EXAMPLE = "example"
    OTHER_CUSTOMER = "other_customer"
    LAW = "law"
    DENIED = "denied"

    @property
    def binds(self) -> bool:
        """Whether somebody is bound by it: a promise, a maker's service, a demand or rule that is repeated."""
        return self in _BINDING


_BINDING = frozenset({Provenance.OWN, Provenance.MAKER, Provenance.DEMAND, Provenance.STATUTE})


class Confidence(StrEnum):
    """What the kind of a promise was told by: the structure, a word beside it, a neighbour, or nothing much."""

    STRUCTURED = "structured"
    CUE = "cue"
    FALLBACK = "fallback"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Commitment:
    """One promise: what kind, how much, for what, by whom; `start` and `end` are offsets in the whole text.

    `text` is the shortest clause that holds quantity and action. An event (质保起算) has no quantity but `clock_start`.
    """

    kind: Kind
    quantity: Quantity | Money | None
    comparator: Comparator
    block: int
    start: int
    end: int
    text: str
    subject: str = ""
    scope: Scope = field(default_factory=Scope)
    provenance: Provenance = Provenance.OWN
    force: Force = Force.BINDING
    clock_start: str = ""
    confidence: Confidence = Confidence.CUE
