"""Tables as one string of XML: column widths, spans, repeated heads, rows that stay whole."""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.nodes import Row, Table
from generator.layout.cells import Place, PlacedRow, cell_role, placed_rows
from generator.layout.tables import column_widths, kept_rows
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
    lines = zip(placed_rows(block), _kept(block, keep_next=keep_next), strict=True)
    rows = [
        _row(line, _Context(block, widths, ink, head=index < len(block.head), keep=keep))
        for index, (line, keep) in enumerate(lines)
    ]
    return f"<w:tbl>{_properties(block, widths)}{_grid(widths)}{''.join(rows)}</w:tbl>"


@dataclass(frozen=True, slots=True)
class _Context:
    block: Table
    widths: list[int]
    ink: Ink
    head: bool
    keep: bool


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
        + mark("tblLook", val="0020" if block.head else "0000", firstRow=1 if block.head else 0, noHBand=1, noVBand=1),
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
        + _shading(role, context)
        + value("vAlign", "center")
    )
    return wrap("tc", wrap("tcPr", properties) + _paragraphs(place, role, context))


def _vertical_merge(place: Place) -> str:
    if place.covered:
        return "<w:vMerge/>"
    return value("vMerge", "restart") if place.cell.rowspan > 1 else ""


def _shading(role: str, context: _Context) -> str:
    look = context.ink.sheet.table
    fill = {"cell_head": look.head_fill, "cell_label": look.label_fill}.get(role, "")
    return mark("shd", val="clear", color="auto", fill=fill) if fill else ""


def _paragraphs(place: Place, role: str, context: _Context) -> str:
    setting = Setting(keep_next=context.keep, align=_align(place, role, context))
    contents = ((),) if place.covered else place.cell.paragraphs or ((),)
    return "".join(styled(role, runs(content, context.ink), context.ink, setting) for content in contents)


def _align(place: Place, role: str, context: _Context) -> str:
    """Give the alignment where it differs from the role's: the cell's own, else of body cells the column's."""
    look = context.ink.sheet.role(role)
    usual = context.block.columns[place.column].align if role in {"cell", "cell_total"} else look.align
    wanted = place.cell.align or usual
    return "" if wanted == look.align else wanted
