"""Tables as one string of XML: column widths, spans, repeated heads, rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.nodes import Row, Table
from generator.layout.cells import Place, PlacedRow, cell_fill, cell_role, placed_rows, striped_rows
from generator.layout.decimals import Insets, edge_align, right_insets
from generator.layout.tables import column_widths, kept_rows
from generator.write.docx.elements import mark, twips, value, wrap
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import runs
from generator.write.docx.paragraphs import Setting, styled
from generator.write.docx.styles import FORM_STYLE, LAYOUT_STYLE, TABLE_STYLE, box

_STYLES = {"data": TABLE_STYLE, "form": FORM_STYLE, "layout": LAYOUT_STYLE}


def table(block: Table, ink: Ink, *, keep_next: bool = False) -> str:
    """Write a table without its caption; a pending page break goes into its first cell.

    `keep_next` keeps the last row on the page of the block after it.
    """
    shares = column_widths(block, ink.sheet.text_width, ink.sheet)
    widths, insets = [twips(width) for width in shares], right_insets(block, shares, ink.sheet)
    ink.pending.space = 0
    heads, striped = len(block.head), striped_rows(block, ink.sheet.table)
    lines = zip(placed_rows(block), _kept(block, keep_next=keep_next), strict=True)
    rows = [
        _row(line, _Context(block, widths, insets, ink, index < heads, keep, index == heads - 1, striped[index]))
        for index, (line, keep) in enumerate(lines)
    ]
    return f"<w:tbl>{_properties(block, widths)}{_grid(widths)}{''.join(rows)}</w:tbl>"


@dataclass(frozen=True, slots=True)
class _Context:
    block: Table
    widths: list[int]
    insets: Insets
    ink: Ink
    head: bool
    keep: bool
    last_head: bool
    striped: bool


def _kept(block: Table, *, keep_next: bool) -> tuple[bool, ...]:
    kept = kept_rows(block)
    return (*kept[:-1], keep_next) if kept else ()


def _properties(block: Table, widths: list[int]) -> str:
    return wrap(
        "tblPr",
        value("tblStyle", _STYLES[block.role])
        + mark("tblW", w=sum(widths), type="dxa")
        + value("jc", "center")
        + mark("tblLayout", type="fixed")
        + _headed(block),
    )


def _headed(block: Table) -> str:
    """Say whether the first row and the first column head the others: what reads aloud names them with each cell."""
    lines = [line.places[0] for line in placed_rows(block)[len(block.head) :] if line.places]
    row, column = bool(block.head), bool(lines) and all(first.cell.header for first in lines)
    return mark(
        "tblLook",
        val=f"{0x20 * row + 0x80 * column:04X}",
        firstRow=int(row),
        **({"firstColumn": 1} if column else {}),
        noHBand=1,
        noVBand=1,
    )


def _grid(widths: list[int]) -> str:
    return wrap("tblGrid", "".join(mark("gridCol", w=width) for width in widths))


def _row(line: PlacedRow, context: _Context) -> str:
    cells = "".join(_cell(place, line.row, context) for place in line.places)
    properties = "<w:cantSplit/>" + ("<w:tblHeader/>" if context.head else "")
    return wrap("tr", wrap("trPr", properties) + cells)


def _cell(place: Place, row: Row, context: _Context) -> str:
    cell = place.cell
    role = cell_role(cell, row, head=context.head)
    properties = (
        mark("tcW", w=sum(context.widths[place.column : place.column + cell.colspan]), type="dxa")
        + (value("gridSpan", cell.colspan) if cell.colspan > 1 else "")
        + _vertical_merge(place)
        + _head_rule(context)
        + _shading(role, context)
        + value("vAlign", "center")
    )
    return wrap("tc", wrap("tcPr", properties) + _paragraphs(place, role, context))


def _vertical_merge(place: Place) -> str:
    if place.covered:
        return "<w:vMerge/>"
    return value("vMerge", "restart") if place.cell.rowspan > 1 else ""


def _head_rule(context: _Context) -> str:
    look = context.ink.sheet.table
    if not context.last_head or look.head_rule is None or context.block.role == "layout":
        return ""
    return wrap("tcBorders", box(look.head_rule, 0, ("bottom",), look.outer_color))


def _shading(role: str, context: _Context) -> str:
    fill = cell_fill(role, context.ink.sheet.table, striped=context.striped)
    return mark("shd", val="clear", color="auto", fill=fill) if fill else ""


def _paragraphs(place: Place, role: str, context: _Context) -> str:
    inset = 0.0 if place.covered else context.insets.of(place.cell, place.column, role)
    indent = mark("ind", right=twips(inset)) if inset else ""
    setting = Setting(keep_next=context.keep, align=_align(place, role, context), indent=indent)
    contents = ((),) if place.covered else place.cell.paragraphs or ((),)
    return "".join(styled(role, runs(content, context.ink), context.ink, setting) for content in contents)


def _align(place: Place, role: str, context: _Context) -> str:
    """Give the alignment where it differs from the role's: the cell's own, else of body cells the column's."""
    look = context.ink.sheet.role(role)
    column = edge_align(context.block.columns[place.column].align)
    wanted = place.cell.align or (column if role in {"cell", "cell_total"} else look.align)
    return "" if wanted == look.align else wanted
