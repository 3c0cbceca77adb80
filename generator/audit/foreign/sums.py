"""Figures that must agree with each other: sums and their parts, digits and capitals, beginnings and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from generator.audit.foreign.amounts import Amount, words_of
from generator.audit.foreign.case import Case
from generator.audit.foreign.facts import DATE
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.text import Block, BlockKind
from generator.finding import Severity
from generator.zh.errors import FormError
from generator.zh.money import Money
from generator.zh.numerals import parse_number
from generator.zh.scan import find_quantities

CAPITALS, TOTAL, PEOPLE, DATES, PARTS = "A155", "A156", "A157", "A158", "A159"

_CAPITAL = re.compile("[壹贰叁肆伍陆柒捌玖拾佰仟]")
_GAP = re.compile(r"[\s（(）)：:，,、；;\[\]【】大写小人民币为即¥￥元整]{0,16}")
_TOTAL = re.compile(r"\s*(?:合\s*计|总\s*计|共\s*计)(?:[（(：:].*)?\s*")
_SUBTOTAL = re.compile("小\\s*计|其中")
_SHARE = re.compile("占比|比例|权重|百分比")
_HUNDRED = 100
_NEAR_HUNDRED = 10
_FEWEST_PARTS = 2
_FEWEST_SHARES = 3
_COUNT = re.compile(
    "(?:共|合计|总计|配备|投入|安排)(?:计|有)?(?P<count>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:人|名)"
)
_NAME = re.compile("姓\\s*名")
_BLOCKS_BEFORE = 4
_FROM_TO = re.compile("^[\\s]*(?:起)?(?:[至到~～—-]|——|--)[\\s]*$")
_BEGINS, _ENDS = re.compile("开始|起始|自|起"), re.compile("结束|截止|终止|至|止|完成")
_SUM = re.compile(
    "(?P<one>[0-9一二两三四五六七八九十]{1,3})(?P<unit>年|个月|日|次|人|台|名)[^。；\\n=＝共]{0,12}?[+＋加]"
    "[^。；\\n=＝共0-9一二两三四五六七八九十]{0,12}?(?P<two>[0-9一二两三四五六七八九十]{1,3})(?P=unit)"
    "[^。；\\n0-9一二两三四五六七八九十]{0,10}?(?:[=＝]|共计?|合计|总计|总共)"
    "[^。；\\n0-9一二两三四五六七八九十]{0,8}?(?P<sum>[0-9一二两三四五六七八九十]{1,3})(?P=unit)"
)


def capitals_agree(case: Case) -> Iterator[AuditFinding]:
    """Give the sums whose capitals (大写) say another amount than the digits beside them."""
    for block in case.text.blocks:
        if _CAPITAL.search(block.text):
            for one, other in pairwise(_sums(block.text)):
                is_beside = one[2] is not other[2] and _GAP.fullmatch(block.text, one[1], other[0])
                if is_beside and one[3] != other[3]:
                    left, right = (case.anchor(block.start + each[0], block.start + each[1]) for each in (one, other))
                    yield _fact(CAPITALS, f"大写与小写不一致：“{left.text}”与“{right.text}”", (left, right))


def _sums(text: str) -> list[tuple[int, int, bool, Decimal]]:
    """Give the sums of money of a line: where each stands, whether in capitals, how much."""
    found = ((each, each.quantity) for each in find_quantities(text))
    return [
        (each.start, each.end, _CAPITAL.search(text, each.start, each.end) is not None, value.amount)
        for each, value in found
        if isinstance(value, Money)
    ]


def parts_add_up(case: Case) -> Iterator[AuditFinding]:
    """Give the sums told in one sentence that are not what their parts make: 原厂2年，自购1年，共4年."""
    for found in _SUM.finditer(case.whole):
        try:
            one, two, told = (parse_number(found[name]) for name in ("one", "two", "sum"))
        except FormError:
            continue
        if one + two != told:
            anchor = case.anchor(*found.span())
            yield _fact(
                PARTS, f"“{anchor.text}”：相加是{one + two}{found['unit']}，写的是{told}{found['unit']}", (anchor,)
            )


# --- tables -----------------------------------------------------------------------------------------------------------

_Grid = Mapping[tuple[int, int], Block]


def totals_add_up(case: Case) -> Iterator[AuditFinding]:
    """Give the totals of tables that are not the sum of their columns, and shares that do not make a hundred."""
    for grid in _grids(case):
        rows = sorted({row for row, _ in grid})
        last = sorted({row for (row, _), block in grid.items() if _TOTAL.fullmatch(block.text)})
        has_parts = any(_SUBTOTAL.search(block.text) for block in grid.values())
        if len(last) == 1 and last[0] == rows[-1] and not has_parts:
            for column in sorted({column for row, column in grid if row == last[0]}):
                yield from _total(case, grid, [row for row in rows if row < last[0]], (last[0], column))
        elif not last and not has_parts:
            yield from _shares(case, grid, rows)


def _grids(case: Case) -> Iterator[dict[tuple[int, int], Block]]:
    tables: dict[int, dict[tuple[int, int], Block]] = {}
    for block in case.text.blocks:
        if block.cell and block.text.strip():
            tables.setdefault(block.cell.table, {}).setdefault((block.cell.row, block.cell.column), block)
    return iter(tables.values())


def _total(case: Case, grid: _Grid, rows: Sequence[int], at: tuple[int, int]) -> Iterator[AuditFinding]:
    told = _number(grid[at].text)
    cells = [grid[row, at[1]] for row in rows if (row, at[1]) in grid and not _is_head(grid, row, at[1])]
    figures = [_number(cell.text) for cell in cells]
    parts = [each for each in figures if each is not None]
    if told is None or len(parts) < _FEWEST_PARTS or len(parts) < len(figures) or told[1] != parts[0][1]:
        return
    total = sum(number for number, _ in parts)
    if len({unit for _, unit in parts}) == 1 and total != told[0]:
        block = grid[at]
        message = f"合计“{block.text.strip()}”与各行相加的{_plain(total)}不一致"
        yield _fact(TOTAL, message, (case.anchor(block.start, block.end),))


def _is_head(grid: _Grid, row: int, column: int) -> bool:
    """Tell whether a cell heads its column: a first row without a figure."""
    cell = grid[row, column].cell
    return _number(grid[row, column].text) is None and (row == min(at for at, _ in grid) or bool(cell and cell.head))


def _shares(case: Case, grid: _Grid, rows: Sequence[int]) -> Iterator[AuditFinding]:
    for (row, column), head in grid.items():
        if row == rows[0] and _SHARE.search(head.text):
            cells = [grid[at, column] for at in rows[1:] if (at, column) in grid]
            figures = [_number(cell.text) for cell in cells]
            if len(figures) >= _FEWEST_SHARES and all(each and each[1] in {"%", ""} for each in figures):
                total = sum(each[0] for each in figures if each)
                if total != _HUNDRED and abs(total - _HUNDRED) <= _NEAR_HUNDRED:
                    anchors = tuple(case.anchor(cell.start, cell.end) for cell in cells)
                    yield _review(TOTAL, f"“{head.text}”各行相加是{_plain(total)}%，不是100%", anchors)


_NUMBER = re.compile(r"\s*[¥￥]?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*([^\s0-9]{0,3})\s*")


def _number(words: str) -> tuple[float, str] | None:
    """Give the figure of a cell with its unit; None where it is more than that."""
    found = _NUMBER.fullmatch(words)
    return (round(float(found[1].replace(",", "")), 6), found[2]) if found else None


def _plain(number: float) -> str:
    return f"{number:,.2f}".rstrip("0").rstrip(".")


def people_are_as_many(case: Case) -> Iterator[AuditFinding]:
    """Give the counts of people right before a list of names that has more or fewer rows."""
    for grid in _grids(case):
        rows = sorted({row for row, _ in grid})
        head = next(
            (column for (row, column), block in grid.items() if row == rows[0] and _NAME.fullmatch(block.text)), None
        )
        first = min(block.number for block in grid.values())
        before = [case.text.blocks[at] for at in range(max(0, first - _BLOCKS_BEFORE), first)]
        if head is None:
            continue
        names = {grid[row, head].text for row in rows[1:] if (row, head) in grid}
        for block in before:
            for found in _COUNT.finditer(block.text) if block.cell is None else ():
                if parse_number(found["count"]) != len(names):
                    anchor = case.anchor(block.start + found.start(), block.start + found.end())
                    yield _review(PEOPLE, f"写的是“{anchor.text}”，后面的名单有{len(names)}人", (anchor,))


# --- dates ------------------------------------------------------------------------------------------------------------


def dates_in_order(case: Case) -> Iterator[AuditFinding]:
    """Give the spans of time that end before they begin, in a sentence or in a row of a table."""
    for block in case.text.blocks:
        if block.kind is not BlockKind.PROPERTY and block.text.count("年") + block.text.count("-") >= _FEWEST_PARTS:
            dates = _dates(block)
            for (one, first), (other, second) in pairwise(dates):
                if second < first and _FROM_TO.match(block.text[one.end : other.start]):
                    yield _turned(case, block, one, block, other)
    for grid in _grids(case):
        yield from _rows_in_order(case, grid)


def _rows_in_order(case: Case, grid: _Grid) -> Iterator[AuditFinding]:
    rows = sorted({row for row, _ in grid})
    heads = {column: block.text for (row, column), block in grid.items() if row == rows[0]}
    for begin, end in pairwise(sorted(heads)):
        if _BEGINS.search(heads[begin]) and _ENDS.search(heads[end]) and not _ENDS.search(heads[begin]):
            for row in rows[1:]:
                cells = (grid.get((row, begin)), grid.get((row, end)))
                found = [(cell, each) for cell in cells if cell for each in _dates(cell)]
                if len(found) == _FEWEST_PARTS and found[1][1][1] < found[0][1][1]:
                    (first, (one, _)), (second, (other, _)) = found
                    yield _turned(case, first, one, second, other)


def _dates(block: Block) -> list[tuple[Amount, date]]:
    found = [each for each in words_of(block.text).amounts if each.worth[0] == DATE]
    return [(each, day) for each in found if (day := _day(each)) is not None]


def _day(each: Amount) -> date | None:
    _, year, month, day = each.worth[:4]
    try:
        return date(int(year), int(month), int(day or 1))
    except ValueError:
        return None


def _turned(case: Case, first: Block, one: Amount, second: Block, other: Amount) -> AuditFinding:
    anchors = (
        case.anchor(first.start + one.start, first.start + one.end),
        case.anchor(second.start + other.start, second.start + other.end),
    )
    return _fact(DATES, f"结束的日期“{anchors[1].text}”早于开始的日期“{anchors[0].text}”", anchors)


# --- findings ---------------------------------------------------------------------------------------------------------


def _fact(code: str, message: str, anchors: tuple[Anchor, ...]) -> AuditFinding:
    return AuditFinding(
        code, Layer.INSIDE, Severity.ERROR, Certainty.FACT, message, f"{code}/{anchors[0].start}", anchors
    )


def _review(code: str, message: str, anchors: tuple[Anchor, ...]) -> AuditFinding:
    return AuditFinding(
        code, Layer.INSIDE, Severity.WARNING, Certainty.REVIEW, message, f"{code}/{anchors[0].start}", anchors
    )
