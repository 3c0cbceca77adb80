"""Tables of the tree as Typst tables: column widths from the layout, heads that repeat, rows that are not split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.document.nodes import Cell, Table
from generator.layout.cells import PlacedRow, cell_fill, cell_role, placed_rows, striped_rows
from generator.layout.decimals import Insets, edge_align, right_insets
from generator.layout.tables import column_widths, kept_rows
from generator.style.sheet import Sheet, TableLook
from generator.write.typst.code import block, call, color, dictionary, pen, points, sequence, string
from generator.write.typst.inlines import inline_code, line_of


def table_code(table: Table, sheet: Sheet, width: float) -> str:
    """Give a table `width` points wide without its caption."""
    widths = column_widths(table, width, sheet)
    rows, heads = placed_rows(table), len(table.head)
    striped, insets = striped_rows(table, sheet.table), right_insets(table, widths, sheet)
    grid = _Grid(table, widths, insets, sheet)
    head = [cell for row in rows[:heads] for cell in (*_cells(grid, row, "head"), _bound(1))]
    body = [
        cell
        for row, bound, marked in zip(rows[heads:], _bounds(table), striped[heads:], strict=True)
        for cell in (*_cells(grid, row, "striped" if marked else "plain"), bound)
    ]
    look = sheet.table
    framed, heads_rule = table.role != "layout", _head_rule(table, look)
    # A border takes no room in Typst; half of it on each side of a cell makes rows as high as in the other writers.
    inset = dictionary(x=points(look.margin_x + look.border / 2), y=points(look.margin_y + look.border / 2))
    code = call(
        "table",
        *([call("table.header", *head, *heads_rule, repeat="true")] if head else []),
        *body,
        columns=sequence((*map(points, widths), "0pt")),
        inset=inset,
        align="left + horizon",
        stroke=_inner(table, look) if framed else "none",
    )
    if not framed:
        return call("block", code, above="0pt", below="0pt")
    return call("block", code, above="0pt", below="0pt", stroke=_outer(table, look), outset=_beside(table, look))


def _inner(table: Table, look: TableLook) -> str:
    """Give the rules between the cells: those between columns may differ from those between rows."""
    if table.role == "form" or look.vertical is None:
        return pen(look.border, look.color)
    return dictionary(x=pen(look.vertical, look.color), y=pen(look.border, look.color))


def _outer(table: Table, look: TableLook) -> str:
    if table.role == "form" or look.sides is None:
        return pen(look.outer, look.outer_color)
    ends, sides = pen(look.outer, look.outer_color), pen(look.sides, look.outer_color)
    return dictionary(top=ends, bottom=ends, left=sides, right=sides)


def _beside(table: Table, look: TableLook) -> str:
    """Put the rules around a table beside it: the grounds of its cells are painted over what lies within."""
    sides = look.outer if table.role == "form" or look.sides is None else look.sides
    return dictionary(x=points(sides / 2), y=points(look.outer / 2))


def _head_rule(table: Table, look: TableLook) -> tuple[str, ...]:
    if table.role == "layout" or look.head_rule is None:
        return ()
    return (call("table.hline", stroke=pen(look.head_rule, look.outer_color)),)


def _bounds(table: Table) -> Iterator[str]:
    """Give for each row the cell of no width that binds it to the rows it stays with.

    Rows that share a cell are bound by it already, and Typst sets a shared cell last where something else binds them.
    """
    kept = kept_rows(table)[len(table.head) :]
    index = 0
    while index < len(kept):
        count = next((at for at in range(index, len(kept)) if not kept[at]), len(kept) - 1) + 1 - index
        rows = table.rows[index : index + count]
        shared = any(cell.rowspan > 1 for row in rows for cell in row.cells)
        yield from [_bound(1)] * count if shared else [_bound(count), *[""] * (count - 1)]
        index += count


def _bound(rows: int) -> str:
    return f"bound({rows})"


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, the widths of its columns and the spaces at the right of its figures in points."""

    table: Table
    widths: Sequence[float]
    insets: Insets
    sheet: Sheet


def _cells(grid: _Grid, row: PlacedRow, kind: Literal["head", "plain", "striped"]) -> Iterator[str]:
    sheet, widths = grid.sheet, grid.widths
    for place in row.places:
        if not place.covered:
            role = cell_role(place.cell, row.row, head=kind == "head")
            end = place.column + place.cell.colspan
            room = sum(widths[place.column : end]) - 2 * sheet.table.margin_x - sheet.table.border
            fill = cell_fill(role, sheet.table, striped=kind == "striped")
            dress = _Dress(role, fill, grid.insets.of(place.cell, place.column, role))
            yield _cell(place.cell, dress, edge_align(grid.table.columns[place.column].align), room, sheet)


@dataclass(frozen=True, slots=True)
class _Dress:
    """The role of a cell, its ground, and the space in points at the right of a figure."""

    role: str
    fill: str
    inset: float


def _cell(cell: Cell, dress: _Dress, column: str, room: float, sheet: Sheet) -> str:
    role, fill = dress.role, dress.fill
    look = sheet.role(role)
    align = cell.align or (look.align if role in {"cell_head", "cell_label"} else column)
    words = block(call("par", inline_code(paragraph, line_of(look, room))) for paragraph in cell.paragraphs)
    dressed = call("dressed", string(role), words)
    return call(
        "table.cell",
        call("pad", dressed, right=points(dress.inset)) if dress.inset else dressed,
        colspan=str(cell.colspan) if cell.colspan > 1 else "",
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else "",
        align=f"{align} + horizon" if align != "left" else "",
        fill=color(fill) if fill else "",
        breakable="false",
    )
