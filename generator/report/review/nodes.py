"""Pieces of the tree the report is put together from: words, cells, tables with heads, tables of fields.

All words are plain text: they come from messages, YAML and printed sentences, and none is a value of this document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator.document.nodes import (
    Align,
    Block,
    Cell,
    Column,
    Inlines,
    LineBreak,
    Paragraph,
    Row,
    Section,
    Strong,
    Table,
    Text,
)

LEAD = "lead"
"""The role of a paragraph that stays with the table below it."""

_SUBSTITUTE = "□"


@dataclass(frozen=True, slots=True)
class Head:
    """A column of a table with heads: its words, its share of the width, how its cells are set."""

    words: str
    weight: float
    align: Align = "left"


def words(text: str) -> Inlines:
    """Give text as inlines: a line end stays one, other blanks are one blank, what nobody can print is a box."""
    lines = [Text(line) for part in text.split("\n") if (line := "".join(map(_printable, part)).strip())]
    return tuple(piece for line in lines for piece in (LineBreak(), line))[1:]


def strong(text: str) -> Inlines:
    """Give emphasised words."""
    return (Strong(words(text)),) if text else ()


def paragraph(text: str, role: str = "body") -> Paragraph:
    """Give a paragraph of plain words."""
    return Paragraph(words(text), role)


def section(name: str, title: str, blocks: Iterable[Block], level: int = 1, *, numbered: bool = True) -> Section:
    """Give a section."""
    return Section(name, level, words(title), tuple(blocks), numbered=numbered)


def cell(*paragraphs: str | Inlines, header: bool = False, align: Align | None = None, colspan: int = 1) -> Cell:
    """Give a cell of paragraphs; empty ones are left out."""
    made = (words(one) if isinstance(one, str) else one for one in paragraphs)
    return Cell(tuple(filter(None, made)), header=header, align=align, colspan=colspan)


def row(*cells: str | Cell) -> Row:
    """Give a row."""
    return Row(tuple(one if isinstance(one, Cell) else cell(one) for one in cells))


def group(title: str, width: int) -> Row:
    """Give a row that heads those below it, across the table."""
    return Row((cell(title, header=True, align="left", colspan=width),))


def grid(name: str, heads: Sequence[Head], rows: Iterable[Row]) -> Table:
    """Give a table with heads; without rows it says so in one."""
    columns = tuple(Column(head.weight, head.align) for head in heads)
    head = Row(tuple(cell(one.words, header=True) for one in heads))
    body = tuple(rows) or (Row((cell("（无）", colspan=len(columns)),)),)
    return Table(name, (), columns, (head,), body)


def fields(name: str, pairs: Iterable[tuple[str, Sequence[str | Inlines]]], label_weight: float = 1.0) -> Table:
    """Give a table of labels and what belongs to them, a row each; labels of nothing are left out."""
    return Table(name, (), (Column(label_weight), Column(6.0)), (), tuple(_field_rows(pairs)))


def _field_rows(pairs: Iterable[tuple[str, Sequence[str | Inlines]]]) -> Iterator[Row]:
    for label, content in pairs:
        body = cell(*content)
        if body.paragraphs:
            yield Row((cell(label, header=True), body))


def _printable(character: str) -> str:
    if character.isspace():
        return "\u3000" if character == "\u3000" else " "
    return character if character.isprintable() else _SUBSTITUTE
