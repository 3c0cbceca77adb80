"""Numbers in Han characters, both ways."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.zh.numerals import NumeralError, parse_chinese, parse_number, print_number, to_chinese, year_digits

WORDS = [
    (0, "零"),
    (2, "二"),
    (10, "十"),
    (12, "十二"),
    (20, "二十"),
    (103, "一百零三"),
    (110, "一百一十"),
    (1010, "一千零一十"),
    (10_000, "一万"),
    (10_010, "一万零一十"),
    (100_000, "十万"),
    (100_010_000, "一亿零一万"),
    (1_000_000_000_001, "一万亿零一"),
    (123_456_789, "一亿二千三百四十五万六千七百八十九"),
]


@pytest.mark.parametrize(("number", "words"), WORDS)
def test_a_number_is_written_in_han_characters(number: int, words: str) -> None:
    assert to_chinese(number) == words
    assert parse_chinese(words) == number


@given(st.integers(0, 10**16 - 1))
def test_every_number_reads_back(number: int) -> None:
    assert parse_chinese(to_chinese(number)) == number


@pytest.mark.parametrize("number", [-1, 10**16])
def test_numbers_out_of_reach_are_refused(number: int) -> None:
    with pytest.raises(NumeralError, match="超出可以写成汉字的范围"):
        to_chinese(number)


def test_a_year_is_written_digit_by_digit() -> None:
    assert year_digits(2026) == "二〇二六"


@pytest.mark.parametrize(
    ("words", "number"),
    [("两百", 200), ("壹佰零叁", 103), ("一十二", 12), ("二〇二六", 2026), ("二零二六", 2026), ("五五五五", 5555)],
)
def test_other_ways_to_write_a_number(words: str, number: int) -> None:
    assert parse_chinese(words) == number


@pytest.mark.parametrize(
    "words",
    [
        "",
        "百",
        "一百二",
        "三五",
        "一百三百",
        "万三",
        "一万二万",
        "一亿二亿",
        "甲",
        "亿亿",
        "九千万万",
        "一万亿亿",
        "九千九千万亿",
    ],
)
def test_what_is_no_number_is_refused(words: str) -> None:
    with pytest.raises(NumeralError) as raised:
        parse_chinese(words)
    assert raised.value.message == f"“{words}”不是正确的汉字数字"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1,000", 1000),
        ("1.5万", 15000),
        ("3亿", 3 * 10**8),
        ("08", 8),
        ("三点五", Fraction(7, 2)),
        ("零点零五", Fraction(1, 20)),
    ],
)
def test_digits_groups_scales_and_decimals(text: str, number: Fraction) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("三点", "“三点”不是正确的数字"),
        ("三点十", "“点十”不是正确的小数"),
        ("9" * 17, f"“{'9' * 17}”太大"),
        ("1,00", "“1,00”不是正确的汉字数字"),
    ],
)
def test_bad_numbers_are_refused(text: str, message: str) -> None:
    with pytest.raises(NumeralError) as raised:
        parse_number(text)
    assert raised.value.message == message


@pytest.mark.parametrize(
    ("number", "text"), [(Fraction(3, 2), "1.5"), (Fraction(8), "8"), (Fraction(1, 3), "0.333333333333")]
)
def test_a_number_is_printed_in_digits(number: Fraction, text: str) -> None:
    assert print_number(number) == text
