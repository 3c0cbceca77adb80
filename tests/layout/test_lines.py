"""Lines of paragraphs as LibreOffice breaks them; every case was read off a page it set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.layout.lines import line_count
from generator.style.sheet import Role

SONG = Role(size=10)

CASES = {
    "空的段落占一行": ("", 10, 1),
    "恰好一行": ("质量保证体系", 6, 1),
    "多一个字": ("质量保证体系", 5.9, 2),
    "行尾标点不出边界": ("质量保证体系。", 6, 2),
    "标点连同前一个字移到下一行": ("质量保证。体系", 4, 2),
    "前括号不留在行尾": ("质量保（证）体", 4, 2),
    "中西文之间空五分之一字": ("在2小时内响应", 6.8, 2),
    "连字符后可以断行": ("电话400-000-0180", 5.7, 2),
    "斜线后只在字母前断行": ("TCP/IP", 2.3, 2),
    "数字间的斜线不断行": ("质1/2/3", 2.5, 2),
    "顿号不与后面的西文分开": ("全部3、4后", 3.9, 2),
    "破折号前可以断行": ("即——是", 3, 2),
    "西文后的引号窄": ("ABC”级", 3.75, 1),
    "中文后的引号宽": ("质“量”", 3.9, 2),
    "乘号窄": ("7×24小时", 4.3, 1),
    "强制换行": ("一\n二", 10, 2),
    "过长的西文词从中断开": ("abcdefghij", 2.1, 3),
}


@pytest.mark.parametrize(("text", "ems", "expected"), CASES.values(), ids=CASES.keys())
def test_count(text: str, ems: float, expected: int) -> None:
    assert line_count(text, ems * 10, SONG) == expected


def test_first_line_is_indented() -> None:
    assert line_count("质量保证", 40, SONG, first=2) == 2


TEXTS = st.text("质量保证体系，。（）“”—…ISO-9001/·× ", max_size=80)


@given(TEXTS, st.floats(10, 300))
def test_wider_lines_are_never_more(text: str, width: float) -> None:
    assert line_count(text, width + 200, SONG) <= line_count(text, width, SONG)


@given(TEXTS)
def test_counts_are_bounded_by_the_words(text: str) -> None:
    assert 1 <= line_count(text, 20, SONG) <= max(len(text), 1)
