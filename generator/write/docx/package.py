"""The package: all parts of a DOCX, each a string of its own, put together and related."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from generator.document.nodes import Document, Picture
from generator.layout.landscape import has_turned, turned_sheet
from generator.layout.pages import Pages
from generator.style.sheet import Sheet
from generator.write.docx.archive import zipped
from generator.write.docx.body import body
from generator.write.docx.brand import relate_pictures, theme_part
from generator.write.docx.drawing import PICTURE_RELATION
from generator.write.docx.elements import NAMESPACES, XML_HEADER
from generator.write.docx.front import contents, cover
from generator.write.docx.ink import IN_BODY, IN_CONTENTS, IN_SECTIONS, Ink, new_ink
from generator.write.docx.numbering import numbering_part
from generator.write.docx.properties import app_part, core_part, fonts_part, settings_part
from generator.write.docx.record import record_part, record_properties_part
from generator.write.docx.running import (
    BODY_FOOTER,
    BODY_HEADER,
    CONTENTS_FOOTER,
    CONTENTS_HEADER,
    EVEN_FOOTERS,
    TURNED_HEADER,
    end_section,
    footer_part,
    header_part,
    is_outside,
    page_numbers,
    references,
    relation_of,
    section,
)
from generator.write.docx.styles import styles_part

_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpg"}


def write_docx(document: Document, sheet: Sheet, pages: Pages, created: datetime) -> bytes:
    """Write a numbered document as DOCX.

    `pages` gives the stored page numbers of the contents and the count in footers; `created` becomes the time of
    creation and change. Raises KeyError where a section of the contents is missing from `pages`.
    """
    ink = new_ink(document, sheet, pages)
    main = _part("word/document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, _document_part(document, ink))
    _relate_supporting_parts(main, document, ink)
    _relate_running_parts(main, document, ink)
    _relate_pictures(main, ink)
    if not sheet.blind:
        _relate_record(main, document)
    return zipped(_package(main, document, created))


def _document_part(document: Document, ink: Ink) -> bytes:
    sheet = ink.sheet
    running = references(CONTENTS_HEADER, CONTENTS_FOOTER, sheet)
    content = (
        cover(document.cover, ink, section(sheet))
        + contents(document.contents, ink, section(sheet, running, page_numbers("lowerRoman"), right=sheet.page.duplex))
        + body(document.body, ink)
        + end_section(ink)
    )
    ink.sheet = sheet
    return (XML_HEADER + f"<w:document {NAMESPACES}><w:body>{content}</w:body></w:document>").encode()


def _relate_supporting_parts(main: Part, document: Document, ink: Ink) -> None:
    language = document.properties.language
    parts = (
        ("styles", CONTENT_TYPE.WML_STYLES, RELATIONSHIP_TYPE.STYLES, styles_part(ink.sheet, language)),
        ("numbering", CONTENT_TYPE.WML_NUMBERING, RELATIONSHIP_TYPE.NUMBERING, numbering_part(ink.sheet, ink.lists)),
        (
            "settings",
            CONTENT_TYPE.WML_SETTINGS,
            RELATIONSHIP_TYPE.SETTINGS,
            settings_part(language, even=is_outside(ink.sheet), mirrored=ink.sheet.page.duplex),
        ),
        ("fontTable", CONTENT_TYPE.WML_FONT_TABLE, RELATIONSHIP_TYPE.FONT_TABLE, fonts_part(ink.sheet)),
    )
    for name, content_type, relation, content in parts:
        main.relate_to(_part(f"word/{name}.xml", content_type, content), relation)
    if ink.sheet.look.theme:
        main.relate_to(theme_part(ink.sheet.look.theme), RELATIONSHIP_TYPE.THEME)


def _relate_running_parts(main: Part, document: Document, ink: Ink) -> None:
    contents_running, body_running = document.contents_running, document.body_running
    in_body = replace(IN_BODY if ink.sections == 1 else IN_SECTIONS, first_page=str(document.first_page))
    parts = {
        CONTENTS_HEADER: header_part(contents_running, ink, IN_CONTENTS),
        CONTENTS_FOOTER: footer_part(contents_running, ink, IN_CONTENTS),
        BODY_HEADER: header_part(body_running, ink, in_body),
        BODY_FOOTER: footer_part(body_running, ink, in_body),
    }
    again = replace(ink, traced=False)
    if is_outside(ink.sheet):
        parts[EVEN_FOOTERS[CONTENTS_FOOTER]] = footer_part(contents_running, again, IN_CONTENTS, "left")
        parts[EVEN_FOOTERS[BODY_FOOTER]] = footer_part(body_running, again, in_body, "left")
    if has_turned(document, ink.sheet):
        turned = replace(again, sheet=turned_sheet(ink.sheet))
        parts[TURNED_HEADER] = header_part(body_running, turned, in_body)
    stored: dict[str, Part] = {}
    relate_pictures(main, ink.sheet.look.cover, stored)
    for name, content in parts.items():
        is_header = name.startswith("header")
        content_type = CONTENT_TYPE.WML_HEADER if is_header else CONTENT_TYPE.WML_FOOTER
        relation = RELATIONSHIP_TYPE.HEADER if is_header else RELATIONSHIP_TYPE.FOOTER
        part = _part(f"word/{name}.xml", content_type, content)
        if is_header and name != TURNED_HEADER:
            relate_pictures(part, ink.sheet.look.pages, stored)
        main.load_rel(relation, part, relation_of(name))


def _relate_pictures(main: Part, ink: Ink) -> None:
    for number, picture in enumerate(ink.pictures, start=1):
        main.load_rel(RELATIONSHIP_TYPE.IMAGE, _picture_part(number, picture), PICTURE_RELATION.format(number))


def _picture_part(number: int, picture: Picture) -> Part:
    return _part(f"word/media/picture{number}.{_EXTENSIONS[picture.media_type]}", picture.media_type, picture.data)


def _relate_record(main: Part, document: Document) -> None:
    """Add what an audit of an edited copy needs; a blind bid holds nothing but what is seen."""
    item = _part("customXml/item1.xml", CONTENT_TYPE.XML, record_part(document))
    properties = _part("customXml/itemProps1.xml", CONTENT_TYPE.OFC_CUSTOM_XML_PROPERTIES, record_properties_part())
    item.relate_to(properties, RELATIONSHIP_TYPE.CUSTOM_XML_PROPS)
    main.relate_to(item, RELATIONSHIP_TYPE.CUSTOM_XML)


def _package(main: Part, document: Document, created: datetime) -> OpcPackage:
    properties = document.properties
    core = _part("docProps/core.xml", CONTENT_TYPE.OPC_CORE_PROPERTIES, core_part(properties, created))
    app = _part("docProps/app.xml", CONTENT_TYPE.OFC_EXTENDED_PROPERTIES, app_part(properties))
    package = OpcPackage()
    package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
    package.relate_to(core, RELATIONSHIP_TYPE.CORE_PROPERTIES)
    package.relate_to(app, RELATIONSHIP_TYPE.EXTENDED_PROPERTIES)
    return package


def _part(name: str, content_type: str, content: bytes) -> Part:
    return Part(PackURI(f"/{name}"), content_type, content)
