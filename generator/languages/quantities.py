"""Chinese dates, spans of time, amounts of money and counts as English readers write them, by Babel's data."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal
from babel.units import format_unit

from generator.zh.numerals import NumeralError, parse_number

LOCALE = "en"
_NUMBER = r"(\d[\d,]*(?:\.\d+)?)"
_UNITS = {
    "年": "duration-year",
    "个月": "duration-month",
    "月": "duration-month",
    "周": "duration-week",
    "个星期": "duration-week",
    "日": "duration-day",
    "天": "duration-day",
    "小时": "duration-hour",
    "分钟": "duration-minute",
    "秒": "duration-second",
    "毫米": "length-millimeter",
    "厘米": "length-centimeter",
    "磅": "length-point",
}
_COUNTED = {
    "个工作日": "working day",
    "个日历日": "calendar day",
    "个": "item",
    "项": "item",
    "条": "item",
    "处": "place",
    "次": "time",
    "页": "page",
    "行": "line",
    "列": "column",
    "字": "character",
    "个字": "character",
    "个字符": "character",
    "分": "point",
    "台": "unit",
    "套": "set",
    "学时": "class hour",
}
_WORDS = {"立即": "immediately", "当场": "on the spot", "半日": "half a day", "半个工作日": "half a working day"}
_PERIODS = {"日": "day", "天": "day", "周": "week", "月": "month", "季度": "quarter", "半年": "half-year", "年": "year"}
_MONEY = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_THOUSAND = {"人日": "person-day", "台": "unit", "年": "year", "套": "set", "次": "time"}


def quantity_in_english(text: str) -> str | None:
    """Give a date, a span, an amount or a count in English; None where the text is none of them."""
    if text in _WORDS:
        return _WORDS[text]
    for pattern, written in _FORMS:
        found = pattern.fullmatch(text)
        if found:
            return written(found)
    return None


def _day(found: re.Match[str]) -> str | None:
    try:
        return format_date(date(*map(int, found.groups())), "long", LOCALE)
    except ValueError:
        return None


def _month(found: re.Match[str]) -> str | None:
    try:
        return format_date(date(int(found[1]), int(found[2]), 1), "LLLL y", LOCALE)
    except ValueError:
        return None


def _span(found: re.Match[str]) -> str:
    return format_unit(_value(found[1]), _UNITS[found[2]], "long", locale=LOCALE)


def _count(found: re.Match[str]) -> str:
    return _several(_value(found[1]), _COUNTED[found[2]])


def _people(found: re.Match[str]) -> str:
    return "1 person" if found[1] == "1" else f"{found[1]} people"


def _often(found: re.Match[str]) -> str:
    every = f"{found[1]} {_PERIODS[found[2]]}s" if found[1] else _PERIODS[found[2]]
    return f"{_several(_value(found[3]), 'time')} {'every' if found[1] else 'per'} {every}"


def _money(found: re.Match[str]) -> str:
    amount = format_currency(_value(found[1]) * _MONEY[found[2]], "CNY", "¤#,##0.##", LOCALE, currency_digits=False)
    return f"{amount} per {_THOUSAND[found[3]]}" if found[3] else amount


def _article(found: re.Match[str]) -> str | None:
    try:
        title = found[1].replace("（", " (").replace("）", ")")
        return f"{title} Art. {parse_number(found[2])}"
    except NumeralError:
        return None


def _several(number: Decimal, noun: str) -> str:
    return f"{format_decimal(number, locale=LOCALE)} {noun}{'' if number == 1 else 's'}"


def _value(words: str) -> Decimal:
    return Decimal(words.replace(",", ""))


def _any(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日"), _day),
    (re.compile(r"(\d{4})年(\d{1,2})月"), _month),
    (re.compile(r"(\d{4})年"), lambda found: found[1]),
    (re.compile(r"(《[^》]*》(?:（[^）]*）)?)第([0-9一二三四五六七八九十百零〇]+)条"), _article),
    (re.compile(rf"{_NUMBER}({_any(_UNITS)})"), _span),
    (re.compile(rf"{_NUMBER}({_any(_COUNTED)})"), _count),
    (re.compile(rf"{_NUMBER}[名人]"), _people),
    (re.compile(rf"每(\d*)个?({_any(_PERIODS)}){_NUMBER}次"), _often),
    (re.compile(rf"{_NUMBER}({_any(_MONEY)})(?:/({_any(_THOUSAND)}))?"), _money),
    (re.compile(r"(\d+×\d+)小时"), lambda found: f"{found[1]} hours"),
)
