"""The record of a document: what it prints, unit by unit, so that an edited copy can be matched without any other file.

Only what a reader of the document sees is in it: no key paths, no names of files. Page numbers are left out, and labels
stand beside the words, as programs number anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Literal, assert_never

from generator.document.labels import with_colon
from generator.document.nodes import (
    Blank,
    Block,
    Cover,
    Document,
    Figure,
    Inline,
    Inlines,
    Letter,
    List,
    ListItem,
    Notice,
    PageBreak,
    PageRef,
    Paragraph,
    Picture,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    Table,
    Value,
)
from generator.document.walk import chart_inlines, flat, plain, values

RECORD_NAMESPACE = "urn:bidgen:record"
RECORD_VERSION = "1"

UnitKind = Literal["heading", "text", "row", "box", "running", "picture"]
SpanKind = Literal["value", "reference", "blank"]


@dataclass(frozen=True, slots=True)
class RecordSpan:
    """A stretch of a part that is no fixed text: a value with its number, a reference, a blank to be filled by hand."""

    kind: SpanKind
    start: int
    end: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class RecordPart:
    """The words of one paragraph, without its label."""

    text: str
    spans: tuple[RecordSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordUnit:
    """What stands together: a heading with its level, a paragraph, the row of a table part by part, a picture's digest.

    `label` is the number of a heading, an item or a caption.

    The words of a chart are one `box` each; those of headers and footers are `running`.
    """

    kind: UnitKind
    parts: tuple[RecordPart, ...] = ()
    level: int = 0
    digest: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What a document prints, in the order of its package: cover, contents' heading, body, running lines."""

    project: str
    number: str
    units: tuple[RecordUnit, ...]


def record_of(document: Document) -> Record:
    """Give the record of a numbered document."""
    named = {path: value.text for value in values(document) for path in value.paths}
    units = (
        *_cover(document.cover),
        *_texts((document.contents.heading,)),
        *_blocks(document.body),
        *_running(document.contents_running),
        *_running(document.body_running),
    )
    return Record(named.get("project.name", ""), named.get("project.number", ""), units)


def _cover(cover: Cover) -> Iterator[RecordUnit]:
    lines = ((*with_colon(line.label), *line.content) for line in cover.lines)
    yield from _texts((cover.copy_mark, cover.project, cover.title, cover.subtitle))
    yield from _texts((*lines, cover.date, cover.remark))


def _running(running: Running) -> Iterator[RecordUnit]:
    for content in ((*running.header_left, *running.header_right), running.footer):
        yield from _unit("running", (content,))


def _blocks(blocks: Iterable[Block]) -> Iterator[RecordUnit]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[RecordUnit]:
    match block:
        case Section():
            yield from _labelled(_unit("heading", (block.title,), block.level), block.label)
            yield from _blocks(block.blocks)
        case Paragraph():
            yield from _texts((block.content,))
        case List():
            yield from (unit for item in block.items for unit in _item(item))
        case Table():
            yield from _labelled(_texts((block.caption,)), block.label)
            yield from (unit for row in (*block.head, *block.rows) for unit in _row(row))
        case Figure():
            yield from _figure(block)
        case SignBlock():
            yield from _texts((*with_colon(line.label), *line.content) for line in block.lines)
        case Letter() | Notice():
            yield from _blocks(block.blocks)
        case PageBreak():
            return
        case _:  # pragma: no cover
            assert_never(block)


def _row(row: Row) -> Iterator[RecordUnit]:
    """Give a row; one of a single cell is a frame, whose paragraphs stand for themselves."""
    contents = [content for cell in row.cells for content in cell.paragraphs]
    yield from _unit("row", contents) if len(row.cells) > 1 else _texts(contents)


def _figure(figure: Figure) -> Iterator[RecordUnit]:
    if isinstance(figure.body, Picture):
        yield RecordUnit("picture", digest=sha256(figure.body.data).hexdigest())
    else:
        for content in chart_inlines(figure.body):
            yield from _unit("box", (content,))
    yield from _labelled(_texts((figure.caption,)), figure.label)


def _item(item: ListItem) -> Iterator[RecordUnit]:
    begins = bool(item.blocks) and isinstance(item.blocks[0], Paragraph)
    yield from _labelled(_blocks(item.blocks[:1]), item.label) if begins else _blocks(item.blocks[:1])
    yield from _blocks(item.blocks[1:])


def _labelled(units: Iterable[RecordUnit], label: str) -> Iterator[RecordUnit]:
    return (replace(unit, label=label) for unit in units)


def _texts(contents: Iterable[Inlines]) -> Iterator[RecordUnit]:
    for content in contents:
        yield from _unit("text", (content,))


def _unit(kind: UnitKind, contents: Iterable[Inlines], level: int = 0) -> Iterator[RecordUnit]:
    parts = tuple(part for part in map(_part, contents) if part.text.strip() or part.spans)
    if parts:
        yield RecordUnit(kind, parts, level)


def _part(content: Inlines) -> RecordPart:
    pieces: list[str] = []
    spans: list[RecordSpan] = []
    offset = 0
    for inline in flat(content):
        text = "" if isinstance(inline, PageRef) else plain((inline,))
        span = _span(inline, offset, offset + len(text))
        spans.extend((span,) if span else ())
        pieces.append(text)
        offset += len(text)
    return RecordPart("".join(pieces), tuple(spans))


def _span(inline: Inline, start: int, end: int) -> RecordSpan | None:
    match inline:
        case Value(number=number) if number:
            return RecordSpan("value", start, end, number)
        case Ref():
            return RecordSpan("reference", start, end)
        case Blank():
            return RecordSpan("blank", start, end)
        case _:
            return None
