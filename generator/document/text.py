"""The words of a document as a reader of the output meets them: one stream with the place of every value in it.

The order is the one both writers must keep: cover (mark, project, title, subtitle, lines, date, remark), contents, then
the body; of a table the caption, the head rows and the rows cell by cell; of a figure the words of
its chart in the order of `chart_inlines`, then the caption. Running lines repeat on every page and are no part of it;
page numbers are the writers' and no part of it either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, assert_never

from generator.document.labels import COLON
from generator.document.nodes import (
    Block,
    Cover,
    Document,
    Figure,
    Inlines,
    Letter,
    List,
    Notice,
    PageBreak,
    Paragraph,
    Picture,
    Row,
    Section,
    SignBlock,
    Table,
    Text,
    Value,
)
from generator.document.walk import chart_inlines, flat, plain

SegmentKind = Literal["cover", "contents", "heading", "paragraph", "list", "caption", "cell", "diagram", "sign"]


@dataclass(frozen=True, slots=True)
class ValuePlace:
    """A value and where its text stands in the stream: from `start` to `end`."""

    value: Value
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together (a heading, a paragraph, a cell): their place in the stream, kind and section.

    `text` includes the label; `section` is the id of the innermost section, empty outside the body.
    """

    kind: SegmentKind
    section: str
    text: str
    start: int
    values: tuple[ValuePlace, ...]

    @property
    def end(self) -> int:
        """Where the segment ends in the stream."""
        return self.start + len(self.text)


@dataclass(frozen=True)
class ReadingText:
    """The stream: its segments in reading order. Segments follow each other in `text`, one line each."""

    segments: tuple[Segment, ...]

    @cached_property
    def text(self) -> str:
        """The whole stream; offsets of segments and values count in it."""
        return "\n".join(segment.text for segment in self.segments)

    @property
    def values(self) -> tuple[ValuePlace, ...]:
        """The places of all numbered values, in reading order."""
        return tuple(place for segment in self.segments for place in segment.values)


def reading_text(document: Document) -> ReadingText:
    """Give the stream of a numbered document."""
    segments = []
    offset = 0
    for part in _parts(document):
        segment = _segment(part, offset)
        offset = segment.end + 1
        segments.append(segment)
    return ReadingText(tuple(segments))


def compact(text: str) -> str:
    """Take all white space out of a text, as readers of DOCX and PDF place it freely."""
    return "".join(text.split())


# --- the order -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Part:
    kind: SegmentKind
    section: str
    content: Inlines


def _parts(document: Document) -> Iterator[_Part]:
    yield from (part for part in _cover(document.cover) if part.content)
    yield _Part("contents", "", document.contents.heading)
    for entry in document.contents.entries:
        yield _Part("contents", "", _labelled(entry.label, entry.title))
    yield from (part for part in _blocks(document.body, "") if part.content)


def _blocks(blocks: tuple[Block, ...], section: str) -> Iterator[_Part]:
    for block in blocks:
        yield from _block(block, section)


def _block(block: Block, section: str) -> Iterator[_Part]:
    match block:
        case Section():
            yield _Part("heading", block.id, _labelled(block.label, block.title))
            yield from _blocks(block.blocks, block.id)
        case Paragraph():
            yield _Part("paragraph", section, block.content)
        case List():
            yield from _list(block, section)
        case Table():
            yield _Part("caption", section, _labelled(block.label, block.caption))
            yield from _rows((*block.head, *block.rows), section)
        case Figure():
            yield from _diagram(block, section)
            yield _Part("caption", section, _labelled(block.label, block.caption))
        case SignBlock():
            for line in block.lines:
                yield _Part("sign", section, (*line.label, Text(COLON), *line.content))
        case Letter() | Notice():
            yield from _blocks(block.blocks, section)
        case PageBreak():
            return
        case _:  # pragma: no cover
            assert_never(block)


def _list(block: List, section: str) -> Iterator[_Part]:
    for item in block.items:
        first, *rest = item.blocks or (Paragraph(()),)
        if isinstance(first, Paragraph):
            yield _Part("list", section, _labelled(item.label, first.content))
        else:
            yield _Part("list", section, (Text(item.label),))
            rest = [first, *rest]
        yield from _blocks(tuple(rest), section)


def _rows(rows: tuple[Row, ...], section: str) -> Iterator[_Part]:
    for row in rows:
        for cell in row.cells:
            for paragraph in cell.paragraphs:
                yield _Part("cell", section, paragraph)


def _diagram(figure: Figure, section: str) -> Iterator[_Part]:
    if not isinstance(figure.body, Picture):
        for content in chart_inlines(figure.body):
            yield _Part("diagram", section, content)


def _cover(cover: Cover) -> Iterator[_Part]:
    for content in (cover.copy_mark, cover.project, cover.title, cover.subtitle):
        yield _Part("cover", "", content)
    for line in cover.lines:
        yield _Part("cover", "", (*line.label, Text(COLON), *line.content))
    for content in (cover.date, cover.remark):
        yield _Part("cover", "", content)


def _labelled(label: str, content: Inlines) -> Inlines:
    return (Text(f"{label} "), *content) if label else content


def _segment(part: _Part, start: int) -> Segment:
    places = []
    offset = start
    for inline in flat(part.content):
        end = offset + len(plain((inline,)))
        if isinstance(inline, Value) and inline.number:
            places.append(ValuePlace(inline, offset, end))
        offset = end
    return Segment(part.kind, part.section, plain(part.content), start, tuple(places))
