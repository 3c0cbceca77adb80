"""Running lines and sections: headers, footers, page sizes and page numbers of cover, contents and body."""

from __future__ import annotations

from generator.document.nodes import Running
from generator.layout.landscape import SECTION_END, turned_sheet
from generator.style.sheet import POINTS_PER_MM, Page, Sheet
from generator.write.docx.art import art_run
from generator.write.docx.brand import picture_runs
from generator.write.docx.elements import NAMESPACES, XML_HEADER, mark, paragraph, tab, twips, value, wrap
from generator.write.docx.ink import Ink, Pending, RunningFields
from generator.write.docx.inlines import is_empty, runs
from generator.write.docx.paragraphs import Setting, direct
from generator.write.docx.styles import style_id

CONTENTS_HEADER, CONTENTS_FOOTER, BODY_HEADER, BODY_FOOTER = "header1", "footer1", "header2", "footer2"
EVEN_FOOTERS = {CONTENTS_FOOTER: "footer3", BODY_FOOTER: "footer4"}
TURNED_HEADER = "header3"
"""The body's header on landscape pages, where the right margin is elsewhere."""


def header_part(running: Running, ink: Ink, fields: RunningFields) -> bytes:
    """Write a header: left words, right words at the right margin, a rule below; without words, nothing."""
    ink.running = fields
    art = art_run(ink.sheet.art.pages, ink.drawings) + picture_runs(ink.sheet.look.pages, ink.drawings)
    if is_empty(running.header_left) and is_empty(running.header_right):
        return _part("hdr", paragraph(art, value("pStyle", "Normal")))
    content = art + runs(running.header_left, ink) + tab() + runs(running.header_right, ink)
    return _part("hdr", direct(style_id("header"), content, _header_setting(ink)))


def _header_setting(ink: Ink) -> Setting:
    """Keep the words of a header clear of a picture at its left, and at the right margin of landscape pages."""
    indent = ink.sheet.look.header_indent
    return Setting(
        tabs=_tabs(ink) if ink.turned else "", indent=mark("ind", left=twips(indent), firstLine=0) if indent else ""
    )


def _tabs(ink: Ink) -> str:
    """Move the tab stop of the style to the right margin of landscape pages."""
    old, new = twips(ink.upright.text_width), twips(ink.sheet.text_width)
    return wrap("tabs", mark("tab", val="clear", pos=old) + mark("tab", val="right", pos=new))


def footer_part(running: Running, ink: Ink, fields: RunningFields, align: str = "") -> bytes:
    """Write a footer, its words aligned as its style says or as given."""
    ink.running = fields
    return _part("ftr", direct(style_id("footer"), runs(running.footer, ink), Setting(align=align)))


def section(sheet: Sheet, references: str = "", numbers: str = "", *, right: bool = False) -> str:
    """Give a `w:sectPr`: `references` to header and footer, `numbers` is the `w:pgNumType`; `right` on an odd page."""
    kind = "oddPage" if right else "nextPage"
    return wrap("sectPr", references + value("type", kind) + _page(sheet.page) + numbers)


def end_section(ink: Ink) -> str:
    """Give the `w:sectPr` of the body's pages up to here; the first one begins to count them."""
    header = TURNED_HEADER if ink.turned else BODY_HEADER
    numbers = page_numbers("decimal", ink.first_page) if ink.sections == 0 else mark("pgNumType", fmt="decimal")
    begins, ink.on_right = ink.on_right, False
    ink.sections += 1
    return section(ink.sheet, references(header, BODY_FOOTER, ink.sheet), numbers, right=begins)


def turn(ink: Ink) -> str:
    """Turn the page: give the empty paragraph that ends the section of the pages before."""
    ending = _ending(ink)
    ink.sheet = ink.upright if ink.turned else turned_sheet(ink.upright)
    return ending


def next_right(ink: Ink) -> str:
    """Begin an odd page: give the empty paragraph that ends the section of the pages before."""
    ending = _ending(ink)
    ink.on_right = True
    return ending


def _ending(ink: Ink) -> str:
    spacing = mark("spacing", before=0, after=0, line=twips(SECTION_END), lineRule="exact")
    ink.pending = Pending()
    return paragraph("", value("pStyle", "Normal") + spacing + end_section(ink))


def relation_of(name: str) -> str:
    """Give the id of the relation to a part named so."""
    return f"rId_{name}"


def references(header: str, footer: str, sheet: Sheet) -> str:
    """Give the references to a header and a footer, and to those of even pages where they differ."""
    parts = [("header", "default", header), ("footer", "default", footer)]
    if is_outside(sheet):
        parts += [("header", "even", header), ("footer", "even", EVEN_FOOTERS[footer])]
    return "".join(f'<w:{kind}Reference w:type="{use}" r:id="{relation_of(name)}"/>' for kind, use, name in parts)


def is_outside(sheet: Sheet) -> bool:
    """Tell whether footers stand at the outer edge of the pages."""
    return sheet.role("footer").align == "outside"


def page_numbers(form: str, first: int = 1) -> str:
    """Give page numbers of a form (`decimal`, `lowerRoman`) and where they begin."""
    return mark("pgNumType", fmt=form, start=first)


def _part(name: str, content: str) -> bytes:
    return (XML_HEADER + f"<w:{name} {NAMESPACES}>{content}</w:{name}>").encode()


def _page(page: Page) -> str:
    turned = "landscape" if page.width > page.height else None
    return mark("pgSz", w=_twips(page.width), h=_twips(page.height), orient=turned) + mark(
        "pgMar",
        top=_twips(page.top),
        right=_twips(page.right),
        bottom=_twips(page.bottom),
        left=_twips(page.left),
        header=_twips(page.header),
        footer=_twips(page.footer),
        gutter=0,
    )


def _twips(millimetres: float) -> int:
    return twips(millimetres * POINTS_PER_MM)
