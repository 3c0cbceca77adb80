"""Figures that must agree with each other: sums, capitals, tables, lists of people, dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign.case import Case
from generator.audit.foreign.sums import people_are_as_many, totals_add_up
from generator.audit.reading.plain import read_plain
from generator.audit.text import AuditText, Block, BlockKind, CellPlace
from generator.rules.wording import Wording

Rows = Callable[..., list[tuple[str, ...]]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投标总价：1,200元（大写：壹仟叁佰元整）。", [("A155", "1,200元", "壹仟叁佰元整")]),
        ("投标总价：1,200元（大写：壹仟贰佰元整）。", []),
        ("单价100元，总价壹仟贰佰元整。", []),
        ("质保期为原厂2年+自购1年，共4年。", [("A159", "2年+自购1年，共4年")]),
        ("质保期为原厂2年+自购1年，共3年。", []),
        ("服务期自2031年6月30日至2030年6月30日。", [("A158", "2031年6月30日", "2030年6月30日")]),
        ("服务期自2030年6月30日至2031年6月30日。", []),
        ("2031年6月30日验收，依据2030年6月30日的合同。", []),
    ],
)
def test_figures_of_a_sentence_agree(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, "A155", "A158", "A159") == expected


def _table(before: str, *rows: Sequence[str]) -> AuditText:
    blocks, whole = [Block(0, BlockKind.PARAGRAPH, before, 0)], before
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            start = len(whole) + 1
            place = CellPlace(0, row, column, head=row == 0)
            blocks.append(Block(len(blocks), BlockKind.CELL, words, start, cell=place))
            whole = f"{whole}\n{words}"
    return AuditText(tuple(blocks), whole, read_plain("").origin)


_PRICES = (("设备", "数量", "小写"), ("主机", "2台", "300元"), ("备机", "1台", "150元"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((*_PRICES, ("合计", "3台", "450元")), []),
        ((*_PRICES, ("合计", "3台", "460元")), ["460元"]),
        ((*_PRICES, ("合计", "4台", "—")), ["4台"]),
        ((*_PRICES, ("小计", "3台", "460元")), []),
        ((("科目", "占比"), ("甲", "30%"), ("乙", "30%"), ("丙", "35%")), ["30%"]),
        ((("科目", "占比"), ("甲", "30%"), ("乙", "30%"), ("丙", "40%")), []),
    ],
)
def test_totals_of_tables_are_the_sum_of_their_rows(
    rows: Sequence[Sequence[str]], expected: list[str], vocabulary: Vocabulary, wording: Wording
) -> None:
    found = totals_add_up(Case(_table("报价表", *rows), vocabulary, wording))
    assert [each.anchors[0].text for each in found] == expected


@pytest.mark.parametrize(("before", "count"), [("我方投入3名工程师", 1), ("我方投入2名工程师", 0), ("人员如下", 0)])
def test_a_list_of_people_has_as_many_as_are_told(
    before: str, count: int, vocabulary: Vocabulary, wording: Wording
) -> None:
    rows = (("序号", "姓名"), ("1", "王示安"), ("2", "李示平"))
    assert len(list(people_are_as_many(Case(_table(before, *rows), vocabulary, wording)))) == count
