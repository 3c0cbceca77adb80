"""Reckonings behind worked examples: when a limit ends, how long a period lasts, what price or remedy follows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from generator.zh.dates import add_months
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity, base

_SATURDAY = 5
_MINUTE = 60


@dataclass(frozen=True, slots=True)
class Workdays:
    """A calendar of working days: Monday to Friday without the holidays, with the days worked in exchange."""

    holidays: frozenset[date] = frozenset()
    exchanged: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        """Tell whether people work on a day."""
        return day in self.exchanged or (day.weekday() < _SATURDAY and day not in self.holidays)

    def after(self, day: date, count: int = 1) -> date:
        """Give the day on which `count` working days have passed; the day itself is not counted."""
        for _ in range(count):
            day += timedelta(days=1)
            while not self.is_workday(day):
                day += timedelta(days=1)
        return day


def due(start: datetime, limit: Quantity, workdays: Workdays | None = None) -> datetime:
    """Give the last moment of a time limit; part of a working day counts as a whole one."""
    figure = base(limit)
    if limit.family is Family.WORKDAY:
        return datetime.combine((workdays or Workdays()).after(start.date(), math.ceil(figure)), start.time())
    if limit.family is Family.MONTH:
        return datetime.combine(add_months(start.date(), int(figure)), start.time())
    seconds = figure * _MINUTE if limit.family is Family.CLOCK else figure * 24 * _MINUTE * _MINUTE
    return start + timedelta(seconds=float(seconds))


def period_days(event: date, period: Quantity) -> tuple[date, date]:
    """Give the first and the last day of a period that begins on the day after an event."""
    return event + timedelta(days=1), due(datetime.combine(event, datetime.min.time()), period).date()


def notice_day(end: date, before: Quantity) -> date:
    """Give the day that lies a number of calendar days before an end."""
    return end - timedelta(days=int(base(before)))


def occurrences(rate: Quantity, term: Quantity) -> int:
    """Give how many whole times a rate (每季度3次) comes up in a term of months."""
    return math.floor(base(rate) * base(term))


def parts_charge(rows: Sequence[tuple[Decimal, Money, Money]], labour: Money) -> Money:
    """Give a charge after the warranty: each quantity at the lower of present cost and contract price, and labour."""
    return Money(sum((number * min(cost.amount, agreed.amount) for number, cost, agreed in rows), labour.amount))


@dataclass(frozen=True, slots=True)
class ReturnTerms:
    """Within how many days goods are taken back, exchanged, or exchanged after so many repairs."""

    return_days: int
    exchange_days: int
    repair_count: int
    within_days: int


def remedies(delivered: date, claimed: date, repairs: int, terms: ReturnTerms) -> tuple[str, ...]:
    """Give what a buyer may demand for goods that do not work."""
    days = (claimed - delivered).days
    if days <= terms.return_days:
        return ("退货", "换货", "修理")
    if days <= terms.exchange_days:
        return ("换货", "修理")
    return ("换货",) if days <= terms.within_days and repairs >= terms.repair_count else ("修理",)
