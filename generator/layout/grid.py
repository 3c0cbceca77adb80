"""Nodes of a flow chart placed in layers and columns: the main way straight down, other ways beside it.

An edge that jumps layers passes through a `Lane` in each of them, so that it keeps a column of its own; edges to the
same target share their lanes. Edges back to an earlier step are set apart: they run along the sides.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from generator.document.nodes import Diagram


@dataclass(frozen=True, slots=True)
class Lane:
    """The passage of edges to `target` through `layer`."""

    target: str
    layer: int


Item = str | Lane


@dataclass(slots=True)
class Grid:
    """Layer of each node, column of each node and lane, what stands in each cell, and the edges that lead back."""

    layers: dict[str, int]
    backward: frozenset[int]
    columns: dict[Item, int] = field(default_factory=dict)
    cells: dict[tuple[int, int], Item] = field(default_factory=dict)

    def layer(self, item: Item) -> int:
        """Give the layer of a node or lane."""
        return item.layer if isinstance(item, Lane) else self.layers[item]

    def put(self, item: Item, column: int) -> None:
        """Place an item, which must not stand elsewhere, into a free cell."""
        self.columns[item] = column
        self.cells[self.layer(item), column] = item

    def way(self, source: str, target: str) -> list[Item]:
        """Give the items a forward edge visits, both ends included."""
        between = range(self.layers[source] + 1, self.layers[target])
        return [source, *(Lane(target, layer) for layer in between), target]


def place(diagram: Diagram) -> Grid:
    """Place all nodes of a diagram and the lanes of its forward edges."""
    backward = _backward_edges(diagram)
    forward = _successors(diagram, backward)
    grid = Grid(_layers(diagram, forward), backward)
    reach = _reach(diagram, forward)
    for root in _roots(diagram, forward):
        _place_chain(grid, _chain(grid, [root], forward, reach), _nearest_first(0, (1, -1)))
        _place_branches(grid, diagram, forward, reach)
    return grid


def _backward_edges(diagram: Diagram) -> frozenset[int]:
    """Give the edges that close a loop, met by a walk from the starts in the order of the diagram."""
    outgoing: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, edge in enumerate(diagram.edges):
        outgoing[edge.source].append((index, edge.target))
    backward: set[int] = set()
    done: set[str] = set()
    for start in _walk_order(diagram):
        _walk(start, outgoing, done, backward)
    return frozenset(backward)


def _walk_order(diagram: Diagram) -> list[str]:
    entered = {edge.target for edge in diagram.edges if edge.source != edge.target}
    return sorted(
        (node.id for node in diagram.nodes),
        key=lambda id_: (id_ in entered, next(n.kind != "start" for n in diagram.nodes if n.id == id_)),
    )


def _walk(start: str, outgoing: dict[str, list[tuple[int, str]]], done: set[str], backward: set[int]) -> None:
    """Walk depth first without recursion; an edge to a node on the current path leads back."""
    path: list[tuple[str, list[tuple[int, str]]]] = []
    open_: set[str] = set()

    def enter(node: str) -> None:
        open_.add(node)
        path.append((node, list(outgoing[node])))

    if start not in done:
        enter(start)
    while path:
        node, rest = path[-1]
        if not rest:
            path.pop()
            open_.discard(node)
            done.add(node)
            continue
        index, target = rest.pop(0)
        if target in open_:
            backward.add(index)
        elif target not in done:
            enter(target)


def _successors(diagram: Diagram, backward: frozenset[int]) -> dict[str, list[str]]:
    successors: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for index, edge in enumerate(diagram.edges):
        if index not in backward and edge.target not in successors[edge.source]:
            successors[edge.source].append(edge.target)
    return successors


def _roots(diagram: Diagram, forward: dict[str, list[str]]) -> list[str]:
    entered = {target for targets in forward.values() for target in targets}
    return [node.id for node in diagram.nodes if node.id not in entered]


def _topological(diagram: Diagram, forward: dict[str, list[str]]) -> list[str]:
    waiting = {node.id: 0 for node in diagram.nodes}
    for targets in forward.values():
        for target in targets:
            waiting[target] += 1
    order = [node for node, count in waiting.items() if count == 0]
    for node in order:
        for target in forward[node]:
            waiting[target] -= 1
            if waiting[target] == 0:
                order.append(target)
    return order


def _layers(diagram: Diagram, forward: dict[str, list[str]]) -> dict[str, int]:
    """Give each node the length of the longest way to it."""
    layers = {node.id: 0 for node in diagram.nodes}
    for node in _topological(diagram, forward):
        for target in forward[node]:
            layers[target] = max(layers[target], layers[node] + 1)
    return layers


def _reach(diagram: Diagram, forward: dict[str, list[str]]) -> dict[str, float]:
    """Give each node the length of the longest way on from it; an end counts a little, a way back does not."""
    reach = {node.id: 0.5 if node.kind == "end" else 0.0 for node in diagram.nodes}
    for node in reversed(_topological(diagram, forward)):
        reach[node] = max((reach[target] + 1 for target in forward[node]), default=reach[node])
    return reach


def _main_way(targets: list[str], reach: dict[str, float]) -> str:
    """Give the way on that leads furthest; among equals the one in the middle, the first of two."""
    middle = (len(targets) - 1) // 2
    return min(targets, key=lambda target: (-reach[target], abs(targets.index(target) - middle)))


def _chain(grid: Grid, chain: list[Item], forward: dict[str, list[str]], reach: dict[str, float]) -> list[Item]:
    """Follow the main way on from the chain's last node, lanes included, up to a node already placed."""
    chosen = {item for item in chain if isinstance(item, str)}
    node = chain[-1]
    while isinstance(node, str) and forward[node]:
        free = [target for target in forward[node] if target not in grid.columns and target not in chosen]
        target = _main_way(free or forward[node], reach)
        way = [item for item in grid.way(node, target)[1:] if item not in grid.columns]
        chain += way
        if target not in way:
            break
        chosen.add(target)
        node = target
    return chain


def _place_branches(grid: Grid, diagram: Diagram, forward: dict[str, list[str]], reach: dict[str, float]) -> None:
    """Place what hangs on placed nodes until nothing is left, upper layers first."""
    while branch := _next_branch(grid, diagram, forward, reach):
        source, target = branch
        way = [item for item in grid.way(source, target)[1:] if item not in grid.columns]
        chain = _chain(grid, way, forward, reach) if target in way else way
        _place_chain(grid, chain, _branch_columns(grid, source, target, _halves(forward[source], reach)))


def _next_branch(
    grid: Grid, diagram: Diagram, forward: dict[str, list[str]], reach: dict[str, float]
) -> tuple[str, str] | None:
    open_ = (
        (source, target)
        for source in sorted((node.id for node in diagram.nodes if node.id in grid.columns), key=grid.layer)
        for target in _inside_first(forward[source], reach)
        if any(item not in grid.columns for item in grid.way(source, target))
    )
    return next(open_, None)


def _branch_columns(grid: Grid, source: str, target: str, halves: tuple[list[str], list[str]]) -> Iterable[int]:
    """Give the columns to try for a branch: that of the target's lane, else beside the source on its side.

    Of several branches the first half keeps to the left; a single one goes outward, or wherever there is room.
    """
    column = grid.columns[source]
    lanes = (grid.columns[item] for item in grid.way(source, target)[1:-1] if item in grid.columns)
    start = next(lanes, column)
    left, right = halves
    if len(left) + len(right) > 1 and target in left + right:
        return _nearest_first(start, (-1, 1) if target in left else (1, -1), ahead=2)
    return _nearest_first(start, (-1, 1) if column < 0 else (1, -1))


def _halves(targets: list[str], reach: dict[str, float]) -> tuple[list[str], list[str]]:
    """Share the ways on, the main one apart, between left and right in the order of the diagram."""
    others = [target for target in targets if target != _main_way(targets, reach)]
    return others[: len(others) // 2], others[len(others) // 2 :]


def _inside_first(targets: list[str], reach: dict[str, float]) -> list[str]:
    """Order the ways on so that each is placed outside of those before it."""
    if not targets:
        return []
    left, right = _halves(targets, reach)
    return [_main_way(targets, reach), *reversed(left), *right]


def _nearest_first(column: int, sides: tuple[int, int], ahead: int = 0) -> Iterator[int]:
    """Give columns by distance; the first side may be `ahead` columns further away than the second."""
    near = range(1, ahead + 1)
    further = ((sides[0] * (distance + ahead), sides[1] * distance) for distance in itertools.count(1))
    steps = itertools.chain((0,), (sides[0] * step for step in near), itertools.chain.from_iterable(further))
    return (column + step for step in steps)


def _place_chain(grid: Grid, chain: list[Item], columns: Iterable[int]) -> None:
    column = next(column for column in columns if all((grid.layer(item), column) not in grid.cells for item in chain))
    for item in chain:
        grid.put(item, column)
