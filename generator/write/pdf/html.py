"""The whole document as one HTML page: cover, contents, body, in the order they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from html import escape

from generator.document.labels import with_colon
from generator.document.nodes import Contents, ContentsEntry, Cover, CoverLine, Document, Inlines, Properties
from generator.layout.landscape import ends_turned
from generator.layout.signing import cover_columns, cover_words
from generator.style.sheet import Sheet
from generator.write.pdf.blocks import TURNED, Where, blocks_html, title_html
from generator.write.pdf.figures import Pictures
from generator.write.pdf.inlines import inline_html

END_OF_BODY = "end-of-body"


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of a document and the pictures it names."""

    html: str
    pictures: Pictures


def document_page(document: Document, sheet: Sheet, created: datetime) -> Page:
    """Give the document as HTML without its style sheet."""
    pictures = Pictures()
    body = blocks_html(document.body, Where(sheet, pictures, sheet.text_width, heading=True))
    end = f' class="{TURNED}"' if ends_turned(document, sheet) else ""
    properties = document.properties
    html = (
        f'<!DOCTYPE html><html lang="{escape(properties.language)}"><head>{_head(properties, created)}</head>'
        f'<body><section class="cover">{_cover(document.cover, sheet)}</section>'
        f'<nav class="contents">{_contents(document.contents)}</nav>'
        f'<main>{body}<div id="{END_OF_BODY}"{end}></div></main></body></html>'
    )
    return Page(html, pictures)


def _head(properties: Properties, created: datetime) -> str:
    moment = created.isoformat(timespec="seconds")
    metas = (
        ("author", properties.author),
        ("description", properties.subject),
        ("keywords", properties.keywords),
        ("generator", "bidgen"),
        ("dcterms.created", moment),
        ("dcterms.modified", moment),
    )
    named = "".join(f'<meta name="{name}" content="{escape(content)}"/>' for name, content in metas)
    return f'<meta charset="utf-8"/><title>{escape(properties.title)}</title>{named}'


def _cover(cover: Cover, sheet: Sheet) -> str:
    upper, lower = cover_words(cover)
    return _given(upper) + _cover_lines(cover.lines, sheet) + _given(lower)


def _given(parts: tuple[tuple[str, Inlines], ...]) -> str:
    return "".join(f'<p class="{role}">{inline_html(words)}</p>' for role, words in parts if words)


def _cover_lines(lines: tuple[CoverLine, ...], sheet: Sheet) -> str:
    """Stand the block of lines in the middle, what follows the labels on one edge."""
    left, label = cover_columns(lines, sheet)
    return "".join(
        f'<p class="cover_line" style="margin-left:{left + label:.2f}pt;text-indent:{-label:.2f}pt">'
        f'<span class="marker" style="width:{label:.2f}pt">{inline_html(with_colon(line.label))}</span>'
        f"{inline_html(line.content)}</p>"
        for line in lines
    )


def _contents(contents: Contents) -> str:
    heading = f'<p class="contents_heading">{inline_html(contents.heading)}</p>'
    return heading + "".join(_entry(entry) for entry in contents.entries)


def _entry(entry: ContentsEntry) -> str:
    words = title_html(entry.label, entry.title, traced=False)
    return f'<p class="contents{entry.level}"><a class="entry" href="#{escape(entry.target)}">{words}</a></p>'
