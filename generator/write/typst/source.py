"""The whole document as one Typst source: cover, contents, body, in the order they are read, and the files it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import files

from generator.document.labels import needs_blank, with_colon
from generator.document.nodes import Contents, ContentsEntry, Cover, Document, Inlines, Properties, Running
from generator.layout.landscape import has_turned, turned_sheet
from generator.layout.signing import cover_columns, cover_words
from generator.style.sheet import FontKey, PagePicture, Role, Shape, Sheet
from generator.write.typst.blocks import TO_RIGHT, TURNED_FOOTER, TURNED_GROUND, TURNED_HEADER, Where, blocks_code
from generator.write.typst.code import block, call, color, dictionary, pen, points, sequence, string
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
        _part(
            document.body_running,
            "1",
            f"{_turned_lines(document, sheet)}{body}\n[#metadata(none) #label({string(END_OF_BODY)})]",
            sheet,
            document.first_page,
        ),
    )
    drawn = {one.name: one.data for one in (*sheet.look.cover, *sheet.look.pages)}
    return Source("\n".join(parts), {**pictures.by_name, **drawn})


# --- settings --------------------------------------------------------------------------------------------------------


def _settings(properties: Properties, sheet: Sheet, created: datetime, families: Families) -> str:
    page = sheet.page
    left, right = ("inside", "outside") if page.duplex else ("left", "right")
    sides = {"top": page.top, "bottom": page.bottom, left: page.left, right: page.right}
    margin = {side: f"{width:g}mm" for side, width in sides.items()}
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
        align="left" if role.align in {"justify", "outside"} else role.align,
        justify="true" if role.align == "justify" else "false",
        first=points(role.first_line * role.size),
        indent=points(role.indent * role.size),
        before=points(role.before),
        after=points(role.after),
        keep="true" if role.keep_next else "false",
        tracking=points(role.tracking),
        **_ground(role),
    )


def _ground(role: Role) -> dict[str, str]:
    """Give the ground of a role and the rules around it: each drawn inside of the room it takes."""
    edges = {side: edge for side in ("top", "bottom", "left", "right") if (edge := getattr(role.edges, side))}
    if not edges:
        return {"ground": color(role.fill)} if role.fill else {}
    entries = {
        "inset": dictionary(**{side: points(edge.room) for side, edge in edges.items()}),
        "outset": dictionary(**{side: points(-edge.width / 2) for side, edge in edges.items()}),
        "stroke": dictionary(**{side: pen(edge.width, edge.color) for side, edge in edges.items()}),
    }
    return entries | ({"ground": color(role.fill)} if role.fill else {})


def _fonts(names: tuple[str, ...]) -> str:
    """Give the fonts of a use: the Latin one for its letters only, then the Chinese one."""
    *latin, chinese = names
    return sequence((*(f'(name: {string(name)}, covers: regex("{LATIN}"))' for name in latin), string(chinese)))


# --- parts -----------------------------------------------------------------------------------------------------------


def _part(running: Running, numbering: str, body: str, sheet: Sheet, first: int = 1) -> str:
    """Give a part with its running lines, its pages counted from the first."""
    header, footer = _header(running, sheet), _footer(running.footer, sheet)
    edges = "header-ascent: 0pt, footer-descent: 0pt"
    art, pictures = sheet.art, sheet.look
    is_drawn = art.cover or art.pages or pictures.cover or pictures.pages
    ground = f", background: {_art(art.pages, pictures.pages)}" if is_drawn else ""
    settings = f'#set page(numbering: "{numbering}", {edges}, header: {header}, footer: {footer}{ground})'
    start = f"#{TO_RIGHT}\n" if sheet.page.duplex else ""
    return f"{start}{settings}\n#{{\ncounter(page).update({first})\n{body}\n}}"


def _turned_lines(document: Document, sheet: Sheet) -> str:
    """Give running lines of landscape pages and their ground names: they may be nearer to the paper's edge."""
    if not has_turned(document, sheet):
        return ""
    running, turned = document.body_running, turned_sheet(sheet)
    lines = (
        (TURNED_HEADER, _header(running, turned)),
        (TURNED_FOOTER, _footer(running.footer, turned)),
        (TURNED_GROUND, _art(turned.art.pages, turned.look.pages)),
    )
    return "".join(f"let {name} = {code}\n" for name, code in lines)


def _art(shapes: tuple[Shape, ...], pictures: tuple[PagePicture, ...]) -> str:
    """Give what is drawn behind the words of a page."""
    if not shapes and not pictures:
        return "none"
    drawn = [call("place", "top + left", _polygon(shape)) for shape in shapes]
    drawn += [_page_picture(picture) for picture in pictures]
    return call("block", block(drawn), width="100%", height="100%")


def _page_picture(picture: PagePicture) -> str:
    size = {"width": f"{picture.width:g}mm", "height": f"{picture.height:g}mm", "fit": string("stretch")}
    image = call("image", string(picture.name), alt=string(picture.alt), **size)
    return call("place", "top + left", image, dx=f"{picture.x:g}mm", dy=f"{picture.y:g}mm")


def _polygon(shape: Shape) -> str:
    corners = (f"({x:g}mm, {y:g}mm)" for x, y in shape.corners)
    return call("polygon", *corners, fill=color(shape.fill))


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
        stroke=f"(bottom: {pen(sheet.header_rule, sheet.header_rule_color)})" if sheet.header_rule else "",
    )
    indent = sheet.look.header_indent
    line = call("pad", line, left=points(indent)) if indent else line
    return _at("top", f"{sheet.page.header:g}mm", line)


def _footer(content: Inlines, sheet: Sheet) -> str:
    if not content:
        return "none"
    look = sheet.role("footer")
    lines = call("lines", call("roles.at", string("footer")), inline_code(content))
    if look.align == "outside":
        lines = call("outside", points(look.indent * look.size), inline_code(content))
    words = call("dressed", string("footer"), lines)
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
    art = (
        f"#set page(background: {_art(sheet.art.cover, sheet.look.cover)})\n"
        if sheet.art.cover or sheet.look.cover
        else ""
    )
    return f"{art}#{{\n{chr(10).join(parts)}\n}}\n#{TO_RIGHT if sheet.page.duplex else 'pagebreak()'}"


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
