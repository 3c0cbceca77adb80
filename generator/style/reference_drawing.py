"""Pictures and shapes of a reference file with their places on the page, as far as both outputs can draw them."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree
from PIL import Image

from generator.finding import Finding
from generator.load import limits
from generator.load.package import Package, Relation, W
from generator.load.pictures import PictureFile, Stored, opened, picture_in
from generator.style.reference_clashes import Clashes
from generator.style.reference_theme import A, Theme, drawing_color
from generator.style.sheet import PagePicture, Shape

WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
WPG = "{http://schemas.microsoft.com/office/word/2010/wordprocessingGroup}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
V = "{urn:schemas-microsoft-com:vml}"
_EMU = 36_000
"""English Metric Units in a millimetre."""
_DEGREE = 60_000
_MOST = 40
"""So many pictures and shapes of one page are taken."""
_DEEPEST = 8
_HAIRLINE = 0.25
"""Millimetres: the width of a line that does not say it."""
_FULL = 0.95
"""A picture as wide as this share of the paper covers it from edge to edge."""
_PARTS = 32
"""Into so many parts across and down a picture is divided to see its colours."""
_CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    "rect": ((0, 0), (1, 0), (1, 1), (0, 1)),
    "roundRect": ((0, 0), (1, 0), (1, 1), (0, 1)),
    "flowChartProcess": ((0, 0), (1, 0), (1, 1), (0, 1)),
    "triangle": ((0.5, 0), (1, 1), (0, 1)),
    "rtTriangle": ((0, 0), (1, 1), (0, 1)),
    "diamond": ((0.5, 0), (1, 0.5), (0.5, 1), (0, 0.5)),
    "parallelogram": ((0.25, 0), (1, 0), (0.75, 1), (0, 1)),
    "homePlate": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1)),
    "chevron": ((0, 0), (0.75, 0), (1, 0.5), (0.75, 1), (0, 1), (0.25, 0.5)),
}
_LINES = {"line", "straightConnector1"}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in millimetres from the paper's top left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a paragraph stands: its column and its upper edge in millimetres, and how its lines are aligned."""

    column: Box
    align: str = "left"
    indent: float = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """The paper of the reference file and its text area, and by how much both are stretched to be ours."""

    paper: Box
    text: Box
    across: float = 1
    along: float = 1


@dataclass(slots=True)
class Source:
    """The part whose drawings are read, and what was found in them."""

    package: Package
    relations: Mapping[str, Relation]
    theme: Theme
    clashes: Clashes
    frame: Frame
    alt: str
    findings: list[Finding] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)

    def left_out(self, words: str) -> None:
        """Note what is not taken."""
        self.findings.append(self.clashes.left_out(words))

    @property
    def is_full(self) -> bool:
        """Tell whether enough was found."""
        return len(self.pictures) + len(self.shapes) >= _MOST


def take_drawings(holder: etree._Element, spot: Spot, source: Source) -> float:
    """Take what a paragraph draws; give the height in millimetres of what stands in its line."""
    tallest = 0.0
    for drawing in _chosen(holder):
        if source.is_full:
            source.left_out(f"第{_MOST}个以后的图片和图形")
            return tallest
        if drawing.tag == f"{WP}anchor":
            _take(drawing, _anchored(drawing, spot, source.frame), source)
        elif drawing.tag == f"{WP}inline":
            box = _inline(drawing, spot)
            tallest = max(tallest, box.height)
            _take(drawing, box, source)
        else:
            _vml(drawing, spot, source)
    return tallest


def _chosen(holder: etree._Element) -> Iterator[etree._Element]:
    """Give the drawings of a paragraph, of each choice the first; nothing from text boxes."""
    for child in holder:
        if not isinstance(child.tag, str) or child.tag in {f"{MC}Fallback", f"{WPS}txbx"}:
            continue
        if child.tag in {f"{WP}anchor", f"{WP}inline", f"{V}shape", f"{V}rect", f"{V}line", f"{V}group"}:
            yield child
        else:
            yield from _chosen(child)


# --- places ----------------------------------------------------------------------------------------------------------


def _extent(drawing: etree._Element) -> tuple[float, float]:
    extent = drawing.find(f"{WP}extent")
    return (_mm(extent.get("cx")), _mm(extent.get("cy"))) if extent is not None else (0.0, 0.0)


def _inline(drawing: etree._Element, spot: Spot) -> Box:
    width, height = _extent(drawing)
    room = spot.column.width - width
    x = spot.column.x + {"center": room / 2, "right": room}.get(spot.align, spot.indent)
    return Box(x, spot.column.y, width, height)


def _anchored(drawing: etree._Element, spot: Spot, frame: Frame) -> Box:
    width, height = _extent(drawing)
    paper, text = frame.paper, frame.text
    across = {
        "page": (paper.x, paper.width),
        "margin": (text.x, text.width),
        "leftMargin": (0.0, text.x),
        "insideMargin": (0.0, text.x),
        "rightMargin": (text.x + text.width, paper.width - text.x - text.width),
        "outsideMargin": (text.x + text.width, paper.width - text.x - text.width),
    }
    along = {
        "page": (paper.y, paper.height),
        "margin": (text.y, text.height),
        "topMargin": (0.0, text.y),
        "bottomMargin": (text.y + text.height, paper.height - text.y - text.height),
    }
    x = _position(drawing, "positionH", across, (spot.column.x, spot.column.width), width)
    y = _position(drawing, "positionV", along, (spot.column.y, 0.0), height)
    return Box(x, y, width, height)


def _position(
    drawing: etree._Element,
    name: str,
    areas: Mapping[str, tuple[float, float]],
    usual: tuple[float, float],
    size: float,
) -> float:
    """Give one coordinate of a drawing, as it is aligned in its area or away from the area's edge."""
    for position in drawing.iter(WP + name):
        start, room = areas.get(position.get("relativeFrom", ""), usual)
        align, offset = position.find(f"{WP}align"), position.find(f"{WP}posOffset")
        if align is not None:
            share = {"center": 0.5, "right": 1.0, "bottom": 1.0, "outside": 1.0}.get((align.text or "").strip(), 0.0)
            return start + (room - size) * share if room else start
        if offset is not None:
            return start + _mm(offset.text)
    return usual[0]


def _mm(text: str | None) -> float:
    try:
        value = int((text or "").strip() or 0)
    except ValueError:
        return 0.0
    return value / _EMU if abs(value) < _FARTHEST else 0.0


_FARTHEST = 36_000 * 2_000


# --- what is drawn ---------------------------------------------------------------------------------------------------

Place = Callable[[float, float], tuple[float, float]]


def _take(drawing: etree._Element, box: Box, source: Source) -> None:
    data = drawing.find(f"{A}graphic/{A}graphicData")
    if data is None:
        return
    for child in data:
        if child.tag == f"{PIC}pic":
            _picture(child, box, source)
        elif child.tag == f"{WPS}wsp":
            _shape(child, box, source)
        elif child.tag == f"{WPG}wgp":
            _group(child, box, source, 0)
        elif isinstance(child.tag, str):
            source.left_out("图表、SmartArt或者公式")


def _group(group: etree._Element, box: Box, source: Source, depth: int) -> None:
    """Take the members of a group: their places are counted in the group's own units."""
    form = group.find(f"{WPG}grpSpPr/{A}xfrm")
    start, room = (form.find(f"{A}chOff"), form.find(f"{A}chExt")) if form is not None else (None, None)
    if start is None or room is None or depth > _DEEPEST:
        source.left_out("组合图形")
        return
    left, top = _mm(start.get("x")), _mm(start.get("y"))
    across, along = box.width / (_mm(room.get("cx")) or 1), box.height / (_mm(room.get("cy")) or 1)
    for child in group:
        form = next(child.iter(f"{A}xfrm"), None) if isinstance(child.tag, str) else None
        inner = _form_box(form)
        if inner is None or source.is_full:
            continue
        place = Box(
            box.x + (inner.x - left) * across,
            box.y + (inner.y - top) * along,
            inner.width * across,
            inner.height * along,
        )
        if child.tag == f"{PIC}pic":
            _picture(child, place, source)
        elif child.tag == f"{WPS}wsp":
            _shape(child, place, source)
        elif child.tag == f"{WPG}grpSp":
            _group(child, place, source, depth + 1)


def _form_box(form: etree._Element | None) -> Box | None:
    offset, extent = (form.find(f"{A}off"), form.find(f"{A}ext")) if form is not None else (None, None)
    if offset is None or extent is None:
        return None
    return Box(_mm(offset.get("x")), _mm(offset.get("y")), _mm(extent.get("cx")), _mm(extent.get("cy")))


def _picture(element: etree._Element, box: Box, source: Source) -> None:
    blip = element.find(f"{PIC}blipFill/{A}blip")
    crop = element.find(f"{PIC}blipFill/{A}srcRect")
    if _rotation(element) or (crop is not None and any(value != "0" for value in crop.attrib.values())):
        source.left_out("转了方向或者裁剪过的图片")
        return
    _place_picture(blip.get(f"{R}embed", "") if blip is not None else "", box, source)


def _place_picture(key: str, box: Box, source: Source) -> None:
    relation = source.relations.get(key)
    if relation is None or relation.external or relation.escapes or not source.package.has(relation.target):
        source.left_out("链接的图片")
        return
    data = source.package.data(relation.target, limits.PICTURE_BYTES)
    found = picture_in(Stored(relation.target, data, source.clashes.place))
    if found.value is None:
        reason = found.findings[0].message.partition("”")[2] or "读不出"
        source.left_out(f"图片“{relation.target.rpartition('/')[2]}”（{reason}）")
        return
    if min(box.width, box.height) <= 0:
        return
    place, file = _ours(box, source.frame), found.value
    is_png, digest = file.media_type == "image/png", hashlib.sha256(file.data).hexdigest()
    source.pictures.append(
        PagePicture(
            name=f"{digest[:16]}.{'png' if is_png else 'jpg'}",
            media_type="image/png" if is_png else "image/jpeg",
            data=file.data,
            digest=digest,
            alt=source.alt,
            x=round(place.x, 2),
            y=round(place.y, 2),
            width=round(place.width, 2),
            height=round(place.height, 2),
            tones=_tones(file),
        )
    )


def _tones(file: PictureFile) -> tuple[tuple[str, ...], ...]:
    """Give the colours of the parts of a picture, as they are seen on white paper."""
    with opened(file) as image:
        small = image.convert("RGBA").resize((_PARTS, _PARTS))
    white = Image.new("RGBA", small.size, "white")
    seen = Image.alpha_composite(white, small).convert("RGB").tobytes()
    colors = [seen[start : start + 3].hex().upper() for start in range(0, len(seen), 3)]
    return tuple(tuple(colors[start : start + _PARTS]) for start in range(0, len(colors), _PARTS))


def _ours(box: Box, frame: Frame) -> Box:
    """Give a rectangle on our paper: what covers the paper from edge to edge does so there, the rest keeps its form."""
    least = min(frame.across, frame.along)
    whole = box.width >= frame.paper.width * _FULL
    tall = box.height >= frame.paper.height * _FULL
    return Box(
        box.x * frame.across,
        box.y * frame.along,
        box.width * (frame.across if whole else least),
        box.height * (frame.along if tall else (frame.across if whole else least)),
    )


def _shape(element: etree._Element, box: Box, source: Source) -> None:
    properties = element.find(f"{WPS}spPr")
    if properties is None:
        return
    if any((text.text or "").strip() for text in element.iter(f"{W}t")):
        source.left_out("文本框里的文字")
    fill, line = _filling(properties, element, source.theme), _line_of(properties, element, source.theme)
    form = properties.find(f"{A}prstGeom")
    kind = form.get("prst", "") if form is not None else ""
    if kind in _LINES or (kind in _CORNERS and min(box.width, box.height) < _HAIRLINE):
        _line_shape(box, line or (_HAIRLINE, fill or ""), source)
        return
    corners = _CORNERS.get(kind) or _free_corners(properties)
    if not corners:
        if fill or line:
            source.left_out("弧形、圆形等图形")
        return
    if fill:
        _polygon(_turned(box, corners, _rotation(element)), fill, source)
    if line and not fill and kind in {"rect", "roundRect"}:
        for side in _sides(box, line[0]):
            _polygon(_turned(side, _CORNERS["rect"], 0), line[1], source)


def _filling(properties: etree._Element, element: etree._Element, theme: Theme) -> str:
    """Give the colour of a shape's ground: its own, or that its style refers to; empty for none."""
    for name in ("solidFill", "gradFill"):
        found = properties.find(A + name)
        if found is not None:
            return drawing_color(found, theme)
    if any(properties.find(A + name) is not None for name in ("noFill", "blipFill", "pattFill")):
        return ""
    return _referred(element, "fillRef", theme)


def _line_of(properties: etree._Element, element: etree._Element, theme: Theme) -> tuple[float, str] | None:
    line = properties.find(f"{A}ln")
    if line is not None and line.find(f"{A}noFill") is not None:
        return None
    own = drawing_color(line.find(f"{A}solidFill"), theme) if line is not None else ""
    color = own or _referred(element, "lnRef", theme)
    width = _mm(line.get("w")) if line is not None and line.get("w") else _HAIRLINE
    return (max(width, 0.1), color) if color else None


def _referred(element: etree._Element, name: str, theme: Theme) -> str:
    reference = element.find(f"{WPS}style/{A}{name}")
    return drawing_color(reference, theme) if reference is not None and reference.get("idx", "0") != "0" else ""


def _line_shape(box: Box, line: tuple[float, str], source: Source) -> None:
    """A line along an edge of the paper is a thin rectangle; a slanting one is left out."""
    width, color = line
    if not color:
        return
    if min(box.width, box.height) > width:
        source.left_out("斜线")
    elif box.width >= box.height:
        _polygon(_turned(Box(box.x, box.y - width / 2, box.width, width), _CORNERS["rect"], 0), color, source)
    else:
        _polygon(_turned(Box(box.x - width / 2, box.y, width, box.height), _CORNERS["rect"], 0), color, source)


def _sides(box: Box, width: float) -> Iterator[Box]:
    yield Box(box.x, box.y, box.width, width)
    yield Box(box.x, box.y + box.height - width, box.width, width)
    yield Box(box.x, box.y, width, box.height)
    yield Box(box.x + box.width - width, box.y, width, box.height)


def _free_corners(properties: etree._Element) -> tuple[tuple[float, float], ...]:
    """Give the corners of a free form of straight lines as shares of its box; nothing for one with curves."""
    path = properties.find(f"{A}custGeom/{A}pathLst/{A}path")
    if path is None or any(path.find(A + name) is not None for name in ("arcTo", "cubicBezTo", "quadBezTo")):
        return ()
    width, height = _mm(path.get("w")), _mm(path.get("h"))
    points = tuple(path.iter(f"{A}pt"))
    if not (width and height and 3 <= len(points) <= 200):  # noqa: PLR2004 - a polygon has three corners
        return ()
    return tuple((_mm(point.get("x")) / width, _mm(point.get("y")) / height) for point in points)


def _rotation(element: etree._Element) -> float:
    form = next(element.iter(f"{A}xfrm"), None)
    turned = form.get("rot", "0") if form is not None else "0"
    return int(turned) / _DEGREE if re.fullmatch(r"-?[0-9]{1,9}", turned) else 0.0


def _turned(box: Box, corners: tuple[tuple[float, float], ...], degrees: float) -> tuple[tuple[float, float], ...]:
    """Give corners on the page, turned around the middle of their box."""
    middle = (box.x + box.width / 2, box.y + box.height / 2)
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    placed = ((box.x + x * box.width - middle[0], box.y + y * box.height - middle[1]) for x, y in corners)
    return tuple((middle[0] + x * cosine - y * sine, middle[1] + x * sine + y * cosine) for x, y in placed)


def _polygon(corners: tuple[tuple[float, float], ...], color: str, source: Source) -> None:
    frame = source.frame
    points = tuple((round(x * frame.across, 2), round(y * frame.along, 2)) for x, y in corners)
    source.shapes.append(Shape(fill=color, points=points))


# --- drawings of old files -------------------------------------------------------------------------------------------

_LENGTH = re.compile(r"(?P<value>-?[0-9.]+)(?P<unit>pt|in|cm|mm|px)?")
_UNITS = {"pt": 25.4 / 72, "in": 25.4, "cm": 10.0, "mm": 1.0, "px": 25.4 / 96, None: 25.4 / 96}


def _vml(element: etree._Element, spot: Spot, source: Source) -> None:
    """Take a picture or rectangle written the old way; lettering and freehand shapes are left out."""
    style = dict(part.split(":", 1) for part in element.get("style", "").replace(" ", "").split(";") if ":" in part)
    box = Box(
        spot.column.x + _length(style.get("margin-left", style.get("left", ""))),
        spot.column.y + _length(style.get("margin-top", style.get("top", ""))),
        _length(style.get("width", "")),
        _length(style.get("height", "")),
    )
    image = element.find(f"{V}imagedata")
    color = element.get("fillcolor", "").partition(" ")[0].removeprefix("#")
    if image is not None:
        _place_picture(image.get(f"{R}id", ""), box, source)
    elif element.tag == f"{V}rect" and re.fullmatch(r"[0-9A-Fa-f]{6}", color) and element.get("filled") != "f":
        _polygon(_turned(box, _CORNERS["rect"], 0), color.upper(), source)
    else:
        source.left_out("旧格式的图形或者水印文字")


def _length(text: str) -> float:
    found = _LENGTH.fullmatch(text)
    try:
        return float(found["value"]) * _UNITS[found["unit"]] if found else 0.0
    except ValueError:
        return 0.0
