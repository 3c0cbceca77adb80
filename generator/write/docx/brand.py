"""Pictures of a company's own look, anchored to the page behind its words, and the parts they are stored in."""

from __future__ import annotations

from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from generator.style.sheet import POINTS_PER_MM, PagePicture
from generator.write.docx.elements import PIC_NAMESPACE, drawing_run, emu, escape, wrap

_RELATION = "rIdPagePicture{}"
_BEHIND = 'behindDoc="1" locked="1" layoutInCell="1" allowOverlap="1"'


def picture_runs(pictures: tuple[PagePicture, ...], numbers: Iterator[int]) -> str:
    """Give the runs that draw pictures behind the page they stand on; drawings take `numbers`."""
    return "".join(_run(place, picture, numbers) for place, picture in enumerate(pictures, start=1))


def relate_pictures(part: Part, pictures: tuple[PagePicture, ...], stored: dict[str, Part]) -> None:
    """Relate a part to the pictures its runs name; a picture is stored once."""
    for place, picture in enumerate(pictures, start=1):
        if picture.digest not in stored:
            name = f"/word/media/brand{len(stored) + 1}.{picture.name.rpartition('.')[2]}"
            stored[picture.digest] = Part(PackURI(name), picture.media_type, picture.data)
        part.load_rel(RELATIONSHIP_TYPE.IMAGE, stored[picture.digest], _RELATION.format(place))


def theme_part(theme: bytes) -> Part:
    """Store the theme of a company's own file, whose colours Word then offers."""
    return Part(PackURI("/word/theme/theme1.xml"), CONTENT_TYPE.OFC_THEME, theme)


def _run(place: int, picture: PagePicture, numbers: Iterator[int]) -> str:
    size = f'cx="{_emu(picture.width)}" cy="{_emu(picture.height)}"'
    alt = escape(picture.alt)
    anchor = (
        f'<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="{place}" {_BEHIND}>'
        '<wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{_emu(picture.x)}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{_emu(picture.y)}</wp:posOffset></wp:positionV>'
        f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        f'<wp:docPr id="{next(numbers)}" name="{alt}{place}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{PIC_NAMESPACE}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{next(numbers)}" name="{escape(picture.name)}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{_RELATION.format(place)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:anchor>'
    )
    return drawing_run(wrap("drawing", anchor))


def _emu(millimetres: float) -> int:
    return emu(millimetres * POINTS_PER_MM)
