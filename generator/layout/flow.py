"""Flow charts laid out top-down: coordinates of boxes, orthogonal lines and labels from grid and routes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Literal

from generator.document.nodes import Diagram
from generator.layout.grid import Grid, Item, place
from generator.layout.metrics import Metrics, Outline, label_size, outlines
from generator.layout.routes import Route, plan_routes
from generator.layout.shapes import Box, Drawing, Label, Line, Point

TRACK = 8.0
"""Distance between parallel lines."""
ARROW = 10.0
"""Room an arrow needs before its box."""
NEAR = 3.0
"""Distance of a label from its line."""
MARGIN = 1.0


@dataclass(slots=True)
class _Chart:
    """All that is known so far: filled from columns over gaps to rows."""

    diagram: Diagram
    metrics: Metrics
    grid: Grid
    outlines: dict[str, Outline]
    routes: list[Route]
    labels: dict[int, tuple[float, float]]
    bottom_exits: Counter[str]
    column_x: dict[int, float] = field(default_factory=dict)
    loop_x: dict[int, float] = field(default_factory=dict)
    track_of: dict[tuple[int, object], int] = field(default_factory=dict)
    track_y: dict[tuple[int, object], float] = field(default_factory=dict)
    middle: dict[int, float] = field(default_factory=dict)

    def x(self, item: Item) -> float:
        return self.column_x[self.grid.columns[item]]

    def y(self, node: str) -> float:
        return self.middle[self.grid.layer(node)]


def lay_out_flow(diagram: Diagram, metrics: Metrics) -> Drawing:
    """Lay out a diagram as a chart of layers; lines carry arrows in flow charts only."""
    grid = place(diagram)
    routes = plan_routes(diagram, grid)
    sizes = _level_boxes(outlines(diagram, metrics, _alone(diagram, grid)), diagram, grid)
    widest = max((outline.width for outline in sizes.values()), default=0.0)
    labels = {index: label_size(edge.label, metrics, widest - 2 * NEAR) for index, edge in enumerate(diagram.edges)}
    bottom_exits = Counter(route.edge.source for route in routes if not route.leave)
    chart = _Chart(diagram, metrics, grid, sizes, routes, labels, bottom_exits)
    _set_columns(chart)
    _set_loops(chart)
    _set_rows(chart, _set_tracks(chart))
    return _drawing(chart)


def _alone(diagram: Diagram, grid: Grid) -> frozenset[str]:
    """Give the nodes that have their layer for themselves."""
    counts = Counter(grid.layers.values())
    return frozenset(node.id for node in diagram.nodes if counts[grid.layer(node.id)] == 1)


def _level_boxes(sizes: dict[str, Outline], diagram: Diagram, grid: Grid) -> dict[str, Outline]:
    """Make the boxes of a layer equally high; diamonds and rounded boxes keep their height."""
    steps = {node.id for node in diagram.nodes if node.kind == "step"}
    heights: dict[int, float] = defaultdict(float)
    for node in steps:
        heights[grid.layer(node)] = max(heights[grid.layer(node)], sizes[node].height)
    return {
        node: replace(outline, height=heights[grid.layer(node)]) if node in steps else outline
        for node, outline in sizes.items()
    }


# --- across ----------------------------------------------------------------------------------------------------------


def _set_columns(chart: _Chart) -> None:
    """Set the middle of each column outward from the main one: neighbours in a layer stand a gap apart."""
    columns = sorted({column for _, column in chart.grid.cells})
    chart.column_x[0] = 0.0
    for side in (1, -1):
        outward = [column for column in columns if column * side > 0]
        for column in sorted(outward, key=abs):
            nearest = max(_least_distance(chart, layer, column, side) for layer in _layers_of(chart, column))
            chart.column_x[column] = side * nearest
    for route in chart.routes:
        if route.leave and not route.loop:
            _make_room(chart, route)


def _layers_of(chart: _Chart, column: int) -> list[int]:
    return [layer for layer, at_column in chart.grid.cells if at_column == column]


def _least_distance(chart: _Chart, layer: int, column: int, side: int) -> float:
    """Give how far from the main column an item must stand to clear what is inside of it in its layer."""
    gap, own = chart.metrics.gap_x, _half(chart, layer, column)
    inner = [at for at in chart.column_x if at * side >= 0 and at * side < column * side]
    beside = [at for at in inner if (layer, at) in chart.grid.cells]
    passed = [side * chart.column_x[at] + _half(chart, layer, at) + own + gap for at in beside]
    return max([side * chart.column_x[at] + TRACK for at in inner] + passed)


def _half(chart: _Chart, layer: int, column: int) -> float:
    item = chart.grid.cells.get((layer, column))
    return chart.outlines[item].width / 2 if isinstance(item, str) else 0.0


def _make_room(chart: _Chart, route: Route) -> None:
    """Push columns outward until the label fits between the corner and the line down."""
    start, end = chart.grid.columns[route.edge.source], chart.grid.columns[route.way[1]]
    width = chart.labels[route.index][0]
    needed = chart.outlines[route.edge.source].width / 2 + (width + 3 * NEAR if width else TRACK)
    missing = needed - abs(chart.column_x[end] - chart.column_x[start])
    if missing > 0:
        for column in chart.column_x:
            if (column - end) * route.leave >= 0:
                chart.column_x[column] += missing * route.leave


def _set_loops(chart: _Chart) -> None:
    """Set where backward edges run: outside of all they pass, short ones inside, same target together."""
    loops = [route for route in chart.routes if route.loop]
    for route in sorted(loops, key=lambda route: _span(chart, route)[1] - _span(chart, route)[0]):
        own = _loop_base(chart, route)
        for other in loops:
            if other.index in chart.loop_x and other.loop == route.loop and _overlap(chart, route, other):
                step = 0.0 if other.edge.target == route.edge.target else TRACK * route.loop
                own = max(own * route.loop, (chart.loop_x[other.index] + step) * route.loop) * route.loop
        chart.loop_x[route.index] = own


def _span(chart: _Chart, route: Route) -> tuple[int, int]:
    return chart.grid.layer(route.edge.target), chart.grid.layer(route.edge.source)


def _overlap(chart: _Chart, route: Route, other: Route) -> bool:
    (top, bottom), (other_top, other_bottom) = _span(chart, route), _span(chart, other)
    return top <= other_bottom and other_top <= bottom


def _loop_base(chart: _Chart, route: Route) -> float:
    """Give the nearest place outside of all that stands between the layers a loop joins."""
    top, bottom = _span(chart, route)
    side = route.loop
    cells = [(layer, column) for layer, column in chart.grid.cells if top <= layer <= bottom]
    passed = [side * chart.column_x[column] + _half(chart, layer, column) for layer, column in cells]
    label = chart.labels[route.index][0]
    source = route.edge.source
    own = side * chart.x(source) + chart.outlines[source].width / 2 + (label + 3 * NEAR if label else 0.0)
    return side * max(max(passed) + max(chart.metrics.gap_x * 0.7, TRACK), own)


# --- down ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Bus:
    """A horizontal line in a gap: what it spans, and where verticals come from above and go on below."""

    xs: set[float] = field(default_factory=set)
    above: set[float] = field(default_factory=set)
    below: set[float] = field(default_factory=set)

    def meets(self, other: _Bus) -> bool:
        return min(self.xs) - TRACK < max(other.xs) and min(other.xs) - TRACK < max(self.xs)


def _moves(chart: _Chart, route: Route) -> Iterable[tuple[int, object, float, float]]:
    """Give a route's horizontal moves between layers: gap, bus, from x, to x."""
    if route.loop:
        yield from _loop_moves(chart, route)
        return
    last = len(route.way) - 2
    for position, (item, following) in enumerate(zip(route.way, route.way[1:], strict=False)):
        at_side = (position == 0 and route.leave) or (position == last and route.enter)
        if not at_side and chart.x(item) != chart.x(following):
            yield chart.grid.layer(item), _bus_key(chart, item, following), chart.x(item), chart.x(following)


def _loop_moves(chart: _Chart, route: Route) -> Iterable[tuple[int, object, float, float]]:
    source, target, x = route.edge.source, route.edge.target, chart.loop_x[route.index]
    if not route.leave:
        yield chart.grid.layer(source), ("out", source), chart.x(source), x
    if not route.enter:
        yield chart.grid.layer(target) - 1, ("in", target), x, chart.x(target)


def _bus_key(chart: _Chart, item: Item, following: Item) -> object:
    """Ways out of one box share a line, else ways into one box do."""
    shared = isinstance(item, str) and chart.bottom_exits[item] > 1
    return ("out", item) if shared else ("in", following)


def _set_tracks(chart: _Chart) -> dict[int, int]:
    """Give each horizontal line of a gap a track, so that lines of different edges never lie on each other."""
    gaps: dict[int, dict[object, _Bus]] = defaultdict(dict)
    for route in chart.routes:
        for gap, key, start, end in _moves(chart, route):
            bus = gaps[gap].setdefault(key, _Bus())
            bus.xs |= {start, end}
            bus.above.add(start)
            bus.below.add(end)
    for gap, buses in gaps.items():
        for key, track in _tracks(buses).items():
            chart.track_of[gap, key] = track
    return {gap: 1 + max(chart.track_of[gap, key] for key in buses) for gap, buses in gaps.items()}


def _tracks(buses: dict[object, _Bus]) -> dict[object, int]:
    """Order the lines of a gap: one that is left upwards where another is left downwards lies above it."""
    tracks: dict[object, int] = {}
    waiting = dict(buses)
    while waiting:
        free = [
            key
            for key, bus in waiting.items()
            if not any(other.above & bus.below for name, other in waiting.items() if name != key)
        ]
        key = (free or list(waiting))[0]
        bus = waiting.pop(key)
        tracks[key] = max((tracks[name] + 1 for name in tracks if buses[name].meets(bus)), default=0)
    return tracks


def _set_rows(chart: _Chart, tracks: dict[int, int]) -> None:
    """Set the middle of each layer and the height of each horizontal line."""
    heights: dict[int, float] = defaultdict(float)
    for node, outline in chart.outlines.items():
        heights[chart.grid.layer(node)] = max(heights[chart.grid.layer(node)], outline.height)
    y = 0.0
    for layer in range(-1, max(heights) + 1):
        if layer >= 0:
            chart.middle[layer] = y + heights[layer] / 2
            y += heights[layer]
        y = _set_gap(chart, layer, y, tracks.get(layer, 0), last=layer == max(heights))


def _set_gap(chart: _Chart, layer: int, y: float, count: int, *, last: bool) -> float:
    """Set the lines of the gap below a layer and give where the next layer begins."""
    stub, drop = _label_room(chart, layer)
    if count == 0:
        outside = layer < 0 or last
        return y if outside else y + max(chart.metrics.gap_y, stub + ARROW if stub else 0.0)
    top = max(TRACK, stub + NEAR)
    for (gap, key), track in chart.track_of.items():
        if gap == layer:
            chart.track_y[gap, key] = y + top + track * TRACK
    bottom = 0.0 if last else max(ARROW, drop + TRACK)
    return max(y + top + (count - 1) * TRACK + bottom, y + (0.0 if last else chart.metrics.gap_y))


def _label_room(chart: _Chart, layer: int) -> tuple[float, float]:
    """Give the heights of labels right below the boxes of a layer and of those on the ways down from its lines."""
    stub = drop = 0.0
    for route in chart.routes:
        if chart.grid.layer(route.edge.source) == layer and not route.leave:
            height = chart.labels[route.index][1]
            if _at_drop(chart, route):
                drop = max(drop, height)
            else:
                stub = max(stub, height)
    return stub, drop


def _at_drop(chart: _Chart, route: Route) -> bool:
    """Tell whether a label stands where the ways out of a box have parted, not right below the box."""
    source = route.edge.source
    return not route.leave and not route.loop and (chart.grid.layer(source), ("out", source)) in chart.track_of


# --- drawing ---------------------------------------------------------------------------------------------------------


def _drawing(chart: _Chart) -> Drawing:
    boxes = [_box(chart, node.id) for node in chart.diagram.nodes]
    arrow = chart.diagram.kind == "flow"
    lines = [Line(tuple(_points(chart, route)), arrow) for route in chart.routes]
    labels = [_label(chart, route) for route in chart.routes if chart.labels[route.index][0]]
    return framed(boxes, lines, labels, chart.metrics)


def framed(boxes: list[Box], lines: list[Line], labels: list[Label], metrics: Metrics) -> Drawing:
    """Move everything so that it begins at the origin and give it as a drawing."""
    xs = [x for box in boxes for x in (box.x, box.x + box.width)] + [x for line in lines for x, _ in line.points]
    ys = [y for box in boxes for y in (box.y, box.y + box.height)] + [y for line in lines for _, y in line.points]
    xs += [x for label in labels for x in (label.x, label.x + label.width)]
    ys += [y for label in labels for y in (label.y, label.y + label.height)]
    dx, dy = MARGIN - min(xs, default=0.0), MARGIN - min(ys, default=0.0)
    return Drawing(
        max(xs, default=0.0) + dx + MARGIN,
        max(ys, default=0.0) + dy + MARGIN,
        metrics.size,
        metrics.pitch,
        tuple(replace(box, x=box.x + dx, y=box.y + dy) for box in boxes),
        tuple(replace(line, points=tuple((x + dx, y + dy) for x, y in line.points)) for line in lines),
        tuple(replace(label, x=label.x + dx, y=label.y + dy) for label in labels),
    )


def _box(chart: _Chart, node_id: str) -> Box:
    outline = chart.outlines[node_id]
    node = next(node for node in chart.diagram.nodes if node.id == node_id)
    return Box(
        node_id,
        node.kind,
        chart.x(node_id) - outline.width / 2,
        chart.y(node_id) - outline.height / 2,
        outline.width,
        outline.height,
        outline.text_width,
        outline.line_count,
        node.content,
    )


def _points(chart: _Chart, route: Route) -> list[Point]:
    source, target = route.edge.source, route.edge.target
    points = [_port(chart, source, route.leave, 1)]
    if route.loop:
        points += _loop_points(chart, route)
    else:
        points += _way_points(chart, route)
    return [*points, _port(chart, target, route.enter, -1)]


def _port(chart: _Chart, node: str, side: int, end: Literal[-1, 1]) -> Point:
    """Give the point where a line touches a box: its side, else its bottom (1) or top (-1)."""
    outline = chart.outlines[node]
    if side:
        return chart.x(node) + side * outline.width / 2, chart.y(node)
    return chart.x(node), chart.y(node) + end * outline.height / 2


def _way_points(chart: _Chart, route: Route) -> Iterable[Point]:
    if route.leave:
        yield chart.x(route.way[1]), chart.y(route.edge.source)
    for gap, key, start, end in _moves(chart, route):
        y = chart.track_y[gap, key]
        yield start, y
        yield end, y
    if route.enter:
        yield chart.x(route.way[-2]), chart.y(route.edge.target)


def _loop_points(chart: _Chart, route: Route) -> Iterable[Point]:
    source, target, x = route.edge.source, route.edge.target, chart.loop_x[route.index]
    if route.leave:
        yield x, chart.y(source)
    else:
        y = chart.track_y[chart.grid.layer(source), ("out", source)]
        yield from ((chart.x(source), y), (x, y))
    if route.enter:
        yield x, chart.y(target)
    else:
        y = chart.track_y[chart.grid.layer(target) - 1, ("in", target)]
        yield from ((x, y), (chart.x(target), y))


def _label(chart: _Chart, route: Route) -> Label:
    width, height = chart.labels[route.index]
    x, y = _port(chart, route.edge.source, route.leave, 1)
    if route.leave:
        left = x + NEAR if route.leave > 0 else x - NEAR - width
        return Label(left, y - height - 1, width, height, "left" if route.leave > 0 else "right", route.edge.label)
    if _at_drop(chart, route):
        x = chart.x(route.way[1])
        y = chart.track_y[chart.grid.layer(route.edge.source), ("out", route.edge.source)]
    return Label(x + NEAR, y + 1, width, height, "left", route.edge.label)
