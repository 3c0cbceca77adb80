"""Where each edge of a placed flow chart leaves and enters its boxes, before any coordinate is known.

Ways out of a decision prefer its corners, joining ways prefer the side of the box they join, loops run along the left
or right of everything they pass. Where a side is taken or walled in, bottom and top serve.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Literal

from generator.document.nodes import Diagram, DiagramEdge
from generator.layout.grid import Grid, Item, Lane

Side = Literal[-1, 1]
MOST_CORNER_EXITS = 3


@dataclass(frozen=True, slots=True)
class Route:
    """An edge's way: the items it visits, the side it leaves and enters by (0: bottom, top).

    `loop` is the side a backward edge runs along (0: forward).
    """

    index: int
    edge: DiagramEdge
    way: tuple[Item, ...]
    leave: Literal[-1, 0, 1] = 0
    enter: Literal[-1, 0, 1] = 0
    loop: Literal[-1, 0, 1] = 0


@dataclass(slots=True)
class _Board:
    """The grid with what the routes have taken so far."""

    grid: Grid
    kinds: dict[str, str]
    ways_out: Counter[str]
    taken: dict[tuple[str, int], str] = field(default_factory=dict)

    def nodes_between(self, layer: int, left: int, right: int) -> int:
        """Count boxes of a layer strictly between two columns."""
        low, high = sorted((left, right))
        return sum(isinstance(self.grid.cells.get((layer, column)), str) for column in range(low + 1, high))

    def outward(self, node: str, side: int) -> list[Item]:
        """Give what stands beside a node out to the edge of the drawing."""
        layer, column = self.grid.layer(node), self.grid.columns[node]
        return [
            item
            for (at_layer, at_column), item in self.grid.cells.items()
            if at_layer == layer and (at_column - column) * side > 0
        ]

    def open_for(self, target: str, layer: int, column: int) -> bool:
        """Tell whether a line to `target` may run down a cell: it is empty or already leads there."""
        return self.grid.cells.get((layer, column), Lane(target, layer)) == Lane(target, layer)

    def claim(self, target: str, layer: int, column: int) -> None:
        self.grid.cells.setdefault((layer, column), Lane(target, layer))


def plan_routes(diagram: Diagram, grid: Grid) -> list[Route]:
    """Give the route of every edge in the order of the diagram; cells that routes run down are marked in the grid."""
    board = _Board(grid, {node.id: node.kind for node in diagram.nodes}, Counter(edge.source for edge in diagram.edges))
    forward = [
        Route(index, edge, tuple(grid.way(edge.source, edge.target)))
        for index, edge in enumerate(diagram.edges)
        if index not in grid.backward
    ]
    forward = [_leave(route, board) for route in forward]
    forward = [_enter(route, board) for route in forward]
    backward = [
        _loop(Route(index, diagram.edges[index], (diagram.edges[index].source, diagram.edges[index].target)), board)
        for index in sorted(grid.backward)
    ]
    return sorted(forward + backward, key=lambda route: route.index)


def _side(start: int, end: int) -> Side:
    return 1 if end > start else -1


def _leave(route: Route, board: _Board) -> Route:
    """Let a decision's way out start at a corner where the way lies free."""
    source, target = route.edge.source, route.edge.target
    column, next_column = board.grid.columns[source], board.grid.columns[route.way[1]]
    layer = board.grid.layer(source)
    if column == next_column or board.kinds[source] != "decision" or board.ways_out[source] > MOST_CORNER_EXITS:
        return route
    side = _side(column, next_column)
    free = (source, side) not in board.taken and board.open_for(target, layer, next_column)
    if not free or board.nodes_between(layer, column, next_column):
        return route
    board.taken[source, side] = "out"
    board.claim(target, layer, next_column)
    return Route(route.index, route.edge, route.way, leave=side)


def _enter(route: Route, board: _Board) -> Route:
    """Let a way that joins from another column enter by the side of the box."""
    target, before = route.edge.target, route.way[-2]
    column, last_column = board.grid.columns[target], board.grid.columns[before]
    layer = board.grid.layer(target)
    at_corner = len(route.way) == 2 and route.leave != 0  # noqa: PLR2004 - no lane between
    splits = isinstance(before, str) and board.ways_out[before] > 1
    if column == last_column or at_corner or splits or board.kinds[target] == "decision":
        return route
    side = _side(column, last_column)
    free = board.taken.get((target, side)) != "out" and board.open_for(target, layer, last_column)
    if not free or board.nodes_between(layer, column, last_column):
        return route
    board.taken[target, side] = "in"
    board.claim(target, layer, last_column)
    return Route(route.index, route.edge, route.way, leave=route.leave, enter=side)


def _loop(route: Route, board: _Board) -> Route:
    """Choose the side a backward edge runs along: where it leaves and enters freely and crosses least."""
    right, left = _along(route, board, 1), _along(route, board, -1)
    _, chosen = right if right[0] <= left[0] else left
    if chosen.leave:
        board.taken[chosen.edge.source, chosen.leave] = "out"
    if chosen.enter:
        board.taken[chosen.edge.target, chosen.enter] = "in"
    return chosen


def _along(route: Route, board: _Board, side: Side) -> tuple[int, Route]:
    source, target = route.edge.source, route.edge.target
    leave = _clear(board, source, side) and (source, side) not in board.taken
    enter = _clear(board, target, side) and board.taken.get((target, side)) != "out" and source != target
    crossed = len(board.outward(source, side)) + len(board.outward(target, side))
    cost = 4 * (not leave) + 4 * (not enter) + crossed
    return cost, Route(
        route.index, route.edge, route.way, leave=side if leave else 0, enter=side if enter else 0, loop=side
    )


def _clear(board: _Board, node: str, side: int) -> bool:
    return all(isinstance(item, Lane) for item in board.outward(node, side))
