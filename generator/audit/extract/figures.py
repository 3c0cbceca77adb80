"""What a figure may be a figure of, and what was told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.extract.passages import Passage
from generator.audit.text import Confidence
from generator.model.commitments import Kind
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity
from generator.zh.scan import Comparator, Form, Found

DEADLINES = frozenset({"clock", "day", "workday"})
SHARES = frozenset({"money", "percent"})

_DAYS_OF_A_PERIOD = 28
_MINUTES_A_DAY = 24 * 60
_PEOPLE = frozenset({"人", "名", "位", "人次"})
_TIMES = frozenset({"次", "遍", "倍", "趟", "轮", "场", "场次", "期", "回", "批次"})
_HAPPENS = re.compile("(?:发生|出现|产生|报修|提出|形成|接到)的")
_FEE_OF_PERIOD = re.compile("的?(?:维护|维保|服务|保养|运维)费")
_PRICE_NAME = re.compile(r"[^,;。:0-9]{0,8}(?:[单总报]价|费用?|价格|金额)")
_RATE_NAME = re.compile(r"[^,;。:0-9]{0,6}(?<![功频效利税费汇])率")


@dataclass(frozen=True, slots=True)
class Told:
    """The kind of a figure, and the stretch of text that says so; `start` and `end` are None where a head said it.

    `from_left`: it was told by words before the figure, which hold for the figures after it as well.
    """

    kind: Kind
    word: str
    confidence: Confidence
    start: int | None = None
    end: int | None = None
    from_left: bool = False


def families(found: Found) -> frozenset[str]:
    """Give the families by which the catalog names what a figure may be."""
    if isinstance(found.quantity, Money):
        return frozenset({"money"})
    return frozenset(_families(found.quantity, found.comparator))


def _families(quantity: Quantity, comparator: Comparator) -> Iterator[str]:
    if quantity.family is Family.COUNT:
        yield "people" if quantity.unit in _PEOPLE else "times" if quantity.unit in _TIMES else "pieces"
        return
    yield quantity.family.value
    if quantity.family is Family.CLOCK and quantity.high == _MINUTES_A_DAY and comparator is Comparator.BARE:
        yield "coverage"
    if quantity.family is Family.DAY and (quantity.high or 0) >= _DAYS_OF_A_PERIOD:
        yield "month"


def is_free(found: Found) -> bool:
    """Tell whether a figure may take its kind from words that are not beside it: no count of things, no bare period."""
    return found.form is not Form.PERIOD and not families(found) & {"pieces", "times", "people"}


def is_part_of_a_name(passage: Passage, found: Found) -> bool:
    """Tell whether a figure only belongs to a name: of a rate (24小时内修复率), of the day of an event (次日起)."""
    if found.form is Form.ORDINAL and passage.plain.startswith("起", found.end):
        return True
    if _HAPPENS.match(passage.plain, found.end):
        return True
    if "month" in families(found) and _FEE_OF_PERIOD.match(passage.plain, found.end):
        return True
    if found.form is Form.PERIOD and _PRICE_NAME.match(passage.plain, found.end):
        return True
    return _RATE_NAME.match(passage.plain, found.end) is not None
