"""Tables as one string of XML: column widths, spans, repeated heads, rows that stay whole."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.nodes import Cell, Row, Table
from generator.layout.tables import column_widths
from generator.write.docx.elements import mark, twips, value, wrap
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import runs
from generator.write.docx.paragraphs import Setting, styled
from generator.write.docx.styles import FORM_STYLE, LAYOUT_STYLE, TABLE_STYLE

_STYLES = {"data": TABLE_STYLE, "form": FORM_STYLE, "layout": LAYOUT_STYLE}


def table(block: Table, ink: Ink, *, keep_next: bool = False) -> str:
    """Write a table without its caption; a pending page break goes into its first cell.

    `keep_next` keeps the last row on the page of the block after it.
    """
    widths = [twips(width) for width in column_widths(block, ink.sheet.text_width, ink.sheet)]
    ink.pending.space = 0
    rows = [
        _row(row, _Context(block, widths, ink, head=index < len(block.head), keep=keep))
        for index, (row, keep) in enumerate(_kept(block, keep_next))
    ]
    return f"<w:tbl>{_properties(block, widths)}{_grid(widths)}{''.join(rows)}</w:tbl>"


@dataclass(frozen=True, slots=True)
class _Place:
    """A cell of the written grid: its column, its cell of the tree, and whether it continues a cell from above."""

    column: int
    cell: Cell
    covered: bool


@dataclass(frozen=True, slots=True)
class _Context:
    block: Table
    widths: list[int]
    ink: Ink
    head: bool
    keep: bool


def _kept(block: Table, keep_last: bool) -> Iterator[tuple[tuple[Row, list[_Place]], bool]]:
    """Go through the placed rows, telling which stay with the next: heads, and the last where asked."""
    rows = list(zip(block.head + block.rows, _placed(block), strict=True))
    for index, row in enumerate(rows):
        yield row, index < len(block.head) or (keep_last and index == len(rows) - 1)


def _placed(block: Table) -> list[list[_Place]]:
    """Put the cells of all rows into the grid, covered cells of spans included."""
    width = len(block.columns)
    open_spans: dict[int, tuple[Cell, int]] = {}
    placed = []
    rows = block.head + block.rows
    for index, row in enumerate(rows):
        left = len(block.head) - index if index < len(block.head) else len(rows) - index
        placed.append(_placed_row(row, width, open_spans, left))
    return placed


def _placed_row(row: Row, width: int, open_spans: dict[int, tuple[Cell, int]], rows_left: int) -> list[_Place]:
    places: list[_Place] = []
    column, cells = 0, iter(row.cells)
    while column < width:
        place = _continued(column, open_spans) or _begun(column, next(cells, _EMPTY), width, open_spans, rows_left)
        places.append(place)
        column += place.cell.colspan
    return places


_EMPTY = Cell(paragraphs=())


def _continued(column: int, open_spans: dict[int, tuple[Cell, int]]) -> _Place | None:
    if column not in open_spans:
        return None
    cell, rows = open_spans.pop(column)
    if rows > 1:
        open_spans[column] = (cell, rows - 1)
    return _Place(column, cell, covered=True)


def _begun(column: int, cell: Cell, width: int, open_spans: dict[int, tuple[Cell, int]], rows_left: int) -> _Place:
    """Begin a cell, its spans cut to the room there is in row and column."""
    end = min([width, *(taken for taken in open_spans if taken > column)])
    colspan, rowspan = min(cell.colspan, end - column), min(cell.rowspan, rows_left)
    fitted = Cell(cell.paragraphs, colspan, rowspan, cell.align, cell.header)
    if rowspan > 1:
        open_spans[column] = (fitted, rowspan - 1)
    return _Place(column, fitted, covered=False)


def _properties(block: Table, widths: list[int]) -> str:
    return wrap(
        "tblPr",
        value("tblStyle", _STYLES[block.role])
        + mark("tblW", w=sum(widths), type="dxa")
        + value("jc", "center")
        + mark("tblLayout", type="fixed")
        + mark("tblLook", val="0020" if block.head else "0000", firstRow=1 if block.head else 0, noHBand=1, noVBand=1),
    )


def _grid(widths: list[int]) -> str:
    return wrap("tblGrid", "".join(mark("gridCol", w=width) for width in widths))


def _row(placed: tuple[Row, list[_Place]], context: _Context) -> str:
    row, places = placed
    cells = "".join(_cell(place, row, context) for place in places)
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if context.head else "")
    return wrap("tr", wrap("trPr", properties) + cells)


def _cell(place: _Place, row: Row, context: _Context) -> str:
    cell = place.cell
    role = _role(cell, row, context)
    properties = (
        mark("tcW", w=sum(context.widths[place.column : place.column + cell.colspan]), type="dxa")
        + (value("gridSpan", cell.colspan) if cell.colspan > 1 else "")
        + _vertical_merge(place)
        + _shading(role, context)
        + value("vAlign", "center")
    )
    return wrap("tc", wrap("tcPr", properties) + _paragraphs(place, role, context))


def _vertical_merge(place: _Place) -> str:
    if place.covered:
        return "<w:vMerge/>"
    return value("vMerge", "restart") if place.cell.rowspan > 1 else ""


def _role(cell: Cell, row: Row, context: _Context) -> str:
    if context.head:
        return "cell_head"
    if cell.header:
        return "cell_label"
    return "cell_total" if row.kind == "total" else "cell"


def _shading(role: str, context: _Context) -> str:
    look = context.ink.sheet.table
    fill = {"cell_head": look.head_fill, "cell_label": look.label_fill}.get(role, "")
    return mark("shd", val="clear", color="auto", fill=fill) if fill else ""


def _paragraphs(place: _Place, role: str, context: _Context) -> str:
    setting = Setting(keep_next=context.keep, align=_align(place, role, context))
    contents = ((),) if place.covered else place.cell.paragraphs or ((),)
    return "".join(styled(role, runs(content, context.ink), context.ink, setting) for content in contents)


def _align(place: _Place, role: str, context: _Context) -> str:
    """Give the alignment where it differs from the role's: the cell's own, else of body cells the column's."""
    look = context.ink.sheet.role(role)
    usual = context.block.columns[place.column].align if role in {"cell", "cell_total"} else look.align
    wanted = place.cell.align or usual
    return "" if wanted == look.align else wanted
