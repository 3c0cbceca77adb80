"""Word files with a look of their own, made with python-docx as a company's office would with Word."""

from __future__ import annotations

import io
from collections.abc import Callable
from importlib.resources import files

import docx
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from PIL import Image, ImageDraw

PUBLIC_TEMPLATE = files("docx").joinpath("templates", "default.docx").read_bytes()
"""The template that python-docx carries: nobody here wrote it."""
LOGO_COLOR, BAND, ACCENT = (0x0B, 0x5C, 0xAB), "0B5CAB", "F2A900"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_WP = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def logo(width: int = 360, height: int = 120) -> bytes:
    """Draw a mark on a clear ground: a disc beside bars."""
    picture = Image.new("RGBA", (width, height), (255, 255, 255, 0))
    draw = ImageDraw.Draw(picture)
    draw.ellipse((4, 4, height - 4, height - 4), fill=LOGO_COLOR)
    for row in range(3):
        draw.rectangle((height + 16, 16 + row * 36, width - 8 - row * 40, 36 + row * 36), fill=LOGO_COLOR)
    data = io.BytesIO()
    picture.save(data, "PNG")
    return data.getvalue()


def company_file(change: Callable[[WordDocument], None] = lambda _: None) -> bytes:
    """Make the file of a company: blue headings, its mark in the header, bands and the mark on the cover."""
    document = docx.Document()
    _paper(document)
    _styles(document)
    _cover(document)
    _running(document)
    change(document)
    return saved(document)


def saved(document: WordDocument) -> bytes:
    """Give the bytes of a file."""
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def font(style: object, latin: str, chinese: str) -> None:
    """Set both fonts of a style, by name instead of by theme."""
    element = style.element.get_or_add_rPr().get_or_add_rFonts()  # type: ignore[attr-defined]
    for key in list(element.attrib):
        del element.attrib[key]
    for key, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", chinese)):
        element.set(qn(f"w:{key}"), name)


def rectangle(x: float, y: float, width: float, height: float, fill: str) -> str:
    """Give the run of a filled rectangle anchored to the page, in millimetres."""
    left, top, across, along = (int(Mm(value)) for value in (x, y, width, height))
    return (
        f'<w:r {nsdecls("w")} xmlns:wp="{_WP}" xmlns:a="{_A}" xmlns:wps="{_WPS}"><w:drawing>'
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="1" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="page"><wp:posOffset>{left}</wp:posOffset></wp:positionH>'
        f'<wp:positionV relativeFrom="page"><wp:posOffset>{top}</wp:posOffset></wp:positionV>'
        f'<wp:extent cx="{across}" cy="{along}"/><wp:effectExtent l="0" t="0" r="0" b="0"/><wp:wrapNone/>'
        '<wp:docPr id="70" name="band"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{_WPS}"><wps:wsp><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{along}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{fill}"/></a:solidFill></wps:spPr><wps:bodyPr/></wps:wsp>'
        "</a:graphicData></a:graphic></wp:anchor></w:drawing></w:r>"
    )


def _paper(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(25)
    section.left_margin, section.right_margin = Mm(27), Mm(23)
    section.header_distance, section.footer_distance = Mm(12), Mm(13)


def _styles(document: WordDocument) -> None:
    styles = document.styles
    normal = styles["Normal"]
    normal.font.size = Pt(12)
    font(normal, "Times New Roman", "仿宋")
    normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing = Pt(24)
    normal.paragraph_format.first_line_indent = Pt(24)
    for level, size in ((1, 18), (2, 16), (3, 14), (4, 12)):
        heading = styles[f"Heading {level}"]
        font(heading, "Calibri", "微软雅黑")
        heading.font.size = Pt(size)
        heading.font.bold = True
        heading.font.color.rgb = RGBColor(*LOGO_COLOR)
        heading.paragraph_format.first_line_indent = Pt(0)
        heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(6)
    bottom = parse_xml(
        f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="3" w:color="{ACCENT}"/></w:pBdr>'
    )
    properties = styles["Heading 1"].element.get_or_add_pPr()
    properties.insert_element_before(bottom, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
    styles["Title"].font.size = Pt(34)
    font(styles["Title"], "Calibri", "微软雅黑")
    styles["Header"].font.size = Pt(9)
    styles["Footer"].font.size = Pt(9)
    for name in ("Header", "Footer", "Title"):
        styles[name].paragraph_format.first_line_indent = Pt(0)
    styles["Header"].font.color.rgb = RGBColor(*LOGO_COLOR)


def _cover(document: WordDocument) -> None:
    paragraph = document.add_paragraph()
    for place in ((0, 0, 210, 14, BAND), (0, 14, 210, 2, ACCENT), (0, 283, 210, 14, BAND)):
        paragraph._p.append(parse_xml(rectangle(*place)))
    mark = document.add_paragraph()
    mark.alignment = WD_ALIGN_PARAGRAPH.LEFT
    mark.paragraph_format.first_line_indent = Pt(0)
    mark.add_run().add_picture(io.BytesIO(logo()), width=Mm(45))
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _running(document: WordDocument) -> None:
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.add_run().add_picture(io.BytesIO(logo()), width=Mm(24))
    header.add_run("\t\t用心服务每一天")
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("第 ")
    add_field(footer, "PAGE")
    footer.add_run(" 页 共 ")
    add_field(footer, "NUMPAGES")
    footer.add_run(" 页")


def add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field with its stored result."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("result", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "":
            element = OxmlElement("w:instrText")
            element.text = text
        elif kind == "result":
            element = OxmlElement("w:t")
            element.text = text
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)
