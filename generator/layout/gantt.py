"""Gantt charts laid out: columns of words on the left, bars and milestones over a scale of days on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.document.nodes import Gantt, GanttRow, Inlines, Text
from generator.document.scale import ticks
from generator.document.walk import plain
from generator.layout.measure import balanced_width, break_lines
from generator.layout.shapes import Area, Drawing, Label, Line, Point
from generator.style.sheet import DiagramLook

PAD_X = 4.0
"""Space left and right of words."""
PAD_Y = 2.5
"""Space above and below the words of a row."""
SLACK = 2.0
"""Added to a text's width, so that a writer's slightly wider words do not wrap into another line."""
NAME_CHARACTERS = (14, 12, 10, 8)
"""Widths of the column of names to try until the scale has its share of the whole."""
SCALE_SHARE = 0.4
OWNER_CHARACTERS = 8
DATES_CHARACTERS = 12
INDENT = 7.0
"""Tasks stand in from the name of their phase."""
TICK_CHARACTERS = 2
"""The width of a day's number; half of it stands right of the last day."""
BAR, SUMMARY, MILESTONE = 8.0, 3.0, 9.0
HOOK = 3.0
"""How far inside a bar an arrow arrives."""
TICKS, FIRST_ROW = 1, 2
"""Lines of words: that of the days' numbers, those of the rows."""
THIN = 0.5
"""Width of grid lines and links."""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the columns begin; `days` is where day 0 lies, `day` the width of a day.

    Names wrap at `characters`.
    """

    characters: int
    owner: float
    dates: float
    scale: float
    days: float
    day: float
    width: float

    def x(self, day: float) -> float:
        """Give where a day ends."""
        return self.days + day * self.day


@dataclass(frozen=True, slots=True)
class _Rows:
    """Upper edges of the rows, that of the foot behind them; the head has two lines of its own height."""

    tops: tuple[float, ...]
    head: float

    def middle(self, index: int) -> float:
        return (self.tops[index] + self.tops[index + 1]) / 2

    @property
    def foot(self) -> float:
        return self.tops[-1]


def lay_out_gantt(chart: Gantt, look: DiagramLook, width: float) -> Drawing:
    """Lay out a Gantt chart at a width in points; it is as high as its rows need."""
    columns = _columns(chart, look, width)
    rows = _rows(chart, look, columns)
    return Drawing(
        width,
        rows.foot + 1,
        look.size,
        look.pitch,
        (),
        (*_grid(chart, look, columns, rows), *_links(chart, look, columns, rows)),
        tuple(_labels(chart, look, columns, rows)),
        tuple(_grounds(chart, look, width, rows)),
        tuple(_bars(chart, look, columns, rows)),
    )


# --- columns and rows ------------------------------------------------------------------------------------------------


def _columns(chart: Gantt, look: DiagramLook, width: float) -> _Columns:
    tried = (_columns_with(chart, look, width, characters) for characters in NAME_CHARACTERS)
    columns = next(tried)
    for narrower in tried:
        if width - columns.scale >= SCALE_SHARE * width:
            break
        columns = narrower
    return columns


def _columns_with(chart: Gantt, look: DiagramLook, width: float, characters: int) -> _Columns:
    owner = _width([row.name for row in chart.rows], characters, look, chart.head[0]) + INDENT
    dates = owner + _width([row.owner for row in chart.rows], OWNER_CHARACTERS, look, chart.head[1])
    figures = _width([row.dates for row in chart.rows], DATES_CHARACTERS, look, chart.head[2])
    scale = dates + figures + (look.size if figures else 0.0)  # figures of a font in place of the wanted are wider
    days, last = scale + PAD_X, width - TICK_CHARACTERS * look.size / 2 - 1
    return _Columns(characters, owner, dates, scale, days, (last - days) / ticks(chart)[-1], width)


def _width(texts: list[Inlines], characters: int, look: DiagramLook, head: Inlines) -> float:
    """Give the width of a column of words: what its widest text needs once it is wrapped; none without words."""
    if not any((*texts, head)):
        return 0.0
    limit = characters * look.size
    widths = (balanced_width(plain(text), limit, look.size, sans=_sans(look)) for text in (*texts, head))
    return max(widths) + SLACK + 2 * PAD_X


def _rows(chart: Gantt, look: DiagramLook, columns: _Columns) -> _Rows:
    head = look.pitch + 2 * PAD_Y
    tops = [2 * head]
    for row in chart.rows:
        lines = max(_lines(row.name, columns.characters, look), _lines(row.owner, OWNER_CHARACTERS, look))
        tops.append(tops[-1] + lines * look.pitch + 2 * PAD_Y)
    return _Rows(tuple(tops), head)


def _lines(content: Inlines, characters: int, look: DiagramLook) -> int:
    return len(break_lines(plain(content), characters * look.size, look.size, sans=_sans(look)))


def _sans(look: DiagramLook) -> bool:
    return look.sans


# --- shapes ----------------------------------------------------------------------------------------------------------


def _grounds(chart: Gantt, look: DiagramLook, width: float, rows: _Rows) -> Iterator[Area]:
    yield Area(0, 0, width, rows.tops[0], look.band)
    for index, row in enumerate(chart.rows):
        if row.kind == "phase":
            yield Area(0, rows.tops[index], width, rows.tops[index + 1] - rows.tops[index], look.band)


def _grid(chart: Gantt, look: DiagramLook, columns: _Columns, rows: _Rows) -> Iterator[Line]:
    for day in ticks(chart):
        yield _straight((columns.x(day), rows.tops[0]), (columns.x(day), rows.foot), look.grid)
    for top in rows.tops[1:-1]:
        yield _straight((0, top), (columns.width, top), look.grid)
    edges = {column for column in (columns.owner, columns.dates, columns.scale) if column}
    for x in sorted(edges):
        yield _straight((x, 0), (x, rows.foot), look.grid)
    yield _straight((columns.scale, rows.head), (columns.width, rows.head), look.grid)
    for y in (0.0, rows.tops[0], rows.foot):
        yield Line(((0, y), (columns.width, y)), arrow=False)


def _straight(start: Point, end: Point, color: str) -> Line:
    return Line((start, end), arrow=False, color=color, width=THIN)


def _bars(chart: Gantt, look: DiagramLook, columns: _Columns, rows: _Rows) -> Iterator[Area]:
    phases = 0
    for index, row in enumerate(chart.rows):
        phases += row.kind == "phase"
        x, middle, length = columns.x(row.begin), rows.middle(index), (row.done - row.begin) * columns.day
        match row.kind:
            case "phase":
                yield Area(x, middle - SUMMARY / 2, length, SUMMARY, look.summary)
            case "task":
                yield Area(x, middle - BAR / 2, length, BAR, look.bars[(phases - 1) % len(look.bars)])
            case "milestone":
                x = columns.x(row.done) - MILESTONE / 2
                yield Area(x, middle - MILESTONE / 2, MILESTONE, MILESTONE, look.milestone, "diamond")


def _links(chart: Gantt, look: DiagramLook, columns: _Columns, rows: _Rows) -> Iterator[Line]:
    places = {row.id: index for index, row in enumerate(chart.rows)}
    for index, row in enumerate(chart.rows):
        for before in row.after:
            points = _way(chart, columns, rows, places[before], index)
            yield Line(points, arrow=True, color=look.link, width=THIN)


def _way(chart: Gantt, columns: _Columns, rows: _Rows, source: int, target: int) -> tuple[Point, ...]:
    """Lead from the end of a bar across to above (or below) where the next begins, then into it."""
    x, y = columns.x(chart.rows[source].done), rows.middle(source)
    arrival = _arrival(chart.rows[target], columns)
    half = (MILESTONE if chart.rows[target].kind == "milestone" else BAR) / 2
    end = rows.middle(target) + (half if target < source else -half)
    if arrival - x > HOOK + 1:
        return (x, y), (arrival, y), (arrival, end)
    return (arrival, y), (arrival, end)


def _arrival(row: GanttRow, columns: _Columns) -> float:
    if row.kind == "milestone":
        return columns.x(row.done)
    return columns.x(row.begin) + min(HOOK, (row.done - row.begin) * columns.day / 2)


# --- words -----------------------------------------------------------------------------------------------------------


def _labels(chart: Gantt, look: DiagramLook, columns: _Columns, rows: _Rows) -> Iterator[Label]:
    """Give the words in the order of `chart_inlines`."""
    yield from _head(chart, look, columns, rows)
    named = ticks(chart)
    width = min(TICK_CHARACTERS * look.size, named[0] * columns.day)
    for day in named:
        left = columns.x(day) - width / 2
        yield Label(left, rows.head + PAD_Y, width, look.pitch, "center", (Text(str(day)),), TICKS)
    for index, row in enumerate(chart.rows):
        for label in _words(row, rows.tops[index], rows.tops[index + 1], look, columns):
            yield replace(label, line=FIRST_ROW + index) if label.height == look.pitch else label


def _head(chart: Gantt, look: DiagramLook, columns: _Columns, rows: _Rows) -> Iterator[Label]:
    *names, scale = chart.head
    edges = (0.0, columns.owner, columns.dates, columns.scale)
    for content, left, right in zip(names, edges, edges[1:], strict=False):
        if content and right > left:
            yield Label(left, rows.head - look.pitch / 2, right - left, look.pitch, "center", content)
    yield Label(columns.scale, PAD_Y, columns.width - columns.scale, look.pitch, "center", scale)


def _words(row: GanttRow, top: float, bottom: float, look: DiagramLook, columns: _Columns) -> Iterator[Label]:
    indent = 0.0 if row.kind == "phase" else INDENT
    cells = (
        (row.name, PAD_X + indent, columns.owner - PAD_X / 2, columns.characters, "left"),
        (row.owner, columns.owner + PAD_X, columns.dates - PAD_X / 2, OWNER_CHARACTERS, "left"),
        (row.dates, columns.dates + PAD_X, columns.scale - PAD_X / 2, DATES_CHARACTERS, "left"),
    )
    for content, left, right, characters, align in cells:
        if content:
            height = _lines(content, characters, look) * look.pitch
            yield Label(left, (top + bottom - height) / 2, right - left, height, align, content)  # type: ignore[arg-type]
