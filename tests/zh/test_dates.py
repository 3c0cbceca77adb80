"""Dates and months: one form in the data, three forms in print."""

from datetime import date

import pytest

from generator.zh.dates import DateError, YearMonth, add_months, cover, long, parse_date, parse_year_month, year_month


def test_a_date_prints_in_three_forms() -> None:
    day = parse_date("2026-11-30")
    assert day == date(2026, 11, 30)
    assert (long(day), cover(day), year_month(day)) == ("2026年11月30日", "二〇二六年十一月", "2026年11月")


def test_a_month_prints_alike() -> None:
    month = parse_year_month("2023-02")
    assert month == YearMonth(2023, 2)
    assert (str(month), cover(month), year_month(month)) == ("2023年2月", "二〇二三年二月", "2023年2月")


@pytest.mark.parametrize(
    ("text", "message", "example"),
    [
        ("2026年11月3日", "“2026年11月3日”不是年-月-日形式的日期", "2026-11-03"),
        ("2026/1/3", "“2026/1/3”不是年-月-日形式的日期", "2026-01-03"),
        ("2026.11", "“2026.11”不是年-月-日形式的日期", "2026-11-30"),
        ("明天", "“明天”不是年-月-日形式的日期", "2026-11-30"),
        ("2026-02-30", "“2026-02-30”不是存在的日期", "2026-11-30"),
    ],
)
def test_other_forms_of_a_date_are_refused(text: str, message: str, example: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_date(text)
    assert (raised.value.message, raised.value.example) == (message, example)


@pytest.mark.parametrize(
    ("text", "message", "example"),
    [
        ("2023年2月", "“2023年2月”不是年-月形式的月份", "2023-02"),
        ("去年", "“去年”不是年-月形式的月份", "2023-02"),
        ("2023-13", "“2023-13”不是存在的日期", "2026-11-30"),
    ],
)
def test_other_forms_of_a_month_are_refused(text: str, message: str, example: str) -> None:
    with pytest.raises(DateError) as raised:
        parse_year_month(text)
    assert (raised.value.message, raised.value.example) == (message, example)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 11, 30), 36, date(2029, 11, 30)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_months_are_added_by_the_calendar(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later
