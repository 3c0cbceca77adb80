"""Match a listed flow with a drawn one: every listed step by a step of its own, every way between them still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

from generator.document.nodes import Diagram
from generator.document.walk import plain
from tests.coverage.pairs import pair

Says = Callable[[str, Sequence[Sequence[str]]], bool]
Graph = Mapping[str, Sequence[str]]
Assigned = dict[str, str]
TRIED = 200
"""How many assignments are compared: those of a long chart with alike steps are beyond counting."""


def flow_misses(item: Mapping[str, Any], says: Says, chart: Diagram) -> list[str]:
    """Give the listed steps without a step of the chart, the ways without a path, the decisions with too few ways out.

    A path may lead through extra steps of the chart, not through other listed steps.
    """
    nodes = {node["id"]: node for node in item["nodes"]}
    candidates = {name: _candidates(node, says, chart) for name, node in nodes.items()}
    missing = _without_partner(candidates)
    rest = {name: found for name, found in candidates.items() if name not in missing}
    graph = _graph(chart)
    edges = [edge for edge in item["edges"] if edge["from"] in rest and edge["to"] in rest]
    faults = min(
        (_faults(assigned, edges, graph) for assigned in _assignments(rest, edges, graph)),
        key=len,
        default=["没有合适的次序"],
    )
    return [*(f"步骤：{'+'.join(nodes[name]['any_of'][0])}" for name in missing), *faults]


def _candidates(node: Mapping[str, Any], says: Says, chart: Diagram) -> list[str]:
    """Give the steps of a chart with a listed step's words, those of the same kind first."""
    found = [drawn for drawn in chart.nodes if says(plain(drawn.content), node["any_of"])]
    return [drawn.id for drawn in sorted(found, key=lambda drawn: drawn.kind != node["kind"])]


def _without_partner(candidates: Mapping[str, Sequence[str]]) -> list[str]:
    names = list(candidates)
    numbers = {drawn: at for at, drawn in enumerate(dict.fromkeys(chain.from_iterable(candidates.values())))}
    pairs = pair([{at: [numbers[drawn] for drawn in candidates[name]] for at, name in enumerate(names)}])
    return [name for at, name in enumerate(names) if at not in pairs]


def _graph(chart: Diagram) -> Graph:
    return {node.id: [edge.target for edge in chart.edges if edge.source == node.id] for node in chart.nodes}


def _assignments(
    candidates: Mapping[str, Sequence[str]], edges: Sequence[Mapping[str, str]], graph: Graph
) -> Iterator[Assigned]:
    """Give the assignments of listed to drawn steps: those that keep every way open, else the first of all."""
    order = sorted(candidates, key=lambda name: len(candidates[name]))
    kept = list(islice(_search(order, candidates, edges, graph, {}), TRIED))
    yield from kept or islice(_search(order, candidates, [], graph, {}), TRIED)


def _search(
    order: Sequence[str],
    candidates: Mapping[str, Sequence[str]],
    edges: Sequence[Mapping[str, str]],
    graph: Graph,
    assigned: Assigned,
) -> Iterator[Assigned]:
    if not order:
        yield dict(assigned)
        return
    name, *rest = order
    for drawn in candidates[name]:
        if drawn in assigned.values():
            continue
        more = {**assigned, name: drawn}
        if all(_reaches(more, edge, graph) for edge in edges if name in (edge["from"], edge["to"])):
            yield from _search(rest, candidates, edges, graph, more)


def _reaches(assigned: Assigned, edge: Mapping[str, str], graph: Graph) -> bool:
    """Tell whether a way is open as far as both its ends are assigned already."""
    if edge["from"] not in assigned or edge["to"] not in assigned:
        return True
    return _path(assigned[edge["from"]], assigned[edge["to"]], graph, frozenset())


def _faults(assigned: Assigned, edges: Sequence[Mapping[str, str]], graph: Graph) -> list[str]:
    listed = frozenset(assigned.values())
    closed = [
        f"连线：{edge['from']}→{edge['to']}"
        for edge in edges
        if not _path(assigned[edge["from"]], assigned[edge["to"]], graph, listed)
    ]
    labels = {name: sum(edge["from"] == name and "label" in edge for edge in edges) for name in assigned}
    narrow = [f"出口：{name}" for name, drawn in assigned.items() if labels[name] > max(1, len(set(graph[drawn])))]
    return closed + narrow


def _path(source: str, target: str, graph: Graph, closed: frozenset[str]) -> bool:
    """Tell whether target can be reached by at least one arrow, passing no closed step on the way."""
    open_ends, seen = [source], set[str]()
    while open_ends:
        for after in graph[open_ends.pop()]:
            if after == target:
                return True
            if after not in seen and after not in closed:
                seen.add(after)
                open_ends.append(after)
    return False
