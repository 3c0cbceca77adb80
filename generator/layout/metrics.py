"""Sizes a diagram is laid out with, and the outline each node needs for its text."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace

from generator.document.nodes import Diagram, DiagramNode, Inlines
from generator.document.walk import plain
from generator.layout.measure import balanced_width, break_lines
from generator.style.sheet import DiagramLook

PADDING_X = 6.0
PADDING_Y = 5.0
MIN_DIAMOND_LINES = 1.5
FLATTEST = 2.9
"""Greatest width of a diamond in heights."""
SLACK = 2.0
"""Added to a text's width, so that a writer's slightly wider words do not wrap into another line."""


@dataclass(frozen=True, slots=True)
class Metrics:
    """Text size and pitch, box width in characters, gaps.

    `wide` is the width of boxes that stand alone in their layer; `hanging` lists an organisation's last level
    vertically.
    """

    size: float
    pitch: float
    characters: int
    wide: int
    gap_x: float
    gap_y: float
    sans: bool
    hanging: bool

    @classmethod
    def of(cls, look: DiagramLook, *, characters: int, gap: float, hanging: bool) -> Metrics:
        """Take a look's sizes with another box width and its gaps multiplied by `gap`."""
        return cls(
            size=look.size,
            pitch=look.pitch,
            characters=characters,
            wide=max(characters, look.box_characters),
            gap_x=look.gap_x * gap,
            gap_y=look.gap_y * gap,
            sans=look.sans,
            hanging=hanging,
        )


@dataclass(frozen=True, slots=True)
class Outline:
    """What a node needs: its width and height, the width its text wraps at, and how many lines that makes."""

    width: float
    height: float
    text_width: float
    line_count: int


def outlines(diagram: Diagram, metrics: Metrics, alone: Container[str] = ()) -> dict[str, Outline]:
    """Give the outline of each node by id: boxes equally wide, diamonds of one size.

    Where boxes are narrowed for the chart to fit, those that stand `alone` in their layer stay wide.
    """
    sizes = _decisions([node for node in diagram.nodes if node.kind == "decision"], metrics)
    steps = [node for node in diagram.nodes if node.kind != "decision"]
    wider = {node.id for node in steps if node.id in alone and metrics.wide > metrics.characters}
    sizes |= _steps([node for node in steps if node.id not in wider], metrics.characters, metrics)
    wide = _steps([node for node in steps if node.id in wider], metrics.wide, metrics)
    least = max((sizes[node.id].width for node in steps if node.id in sizes), default=0.0)
    return sizes | {id_: replace(outline, width=max(outline.width, least)) for id_, outline in wide.items()}


def label_size(content: Inlines, metrics: Metrics, width: float) -> tuple[float, float]:
    """Give width and height of an edge's label wrapped at `width`; nothing for no label."""
    text = plain(content)
    if not text:
        return 0.0, 0.0
    lines = break_lines(text, width, metrics.size, sans=metrics.sans)
    return balanced_width(text, width, metrics.size, sans=metrics.sans) + SLACK, len(lines) * metrics.pitch


def _steps(nodes: Iterable[DiagramNode], characters: int, metrics: Metrics) -> dict[str, Outline]:
    """Make boxes as wide as the widest of their texts, wrapped at `characters`."""
    texts = {node.id: _wrapped(node, characters * metrics.size, metrics) for node in nodes}
    width = max((text_width for text_width, _ in texts.values()), default=0.0) + 2 * PADDING_X
    return {
        id_: Outline(width, count * metrics.pitch + 2 * PADDING_Y, text_width, count)
        for id_, (text_width, count) in texts.items()
    }


def _decisions(nodes: Iterable[DiagramNode], metrics: Metrics) -> dict[str, Outline]:
    """Make diamonds of one size, whose inner half holds each text."""
    texts = {node.id: _diamond_text(node, metrics) for node in nodes}
    width = max((text_width for text_width, _ in texts.values()), default=0.0)
    count = max((max(count, MIN_DIAMOND_LINES) for _, count in texts.values()), default=0.0)
    return {
        id_: Outline(2 * width, 2 * count * metrics.pitch, text_width, lines)
        for id_, (text_width, lines) in texts.items()
    }


def _diamond_text(node: DiagramNode, metrics: Metrics) -> tuple[float, int]:
    """Wrap a decision's text so that its diamond is neither flat nor wider than boxes allow."""
    limit = 0.65 * (metrics.characters * metrics.size + 2 * PADDING_X)
    wrapped = [_wrapped(node, min(limit, FLATTEST * lines * metrics.pitch), metrics) for lines in range(1, 6)]
    width, count = next((text for lines, text in enumerate(wrapped, 1) if text[1] <= lines), wrapped[-1])
    return max(width, 3 * metrics.size), count


def _wrapped(node: DiagramNode, limit: float, metrics: Metrics) -> tuple[float, int]:
    """Give the width a node's text wraps at and the number of its lines, all lines about equally long."""
    text = plain(node.content)
    count = len(break_lines(text, limit, metrics.size, sans=metrics.sans))
    return balanced_width(text, limit, metrics.size, sans=metrics.sans) + SLACK, count
