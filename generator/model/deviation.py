"""What the bid answers to each demand of the tender, and how the answer compares: computed, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from generator.model.paths import locate
from generator.model.record import is_leaf
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity, base, compare, parse

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.project import Demand

BETTER = "正偏离"
"""The answer is better than what is demanded (优于)."""
EQUAL = "无偏离"
"""The answer is just what is demanded (响应)."""
WORSE = "负偏离"
"""The answer falls short of what is demanded."""

_SIGNS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "不超过": {-1: BETTER, 0: EQUAL, 1: WORSE},
        "少于": {-1: EQUAL, 0: EQUAL, 1: WORSE},
        "不少于": {-1: WORSE, 0: EQUAL, 1: BETTER},
        "多于": {-1: WORSE, 0: EQUAL, 1: EQUAL},
        "等于": {-1: WORSE, 0: EQUAL, 1: WORSE},
    }
)
"""What an answer means whose worst case is less than, equal to or more than the demand, by the demand's comparator."""

WEIGHING = frozenset(_SIGNS)
"""The comparators that weigh a figure; the others ask only that there be an answer."""

_MOST = ("不超过", "少于")
_STRICT = {"少于": -1, "多于": 1}

_Bound: TypeAlias = tuple[Fraction, int]
"""An end of a range: its figure, and -1 or 1 where it stops just below or begins just above it."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a demand: the value at `path` (None where it is said in words), how it compares.

    `verdict` is one of the three words above, None where the two cannot be compared.
    """

    path: str
    value: object | None
    verdict: str | None


def answer(bid: Bid, demand: Demand, path: str) -> Answer | None:
    """Give the answer to a demand at key path `path`; None where the bid has none.

    A demand answered in words, or by a value that has only to be there (满足, 包含), is met by being answered.
    """
    located = locate(bid, demand.key) if demand.key else None
    if located is None or located.value is None or not is_leaf(located.value):
        return Answer(f"{path}.response", None, EQUAL) if demand.response else None
    if demand.comparator not in WEIGHING:
        return Answer(located.path, located.value, EQUAL)
    return Answer(located.path, located.value, _verdict(located.value, demand, demand.comparator))


def _verdict(value: object, demand: Demand, comparator: str) -> str | None:
    """Tell what an answer means against the figure demanded; None where the two cannot be compared."""
    if isinstance(value, Quantity) and demand.quantity is not None:
        return _weighed(value, demand.quantity, comparator)
    if isinstance(value, Money) and demand.amount is not None and value.per == demand.amount.per:
        return _SIGNS[comparator][_sign(value.amount, demand.amount.amount, _STRICT.get(comparator, 0))]
    return None


def _weighed(given: Quantity, wanted: Quantity, comparator: str) -> str | None:
    plain = compare(given, wanted)
    if plain is None:
        return None
    windows = given.family is Family.COVERAGE
    order = (plain or -_STRICT.get(comparator, 0)) if windows else _order(given, wanted, comparator)
    verdict = None if order is None else _SIGNS[comparator][order]
    return verdict if verdict == WORSE or not _bunched(given, wanted) else None


def _order(given: Quantity, wanted: Quantity, comparator: str) -> int | None:
    """Tell how the worst case that an answer leaves open stands to the end of the range that is demanded."""
    if comparator == "等于":
        return int((_low(given), _high(given)) != (_low(wanted), _high(wanted)))
    end, other = (_high, _low) if comparator in _MOST else (_low, _high)
    mine, theirs = end(given), end(wanted) or other(wanted)
    if mine is None or theirs is None:
        return None
    figure, side = theirs
    theirs = (figure, _STRICT.get(comparator, side))
    return (mine > theirs) - (mine < theirs)


def _high(quantity: Quantity) -> _Bound | None:
    return None if quantity.high is None else (quantity.high, -int(quantity.high_open))


def _low(quantity: Quantity) -> _Bound | None:
    return None if quantity.low is None else (quantity.low, int(quantity.low_open))


def _bunched(given: Quantity, wanted: Quantity) -> bool:
    """Tell whether times may bunch that are demanded spread: 每季度3次 may all fall in one month, 每月1次 may not."""
    return given.family is Family.RATE and _months(given) > _months(wanted)


def _months(rate: Quantity) -> Fraction:
    return base(parse(rate.text.removeprefix(rate.unit))) / base(rate)


def _sign(mine: Decimal, theirs: Decimal, strict: int) -> int:
    """Compare two sums; a strict demand stops just short of its figure."""
    return ((mine, 0) > (theirs, strict)) - ((mine, 0) < (theirs, strict))
