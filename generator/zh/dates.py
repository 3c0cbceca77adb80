"""Dates and months as bids print them: 2026年11月30日, 二〇二六年十一月, 2023年2月."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from generator.zh.errors import FormError
from generator.zh.numerals import to_chinese, year_digits

_DAY = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})")
_MONTH = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})")
_LOOSE = re.compile(r"(?P<year>[0-9]{4})[-/.年](?P<month>[0-9]{1,2})(?:[-/.月](?P<day>[0-9]{1,2})日?|月)?")


class DateError(FormError):
    """A text that is no date."""


@dataclass(frozen=True, slots=True, order=True)
class YearMonth:
    """A month of a year, as in résumés: 2023-02."""

    year: int
    month: int

    def __str__(self) -> str:
        return year_month(self)


def parse_date(text: str) -> date:
    """Read `2026-11-30`; raise DateError for any other form and for days that do not exist."""
    found = _DAY.fullmatch(text)
    if found is None:
        raise DateError(f"“{text}”不是年-月-日形式的日期", _suggested(text) or "2026-11-30")
    return _existing(text, int(found["year"]), int(found["month"]), int(found["day"]))


def parse_year_month(text: str) -> YearMonth:
    """Read `2023-02`; raise DateError for any other form."""
    found = _MONTH.fullmatch(text)
    if found is None:
        raise DateError(f"“{text}”不是年-月形式的月份", _suggested(text, month_only=True) or "2023-02")
    _existing(text, int(found["year"]), int(found["month"]), 1)
    return YearMonth(int(found["year"]), int(found["month"]))


def long(day: date) -> str:
    """Print 2026年11月30日."""
    return f"{day.year}年{day.month}月{day.day}日"


def cover(day: date | YearMonth) -> str:
    """Print a cover's date: 二〇二六年十一月."""
    return f"{year_digits(day.year)}年{to_chinese(day.month)}月"


def year_month(day: date | YearMonth) -> str:
    """Print 2023年2月."""
    return f"{day.year}年{day.month}月"


def add_months(day: date, months: int) -> date:
    """Give the same day of a later month, or that month's last day where it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _existing(text: str, year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise DateError(f"“{text}”不是存在的日期", "2026-11-30") from None


def _suggested(text: str, *, month_only: bool = False) -> str:
    found = _LOOSE.fullmatch(text.strip())
    if found is None or not (month_only or found["day"]):
        return ""
    month = f"{found['year']}-{int(found['month']):02d}"
    return month if month_only else f"{month}-{int(found['day']):02d}"
