"""Shapes of a laid out diagram in points: what `layout.drawing` gives the writers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from generator.document.nodes import Inlines

Shape = Literal["start", "step", "decision", "end"]
ROUND = 11.0
"""Greatest corner radius: that of a box with one line."""
Point = tuple[float, float]
_Place = TypeVar("_Place", "Area", "Label")


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
    """A connecting line through at least two points; `arrow` puts a head at the last one.

    An empty `color` and a `width` of 0 are those of the look.
    """

    points: tuple[Point, ...]
    arrow: bool
    color: str = ""
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle or diamond without words and without outline: a ground, a bar, a milestone."""

    x: float
    y: float
    width: float
    height: float
    fill: str
    shape: Literal["rectangle", "diamond"] = "rectangle"


@dataclass(frozen=True, slots=True)
class Label:
    """Words in their own rectangle, clear of boxes and of other words.

    Neighbours with the same `line` above 0 stand side by side on one line of text and may be set as one.
    """

    x: float
    y: float
    width: float
    height: float
    align: Literal["left", "center", "right"]
    content: Inlines
    line: int = 0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing in points, origin top left, with the text size and line pitch it was made for.

    Painted in this order: `grounds`, lines, `bars`, boxes, labels.
    """

    width: float
    height: float
    size: float
    pitch: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]
    labels: tuple[Label, ...]
    grounds: tuple[Area, ...] = ()
    bars: tuple[Area, ...] = ()


def scaled(drawing: Drawing, factor: float) -> Drawing:
    """Give the drawing with every length multiplied, text sizes included."""
    return Drawing(
        drawing.width * factor,
        drawing.height * factor,
        drawing.size * factor,
        drawing.pitch * factor,
        tuple(_scaled_box(box, factor) for box in drawing.boxes),
        tuple(_scaled_line(line, factor) for line in drawing.lines),
        tuple(_scaled_place(label, factor) for label in drawing.labels),
        tuple(_scaled_place(area, factor) for area in drawing.grounds),
        tuple(_scaled_place(area, factor) for area in drawing.bars),
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


def _scaled_line(line: Line, factor: float) -> Line:
    points = tuple((x * factor, y * factor) for x, y in line.points)
    return replace(line, points=points, width=line.width * factor)


def _scaled_place(place: _Place, factor: float) -> _Place:
    return replace(
        place, x=place.x * factor, y=place.y * factor, width=place.width * factor, height=place.height * factor
    )
