"""Rules of Chinese typesetting, asked of a finished PDF: lines, headings, tables and figures where they belong.

Only tests ask (every letter of a document is looked at, a second or so for eighty pages); `verify_pdf` compares the
words in every build.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, assert_never

from generator.document.nodes import (
    Block,
    Document,
    Figure,
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
)
from generator.document.text import reading_text
from generator.document.walk import chart_inlines, plain
from generator.layout.measure import needs_gap
from generator.verify.compare import align
from generator.verify.lines import LetterPage, Line, Piece, set_pieces
from generator.verify.outputs import expected_pieces

NO_LINE_START = frozenset("，。、；：？！）】》」』〉〕〗”’…～·％‰℃,.;:?!)]}%")
NO_LINE_END = frozenset("（【《「『〈〔〖“‘￥＄([{$")
_UNPARTED = ("——", "……")
_WIDOWS = 2
_LEAST_GAP = 0.05
"""In sizes of the text: less between Han and Latin is no space; Typst narrows it in lines that are nearly too long."""

FaultKind = Literal[
    "words", "line_start", "line_end", "parted", "blank", "gap", "widow", "heading", "caption", "head", "row", "repeat"
]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, on which page (its index from 0), and the words it is seen at."""

    kind: FaultKind
    page: int
    words: str


def typesetting_faults(document: Document, pages: Sequence[LetterPage]) -> tuple[Fault, ...]:
    """Find what is badly set in a PDF; `document` is the tree it was written from, with its pages filled in."""
    reading = reading_text(document)
    expected = expected_pieces(document, reading, leaders=True)
    alignment = align(expected, [page.text for page in pages])
    if alignment.difference:
        return (Fault("words", alignment.difference.page, alignment.difference.found),)
    pieces = set_pieces(expected, alignment, pages)
    first = next((at for at, segment in enumerate(reading.segments) if segment.section), len(pieces))
    units = _units(document.body, iter(pieces[first:]))
    blanks = (_blanks(segment.text) for segment in reading.segments)
    lines = (fault for piece, typed in zip(pieces, blanks, strict=True) for fault in _line_faults(piece, typed))
    return (*lines, *_unit_faults(tuple(units), pages))


# --- lines -----------------------------------------------------------------------------------------------------------


def _blanks(text: str) -> frozenset[int]:
    """Give before which characters, white space not counted, a blank belongs: behind the number of a title."""
    found, count = set(), 0
    for character in text:
        if character.isspace():
            found.add(count)
        else:
            count += 1
    return frozenset(found)


def _line_faults(piece: Piece, typed: frozenset[int]) -> Iterator[Fault]:
    """Look at the line ends; an address of the web may be broken before its marks."""
    for upper, lower in pairwise(piece.lines):
        before, after = upper.text, lower.text
        if after[0] in NO_LINE_START and not (after[0].isascii() and before[-1].isascii()):
            yield Fault("line_start", lower.page, f"{before[-4:]}|{after[:4]}")
        if before[-1] in NO_LINE_END:
            yield Fault("line_end", upper.page, f"{before[-4:]}|{after[:4]}")
        if before[-1] + after[0] in _UNPARTED:
            yield Fault("parted", upper.page, f"{before[-4:]}|{after[:4]}")
    start = 0
    for line in piece.lines:
        yield from _gap_faults(line, start, typed)
        start += len(line.letters)


def _gap_faults(line: Line, start: int, typed: frozenset[int]) -> Iterator[Fault]:
    """Ask for space between Han and Latin that is set, not typed."""
    for at, (before, after) in enumerate(pairwise(line.letters), start + 1):
        if at in typed or not needs_gap(before.text, after.text):
            continue
        if after.blank:
            yield Fault("blank", line.page, line.text[:20])
        size = max(before.right - before.left, after.right - after.left)
        if after.left - before.right < _LEAST_GAP * size:
            yield Fault("gap", line.page, f"{before.text}{after.text} {line.text[:20]}")


# --- what stays together ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Title:
    piece: Piece


@dataclass(frozen=True, slots=True)
class _Prose:
    piece: Piece


@dataclass(frozen=True, slots=True)
class _Rows:
    caption: Piece | None
    head: tuple[tuple[Piece, ...], ...]
    rows: tuple[tuple[Piece, ...], ...]

    @property
    def piece(self) -> Piece:
        first = next((piece for row in (*self.head, *self.rows) for piece in row), Piece(()))
        return self.caption or first


@dataclass(frozen=True, slots=True)
class _Drawn:
    words: tuple[Piece, ...]
    caption: Piece | None
    pictured: bool

    @property
    def piece(self) -> Piece:
        return next(iter(self.words), self.caption or Piece(()))


_Unit = _Title | _Prose | _Rows | _Drawn


def _units(blocks: tuple[Block, ...], pieces: Iterator[Piece]) -> Iterator[_Unit]:
    for block in blocks:
        yield from _unit(block, pieces)


def _unit(block: Block, pieces: Iterator[Piece]) -> Iterator[_Unit]:
    match block:
        case Section():
            yield _Title(next(pieces))
            yield from _units(block.blocks, pieces)
        case Paragraph():
            yield from (_Prose(next(pieces)) for _ in range(bool(block.content)))
        case List():
            for item in block.items:
                yield _Prose(next(pieces))
                begins = bool(item.blocks) and isinstance(item.blocks[0], Paragraph)
                yield from _units(item.blocks[begins:], pieces)
        case Table():
            yield _table(block, pieces)
        case Figure():
            yield _figure(block, pieces)
        case SignBlock():
            yield from (_Prose(next(pieces)) for _ in block.lines)
        case Letter() | Notice():
            yield from _units(block.blocks, pieces)
        case PageBreak():
            return
        case _:  # pragma: no cover
            assert_never(block)


def _table(block: Table, pieces: Iterator[Piece]) -> _Rows:
    caption = next(pieces) if block.caption else None
    return _Rows(caption, _rows(block.head, pieces), _rows(block.rows, pieces))


def _rows(rows: tuple[Row, ...], pieces: Iterator[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Give the pieces of each row; blanks to be filled by hand have no words."""
    return tuple(
        tuple(
            piece
            for piece in [next(pieces) for cell in row.cells for paragraph in cell.paragraphs if paragraph]
            if piece.lines
        )
        for row in rows
    )


def _figure(block: Figure, pieces: Iterator[Piece]) -> _Drawn:
    pictured = isinstance(block.body, Picture)
    contents = () if isinstance(block.body, Picture) else tuple(chart_inlines(block.body))
    words = tuple(next(pieces) for content in contents if content)
    return _Drawn(words, next(pieces) if block.caption and plain(block.caption) else None, pictured)


def _unit_faults(units: Sequence[_Unit], pages: Sequence[LetterPage]) -> Iterator[Fault]:
    for unit, following in zip(units, (*units[1:], None), strict=True):
        match unit:
            case _Title():
                if following and unit.piece.last_page != following.piece.first_page:
                    yield _fault("heading", unit.piece)
            case _Prose():
                yield from _widows(unit.piece)
            case _Rows():
                yield from _table_faults(unit)
            case _Drawn():
                yield from _figure_faults(unit, pages)
            case _:  # pragma: no cover
                assert_never(unit)


def _fault(kind: FaultKind, piece: Piece) -> Fault:
    return Fault(kind, piece.last_page, "".join(line.text for line in piece.lines)[:20])


def _widows(piece: Piece) -> Iterator[Fault]:
    """Ask for two lines on either side of a page end."""
    counts: dict[int, int] = {}
    for line in piece.lines:
        counts[line.page] = counts.get(line.page, 0) + 1
    ends = [counts[page] for page in (piece.first_page, piece.last_page)] if len(counts) > 1 else []
    if any(count < _WIDOWS for count in ends):
        yield _fault("widow", piece)


def _table_faults(table: _Rows) -> Iterator[Fault]:
    rows = [row for row in (*table.head, *table.rows) if row]
    if table.caption and rows and table.caption.last_page != rows[0][0].first_page:
        yield _fault("caption", table.caption)
    heads = [row for row in table.head if row]
    body = [row for row in table.rows if row]
    if heads and body and heads[-1][-1].last_page != body[0][0].first_page:
        yield _fault("head", heads[-1][0])
    for row in rows:
        if len({line.page for piece in row for line in piece.lines}) > 1:
            yield _fault("row", row[0])
    yield from _repeat_faults(heads, body)


def _repeat_faults(heads: Sequence[Sequence[Piece]], body: Sequence[Sequence[Piece]]) -> Iterator[Fault]:
    """Ask for the head at the top of every page a table goes on to."""
    for upper, lower in pairwise(body):
        page = lower[0].first_page
        if heads and page != upper[0].first_page and page not in lower[0].repeated:
            yield _fault("repeat", lower[0])


def _figure_faults(figure: _Drawn, pages: Sequence[LetterPage]) -> Iterator[Fault]:
    if figure.caption is None:
        return
    above = {piece.last_page for piece in figure.words}
    page, top = figure.caption.first_page, figure.caption.lines[0].y
    pictured = not figure.pictured or any(bottom >= top for bottom in pages[page].pictures)
    if (above and above != {page}) or not pictured:
        yield _fault("caption", figure.caption)
