"""Promises as rows for other programs: offsets, kind, and value in the unit in which it was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from generator.audit.text import Commitment, Provenance
from generator.model.commitments import Kind, Role
from generator.zh.measure import BY_WORD, Family, Quantity
from generator.zh.money import Money
from generator.zh.quantity import window
from generator.zh.scan import Comparator

_KINDS = {
    Kind.SERVICE_HOURS: "hotline_hours",
    Kind.UPTIME: "percent_target",
    Kind.BACKUP_TRIGGER: "backup_machine",
    Kind.SOLUTION_TIME: "reply_time",
    Kind.REPORT_TIME: "reply_time",
    Kind.NOTICE_TIME: "other",
    Kind.RETENTION_PERIOD: "other",
    Kind.SUPPORT_PERIOD: "other",
    Kind.REVIEW_FREQUENCY: "other",
    Kind.SUPPLY_COUNT: "other",
    Kind.CREDENTIAL: "other",
}
_UNITS = {
    "秒": ("minute", Fraction(1, 60)),
    "分钟": ("minute", Fraction(1)),
    "刻钟": ("minute", Fraction(15)),
    "小时": ("hour", Fraction(1)),
    "日": ("day", Fraction(1)),
    "周": ("week", Fraction(1)),
    "个工作日": ("workday", Fraction(1)),
    "个月": ("month", Fraction(1)),
    "个季度": ("month", Fraction(3)),
    "年": ("year", Fraction(1)),
    "%": ("percent", Fraction(1)),
    "‰": ("percent", Fraction(1, 10)),
}
_PIECES = {
    "次": "times",
    "遍": "times",
    "倍": "times",
    "场": "times",
    "场次": "times",
    "轮": "times",
    "趟": "times",
    "期": "times",
    "回": "times",
    "批次": "times",
    "人": "person",
    "名": "person",
    "位": "person",
    "人次": "person",
}
_THINGS = (
    ("site", re.compile("网点|维修点|服务点|驻点|站|中心|库(?!存)|机构|办事处|分公司|基地|门店")),
    ("channel", re.compile("渠道|途径|方式")),
    ("order", re.compile("单$|订单|工单")),
)
_PERIODS = {
    "小时": ("hour", Fraction(365, 12) ** -1 / 24),
    "日": ("day", Fraction(365, 12) ** -1),
    "周": ("week", Fraction(84, 365)),
    "个工作日": ("week", Fraction(84, 365)),
    "工作日": ("week", Fraction(84, 365)),
    "月": ("month", Fraction(1)),
    "半个月": ("month", Fraction(1)),
    "3个月": ("quarter", Fraction(3)),
    "季度": ("quarter", Fraction(3)),
    "6个月": ("halfyear", Fraction(6)),
    "半年": ("halfyear", Fraction(6)),
    "12个月": ("year", Fraction(12)),
    "年": ("year", Fraction(12)),
    "学期": ("term", Fraction(6)),
}
"""What a period is called, and its length in months."""
_SEVERAL = re.compile("[0-9.]+个?")


@dataclass(frozen=True, slots=True)
class Value:
    """A value in the words of the exchange format; an event or 立即 has none."""

    low: float | None = None
    high: float | None = None
    unit: str = ""


def is_exchanged(commitment: Commitment) -> bool:
    """Tell whether a promise is listed in the exchange format: somebody is bound by it, and it has a value or an event.

    Of what sets something off only replacement units, penalties and counts are listed.
    """
    has_value = commitment.quantity is not None or commitment.kind is Kind.WARRANTY_START
    is_promised = commitment.scope.role is not Role.TRIGGER or commitment.kind in _TRIGGERS
    return has_value and is_promised and commitment.provenance in _GIVEN


_GIVEN = frozenset({Provenance.OWN, Provenance.MAKER, Provenance.STATUTE})
_TRIGGERS = frozenset({Kind.BACKUP_TRIGGER, Kind.PENALTY, Kind.OTHER})


def outward_kind(commitment: Commitment) -> str:
    """Give the name of a promise's kind in the exchange format, which knows fewer kinds."""
    if commitment.kind is Kind.TRAINING_COUNT and value(commitment).unit == "person":
        return Kind.HEADCOUNT.value
    if commitment.kind is Kind.TRAINING_COUNT and value(commitment).unit in _LASTING:
        return Kind.OTHER.value
    if commitment.kind is Kind.UPTIME and _AVAILABLE.search(commitment.text):
        return Kind.UPTIME.value
    if commitment.kind is Kind.SERVICE_HOURS and _PRESENT.search(commitment.text + commitment.subject):
        return Kind.SERVICE_HOURS.value
    if commitment.kind is Kind.BACKUP_TRIGGER and commitment.scope.role is Role.TRIGGER:
        return Kind.BACKUP_TRIGGER.value
    return _KINDS.get(commitment.kind, commitment.kind.value)


_LASTING = frozenset({"minute", "hour", "day", "week", "workday", "month"})
_AVAILABLE = re.compile("可用|可利用率|在线率|开机率|运行率|运转率|连通率|SLA")
_PRESENT = re.compile(
    "现场|上门|到场|值守|驻场|驻点|离岗|在岗|在场|在[港站馆园班校院]|驻守|留守|坐班|轮守|轮值|当班|营业|开放|供餐|供应"
)


def value(commitment: Commitment) -> Value:
    """Give the value of a promise."""
    quantity = commitment.quantity
    if quantity is None or commitment.comparator is Comparator.IMMEDIATE:
        return Value()
    if isinstance(quantity, Money):
        return Value(float(quantity.amount), float(quantity.amount), "yuan")
    if quantity.family is Family.COVERAGE:
        days, hours = window(quantity)
        return Value(days, float(hours), "days_x_hours")
    if commitment.kind is Kind.SERVICE_HOURS and quantity.family is Family.CLOCK and quantity.high:
        return Value(float(quantity.high / 60), float(quantity.high / 60), "hours_per_day")
    if quantity.family is Family.COUNT:
        return _scaled(quantity, Fraction(1), _PIECES.get(quantity.unit) or _thing(commitment, quantity))
    return _rate(quantity) if quantity.family is Family.RATE else _amount(quantity)


def _thing(commitment: Commitment, quantity: Quantity) -> str:
    """Name what is counted by the words of the clause (30个备件库 → site)."""
    if quantity.unit in _MACHINES:
        return "unit"
    words = commitment.text if quantity.unit != "单" else quantity.unit
    return next((name for name, pattern in _THINGS if pattern.search(words)), "unit")


_MACHINES = frozenset({"台", "辆", "套", "台套", "件", "支", "块", "部", "份", "组"})


def _amount(quantity: Quantity) -> Value:
    unit, size = _UNITS[quantity.unit]
    return _scaled(quantity, size / BY_WORD[quantity.unit].factor, unit)


def _rate(quantity: Quantity) -> Value:
    """Give a rate by its period; 每两周一次 is half a time a week."""
    period = quantity.unit.removeprefix("每")
    name, months = _PERIODS.get(period) or _PERIODS.get(_SEVERAL.sub("", period)) or _PERIODS["年"]
    return _scaled(quantity, months, f"times_per_{name}")


def _scaled(quantity: Quantity, factor: Fraction, unit: str) -> Value:
    low, high = (None if bound is None else float(bound * factor) for bound in (quantity.low, quantity.high))
    return Value(low if low is not None else high, high if high is not None else low, unit)
