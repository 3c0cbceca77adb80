"""The service years of a contract: each begins on the same day of the year, the last one is perhaps shorter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count

from generator.zh.dates import add_months
from generator.zh.quantity import Quantity, parse

MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class ServiceYear:
    """One year of a contract, by number, first and last day."""

    number: int
    start: date
    end: date


def service_years(start: date, end: date) -> tuple[ServiceYear, ...]:
    """Divide a contract into years."""
    return tuple(_years(start, end))


def months_of(start: date, end: date) -> Quantity:
    """Give the whole months from the first to the last day, both counted."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * MONTHS_A_YEAR + after.month - start.month
    return parse(f"{months - (add_months(start, months) > after)}个月")


def _years(start: date, end: date) -> Iterator[ServiceYear]:
    for number in count(1):
        begin = add_months(start, MONTHS_A_YEAR * (number - 1))
        if begin > end:
            return
        last = add_months(start, MONTHS_A_YEAR * number) - timedelta(days=1)
        yield ServiceYear(number, begin, min(last, end))
