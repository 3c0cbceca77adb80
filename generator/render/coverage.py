"""Coverage matrices as templates build them: rows of marks and values, whose degrees follow from what they say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cmp_to_key
from itertools import zip_longest
from types import MappingProxyType

from generator.document.nodes import Coverage, CoverageCell, CoverageRow, Degree, Figure, Inlines, Text
from generator.document.walk import plain
from generator.render.charts import BAD_CHART
from generator.render.gantt import TOO_LARGE
from generator.render.pieces import CoverageLine
from generator.render.printing import inlines
from generator.render.run import Run
from generator.render.tables import BAD_GRID, Content, pieces
from generator.render.traced import Traced
from generator.zh.quantity import Family, Quantity, compare

FULL, PART, NONE = "●", "○", "—"
MEANING: Mapping[str, str] = MappingProxyType({FULL: "本地设有", PART: "由邻近网点支援", NONE: "不设"})
"""What the marks say where the template says nothing else."""
MOST_ROWS, MOST_COLUMNS = 28, 9

_DEGREES: Mapping[str, Degree] = MappingProxyType({FULL: 3, PART: 1, NONE: 0, "": 0})
_THIRDS: tuple[Degree, ...] = (1, 2, 3)
_SHORTER_IS_MORE = (Family.CLOCK, Family.DAY, Family.WORKDAY)


def coverage(  # noqa: PLR0913 - the words authors write
    run: Run,
    id: str,  # noqa: A002
    caption: Content = "",
    *,
    columns: Sequence[Content],
    corner: Content = "服务区域",
    legend: Mapping[str, Content] = MEANING,
    caller: Callable[[object], str],
) -> Figure:
    """Draw a matrix of the rows its call block prints; `corner` names the rows, `legend` says what each mark means."""
    name = run.name(id)
    lines = [piece for piece in pieces(run, caller(LineMaker(run))) if isinstance(piece, CoverageLine)]
    _check(run, name, lines, len(columns))
    head = (inlines(run, corner), *(inlines(run, column) for column in columns))
    title = inlines(run, caption)
    chart = Coverage(head, _rows(lines), tuple(_legend(run, lines, legend)))
    return Figure(name, title, chart, plain(title) or "服务覆盖矩阵")


@dataclass(frozen=True, slots=True)
class LineMaker:
    """What the call block of a coverage matrix gets."""

    run: Run

    def row(self, name: Content, cells: Sequence[Content]) -> CoverageLine:
        """Make a row: its name and its cells, one for each column."""
        made = tuple(_cell(self.run, content) for content in cells)
        return CoverageLine(inlines(self.run, name), made, self.run.origin())


# --- parts -----------------------------------------------------------------------------------------------------------


def _cell(run: Run, content: Content) -> tuple[Inlines, object]:
    """Give the words of a cell and the value behind them; of yes and no the mark."""
    if isinstance(content, bool):
        return inlines(run, FULL if content else NONE), None
    return inlines(run, content), content.value if isinstance(content, Traced) else None


def _check(run: Run, name: str, lines: Sequence[CoverageLine], columns: int) -> None:
    if not lines or not columns:
        message = f"覆盖矩阵 {name} 没有{'列' if lines else '行'}"
        run.report(BAD_CHART, message, "请写 columns=[…] 和 {{ m.row(名称, [单元格, …]) }}", word=name)
    if len(lines) > MOST_ROWS or columns > MOST_COLUMNS:
        message = f"覆盖矩阵 {name} 有 {len(lines)} 行、{columns} 列，一页最多 {MOST_ROWS} 行、{MOST_COLUMNS} 列"
        run.report(TOO_LARGE, message, "请按区域或者服务内容分成几张图", word=name)
    for line in lines:
        if len(line.cells) != columns:
            message = f"这一行有 {len(line.cells)} 个单元格，columns 有 {columns} 列"
            run.report(BAD_GRID, message, "请补齐或者删去单元格", origin=line.origin)


def _rows(lines: Sequence[CoverageLine]) -> tuple[CoverageRow, ...]:
    columns = zip_longest(*(line.cells for line in lines), fillvalue=((), None))
    made = [tuple(_column(column)) for column in columns]
    return tuple(CoverageRow(line.name, tuple(cells[at] for cells in made)) for at, line in enumerate(lines))


def _column(cells: Sequence[tuple[Inlines, object]]) -> Iterator[CoverageCell]:
    """Give each cell of a column its degree: that of its mark, else that of its rank among the values of the column."""
    values = [value for _, value in cells if _is_figure(value)]
    ranks = _ranks(values)
    for content, value in cells:
        rank: Degree = next((rank for known, rank in ranks if known == value), 1)
        yield CoverageCell(content, _DEGREES.get(plain(content), rank))


def _is_figure(value: object) -> bool:
    return isinstance(value, Quantity | int)


def _ranks(values: Sequence[object]) -> Sequence[tuple[object, Degree]]:
    """Rank figures from the least served to the best, as thirds; those that do not compare are all in the middle."""
    distinct = [value for index, value in enumerate(values) if value not in values[:index]]
    orders = [_order(left, right) for left in distinct for right in distinct]
    if None in orders or len(distinct) < 2:  # noqa: PLR2004 - one value has no rank
        return [(value, 2) for value in distinct]
    ranked = sorted(distinct, key=cmp_to_key(lambda left, right: _order(left, right) or 0))
    last = len(ranked) - 1
    return [(value, _THIRDS[round(2 * place / last)]) for place, value in enumerate(ranked)]


def _order(left: object, right: object) -> int | None:
    """Tell which of two figures serves better: the shorter time limit, the greater number."""
    if isinstance(left, Quantity) and isinstance(right, Quantity):
        order = compare(left, right)
        return order if order is None or left.family not in _SHORTER_IS_MORE else -order
    if isinstance(left, int) and isinstance(right, int):
        return (left > right) - (left < right)
    return None


def _legend(run: Run, lines: Sequence[CoverageLine], legend: Mapping[str, Content]) -> Iterator[CoverageCell]:
    """Give the meaning of each mark that is used, then what the shade of figures means."""
    cells = [cell for line in lines for cell in line.cells]
    used = {plain(content) for content, _ in cells}
    for mark, meaning in {**MEANING, **legend}.items():
        if mark in used:
            yield CoverageCell((*inlines(run, mark), Text(" "), *inlines(run, meaning)), _DEGREES.get(mark, 1))
    if not run.blind and (figures := _figure_kinds([value for _, value in cells])):
        yield from (CoverageCell((), 1), CoverageCell((), 2))
        yield CoverageCell((Text(f"底色越深，{'、'.join(figures)}"),), 3)


def _figure_kinds(values: Sequence[object]) -> list[str]:
    figures = [value for value in values if _is_figure(value)]
    limits = [value for value in figures if isinstance(value, Quantity) and value.family in _SHORTER_IS_MORE]
    return ["时限越短"] * bool(limits) + ["数量越多"] * (len(figures) > len(limits))
