"""Figures as HTML: pictures, and diagrams as an SVG of shapes and lines with real text laid over it.

The text of a diagram stands in plain blocks, moved to their places by margins alone: positioned blocks would be painted
after the rest of the page, and its words would be read out of order.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

from generator.document.nodes import Chart, Figure, Picture
from generator.layout.drawing import Drawing, draw
from generator.layout.pictures import figure_room, picture_size
from generator.style.sheet import Sheet
from generator.write.drawing import drawing_svg, words_places
from generator.write.pdf.inlines import inline_html

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
    return f'<div class="figure"><img src="{url}" alt="{escape(alt)}" style="{size}"/></div>'


def _chart(chart: Chart, alt: str, sheet: Sheet, pictures: Pictures, width: float) -> str:
    drawing = draw(chart, sheet.diagram, width, figure_room(sheet))
    url = pictures.add(drawing_svg(drawing, sheet.diagram).encode(), "image/svg+xml")
    image = f'<img src="{url}" alt="{escape(alt)}" style="width:{drawing.width:g}pt;height:{drawing.height:g}pt"/>'
    return (
        f'<div class="drawing" style="width:{drawing.width:g}pt;height:{drawing.height:g}pt;'
        f'font-size:{drawing.size:g}pt;line-height:{drawing.pitch:g}pt">{image}{_words(drawing)}</div>'
    )


def _words(drawing: Drawing) -> str:
    """Give the text of boxes and labels in order; each block is pulled up or down from the end of the one before."""
    parts, bottom = [], drawing.height
    for place in words_places(drawing):
        parts.append(
            f'<div style="margin:{place.y - bottom:.3f}pt 0 0 {place.x:.3f}pt;width:{place.width:.3f}pt;'
            f'height:{place.height:.3f}pt;text-align:{place.align}">{inline_html(place.content)}</div>'
        )
        bottom = place.y + place.height
    return "".join(parts)
