"""The grid of a table: which cell stands in which column of which row, cells that spans cover included."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.document.nodes import Cell, Row, Table
from generator.style.sheet import TableLook


@dataclass(frozen=True, slots=True)
class Place:
    """A cell in the grid: its first column, the cell with its spans cut to fit, whether it began in a row above."""

    column: int
    cell: Cell
    covered: bool


@dataclass(frozen=True, slots=True)
class PlacedRow:
    """A row of the tree and its places, which together are as wide as the table."""

    row: Row
    places: tuple[Place, ...]


_Spans = dict[int, tuple[Cell, int]]
"""The cells begun above, by column, and how many rows they still cover."""

_EMPTY = Cell(paragraphs=())


def placed_rows(table: Table) -> tuple[PlacedRow, ...]:
    """Put all rows into the grid, heads first; missing cells are empty, cells too many left out.

    Spans end with the head or the table, and with the column before a cell from above.
    """
    return (*_placed(table.head, len(table.columns)), *_placed(table.rows, len(table.columns)))


def cell_role(cell: Cell, row: Row, *, head: bool) -> str:
    """Give the role a cell's words are set in: a head's, a label's, a total's or a plain cell's."""
    if head:
        return "cell_head"
    if cell.header:
        return "cell_label"
    return "cell_total" if row.kind == "total" else "cell"


def striped_rows(table: Table, look: TableLook) -> tuple[bool, ...]:
    """Tell of each row, heads first, whether it has the ground of every second row; shared cells keep rows alike."""
    striped, result = True, [False] * len(table.head)
    for line in placed_rows(table)[len(table.head) :]:
        if not any(place.covered for place in line.places):
            striped = not striped
        result.append(striped and bool(look.zebra) and table.role == "data")
    return tuple(result)


def cell_fill(role: str, look: TableLook, *, striped: bool) -> str:
    """Give the ground of a cell as hex, empty for none."""
    fill = {"cell_head": look.head_fill, "cell_label": look.label_fill, "cell_total": look.total_fill}.get(role, "")
    return fill or (look.zebra if striped and role in {"cell", "cell_total"} else "")


def _placed(rows: tuple[Row, ...], width: int) -> list[PlacedRow]:
    spans: _Spans = {}
    return [PlacedRow(row, _places(row, width, spans, len(rows) - index)) for index, row in enumerate(rows)]


def _places(row: Row, width: int, spans: _Spans, rows_left: int) -> tuple[Place, ...]:
    places: list[Place] = []
    column, cells = 0, iter(row.cells)
    while column < width:
        place = _continued(column, spans) or _begun(column, next(cells, _EMPTY), width, spans, rows_left)
        places.append(place)
        column += place.cell.colspan
    return tuple(places)


def _continued(column: int, spans: _Spans) -> Place | None:
    if column not in spans:
        return None
    cell, rows = spans.pop(column)
    if rows > 1:
        spans[column] = (cell, rows - 1)
    return Place(column, cell, covered=True)


def _begun(column: int, cell: Cell, width: int, spans: _Spans, rows_left: int) -> Place:
    end = min([width, *(taken for taken in spans if taken > column)])
    fitted = cell
    if cell.colspan > end - column or cell.rowspan > rows_left:
        fitted = replace(cell, colspan=min(cell.colspan, end - column), rowspan=min(cell.rowspan, rows_left))
    if fitted.rowspan > 1:
        spans[column] = (fitted, fitted.rowspan - 1)
    return Place(column, fitted, covered=False)
