"""Finds quantities in running text: each with its place, the value the grammar reads, and the words that bound it.

The patterns here only tell where a quantity stands and which words around it bound it; what it is worth is read by the
one grammar (`generator/zh/grammar.py`), which is given its canonical form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from heapq import merge

from generator.zh.errors import FormError
from generator.zh.fold import Folded, fold
from generator.zh.grammar import parse
from generator.zh.measure import Quantity
from generator.zh.money import Money, parse_money
from generator.zh.numerals import parse_number, print_number
from generator.zh.patterns import (
    CANDIDATE,
    ENUMERATED,
    GLUED,
    LATIN_UNITS,
    MASK,
    MASKED,
    ONE_AMOUNT,
    ROUGH,
    SIGNS_AFTER,
    SIGNS_BEFORE,
    any_of,
)


class Comparator(StrEnum):
    """How a figure is bounded where it stands; a bare one leaves it to what is promised."""

    BARE = ""
    AT_MOST = "<="
    LESS = "<"
    AT_LEAST = ">="
    MORE = ">"
    AFTER = "after"
    RANGE = "range"
    IMMEDIATE = "immediate"


class Form(StrEnum):
    """The shape in which a quantity was found."""

    AMOUNT = "amount"
    ORDINAL = "ordinal"  # 第二个工作日, 次日
    SERVICE_CODE = "service_code"  # 7×24×4, 5×9×NBD: within four hours, the next working day
    RATE = "rate"
    PERIOD = "period"  # 每季度, 按月: a rate whose count is not said, once
    WINDOW = "window"
    LOST_SIGN = "lost_sign"  # 724小时
    IMMEDIATE = "immediate"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Found:
    """A quantity in a text, with the words that bound it; offsets are those of the text as it was given."""

    start: int
    end: int
    quantity: Quantity | Money
    comparator: Comparator
    form: Form


def find_quantities(text: str) -> tuple[Found, ...]:
    """Give every quantity of a text in reading order; none overlaps another."""
    folded = fold(text)
    return tuple(placed(found, folded) for found in find_folded(folded.plain))


def placed(found: Found, folded: Folded) -> Found:
    """Give a quantity found in the folded text with its place in the original."""
    start, end = folded.span(found.start, found.end)
    return replace(found, start=start, end=end)


def find_folded(plain: str) -> Iterator[Found]:
    """Give every quantity of a text that is folded already."""
    masked = MASKED.sub(_hidden, plain)
    glued = [
        Found(each.start(), each.end(), _ROUND_THE_CLOCK, Comparator.BARE, Form.WINDOW)
        for each in GLUED.finditer(masked)
    ]
    if glued:  # 7*242小时: what follows must not see the figure before it
        masked = GLUED.sub(_hidden, masked)
    yield from merge(glued, _candidates(masked), key=lambda found: found.start)


def _round_the_clock(found: re.Match[str]) -> Found:
    return Found(found.start(), found.end(), _ROUND_THE_CLOCK, Comparator.BARE, Form.WINDOW)


def _candidates(masked: str) -> Iterator[Found]:
    position = 0
    while (candidate := CANDIDATE.search(masked, position)) is not None:
        found = _read(candidate)
        if found and found.form is Form.AMOUNT:
            yield from _enumerated(masked, position, found)
        position = found.end if found else candidate.start() + 1
        if found:
            yield found


def _hidden(found: re.Match[str]) -> str:
    return MASK * len(found[0])


def _enumerated(masked: str, since: int, last: Found) -> Iterator[Found]:
    """Give the figures of a list that has its unit at the end only: of 1、2、4小时 the one and the two hours."""
    row = ENUMERATED.search(masked, max(since, last.start - _LONGEST_ROW), last.start)
    unit = _UNIT_AT_END.search(str(last.quantity))
    if row is None or unit is None:
        return
    for figure in _FIGURE_IN_ROW.finditer(masked, *row.span("figures")):
        quantity = _quantity(figure[0] + unit[0])
        if quantity is not None:
            yield replace(last, start=figure.start(), end=figure.end(), quantity=quantity)


_LONGEST_ROW = 40
_UNIT_AT_END = re.compile(r"(?<=[0-9])[^0-9]+$")
_FIGURE_IN_ROW = re.compile(r"[^、,/和及与]+")


# --- readers: each gives None where what was matched is no quantity ---------------------------------------------------


def _read(candidate: re.Match[str]) -> Found | None:
    return _READERS[str(candidate.lastgroup)](candidate)


def _found(
    candidate: re.Match[str],
    quantity: Quantity | Money | None,
    form: Form,
    comparator: Comparator = Comparator.BARE,
    end: int | None = None,
) -> Found | None:
    if quantity is None:
        return None
    return Found(candidate.start(), candidate.end() if end is None else end, quantity, comparator, form)


@lru_cache(maxsize=4096)
def _quantity(words: str) -> Quantity | None:
    try:
        return parse(_plain_words(words))
    except FormError:
        return None


def _plain_words(words: str) -> str:
    """Give an amount in the words of the grammar: 20余台 20台, 两三天 2~3天, 2 hrs 2小时."""
    plain = ROUGH.sub("", words)
    if pair := _PAIR_OF_FIGURES.match(plain):
        plain = f"{pair[1]}~{pair[2]}{plain[pair.end() :]}"
    return _LATIN_UNIT.sub(_unit_of, plain)


def _unit_of(found: re.Match[str]) -> str:
    word = found[0].strip()
    return next((unit for words, unit in _LATIN if words.fullmatch(word)), found[0])


_PAIR_OF_FIGURES = re.compile("([一二两三四五六七八])([二两三四五六七八九])(?=[^0-9一二两三四五六七八九十百千万亿点])")
_LATIN = tuple((re.compile(words, re.IGNORECASE), unit) for words, unit in LATIN_UNITS.items())
_LATIN_UNIT = re.compile("(?<=[0-9]) ?[A-Za-z]+(?: days?)?|(?<=[^A-Za-z ])[A-Za-z]+(?: days?)?$", re.IGNORECASE)


def _window(candidate: re.Match[str]) -> Found | None:
    days, hours, third = candidate["window_days"], candidate["window_hours"], candidate["third"]
    if third in {"7", "5"} and hours in {"24", "8"}:  # 4×24×7: within four hours, round the clock
        days, third = third, days
    quantity = _quantity(f"{days}×{hours}")
    is_told = candidate["window_unit"] or third or {days, hours} in ({"7", "24"}, {"5", "8"}, {"5", "9"}, {"7", "12"})
    if quantity is None or not is_told:
        return None
    if third in {None, "365"}:
        return _found(candidate, quantity, Form.WINDOW)
    return _found(candidate, _quantity(_THIRD.get(third, f"{third}小时")), Form.SERVICE_CODE, Comparator.AT_MOST)


_THIRD = {"NBD": "1个工作日", "ND": "1日"}


def _round(candidate: re.Match[str]) -> Found | None:
    return _round_the_clock(candidate)


_ROUND_THE_CLOCK = parse("7×24")


def _lost(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity("7×24"), Form.LOST_SIGN)


def _daily(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity(f"7×{_figure(candidate['day_hours'] or candidate['hours_a_day'])}"), Form.WINDOW)


def _weekly(candidate: re.Match[str]) -> Found | None:
    named = candidate["week_days"] or candidate["bare_days"]
    days = _figure(named) if named else str(_DAYS_A_WEEK.get(candidate["until"], 5))
    hours = _figure(candidate["week_hours"])
    return _found(candidate, _quantity(f"{days}×{hours}"), Form.WINDOW)


def _opening(candidate: re.Match[str]) -> Found | None:
    minutes = _lasting(candidate["from1"], candidate["to1"])
    if candidate["to2"]:
        minutes += _lasting(candidate["from2"], candidate["to2"])
    words = candidate["open_after"] or candidate["open_days"]
    days = 5 if words.endswith("工作日") else _DAYS_A_WEEK.get(words[-1:], 7) - _days_before(words)
    hours = print_number(Fraction(minutes, 60))
    return None if minutes % _QUARTER else _found(candidate, _quantity(f"{days}×{hours}"), Form.WINDOW)


def _days_before(words: str) -> int:
    """Give how many days of the week pass before a window opens: one for 周二至周日."""
    first = _FIRST_DAY.search(words)
    return "一二三四五六".index(first[1]) if first else 0


_FIRST_DAY = re.compile("(?:周|星期|礼拜)([一二三四五六])")
_QUARTER = 15


def _lasting(begin: str, end: str) -> int:
    """Give the minutes between two times of a day; 早八点到晚八点 is told by the clock of twelve hours."""
    minutes = _minutes(end) - _minutes(begin)
    if minutes > 0:
        return minutes
    return minutes + (12 if _minutes(begin) < _NOON else 24) * 60


_NOON = 12 * 60


def _minutes(clock: str) -> int:
    hour, _, minute = re.sub("[点时]", ":", clock).removesuffix("分").partition(":")
    return 60 * int(_figure(hour)) + (30 if minute == "半" else int(minute or 0))


_DAYS_A_WEEK = {"五": 5, "六": 6, "日": 7, "天": 7, "年": 7, "休": 7}


def _rate(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, candidate["every"], candidate["times"], candidate["rate_bound"])


def _rate_self(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, candidate["self"], candidate["self_times"], candidate["self_bound"])


def _rate_slash(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, candidate["slash"], candidate["slash_times"], candidate["slash_bound"])


def _rate_check(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, candidate["check"], f"{candidate['checks']}次", None)


def _rate_skip(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, _SKIPPED[candidate["skip"][1]], candidate["skip_times"], None)


_SKIPPED = {"日": "2日", "天": "2日", "周": "2周", "月": "2个月", "季": "2个季度", "年": "2年"}


def _rate_year(candidate: re.Match[str]) -> Found | None:
    return _found_rate(candidate, "年", candidate["year_times"], candidate["year_bound"])


def _rate_each(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity("每日2次"), Form.RATE)


def _rate_clean(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity("每日1次"), Form.PERIOD)


def _period(candidate: re.Match[str]) -> Found | None:
    words = next(candidate[name] for name in ("alone", "by", "unit", "measured", "paper") if candidate[name])
    return _found_rate(candidate, words, "1次", None, Form.PERIOD)


def _found_rate(
    candidate: re.Match[str], period: str, times: str, bound: str | None, form: Form = Form.RATE
) -> Found | None:
    words = _PERIOD_WORDS.get(period, period)
    plain = _SCHOOL_YEAR.sub("年", words).replace("学期", "半年")
    quantity = _quantity(f"每{plain}{_TIMES_WORD.sub('次', times)}")
    if quantity is not None and "学期" in words:
        quantity = replace(quantity, unit="每学期", text=quantity.text.replace("半年", "学期"))
    return _found(candidate, quantity, form, _comparator(bound, None))


_SCHOOL_YEAR = re.compile("个?学年")
_PERIOD_WORDS = {"季": "季度", "年度": "年", "双月": "2个月", "双周": "2周", "天": "日", "晚": "日", "夜": "日"}
_TIMES_WORD = re.compile("批次|遍|轮|回|趟|场|批|份|期")


def _ordinal(candidate: re.Match[str]) -> Found | None:
    if candidate["nth"]:
        return _found(candidate, _quantity(candidate["nth"] + candidate["nth_unit"]), Form.ORDINAL)
    return _found(candidate, _quantity("1日" if candidate["next"] else "1个工作日"), Form.ORDINAL)


def _money(candidate: re.Match[str]) -> Found | None:
    sign = _comparator(candidate["money_bound"], candidate["money_suffix"])
    return _found(candidate, _sum_of(candidate["figure"]), Form.MONEY, sign)


@lru_cache(maxsize=1024)
def _sum_of(words: str) -> Money | None:
    figure, _, rest = re.sub("^人民币|^[¥￥]", "", words).partition("元")
    try:
        return parse_money(f"{figure if figure[:1].isascii() else print_number(parse_number(figure))}元{rest}")
    except FormError:
        return None


def _share(candidate: re.Match[str]) -> Found | None:
    sign = _comparator(candidate["share_bound"], candidate["share_suffix"])
    words = candidate["parts"]
    if words.startswith("万"):
        words = f"{_figure(words.removeprefix('万分之'), 100)}%"
    if "折" in words or "成" in words:
        words = _tenths(words)
    return _found(candidate, _quantity(words), Form.AMOUNT, sign)


def _tenths(words: str) -> str:
    """Give a share told in tenths as percent: 六成 60%, 八五折 85%, 9.5折 95%, 三成半 35%."""
    figure, half = re.sub("[折成半]", "", words), 5 if words.endswith("半") else 0
    if figure.isascii():
        share = Fraction(figure) * (1 if figure.isdecimal() and len(figure) > 1 else 10)
    else:
        share = Fraction(sum(Fraction(_figure(digit)) * size for digit, size in zip(figure, (10, 1), strict=False)))
    return f"{print_number(share + half)}%"


def _amount(candidate: re.Match[str]) -> Found | None:
    words = candidate["words"]
    if words in _NO_COUNT:
        return None
    quantity = _quantity(words)
    if quantity is None:
        return _first_amount(candidate)
    sign = _comparator(candidate["bound"], candidate["suffix"])
    is_range = quantity.low != quantity.high and sign is Comparator.BARE
    return _found(candidate, quantity, Form.AMOUNT, Comparator.RANGE if is_range else sign)


def _first_amount(candidate: re.Match[str]) -> Found | None:
    """Of amounts that make no sum (1小时12小时, run together from two cells) give the first."""
    first = ONE_AMOUNT.match(candidate["words"])
    if first is None:
        return None
    end = candidate.start("words") + first.end()
    return _found(candidate, _quantity(first[0]), Form.AMOUNT, _comparator(candidate["bound"], None), end)


_NO_COUNT = frozenset({"二次", "零件", "零部", "一条", "万家", "百家", "三包", "一批", "一把", "一例"})
"""Words that look like counts: 二次开发, 零件, 一条龙."""


def _months(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity(f"{candidate['month']}个月"), Form.AMOUNT, Comparator.AT_MOST)


def _immediate(candidate: re.Match[str]) -> Found | None:
    return _found(candidate, _quantity("立即"), Form.IMMEDIATE, Comparator.IMMEDIATE)


def _figure(words: str, divisor: int = 1) -> str:
    try:
        return print_number(parse_number(words) / Fraction(divisor))
    except FormError:
        return ""


def _comparator(before: str | None, after: str | None) -> Comparator:
    """Tell the bound that words before or after a figure set; those before it bind more (不少于2小时内)."""
    if before and (word := _WORD_BEFORE.match(before)):
        return Comparator(SIGNS_BEFORE[word[0]])
    if after and (word := _WORD_AFTER.search(after)):
        return Comparator(SIGNS_AFTER[word[0]])
    return Comparator.BARE


_WORD_BEFORE = re.compile(any_of(SIGNS_BEFORE))
_WORD_AFTER = re.compile(any_of(SIGNS_AFTER))
_READERS = {
    "round": _round,
    "weekly": _weekly,
    "daily": _daily,
    "window": _window,
    "lost": _lost,
    "opening": _opening,
    "rate": _rate,
    "rate_self": _rate_self,
    "rate_slash": _rate_slash,
    "rate_skip": _rate_skip,
    "rate_check": _rate_check,
    "rate_year": _rate_year,
    "rate_clean": _rate_clean,
    "rate_each": _rate_each,
    "period": _period,
    "ordinal": _ordinal,
    "money": _money,
    "share": _share,
    "amount": _amount,
    "months": _months,
    "immediate": _immediate,
}
