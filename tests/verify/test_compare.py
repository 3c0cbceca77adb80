"""The alignment of expected words with read words: equal, or the first place where they differ."""

from __future__ import annotations

import pytest

from generator.verify.compare import Alignment, Difference, Expected, align


def words(*texts: str) -> list[Expected]:
    return [Expected(text, f"第{number}处") for number, text in enumerate(texts, 1)]


EQUAL: dict[str, tuple[list[Expected], list[str], Alignment]] = {
    "nothing on nothing": ([], [], Alignment((), (), None)),
    "one page": (words("甲乙", "丙"), ["甲乙丙"], Alignment((0, 0), (), None)),
    "an empty piece": (words("甲", "", "乙"), ["甲乙"], Alignment((0, 0, 0), (), None)),
    "a piece begins a page": (words("甲", "乙"), ["甲", "乙"], Alignment((0, 1), (), None)),
    "a piece runs over two pages": (words("甲乙丙"), ["甲", "乙丙"], Alignment((0,), (), None)),
    "a piece runs over three pages": (words("甲乙丙", "丁"), ["甲", "乙", "丙丁"], Alignment((0, 2), (), None)),
    "an empty page": (words("甲", "乙"), ["甲", "", "乙"], Alignment((0, 2), (), None)),
    "a head is repeated": (
        [Expected("头", "头"), Expected("甲", "格", repeat="头"), Expected("乙", "格", repeat="头")],
        ["头甲", "头乙"],
        Alignment((0, 0, 1), (), None),
    ),
    "a head is repeated inside a cell": (
        [Expected("甲乙", "格", repeat="头")],
        ["甲", "头乙"],
        Alignment((0,), (), None),
    ),
    "a head is repeated on two pages": (
        [Expected("甲", "格", repeat="头"), Expected("乙", "格", repeat="头")],
        ["甲", "头", "头乙"],
        None,
    ),
    "a cell that begins like the head": (
        [Expected("甲", "格", repeat="头"), Expected("头名", "格", repeat="头")],
        ["甲", "头名"],
        Alignment((0, 1), (), None),
    ),
    "contents with leaders": (
        [
            Expected("1甲", "目录", page_number=True),
            Expected("2乙", "目录", page_number=True),
            Expected("正文", "正文"),
        ],
        ["1甲......12乙……3正文"],
        Alignment((0, 0, 0), ("1", "3"), None),
    ),
    "contents without a number": (
        [Expected("甲", "目录", page_number=True), Expected("乙", "正文")],
        ["甲乙"],
        Alignment((0, 0), ("",), None),
    ),
    "a last number of two digits": (
        [Expected("甲", "目录", page_number=True)],
        ["甲...12"],
        Alignment((0,), ("12",), None),
    ),
    "roman numbers": ([Expected("甲", "目录", page_number=True), Expected("乙", "文")], ["甲.ivb乙"], None),
}


@pytest.mark.parametrize(
    "case", [case for case in EQUAL.values() if case[2]], ids=[k for k, c in EQUAL.items() if c[2]]
)
def test_equal_words(case: tuple[list[Expected], list[str], Alignment]) -> None:
    expected, pages, alignment = case
    assert align(expected, pages) == alignment


@pytest.mark.parametrize("case", [case for case in EQUAL.values() if not case[2]])
def test_nothing_else_is_read_past(case: tuple[list[Expected], list[str], None]) -> None:
    expected, pages, _ = case
    assert align(expected, pages).difference is not None


DIFFERENT: dict[str, tuple[list[Expected], list[str], Difference]] = {
    "another word": (words("甲乙丙"), ["甲丁丙"], Difference("第1处", "甲乙丙", "甲丁丙", 0)),
    "a word less": (words("甲", "乙"), ["甲"], Difference("第2处", "乙", "甲", 0)),
    "a word more": (words("甲"), ["甲乙"], Difference("文件末尾", "（无）", "甲乙", 0)),
    "another order": (words("甲", "乙"), ["乙甲"], Difference("第1处", "甲", "乙甲", 0)),
    "on a later page": (words("甲", "乙", "丙"), ["甲", "乙", "丁"], Difference("第3处", "丙", "甲乙丁", 2)),
    "nothing at all": (words("甲"), [], Difference("第1处", "甲", "（无）", 0)),
}


@pytest.mark.parametrize("case", DIFFERENT.values(), ids=DIFFERENT.keys())
def test_the_first_difference_is_named(case: tuple[list[Expected], list[str], Difference]) -> None:
    expected, pages, difference = case
    assert align(expected, pages).difference == difference
