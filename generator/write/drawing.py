"""Drawings for both PDF writers: their shapes and lines as SVG, and where each piece of their text stands over it."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.document.nodes import Inlines
from generator.layout.drawing import Area, Box, Drawing, Label, Line
from generator.style.sheet import DiagramLook

ARROW_LENGTH, ARROW_HALF = 6.0, 2.5


@dataclass(frozen=True, slots=True)
class WordsPlace:
    """Where words stand in a drawing, in points from its upper left corner, and how they are aligned."""

    x: float
    y: float
    width: float
    height: float
    align: str
    content: Inlines


def words_places(drawing: Drawing) -> Iterator[WordsPlace]:
    """Give the text of the boxes, then of the labels, in the order they are read."""
    yield from (_box_place(box, drawing.pitch) for box in drawing.boxes)
    yield from map(_label_place, drawing.labels)


def drawing_svg(drawing: Drawing, look: DiagramLook) -> str:
    """Give the shapes and lines of a drawing as SVG, without its words."""
    stroke = f'stroke="#{look.stroke}" stroke-width="{look.line:g}"'
    grounds, bars = ("".join(map(_area, areas)) for areas in (drawing.grounds, drawing.bars))
    lines = "".join(_line(line, look) for line in drawing.lines)
    boxes = "".join(_shape(box, stroke, look) for box in drawing.boxes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{drawing.width:g}pt" height="{drawing.height:g}pt" '
        f'viewBox="0 0 {drawing.width:g} {drawing.height:g}">{grounds}{lines}{bars}{boxes}</svg>'
    )


def _area(area: Area) -> str:
    place = _rectangle(area) if area.shape == "rectangle" else _diamond(area)
    return f'<{place} fill="#{area.fill}"/>'


def _line(line: Line, look: DiagramLook) -> str:
    points, color = list(line.points), line.color or look.stroke
    stroke = f'stroke="#{color}" stroke-width="{line.width or look.line:g}"'
    head = ""
    if line.arrow:
        head = _arrow(points[-2], points[-1], color)
        points[-1] = _before(points[-2], points[-1], ARROW_LENGTH / 2)
    return f'<polyline points="{_points(points)}" fill="none" {stroke} stroke-linejoin="miter"/>{head}'


def _arrow(start: tuple[float, float], tip: tuple[float, float], color: str) -> str:
    x, y = _before(start, tip, ARROW_LENGTH)
    length = math.dist(start, tip) or 1.0
    across = ((tip[1] - start[1]) / length * ARROW_HALF, (start[0] - tip[0]) / length * ARROW_HALF)
    corners = [tip, (x + across[0], y + across[1]), (x - across[0], y - across[1])]
    return f'<polygon points="{_points(corners)}" fill="#{color}"/>'


def _before(start: tuple[float, float], tip: tuple[float, float], distance: float) -> tuple[float, float]:
    length = math.dist(start, tip) or 1.0
    return tip[0] - (tip[0] - start[0]) / length * distance, tip[1] - (tip[1] - start[1]) / length * distance


def _shape(box: Box, stroke: str, look: DiagramLook) -> str:
    radius = box.radius if box.shape in {"start", "end"} else 0.0
    place = _diamond(box) if box.shape == "decision" else _rectangle(box, radius)
    fill = look.start_fill if box.shape in {"start", "end"} else look.fill
    return f'<{place} fill="#{fill}" {stroke}/>'


def _diamond(box: Box | Area) -> str:
    x, y = box.x + box.width / 2, box.y + box.height / 2
    return f'polygon points="{_points([(box.x, y), (x, box.y), (box.x + box.width, y), (x, box.y + box.height)])}"'


def _rectangle(box: Box | Area, radius: float = 0.0) -> str:
    return f'rect x="{box.x:.2f}" y="{box.y:.2f}" width="{box.width:.2f}" height="{box.height:.2f}" rx="{radius:.2f}"'


def _points(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.2f},{y:.2f}" for x, y in points)


def _box_place(box: Box, pitch: float) -> WordsPlace:
    height = box.line_count * pitch
    x, y = box.x + (box.width - box.text_width) / 2, box.y + (box.height - height) / 2
    return WordsPlace(x, y, box.text_width, height, "center", box.content)


def _label_place(label: Label) -> WordsPlace:
    return WordsPlace(label.x, label.y, label.width, label.height, label.align, label.content)
