"""The figures of a line: quantities, sums, dates, codes, each with its place and what it is worth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache

from generator.zh.errors import FormError
from generator.zh.fold import Folded, fold
from generator.zh.measure import DAYS_A_MONTH
from generator.zh.money import Money
from generator.zh.numerals import parse_number
from generator.zh.quantity import Family, Quantity, base, window
from generator.zh.scan import Comparator, Found, find_folded

Worth = tuple[str, ...]
"""What a figure is worth, so that two ways to write it are equal."""

_DAY = 24 * 60
_MINUTES = {Family.CLOCK: Fraction(1), Family.DAY: Fraction(_DAY), Family.MONTH: DAYS_A_MONTH * _DAY}
_DATE = re.compile(
    r"(?<![0-9])(?:(?P<year>[0-9]{4})年(?P<month>[0-9]{1,2})月(?:(?P<day>[0-9]{1,2})[日号])?"
    r"|(?P<year_2>(?:19|20)[0-9]{2})[-./](?P<month_2>1[0-2]|0?[1-9])"
    r"(?:[-./](?P<day_2>3[01]|[12][0-9]|0?[1-9])(?![0-9])|(?![-./0-9])))"
)
_CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9@_.:/+#-]*[A-Za-z0-9])?")
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_COUNTED = re.compile(r"[零一二两三四五六七八九十百千万]{1,8}(?=[个名台套次人份家项])")
_REFERENCE = re.compile(
    r"第[0-9.一二三四五六七八九十]+[章节条款]|[表图式][0-9]+(?:[-.][0-9]+)?|附[件表录][0-9一二三四五六七八九十]+"
)
_AFTER = 2
_UPPER = frozenset({Comparator.AT_MOST, Comparator.LESS})
_LOWER = frozenset({Comparator.AT_LEAST, Comparator.MORE})


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure: its place in the text as it was given, what it is worth, and which way it is bounded.

    `bound` is -1 for at most, 1 for at least, 2 for what must have passed, 0 where nothing is said.
    """

    start: int
    end: int
    worth: Worth
    bound: int = 0


@dataclass(frozen=True, slots=True)
class Words:
    """A line without its figures: what is left, with a mark for each figure, and the figures in order.

    `offsets` gives for each character of `frame` where it stands in the text as it was given.
    """

    frame: str
    offsets: tuple[int, ...]
    amounts: tuple[Amount, ...]


def is_turned(one: Amount, other: Amount) -> bool:
    """Tell whether two figures are bounded on other sides: 不超过 and 不少于, 5日内 and 5日后."""
    return one.bound != other.bound and bool(one.bound and other.bound)


MARK = "\x00"
NO_WORDS = Words("", (), ())


@lru_cache(maxsize=10_000)
def words_of(text: str) -> Words:
    """Take the figures out of a line; spaces do not count, and references (表2-1) are no figures."""
    folded = fold(text)
    amounts: list[Amount] = []
    frame: list[str] = []
    offsets: list[int] = []
    position = 0
    for start, end, worth, bound in sorted(_amounts(folded.plain)):
        if start < position:
            continue
        _copy(folded, position, start, frame, offsets)
        frame.append(MARK)
        offsets.append(folded.offsets[start])
        amounts.append(Amount(*folded.span(start, end), worth, bound))
        position = end
    _copy(folded, position, len(folded.plain), frame, offsets)
    return Words("".join(frame), tuple(offsets), tuple(amounts))


def _copy(folded: Folded, start: int, end: int, frame: list[str], offsets: list[int]) -> None:
    for at in range(start, end):
        if not folded.plain[at].isspace():
            frame.append(folded.plain[at])
            offsets.append(folded.offsets[at])


_Span = tuple[int, int, Worth, int]
_TAKEN = b"x"


def _amounts(plain: str) -> Iterator[_Span]:
    """Give the figures of a folded text; of two that overlap the first holds."""
    taken = bytearray(len(plain))
    for found in _REFERENCE.finditer(plain):
        taken[slice(*found.span())] = _TAKEN * len(found[0])
    for span in (*_dates(plain), *_quantities(plain), *_codes(plain), *_counted(plain)):
        if _TAKEN not in taken[span[0] : span[1]]:
            taken[span[0] : span[1]] = _TAKEN * (span[1] - span[0])
            yield span


def _dates(plain: str) -> Iterator[_Span]:
    for found in _DATE.finditer(plain):
        year, month, day = (found[name] or found[f"{name}_2"] for name in ("year", "month", "day"))
        yield *found.span(), ("date", year, str(int(month)), (day and str(int(day))) or ""), 0


def _quantities(plain: str) -> Iterator[_Span]:
    for found in find_folded(plain):
        if (worth := _worth(found)) is not None:
            clocks = _CLOCK.findall(plain, found.start, found.end)
            yield found.start, found.end, (*worth, *clocks), _bound(found)


def _bound(found: Found) -> int:
    if found.comparator is Comparator.AFTER:
        return _AFTER
    return (found.comparator in _LOWER) - (found.comparator in _UPPER)


def _worth(found: Found) -> Worth | None:
    value = found.quantity
    if isinstance(value, Money):
        return ("money", str(Fraction(value.amount)), value.per or "")
    try:
        return _of_quantity(value)
    except FormError:
        return None


def _of_quantity(value: Quantity) -> Worth:
    if value.family is Family.COVERAGE:
        days, hours = window(value)
        return ("hours", str(days), str(hours))
    factor = _MINUTES.get(value.family, Fraction(1))
    family = "time" if value.family in _MINUTES else value.family.value
    if value.low is not None and value.high is not None and value.low != value.high:
        return (family, str(value.low), str(base(value) * factor))
    if value.family is Family.COUNT and not value.unit:
        return ("word", value.text)
    return (family, str(base(value) * factor))


def _codes(plain: str) -> Iterator[_Span]:
    """Give the words of letters and digits that hold a digit, or are an address."""
    for found in _CODE.finditer(plain):
        if any(character.isdigit() for character in found[0]) or "@" in found[0]:
            number = _NUMBER.match(plain, found.start())
            if number and number.end() >= found.end():
                yield *number.span(), ("count", _number(number[0])), 0
            else:
                yield *found.span(), ("code", found[0].upper()), 0


def _number(words: str) -> str:
    try:
        return str(Fraction(Decimal(words.replace(",", ""))))
    except InvalidOperation:  # pragma: no cover - the pattern lets through nothing else
        return words


def _counted(plain: str) -> Iterator[_Span]:
    for found in _COUNTED.finditer(plain):
        try:
            yield *found.span(), ("count", str(parse_number(found[0]))), 0
        except FormError:
            continue
