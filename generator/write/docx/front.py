"""The front: cover and contents, each ending the section of pages it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.labels import needs_blank, with_colon
from generator.document.nodes import Contents, ContentsEntry, Cover, CoverLine, Inlines
from generator.layout.signing import cover_columns, cover_words
from generator.write.docx.art import art_run
from generator.write.docx.brand import picture_runs
from generator.write.docx.elements import (
    close_field,
    field,
    link,
    mark,
    open_field,
    paragraph,
    run,
    tab,
    twips,
    value,
)
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import is_empty, plain_runs, runs
from generator.write.docx.paragraphs import Setting, styled


def cover(content: Cover, ink: Ink, section: str) -> str:
    """Write the cover; `section` is the `w:sectPr` its last paragraph carries."""
    parts = list(_cover_parts(content, ink)) or [("cover_remark", "", Setting())]
    role, words, setting = parts[0]
    parts[0] = (
        role,
        art_run(ink.sheet.art.cover, ink.drawings) + picture_runs(ink.sheet.look.cover, ink.drawings) + words,
        setting,
    )
    role, words, setting = parts[-1]
    ending = Setting(indent=setting.indent, section=section)
    return "".join(styled(*part[:2], ink, part[2]) for part in parts[:-1]) + styled(role, words, ink, ending)


def contents(content: Contents, ink: Ink, section: str) -> str:
    """Write the contents as a field that Word can update, its stored result complete with page numbers."""
    heading = styled("contents_heading", runs(content.heading, ink), ink)
    entries = content.entries
    lines = [_entry(entry, ink, begins=index == 0, depth=content.depth) for index, entry in enumerate(entries)]
    return heading + "".join(lines) + _end(section, closes=bool(entries))


def _cover_parts(content: Cover, ink: Ink) -> Iterator[tuple[str, str, Setting]]:
    """Give role, runs and setting of each paragraph; empty parts are left out."""
    upper, lower = cover_words(content)
    yield from _given(upper, ink)
    indent = _line_indent(content.lines, ink)
    for line in content.lines:
        yield "cover_line", runs(with_colon(line.label), ink) + tab() + runs(line.content, ink), Setting(indent=indent)
    yield from _given(lower, ink)


def _given(parts: tuple[tuple[str, Inlines], ...], ink: Ink) -> Iterator[tuple[str, str, Setting]]:
    return ((role, runs(words, ink), Setting()) for role, words in parts if not is_empty(words))


def _line_indent(lines: tuple[CoverLine, ...], ink: Ink) -> str:
    left, label = cover_columns(lines, ink.sheet)
    return mark("ind", leftChars=0, left=twips(left + label), hangingChars=0, hanging=twips(label))


def _entry(entry: ContentsEntry, ink: Ink, *, begins: bool, depth: int) -> str:
    name = ink.targets[entry.target].contents_bookmark
    page = field(f"PAGEREF {name} \\h", str(ink.pages.sections[entry.target]))
    blank = " " if entry.label and needs_blank(entry.label) else ""
    words = run(entry.label + blank) + plain_runs(entry.title)
    start = open_field(f'TOC \\o "1-{depth}" \\h \\z \\u') if begins else ""
    return styled(f"contents{entry.level}", start + link(name, words + tab() + page), ink)


def _end(section: str, *, closes: bool) -> str:
    """The field's end and the section's end share a paragraph one point high: Word rewrites all lines before it."""
    spacing = mark("spacing", before=0, after=0, line=20, lineRule="exact")
    return paragraph(close_field() if closes else "", value("pStyle", "Normal") + spacing + section)
