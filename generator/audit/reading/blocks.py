"""Numbers the paragraphs of a Word file, lays out the whole text, and knows the place of every character."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from generator.audit.reading.draft import Cell, Draft, Table
from generator.audit.text import AuditText, Block, BlockKind, CellPlace, TextPlace

_MOST_HEAD_ROWS = 3
_MOST_HEADS = 4
"""Of a column or row; more are no table that anybody reads."""
_LONGEST_HEAD = 30
_CLOSED = re.compile(r"[。；;！!]")
_FIGURE = re.compile(r"[^一-鿿]*[0-9][^一-鿿]*[一-鿿]{0,4}")
_SERIAL = re.compile(r"[0-9①-⑳.、 ]*")


@dataclass(frozen=True, slots=True)
class DraftOrigin:
    """Places in a Word file: the part, the paragraph of it, the run of the paragraph, the character of the run.

    Paragraphs count all `w:p` of a part, runs all `w:r` and `m:r` of a paragraph (not those of a box in it), from 0
    and in document order, also where they are deleted or an alternative that is not read. Characters count those of
    `w:t`, and one for a symbol, tab, break or hyphen.
    """

    drafts: tuple[Draft, ...]

    def place(self, block: int, offset: int) -> TextPlace:
        """Give the place of a character; the end of a block is the place after its last one."""
        draft = self.drafts[block]
        position = draft.typed + offset
        if not draft.places:
            return TextPlace(draft.part, draft.paragraph, 0, 0)
        begin, run, first = draft.places[max(bisect_right(draft.places, position, key=lambda place: place[0]) - 1, 0)]
        return TextPlace(draft.part, draft.paragraph, run, first + position - begin)


def laid_out(drafts: Iterable[Draft]) -> AuditText:
    """Give the text of a file: its paragraphs that say something, and its empty cells, joined by line feeds."""
    kept: list[Draft] = []
    pieces: list[str] = []
    length = 0
    for draft in drafts:
        draft.begin = length
        if _is_kept(draft):
            draft.number = len(kept)
            kept.append(draft)
            pieces.append(draft.text)
            length += draft.length + 1
    heads: dict[int, _Heads] = {}
    blocks = tuple(_block(draft, text, heads) for draft, text in zip(kept, pieces, strict=True))
    return AuditText(blocks, "\n".join(pieces), DraftOrigin(tuple(kept)))


def _is_kept(draft: Draft) -> bool:
    if draft.length or draft.label:
        return True
    cell = draft.cell
    return cell is not None and cell.drafts[0] is draft and not any(other.length for other in cell.drafts)


def _block(draft: Draft, text: str, heads: dict[int, _Heads]) -> Block:
    place, above = _cell_place(draft.cell, heads) if draft.cell is not None else (None, ())
    return Block(
        draft.number,
        draft.kind,
        text[draft.typed :],
        draft.begin + draft.typed,
        draft.level,
        draft.label,
        place,
        (*(parent.number for parent in draft.parents if parent.number >= 0), *above),
    )


# --- tables -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Heads:
    """The heads of a table: how many rows are, and the blocks that head each column and each row."""

    rows: int
    columns: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    names: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def _cell_place(cell: Cell, heads: dict[int, _Heads]) -> tuple[CellPlace, tuple[int, ...]]:
    table = cell.table
    if table.number not in heads:
        heads[table.number] = _heads(table)
    known = heads[table.number]
    in_head = cell.row < known.rows
    place = CellPlace(table.number, cell.row, cell.column, cell.rows, cell.columns, in_head or cell.column == 0)
    if in_head:
        return place, ()
    own = _first(cell)
    columns = (number for at in range(cell.column, cell.column + cell.columns) for number in known.columns.get(at, ()))
    above = dict.fromkeys((*known.names.get(cell.row, ()), *columns))
    return place, tuple(number for number in above if number not in own)


def _heads(table: Table) -> _Heads:
    rows = _head_rows(table)
    columns: dict[int, tuple[int, ...]] = {}
    names: dict[int, tuple[int, ...]] = {}
    more: dict[int, bool] = {}
    for cell in table.cells:
        first = _first(cell)
        if cell.row < rows:
            for column in range(cell.column, cell.column + cell.columns):
                columns[column] = (*columns.get(column, ()), *first)[:_MOST_HEADS]
        elif cell.column == 0 or more.get(cell.row):
            for row in range(cell.row, cell.row + cell.rows):
                names[row] = (*names.get(row, ()), *first)[:_MOST_HEADS]
                more[row] = cell.column == 0 and (cell.rows > 1 or bool(_SERIAL.fullmatch(_text(cell))))
    return _Heads(rows, columns, names)


def _head_rows(table: Table) -> int:
    if table.marked:
        return min(table.marked, _MOST_HEAD_ROWS)
    first = []
    for cell in table.cells:
        if cell.row > 0:
            break
        first.append(cell)
    if table.rows < 2 or not all(_may_head(cell, len(first)) for cell in first):  # noqa: PLR2004 - one row heads none
        return 0
    spanning = any(cell.columns > 1 for cell in first)
    deepest = max((cell.rows for cell in first), default=1)
    return min(deepest, _MOST_HEAD_ROWS, table.rows - 1) if spanning else 1


def _may_head(cell: Cell, columns: int) -> bool:
    """Tell whether a cell of the first row may head its column; in a table of two columns it is rather a pair."""
    text = _text(cell)
    if len(text) > _LONGEST_HEAD or _CLOSED.search(text) or _FIGURE.fullmatch(text):
        return False
    return columns > 2 or cell.column == 0 or not any(character.isdigit() for character in text)  # noqa: PLR2004


def _text(cell: Cell) -> str:
    return "".join(draft.text for draft in cell.drafts[:_MOST_HEAD_ROWS])


def _first(cell: Cell) -> tuple[int, ...]:
    """Give the first block of a head: one is enough, and keeps paths short."""
    return next(((draft.number,) for draft in cell.drafts if draft.number >= 0), ())


def property_block(part: str, index: int, label: str, text: str) -> Draft:
    """Draft a property of a file, which is a paragraph of its own part."""
    draft = Draft(part, index, BlockKind.PROPERTY, label=label)
    draft.say(text, 0, 0)
    return draft
