"""Figures as HTML: pictures, and diagrams as an SVG of shapes and lines with real text laid over it.

The text of a diagram stands in plain blocks, moved to their places by margins alone: positioned blocks would be painted
after the rest of the page, and its words would be read out of order.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape

from generator.document.nodes import Chart, Figure, Inlines, Picture
from generator.layout.drawing import Area, Box, Drawing, Label, Line, draw
from generator.layout.pictures import figure_room, picture_size
from generator.style.sheet import DiagramLook, Sheet
from generator.write.pdf.inlines import inline_html

ARROW_LENGTH, ARROW_HALF = 6.0, 2.5
SCHEME = "bidgen:"


@dataclass(slots=True)
class Pictures:
    """The pictures of a document: their bytes and media types under the addresses the HTML names them by."""

    by_url: dict[str, tuple[bytes, str]] = field(default_factory=dict)

    def add(self, data: bytes, media_type: str) -> str:
        """Keep a picture and give its address."""
        url = f"{SCHEME}picture/{len(self.by_url) + 1}"
        self.by_url[url] = (data, media_type)
        return url


def figure_html(figure: Figure, sheet: Sheet, pictures: Pictures, width: float) -> str:
    """Give the picture or drawing of a figure, at most `width` points wide, without its caption."""
    if isinstance(figure.body, Picture):
        return _picture(figure.body, figure.alt, sheet, pictures, width)
    return _chart(figure.body, figure.alt, sheet, pictures, width)


def _picture(picture: Picture, alt: str, sheet: Sheet, pictures: Pictures, width: float) -> str:
    own_width, own_height = picture_size(picture, sheet)
    factor = min(1.0, width / own_width)
    url = pictures.add(picture.data, picture.media_type)
    size = f"width:{own_width * factor:g}pt;height:{own_height * factor:g}pt"
    return f'<div class="figure"><img src="{url}" alt="{escape(alt)}" style="{size}"></div>'


def _chart(chart: Chart, alt: str, sheet: Sheet, pictures: Pictures, width: float) -> str:
    drawing = draw(chart, sheet.diagram, width, figure_room(sheet))
    url = pictures.add(drawing_svg(drawing, sheet.diagram).encode(), "image/svg+xml")
    image = f'<img src="{url}" alt="{escape(alt)}" style="width:{drawing.width:g}pt;height:{drawing.height:g}pt">'
    return (
        f'<div class="drawing" style="width:{drawing.width:g}pt;height:{drawing.height:g}pt;'
        f'font-size:{drawing.size:g}pt;line-height:{drawing.pitch:g}pt">{image}{_words(drawing)}</div>'
    )


def _words(drawing: Drawing) -> str:
    """Give the text of boxes and labels in order; each block is pulled up or down from the end of the one before."""
    parts, bottom = [], drawing.height
    boxes = [_box_place(box, drawing.pitch) for box in drawing.boxes]
    for place in [*boxes, *map(_label_place, drawing.labels)]:
        parts.append(
            f'<div style="margin:{place.y - bottom:.3f}pt 0 0 {place.x:.3f}pt;width:{place.width:.3f}pt;'
            f'height:{place.height:.3f}pt;text-align:{place.align}">{inline_html(place.content)}</div>'
        )
        bottom = place.y + place.height
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class _Place:
    x: float
    y: float
    width: float
    height: float
    align: str
    content: Inlines


def _box_place(box: Box, pitch: float) -> _Place:
    height = box.line_count * pitch
    x, y = box.x + (box.width - box.text_width) / 2, box.y + (box.height - height) / 2
    return _Place(x, y, box.text_width, height, "center", box.content)


def _label_place(label: Label) -> _Place:
    return _Place(label.x, label.y, label.width, label.height, label.align, label.content)


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
