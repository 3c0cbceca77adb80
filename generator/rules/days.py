"""The day on which a period that runs from a day is over; periods longer than the calendar end with it."""

from __future__ import annotations

from datetime import date, timedelta

from generator.zh.dates import add_months
from generator.zh.quantity import Family, Quantity, base


def after(day: date, period: Quantity) -> date:
    """Give the day a number of days, months or years after another."""
    count = int(base(period))
    try:
        return day + timedelta(days=count) if period.family is Family.DAY else add_months(day, count)
    except (OverflowError, ValueError):  # 99999年 is written by mistake, but it can be written
        return date.max
