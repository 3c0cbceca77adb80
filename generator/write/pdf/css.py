"""The style sheet as CSS for paged media: pages with running lines, roles, tables, lists, drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.document.nodes import Document, Inline, Inlines, PageCount, PageNumber, Running
from generator.document.walk import flat, plain
from generator.layout.inline_width import inlines_width
from generator.layout.landscape import has_turned, turned_sheet
from generator.layout.measure import needs_gap
from generator.style.sheet import Edge, FontKey, Page, Role, Sheet, TableLook
from generator.write.pdf.blocks import NOTICE_PADDING, TURNED
from generator.write.pdf.figures import SCHEME
from generator.write.pdf.html import END_OF_BODY
from generator.write.pdf.typesetting import GAP, with_gaps

HEADER_RULE_GAP = 2.0
BOX_FAMILY = "bidgen-box"
COVER_ART, PAGES_ART, TURNED_ART = (f"{SCHEME}art/{pages}" for pages in ("cover", "pages", "turned"))
Families = Mapping[FontKey, tuple[str, ...]]


def document_css(document: Document, sheet: Sheet, families: Families) -> str:
    """Give all rules; `families` are the font families found for each use, Latin first."""
    return "\n".join(
        [
            *_pages(document, sheet, families),
            *(_role(name, role, families) for name, role in sheet.roles.items()),
            *_fixed(sheet, families),
            *_table(sheet),
        ]
    )


# --- pages -----------------------------------------------------------------------------------------------------------


def _pages(document: Document, sheet: Sheet, families: Families) -> Iterator[str]:
    page = sheet.page
    yield (
        f"@page {{ size: {page.width:g}mm {page.height:g}mm; "
        f"margin: {page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm }}"
    )
    if sheet.art.cover or sheet.look.cover:
        yield f"@page cover {{ {_background(COVER_ART, page)} }}"
    if sheet.art.pages or sheet.look.pages:
        yield f"@page contents {{ {_background(PAGES_ART, page)} }}"
        yield f"@page body {{ {_background(PAGES_ART, page)} }}"
    yield _page("contents", document.contents_running, "lower-roman", sheet, families)
    yield _page("body", document.body_running, "decimal", sheet, families)
    if has_turned(document, sheet):
        yield from _turned_pages(document.body_running, turned_sheet(sheet), families)
    for name, first in (("contents", 1), ("body", document.first_page)):
        yield f"@page :nth(1 of {name}) {{ counter-reset: page {first} }}"
        if sheet.role("footer").align == "outside":
            even = "2n" if first % 2 else "2n+1"
            yield f"@page {name}:nth({even} of {name}) {{ @bottom-center {{ text-align: left }} }}"
    yield ".cover { page: cover } .contents { page: contents } main { page: body }"
    if page.duplex:
        yield from _both_sides(sheet)


def _both_sides(sheet: Sheet) -> Iterator[str]:
    """Mirror the pages that are printed on the back; what is left blank before an odd page has nothing on it."""
    page = sheet.page
    yield f"@page :left {{ margin-left: {page.right:g}mm; margin-right: {page.left:g}mm }}"
    yield ".contents, main { break-before: right }"
    if page.chapters_on_right:
        yield ".heading1 { break-before: right }"
    nothing = "{ content: none; border: none }"
    for name in ("cover", "contents", "body"):
        if sheet.art.pages or sheet.look.pages:
            yield f"@page {name}:left {{ background-position: -{page.right:g}mm -{page.top:g}mm }}"
        yield (
            f"@page {name}:blank {{ background: none; "
            f"@top-left {nothing} @top-right {nothing} @bottom-center {nothing} }}"
        )


def _turned_pages(running: Running, sheet: Sheet, families: Families) -> Iterator[str]:
    """Give the landscape pages of the body and what stands on them."""
    page = sheet.page
    yield (
        f"@page {TURNED} {{ size: {page.width:g}mm {page.height:g}mm; "
        f"margin: {page.top:g}mm {page.right:g}mm {page.bottom:g}mm {page.left:g}mm }}"
    )
    if sheet.art.pages:
        yield f"@page {TURNED} {{ {_background(TURNED_ART, page)} }}"
    yield _page(TURNED, running, "decimal", sheet, families)
    yield f".{TURNED} {{ page: {TURNED} }}"


def _background(url: str, page: Page) -> str:
    """Cover the paper, margins included, with a picture; its place counts from the text area."""
    place, size = f"-{page.left:g}mm -{page.top:g}mm", f"{page.width:g}mm {page.height:g}mm"
    return f"background: url({url}) {place} / {size} no-repeat"


def _page(name: str, running: Running, form: str, sheet: Sheet, families: Families) -> str:
    left, right = _content(running.header_left, form), _content(running.header_right, form)
    share = _left_share(running)
    header = _header("top-left", left, share, sheet, families)
    header += _header("top-right", right, 1 - share, sheet, families)
    footer = _footer(_content(running.footer, form), sheet, families)
    return f"@page {name} {{ {header if left or right else ''} {footer} }}"


def _left_share(running: Running) -> float:
    """Share the header's width between left and right by their words; the rule below then has no hole."""
    left, right = inlines_width(running.header_left, 1), inlines_width(running.header_right, 1)
    return (left + 1) / (left + right + 2)


def _header(place: str, content: str, share: float, sheet: Sheet, families: Families) -> str:
    look, page = sheet.role("header"), sheet.page
    return (
        f"@{place} {{ content: {content or quoted('')}; {_type(look, families)}; vertical-align: bottom; "
        f"text-align: {place.removeprefix('top-')}; {_header_width(place, share, sheet)}; "
        f"height: {look.pitch + HEADER_RULE_GAP:g}pt; margin-top: {page.header:g}mm; margin-bottom: auto; "
        f"border-bottom: {sheet.header_rule:g}pt solid #{sheet.header_rule_color} }} "
    )


def _header_width(place: str, share: float, sheet: Sheet) -> str:
    """Give the width of half a header; beside a picture both halves share what is left of the line."""
    indent = sheet.look.header_indent
    if not indent:
        return f"width: {100 * share:.2f}%"
    width = f"width: {share * (sheet.text_width - indent):.2f}pt"
    return f"{width}; margin-left: {indent:g}pt" if place == "top-left" else width


def _footer(content: str, sheet: Sheet, families: Families) -> str:
    look = sheet.role("footer")
    if not content:
        return ""
    align: str = look.align
    if align == "outside":
        align = f"right; box-sizing: border-box; padding: 0 {look.indent:g}em"
    return (
        f"@bottom-center {{ content: {content}; {_type(look, families)}; text-align: {align}; width: 100%; "
        f"vertical-align: bottom; margin-bottom: {sheet.page.footer:g}mm }}"
    )


def _content(content: Inlines, form: str) -> str:
    """Give a running line as a CSS content list; empty for no words."""
    parts: list[str] = []
    last = ""
    for inline in flat(content):
        number, words = _page_number(inline, form), plain((inline,))
        first, end = ("0", "0") if number else (words[:1], words[-1:])
        if first and last and needs_gap(last, first):
            parts.append(quoted(GAP))
        parts += [number] if number else [quoted(with_gaps(words))] if words else []
        last = end or last
    return " ".join(parts)


def _page_number(inline: Inline, form: str) -> str:
    """Give the counter for a page number, nothing for words."""
    match inline:
        case PageNumber():
            return f"counter(page, {form})"
        case PageCount():
            return f'target-counter(url("#{END_OF_BODY}"), page)'
        case _:
            return ""


def quoted(text: str) -> str:
    """Give text as a CSS string: everything but letters and digits that ends or escapes a string is coded."""
    return '"' + "".join(f"\\{ord(mark):x} " if mark in '"\\\n\r\f<' else mark for mark in text) + '"'


# --- roles -----------------------------------------------------------------------------------------------------------


def _role(name: str, role: Role, families: Families) -> str:
    rules = [
        _type(role, families),
        f"margin: {role.before:g}pt 0 {role.after:g}pt {role.indent if name != 'list' else 0:g}em",
        f"text-indent: {role.first_line:g}em",
        f"text-align: {'right' if role.align == 'outside' else role.align}",
    ]
    rules += list(_ground(role))
    rules += ["break-after: avoid"] if role.keep_next else []
    rules += ["break-before: page"] if role.page_break else []
    return f".{name} {{ {'; '.join(rules)} }}"


def _ground(role: Role) -> Iterator[str]:
    """Give the ground of a role and the rules around it."""
    if role.fill:
        yield f"background: #{role.fill}"
    for side in ("top", "bottom", "left", "right"):
        edge: Edge | None = getattr(role.edges, side)
        if edge:
            yield f"border-{side}: {edge.width:g}pt solid #{edge.color}; padding-{side}: {edge.gap:g}pt"


def _type(role: Role, families: Families) -> str:
    """Give font, size, line pitch, weight and colour of a role."""
    names = ", ".join(quoted(family) for family in families[role.font])
    weight = "bold" if role.bold else "normal"
    return (
        f"font-family: {names}; font-size: {role.size:g}pt; line-height: {role.pitch:g}pt; font-weight: {weight}; "
        f"color: #{role.color}" + (f"; letter-spacing: {role.tracking:g}pt" if role.tracking else "")
    )


# --- the rest --------------------------------------------------------------------------------------------------------


def _fixed(sheet: Sheet, families: Families) -> Iterator[str]:
    look = sheet.role("list")
    yield "html, body { margin: 0; overflow-wrap: break-word }"
    yield "p, h1, h2, h3, h4, h5, h6, figure, ul, ol { margin: 0; padding: 0 }"
    yield "p, li, td, th { widows: 2; orphans: 2 } a { color: inherit; text-decoration: none }"
    yield "img { image-rendering: crisp-edges }"  # PDF/A allows no smoothing (ISO 19005-2, 6.2.8)
    yield "h1, h2, h3, h4, h5, h6 { break-inside: avoid; break-after: avoid; bookmark-label: attr(data-bookmark) }"
    yield ".label { margin-right: 0.5em } .keep { break-after: avoid }"
    yield ".marker { display: inline-block; text-indent: 0; text-align: left }"
    yield ".bullet { font-size: 0.6em; line-height: 1; vertical-align: 0.15em }"
    yield ".page::after { content: target-counter(attr(href), page) }"
    yield ".entry::after { content: leader(dotted) target-counter(attr(href), page) }"
    yield ".blank { display: inline-block; border-bottom: 0.5pt solid; height: 0.9em; vertical-align: -0.15em }"
    yield f".box {{ font-family: {BOX_FAMILY} }} strong {{ font-weight: bold }}"
    yield f"ul, ol {{ font-size: {look.size:g}pt; list-style: none }}"
    yield ".page-break { break-after: page }"
    yield ".own-page { break-before: page; break-after: page } .own-page.after-heading { break-before: auto }"
    yield ".sign-block { break-inside: avoid; break-before: avoid } .sign { break-before: avoid }"
    frame = (
        f"border: {sheet.table.border:g}pt solid #{sheet.table.color}; padding: 4pt {NOTICE_PADDING:g}pt; margin: 6pt 0"
    )
    frame += f"; background: #{sheet.role('notice').fill}" if sheet.role("notice").fill else ""
    yield f".notice-box {{ {frame}; break-inside: avoid }}"
    yield from _figures(sheet, families)


def _figures(sheet: Sheet, families: Families) -> Iterator[str]:
    look = sheet.role("figure")
    yield f"figure {{ break-inside: avoid; margin: {look.before:g}pt 0 {look.after:g}pt }}"
    yield ".figure { text-align: center; break-after: avoid } .figure img { vertical-align: bottom }"
    # Whatever hides its overflow is painted last, over the words that belong on top of it.
    names = ", ".join(quoted(family) for family in families[sheet.diagram.font])
    yield f".drawing {{ margin: 0 auto; break-after: avoid; break-inside: avoid; font-family: {names} }}"
    yield ".drawing img { display: block; overflow: visible }"
    yield ".drawing div { break-before: avoid; text-indent: 0 }"


def _table(sheet: Sheet) -> Iterator[str]:
    look = sheet.table
    yield (
        "table { border-collapse: collapse; table-layout: fixed; width: 100%; "
        f"margin: 0 0 {sheet.role('after_table').pitch:g}pt }}"
    )
    yield ".table { margin: 0 }"
    yield f".data, .form {{ border: {look.outer:g}pt solid #{look.outer_color} }}"
    yield (
        f"td, th {{ padding: {look.margin_y:g}pt {look.margin_x:g}pt; vertical-align: middle; margin: 0; "
        "text-indent: 0; overflow-wrap: anywhere }"
    )
    yield f".data td, .data th, .form td, .form th {{ border: {look.border:g}pt solid #{look.color} }}"
    yield from _data_rules(look)
    yield "tr { break-inside: avoid } thead, thead tr { break-after: avoid }"
    # A form fills one page; of a table no single row is left behind or goes on alone.
    yield ".whole { break-inside: avoid }"
    # an only row is left out: what it avoids would hold of the whole table, and keep it with what follows
    yield "tbody tr:first-child:not(:last-child) { break-after: avoid }"
    yield "tbody tr:last-child:not(:first-child) { break-before: avoid }"
    if look.zebra:
        yield f".striped .cell, .striped .cell_total {{ background: #{look.zebra} }}"
    fills = (("cell_head", look.head_fill), ("cell_label", look.label_fill), ("cell_total", look.total_fill))
    for name, fill in fills:
        if fill:
            yield f"tr .{name} {{ background: #{fill} }}"


def _data_rules(look: TableLook) -> Iterator[str]:
    """Give what rules of tables have of their own; a rule of no width is told apart from none by nothing."""
    if look.vertical is not None:
        width = f"{look.vertical:g}pt"
        yield f".data td, .data th {{ border-left-width: {width}; border-right-width: {width} }}"
    if look.sides is not None:
        yield f".data {{ border-left-width: {look.sides:g}pt; border-right-width: {look.sides:g}pt }}"
    if look.head_rule is not None:
        yield f".data thead tr:last-child th {{ border-bottom: {look.head_rule:g}pt solid #{look.outer_color} }}"
