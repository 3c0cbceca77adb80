"""Running lines and sections: headers, footers, page sizes and page numbers of cover, contents and body."""

from __future__ import annotations

from generator.document.nodes import Running
from generator.style.sheet import POINTS_PER_MM, Page, Sheet
from generator.write.docx.elements import NAMESPACES, XML_HEADER, mark, paragraph, tab, twips, value, wrap
from generator.write.docx.ink import Ink, RunningFields
from generator.write.docx.inlines import is_empty, runs
from generator.write.docx.paragraphs import direct
from generator.write.docx.styles import style_id


def header_part(running: Running, ink: Ink, fields: RunningFields) -> bytes:
    """Write a header: left words, right words at the right margin, a rule below; without words, nothing."""
    ink.running = fields
    if is_empty(running.header_left) and is_empty(running.header_right):
        return _part("hdr", paragraph("", value("pStyle", "Normal")))
    content = runs(running.header_left, ink) + tab() + runs(running.header_right, ink)
    return _part("hdr", direct(style_id("header"), content))


def footer_part(running: Running, ink: Ink, fields: RunningFields) -> bytes:
    """Write a footer: its words in the middle."""
    ink.running = fields
    return _part("ftr", direct(style_id("footer"), runs(running.footer, ink)))


def section(sheet: Sheet, references: str = "", numbers: str = "") -> str:
    """Give a `w:sectPr`: `references` to header and footer, `numbers` is the `w:pgNumType`."""
    return wrap("sectPr", references + value("type", "nextPage") + _page(sheet.page) + numbers)


def references(header: str, footer: str) -> str:
    """Give the references to a header and a footer by their relationship ids."""
    return "".join(
        f'<w:{kind}Reference w:type="default" r:id="{relation}"/>'
        for kind, relation in (("header", header), ("footer", footer))
    )


def page_numbers(form: str) -> str:
    """Give page numbers of a form (`decimal`, `lowerRoman`) that begin at one."""
    return mark("pgNumType", fmt=form, start=1)


def _part(name: str, content: str) -> bytes:
    return (XML_HEADER + f"<w:{name} {NAMESPACES}>{content}</w:{name}>").encode()


def _page(page: Page) -> str:
    return mark("pgSz", w=_twips(page.width), h=_twips(page.height)) + mark(
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
