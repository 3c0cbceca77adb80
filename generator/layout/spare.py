"""Gives the room some columns of a table can spare to those whose cells end in a line of one or two characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.document.nodes import Table
from generator.document.walk import plain
from generator.layout.cells import cell_role, placed_rows
from generator.layout.lines import line_count
from generator.layout.measure import GAP, needs_gap
from generator.style.sheet import Role, Sheet

WIDEST_GAP = 0.25
"""In em: what Typst leaves between Han and Latin."""

_STEP = 2.0
"""Points by which a column is tried wider."""

_MOST = 2.2
"""In em: how much wider a column gets at most; a line of more characters is none to be ashamed of."""

_ROUNDS = 2

_ONE_LINE = 2
"""What `lines` counts for one: each is counted in two ways."""


def evened_widths(table: Table, widths: Sequence[float], least: Sequence[float], sheet: Sheet) -> list[float]:
    """Widen columns where a cell then needs a line less, by what other columns give and need no line more.

    No column goes below its least. Forms keep their widths: their empty cells are to be written in.
    """
    evened = list(widths)
    if table.role != "data":
        return evened
    columns, spans = _texts(table, sheet)
    grid = _Grid(columns, spans, least, 2 * sheet.table.margin_x)
    most = _MOST * sheet.role("cell").size
    for index in list(range(len(columns))) * _ROUNDS:
        steps = _steps(columns[index], evened[index] - grid.margins, most)
        evened = next((moved for more in steps if (moved := _moved(grid, evened, index, more))), evened)
    return evened


@dataclass(frozen=True, slots=True)
class _Words:
    """A paragraph of a cell, as it is set, and how much wider a program may set it at most."""

    text: str
    look: Role
    wider: float

    def lines(self, width: float) -> int:
        """Count the lines at a width, once as measured and once as the program with the widest gaps sets it."""
        return line_count(self.text, width, self.look) + line_count(self.text, width - self.wider, self.look)


_Spans = list[tuple[int, int, _Words]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The words of each column and of cells over several, the least widths, and a cell's margins together."""

    columns: list[list[_Words]]
    spans: _Spans
    least: Sequence[float]
    margins: float


def _texts(table: Table, sheet: Sheet) -> tuple[list[list[_Words]], _Spans]:
    """Give the paragraphs of each column, each once, and those of cells over several columns with first and end."""
    columns: list[dict[_Words, None]] = [{} for _ in table.columns]
    spans: _Spans = []
    for index, line in enumerate(placed_rows(table)):
        for place in line.places:
            look = sheet.role(cell_role(place.cell, line.row, head=index < len(table.head)))
            words = [_words(plain(content), look) for content in place.cell.paragraphs if not place.covered]
            if place.cell.colspan == 1:
                columns[place.column].update(dict.fromkeys(words))
            else:
                spans += [(place.column, place.column + place.cell.colspan, one) for one in words]
    return [list(column) for column in columns], spans


def _words(text: str, look: Role) -> _Words:
    gaps = sum(needs_gap(left, right) for left, right in pairwise(text))
    return _Words(text, look, gaps * (WIDEST_GAP - GAP) * look.size + 1.0)


def _steps(column: list[_Words], width: float, most: float) -> list[float]:
    """Give by how much a column may get wider so that a cell needs a line less, the smallest first."""
    long = [words for words in column if words.lines(width) > _ONE_LINE]
    if not long:
        return []
    fewer = _lines(long, width) - _ONE_LINE
    return [step * _STEP for step in range(1, int(most / _STEP) + 1) if _lines(long, width + step * _STEP) <= fewer]


def _moved(grid: _Grid, widths: list[float], taker: int, more: float) -> list[float]:
    """Give the widths with one column wider, those with most to spare having given first; empty if they cannot."""
    spared = [0.0 if index == taker else _spared(grid, widths, index, more) for index in range(len(widths))]
    moved, wanted = list(widths), more
    for index in sorted(range(len(widths)), key=lambda index: -spared[index]):
        gift = min(spared[index], wanted)
        moved[index], wanted = moved[index] - gift, wanted - gift
    moved[taker] += more
    return [] if wanted > 0 or _grown(grid, widths, moved) else moved


def _spared(grid: _Grid, widths: list[float], index: int, most: float) -> float:
    """Give how much narrower, whole steps up to `most`, a column can be and need no line more."""
    column, room = grid.columns[index], widths[index] - grid.margins
    now, steps = _lines(column, room), int(min(most, widths[index] - grid.least[index]) / _STEP)
    less = (step * _STEP for step in range(steps, 0, -1))
    return next((given for given in less if _lines(column, room - given) <= now), 0.0)


def _lines(column: list[_Words], width: float) -> int:
    return sum(words.lines(width) for words in column)


def _grown(grid: _Grid, before: list[float], after: list[float]) -> bool:
    """Tell whether a cell over several columns would need a line more."""
    return any(
        words.lines(sum(after[first:end]) - grid.margins) > words.lines(sum(before[first:end]) - grid.margins)
        for first, end, words in grid.spans
    )
