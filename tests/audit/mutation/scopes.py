"""Operators on what a promise is for: levels, regions, phases, events, and the cells of tables."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from random import Random

from tests.audit.mutation.document import (
    TR,
    Document,
    Element,
    P,
    cell_words,
    cells,
    is_heading,
    neighbours,
    rows,
    set_words,
    tables,
    words,
)
from tests.audit.mutation.operator import Mutant, Operator, one_change, picked, replacing

_TIME = re.compile("(?:不超过|≤)?[0-9]+(?:小时|分钟|个?工作日|日)内?|立即")
_REGION = re.compile("城区|其他地区|市内|省内|外地|主楼|分中心|郊区|县")
_LEVEL = re.compile("(?:紧急|严重|重大|主要|一般|轻微|次要|[一二三四]级|P[1-4]级)(?:故障|问题|情况|事件)")
_OTHER_LEVELS = ("紧急故障", "严重故障", "一般故障", "四级故障", "二级故障", "P4级故障")


def _exchange(left: Element, right: Element) -> None:
    mine, yours = words(left), words(right)
    set_words(left, yours)
    set_words(right, mine)


def _only(cell: Element) -> Element | None:
    paragraphs = list(cell.iter(P))
    return paragraphs[0] if len(paragraphs) == 1 and words(paragraphs[0]) else None


def _with_times(table: Element) -> bool:
    return sum(bool(_TIME.fullmatch(cell_words(cell))) for row in rows(table) for cell in cells(row)) >= 4


def _in_column(fits: Callable[[str], bool]) -> Operator:
    """Give the operator that exchanges two cells of one column whose words differ."""

    def operator(document: Document, random: Random) -> Mutant | None:
        for table in random.sample(several := tables(document), len(several)):
            columns: dict[int, list[Element]] = {}
            for row in rows(table)[1:]:
                for index, cell in enumerate(cells(row)):
                    found = _only(cell)
                    if found is not None and fits(words(found)):
                        columns.setdefault(index, []).append(found)
            pairs = [(a, b) for same in columns.values() for a in same for b in same if words(a) < words(b)]
            if pairs:
                left, right = random.choice(pairs)
                what = f"{words(left)}↔{words(right)}"
                _exchange(left, right)
                document.take(*table.iter(P))
                return Mutant(what, (left, right))
        return None

    return operator


def _in_row(document: Document, random: Random) -> Mutant | None:
    """Exchange two times of one row: the time of arrival with that of repair."""
    for table in random.sample(several := [each for each in tables(document) if _with_times(each)], len(several)):
        for row in random.sample(listed := rows(table)[1:], len(listed)):
            found = [each for each in map(_only, cells(row)) if each is not None and _TIME.fullmatch(words(each))]
            pairs = [(a, b) for a in found for b in found if words(a) < words(b)]
            if pairs:
                left, right = random.choice(pairs)
                what = f"{words(left)}↔{words(right)}"
                _exchange(left, right)
                document.take(*table.iter(P))
                return Mutant(what, (left, right))
    return None


def _rows_exchanged(document: Document, random: Random) -> Mutant | None:
    """Exchange the times of two rows of a table of levels."""
    for table in random.sample(several := [each for each in tables(document) if _with_times(each)], len(several)):
        timed = [
            [each for each in map(_only, cells(row)) if each is not None and _TIME.fullmatch(words(each))]
            for row in rows(table)
        ]
        pairs = [
            (left, right)
            for left in timed
            for right in timed
            if left and len(left) == len(right) and [words(each) for each in left] < [words(each) for each in right]
        ]
        if pairs:
            left, right = random.choice(pairs)
            what = f"{'/'.join(words(each) for each in left)}↔{'/'.join(words(each) for each in right)}"
            for one, other in zip(left, right, strict=True):
                _exchange(one, other)
            document.take(*table.iter(P))
            return Mutant(what, (*left, *right))
    return None


def _row_deleted(document: Document, random: Random) -> Mutant | None:
    def fits(table: Element) -> bool:
        return len(rows(table)) > 3 and not any(True for _ in table.iter("{*}vMerge", "{*}sdt"))

    table = picked(tables(document), random, fits)
    if table is None:
        return None
    row = random.choice(rows(table)[2:-1])
    what = "/".join(cell_words(cell) for cell in cells(row))
    document.take(*table.iter(P))
    around = neighbours(row)
    above, below = (rows(table)[rows(table).index(row) + step] for step in (-1, 1))
    table.remove(row)
    return Mutant(f"-{what}", (*around, *above.iter(P), *below.iter(P), *rows(table)[0].iter(P), *neighbours(table)))


def _row_doubled(document: Document, random: Random) -> Mutant | None:
    """Put in a row once more with another figure."""
    for table in random.sample(several := tables(document), len(several)):
        listed = [
            row for row in rows(table)[1:] if any(re.search("[0-9]", cell_words(cell)) for cell in cells(row)[1:])
        ]
        if listed and not any(True for _ in table.iter("{*}vMerge", "{*}sdt")):
            row = random.choice(listed)
            copy = _copied(row)
            row.addnext(copy)
            document.take(*table.iter(P))
            changed = next(each for cell in cells(copy)[1:] for each in cell.iter(P) if re.search("[0-9]", words(each)))
            new = re.sub("[0-9]", lambda found: str((int(found[0]) + 3) % 10), words(changed), count=1)
            set_words(changed, new)
            return Mutant(f"+{new}", (*copy.iter(P), *row.iter(P)))
    return None


def _copied(row: Element) -> Element:
    copy = deepcopy(row)
    for mark in list(copy.iter("{*}bookmarkStart", "{*}bookmarkEnd")):
        mark.getparent().remove(mark)
    return copy


def _cell_emptied(document: Document, random: Random) -> Mutant | None:
    for table in random.sample(several := tables(document), len(several)):
        found = [each for row in rows(table)[1:] for cell in cells(row)[1:] if (each := _only(cell)) is not None]
        filled = [each for each in found if len(words(each)) > 1]
        if filled:
            paragraph = random.choice(filled)
            what = words(paragraph)
            set_words(paragraph, "")
            document.take(*table.iter(P))
            row = next(paragraph.iterancestors(TR))
            return Mutant(f"-{what}", (paragraph, *row.iter(P)))
    return None


def _header_changed(document: Document, random: Random) -> Mutant | None:
    """Give a column of a table another name: 到场时间 stands over the times of repair."""
    new = {"响应": "到场", "到场": "恢复", "恢复": "响应", "单价": "数量", "数量": "单价"}
    for table in random.sample(several := tables(document), len(several)):
        for cell in cells(rows(table)[0]):
            head = _only(cell)
            for old, other in new.items():
                if head is not None and old in words(head):
                    text = words(head).replace(old, other)
                    what = f"{words(head)}→{text}"
                    set_words(head, text)
                    document.take(*table.iter(P))
                    return Mutant(what, (head, *(each for row in rows(table) for each in row.iter(P))))
    return None


def _level_changed(document: Document, random: Random) -> Mutant | None:
    def other(found: re.Match[str]) -> str:
        return random.choice([level for level in _OTHER_LEVELS if level != found[0]])

    return one_change(document, random, _LEVEL, other, lambda each: not is_heading(each))


SCOPES: dict[str, Operator] = {
    "times of two levels exchanged": _rows_exchanged,
    "times of one level exchanged": _in_row,
    "two times of a column exchanged": _in_column(lambda text: _TIME.fullmatch(text) is not None),
    "two regions of a column exchanged": _in_column(lambda text: len(text) < 15 and _REGION.search(text) is not None),
    "two figures of a column exchanged": _in_column(
        lambda text: re.fullmatch("[0-9]{1,5}[台套个块元次人]?", text) is not None
    ),
    "two names of a column exchanged": _in_column(lambda text: re.fullmatch("[\u4e00-\u9fff]{2,3}", text) is not None),
    "row deleted": _row_deleted,
    "row put in twice with another figure": _row_doubled,
    "cell emptied": _cell_emptied,
    "column named otherwise": _header_changed,
    "level changed": _level_changed,
    "during warranty becomes after": replacing(
        "质保期[内满外后]", lambda found: "质保期外" if found[0] == "质保期内" else "质保期内"
    ),
    "beginning of warranty changed": replacing("(?:竣工|最终|终)?验收合格之日", "到货签收之日"),
    "we become the maker": replacing("(?<=由)我方(?=[承负免提])|(?<=[，。])我方(?=提供|承担|负责|免费)", "原厂商"),
    "hardware becomes software": replacing("硬件(?=设备|产品|质保|的?质保期)", "软件"),
}
"""The figure is right, but for something else."""
