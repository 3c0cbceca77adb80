"""The tree as a stack of strips of known heights, as the DOCX sets them: what `paging` fills pages with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from generator.document.nodes import (
    Blank,
    Block,
    Figure,
    Inlines,
    Letter,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Section,
    SignBlock,
    Table,
)
from generator.document.walk import chart_inlines, flat, plain
from generator.layout.drawing import draw
from generator.layout.frames import NOTICE_GAP
from generator.layout.landscape import SECTION_END, is_turned, kept_before_turning, turned_sheet
from generator.layout.lines import line_count
from generator.layout.lists import label_room
from generator.layout.paging import Strip
from generator.layout.pictures import figure_room, picture_size
from generator.layout.rows import table_strips
from generator.layout.signing import kept_before_signing, sign_spread
from generator.style.sheet import Role, Sheet

HEADING_LEVELS = 9
FRAME_SPACE = 4.5
"""Points between a notice's frame and its words, the rule included."""


@dataclass(frozen=True, slots=True)
class _Where:
    """The role plain paragraphs take, the edges lists give, the room frames take, whether the last stays with next.

    `edge` is in characters, `left` and `inset` in points.
    """

    role: str = "body"
    edge: float = 0
    left: float = 0
    inset: float = 0
    keep_next: bool = False


_TOP = _Where()


@dataclass(slots=True)
class _Stack:
    """What a block leaves to the next: a page break, the space it wants below, whether it ended in a table or frame.

    `sheet` is that of the page, `upright` that of most; `room` is the height of landscape pages.
    """

    sheet: Sheet
    upright: Sheet
    room: float = 0
    page_break: bool = False
    space: float = 0
    touching: bool = False
    chapters: int = 0

    @property
    def turned(self) -> bool:
        """Whether the page is a landscape one."""
        return self.sheet is not self.upright

    def look(self, role: str) -> Role:
        """Give a role's look; headings deeper than the sheet knows look like its deepest."""
        if not role.startswith("heading"):
            return self.sheet.role(role)
        levels = range(int(role[len("heading") :]), 0, -1)
        return self.sheet.role(next((f"heading{n}" for n in levels if f"heading{n}" in self.sheet.roles), role))

    def strip(self, role: str, lines: int, where: _Where, *, segments: int = 1) -> Strip:
        """Make a paragraph's strip; it takes over the page break or space the block before left pending."""
        look = self.look(role)
        breaks = look.page_break or self.page_break
        before = look.before if breaks else max(look.before, self.space)
        self.page_break, self.space, self.touching = False, 0, False
        keep = look.keep_next or where.keep_next
        ruled = look.edges.above + look.edges.below
        return Strip(
            1 if ruled else lines,
            lines * look.pitch + ruled if ruled else look.pitch,
            before,
            look.after,
            keep_next=keep,
            keep_lines=look.keep_next,
            new_page=breaks,
            segments=segments,
            room=self.room if self.turned else 0,
            right=role == "heading1" and self.sheet.page.chapters_on_right,
        )

    def separator(self) -> Iterator[Strip]:
        """Part a table or frame without caption from the one before it by a small empty paragraph."""
        self.space = 0
        if self.touching:
            yield self.strip("after_table", 1, _TOP, segments=0)

    def chapter(self) -> bool:
        """Begin a chapter; tell whether the one before must be ended so that this one begins on an odd page."""
        self.chapters += 1
        return self.chapters > 1 and self.sheet.page.chapters_on_right

    def turn(self) -> Strip:
        """Turn the page: give the strip that ends the pages before."""
        self.sheet = self.upright if self.turned else turned_sheet(self.upright)
        self.page_break, self.space, self.touching = True, 0, False
        return Strip(1, SECTION_END)


def body_strips(blocks: tuple[Block, ...], sheet: Sheet, turned_room: float = 0) -> Iterator[Strip]:
    """Give the body's strips in order; headings carry their section's id. `turned_room`: height of landscape pages."""
    return _blocks(blocks, _Stack(sheet, sheet, turned_room), _TOP, heading=True)


def _blocks(blocks: tuple[Block, ...], stack: _Stack, where: _Where, *, heading: bool = False) -> Iterator[Strip]:
    """Stack blocks in order; one before a signature block stays on its page."""
    kept = zip(kept_before_signing(blocks, last=where.keep_next), kept_before_turning(blocks, stack.sheet), strict=True)
    for index, ((block, keep), ends) in enumerate(kept):
        if stack.turned != is_turned(block, stack.sheet) and not isinstance(block, PageBreak):
            yield stack.turn()
        yield from _block(block, stack, replace(where, keep_next=keep or ends), heading=heading and index == 0)


def _block(block: Block, stack: _Stack, where: _Where, *, heading: bool) -> Iterator[Strip]:
    match block:
        case Paragraph():
            role = where.role if block.role == "body" else block.role
            yield _paragraph(block.content, role, stack, where)
        case Section():
            yield from _section(block, stack, where)
        case List():
            yield from _list(block, stack, where)
        case Table():
            yield from _table(block, stack, where)
        case Figure():
            yield from _figure(block, stack, where)
        case SignBlock():
            yield from _sign(block, stack)
        case Letter():
            yield from _letter(block, stack, where, heading=heading)
        case Notice():
            yield from _notice(block, stack, where)
        case PageBreak():
            stack.page_break = True
        case _:
            assert_never(block)


def _paragraph(content: Inlines, role: str, stack: _Stack, where: _Where) -> Strip:
    look = stack.sheet.role(role)
    left = where.left or look.indent * look.size
    first = 0.0 if where.left else look.first_line
    room = stack.sheet.text_width - left - look.edges.across - where.inset
    lines = line_count(_words(content), room, look, first=first)
    return stack.strip(role, lines, where, segments=int(bool(content)))


def _words(content: Inlines) -> str:
    """Give the words of inlines, a blank as the ideographic spaces it is written with."""
    if not any(isinstance(inline, Blank) for inline in flat(content)):
        return plain(content)
    return "".join(
        "\u3000" * inline.width if isinstance(inline, Blank) else plain((inline,)) for inline in flat(content)
    )


def _section(block: Section, stack: _Stack, where: _Where) -> Iterator[Strip]:
    if block.level == 1 and stack.chapter():
        yield Strip(1, SECTION_END)
    role = f"heading{min(block.level, HEADING_LEVELS)}"
    yield replace(_titled(block.label, block.title, role, stack), section=block.id, keep_next=True, keep_lines=True)
    yield from _blocks(block.blocks, stack, where, heading=True)


def _titled(label: str, words: Inlines, role: str, stack: _Stack, where: _Where = _TOP) -> Strip:
    """Make the strip of a heading or caption: its label, a blank and its words."""
    text = f"{label} {plain(words)}" if label else plain(words)
    look = stack.look(role)
    return stack.strip(role, line_count(text, stack.sheet.text_width - look.edges.across, look), where)


def _list(block: List, stack: _Stack, where: _Where) -> Iterator[Strip]:
    look = stack.sheet.role("list")
    edge = (where.edge or look.indent) + label_room(block.style, len(block.items))
    role = "list" if where.role == "body" else where.role
    inner = replace(where, role=role, edge=edge, left=edge * look.size)
    last = len(block.items) - 1
    for index, item in enumerate(block.items):
        first, *rest = _item(item.blocks, stack, replace(inner, keep_next=where.keep_next and index == last))
        yield replace(first, segments=1)
        yield from rest


def _item(blocks: tuple[Block, ...], stack: _Stack, where: _Where) -> Iterator[Strip]:
    """Stack an item; one that begins with no paragraph has an empty one for its label."""
    if not blocks or not isinstance(blocks[0], Paragraph):
        yield stack.strip(where.role, 1, where)
    yield from _blocks(blocks, stack, where)


def _table(block: Table, stack: _Stack, where: _Where) -> Iterator[Strip]:
    if block.caption:
        yield replace(_titled(block.label, block.caption, "caption_table", stack), keep_next=True)
    else:
        yield from stack.separator()
    for strip in table_strips(block, stack.sheet, keep_next=where.keep_next):
        begins = stack.turned and stack.page_break
        yield replace(strip, new_page=True, room=stack.room) if begins else strip
        stack.page_break &= not begins
    stack.space, stack.touching = stack.sheet.role("after_table").pitch, True


def _figure(block: Figure, stack: _Stack, where: _Where) -> Iterator[Strip]:
    kept = bool(block.caption) or where.keep_next
    words = 0 if isinstance(block.body, Picture) else sum(map(bool, chart_inlines(block.body)))
    strip = stack.strip("figure", 1, replace(where, keep_next=kept), segments=words)
    yield replace(strip, pitch=max(_figure_height(block, stack.sheet), strip.pitch))
    if block.caption:
        yield _titled(block.label, block.caption, "caption_figure", stack, where)


def _figure_height(block: Figure, sheet: Sheet) -> float:
    if isinstance(block.body, Picture):
        return picture_size(block.body, sheet)[1]
    return draw(block.body, sheet.diagram, sheet.text_width, figure_room(sheet)).height


def _sign(block: SignBlock, stack: _Stack) -> Iterator[Strip]:
    """Stack the lines of a signature block; each but the last stays with the next."""
    spread = sign_spread(block, stack.sheet)
    last = len(block.lines) - 1
    for index, _line in enumerate(block.lines):
        stack.space = max(stack.space, stack.sheet.role("sign").before + spread)
        yield stack.strip("sign", 1, replace(_TOP, keep_next=index < last))


def _letter(block: Letter, stack: _Stack, where: _Where, *, heading: bool) -> Iterator[Strip]:
    own_page = stack.sheet.letter_on_own_page
    stack.page_break |= own_page and not heading
    yield from _blocks(block.blocks, stack, where)
    stack.page_break |= own_page


def _notice(block: Notice, stack: _Stack, where: _Where) -> Iterator[Strip]:
    """Stack a notice; one that holds more than paragraphs is a row of a table, estimated line by line."""
    framed = stack.touching or not all(isinstance(child, Paragraph) for child in block.blocks)
    if framed:
        yield from stack.separator()
    else:
        stack.space = max(stack.space, NOTICE_GAP) + FRAME_SPACE
    inset = 0.0 if framed else 2 * FRAME_SPACE
    yield from _blocks(block.blocks, stack, replace(where, role="notice", inset=inset))
    stack.space, stack.touching = (stack.sheet.role("after_table").pitch if framed else NOTICE_GAP + FRAME_SPACE), True
