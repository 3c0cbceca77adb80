"""The whole document as one Typst source: cover, contents, body, in the order they are read, and the files it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from generator.document.labels import needs_blank, with_colon
from generator.document.nodes import Contents, ContentsEntry, Cover, Document, Inlines, Properties, Running
from generator.layout.signing import cover_columns, cover_words
from generator.style.sheet import FontKey, Role, Sheet
from generator.write.typst.blocks import Where, blocks_code
from generator.write.typst.code import block, call, color, dictionary, points, sequence, string
from generator.write.typst.figures import Files
from generator.write.typst.inlines import END_OF_BODY, anchor, inline_code, title_code

HEADER_RULE_GAP = 2.0
LATIN = "[\\u{20}-\\u{7e}\\u{c0}-\\u{24f}]"
BASELINE = 0.4325
"""How far the baseline of Chinese stands below the middle of its line, in sizes: as fonts of Noto's metrics have it."""

Families = Mapping[FontKey, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Source:
    """Typst code and the files it names."""

    code: str
    files: Mapping[str, bytes]


def document_source(document: Document, sheet: Sheet, created: datetime, families: Families) -> Source:
    """Give the document as Typst; `families` are the font families found for each use, Latin first."""
    pictures = Files()
    body = blocks_code(document.body, Where(sheet, pictures, sheet.text_width, heading=True))
    parts = (
        _settings(document.properties, sheet, created, families),
        _cover(document.cover, sheet),
        _part(document.contents_running, "i", _contents(document.contents), sheet),
        _part(document.body_running, "1", f"{body}\n[#metadata(none) #label({string(END_OF_BODY)})]", sheet),
    )
    return Source("\n".join(parts), pictures.by_name)


# --- settings --------------------------------------------------------------------------------------------------------


def _settings(properties: Properties, sheet: Sheet, created: datetime, families: Families) -> str:
    page = sheet.page
    margin = {side: f"{getattr(page, side):g}mm" for side in ("top", "bottom", "left", "right")}
    language, _, region = properties.language.partition("-")
    looks = {name: _look(role, families) for name, role in sheet.roles.items()}
    roles = ", ".join(f"{string(name)}: {look}" for name, look in looks.items())
    diagram = _fonts(families[sheet.diagram.font])
    return "\n".join(
        (
            f"#let roles = ({roles})",
            f"#let diagram-font = {diagram}",
            files("generator.write.typst").joinpath("prelude.typ").read_text(encoding="utf-8"),
            "#" + call("set-document", **_properties(properties, created)).replace("set-document", "set document", 1),
            f"#set page(width: {page.width:g}mm, height: {page.height:g}mm, margin: {dictionary(**margin)})",
            f"#set text(lang: {string(language)}, region: {string(region.lower())}, size: 12pt)",
            "#set par(leading: 0pt, spacing: 0pt)",
        )
    )


def _properties(properties: Properties, created: datetime) -> dict[str, str]:
    keywords = [word.strip() for word in properties.keywords.replace("；", ";").split(";") if word.strip()]
    return {
        "title": string(properties.title),
        "author": string(properties.author) if properties.author else "",
        "description": string(properties.subject) if properties.subject else "",
        "keywords": sequence(map(string, keywords)) if keywords else "",
        "date": f"datetime(year: {created.year}, month: {created.month}, day: {created.day}, "
        f"hour: {created.hour}, minute: {created.minute}, second: {created.second})",
    }


def _look(role: Role, families: Families) -> str:
    return dictionary(
        font=_fonts(families[role.font]),
        size=points(role.size),
        weight=string("bold" if role.bold else "regular"),
        fill=color(role.color),
        top=points(role.pitch / 2 + BASELINE * role.size),
        bottom=points(BASELINE * role.size - role.pitch / 2),
        align="left" if role.align == "justify" else role.align,
        justify="true" if role.align == "justify" else "false",
        first=points(role.first_line * role.size),
        indent=points(role.indent * role.size),
        before=points(role.before),
        after=points(role.after),
        keep="true" if role.keep_next else "false",
    )


def _fonts(names: tuple[str, ...]) -> str:
    """Give the fonts of a use: the Latin one for its letters only, then the Chinese one."""
    *latin, chinese = names
    return sequence((*(f'(name: {string(name)}, covers: regex("{LATIN}"))' for name in latin), string(chinese)))


# --- parts -----------------------------------------------------------------------------------------------------------


def _part(running: Running, numbering: str, body: str, sheet: Sheet) -> str:
    """Give a part with its running lines, its pages counted from 1."""
    header, footer = _header(running, sheet), _footer(running.footer, sheet)
    edges = "header-ascent: 0pt, footer-descent: 0pt"
    settings = f'#set page(numbering: "{numbering}", {edges}, header: {header}, footer: {footer})'
    return f"{settings}\n#{{\ncounter(page).update(1)\n{body}\n}}"


def _header(running: Running, sheet: Sheet) -> str:
    if not (running.header_left or running.header_right):
        return "none"
    look = sheet.role("header")
    words = block((inline_code(running.header_left), "h(1fr)", inline_code(running.header_right)))
    line = call(
        "block",
        call("dressed", string("header"), call("par", words)),
        width="100%",
        height=points(look.pitch + HEADER_RULE_GAP),
        stroke=f"(bottom: {points(sheet.header_rule)})" if sheet.header_rule else "",
    )
    return _at("top", f"{sheet.page.header:g}mm", line)


def _footer(content: Inlines, sheet: Sheet) -> str:
    if not content:
        return "none"
    words = call("dressed", string("footer"), call("lines", call("roles.at", string("footer")), inline_code(content)))
    line = call("block", words, width="100%")
    return _at("bottom", f"-{sheet.page.footer:g}mm", line)


def _at(edge: str, distance: str, line: str) -> str:
    """Place a running line at its distance from the edge of the paper."""
    return call("block", call("place", edge, line, dy=distance), width="100%", height="100%")


def _contents(contents: Contents) -> str:
    heading = call("para", string("contents_heading"), inline_code(contents.heading))
    return "\n".join((heading, *map(_entry, contents.entries)))


def _entry(entry: ContentsEntry) -> str:
    words = title_code(entry.label, entry.title, blank=needs_blank(entry.label))
    return call("entry", string(f"contents{entry.level}"), anchor(entry.target), words)


# --- the cover -------------------------------------------------------------------------------------------------------


def _cover(cover: Cover, sheet: Sheet) -> str:
    """Give the cover; its spaces hold at the top of the page too, so they are put between the lines by hand."""
    parts, after = [], 0.0
    for role, code in _cover_parts(cover, sheet):
        look = sheet.role(role)
        parts += [call("v", points(max(after, look.before))), code]
        after = look.after
    return f"#{{\n{chr(10).join(parts)}\n}}\n#pagebreak()"


def _cover_parts(cover: Cover, sheet: Sheet) -> Iterator[tuple[str, str]]:
    upper, lower = cover_words(cover)
    yield from ((role, _cover_words(role, words)) for role, words in upper if words)
    yield from _cover_lines(cover, sheet)
    yield from ((role, _cover_words(role, words)) for role, words in lower if words)


def _cover_words(role: str, words: Inlines) -> str:
    return call("standing", string(role), inline_code(words))


def _cover_lines(cover: Cover, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Stand the block of lines in the middle, what follows the labels on one edge."""
    left, label = cover_columns(cover.lines, sheet)
    for line in cover.lines:
        name = call("box", inline_code(with_colon(line.label)), width=points(label))
        words = block((name, inline_code(line.content)))
        places = {"left": points(left + label), "first": points(-label)}
        yield "cover_line", call("standing", string("cover_line"), words, **places)
