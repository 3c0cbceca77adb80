"""The body: blocks of the tree as paragraphs, lists, tables and drawings, in order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from generator.document.nodes import (
    Block,
    Figure,
    Letter,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Section,
    SignBlock,
    Table,
)
from generator.layout.frames import NOTICE_GAP
from generator.layout.landscape import is_turned, kept_before_turning
from generator.layout.lists import first_paragraph, label_room
from generator.layout.signing import kept_before_signing
from generator.write.docx import captions
from generator.write.docx.drawing import figure_run
from generator.write.docx.elements import bookmark, mark, paragraph, twips, value, wrap
from generator.write.docx.ink import BODY_END, Chapters, Ink, Pending
from generator.write.docx.inlines import runs
from generator.write.docx.numbering import continued_indent, item_indent, mixes_numerals
from generator.write.docx.paragraphs import KEEP, Setting, styled
from generator.write.docx.running import next_right, turn
from generator.write.docx.sign import sign_block
from generator.write.docx.styles import HEADING_LEVELS, LAYOUT_STYLE, box, style_id
from generator.write.docx.tables import table


@dataclass(frozen=True, slots=True)
class Where:
    """Where blocks stand: the role plain paragraphs take there, how many lists deep, the indent lists give them.

    `edge`: where labels of a list inside begin, in characters.
    `keep_next`: the last paragraph stays with what follows. `heading`: the block before is the section's own heading.
    """

    role: str = "body"
    depth: int = 0
    edge: float = 0
    indent: str = ""
    keep_next: bool = False
    heading: bool = False


def body(blocks: tuple[Block, ...], ink: Ink) -> str:
    """Write the body; its last paragraph carries the bookmark whose page is the number of pages."""
    content = write_blocks(blocks, ink, Where(heading=True))
    end = bookmark(BODY_END, next(ink.bookmarks), "")
    if content.endswith("</w:p>"):
        return content.removesuffix("</w:p>") + end + "</w:p>"
    return content + paragraph(end, value("pStyle", style_id("after_table")))


def write_blocks(blocks: tuple[Block, ...], ink: Ink, where: Where) -> str:
    """Write blocks in order; one before a signature block stays on its page."""
    parts = []
    inner = replace(where, keep_next=False)
    kept = zip(kept_before_signing(blocks, last=where.keep_next), kept_before_turning(blocks, ink.upright), strict=True)
    for (block, keep), ends in kept:
        if ink.turned != is_turned(block, ink.upright) and not isinstance(block, PageBreak):
            parts.append(turn(ink))
        parts.append(_block(block, ink, replace(inner, keep_next=keep or ends)))
        inner = replace(inner, heading=False)
    return "".join(parts)


def _block(block: Block, ink: Ink, where: Where) -> str:  # noqa: PLR0911 - one case per node
    match block:
        case Paragraph():
            return _paragraph(block, ink, where)
        case Section():
            return _section(block, ink, where)
        case List():
            return _list(block, ink, where)
        case Table():
            return _table(block, ink, where)
        case Figure():
            return _figure(block, ink, where)
        case SignBlock():
            return sign_block(block, ink)
        case Letter():
            return _letter(block, ink, where)
        case Notice():
            return _notice(block, ink, where)
        case PageBreak():
            ink.pending.page_break = True
            return ""
        case _:
            assert_never(block)


def _paragraph(block: Paragraph, ink: Ink, where: Where) -> str:
    role = where.role if block.role == "body" else block.role
    return styled(role, runs(block.content, ink), ink, Setting(keep_next=where.keep_next, indent=where.indent))


def _section(block: Section, ink: Ink, where: Where) -> str:
    before = ""
    if block.level == 1:
        captions.restart_captions(ink)
        before = next_right(ink) if ink.chaptered and ink.sheet.page.chapters_on_right else ""
        ink.chaptered = True
    target = ink.targets[block.id]
    title = bookmark(
        target.contents_bookmark,
        next(ink.bookmarks),
        bookmark(target.reference_bookmark, next(ink.bookmarks), runs(block.title, ink)),
    )
    heading = styled(f"heading{_level(block)}", title, ink, Setting(number=_heading_number(block, ink)))
    return before + heading + write_blocks(block.blocks, ink, replace(where, heading=True))


def _level(block: Section) -> int:
    return min(block.level, HEADING_LEVELS)


def _heading_number(block: Section, ink: Ink) -> tuple[int, int] | None:
    """Give the heading's own number where the one of its style does not do."""
    if not block.label:
        return (0, 0)
    if block.level == 1:
        ink.chapters = _next_chapter(ink)
        return None
    number = ink.chapters.sections_number
    return (number, _level(block) - 1) if number else None


def _next_chapter(ink: Ink) -> Chapters:
    count = ink.chapters.count + 1
    mixed = mixes_numerals(ink.sheet.numbering)
    return Chapters(count, ink.lists.enter_chapter(count) if mixed else 0)


def _list(block: List, ink: Ink, where: Where) -> str:
    look = ink.sheet.role("list")
    room = label_room(block.style, len(block.items))
    number = ink.lists.enter_list(block, where.depth)
    edge = where.edge or look.indent
    hanging = item_indent(look, edge, room)
    role = "list" if where.role == "body" else where.role
    inner = replace(
        where, role=role, depth=where.depth + 1, edge=edge + room, indent=continued_indent(look, edge + room)
    )
    last = len(block.items) - 1
    return "".join(
        _item(item.blocks, ink, replace(inner, keep_next=where.keep_next and index == last), number, hanging)
        for index, item in enumerate(block.items)
    )


def _item(blocks: tuple[Block, ...], ink: Ink, where: Where, number: tuple[int, int], hanging: str) -> str:
    """Write an item: its first paragraph has the label, the others the same left edge."""
    first, rest = first_paragraph(blocks)
    role = where.role if first.role == "body" else first.role
    setting = Setting(keep_next=where.keep_next and not rest, number=number, indent=hanging)
    return styled(role, runs(first.content, ink), ink, setting) + write_blocks(rest, ink, where)


def _table(block: Table, ink: Ink, where: Where) -> str:
    before = _caption(block, ink) if block.caption else _separator(ink)
    rows = table(block, ink, keep_next=where.keep_next)
    _end_table(ink)
    return before + rows


def _end_table(ink: Ink) -> None:
    ink.pending = Pending(space=ink.sheet.role("after_table").pitch, table=True)


def _separator(ink: Ink) -> str:
    """Separate what Word would join: two tables without a caption between them, or show as one: two frames."""
    touching = ink.pending.table or ink.pending.frame
    ink.pending.space = 0
    return styled("after_table", "", ink) if touching else ""


def _caption(block: Table, ink: Ink) -> str:
    return styled("caption_table", captions.caption_runs(block, ink), ink, KEEP)


def _figure(block: Figure, ink: Ink, where: Where) -> str:
    has_caption = bool(block.caption)
    setting = Setting(keep_next=has_caption or where.keep_next)
    drawing = styled("figure", figure_run(block, ink), ink, setting)
    if not has_caption:
        return drawing
    setting = Setting(keep_next=where.keep_next)
    return drawing + styled("caption_figure", captions.caption_runs(block, ink), ink, setting)


def _letter(block: Letter, ink: Ink, where: Where) -> str:
    """Write a letter; on its own page where the sheet says so, its section's heading staying with it."""
    own_page = ink.sheet.letter_on_own_page
    if own_page and not where.heading:
        ink.pending.page_break = True
    content = write_blocks(block.blocks, ink, replace(where, heading=False))
    if own_page:
        ink.pending.page_break = True
    return content


def _notice(block: Notice, ink: Ink, where: Where) -> str:
    """Write a notice as bordered paragraphs, which Word joins to one box; else, and after another one, as a cell."""
    inner = replace(where, heading=False)
    if ink.pending.frame or not all(isinstance(child, Paragraph) for child in block.blocks):
        return _framed(block, ink, replace(inner, role="notice_text"))
    ink.pending.space = max(ink.pending.space, NOTICE_GAP)
    content = write_blocks(block.blocks, ink, replace(inner, role="notice"))
    ink.pending = Pending(space=NOTICE_GAP, frame=True)
    return content


def _framed(block: Notice, ink: Ink, where: Where) -> str:
    before = _separator(ink)
    content = write_blocks(block.blocks, ink, where)
    if not content.endswith("</w:p>"):
        content += styled("after_table", "", ink)
    _end_table(ink)
    width = twips(ink.sheet.text_width)
    look = ink.sheet.table
    properties = (
        value("tblStyle", LAYOUT_STYLE)
        + mark("tblW", w=width, type="dxa")
        + value("jc", "center")
        + wrap("tblBorders", box(look.border, color=look.color))
        + mark("tblLayout", type="fixed")
    )
    fill = ink.sheet.role("notice").fill
    shading = mark("shd", val="clear", color="auto", fill=fill) if fill else ""
    cell = wrap("tc", wrap("tcPr", mark("tcW", w=width, type="dxa") + shading) + content)
    return before + wrap(
        "tbl", wrap("tblPr", properties) + wrap("tblGrid", mark("gridCol", w=width)) + wrap("tr", cell)
    )
