"""Pieces: what template functions give to one another – rows to a table, boxes to a chart, a cover to a front."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.document.nodes import (
    Cover,
    DiagramNode,
    Figure,
    Inlines,
    Letter,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    Running,
    SignBlock,
    Table,
)
from generator.render.marks import Origin


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row waiting for its table, and the template line that made it."""

    row: Row
    origin: Origin


@dataclass(frozen=True, slots=True)
class ChartBox:
    """A box of an organisation chart, and the box above it (empty for the top)."""

    node: DiagramNode
    under: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A row of a coverage matrix: its name and of each cell the words and the value behind them."""

    name: Inlines
    cells: tuple[tuple[Inlines, object], ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class RunningLines:
    """Running lines of the contents, of the body, or of both."""

    part: Literal["contents", "body", "both"]
    lines: Running


BLOCK_TYPES = (Paragraph, List, Table, Figure, SignBlock, Letter, Notice, PageBreak)
PIECE_TYPES = (TableRow, ChartBox, CoverageLine, RunningLines, Cover)
