"""Figures as Typst code: pictures as files beside the source, drawings as SVG with real text laid over it."""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.document.nodes import Chart, Figure, Picture
from generator.layout.drawing import Drawing, draw
from generator.layout.pictures import figure_room, picture_size
from generator.style.sheet import Sheet
from generator.write.drawing import WordsPlace, drawing_svg, words_places
from generator.write.typst.code import block, call, points, string
from generator.write.typst.inlines import inline_code

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(slots=True)
class Files:
    """The files a source names, by name."""

    by_name: dict[str, bytes] = field(default_factory=dict)

    def add(self, data: bytes, ending: str) -> str:
        """Keep a file and give its name."""
        name = f"picture-{len(self.by_name) + 1}.{ending}"
        self.by_name[name] = data
        return name


def figure_code(figure: Figure, sheet: Sheet, files: Files, width: float) -> str:
    """Give the picture or drawing of a figure, at most `width` points wide, without its caption."""
    if isinstance(figure.body, Picture):
        return _picture(figure.body, figure.alt, sheet, files, width)
    return _chart(figure.body, figure.alt, sheet, files, width)


def _picture(picture: Picture, alt: str, sheet: Sheet, files: Files, width: float) -> str:
    own_width, own_height = picture_size(picture, sheet)
    factor = min(1.0, width / own_width)
    name = files.add(picture.data, _ENDINGS[picture.media_type])
    return call("align", "center", _image(name, alt, own_width * factor, own_height * factor))


def _image(name: str, alt: str, width: float, height: float) -> str:
    return call("image", string(name), alt=string(alt), width=points(width), height=points(height))


def _chart(chart: Chart, alt: str, sheet: Sheet, files: Files, width: float) -> str:
    drawing = draw(chart, sheet.diagram, width, figure_room(sheet))
    name = files.add(drawing_svg(drawing, sheet.diagram).encode(), "svg")
    shapes = call("place", _image(name, alt, drawing.width, drawing.height))
    body = block((shapes, *(_words(place) for place in words_places(drawing))))
    size = {"width": points(drawing.width), "height": points(drawing.height)}
    return call("align", "center", call("block", _dressed(drawing, body), **size, above="0pt", below="0pt"))


def _dressed(drawing: Drawing, body: str) -> str:
    """Set the size of a drawing's text; its lines are exactly `pitch` high, as those of a role."""
    return call("drawn", points(drawing.size), points(drawing.pitch), body)


def _words(place: WordsPlace) -> str:
    words = call("par", inline_code(place.content))
    boxed = call("block", call("align", place.align, words), width=points(place.width), height=points(place.height))
    return call("place", boxed, dx=points(place.x), dy=points(place.y))
