"""Organisation charts laid out as trees: orthogonal lines without arrows, children level with each other.

Where the last level is too wide, its boxes hang below their parent one under the other.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.document.nodes import Diagram
from generator.layout.flow import framed
from generator.layout.metrics import Metrics, Outline, label_size, outlines
from generator.layout.shapes import Box, Drawing, Label, Line, Point

HANGING_GAP = 8.0
HANGING_INDENT = 12.0


@dataclass(slots=True)
class _Tree:
    diagram: Diagram
    metrics: Metrics
    outlines: dict[str, Outline]
    children: dict[str, list[str]]
    levels: dict[int, float]
    places: dict[str, Point]

    def hangs(self, node: str) -> bool:
        """Tell whether a node's children are listed below it one under the other."""
        children = self.children[node]
        return self.metrics.hanging and len(children) > 1 and not any(self.children[child] for child in children)

    def height(self, node: str) -> float:
        return self.outlines[node].height

    def width(self, node: str) -> float:
        return self.outlines[node].width


def is_tree(diagram: Diagram) -> bool:
    """Tell whether every node but one has exactly one parent and all hang together."""
    children = _children(diagram)
    roots = _roots(diagram)
    if len(roots) != 1 or len(diagram.edges) != len(diagram.nodes) - 1:
        return False
    reached = list(roots)
    for node in reached:
        reached += children[node]
    return len(reached) == len(diagram.nodes) == len(set(reached))


def lay_out_tree(diagram: Diagram, metrics: Metrics) -> Drawing:
    """Lay out a diagram that is a tree."""
    (root,) = _roots(diagram)
    sizes, children = outlines(diagram, metrics, (root,)), _children(diagram)
    tree = _Tree(diagram, metrics, sizes, children, {}, {})
    _measure_levels(tree, root, 0)
    _put(tree, root, 0.0, 0)
    boxes = [_box(tree, node.id) for node in diagram.nodes]
    lines = [Line(_points(tree, edge.source, edge.target), arrow=False) for edge in diagram.edges]
    return framed(boxes, lines, _labels(tree), metrics)


def _children(diagram: Diagram) -> dict[str, list[str]]:
    children: dict[str, list[str]] = {node.id: [] for node in diagram.nodes}
    for edge in diagram.edges:
        children[edge.source].append(edge.target)
    return children


def _roots(diagram: Diagram) -> list[str]:
    entered = {edge.target for edge in diagram.edges}
    return [node.id for node in diagram.nodes if node.id not in entered]


def _measure_levels(tree: _Tree, node: str, level: int) -> None:
    tree.levels[level] = max(tree.levels.get(level, 0.0), tree.height(node))
    if not tree.hangs(node):
        for child in tree.children[node]:
            _measure_levels(tree, child, level + 1)


def _span(tree: _Tree, node: str) -> float:
    """Give the width of a node with everything below it."""
    own = tree.width(node)
    if tree.hangs(node):
        return max(own, HANGING_INDENT + max(tree.width(child) for child in tree.children[node]))
    below = sum(_span(tree, child) + tree.metrics.gap_x / 2 for child in tree.children[node]) - tree.metrics.gap_x / 2
    return max(own, below)


def _put(tree: _Tree, node: str, left: float, level: int) -> None:
    """Place a node and what is below it from `left`; a parent stands over the middle of its children."""
    y = sum(tree.levels[upper] + 2 * HANGING_GAP + tree.metrics.gap_y / 2 for upper in range(level))
    if tree.hangs(node):
        tree.places[node] = left, y
        _hang(tree, node, left, y)
        return
    children = tree.children[node]
    spans = [_span(tree, child) for child in children]
    x = left + (_span(tree, node) - sum(spans) - tree.metrics.gap_x / 2 * max(0, len(spans) - 1)) / 2
    for child, span in zip(children, spans, strict=True):
        _put(tree, child, x, level + 1)
        x += span + tree.metrics.gap_x / 2
    middle = _middle(tree, children) if children else left + _span(tree, node) / 2
    tree.places[node] = middle - tree.width(node) / 2, y


def _middle(tree: _Tree, children: list[str]) -> float:
    first, last = children[0], children[-1]
    return (tree.places[first][0] + tree.places[last][0] + tree.width(last)) / 2


def _hang(tree: _Tree, node: str, left: float, y: float) -> None:
    below = y + tree.height(node) + HANGING_GAP
    for child in tree.children[node]:
        tree.places[child] = left + HANGING_INDENT, below
        below += tree.height(child) + HANGING_GAP


def _box(tree: _Tree, node_id: str) -> Box:
    node = next(node for node in tree.diagram.nodes if node.id == node_id)
    outline, (x, y) = tree.outlines[node_id], tree.places[node_id]
    height = outline.height
    return Box(node_id, node.kind, x, y, outline.width, height, outline.text_width, outline.line_count, node.content)


def _points(tree: _Tree, source: str, target: str) -> tuple[Point, ...]:
    (left, top), (child_left, child_top) = tree.places[source], tree.places[target]
    bottom = top + tree.height(source)
    if tree.hangs(source):
        spine, middle = left + HANGING_INDENT / 2, child_top + tree.height(target) / 2
        return (spine, bottom), (spine, middle), (child_left, middle)
    start, end = left + tree.width(source) / 2, child_left + tree.width(target) / 2
    if abs(start - end) < 0.01:  # noqa: PLR2004 - a hundredth of a point is no bend
        return (start, bottom), (start, child_top)
    bus = (bottom + child_top) / 2
    return (start, bottom), (start, bus), (end, bus), (end, child_top)


def _labels(tree: _Tree) -> list[Label]:
    """Put the rare label of an edge beside the line that reaches the child."""
    labels = []
    for edge in tree.diagram.edges:
        width, height = label_size(edge.label, tree.metrics, tree.width(edge.target))
        if width:
            x, y = tree.places[edge.target]
            labels.append(Label(x + tree.width(edge.target) / 2 + 2, y - height - 1, width, height, "left", edge.label))
    return labels
