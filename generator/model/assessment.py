"""Assessment of the service: what is judged by which fact, the grades, and worked examples of the indicators."""

from decimal import ROUND_HALF_UP, Decimal

from pydantic import Field

from generator.model.fields import Id, KeyPath, Text, WholeNumber
from generator.model.record import Record

_HUNDREDTH = Decimal("0.01")


class AssessmentItem(Record, title="考核项目"):
    """One line of the assessment table; the figure itself is the fact it points to."""

    name: Text = Field(description="考核项目名称")
    indicator: Text = Field(description="考核项目的具体指标（不写数值）")
    target: KeyPath = Field(description="考核项目的指标值（键路径）")
    points: WholeNumber = Field(description="考核项目的分值（分）")
    deduction: Text = Field(description="考核项目的扣分办法")
    evidence: Text = Field(description="考核项目的依据记录")


class AssessmentGrade(Record, title="考核等次"):
    """A grade and what follows from it."""

    name: Text = Field(description="考核等次名称")
    lowest: WholeNumber = Field(description="考核等次的起点分数（分）")
    consequence: Text = Field(description="考核等次的处理")


class IndicatorExample(Record, title="指标算例"):
    """One month of one indicator in figures."""

    indicator: Id = Field(description="指标算例的服务指标（服务指标编号名）")
    counted: WholeNumber = Field(description="指标算例的分子（次）")
    base: WholeNumber = Field(description="指标算例的分母（次）")


class Assessment(Record, title="服务考核"):
    """How the service is assessed together with the buyer."""

    period: Text = Field(description="服务考核的周期")
    items: tuple[AssessmentItem, ...] = Field(min_length=1, description="考核项目一览")
    grades: tuple[AssessmentGrade, ...] = Field((), description="考核等次一览（由高到低）")
    examples: tuple[IndicatorExample, ...] = Field((), description="指标算例一览")


def indicator_rate(counted: int, base: int) -> Decimal | None:
    """Give a share in per cent with two decimals; None, never 0 or 100, where there is nothing to divide by."""
    if base == 0:
        return None
    return (Decimal(counted) * 100 / Decimal(base)).quantize(_HUNDREDTH, ROUND_HALF_UP)
