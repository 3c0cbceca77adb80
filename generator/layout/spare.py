"""Gives the room some columns of a table can spare to those whose cells end in a line of one or two characters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from generator.document.nodes import Table
from generator.document.walk import plain
from generator.layout.cells import cell_role, placed_rows
from generator.layout.lines import line_count
from generator.layout.measure import GAP, needs_gap, text_width
from generator.style.sheet import Role, Sheet

WIDEST_GAP = 0.25
"""In em: what Typst leaves between Han and Latin."""

_WIDER_LATIN = 0.06
"""In em: by how much digits of a Han font may be wider than Times' own."""

_STEP = 2.0
"""Points by which a column is tried wider."""

_MOST = 2.2
"""In em: how much wider a column gets at most; a line of more characters is none to be ashamed of."""

_ROUNDS = 3

_ONE_LINE = 2
"""What `lines` counts for one: each is counted in two ways."""


def evened_widths(table: Table, widths: Sequence[float], least: Sequence[float], sheet: Sheet) -> list[float]:
    """Widen columns where a cell then needs a line less, by what other columns give and need no line more.

    No column goes below its least, nor gives to one that was as wide: columns alike stay alike. Forms keep their
    widths: their empty cells are to be written in.
    """
    evened = list(widths)
    if table.role != "data":
        return evened
    columns, spans = _texts(table, sheet)
    grid = _Grid(columns, spans, least, tuple(widths), 2 * sheet.table.margin_x)
    most = _MOST * sheet.role("cell").size
    for index in list(range(len(columns))) * _ROUNDS:
        steps = _steps(columns[index], evened[index] - grid.margins, most)
        if steps:
            spared = _spares(grid, evened, index, steps[-1])
            evened = next((moved for more in steps if (moved := _moved(grid, evened, spared, index, more))), evened)
    return evened


def set_wider(text: str, look: Role, sheet: Sheet) -> float:
    """Give by how many points some program may set a text wider than it is measured.

    The program with the widest gaps does; and Latin is wider where the Han font prints it too, as in blind documents.
    """
    gaps = sum(needs_gap(left, right) for left, right in pairwise(text))
    latin = 0 if sheet.fonts[look.font].pdf_latin else sum(character.isascii() for character in text)
    return (gaps * (WIDEST_GAP - GAP) + latin * _WIDER_LATIN) * look.size


@dataclass(frozen=True, slots=True)
class _Words:
    """A paragraph of a cell, as it is set, and how much wider a program may set it at most."""

    text: str
    look: Role
    wider: float
    whole: float

    def lines(self, width: float) -> int:
        """Count the lines at a width, once as measured and once as the program with the widest gaps sets it."""
        if self.whole <= width:
            return _ONE_LINE
        return line_count(self.text, width, self.look) + line_count(self.text, width - self.wider, self.look)


_Spans = list[tuple[int, int, _Words]]


@dataclass(frozen=True, slots=True)
class _Grid:
    """The words of each column and of cells over several, the least and first widths, a cell's margins together."""

    columns: list[list[_Words]]
    spans: _Spans
    least: Sequence[float]
    first: Sequence[float]
    margins: float


def _texts(table: Table, sheet: Sheet) -> tuple[list[list[_Words]], _Spans]:
    """Give the paragraphs of each column, each once, and those of cells over several columns with first and end."""
    columns: list[dict[tuple[str, str], _Words]] = [{} for _ in table.columns]
    spans: _Spans = []
    for index, line in enumerate(placed_rows(table)):
        for place in line.places:
            role = cell_role(place.cell, line.row, head=index < len(table.head))
            texts = [plain(content) for content in place.cell.paragraphs if not place.covered]
            if place.cell.colspan == 1:
                known = columns[place.column]
                known.update(
                    {(one, role): _words(one, sheet.role(role), sheet) for one in texts if (one, role) not in known}
                )
            else:
                end = place.column + place.cell.colspan
                spans += [(place.column, end, _words(one, sheet.role(role), sheet)) for one in texts]
    return [list(column.values()) for column in columns], spans


def _words(text: str, look: Role, sheet: Sheet) -> _Words:
    wider = set_wider(text, look, sheet) + 1.0
    whole = inf if "\n" in text else text_width(text, look.size, sans=look.sans) + len(text) * look.tracking + wider
    return _Words(text, look, wider, whole)


def _steps(column: list[_Words], width: float, most: float) -> list[float]:
    """Give by how much a column may get wider so that a cell needs a line less, the smallest first."""
    long = [words for words in column if words.lines(width) > _ONE_LINE]
    if not long:
        return []
    fewer = _lines(long, width) - _ONE_LINE
    return [step * _STEP for step in range(1, int(most / _STEP) + 1) if _lines(long, width + step * _STEP) <= fewer]


def _moved(grid: _Grid, widths: list[float], spared: list[float], taker: int, more: float) -> list[float]:
    """Give the widths with one column wider, those with most to spare having given first; empty if they cannot."""
    moved, wanted = list(widths), more
    for index in sorted(range(len(widths)), key=lambda index: -spared[index]):
        gift = min(spared[index], wanted)
        moved[index], wanted = moved[index] - gift, wanted - gift
    moved[taker] += more
    return [] if wanted > 0 or _grown(grid, widths, moved) else moved


def _spares(grid: _Grid, widths: list[float], taker: int, most: float) -> list[float]:
    """Give what each column can spare for one, up to `most`: nothing where it was as wide."""
    return [
        0.0 if abs(grid.first[index] - grid.first[taker]) < _STEP else _spared(grid, widths, index, most)
        for index in range(len(widths))
    ]


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
