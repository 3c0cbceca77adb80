"""Widths of table columns in points, the same for every writer."""

from __future__ import annotations

from generator.document.nodes import Table
from generator.style.sheet import Sheet

GRAINS_PER_POINT = 20
"""Widths are whole numbers of grains, Word's own twentieths of a point."""


def column_widths(table: Table, total_width: float, sheet: Sheet) -> tuple[float, ...]:
    """Share `total_width` points among a table's columns by weight.

    The widths are whole twentieths of a point and add up to the width, cut to the grain. No column gets less than a
    character's room as long as the others can spare it.
    """
    weights = [max(column.weight, 0.001) for column in table.columns]
    whole = int(total_width * GRAINS_PER_POINT + 0.001)
    least = min(_least(sheet) * GRAINS_PER_POINT, whole / max(len(weights), 1))
    return tuple(grain / GRAINS_PER_POINT for grain in _rounded(_raised(weights, whole, least), whole))


def _least(sheet: Sheet) -> float:
    return sheet.role("cell").size + 2 * sheet.table.margin_x


def _raised(weights: list[float], whole: float, least: float) -> list[float]:
    """Share by weight; columns below the least take it, the others share what is left."""
    raised: set[int] = set()
    while True:
        free = sum(weight for index, weight in enumerate(weights) if index not in raised)
        room = whole - least * len(raised)
        shares = [least if index in raised else room * weight / free for index, weight in enumerate(weights)]
        small = {index for index, share in enumerate(shares) if share < least - 0.001}
        if not small:
            return shares
        raised |= small


def _rounded(shares: list[float], whole: int) -> list[int]:
    """Round shares without loss: each column ends where the sum of the shares so far ends."""
    ends = [round(sum(shares[: index + 1])) for index in range(len(shares) - 1)] + [whole] * bool(shares)
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
