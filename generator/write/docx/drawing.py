"""Drawings in the line of text: pictures, and diagrams as groups of shapes with real, editable text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import count, groupby

from generator.document.nodes import Chart, Figure, Inlines, Picture
from generator.layout.drawing import Area, Box, Drawing, Label, Line, draw
from generator.layout.pictures import figure_room, picture_size
from generator.style.sheet import DiagramLook
from generator.write.docx.elements import PIC_NAMESPACE, WPG_NAMESPACE, drawing_run, emu, escape, mark, tab, twips, wrap
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import RunLook, runs
from generator.write.docx.paragraphs import Setting, direct
from generator.write.docx.styles import DIAGRAM_STYLE

PICTURE_RELATION = "rIdPicture{}"
"""The relationship of the document part to its nth picture."""

_SHAPES = {
    "start": "flowChartTerminator",
    "end": "flowChartTerminator",
    "step": "flowChartProcess",
    "decision": "flowChartDecision",
}


def figure_run(figure: Figure, ink: Ink) -> str:
    """Write a figure's picture or diagram as one run."""
    if isinstance(figure.body, Picture):
        return drawing_run(wrap("drawing", _picture(figure, figure.body, ink)))
    return drawing_run(_choice(wrap("drawing", _chart(figure, figure.body, ink))))


def _choice(content: str) -> str:
    """Offer a group of shapes, new in Word 2010, and nothing to readers without it ([MS-ODRAWXML] 2.2.7)."""
    choice = f'<mc:Choice Requires="wpg">{content}</mc:Choice>'
    return f"<mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent>"


def _inline(width: float, height: float, figure: Figure, graphic: str, ink: Ink) -> str:
    number = next(ink.drawings)
    return (
        '<wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{emu(width)}" cy="{emu(height)}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="{escape(figure.label or figure.id)}" descr="{escape(figure.alt)}"/>'
        f"<wp:cNvGraphicFramePr/>{graphic}</wp:inline>"
    )


def _picture(figure: Figure, picture: Picture, ink: Ink) -> str:
    width, height = picture_size(picture, ink.sheet)
    relation = PICTURE_RELATION.format(ink.picture_number(picture))
    graphic = (
        f'<a:graphic><a:graphicData uri="{PIC_NAMESPACE}"><pic:pic>'
        f'<pic:nvPicPr><pic:cNvPr id="{next(ink.drawings)}" name="{escape(picture.name)}"/>'
        '<pic:cNvPicPr><a:picLocks noChangeAspect="1"/></pic:cNvPicPr></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f"<pic:spPr>{_transform(0, 0, width, height)}{_preset('rect')}</pic:spPr>"
        "</pic:pic></a:graphicData></a:graphic>"
    )
    return _inline(width, height, figure, graphic, ink)


def _chart(figure: Figure, chart: Chart, ink: Ink) -> str:
    drawing = draw(chart, ink.sheet.diagram, ink.sheet.text_width, figure_room(ink.sheet))
    shapes = (
        [_area(area, ink) for area in drawing.grounds]
        + [_line(line, ink.sheet.diagram, ink) for line in drawing.lines]
        + [_area(area, ink) for area in drawing.bars]
        + [_box(box, drawing, ink) for box in drawing.boxes]
        + [_labels(tuple(group), drawing, ink) for _, group in groupby(drawing.labels, _line_of())]
    )
    graphic = (
        f'<a:graphic><a:graphicData uri="{WPG_NAMESPACE}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f"<wpg:grpSpPr>{_group_transform(drawing)}</wpg:grpSpPr>{''.join(shapes)}"
        "</wpg:wgp></a:graphicData></a:graphic>"
    )
    return _inline(drawing.width, drawing.height, figure, graphic, ink)


def _group_transform(drawing: Drawing) -> str:
    size = f'cx="{emu(drawing.width)}" cy="{emu(drawing.height)}"'
    return f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm>'


def _area(area: Area, ink: Ink) -> str:
    properties = (
        _transform(area.x, area.y, area.width, area.height)
        + _preset({"rectangle": "rect", "diamond": "diamond"}[area.shape])
        + _solid(area.fill)
        + "<a:ln><a:noFill/></a:ln>"
    )
    return _shape(properties, "", "<wps:bodyPr/>", ink)


def _box(box: Box, drawing: Drawing, ink: Ink) -> str:
    look = ink.sheet.diagram
    fill = look.start_fill if box.shape in {"start", "end"} else look.fill
    properties = (
        _transform(box.x, box.y, box.width, box.height)
        + _preset(_SHAPES[box.shape])
        + _solid(fill)
        + f'<a:ln w="{emu(look.line)}">{_solid(look.stroke)}</a:ln>'
    )
    inset = max(0.0, (_text_room(box) - box.text_width) / 2 - _EASE)
    return _shape(properties, _text(box.content, drawing, ink), _insets(inset, "ctr"), ink)


_EASE = 2.0
"""Points by which a text may be wider than was measured, on each side, before it wraps into one more line."""


def _text_room(box: Box) -> float:
    """Shapes keep their text in an inner rectangle: a diamond in its half, a terminator off its round ends."""
    return box.width * _INNER[box.shape]


_INNER = {"start": 0.9057, "end": 0.9057, "step": 1.0, "decision": 0.5}


_STRAIGHT = 2
"""The number of points of a straight line."""


def _line(line: Line, look: DiagramLook, ink: Ink) -> str:
    left, top = min(x for x, _ in line.points), min(y for _, y in line.points)
    width = max(x for x, _ in line.points) - left
    height = max(y for _, y in line.points) - top
    head = '<a:tailEnd type="triangle" w="med" len="med"/>' if line.arrow else ""
    pen = f'<a:ln w="{emu(line.width or look.line)}">{_solid(line.color or look.stroke)}'
    properties = (
        _transform(left, top, width, height, _flips(line))
        + (_path(line, left, top, width, height) if len(line.points) > _STRAIGHT else _preset("straightConnector1"))
        + f'<a:noFill/>{pen}<a:miter lim="800000"/>{head}</a:ln>'
    )
    return _shape(properties, "", "<wps:bodyPr/>", ink, kind="<wps:cNvCnPr/>")


def _flips(line: Line) -> str:
    """A straight line runs from its rectangle's top left corner, unless turned over."""
    if len(line.points) > _STRAIGHT:
        return ""
    (x1, y1), (x2, y2) = line.points[0], line.points[-1]
    return (' flipH="1"' if x2 < x1 else "") + (' flipV="1"' if y2 < y1 else "")


def _path(line: Line, left: float, top: float, width: float, height: float) -> str:
    points = [f'<a:pt x="{emu(x - left)}" y="{emu(y - top)}"/>' for x, y in line.points]
    steps = f"<a:moveTo>{points[0]}</a:moveTo>" + "".join(f"<a:lnTo>{point}</a:lnTo>" for point in points[1:])
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{emu(width)}" h="{emu(height)}" fill="none">{steps}</a:path></a:pathLst></a:custGeom>'
    )


def _line_of() -> Callable[[Label], int]:
    """Give the key that is the same for labels set as one line, new for every other."""
    alone = count(-1, -1)
    return lambda label: label.line or next(alone)


def _labels(labels: tuple[Label, ...], drawing: Drawing, ink: Ink) -> str:
    """Write labels of one line as one text box with tabs: readers take long over hundreds of boxes."""
    first, *others = labels
    if not others:
        return _label(first, drawing, ink)
    left = first.x
    stops = [_stop(label, left) for label in labels[first.align == "left" :]]
    parts = [runs(label.content, ink, _look(drawing, ink)) for label in labels]
    content = (tab() if first.align != "left" else "") + tab().join(parts)
    setting = replace(_setting(drawing, ink, "left"), tabs=wrap("tabs", "".join(stops)))
    place = _transform(left, first.y, drawing.width - left, first.height)
    properties = place + _preset("rect") + "<a:noFill/><a:ln><a:noFill/></a:ln>"
    text = direct(DIAGRAM_STYLE, content, setting)
    return _shape(properties, text, _insets(0, "t"), ink, kind='<wps:cNvSpPr txBox="1"/>')


def _stop(label: Label, left: float) -> str:
    """Give the tab stop of a label in a box that begins at `left`."""
    place = {"left": label.x, "center": label.x + label.width / 2, "right": label.x + label.width}[label.align]
    return mark("tab", val=label.align, pos=twips(place - left))


def _label(label: Label, drawing: Drawing, ink: Ink) -> str:
    properties = (
        _transform(label.x, label.y, label.width, label.height)
        + _preset("rect")
        + "<a:noFill/><a:ln><a:noFill/></a:ln>"
    )
    text = _text(label.content, drawing, ink, align=label.align)
    return _shape(properties, text, _insets(0, "t"), ink, kind='<wps:cNvSpPr txBox="1"/>')


def _text(content: Inlines, drawing: Drawing, ink: Ink, align: str = "") -> str:
    """Write a text box's paragraph; a drawing scaled down has smaller words."""
    return direct(DIAGRAM_STYLE, runs(content, ink, _look(drawing, ink)), _setting(drawing, ink, align))


def _look(drawing: Drawing, ink: Ink) -> RunLook:
    return RunLook(size=drawing.size if _is_scaled(drawing, ink) else 0)


def _setting(drawing: Drawing, ink: Ink, align: str) -> Setting:
    return Setting(line=drawing.pitch if _is_scaled(drawing, ink) else None, align=align)


def _is_scaled(drawing: Drawing, ink: Ink) -> bool:
    return drawing.size != ink.sheet.diagram.size


def _shape(properties: str, text: str, body: str, ink: Ink, kind: str = "<wps:cNvSpPr/>") -> str:
    number = next(ink.drawings)
    box = f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>" if text else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{_SHAPE_NAME}{number}"/>{kind}'
        f"<wps:spPr>{properties}</wps:spPr>{box}{body}</wps:wsp>"
    )


_SHAPE_NAME = "图形"


def _insets(side: float, anchor: str) -> str:
    return (
        f'<wps:bodyPr wrap="square" lIns="{emu(side)}" tIns="0" rIns="{emu(side)}" bIns="0" anchor="{anchor}" '
        'anchorCtr="0"><a:noAutofit/></wps:bodyPr>'
    )


def _transform(x: float, y: float, width: float, height: float, flips: str = "") -> str:
    return f'<a:xfrm{flips}><a:off x="{emu(x)}" y="{emu(y)}"/><a:ext cx="{emu(width)}" cy="{emu(height)}"/></a:xfrm>'


def _preset(name: str) -> str:
    return f'<a:prstGeom prst="{name}"><a:avLst/></a:prstGeom>'


def _solid(color: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{color}"/></a:solidFill>'
