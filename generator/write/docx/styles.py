"""The styles part: one Word style per role of the sheet, Word's own where it has one, so its menus know them."""

from __future__ import annotations

import re
from functools import cache

from generator.style.sheet import Edge, Edges, Font, Role, Sheet, TableLook
from generator.write.docx.elements import (
    NAMESPACES,
    XML_HEADER,
    eighths,
    escape,
    half_points,
    mark,
    twips,
    value,
    wrap,
)

HEADING_LEVELS = 9
TABLE_STYLE = "BidTable"
FORM_STYLE = "BidForm"
LAYOUT_STYLE = "BidLayout"
DIAGRAM_STYLE = "DiagramText"

_BUILTIN = {
    "body": ("BodyText", "Body Text"),
    "list": ("ListParagraph", "List Paragraph"),
    "salutation": ("Salutation", "Salutation"),
    "closing": ("Closing", "Closing"),
    "caption_table": ("Caption", "caption"),
    "contents_heading": ("TOCHeading", "TOC Heading"),
    "cover_title": ("Title", "Title"),
    "cover_subtitle": ("Subtitle", "Subtitle"),
    "header": ("Header", "header"),
    "footer": ("Footer", "footer"),
    **{f"heading{level}": (f"Heading{level}", f"heading {level}") for level in range(1, HEADING_LEVELS + 1)},
    **{f"contents{level}": (f"TOC{level}", f"toc {level}") for level in range(1, HEADING_LEVELS + 1)},
}
_OWN_NAMES = {
    "lead": "导语",
    "note": "附注",
    "source": "资料来源",
    "caption_figure": "图题",
    "figure": "图",
    "cell": "表内文字",
    "cell_head": "表头",
    "cell_label": "表内标签",
    "cell_total": "表内合计",
    "sign": "落款",
    "notice": "提示框",
    "notice_text": "提示文字",
    "cover_mark": "封面正副本",
    "cover_project": "封面项目名称",
    "cover_line": "封面信息",
    "cover_date": "封面日期",
    "cover_remark": "封面备注",
}
_VARIANTS = {"notice_text": "notice"}
"""Roles of the writer's own that look like one of the sheet's; this one has no frame, as its cell has one."""

_LEVELLED = re.compile(r"(heading|contents)([1-9])")
_PARTS_SHOWN = {"contents_heading", "header", "footer"}
_JUSTIFICATION = {"left": "left", "center": "center", "right": "right", "justify": "both", "outside": "right"}


@cache
def style_id(role: str) -> str:
    """Give the id of a role's paragraph style."""
    builtin = _BUILTIN.get(role)
    return builtin[0] if builtin else "Role" + "".join(_identifier(character) for character in role.title())


def known_role(role: str, sheet: Sheet) -> str:
    """Give the role whose style a paragraph takes: the role itself where the sheet has it, else the body."""
    return role if role in sheet.roles or role in _VARIANTS or _is_level(role) else "body"


def role_look(role: str, sheet: Sheet) -> Role:
    """Give a role's look; of a heading or contents line deeper than the sheet knows, that of its deepest."""
    match = _LEVELLED.fullmatch(role)
    if match is None:
        return sheet.role(_VARIANTS.get(role, role))
    deepest = next((known for known in range(int(match[2]), 0, -1) if f"{match[1]}{known}" in sheet.roles), 1)
    return sheet.role(f"{match[1]}{deepest}")


def styles_part(sheet: Sheet, language: str) -> bytes:
    """Write `word/styles.xml`."""
    content = _defaults(sheet, language) + _latent() + "".join(_styles(sheet))
    return (XML_HEADER + f"<w:styles {NAMESPACES}>{content}</w:styles>").encode()


def justification(align: str) -> str:
    """Give the alignment of a paragraph as an element."""
    return value("jc", _JUSTIFICATION[align])


def spacing(role: Role, *, rule: str = "exact") -> str:
    """Give a role's spaces and line pitch as an element."""
    return mark("spacing", before=twips(role.before), after=twips(role.after), line=twips(role.pitch), lineRule=rule)


def fonts(font: Font) -> str:
    """Give a font for all four scripts Word tells apart."""
    return mark("rFonts", ascii=font.latin, hAnsi=font.latin, eastAsia=font.word, cs=font.latin)


def box(
    size: float,
    space: int = 0,
    sides: tuple[str, ...] = ("top", "left", "bottom", "right"),
    color: str = "000000",
) -> str:
    """Give border elements of a width in points for sides in the order the schema asks; no width, no border."""
    val = "single" if size else "nil"
    return "".join(mark(side, val=val, sz=eighths(size), space=space, color=color) for side in sides)


def _identifier(character: str) -> str:
    if character.isascii():
        return character if character.isalnum() else ""
    return f"{ord(character):x}"


def _defaults(sheet: Sheet, language: str) -> str:
    """Give the defaults of all runs and paragraphs.

    Why `overflowPunct` is on: LibreOffice 7.4 reads the switch the wrong way round, and with it on its pages are those
    of the contents; Word may then hang a mark beyond the margin, as it does by default.
    """
    body = sheet.role("body")
    run = (
        fonts(sheet.fonts["song"])
        + value("kern", 0)
        + _size(body.size)
        + mark("lang", val="en-US", eastAsia=language, bidi="ar-SA")
    )
    paragraph = (
        value("widowControl", 1)
        + value("kinsoku", 1)
        + value("overflowPunct", 1)
        + value("autoSpaceDE", 1)
        + value("autoSpaceDN", 1)
        + value("adjustRightInd", 0)
        + value("snapToGrid", 0)
        + mark("spacing", before=0, after=0, line=twips(body.pitch), lineRule="exact")
    )
    return wrap(
        "docDefaults",
        wrap("rPrDefault", wrap("rPr", run)) + wrap("pPrDefault", wrap("pPr", paragraph)),
    )


def _latent() -> str:
    return mark(
        "latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=0,
        defUnhideWhenUsed=0,
        defQFormat=0,
        count=376,
    )


def _styles(sheet: Sheet) -> list[str]:
    roles = [*sheet.roles, *_missing_levels(sheet), *_VARIANTS]
    return [
        _normal(),
        _character_default(),
        _table_default(),
        *(_paragraph_style(role, sheet) for role in roles),
        _diagram_style(sheet),
        *_table_styles(sheet.table),
    ]


def _missing_levels(sheet: Sheet) -> list[str]:
    """Word's lists need all heading levels, its contents as many as are shown."""
    headings = [f"heading{level}" for level in range(1, HEADING_LEVELS + 1)]
    contents = [f"contents{level}" for level in range(1, HEADING_LEVELS + 1)]
    return [role for role in headings + contents if role not in sheet.roles]


def _is_level(role: str) -> bool:
    return _LEVELLED.fullmatch(role) is not None


def _normal() -> str:
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal">'
        + value("name", "Normal")
        + "<w:qFormat/></w:style>"
    )


def _character_default() -> str:
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _table_default() -> str:
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>'
    )


def _paragraph_style(role: str, sheet: Sheet) -> str:
    look = role_look(role, sheet)
    name = _BUILTIN[role][1] if role in _BUILTIN else _OWN_NAMES.get(role, role)
    follower = value("next", style_id("body")) if role.startswith("heading") else ""
    return (
        f'<w:style w:type="paragraph"{"" if role in _BUILTIN else _CUSTOM} w:styleId="{style_id(role)}">'
        + value("name", name)
        + value("basedOn", "Normal")
        + follower
        + ("" if role in _PARTS_SHOWN or role.startswith("contents") else "<w:qFormat/>")
        + wrap("pPr", _paragraph_properties(role, look, sheet))
        + wrap("rPr", _run_properties(look, sheet))
        + "</w:style>"
    )


_CUSTOM = ' w:customStyle="1"'


def _paragraph_properties(role: str, look: Role, sheet: Sheet) -> str:
    """Give the inside of a style's `w:pPr`, in the order of the schema."""
    level = int(role[-1]) - 1 if role.startswith("heading") else None
    return (
        ("<w:keepNext/>" if look.keep_next else "")
        + ("<w:keepLines/>" if look.keep_next or role == "sign" else "")
        + ("<w:pageBreakBefore/>" if look.page_break else "")
        + (wrap("numPr", value("ilvl", level) + value("numId", 1)) if level is not None else "")
        + _borders(role, look, sheet)
        + (mark("shd", val="clear", color="auto", fill=look.fill) if look.fill else "")
        + _tabs(role, sheet)
        + spacing(look, rule="atLeast" if role == "figure" else "exact")
        + _role_indent(role, look)
        + justification(look.align)
        + (value("outlineLvl", level) if level is not None else "")
    )


def _borders(role: str, look: Role, sheet: Sheet) -> str:
    if role == "notice":
        return wrap("pBdr", box(sheet.table.border, _FRAME_SPACE, color=sheet.table.color))
    if role == "header" and sheet.header_rule:
        return wrap("pBdr", box(sheet.header_rule, 3, ("bottom",), sheet.header_rule_color))
    return _edges(look.edges)


def _edges(edges: Edges) -> str:
    """Write the rules of a role; `between` keeps those of equal paragraphs apart, which Word would join to one box."""
    sides = (("top", edges.top), ("left", edges.left), ("bottom", edges.bottom), ("right", edges.right))
    drawn = [_edge(side, edge) for side, edge in sides if edge]
    between = edges.bottom or edges.top
    return wrap("pBdr", "".join(drawn) + (_edge("between", between) if between else "")) if drawn else ""


def _edge(side: str, edge: Edge) -> str:
    return mark(side, val="single", sz=eighths(edge.width), space=round(edge.gap), color=edge.color)


def _tabs(role: str, sheet: Sheet) -> str:
    edge = twips(sheet.text_width)
    if role == "header":
        return wrap("tabs", mark("tab", val="right", pos=edge))
    if re.fullmatch(r"contents\d", role):
        return wrap("tabs", mark("tab", val="right", leader="dot", pos=edge))
    return ""


def _role_indent(role: str, look: Role) -> str:
    """Lists get their indent from the numbering; a frame stands outside of its words, which therefore step in."""
    if role == "list":
        return ""
    if look.align == "outside":
        return mark("ind", left=twips(look.indent * look.size), right=twips(look.indent * look.size))
    if role == "notice":
        return mark("ind", left=twips(_FRAME_SPACE + 0.5), right=twips(_FRAME_SPACE + 0.5))
    return _indent(look)


_FRAME_SPACE = 4


def _indent(look: Role) -> str:
    """Write indents in characters and in twips: Word takes the first, other programs often only the second."""
    left, right = look.edges.left, look.edges.right
    if not look.first_line and not look.indent and not left and not right:
        return ""
    return mark(
        "ind",
        leftChars=0 if left else round(look.indent * 100) or None,
        left=twips(look.indent * look.size + (left.room if left else 0)) or None,
        right=twips(right.room) if right else None,
        firstLineChars=round(look.first_line * 100) or None,
        firstLine=twips(look.first_line * look.size) or None,
    )


def _run_properties(look: Role, sheet: Sheet) -> str:
    return (
        fonts(sheet.fonts[look.font])
        + ("<w:b/><w:bCs/>" if look.bold else "")
        + ("" if look.color == "000000" else value("color", look.color))
        + (value("spacing", twips(look.tracking)) if look.tracking else "")
        + _size(look.size)
    )


def _size(points: float) -> str:
    return value("sz", half_points(points)) + value("szCs", half_points(points))


def _diagram_style(sheet: Sheet) -> str:
    look = sheet.diagram
    return (
        f'<w:style w:type="paragraph"{_CUSTOM} w:styleId="{DIAGRAM_STYLE}">'
        + value("name", "图中文字")
        + value("basedOn", "Normal")
        + wrap("pPr", mark("spacing", line=twips(look.pitch), lineRule="exact") + justification("center"))
        + wrap("rPr", fonts(sheet.fonts[look.font]) + _size(look.size))
        + "</w:style>"
    )


def _table_styles(look: TableLook) -> list[str]:
    grid = box(look.outer, color=look.outer_color) + box(look.border, 0, ("insideH", "insideV"), look.color)
    sides, vertical = _given(look.sides, look.outer), _given(look.vertical, look.border)
    outer = (("top", look.outer), ("left", sides), ("bottom", look.outer), ("right", sides))
    ruled = "".join(box(width, 0, (side,), look.outer_color) for side, width in outer)
    ruled += box(look.border, 0, ("insideH",), look.color) + box(vertical, 0, ("insideV",), look.color)
    return [
        _table_style(TABLE_STYLE, "标书表格", wrap("tblBorders", ruled), look),
        _table_style(FORM_STYLE, "标书表单", wrap("tblBorders", grid), look),
        _table_style(LAYOUT_STYLE, "无框表格", "", look),
    ]


def _given(width: float | None, usual: float) -> float:
    return usual if width is None else width


def _table_style(identifier: str, name: str, borders: str, look: TableLook) -> str:
    margins = "".join(
        mark(side, w=twips(width), type="dxa")
        for side, width in (
            ("top", look.margin_y),
            ("left", look.margin_x),
            ("bottom", look.margin_y),
            ("right", look.margin_x),
        )
    )
    return (
        f'<w:style w:type="table"{_CUSTOM} w:styleId="{identifier}">'
        + value("name", escape(name))
        + value("basedOn", "TableNormal")
        + wrap("tblPr", borders + wrap("tblCellMar", margins))
        + "</w:style>"
    )
