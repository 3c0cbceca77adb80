"""Shapes of a laid out diagram in points: what `layout.drawing` gives the writers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.document.nodes import Inlines

Shape = Literal["start", "step", "decision", "end"]
ROUND = 11.0
"""Greatest corner radius: that of a box with one line."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A node: outline (start and end rounded, decision a diamond) and its text, centred in both directions.

    `text_width` is where lines wrap; a decision's text fits the inner half of the diamond.
    """

    id: str
    shape: Shape
    x: float
    y: float
    width: float
    height: float
    text_width: float
    line_count: int
    content: Inlines

    @property
    def radius(self) -> float:
        """The radius of the corners of a start or an end."""
        return min(self.height / 2, ROUND)


@dataclass(frozen=True, slots=True)
class Line:
    """A connecting line through at least two points; `arrow` puts a head at the last one."""

    points: tuple[Point, ...]
    arrow: bool


@dataclass(frozen=True, slots=True)
class Label:
    """The words on an edge in their own rectangle, clear of boxes."""

    x: float
    y: float
    width: float
    height: float
    align: Literal["left", "right"]
    content: Inlines


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in points, origin top left, with the text size and line pitch it was made for."""

    width: float
    height: float
    size: float
    pitch: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """Give the drawing with every length multiplied, text sizes included."""
    return Drawing(
        drawing.width * factor,
        drawing.height * factor,
        drawing.size * factor,
        drawing.pitch * factor,
        tuple(_scaled_box(box, factor) for box in drawing.boxes),
        tuple(replace(line, points=tuple((x * factor, y * factor) for x, y in line.points)) for line in drawing.lines),
        tuple(_scaled_label(label, factor) for label in drawing.labels),
    )


def _scaled_box(box: Box, factor: float) -> Box:
    return replace(
        box,
        x=box.x * factor,
        y=box.y * factor,
        width=box.width * factor,
        height=box.height * factor,
        text_width=box.text_width * factor,
    )


def _scaled_label(label: Label, factor: float) -> Label:
    return replace(
        label, x=label.x * factor, y=label.y * factor, width=label.width * factor, height=label.height * factor
    )
