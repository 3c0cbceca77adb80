"""Blocks of the tree as Typst code: sections with headings, paragraphs, lists, tables, figures, letters, signatures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from generator.document.labels import needs_blank, with_colon
from generator.document.nodes import (
    Block,
    Figure,
    Letter,
    List,
    ListItem,
    Notice,
    PageBreak,
    Paragraph,
    Section,
    SignBlock,
    SignLine,
    Table,
)
from generator.layout.landscape import is_turned, turned_sheet
from generator.layout.lists import STEP, first_paragraph, label_room
from generator.layout.signing import kept_before_signing, sign_left, sign_spread
from generator.style.sheet import Role, Sheet
from generator.write.typst.code import block as joined
from generator.write.typst.code import call, color, dictionary, pen, points, string, yes
from generator.write.typst.figures import Files, figure_code
from generator.write.typst.inlines import anchor, inline_code, line_of, title_code
from generator.write.typst.tables import table_code

NOTICE_PADDING = 6.0
TURNED_HEADER, TURNED_FOOTER, TURNED_GROUND = "turned-header", "turned-footer", "turned-ground"
_DEEPEST_HEADING, _BREAK = 6, "pagebreak(weak: true)"
TO_RIGHT = "to-right()"


@dataclass(frozen=True, slots=True)
class Where:
    """Where blocks stand: the role plain paragraphs take, the width, left edge and room of list labels in points.

    `keep`: the last block stays with what follows. `heading`: the block before is the section's own heading.
    """

    sheet: Sheet
    files: Files
    width: float
    left: float = 0.0
    role: str = "body"
    depth: int = 0
    room: float = 0.0
    keep: bool = False
    heading: bool = False


def blocks_code(blocks: tuple[Block, ...], where: Where) -> str:
    """Give blocks in order; one before a signature block stays on its page."""
    pairs = zip(kept_before_signing(blocks, last=where.keep), (where.heading, *(False for _ in blocks)), strict=False)
    parts = []
    for turned, group in groupby(pairs, key=lambda pair: is_turned(pair[0][0], where.sheet)):
        here = _turned(where) if turned else where
        codes = [_block(block, replace(here, keep=keep, heading=heading)) for (block, keep), heading in group]
        parts += [_turned_page(here.sheet, codes)] if turned else codes
    return "\n".join(parts)


def _turned(where: Where) -> Where:
    sheet = turned_sheet(where.sheet)
    return replace(where, sheet=sheet, width=sheet.text_width, left=0.0)


def _turned_page(sheet: Sheet, codes: list[str]) -> str:
    """Give landscape pages; the source names their running lines and what is drawn behind the words."""
    page = sheet.page
    margin = {side: f"{getattr(page, side):g}mm" for side in ("top", "bottom", "left", "right")}
    size = {"width": f"{page.width:g}mm", "height": f"{page.height:g}mm"}
    named = {"header": TURNED_HEADER, "footer": TURNED_FOOTER, "background": TURNED_GROUND}
    return call("page", joined(codes), **size, margin=dictionary(**margin), **named)


def _block(block: Block, where: Where) -> str:  # noqa: PLR0911 - one line for each kind
    match block:
        case Paragraph():
            return _paragraph(block, where)
        case Section():
            return _section(block, where)
        case List():
            return _list(block, where)
        case Table():
            return _table(block, where)
        case Figure():
            return _figure(block, where)
        case SignBlock():
            return _sign_block(block, where)
        case Letter():
            return _letter(block, where)
        case Notice():
            return _notice(block, where)
        case PageBreak():
            return _BREAK
        case _:  # pragma: no cover
            assert_never(block)


def _look(name: str, sheet: Sheet) -> tuple[str, Role]:
    known = name if name in sheet.roles else "body"
    return known, sheet.role(known)


def _paragraph(block: Paragraph, where: Where) -> str:
    name, look = _look(where.role if block.role == "body" else block.role, where.sheet)
    left = where.left + (0 if name == "list" else look.indent * look.size)
    words = inline_code(block.content, line_of(look, where.width - left))
    return call("para", string(name), words, keep=yes(where.keep), left=points(left))


def _section(block: Section, where: Where) -> str:
    level = min(block.level, _DEEPEST_HEADING)
    role = f"heading{level}" if f"heading{level}" in where.sheet.roles else "heading4"
    words = title_code(block.label, block.title, blank=needs_blank(block.label))
    heading = call("title", str(level), string(role), anchor(block.id), words)
    start = _BREAK if where.sheet.role(role).page_break else ""
    start = TO_RIGHT if start and level == 1 and where.sheet.page.chapters_on_right else start
    return "\n".join((start, heading, blocks_code(block.blocks, replace(where, heading=True))))


# --- lists -----------------------------------------------------------------------------------------------------------


def _list(block: List, where: Where) -> str:
    look = where.sheet.role("list")
    room = label_room(block.style, len(block.items)) * look.size
    left = where.left + (STEP if where.depth else look.indent) * look.size - where.room
    inner = replace(where, role="list", depth=where.depth + 1, room=room)
    last = len(block.items) - 1
    bullet = block.style == "bullet"
    return "\n".join(
        _item(item, room, replace(inner, left=left, keep=where.keep and index == last), bullet=bullet)
        for index, item in enumerate(block.items)
    )


def _item(item: ListItem, room: float, where: Where, *, bullet: bool) -> str:
    """Give an item: its label hangs before its first paragraph; bullets are printed smaller than letters."""
    first, rest = first_paragraph(item.blocks)
    look = where.sheet.role("list")
    words = inline_code(first.content, line_of(look, where.width - where.left - room))
    label = f"text(size: 0.6em, baseline: -0.15em, {string(item.label)})" if bullet else string(item.label)
    keep = yes(where.keep and not rest)
    hanging = call("hanging-item", string("list"), points(where.left), points(room), label, words, keep=keep)
    return "\n".join((hanging, blocks_code(rest, replace(where, left=where.left + room)))) if rest else hanging


# --- tables and figures ----------------------------------------------------------------------------------------------


def _table(block: Table, where: Where) -> str:
    sheet, width = where.sheet, where.width - where.left
    words = title_code(block.label, block.caption, blank=needs_blank(block.label))
    caption = call("para", string("caption_table"), words, keep="true") if block.caption else ""
    body = joined((caption, table_code(block, sheet, width)))
    before = points(sheet.role("caption_table").before if block.caption else 0.0)
    after = sheet.role("after_table").pitch
    if block.role == "form":
        wrapped = call("whole", points(width), points(sheet.text_height), body, above=before, below=points(after))
    else:
        wrapped = call("block", body, width=points(width), below=points(after), above=before, sticky=yes(where.keep))
    return _labelled(_moved(wrapped, where), block.id)


def _figure(block: Figure, where: Where) -> str:
    sheet, width = where.sheet, where.width - where.left
    look = sheet.role("figure")
    words = title_code(block.label, block.caption, blank=needs_blank(block.label))
    caption = call("para", string("caption_figure"), words) if block.caption else ""
    body = joined((figure_code(block, sheet, where.files, width), caption))
    wrapped = call(
        "block",
        body,
        width=points(width),
        breakable="false",
        above=points(look.before),
        below=points(look.after),
        sticky=yes(where.keep),
    )
    return _labelled(_moved(wrapped, where), block.id)


def _moved(code: str, where: Where) -> str:
    return call("pad", code, left=points(where.left)) if where.left else code


def _labelled(code: str, name: str) -> str:
    return f"[#{code} #{call('label', anchor(name))}]" if name else code


# --- letters, signatures, notices ------------------------------------------------------------------------------------


def _letter(block: Letter, where: Where) -> str:
    """Give a letter; on its own page where the sheet says so, its section's heading staying with it."""
    own = where.sheet.letter_on_own_page
    body = blocks_code(block.blocks, replace(where, heading=False))
    return "\n".join((_BREAK if own and not where.heading else "", body, _BREAK if own else ""))


def _notice(block: Notice, where: Where) -> str:
    sheet = where.sheet
    width = where.width - where.left
    inner = replace(where, role="notice", width=width - 2 * NOTICE_PADDING, left=0.0, heading=False)
    inset = dictionary(x=points(NOTICE_PADDING), y="4pt")
    body = joined((blocks_code(block.blocks, inner),))
    room, ground = points(sheet.text_height), sheet.role("notice").fill
    fill = color(ground) if ground else ""
    boxed = call(
        "whole", points(width), room, body, above="6pt", below="6pt", stroke=_frame(sheet), inset=inset, fill=fill
    )
    return _moved(boxed, where)


def _frame(sheet: Sheet) -> str:
    return pen(sheet.table.border, sheet.table.color)


def _sign_block(block: SignBlock, where: Where) -> str:
    look = where.sheet.role("sign")
    before = look.before + sign_spread(block, where.sheet)
    left = where.left + sign_left(block, where.sheet, where.width - where.left)
    body = joined(_sign_line(line, before, left) for line in block.lines)
    return call("block", body, width="100%", breakable="false", above=points(before), below="0pt")


def _sign_line(line: SignLine, before: float, left: float) -> str:
    words = inline_code(with_colon(line.label) + line.content)
    return call("para", string("sign"), words, before=points(before), left=points(left))
