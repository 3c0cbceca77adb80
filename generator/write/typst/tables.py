"""Tables of the tree as Typst tables: column widths from the layout, heads that repeat, rows that are not split."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document.nodes import Cell, Table
from generator.layout.cells import PlacedRow, cell_role, placed_rows
from generator.layout.tables import column_widths, kept_rows
from generator.style.sheet import Sheet
from generator.write.typst.code import block, call, color, dictionary, points, sequence, string
from generator.write.typst.inlines import inline_code, line_of


def table_code(table: Table, sheet: Sheet, width: float) -> str:
    """Give a table `width` points wide without its caption."""
    widths = column_widths(table, width, sheet)
    rows, heads = placed_rows(table), len(table.head)
    head = [cell for row in rows[:heads] for cell in (*_cells(table, row, widths, sheet, head=True), _bound(1))]
    body = [
        cell
        for row, bound in zip(rows[heads:], _bounds(table), strict=True)
        for cell in (*_cells(table, row, widths, sheet, head=False), bound)
    ]
    look = sheet.table
    framed = table.role != "layout"
    # A border takes no room in Typst; half of it on each side of a cell makes rows as high as in the other writers.
    inset = dictionary(x=points(look.margin_x + look.border / 2), y=points(look.margin_y + look.border / 2))
    code = call(
        "table",
        *([call("table.header", *head, repeat="true")] if head else []),
        *body,
        columns=sequence((*map(points, widths), "0pt")),
        inset=inset,
        align="left + horizon",
        stroke=points(look.border) if framed else "none",
    )
    return call("block", code, above="0pt", below="0pt", stroke=points(look.outer) if framed else "")


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


def _cells(table: Table, row: PlacedRow, widths: Sequence[float], sheet: Sheet, *, head: bool) -> Iterator[str]:
    for place in row.places:
        if not place.covered:
            role = cell_role(place.cell, row.row, head=head)
            end = place.column + place.cell.colspan
            room = sum(widths[place.column : end]) - 2 * sheet.table.margin_x - sheet.table.border
            yield _cell(place.cell, role, table.columns[place.column].align, room, sheet)


def _cell(cell: Cell, role: str, column: str, room: float, sheet: Sheet) -> str:
    look = sheet.role(role)
    align = cell.align or (look.align if role in {"cell_head", "cell_label"} else column)
    fill = {"cell_head": sheet.table.head_fill, "cell_label": sheet.table.label_fill}.get(role, "")
    words = block(call("par", inline_code(paragraph, line_of(look, room))) for paragraph in cell.paragraphs)
    return call(
        "table.cell",
        call("dressed", string(role), words),
        colspan=str(cell.colspan) if cell.colspan > 1 else "",
        rowspan=str(cell.rowspan) if cell.rowspan > 1 else "",
        align=f"{align} + horizon" if align != "left" else "",
        fill=color(fill) if fill else "",
        breakable="false",
    )
