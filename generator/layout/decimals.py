"""Columns of figures: how far each figure stands from the right, so that their units are one below the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.document.nodes import Align, Cell, ColumnAlign, Table
from generator.document.walk import plain
from generator.layout.cells import cell_role, placed_rows
from generator.layout.measure import text_width
from generator.style.sheet import Role, Sheet

_FIGURE = re.compile(r"(?P<whole>\D{0,4}\d[\d,]*)(?:\.\d+)?\D*")
_DASHES = {"—", "——", "-", "/"}
"""What stands for no figure stands where the units do."""
_LEAST = 0.05
"""Points: less is no space, sums of widths are not exact."""


@dataclass(frozen=True, slots=True)
class Insets:
    """The space in points at the right of figures, by column, words and role of a cell: it depends on nothing else."""

    spaces: Mapping[tuple[int, str, str], float]

    def of(self, cell: Cell, column: int, role: str) -> float:
        """Give the space at the right of a cell's words."""
        return self.spaces.get((column, _words(cell), role), 0.0) if self.spaces and _is_figure(cell) else 0.0


def edge_align(align: ColumnAlign) -> Align:
    """Give the edge cells of a column stand at: figures at the right one."""
    return "right" if align == "decimal" else align


def right_insets(table: Table, widths: Sequence[float], sheet: Sheet) -> Insets:
    """Give the spaces of a table's decimal columns; a column too narrow for figures one below the other has none."""
    spaces: dict[tuple[int, str, str], float] = {}
    for column, at in enumerate(table.columns):
        if at.align == "decimal":
            room = widths[column] - 2 * sheet.table.margin_x
            spaces |= {(column, *key): space for key, space in _column(table, column, room, sheet)}
    return Insets(spaces)


def _column(table: Table, column: int, room: float, sheet: Sheet) -> Iterator[tuple[tuple[str, str], float]]:
    figures = [(words, role, *_measured(words, sheet.role(role))) for words, role in _figures(table, column)]
    rest = max((rest for *_, rest in figures), default=0.0)
    if rest + max((whole for _, _, whole, _ in figures), default=0.0) <= room:
        yield from (((words, role), rest - own) for words, role, _, own in figures if rest - own > _LEAST)


def _figures(table: Table, column: int) -> Iterator[tuple[str, str]]:
    """Give words and role of the figures of a column."""
    for line in placed_rows(table)[len(table.head) :]:
        for place in line.places:
            if place.column == column and not place.covered and _is_figure(place.cell):
                yield _words(place.cell), cell_role(place.cell, line.row, head=False)


def _is_figure(cell: Cell) -> bool:
    if cell.header or cell.align or cell.colspan > 1 or len(cell.paragraphs) != 1:
        return False
    words = _words(cell)
    return words in _DASHES or _FIGURE.fullmatch(words) is not None


def _words(cell: Cell) -> str:
    return plain(cell.paragraphs[0]) if cell.paragraphs else ""


def _measured(words: str, look: Role) -> tuple[float, float]:
    """Give the width of a figure up to its units, and of what follows them."""
    found = _FIGURE.fullmatch(words)
    whole = text_width(found["whole"] if found else words, look.size, sans=look.sans)
    return whole, text_width(words, look.size, sans=look.sans) - whole
