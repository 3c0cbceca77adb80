"""Diagrams laid out: boxes, lines and labels in points, which both writers draw as they are.

Text is not broken here: a box says how wide its text is and how many lines it takes, the writer lets it wrap, so that a
Value stays one piece. `boxes` stand in the order of the diagram's nodes and `labels` in that of its edges, which is the
order both writers must print them in.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import assert_never

from generator.document.nodes import Chart, Coverage, Diagram, Gantt
from generator.layout.coverage import lay_out_coverage
from generator.layout.flow import lay_out_flow
from generator.layout.gantt import lay_out_gantt
from generator.layout.metrics import Metrics
from generator.layout.organisation import is_tree, lay_out_tree
from generator.layout.shapes import Area, Box, Drawing, Label, Line, Point, Shape, scaled
from generator.style.sheet import DiagramLook

__all__ = ["Area", "Box", "Drawing", "Label", "Line", "Point", "Shape", "draw", "scaled"]


@lru_cache(maxsize=128)
def draw(chart: Chart, look: DiagramLook, max_width: float, max_height: float) -> Drawing:
    """Lay a chart out within the given points: in the look's sizes, else narrower or denser, at last scaled down.

    The search is long and its arguments are frozen: the page estimate and the writers share one drawing.
    """
    match chart:
        case Diagram():
            return _fitted(chart, look, max_width, max_height)
        case Gantt():
            drawing = lay_out_gantt(chart, look, max_width)
        case Coverage():
            drawing = lay_out_coverage(chart, look, max_width)
        case _:
            assert_never(chart)
    return drawing if drawing.height <= max_height else scaled(drawing, max_height / drawing.height)


def _fitted(diagram: Diagram, look: DiagramLook, max_width: float, max_height: float) -> Drawing:
    tried = []
    for metrics in _attempts(look, diagram.kind):
        drawing = _lay_out(diagram, metrics)
        excess = max(drawing.width / max_width, drawing.height / max_height)
        if excess <= 1:
            return drawing
        tried.append((excess, drawing))
    excess, drawing = min(tried, key=lambda attempt: attempt[0])
    return scaled(drawing, 1 / excess)


def _attempts(look: DiagramLook, kind: str) -> Iterator[Metrics]:
    """Give sizes to try: the look's own, narrower boxes, tighter gaps, wider boxes for tall charts."""
    wide = look.box_characters
    for hanging in (False, True) if kind == "organisation" else (False,):
        for gap in (1.0, 0.75, 0.6):
            for characters in range(wide, 4, -1):
                yield Metrics.of(look, characters=characters, gap=gap, hanging=hanging)
            for characters in (wide + 4, wide + 8):
                yield Metrics.of(look, characters=characters, gap=gap, hanging=hanging)


def _lay_out(diagram: Diagram, metrics: Metrics) -> Drawing:
    if diagram.kind == "organisation" and is_tree(diagram):
        return lay_out_tree(diagram, metrics)
    return lay_out_flow(diagram, metrics)
