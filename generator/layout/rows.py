"""The rows of a table as strips: their heights as the DOCX sets them, and which of them stay together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.document.nodes import Row, Table
from generator.document.walk import plain
from generator.layout.cells import Place, cell_role, placed_rows
from generator.layout.lines import line_count
from generator.layout.paging import Strip
from generator.layout.tables import column_widths, kept_rows
from generator.style.sheet import Sheet, TableLook


def table_strips(table: Table, sheet: Sheet, *, keep_next: bool) -> Iterator[Strip]:
    """Give a strip for each row; `keep_next` keeps the last one with what follows the table."""
    heads, heights = len(table.head), row_heights(table, sheet)
    repeated, last = sum(heights[:heads]), len(heights) - 1
    rows = zip((*table.head, *table.rows), kept_rows(table), heights, strict=True)
    for index, (row, kept, height) in enumerate(rows):
        yield Strip(
            lines=1,
            pitch=height,
            keep_next=kept if index < last else keep_next,
            head=repeated if index >= heads else 0.0,
            foot=sheet.table.border if index < last else 0.0,
            segments=sum(bool(paragraph) for cell in row.cells for paragraph in cell.paragraphs),
        )


def row_heights(table: Table, sheet: Sheet) -> list[float]:
    """Give the heights of all rows in points, heads first, margins and rules included.

    A cell over several rows lengthens the last of them where it needs more than they have.
    """
    widths = column_widths(table, sheet.text_width, sheet)
    heads, lines = len(table.head), placed_rows(table)
    heights: list[float] = []
    begun: dict[int, int] = {}
    for index, line in enumerate(lines):
        begun |= {place.column: index for place in line.places if not place.covered}
        needs = [
            _content_height(place, line.row, widths, sheet, head=index < heads) - sum(heights[begun[place.column] :])
            for place in line.places
            if index == begun[place.column] + place.cell.rowspan - 1
        ]
        rules = _rules(index, heads, len(lines), sheet.table) if table.role != "layout" else 0.0
        heights.append(max(needs, default=0.0) + rules)
    return heights


def _rules(index: int, heads: int, count: int, look: TableLook) -> float:
    """Give how high the rules of a row are: the one above it, and below the last row the table's own."""
    above = look.border if index else look.outer
    if index == heads and heads and look.head_rule is not None:
        above = max(look.head_rule, look.border)
    return above + (look.outer if index == count - 1 else 0.0)


def _content_height(place: Place, row: Row, widths: Sequence[float], sheet: Sheet, *, head: bool) -> float:
    cell = place.cell
    look = sheet.role(cell_role(cell, row, head=head))
    width = sum(widths[place.column : place.column + cell.colspan]) - 2 * sheet.table.margin_x
    lines = sum(line_count(plain(content), width, look) for content in cell.paragraphs or ((),))
    return lines * look.pitch + 2 * sheet.table.margin_y
