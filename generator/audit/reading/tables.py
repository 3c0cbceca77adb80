"""Tables in plain text: cells parted by bars, tabs or spaces, or each on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.audit.reading.labels import label_of
from generator.audit.reading.page import Line, Page, Stretch
from generator.audit.text import Block, CellPlace

_DIVIDERS = (re.compile(r"\|"), re.compile(r"\t+"))
_RULE_LINE = re.compile(r"[\s|:+\-—=]+")
_CLOSED = re.compile(r"[。；;，,！!？?]")
_NOT_IN_HEADS = re.compile(r"[0-9。，,；;:：!?]")
_ANY_FIGURE = re.compile(r"[0-9一二三四五六七八九十半]")
_FIGURE = re.compile(
    r"(?:不超过|小于|[≤<])?(?:[0-9.]+|[一二两三四五六七八九十半]+)个?半?(?:分钟|小时|工作日|日|天|周|月|年|次|%|元).{0,4}"
    r"|立即.{0,4}|无|[/-]"
)
_CAPTION_END = ("表", "如下", ":", "：")
_LONGEST_CELL = 14
_FEWEST_COLUMNS = 2
_NARROWEST, _WIDEST = 3, 9
_FEWEST_ROWS = 2
_SPANNED = 2
_PEEK = 3 * _WIDEST
"""So many lines tell whether a table begins, so that long runs of short lines are not read again and again."""

Row = Sequence[Stretch]


def table_at(page: Page, lines: tuple[Line, ...], position: int) -> int:
    """Read a table that begins at this line; give the number of its lines, 0 where there is none."""
    return (
        _divided(page, lines, position)
        or _spaced(page, lines, position)
        or _stacked(page, lines, position)
        or _each_on_a_line(page, lines, position)
    )


def _add_rows(page: Page, rows: Sequence[Row], above: Sequence[tuple[int, ...]], first: int) -> None:
    """Add the rows below the heads of the columns; the first cell of each heads it."""
    for row, cells in enumerate(rows, start=first):
        name: tuple[int, ...] = ()
        for column, cell in enumerate(cells):
            heads = (*name, *(above[column] if column < len(above) else ()))
            block = page.add_cell(cell, CellPlace(page.tables, row, column, head=column == 0), heads)
            name = name or (block.number,)
    page.tables += 1


def _add_table(page: Page, rows: Sequence[Row]) -> None:
    """Add a table whose first row and column are heads."""
    heads = [
        (page.add_cell(cell, CellPlace(page.tables, 0, column, head=True)).number,)
        for column, cell in enumerate(rows[0])
    ]
    _add_rows(page, rows[1:], heads, 1)


# --- bars and tabs ----------------------------------------------------------------------------------------------------


def _divided(page: Page, lines: tuple[Line, ...], position: int) -> int:
    for divider in _DIVIDERS:
        rows = _divided_rows(lines, position, divider)
        filled = [row for row in rows if row]
        if len(filled) > 1 or (filled and len(rows) > 1):
            _add_table(page, filled)
            return len(rows)
    return 0


def _divided_rows(lines: tuple[Line, ...], position: int, divider: re.Pattern[str]) -> list[Row]:
    """Give the cells of the lines that have the divider; a rule line (---|---) has none, and follows heads."""
    rows: list[Row] = []
    for index in range(position, len(lines)):
        opens_another = len(rows) > 1 and index + 1 < len(lines) and _RULE_LINE.fullmatch(lines[index + 1].text)
        if opens_another or not divider.search(lines[index].text):
            break
        rows.append([] if _RULE_LINE.fullmatch(lines[index].text) else _divided_cells(lines[index], divider))
    return rows


def _divided_cells(line: Line, divider: re.Pattern[str]) -> Row:
    ends = [found.span() for found in divider.finditer(line.text)]
    edges = [0, *(edge for end in ends for edge in end), len(line.text)]
    cells = [_trimmed(line, begin, end) for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    return cells[line.text.startswith("|") : -1 if line.text.endswith("|") else None]


def _trimmed(line: Line, begin: int, end: int) -> Stretch:
    text = line.text[begin:end]
    start = line.start + begin + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


# --- spaces -----------------------------------------------------------------------------------------------------------


def _spaced(page: Page, lines: tuple[Line, ...], position: int) -> int:
    """Read a line of short words as heads, and the lines below that have as many cells."""
    heads = _heads(page, lines[position])
    rows = []
    for index in range(position + 1, len(lines) if heads else 0):
        cells = _fitted(page, _words(lines[index]), len(heads))
        if not cells:
            break
        rows.append(cells)
    if rows:
        _add_table(page, [heads, *rows])
    return len(rows) + 1 if rows else 0


def _heads(page: Page, line: Line) -> Row:
    cells = _words(line)
    are_heads = len(cells) >= _FEWEST_COLUMNS and all(_is_head(page.text(cell)) for cell in cells)
    return cells if are_heads else ()


def _is_head(text: str) -> bool:
    return len(text) <= _LONGEST_CELL and not _NOT_IN_HEADS.search(text) and not label_of(text)


def _words(line: Line) -> Row:
    return [(line.start + found.start(), line.start + found.end()) for found in re.finditer(r"\S+", line.text)]


def _fitted(page: Page, cells: Row, columns: int) -> Row:
    """Give a row's cells by column; where there are fewer, the first and the last keep to their sides."""
    if len(cells) == columns:
        return cells
    if not 1 < len(cells) < columns or not _ANY_FIGURE.search(page.text(cells[-1])):
        return ()
    empty = (cells[0][1], cells[0][1])
    return [cells[0], *[empty] * (columns - len(cells)), *cells[1:]]


def _stacked(page: Page, lines: tuple[Line, ...], position: int) -> int:
    """Read a table whose heads are one line and whose cells follow one a line."""
    heads = _heads(page, lines[position])
    if len(heads) <= _FEWEST_COLUMNS:
        return 0
    cells: list[Stretch] = []
    for index in range(position + 1, len(lines)):
        text = lines[index].text
        if len(text) > 2 * _LONGEST_CELL or _CLOSED.search(text[-1]):
            break
        cells.append(lines[index].stretch)
    if len(cells) < len(heads):
        return 0
    _add_table(page, [heads, *(cells[at : at + len(heads)] for at in range(0, len(cells), len(heads)))])
    return len(cells) + 1


# --- a cell a line ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Shape:
    """How the lines of a table are laid out: lines before the first row, columns, rows."""

    head: int
    columns: int
    rows: int


def _each_on_a_line(page: Page, lines: tuple[Line, ...], position: int) -> int:
    """Read a table of which every cell is a line: the heads, then rows of a name and its figures."""
    if _shape(_short_lines(lines, position, _PEEK)) is None:
        return 0
    run = _short_lines(lines, position, len(lines))
    shape = _shape(run)
    if shape is None:
        return 0
    more = shape.head - shape.columns
    captions = more if more == 0 or run[more - 1].text.endswith(_CAPTION_END) else more - 1
    for line in run[:captions]:
        page.add_cell(line.stretch, CellPlace(page.tables, 0, 0, columns=shape.columns, head=True))
    above = _column_heads(page, run[captions : shape.head], shape)
    body = [line.stretch for line in run[shape.head : shape.head + shape.rows * shape.columns]]
    _add_rows(page, [body[at : at + shape.columns] for at in range(0, len(body), shape.columns)], above, 2)
    return shape.head + len(body)


def _short_lines(lines: tuple[Line, ...], position: int, most: int) -> list[Line]:
    run: list[Line] = []
    for index in range(position, min(len(lines), position + most)):
        text = lines[index].text
        if len(text) > _LONGEST_CELL or _CLOSED.search(text) or (label_of(text) and not _FIGURE.fullmatch(text)):
            break
        run.append(lines[index])
    return run


def _shape(run: list[Line]) -> _Shape | None:
    """Tell the layout by the lines that name a row: no figure themselves, a figure below."""
    figures = [_FIGURE.fullmatch(line.text) is not None for line in run]
    names = [index for index, (own, below) in enumerate(pairwise(figures)) if below and not own]
    if len(names) < _FEWEST_ROWS:
        return None
    head, columns = names[0], names[1] - names[0]
    rows = 0
    while head + (rows + 1) * columns <= len(run) and not figures[head + rows * columns]:
        rows += 1
    fits = _NARROWEST <= columns <= _WIDEST and head >= columns and rows >= _FEWEST_ROWS
    return _Shape(head, columns, rows) if fits else None


def _column_heads(page: Page, heads: list[Line], shape: _Shape) -> list[tuple[int, ...]]:
    """Add the heads; one more than there are columns means that one spans the last two."""
    if len(heads) == shape.columns:
        return [(_head(page, line, 0, column).number,) for column, line in enumerate(heads)]
    single, wide, below = heads[: -_SPANNED - 1], heads[-_SPANNED - 1], heads[-_SPANNED:]
    above = [(_head(page, line, 0, column).number,) for column, line in enumerate(single)]
    spanning = page.add_cell(wide.stretch, CellPlace(page.tables, 0, len(single), columns=_SPANNED, head=True)).number
    return above + [
        (spanning, _head(page, line, 1, column).number) for column, line in enumerate(below, start=len(single))
    ]


def _head(page: Page, line: Line, row: int, column: int) -> Block:
    return page.add_cell(line.stretch, CellPlace(page.tables, row, column, head=True))
