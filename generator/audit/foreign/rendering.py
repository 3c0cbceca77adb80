"""What a project prints: the lines of its document, the cells of one table row together, each with its values."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator.document.nodes import Document, Row, Table, Value
from generator.document.text import Segment, reading_text
from generator.document.walk import blocks, flat, plain


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A value printed from data: its place in its piece, its words, and the key path of its fact."""

    start: int
    end: int
    text: str
    path: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together: a paragraph or a cell. `start` is where they stand in the text they are part of.

    Of what a project prints it is nothing; `values` then are the values in it.
    """

    text: str
    start: int = 0
    values: tuple[PrintedValue, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, or the cells of a row; `table` tells which table, -1 for what is none."""

    pieces: tuple[Piece, ...]
    table: int = -1
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Rendering:
    """What a project prints, in reading order, and the words of its running lines."""

    lines: tuple[Line, ...] = ()
    running: tuple[Piece, ...] = ()


def rendering(document: Document) -> Rendering:
    """Give what a numbered document prints."""
    return Rendering(tuple(_lines(document)), tuple(_running(document)))


def _lines(document: Document) -> Iterator[Line]:
    segments = iter(reading_text(document).segments)
    rows = _rows(document)
    for segment in segments:
        if segment.kind != "cell":
            is_heading = segment.kind == "heading"
            yield from (Line((piece,), is_heading=is_heading) for piece in _pieces(segment))
            continue
        table, cells = next(rows)
        pieces = tuple(piece for each in (segment, *islice(segments, cells - 1)) for piece in _pieces(each))
        if pieces:
            yield Line(pieces, table)


def _rows(document: Document) -> Iterator[tuple[int, int]]:
    """Give for each row that has any words its table and how many paragraphs with words it has."""
    tables = (block for block in blocks(document) if isinstance(block, Table))
    for number, table in enumerate(tables):
        for row in (*table.head, *table.rows):
            if cells := _worded(row):
                yield number, cells


def _worded(row: Row) -> int:
    return sum(bool(paragraph) for cell in row.cells for paragraph in cell.paragraphs)


def _pieces(segment: Segment) -> Iterator[Piece]:
    """Give the stretches of a segment between breaks of lines."""
    start = 0
    for words in segment.text.split("\n"):
        low, high = segment.start + start, segment.start + start + len(words)
        values = tuple(
            _value(each.value, each.start - low, each.end - low)
            for each in segment.values
            if low <= each.start and each.end <= high
        )
        if words.strip():
            yield Piece(words, 0, values)
        start += len(words) + 1


def _running(document: Document) -> Iterator[Piece]:
    for side in (document.contents_running, document.body_running):
        for inlines in (side.header_left, side.header_right, side.footer):
            values, position = [], 0
            for inline in flat(inlines):
                words = plain((inline,))
                if isinstance(inline, Value):
                    values.append(_value(inline, position, position + len(words)))
                position += len(words)
            if position:
                yield Piece(plain(inlines), 0, tuple(values))


def _value(value: Value, start: int, end: int) -> PrintedValue:
    return PrintedValue(start, end, value.text, next(iter(value.paths), ""))
