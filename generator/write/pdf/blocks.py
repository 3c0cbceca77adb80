"""Blocks of the tree as HTML: sections with headings, paragraphs, lists, tables, figures, letters, signatures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from html import escape
from typing import assert_never

from generator.document.labels import needs_blank, with_colon
from generator.document.nodes import (
    Block,
    Figure,
    Inlines,
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
from generator.document.walk import plain
from generator.layout.landscape import is_turned, turned_sheet
from generator.layout.lists import STEP, first_paragraph, label_room
from generator.layout.signing import kept_before_signing, sign_left, sign_spread
from generator.style.sheet import Sheet
from generator.write.pdf.figures import Pictures, figure_html
from generator.write.pdf.inlines import inline_html
from generator.write.pdf.tables import table_html
from generator.write.pdf.typesetting import with_gaps

NOTICE_PADDING = 6.0
TURNED = "turned"
"""Names landscape pages and what stands on them."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where blocks stand: the role plain paragraphs take, the width in points, the lists around and their label room.

    `keep`: the last block stays with what follows. `heading`: the block before is the section's own heading.
    """

    sheet: Sheet
    pictures: Pictures
    width: float
    role: str = "body"
    depth: int = 0
    room: float = 0.0
    keep: bool = False
    heading: bool = False


def blocks_html(blocks: tuple[Block, ...], where: Where) -> str:
    """Give blocks in order; one before a signature block stays on its page."""
    parts, here = [], replace(where, keep=False)
    for block, keep in kept_before_signing(blocks, last=where.keep):
        parts.append(_block(block, replace(here, keep=keep)))
        here = replace(here, heading=False)
    return "".join(parts)


def title_html(label: str, title: Inlines, *, traced: bool = True) -> str:
    """Give a numbered title: the label set off by space, not by a typed blank."""
    words = inline_html(title, traced=traced)
    if not label:
        return words
    style = "label" if needs_blank(label) else "tight"
    return f'<span class="{style}">{escape(with_gaps(label))}</span>{words}'


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
            return '<div class="page-break"></div>'
        case _:  # pragma: no cover
            assert_never(block)


def _paragraph(block: Paragraph, where: Where, label: str = "") -> str:
    role = where.role if block.role == "body" else block.role
    return f'<p class="{_classes(role, where)}">{label}{inline_html(block.content)}</p>'


def _classes(role: str, where: Where) -> str:
    known = role if role in where.sheet.roles else "body"
    return known + (" keep" if where.keep else "")


def _section(block: Section, where: Where) -> str:
    tag = f"h{min(block.level, 6)}"
    level = min(block.level, 9)
    role = f"heading{level}" if f"heading{level}" in where.sheet.roles else "heading4"
    blank = " " if block.label and needs_blank(block.label) else ""
    bookmark = f"{block.label}{blank}{plain(block.title)}"
    heading = (
        f'<{tag} class="{role}" id="{escape(block.id)}" data-bookmark="{escape(bookmark)}">'
        f"{title_html(block.label, block.title)}</{tag}>"
    )
    return f"<section>{heading}{blocks_html(block.blocks, replace(where, heading=True))}</section>"


# --- lists -----------------------------------------------------------------------------------------------------------


def _list(block: List, where: Where) -> str:
    room = label_room(block.style, len(block.items))
    look = where.sheet.role("list")
    left = STEP - where.room if where.depth else look.indent
    width = where.width - (left + room) * look.size
    inner = replace(where, role="list", depth=where.depth + 1, room=room, width=width)
    last = len(block.items) - 1
    tag = "ul" if block.style == "bullet" else "ol"
    items = "".join(
        _item(item, tag, replace(inner, keep=where.keep and index == last)) for index, item in enumerate(block.items)
    )
    return f'<{tag} style="margin-left:{left:g}em;padding-left:{room:g}em">{items}</{tag}>'


def _item(item: ListItem, tag: str, where: Where) -> str:
    """Give an item: its label hangs before its first paragraph; bullets are printed smaller than letters."""
    words = f'<span class="bullet">{escape(item.label)}</span>' if tag == "ul" else escape(item.label)
    label = f'<span class="marker" style="width:{where.room:g}em">{words}</span>'
    first, rest = first_paragraph(item.blocks)
    hanging = _paragraph(first, replace(where, keep=where.keep and not rest), label)
    style = f'style="text-indent:-{where.room:g}em"'
    return f"<li>{hanging.replace('<p ', f'<p {style} ', 1)}{blocks_html(rest, where)}</li>"


# --- tables and figures ----------------------------------------------------------------------------------------------


def _table(block: Table, where: Where) -> str:
    caption = f'<p class="caption_table">{title_html(block.label, block.caption)}</p>' if block.caption else ""
    turned = is_turned(block, where.sheet)
    width = turned_sheet(where.sheet).text_width if turned else where.width
    marks = ((TURNED, turned), ("whole", block.role == "form"), ("keep", where.keep))
    classes = " ".join(("table", *(name for name, given in marks if given)))
    return f'<div class="{classes}"{_id(block.id)}>{caption}{table_html(block, where.sheet, width)}</div>'


def _figure(block: Figure, where: Where) -> str:
    words = title_html(block.label, block.caption)
    caption = f'<figcaption class="caption_figure">{words}</figcaption>' if block.caption else ""
    keep = ' class="keep"' if where.keep else ""
    body = figure_html(block, where.sheet, where.pictures, where.width)
    return f"<figure{keep}{_id(block.id)}>{body}{caption}</figure>"


def _id(name: str) -> str:
    return f' id="{escape(name)}"' if name else ""


# --- letters, signatures, notices ------------------------------------------------------------------------------------


def _letter(block: Letter, where: Where) -> str:
    """Give a letter; on its own page where the sheet says so, its section's heading staying with it."""
    own = " own-page" if where.sheet.letter_on_own_page else ""
    first = " after-heading" if where.heading else ""
    return f'<div class="letter{own}{first}">{blocks_html(block.blocks, replace(where, heading=False))}</div>'


def _notice(block: Notice, where: Where) -> str:
    width = where.width - 2 * NOTICE_PADDING
    inner = replace(where, role="notice", width=width, heading=False)
    return f'<div class="notice-box">{blocks_html(block.blocks, inner)}</div>'


def _sign_block(block: SignBlock, where: Where) -> str:
    look = where.sheet.role("sign")
    before = look.before + sign_spread(block, where.sheet)
    lines = "".join(_sign_line(line, before) for line in block.lines)
    return f'<div class="sign-block" style="margin-left:{sign_left(block, where.sheet, where.width):g}pt">{lines}</div>'


def _sign_line(line: SignLine, before: float) -> str:
    words = inline_html(with_colon(line.label)) + inline_html(line.content)
    return f'<p class="sign" style="margin-top:{before:g}pt">{words}</p>'
