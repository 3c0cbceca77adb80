"""Coverage matrices laid out: rows of regions or services, columns of matters, grounds as dark as their degrees."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from generator.document.nodes import Coverage, CoverageCell, CoverageRow, Inlines
from generator.document.walk import plain
from generator.layout.measure import balanced_width, break_lines, text_width
from generator.layout.shapes import Area, Drawing, Label, Line
from generator.style.sheet import DiagramLook

PAD_X, PAD_Y = 3.0, 3.0
"""Space beside, above and below the words of a cell."""
SLACK = 2.0
"""Added to a text's width, so that a writer's slightly wider words do not wrap into another line."""
NAME_CHARACTERS = 11
"""Where names wrap at the latest."""
CELL_CHARACTERS = (6, 5, 4, 3)
"""Where cells wrap, to try one after the other."""
GAP = 0.75
"""What is left free around the ground of a cell."""
LEGEND_GAP = 14.0
TILE = 9.0
THIN = 0.5


@dataclass(frozen=True, slots=True)
class _Grid:
    """Edges of columns and rows: the first column holds names, the first row heads."""

    look: DiagramLook
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def width(self) -> float:
        return self.xs[-1]

    @property
    def foot(self) -> float:
        return self.ys[-1]


def lay_out_coverage(chart: Coverage, look: DiagramLook, width: float) -> Drawing:
    """Lay out a matrix at a width in points; it is as high as its rows and its legend need."""
    xs = _edges_across(chart, look, width)
    grid = _Grid(look, xs, _edges_down(chart, look, xs))
    legend = tuple(_legend(chart.legend, grid))
    words = tuple(label for _, label in legend if label)
    foot = max((label.y + label.height for label in words), default=grid.foot)
    return Drawing(
        width,
        foot + 1,
        look.size,
        look.pitch,
        (),
        tuple(_lines(grid)),
        (*_labels(chart, grid), *words),
        (*_grounds(chart, grid), *(tile for tile, _ in legend if tile)),
    )


# --- columns and rows ------------------------------------------------------------------------------------------------


def _edges_across(chart: Coverage, look: DiagramLook, width: float) -> tuple[float, ...]:
    """Make the column of names as wide as they need and share the rest among the others."""
    first = _needed([chart.head[0], *(row.name for row in chart.rows)], NAME_CHARACTERS, look)
    columns = list(zip(chart.head[1:], *(tuple(cell.content for cell in row.cells) for row in chart.rows), strict=True))
    return (*accumulate((first, *_shares(columns, look, width - first)[:-1]), initial=0.0), width)


def _shares(columns: Sequence[Sequence[Inlines]], look: DiagramLook, room: float) -> list[float]:
    """Give each column what it needs and an equal part of the rest, words wrapped early only where room is scarce."""
    for characters in CELL_CHARACTERS:
        needs = [_needed(column, characters, look) for column in columns]
        if sum(needs) <= room:
            more = (room - sum(needs)) / len(needs)
            return [need + more for need in needs]
    return [room / len(columns)] * len(columns)


def _needed(texts: Sequence[Inlines], characters: int, look: DiagramLook) -> float:
    limit = characters * look.size
    widest = max(balanced_width(plain(text), limit, look.size, sans=_sans(look)) for text in texts)
    return widest + SLACK + 2 * PAD_X


def _edges_down(chart: Coverage, look: DiagramLook, xs: Sequence[float]) -> tuple[float, ...]:
    ys = [0.0]
    for texts in (chart.head, *map(_texts, chart.rows)):
        lines = max(_line_count(text, index, look, xs) for index, text in enumerate(texts))
        ys.append(ys[-1] + lines * look.pitch + 2 * PAD_Y)
    return tuple(ys)


def _texts(row: CoverageRow) -> tuple[Inlines, ...]:
    return (row.name, *(cell.content for cell in row.cells))


def _line_count(content: Inlines, column: int, look: DiagramLook, xs: Sequence[float]) -> int:
    room = xs[column + 1] - xs[column] - 2 * PAD_X - SLACK
    return len(break_lines(plain(content), room, look.size, sans=_sans(look)))


def _sans(look: DiagramLook) -> bool:
    return look.sans


# --- shapes and words ------------------------------------------------------------------------------------------------


def _grounds(chart: Coverage, grid: _Grid) -> Iterator[Area]:
    yield Area(0, 0, grid.width, grid.ys[1], grid.look.band)
    for down, row in enumerate(chart.rows, start=1):
        for across, cell in enumerate(row.cells, start=1):
            if cell.degree:
                x, y = grid.xs[across] + GAP, grid.ys[down] + GAP
                width, height = grid.xs[across + 1] - GAP - x, grid.ys[down + 1] - GAP - y
                yield Area(x, y, width, height, grid.look.degrees[cell.degree - 1])


def _lines(grid: _Grid) -> Iterator[Line]:
    for x in grid.xs[1:-1]:
        yield Line(((x, 0), (x, grid.foot)), arrow=False, color=grid.look.grid, width=THIN)
    for y in grid.ys[2:-1]:
        yield Line(((0, y), (grid.width, y)), arrow=False, color=grid.look.grid, width=THIN)
    for y in (0.0, grid.ys[1], grid.foot):
        yield Line(((0, y), (grid.width, y)), arrow=False)


def _labels(chart: Coverage, grid: _Grid) -> Iterator[Label]:
    """Give the words of head and rows in the order of `chart_inlines`."""
    for down, texts in enumerate((chart.head, *map(_texts, chart.rows))):
        for across, content in enumerate(texts):
            if content:
                yield _label(content, across, down, grid)


def _label(content: Inlines, across: int, down: int, grid: _Grid) -> Label:
    left, right = grid.xs[across] + PAD_X, grid.xs[across + 1] - PAD_X
    height = _line_count(content, across, grid.look, grid.xs) * grid.look.pitch
    y = (grid.ys[down] + grid.ys[down + 1] - height) / 2
    line = down + 1 if height == grid.look.pitch else 0
    return Label(left, y, right - left, height, "center" if across or not down else "left", content, line)


def _legend(cells: Sequence[CoverageCell], grid: _Grid) -> Iterator[tuple[Area | None, Label | None]]:
    """Set the entries one after the other below the matrix, each behind a tile of its ground.

    Entries without words are tiles alone and stand close to the next.
    """
    x, y = 0.0, grid.foot + 2 * PAD_Y
    for cell in cells:
        words = text_width(plain(cell.content), grid.look.size, sans=_sans(grid.look)) + SLACK if cell.content else 0.0
        tile = TILE + PAD_X if cell.degree else 0.0
        if x and x + tile + words > grid.width:
            x, y = 0.0, y + grid.look.pitch + PAD_Y
        label = Label(x + tile, y, words, grid.look.pitch, "left", cell.content) if cell.content else None
        yield (_tile(cell, x, y, grid) if cell.degree else None), label
        x += tile + words + LEGEND_GAP if cell.content else TILE


def _tile(cell: CoverageCell, x: float, y: float, grid: _Grid) -> Area:
    top = y + (grid.look.pitch - TILE) / 2
    return Area(x, top, TILE, TILE, grid.look.degrees[cell.degree - 1])
