"""Reckonings count as people read the words: ends of limits, periods, rates, the lower price, what may be demanded."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from generator.model.reckoning import (
    ReturnTerms,
    Workdays,
    due,
    notice_day,
    occurrences,
    parts_charge,
    period_days,
    remedies,
)
from generator.zh.money import Money
from generator.zh.quantity import parse

OCTOBER = Workdays(
    frozenset(date(2025, 10, day) for day in range(1, 9)), frozenset({date(2025, 9, 28), date(2025, 10, 11)})
)


@pytest.mark.parametrize(
    ("start", "limit", "end"),
    [
        ("2026-12-01T23:30", "40分钟", "2026-12-02T00:10"),
        ("2026-12-01T09:00", "立即", "2026-12-01T09:00"),
        ("2026-12-01T09:00", "2~4小时", "2026-12-01T13:00"),
        ("2026-12-01T09:00", "5日", "2026-12-06T09:00"),
        ("2026-11-30T09:00", "3个月", "2027-02-28T09:00"),
        ("2025-09-26T17:00", "NBD", "2025-09-28T17:00"),  # a Friday; the Sunday is worked in exchange
        ("2025-09-30T17:00", "1个工作日", "2025-10-09T17:00"),
        ("2025-09-30T17:00", "半个工作日", "2025-10-09T17:00"),
        ("2025-10-09T17:00", "3个工作日", "2025-10-13T17:00"),
    ],
)
def test_the_last_moment_of_a_limit(start: str, limit: str, end: str) -> None:
    assert due(datetime.fromisoformat(start), parse(limit), OCTOBER) == datetime.fromisoformat(end)


def test_without_a_calendar_people_work_from_monday_to_friday() -> None:
    assert due(datetime(2026, 12, 4, 9), parse("1个工作日")) == datetime(2026, 12, 7, 9)  # noqa: DTZ001 - local time


@pytest.mark.parametrize(
    ("event", "period", "first", "last"),
    [
        ("2026-12-31", "3年", "2027-01-01", "2029-12-31"),
        ("2024-02-29", "3年", "2024-03-01", "2027-02-28"),
        ("2026-12-31", "90日", "2027-01-01", "2027-03-31"),
    ],
)
def test_a_period_begins_on_the_day_after_its_event(event: str, period: str, first: str, last: str) -> None:
    days = period_days(date.fromisoformat(event), parse(period))
    assert days == (date.fromisoformat(first), date.fromisoformat(last))


def test_a_notice_lies_calendar_days_before_the_end() -> None:
    assert notice_day(date(2026, 3, 10), parse("15日")) == date(2026, 2, 23)


@pytest.mark.parametrize(
    ("rate", "term", "times"),
    [("每月1次", "3年", 36), ("每季度3次", "12个月", 12), ("每半年1次", "11个月", 1), ("每年1次", "6个月", 0)],
)
def test_a_rate_comes_up_so_many_whole_times(rate: str, term: str, times: int) -> None:
    assert occurrences(parse(rate), parse(term)) == times


def test_parts_are_charged_at_the_lower_price() -> None:
    rows = [
        (Decimal(1), Money(Decimal(450)), Money(Decimal(500))),
        (Decimal(3), Money(Decimal(100)), Money(Decimal(90))),
    ]
    assert parts_charge(rows, Money(Decimal(300))) == Money(Decimal(1020))
    assert parts_charge([], Money(Decimal(0))) == Money(Decimal(0))


@pytest.mark.parametrize(
    ("claimed", "repairs", "demand"),
    [
        ("2025-07-25", 0, ("退货", "换货", "修理")),
        ("2025-07-26", 0, ("换货", "修理")),
        ("2025-08-03", 1, ("修理",)),
        ("2025-08-03", 2, ("换货",)),
        ("2026-07-19", 2, ("修理",)),
    ],
)
def test_what_a_buyer_may_demand(claimed: str, repairs: int, demand: tuple[str, ...]) -> None:
    assert remedies(date(2025, 7, 18), date.fromisoformat(claimed), repairs, ReturnTerms(7, 15, 2, 365)) == demand
