"""What is drawn behind the words of a page: one group of shapes without text, anchored to the page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.style.sheet import POINTS_PER_MM, Shape
from generator.write.docx.elements import WPG_NAMESPACE, drawing_run, emu, wrap

DECORATION = "装饰"
"""The name of what says nothing; marked as decoration it has no alternative text."""

_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)


def art_run(shapes: tuple[Shape, ...], numbers: Iterator[int]) -> str:
    """Give the run that draws shapes behind the page it stands on, nothing for no shapes; drawings take `numbers`."""
    if not shapes:
        return ""
    left, top, width, height = _bounds([corner for shape in shapes for corner in shape.corners])
    size, place = f'cx="{width}" cy="{height}"', f'x="{left}" y="{top}"'
    whole = f"<a:off {place}/><a:ext {size}/><a:chOff {place}/><a:chExt {size}/>"
    number = next(numbers)
    drawn = "".join(_shape(shape, next(numbers)) for shape in shapes)
    anchor = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="0" behindDoc="1" locked="1" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{number}" name="{DECORATION}">{_DECORATIVE}</wp:docPr>'
        f'<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{WPG_NAMESPACE}"><wpg:wgp><wpg:cNvGrpSpPr/>'
        f"<wpg:grpSpPr><a:xfrm>{whole}</a:xfrm></wpg:grpSpPr>{drawn}</wpg:wgp></a:graphicData></a:graphic></wp:anchor>"
    )
    choice = f'<mc:Choice Requires="wpg">{wrap("drawing", anchor)}</mc:Choice>'
    return drawing_run(f"<mc:AlternateContent>{choice}<mc:Fallback/></mc:AlternateContent>")


def _shape(shape: Shape, number: int) -> str:
    """Give a shape as a path in its own box."""
    left, top, width, height = _bounds(shape.corners)
    start, *others = (f'<a:pt x="{_emu(x) - left}" y="{_emu(y) - top}"/>' for x, y in shape.corners)
    path = f"<a:moveTo>{start}</a:moveTo>{''.join(f'<a:lnTo>{point}</a:lnTo>' for point in others)}<a:close/>"
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="{DECORATION}{number}"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f'<a:pathLst><a:path w="{width}" h="{height}">{path}</a:path></a:pathLst></a:custGeom>'
        f'<a:solidFill><a:srgbClr val="{shape.fill}"/></a:solidFill><a:ln><a:noFill/></a:ln></wps:spPr>'
        "<wps:bodyPr/></wps:wsp>"
    )


def _bounds(corners: Sequence[tuple[float, float]]) -> tuple[int, int, int, int]:
    """Give left edge, top, width and height of what has these corners: a group must be as large as what is in it."""
    columns, rows = sorted(_emu(x) for x, _ in corners), sorted(_emu(y) for _, y in corners)
    return columns[0], rows[0], columns[-1] - columns[0], rows[-1] - rows[0]


def _emu(millimetres: float) -> int:
    return emu(millimetres * POINTS_PER_MM)
