"""Walking the tree: every block and inline in reading order, and the plain words of inlines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from generator.document.nodes import (
    Blank,
    Block,
    Chart,
    Checkbox,
    Cover,
    Coverage,
    Diagram,
    Document,
    Figure,
    Gantt,
    Inline,
    Inlines,
    Letter,
    LineBreak,
    List,
    Notice,
    PageBreak,
    PageCount,
    PageNumber,
    PageRef,
    Paragraph,
    Picture,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)
from generator.document.scale import ticks

TICKED, UNTICKED = "☑", "□"
_WORDED = (Text, Value, Ref, PageRef)
"""The inlines that are words and nothing else."""
_OPENED = (Strong, Underline)


def plain(inlines: Inlines) -> str:
    """Give the words of inlines: a box as □ or ☑, a line end as itself, blanks and page numbers as nothing."""
    return "".join([inline.text if isinstance(inline, _WORDED) else _plain(inline) for inline in inlines])


def flat(inlines: Inlines) -> Iterator[Inline]:
    """Give inlines in order with Strong and Underline opened, so that only leaves remain."""
    for inline in inlines:
        if isinstance(inline, _OPENED):
            yield from flat(inline.content)
        else:
            yield inline


def blocks(document: Document) -> Iterator[Block]:
    """Give every block of the body in reading order, a container before what it holds."""
    return every(document.body)


def every(parts: tuple[Block, ...]) -> Iterator[Block]:
    """Give blocks and all blocks inside them in reading order, a container before what it holds."""
    for block in parts:
        yield block
        yield from every(children(block))


def children(block: Block) -> tuple[Block, ...]:
    """Give the blocks directly inside a block; those of a list item by item."""
    match block:
        case Section() | Letter() | Notice():
            return block.blocks
        case List():
            return tuple(inner for item in block.items for inner in item.blocks)
        case Paragraph() | Table() | Figure() | SignBlock() | PageBreak():
            return ()
        case _:  # pragma: no cover
            assert_never(block)


def own_inlines(block: Block) -> Iterator[Inlines]:
    """Give the inlines of a block itself in reading order, those of blocks inside it left out."""
    match block:
        case Section():
            yield block.title
        case Paragraph():
            yield block.content
        case Table():
            yield block.caption
            yield from _row_inlines((*block.head, *block.rows))
        case Figure():
            yield from _figure_inlines(block)
        case SignBlock():
            for line in block.lines:
                yield line.label
                yield line.content
        case List() | Letter() | Notice() | PageBreak():
            return
        case _:  # pragma: no cover
            assert_never(block)


def chart_inlines(chart: Chart) -> Iterator[Inlines]:
    """Give the words of a chart in reading order: the order in which both writers print them."""
    match chart:
        case Diagram():
            yield from (node.content for node in chart.nodes)
            yield from (edge.label for edge in chart.edges)
        case Gantt():
            yield from chart.head
            yield from ((Text(str(day)),) for day in ticks(chart))
            yield from (part for row in chart.rows for part in (row.name, row.owner, row.dates))
        case Coverage():
            yield from chart.head
            yield from (part for row in chart.rows for part in (row.name, *(cell.content for cell in row.cells)))
            yield from (cell.content for cell in chart.legend)
        case _:  # pragma: no cover
            assert_never(chart)


def inlines(document: Document) -> Iterator[Inlines]:
    """Give all inlines of a document in the order of value numbers: cover, running lines, body."""
    yield from _cover_inlines(document.cover)
    yield from _running_inlines(document.contents_running)
    yield from _running_inlines(document.body_running)
    for block in blocks(document):
        yield from own_inlines(block)


def values(document: Document) -> Iterator[Value]:
    """Give every printed value in the order of their numbers."""
    return (inline for part in inlines(document) for inline in flat(part) if isinstance(inline, Value))


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Value() | Ref() | PageRef():  # pragma: no cover - the frequent ones, told apart above for speed
            return inline.text
        case Strong() | Underline():
            return plain(inline.content)
        case Checkbox():
            return TICKED if inline.checked else UNTICKED
        case LineBreak():
            return "\n"
        case Blank() | PageNumber() | PageCount():
            return ""
        case _:  # pragma: no cover
            assert_never(inline)


def _row_inlines(rows: tuple[Row, ...]) -> Iterator[Inlines]:
    return (paragraph for row in rows for cell in row.cells for paragraph in cell.paragraphs)


def _figure_inlines(figure: Figure) -> Iterator[Inlines]:
    if not isinstance(figure.body, Picture):
        yield from chart_inlines(figure.body)
    yield figure.caption


def _cover_inlines(cover: Cover) -> Iterator[Inlines]:
    yield from (cover.copy_mark, cover.project, cover.title, cover.subtitle)
    for line in cover.lines:
        yield line.label
        yield line.content
    yield from (cover.date, cover.remark)


def _running_inlines(running: Running) -> Iterator[Inlines]:
    yield from (running.header_left, running.header_right, running.footer)
