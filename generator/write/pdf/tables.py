"""Tables of the tree as HTML tables: column widths from the layout, heads that repeat, spans and alignment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.nodes import Cell, Row, Table
from generator.layout.cells import cell_role, striped_rows
from generator.layout.decimals import Insets, edge_align, right_insets
from generator.layout.tables import column_widths, heads_a_group
from generator.style.sheet import Sheet
from generator.write.pdf.inlines import inline_html


def table_html(table: Table, sheet: Sheet, width: float) -> str:
    """Give a table `width` points wide without its caption."""
    widths = column_widths(table, width, sheet)
    grid = _Grid(table, right_insets(table, widths, sheet), sheet.table.margin_x)
    columns = "".join(f'<col style="width:{share:g}pt"/>' for share in widths)
    striped = striped_rows(table, sheet.table)
    head = _rows(grid, table.head, striped[: len(table.head)], head=True)
    body = _rows(grid, table.rows, striped[len(table.head) :], head=False)
    return (
        f'<table class="{table.role}"><colgroup>{columns}</colgroup>'
        + (f"<thead>{head}</thead>" if head else "")
        + f"<tbody>{body}</tbody></table>"
    )


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, the spaces at the right of its figures, and the margin of its cells, in points."""

    table: Table
    insets: Insets
    margin: float


def _rows(grid: _Grid, rows: tuple[Row, ...], striped: tuple[bool, ...], *, head: bool) -> str:
    return "".join(
        _opened(row, head=head, striped=marked)
        + "".join(_cell(grid, row, cell, column, head) for column, cell in cells)
        + "</tr>"
        for row, cells, marked in zip(rows, _placed(rows, len(grid.table.columns)), striped, strict=True)
    )


def _opened(row: Row, *, head: bool, striped: bool) -> str:
    classes = ["keep"] * (heads_a_group(row) and not head) + ["striped"] * striped
    return f'<tr class="{" ".join(classes)}">' if classes else "<tr>"


def _placed(rows: tuple[Row, ...], width: int) -> Iterator[list[tuple[int, Cell]]]:
    """Give the cells of each row with the column they begin in, cells from above skipped."""
    covered: dict[int, int] = {}
    for row in rows:
        placed, column = [], 0
        taken = {at for at, left in covered.items() if left > 0}
        covered = {at: left - 1 for at, left in covered.items() if left > 1}
        for cell in row.cells:
            while column in taken and column < width:
                column += 1
            placed.append((min(column, width - 1), cell))
            covered |= {at: cell.rowspan - 1 for at in range(column, column + cell.colspan) if cell.rowspan > 1}
            column += cell.colspan
        yield placed


def _cell(grid: _Grid, row: Row, cell: Cell, column: int, head: bool) -> str:
    role = cell_role(cell, row, head=head)
    tag = "th" if role in {"cell_head", "cell_label"} else "td"
    align = cell.align or (edge_align(grid.table.columns[column].align) if tag == "td" else None)
    inset = grid.insets.of(cell, column, role)
    looks = [f"text-align:{align}"] * bool(align) + [f"padding-right:{grid.margin + inset:g}pt"] * bool(inset)
    attributes = (
        f' class="{role}"'
        + (f' scope="{"col" if head else "row"}"' if tag == "th" else "")
        + (f' colspan="{cell.colspan}"' if cell.colspan > 1 else "")
        + (f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else "")
        + (f' style="{";".join(looks)}"' if looks else "")
    )
    return f"<{tag}{attributes}>{_content(cell)}</{tag}>"


def _content(cell: Cell) -> str:
    if len(cell.paragraphs) == 1:
        return inline_html(cell.paragraphs[0])
    return "".join(f"<p>{inline_html(paragraph)}</p>" for paragraph in cell.paragraphs)
