"""Pages filled with strips: what stays together, what is repeated, where space is dropped."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.layout.paging import Strip, fill_pages


def lines(count: int, **others: float) -> Strip:
    return Strip(count, 10, **others)  # type: ignore[arg-type]


def heading(name: str, **others: float) -> Strip:
    return Strip(1, 10, keep_next=True, keep_lines=True, section=name, **others)  # type: ignore[arg-type]


LAST = Strip(1, 10, section="末")

CASES = {
    "刚好放下": ([lines(9), LAST], 1),
    "放不下": ([lines(10), LAST], 2),
    "两段之间取大的间距": ([lines(8, after=6), Strip(1, 10, before=10, section="末")], 1),
    "页首的段前距不算": ([lines(10), lines(9, before=10), LAST], 2),
    "另起一页的段前距要算": ([lines(1), Strip(9, 10, before=10, new_page=True), LAST], 3),
    "三行的段落不拆开": ([lines(8), lines(3), lines(6), lines(1), LAST], 3),
    "四行的段落拆成两行和两行": ([lines(8), lines(4), lines(7), LAST], 2),
    "标题跟着正文走": ([lines(9), heading("末"), lines(2)], 2),
    "标题跟着标题走": ([lines(8), heading("末"), heading("乙"), lines(2)], 2),
    "太长的一串从新的一页开始": ([lines(1), heading("末"), Strip(9, 10, keep_next=True), Strip(9, 10)], 2),
    "表头在下一页重复": ([*[Strip(1, 10, head=20, foot=1)] * 20, LAST], 3),
    "页末的表格行要放得下下边线": ([lines(9), Strip(1, 10, head=0, foot=1), LAST], 2),
    "空页不另起": ([Strip(1, 10, new_page=True, section="末")], 1),
    "横向页面矮": ([lines(1), Strip(1, 10, new_page=True, room=20), *[lines(1)] * 3, LAST], 4),
    "横向页面以后又是高的": ([Strip(1, 10, new_page=True, room=20), lines(3, new_page=True), lines(6), LAST], 2),
    "高过一页的图": ([lines(1), Strip(1, 150), LAST], 3),
}


@pytest.mark.parametrize(("strips", "page"), CASES.values(), ids=CASES.keys())
def test_page_of_the_last_section(strips: list[Strip], page: int) -> None:
    assert fill_pages(strips, 100).sections["末"] == page


STRIPS = st.builds(
    Strip,
    lines=st.integers(1, 30),
    pitch=st.floats(5, 120),
    before=st.floats(0, 20),
    after=st.floats(0, 20),
    keep_next=st.booleans(),
    keep_lines=st.booleans(),
    new_page=st.booleans(),
    head=st.floats(0, 20),
)


@given(st.lists(STRIPS, max_size=30))
def test_pages_never_turn_without_end(strips: list[Strip]) -> None:
    filled = fill_pages(strips, 100)
    assert 1 <= filled.count <= 1 + sum(strip.lines + 1 for strip in strips)
