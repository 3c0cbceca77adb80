"""Widths of table columns in points and the rows that stay together on a page, the same for every writer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.document.nodes import Cell, Row, Table
from generator.document.walk import plain
from generator.layout.cells import placed_rows
from generator.layout.measure import text_width
from generator.layout.spare import evened_widths, set_wider
from generator.style.sheet import Role, Sheet

GRAINS_PER_POINT = 20
"""Widths are whole numbers of grains, Word's own twentieths of a point."""

_SHORT = {"cell_head": 4, "cell_label": 8, "cell": 6}
"""Heads, labels of forms and cells of up to so many characters stay on one line: 序号, 响应时间, SZ-C200."""

_SHORTER = {"cell_head": 2, "cell_label": 4, "cell": 4}
"""The same where a table has no room for all that: dates, numbers and Latin words are the last to be broken."""

_SHARES = (0.4, 0.22)
"""A piece gets a column wide enough up to this share of the table; the second, enough for a date, where the first asks
too much."""

_SPARED = 0.85
"""What the pieces may take of a table together, but for forms, so that wide columns stay wide."""

_WORD = re.compile(r"[0-9]+年[0-9]+月(?:[0-9]+日)?|[!-~]+")
"""Dates, Latin words and numbers stay whole."""

_EASE = 1.0
"""Points left free, as programs measure words a little differently."""


def column_widths(table: Table, total_width: float, sheet: Sheet) -> tuple[float, ...]:
    """Share `total_width` points among a table's columns by weight.

    The widths are whole twentieths of a point and add up to the width, cut to the grain. Where the others can spare
    it, a column gets what a short head or cell, a date, a number or a Latin word needs not to be broken, and what
    keeps one or two characters from a line of their own.
    """
    weights = [max(column.weight, 0.001) for column in table.columns]
    whole = int(total_width * GRAINS_PER_POINT + 0.001)
    least = _capped(_least_widths(table, total_width, sheet), whole / GRAINS_PER_POINT)
    shares = evened_widths(table, _raised(weights, whole / GRAINS_PER_POINT, least), least, sheet)
    grains = _rounded([share * GRAINS_PER_POINT for share in shares], whole)
    return tuple(grain / GRAINS_PER_POINT for grain in grains)


def kept_rows(table: Table) -> tuple[bool, ...]:
    """Tell of each row, heads first, whether it stays on one page with the next.

    A form stays whole; a table has its head and two rows before a page end, two rows after it, no cell across it, and
    no row that heads those below it at the end of a page.
    """
    count = len(table.head) + len(table.rows)
    below = [*placed_rows(table)[1:], None]
    return tuple(
        line is not None and (_is_kept(table, index, count) or any(place.covered for place in line.places))
        for index, line in enumerate(below[:count])
    )


def _is_kept(table: Table, index: int, count: int) -> bool:
    row = (*table.head, *table.rows)[index]
    return table.role == "form" or index <= len(table.head) or index == count - 2 or heads_a_group(row)


def heads_a_group(row: Row) -> bool:
    """Tell whether a row is nothing but a heading of the rows below it."""
    return bool(row.cells) and all(cell.header for cell in row.cells)


def _least_widths(table: Table, total_width: float, sheet: Sheet) -> list[float]:
    """Give what each column needs, a character's room at least; a need beyond its share is not met."""
    needs = _needs(table, sheet, _SHORT)
    floor = sheet.role("cell").size + 2 * sheet.table.margin_x
    wanted, modest = ([_widest(column, floor, total_width * share) for column in needs] for share in _SHARES)
    if sum(wanted) <= total_width * (1 if table.role == "form" else _SPARED):
        return wanted
    if sum(modest) <= total_width:
        return modest
    return [_widest(column, floor, total_width * _SHARES[1]) for column in _needs(table, sheet, _SHORTER)]


def _capped(least: list[float], whole: float) -> list[float]:
    """Let the widest give up what does not fit together: narrow columns keep what they need."""
    room, left = whole, len(least)
    for width in sorted(least):
        if width * left > room:
            return [min(width, room / left) for width in least]
        room, left = room - width, left - 1
    return least


def _widest(needs: Sequence[float], floor: float, limit: float) -> float:
    return max(floor, *(need for need in needs if need <= limit), 0.0)


def _needs(table: Table, sheet: Sheet, short: Mapping[str, int]) -> list[list[float]]:
    """Give the widths of the pieces of each column that should not be broken, cell margins included."""
    needs: list[list[float]] = [[] for _ in table.columns]
    for index, line in enumerate(placed_rows(table)):
        for place in line.places:
            if place.cell.colspan == 1 and not place.covered:
                needs[place.column].append(_need(place.cell, sheet, short, head=index < len(table.head)))
    return needs


def _need(cell: Cell, sheet: Sheet, short: Mapping[str, int], *, head: bool) -> float:
    role = "cell_head" if head else "cell_label" if cell.header else "cell"
    look = sheet.role(role)
    pieces = [piece for content in cell.paragraphs for piece in _pieces(plain(content), short[role])]
    widest = max((_piece_width(piece, look, sheet) for piece in pieces), default=0.0)
    return widest + 2 * sheet.table.margin_x + _EASE


def _piece_width(piece: str, look: Role, sheet: Sheet) -> float:
    """Measure a piece as the program that sets it widest does."""
    return text_width(piece, look.size, sans=look.sans) + set_wider(piece, look, sheet)


def _pieces(text: str, short: int) -> list[str]:
    """Give the pieces of a text that should not be broken."""
    return text.split("\n") if len(text) <= short else _WORD.findall(text)


def _raised(weights: list[float], whole: float, least: list[float]) -> list[float]:
    """Share by weight; columns below their least take it, the others share what is left."""
    raised: set[int] = set()
    while True:
        free = sum(weight for index, weight in enumerate(weights) if index not in raised)
        room = whole - sum(least[index] for index in raised)
        shares = [least[index] if index in raised else room * weight / free for index, weight in enumerate(weights)]
        small = {index for index, share in enumerate(shares) if share < least[index] - 0.001}
        if not small:
            return shares
        raised |= small


def _rounded(shares: list[float], whole: int) -> list[int]:
    """Round shares without loss: each column ends where the sum of the shares so far ends."""
    ends = [round(sum(shares[: index + 1])) for index in range(len(shares) - 1)] + [whole] * bool(shares)
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
