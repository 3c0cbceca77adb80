"""Where promises are printed: each value of the document that comes from a promise, with its section and sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from types import MappingProxyType

from generator.document.nodes import (
    Block,
    Cell,
    Document,
    Figure,
    Inlines,
    Row,
    Section,
    SignBlock,
    Table,
    Value,
)
from generator.document.number import shares
from generator.document.walk import children, flat, own_inlines, plain

COVER, RUNNING = "封面", "页眉页脚"
_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?")
_NO_PAGES: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One printed value: its trace number, its words, where it stands and the whole sentence it stands in.

    `section` is label and title; `block` names the table or figure; of a table the sentence is its row, each cell with
    its head. A derived value was computed from the promise and perhaps others. `pages` gives the page by output.
    """

    number: int
    text: str
    section: str
    block: str
    sentence: str
    template: str
    template_line: int
    derived: bool
    pages: Mapping[str, str] = field(default_factory=lambda: _NO_PAGES)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Inlines that stand together, and what is told of a value in them; `row` is the sentence of a table's row."""

    inlines: Inlines
    section: str
    block: str = ""
    row: str = ""


def occurrences(
    document: Document, paths: AbstractSet[str], pages: Mapping[int, Mapping[str, str]]
) -> Mapping[str, tuple[Occurrence, ...]]:
    """Give for each of the key paths the values printed from it, in reading order."""
    found: dict[str, list[Occurrence]] = {}
    for spot in _spots(document, paths):
        for value, start, end in _values(spot.inlines):
            for path in paths & set(value.paths):
                found.setdefault(path, []).append(_occurrence(spot, value, (start, end), pages))
    return {path: tuple(sorted(each, key=lambda one: one.number)) for path, each in found.items()}


def sentence_at(text: str, start: int, end: int) -> str:
    """Give the whole sentences in which a stretch of text stands."""
    around = [found for found in _SENTENCE.finditer(text) if found.start() < end and found.end() > start]
    return text[around[0].start() : around[-1].end()].strip() if around else text.strip()


def _occurrence(
    spot: _Spot, value: Value, place: tuple[int, int], pages: Mapping[int, Mapping[str, str]]
) -> Occurrence:
    sentence = spot.row or sentence_at(plain(spot.inlines), *place)
    return Occurrence(
        value.number,
        value.text,
        spot.section,
        spot.block,
        sentence,
        value.template,
        value.template_line,
        len(value.paths) > 1,
        pages.get(value.number, _NO_PAGES),
    )


def _values(inlines: Inlines) -> Iterator[tuple[Value, int, int]]:
    position = 0
    for inline in flat(inlines):
        end = position + len(plain((inline,)))
        if isinstance(inline, Value):
            yield inline, position, end
        position = end


# --- the document ----------------------------------------------------------------------------------------------------


def _spots(document: Document, paths: AbstractSet[str]) -> Iterator[_Spot]:
    """Give what holds a value of one of the key paths: most of a document holds none, and is passed over quickly."""
    cover = document.cover
    lines = [part for line in cover.lines for part in (line.label, line.content)]
    front = (cover.copy_mark, cover.project, cover.title, cover.subtitle, *lines, cover.date, cover.remark)
    yield from (_Spot(inlines, COVER) for inlines in front if _holds(inlines, paths))
    for running in (document.contents_running, document.body_running):
        sides = (running.header_left, running.header_right, running.footer)
        yield from (_Spot(inlines, RUNNING) for inlines in sides if _holds(inlines, paths))
    for volume, share in zip(document.volumes or (None,), shares(document), strict=True):
        yield from _below(share, "", paths, f"《{plain(volume.title)}》" if volume else "")


def _below(blocks: tuple[Block, ...], section: str, paths: AbstractSet[str], volume: str) -> Iterator[_Spot]:
    for block in blocks:
        here = volume + _labelled(block.label, block.title) if isinstance(block, Section) else section
        if isinstance(block, Table):
            yield from _table(block, here, paths)
        else:
            name = _labelled(block.label, block.caption) if isinstance(block, Figure) else ""
            yield from (_Spot(inlines, here, name) for inlines in _own(block) if _holds(inlines, paths))
        yield from _below(children(block), here, paths, volume)


def _own(block: Block) -> Iterator[Inlines]:
    """Give the inlines of a block; label and content of a line to be signed belong together."""
    if isinstance(block, SignBlock):
        return ((*line.label, *line.content) for line in block.lines)
    return own_inlines(block)


def _holds(inlines: Inlines, paths: AbstractSet[str]) -> bool:
    return any(isinstance(inline, Value) and not paths.isdisjoint(inline.paths) for inline in flat(inlines))


def _labelled(label: str, words: Inlines) -> str:
    return f"{label} {plain(words)}".strip()


# --- tables ----------------------------------------------------------------------------------------------------------


def _table(table: Table, section: str, paths: AbstractSet[str]) -> Iterator[_Spot]:
    name = _labelled(table.label, table.caption)
    heads = [inlines for row in table.head for inlines in _paragraphs(row)]
    yield from (_Spot(inlines, section, name) for inlines in (table.caption, *heads) if _holds(inlines, paths))
    holding = {at: own for at, row in enumerate(table.rows) if (own := [*_holding(row, paths)])}
    if holding:
        columns, grid = _heads(table), _grid(table.rows, len(table.columns))
        for at, own in holding.items():
            sentence = _row_sentence(columns, grid[at])
            yield from (_Spot(inlines, section, name, sentence) for inlines in own)


def _holding(row: Row, paths: AbstractSet[str]) -> Iterator[Inlines]:
    return (inlines for inlines in _paragraphs(row) if _holds(inlines, paths))


def _paragraphs(row: Row) -> Iterator[Inlines]:
    return (inlines for cell in row.cells for inlines in cell.paragraphs)


def _row_sentence(heads: tuple[str, ...], words: tuple[str, ...]) -> str:
    """Join a row's words, each behind the head of its column; a cell over several columns is said once."""
    parts = [
        f"{head}：{word}" if head and head != word else word
        for at, (head, word) in enumerate(zip(heads, words, strict=True))
        if word and (at == 0 or (head, word) != (heads[at - 1], words[at - 1]))
    ]
    return "；".join(parts)


def _heads(table: Table) -> tuple[str, ...]:
    """Give the words at the head of each column: of the last head row."""
    grid = _grid(table.head, len(table.columns))
    return grid[-1] if grid else ("",) * len(table.columns)


def _grid(rows: tuple[Row, ...], width: int) -> list[tuple[str, ...]]:
    """Give the words over every column of every row, those of spanning cells wherever they reach."""
    reaching: dict[int, tuple[int, str]] = {}
    grid = []
    for row in rows:
        cells = iter(row.cells)
        column = 0
        while column < width:
            if reaching.get(column, (0, ""))[0] > 0:
                column += 1
                continue
            cell = next(cells, None)
            column += _lay(cell, column, reaching) if cell else 1
        grid.append(tuple(reaching.get(column, (0, ""))[1] for column in range(width)))
        reaching = {at: (left - 1, words) for at, (left, words) in reaching.items() if left > 1}
    return grid


def _lay(cell: Cell, column: int, reaching: dict[int, tuple[int, str]]) -> int:
    """Lay a cell over its columns and rows; give how many columns it takes."""
    words = "，".join(plain(paragraph) for paragraph in cell.paragraphs if paragraph)
    for at in range(column, column + cell.colspan):
        reaching[at] = (cell.rowspan, words)
    return cell.colspan
