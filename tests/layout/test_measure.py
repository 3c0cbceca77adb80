"""Widths and line ends: full-width characters are one em, Latin as in Times and Arial, gaps a fifth of an em."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.layout.measure import (
    NO_LINE_END,
    NO_LINE_START,
    address_parts,
    balanced_width,
    break_lines,
    needs_gap,
    text_width,
)


@pytest.mark.parametrize(
    ("text", "serif", "sans"),
    [
        ("质量保证", 4.0, 4.0),
        ("（），。“”……", 8.0, 8.0),
        ("ISO", 0.333 + 0.556 + 0.722, 0.278 + 0.667 + 0.778),
        ("3年", 0.5 + 0.2 + 1, 0.556 + 0.2 + 1),
        ("在2小时内", 4 + 0.5 + 0.4, 4 + 0.556 + 0.4),
        ("按 ISO", 1 + 0.25 + 1.611, 1 + 0.278 + 1.723),
        ("①●□", 3.0, 3.0),
        ("é", 0.5, 0.5),
        ("e\u0301", 0.444, 0.556),
        ("", 0.0, 0.0),
    ],
)
def test_width_in_em(text: str, serif: float, sans: float) -> None:
    assert text_width(text, 10) == pytest.approx(10 * serif)
    assert text_width(text, 10, sans=True) == pytest.approx(10 * sans)


@pytest.mark.parametrize(
    ("left", "right", "wanted"),
    [("在", "2", True), ("0", "年", True), ("是", "A", True), ("，", "2", False), ("2", "）", False), ("A", "2", False),
     ("〇", "x", True), ("㐀", "x", True), ("\U00020000", "x", True), ("年", "月", False), ("年", "%", False)],
)  # fmt: skip
def test_gap_stands_between_han_and_latin_letters_or_digits(left: str, right: str, wanted: bool) -> None:
    assert needs_gap(left, right) is wanted


@pytest.mark.parametrize(
    ("text", "ems", "lines"),
    [
        ("质量保证体系", 3, ("质量保", "证体系")),
        ("质量保证，体系", 4, ("质量保", "证，体系")),
        ("质量保（证）", 4, ("质量保", "（证）")),
        ("按照“规范”", 4, ("按照“规", "范”")),
        ("按照“规范”", 3, ("按照", "“规", "范”")),
        ("依据ISO9001执行", 5.5, ("依据", "ISO9001执", "行")),
        ("第一行\n第二行", 9, ("第一行", "第二行")),
        ("ISO 9001 GB", 4, ("ISO 9001", "GB")),
        ("超长abcdefghijklmnop", 3, ("超长", "abcdef", "ghijkl", "mnop")),
        ("", 4, ("",)),
        ("一", 0.5, ("一",)),
    ],
)
def test_lines_break_as_a_typesetter_breaks_them(text: str, ems: float, lines: tuple[str, ...]) -> None:
    assert break_lines(text, ems * 10, 10) == lines


@given(st.text("质量保证体系，。（）“”ISO 9001", max_size=60), st.floats(4, 20))
def test_no_word_is_lost_and_no_line_is_too_long(text: str, ems: float) -> None:
    lines = break_lines(text, ems * 10, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
    marks = NO_LINE_START | NO_LINE_END
    assert [line for line in lines if text_width(line, 10) > ems * 10 + 0.02 and not set(line) & marks] == []


def test_balanced_width_makes_lines_equally_long() -> None:
    text = "由本地技术支持进行应急故障响应"
    width = balanced_width(text, 130, 10)
    assert break_lines(text, width, 10) == ("由本地技术支持进", "行应急故障响应")
    assert width == pytest.approx(80, abs=2.5)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("发送至support@shizheng.example，", ["发送至support@", "shizheng", ".example，"]),
        ("见https://www.a.example/b?c=1。", ["见https://", "www", ".a", ".example", "/b", "?c=1。"]),
        ("a_b.c@d.e或者f@g", ["a_b", ".c@", "d", ".e或者f@", "g"]),
        ("GB/T 9.1和3.5、及/或、A@", ["GB/T 9.1和3.5、及/或、A@"]),
        ("", [""]),
    ],
)
def test_addresses_may_be_broken_after_their_marks(text: str, parts: list[str]) -> None:
    assert address_parts(text) == parts
