"""Tables and forms as templates build them: rows and cells of values and words become Table nodes with a sound grid."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import UnionType
from typing import TYPE_CHECKING, Literal

from generator.document.nodes import Align, Cell, Column, ColumnAlign, Row, Table, Text
from generator.render.filters import DASH
from generator.render.marks import Origin, without_lines
from generator.render.pieces import TableRow
from generator.render.printing import inlines
from generator.render.views import View

if TYPE_CHECKING:
    from generator.render.run import Run

BAD_GRID = "T015"
"""A table's rows do not fill its columns, or its columns are told in two ways."""
EMPTY_TABLE = "T016"
"""A table without rows."""
FOREIGN_CONTENT = "T022"
"""Words stand where only rows or boxes may."""

_ALIGNS: dict[str, Align] = {"l": "left", "c": "center", "r": "right"}
_DASHED = ((Text(DASH),),)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")

Content = object
"""What a cell takes: words with inline Markdown, a value, an inline node, a list of these, a cell."""


def table(  # noqa: PLR0913 - the words authors write
    run: Run,
    id: str,  # noqa: A002
    caption: Content = "",
    *,
    head: Sequence[object] = (),
    widths: Sequence[float] | None = None,
    align: str = "",
    optional: Sequence[str] = (),
    landscape: bool = False,
    caller: Callable[[object], str],
) -> Table:
    """Build a data table from the rows its call block prints.

    `head` is a row of cells, or several rows; `widths` are shares; `align` one letter (l, c, r, d) per column, d for
    figures with their units one below the other; `optional` names columns that are left out where no row fills them: a
    column of dashes tells its reader nothing. A `landscape` table stands on landscape pages of its own.
    """
    name = run.name(id)
    rows = _rows(run, caller)
    heads = _head(run, head)
    needed = _width(heads) or _width([row.row for row in rows])
    columns = _columns(run, widths, align, needed)
    if not rows:
        run.report(EMPTY_TABLE, f"表 {name} 没有行", "请检查数据是否为空；可以先用 {% if x is given %} 判断", word=name)
    here = run.origin()
    _check_grid(run, [(row, here) for row in heads], needed)
    _check_grid(run, [(row.row, row.origin) for row in rows], needed)
    body = tuple(row.row for row in rows)
    made = Table(name, inlines(run, caption), columns, heads, body, landscape=landscape is True)
    return _without_empty(run, made, tuple(head), optional) if optional else made


def form(  # noqa: PLR0913 - the words authors write
    run: Run,
    id: str,  # noqa: A002
    caption: Content = "",
    *,
    columns: int = 0,
    widths: Sequence[float] | None = None,
    align: str = "",
    caller: Callable[[object], str],
) -> Table:
    """Build a form: a table of label cells and fields, without a head."""
    name = run.name(id)
    rows = _rows(run, caller)
    if columns != 0 and not _are_sizes((columns,), int):
        run.report(BAD_GRID, "columns 应是不小于 1 的整数", "例如 columns=4", word="columns")
        columns = 0
    needed = columns or _width([row.row for row in rows])
    made = _columns(run, widths, align, needed)
    _check_grid(run, [(row.row, row.origin) for row in rows], needed)
    return Table(name, inlines(run, caption), made, (), tuple(row.row for row in rows), role="form")


def cell(  # noqa: PLR0913 - the words authors write
    run: Run, content: Content, colspan: int = 1, rowspan: int = 1, align: str | None = None, *, header: bool = False
) -> Cell:
    """Make a cell that spans columns or rows, or is aligned by itself; `header` makes it a label."""
    made = _cell(run, content)
    if not _are_sizes((colspan, rowspan), int):
        run.report(BAD_GRID, "colspan 和 rowspan 应是不小于 1 的整数", "例如 cell(x, colspan=2)")
        return made
    return replace(made, colspan=colspan, rowspan=rowspan, align=_align(run, align), header=header or made.header)


def label(run: Run, content: Content, colspan: int = 1, rowspan: int = 1) -> Cell:
    """Make a label cell of a form."""
    return cell(run, content, colspan, rowspan, header=True)


def lines(run: Run, *contents: Content) -> Cell:
    """Make a cell of several paragraphs; a list of the data gives one for each item."""
    parts = [part for content in contents for part in (content if isinstance(content, View) else (content,))]
    return Cell(tuple(inlines(run, part) for part in parts) or ((),))


def ordinal(run: Run) -> str:
    """Count the rows of the table being built: 1, 2, 3."""
    if not run.ordinals:
        run.report(FOREIGN_CONTENT, "ordinal() 只能用在 table 的行里", "", word="ordinal")
        return ""
    run.ordinals[-1] += 1
    return str(run.ordinals[-1])


@dataclass(frozen=True, slots=True)
class RowMaker:
    """What a table's call block gets: call it, or its `row`, with the cells of a row."""

    run: Run

    def __call__(self, *cells: Content, kind: Literal["body", "total"] = "body") -> TableRow:
        """Make a row."""
        made = tuple(_cell(self.run, content) for content in cells)
        return TableRow(Row(made, "total" if kind == "total" else "body"), self.run.origin())

    def row(self, *cells: Content, kind: Literal["body", "total"] = "body") -> TableRow:
        """Make a row."""
        return self(*cells, kind=kind)


def pieces(run: Run, text: str) -> Iterator[object]:
    """Give the marked pieces of a call block's text; words between them are a finding."""
    for part in run.marks.split(without_lines(text)):
        if not isinstance(part, str):
            yield part
        elif part.strip():
            run.report(
                FOREIGN_CONTENT, f"这里不能写文字“{part.strip()[:20]}”", "只能写 {{ row(…) }} 或者 {{ o.node(…) }}"
            )


# --- parts -----------------------------------------------------------------------------------------------------------


def _rows(run: Run, caller: Callable[[object], str]) -> list[TableRow]:
    run.ordinals.append(0)
    try:
        return [piece for piece in pieces(run, caller(RowMaker(run))) if isinstance(piece, TableRow)]
    finally:
        run.ordinals.pop()


def _head(run: Run, head: Sequence[object]) -> tuple[Row, ...]:
    rows = head if head and all(isinstance(row, list | tuple) for row in head) else [head] if head else []
    return tuple(Row(tuple(replace(_cell(run, content), header=True) for content in row)) for row in rows)  # type: ignore[attr-defined]


def _cell(run: Run, content: Content) -> Cell:
    if isinstance(content, Cell):
        return content
    if isinstance(content, str):
        return Cell(tuple(inlines(run, part) for part in _PARAGRAPH_END.split(without_lines(content).strip())))
    return Cell((inlines(run, content),))


def _align(run: Run, letter: str | None) -> Align | None:
    if letter is None or letter in _ALIGNS.values():
        return letter  # type: ignore[return-value]
    if letter not in _ALIGNS:
        run.report(BAD_GRID, f"不认识的对齐 {letter}", "可用：l（左）、c（中）、r（右），列还可用 d（小数点对齐）")
    return _ALIGNS.get(letter)


def _are_sizes(values: Sequence[object], kind: type | UnionType) -> bool:
    return all(isinstance(value, kind) and not isinstance(value, bool) and value > 0 for value in values)  # type: ignore[operator]


def _columns(run: Run, widths: Sequence[float] | None, align: str, needed: int) -> tuple[Column, ...]:
    if not _are_sizes(widths or (), int | float):
        run.report(BAD_GRID, "widths 应是大于零的数的列表", "例如 widths=[1, 3, 2]", word="widths")
        widths = None
    count = len(widths) if widths else len(align) or needed
    for told, what in ((len(widths or ()), "widths"), (len(align), "align"), (needed, "表头或者首行")):
        if told and told != count:
            run.report(
                BAD_GRID, f"列数不一致：{what} 有 {told} 列，前面写了 {count} 列", "widths、align 与表头的列数应相同"
            )
    aligns: list[ColumnAlign] = ["decimal" if letter == "d" else _align(run, letter) or "left" for letter in align]
    aligns += ["left"] * count
    return tuple(Column(float(weight), side) for weight, side in zip(widths or [1.0] * count, aligns, strict=False))


def _without_empty(run: Run, table: Table, names: Sequence[object], optional: Sequence[str]) -> Table:
    """Leave out the optional columns in which every row has a dash."""
    if unknown := [name for name in optional if name not in names]:
        run.report(BAD_GRID, f"表头没有“{unknown[0]}”这一列", "optional 里写表头的列名", word="optional")
    if not _is_plain_grid(table):
        return table
    dashed = {at for at in range(len(table.columns)) if all(row.cells[at].paragraphs == _DASHED for row in table.rows)}
    return _with_columns(table, [at for at in range(len(names)) if at not in dashed or names[at] not in optional])


def _is_plain_grid(table: Table) -> bool:
    """Tell whether every row has one cell for each column."""
    rows = (*table.head, *table.rows)
    return all(
        len(row.cells) == len(table.columns) and all(cell.colspan == cell.rowspan == 1 for cell in row.cells)
        for row in rows
    )


def _with_columns(table: Table, kept: Sequence[int]) -> Table:
    def cut(rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(replace(row, cells=tuple(row.cells[at] for at in kept)) for row in rows)

    columns = tuple(table.columns[at] for at in kept)
    return replace(table, columns=columns, head=cut(table.head), rows=cut(table.rows))


def _width(rows: Sequence[Row]) -> int:
    return sum(cell.colspan for cell in rows[0].cells) if rows else 0


def _check_grid(run: Run, rows: Sequence[tuple[Row, Origin]], columns: int) -> None:
    """Report rows that do not fill the columns, counting cells that reach down from rows above."""
    below: list[int] = [0] * columns
    for row, origin in rows:
        free = sum(1 for rest in below if rest == 0)
        taken = sum(cell.colspan for cell in row.cells)
        if taken != free:
            run.report(
                BAD_GRID,
                f"这一行有 {taken} 列，表在此处应有 {free} 列",
                "请补齐或者删去单元格，检查 colspan、rowspan",
                origin=origin,
            )
            return
        spans = [cell.rowspan for cell in row.cells for _ in range(cell.colspan)]
        below = [rest - 1 if rest else spans.pop(0) - 1 for rest in below]
    if any(below):
        run.report(BAD_GRID, "有单元格的 rowspan 超出了表的最后一行", "请减小 rowspan", origin=rows[-1][1])
