"""The tree as a stack of lines, rows and pictures of known heights, as the DOCX sets them: what `paging` fills pages with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never

from generator.document.nodes import (
    Block,
    Cell,
    Diagram,
    Figure,
    Inlines,
    Letter,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Row,
    Section,
    SignBlock,
    Table,
)
from generator.document.walk import plain
from generator.layout.drawing import draw
from generator.layout.lines import line_count
from generator.layout.lists import STEP, label_room
from generator.layout.paging import Item, Rows, Strip
from generator.layout.pictures import figure_room, picture_size
from generator.layout.signing import sign_spread
from generator.layout.tables import column_widths
from generator.style.sheet import Role, Sheet


@dataclass(frozen=True, slots=True)
class _Where:
    """The role plain paragraphs take, how many lists deep, the left edge lists give, whether the last stays with next."""

    role: str = "body"
    depth: int = 0
    left: float = 0
    keep_next: bool = False


@dataclass(slots=True)
class _Stack:
    sheet: Sheet
    page_break: bool = False
    space: float = 0

    def strip(self, role: str, lines: int, where: _Where, **changes: object) -> Strip:
        """Make a paragraph's strip; it takes over the page break or space the block before left pending."""
        look = self.sheet.role(role)
        strip = Strip(
            lines=lines,
            pitch=look.pitch,
            before=max(look.before, self.space),
            after=look.after,
            keep_next=look.keep_next or where.keep_next,
            new_page=look.page_break or self.page_break,
        )
        self.page_break, self.space = False, 0
        return replace(strip, **changes)  # type: ignore[arg-type]


def body_items(blocks: tuple[Block, ...], sheet: Sheet) -> tuple[Item, ...]:
    """Give the body's items in order; headings carry their section's id."""
    return tuple(_blocks(blocks, _Stack(sheet), _Where(), heading=True))


def _blocks(blocks: tuple[Block, ...], stack: _Stack, where: _Where, *, heading: bool = False) -> Iterator[Item]:
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        keep = isinstance(following, SignBlock) or (following is None and where.keep_next)
        yield from _block(block, stack, replace(where, keep_next=keep), heading=heading and index == 0)


def _block(block: Block, stack: _Stack, where: _Where, *, heading: bool) -> Iterator[Item]:
    match block:
        case Paragraph():
            role = where.role if block.role == "body" else block.role
            yield _paragraph(block.content, role, stack, where)
        case Section():
            yield from _section(block, stack, where)
        case List():
            yield from _list(block, stack, where)
        case Table():
            yield from _table(block, stack)
        case Figure():
            yield from _figure(block, stack, where)
        case SignBlock():
            yield from _sign(block, stack)
        case Letter():
            yield from _letter(block, stack, where, heading=heading)
        case Notice():
            yield from _blocks(block.blocks, stack, replace(where, role="notice"))
        case PageBreak():
            stack.page_break = True
        case _:
            assert_never(block)


def _paragraph(content: Inlines, role: str, stack: _Stack, where: _Where) -> Strip:
    look = stack.sheet.role(role)
    left = where.left or look.indent * look.size
    lines = line_count(plain(content), stack.sheet.text_width - left, look, first=look.first_line)
    return stack.strip(role, lines, where)


def _section(block: Section, stack: _Stack, where: _Where) -> Iterator[Item]:
    role = f"heading{min(block.level, 4)}"
    text = f"{block.label} {plain(block.title)}"
    lines = line_count(text, stack.sheet.text_width, stack.sheet.role(role))
    yield stack.strip(role, lines, where, section=block.id, keep_next=True, keep_lines=True)
    yield from _blocks(block.blocks, stack, where, heading=True)


def _list(block: List, stack: _Stack, where: _Where) -> Iterator[Item]:
    look = stack.sheet.role("list")
    left = (look.indent + STEP * where.depth + label_room(block.style, len(block.items))) * look.size
    last = len(block.items) - 1
    for index, item in enumerate(block.items):
        keep = where.keep_next and index == last
        inner = replace(where, role="list", depth=where.depth + 1, left=left, keep_next=keep)
        yield from _blocks(item.blocks, stack, inner)


def _table(block: Table, stack: _Stack) -> Iterator[Item]:
    before = 0.0
    if block.caption:
        look = stack.sheet.role("caption_table")
        text = f"{block.label} {plain(block.caption)}"
        yield stack.strip("caption_table", line_count(text, stack.sheet.text_width, look), _Where(), keep_next=True)
    stack.space = 0
    widths = column_widths(block, stack.sheet.text_width, stack.sheet)
    head = sum(_row_heights(block.head, block, widths, stack.sheet, head=True))
    rows = _row_heights(block.rows, block, widths, stack.sheet, head=False)
    yield Rows(head, tuple(rows), before)
    stack.space = stack.sheet.role("after_table").pitch


def _row_heights(rows: tuple[Row, ...], block: Table, widths: tuple[float, ...], sheet: Sheet, *, head: bool) -> list[float]:
    """Give the heights of rows; a cell over several rows lengthens the last of them where it needs more."""
    heights: list[float] = []
    spans: dict[int, tuple[int, float]] = {}
    look = sheet.table
    for row in rows:
        height = 0.0
        column = 0
        pending: list[tuple[int, int, float]] = []
        for cell in row.cells:
            while column in spans:
                column += 1
            width = sum(widths[column : column + cell.colspan]) - 2 * look.margin_x
            need = _cell_height(cell, width, _cell_look(cell, row, sheet, head=head))
            if cell.rowspan == 1:
                height = max(height, need)
            else:
                pending.append((column, cell.rowspan, need))
            column += cell.colspan
        floor = sheet.role("cell").pitch
        height = max(height, floor) + 2 * look.margin_y + look.border
        heights.append(height)
        spans = {key: (left - 1, need) for key, (left, need) in spans.items() if left > 1}
        spans.update({column: (span, need) for column, span, need in pending})
    return heights


def _cell_look(cell: Cell, row: Row, sheet: Sheet, *, head: bool) -> Role:
    if head:
        return sheet.role("cell_head")
    if cell.header:
        return sheet.role("cell_label")
    return sheet.role("cell_total" if row.kind == "total" else "cell")


def _cell_height(cell: Cell, width: float, look: Role) -> float:
    return sum(line_count(plain(content), width, look) for content in cell.paragraphs or ((),)) * look.pitch


def _figure(block: Figure, stack: _Stack, where: _Where) -> Iterator[Item]:
    sheet = stack.sheet
    if isinstance(block.body, Diagram):
        height = draw(block.body, sheet.diagram, sheet.text_width, figure_room(sheet)).height
    else:
        height = picture_size(block.body, sheet)[1]
    kept = bool(block.caption) or where.keep_next
    yield stack.strip("figure", 1, where, pitch=height, keep_next=kept)
    if block.caption:
        text = f"{block.label} {plain(block.caption)}"
        yield stack.strip("caption_figure", line_count(text, sheet.text_width, sheet.role("caption_figure")), where)


def _sign(block: SignBlock, stack: _Stack) -> Iterator[Item]:
    spread = sign_spread(block, stack.sheet)
    last = len(block.lines) - 1
    for index, _line in enumerate(block.lines):
        before = stack.sheet.role("sign").before + spread
        yield stack.strip("sign", 1, _Where(), before=before, keep_next=index < last)


def _letter(block: Letter, stack: _Stack, where: _Where, *, heading: bool) -> Iterator[Item]:
    own_page = stack.sheet.letter_on_own_page
    if own_page and not heading:
        stack.page_break = True
    yield from _blocks(block.blocks, stack, where)
    if own_page:
        stack.page_break = True

