"""What a quantity is: families that may be compared, their units, and the frozen value the grammar gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from generator.zh.errors import FormError

EXAMPLES = "8小时、半个工作日、3年、7×24小时、每月1次、30台、95%"
"""Right forms, for messages."""


class QuantityError(FormError):
    """A text that is no quantity, or one of the wrong family."""


class Family(StrEnum):
    """What may be compared with what; the base unit of each stands behind it."""

    CLOCK = "clock"  # minute
    DAY = "day"  # calendar day
    WORKDAY = "workday"  # working day
    MONTH = "month"  # month
    RATE = "rate"  # times per month
    COVERAGE = "coverage"  # hours per week
    COUNT = "count"  # pieces of `unit`
    PERCENT = "percent"  # per cent

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _FAMILY_LABELS[self]

    @property
    def example(self) -> str:
        """A right form."""
        return _FAMILY_EXAMPLES[self]


_FAMILY_LABELS = {
    Family.CLOCK: "时长（小时、分钟）",
    Family.DAY: "天数",
    Family.WORKDAY: "工作日数",
    Family.MONTH: "年月数",
    Family.RATE: "频次",
    Family.COVERAGE: "服务时段",
    Family.COUNT: "数量",
    Family.PERCENT: "百分比",
}
_FAMILY_EXAMPLES = {
    Family.CLOCK: "8小时",
    Family.DAY: "5日",
    Family.WORKDAY: "2个工作日",
    Family.MONTH: "3年",
    Family.RATE: "每月1次",
    Family.COVERAGE: "7×24小时",
    Family.COUNT: "30台",
    Family.PERCENT: "95%",
}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its unit: `low` and `high` in the family's base unit, equal unless a range; None is no bound.

    `unit` is the unit as printed (小时, 个工作日, 台; of a rate its period: 每月; empty for 7×24小时 and 立即).
    `text` is the one printed form. An open bound (少于2小时) excludes its figure.
    """

    family: Family
    low: Fraction | None
    high: Fraction | None
    unit: str
    text: str
    low_open: bool = False
    high_open: bool = False

    def __str__(self) -> str:
        return self.text


def base(quantity: Quantity) -> Fraction:
    """Give the figure that binds, in the family's base unit: the upper bound, or the lower where there is no upper."""
    figure = quantity.low if quantity.high is None else quantity.high
    return figure if figure is not None else Fraction(0)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of time or share: its factor to the base unit, its printed form, the words people write for it.

    `period` is its form after 每, empty where it has none.
    """

    family: Family
    factor: Fraction
    print: str
    words: tuple[str, ...]
    period: str = ""


_DAYS = ("个自然日", "自然日", "个日历日", "日历日", "个日历天", "日历天", "个自然天", "自然天", "日", "天")
_WORKDAYS = ("个工作日", "工作日", "个工作天", "工作天", "个银行工作日", "银行工作日", "个法定工作日")
UNITS = (
    Unit(Family.CLOCK, Fraction(1, 60), "秒", ("秒钟", "秒", "s")),
    Unit(Family.CLOCK, Fraction(1), "分钟", ("分钟", "min"), "分钟"),
    Unit(Family.CLOCK, Fraction(15), "刻钟", ("刻钟",), "刻钟"),
    Unit(Family.CLOCK, Fraction(60), "小时", ("个小时", "小时", "个钟头", "钟头", "h"), "小时"),
    Unit(Family.DAY, Fraction(1), "日", _DAYS, "日"),
    Unit(Family.DAY, Fraction(7), "周", ("个星期", "星期", "个礼拜", "礼拜", "周"), "周"),
    Unit(
        Family.WORKDAY,
        Fraction(1),
        "个工作日",
        _WORKDAYS,
        "个工作日",
    ),
    Unit(Family.MONTH, Fraction(1), "个月", ("个月", "月"), "月"),
    Unit(Family.MONTH, Fraction(3), "个季度", ("个季度", "季度"), "季度"),
    Unit(Family.MONTH, Fraction(12), "年", ("年",), "年"),
    Unit(Family.PERCENT, Fraction(1), "%", ("%",)),
    Unit(Family.PERCENT, Fraction(1, 10), "‰", ("‰",)),
)
BY_WORD = {word: unit for unit in UNITS for word in unit.words}
TIME = (Family.CLOCK, Family.DAY, Family.WORKDAY, Family.MONTH)
DAYS_A_MONTH = Fraction(365, 12)
MONTHS = {
    Family.CLOCK: 1 / (DAYS_A_MONTH * 24 * 60),
    Family.DAY: 1 / DAYS_A_MONTH,
    Family.WORKDAY: 1 / (DAYS_A_MONTH * Fraction(5, 7)),
    Family.MONTH: Fraction(1),
}
