"""Goods taken back or exchanged, and the ceiling on part prices after the warranty, both with worked examples."""

from pydantic import Field

from generator.model.fields import Count, DateField, MoneyField, Number, Period, Text, WholeNumber
from generator.model.record import Record


class ClaimExample(Record, title="退换修算例"):
    """Goods that were handed over on one day and claimed to be faulty on another."""

    delivered: DateField = Field(description="算例的交付日（年-月-日）")
    claimed: DateField = Field(description="算例的申报日（年-月-日）")
    repairs: WholeNumber = Field(description="算例申报前的维修次数（次）")


class ReturnRule(Record, title="退换修约定"):
    """Within which days goods are taken back, exchanged or mended."""

    scope: Text = Field(description="退换修约定适用的产品")
    start_event: Text = Field(description="退换修期限的起算事件")
    refund: Period = Field(description="可以退货的期限（日）")
    exchange: Period = Field(description="可以换货的期限（日）")
    repairs: Count = Field(description="达到后可以换整机的维修次数（次）")
    within: Period = Field(description="累计维修次数的期间（日）")
    examples: tuple[ClaimExample, ...] = Field((), description="退换修算例一览")


class ExchangedPart(Record, title="更换部件"):
    """A part exchanged after the warranty."""

    name: Text = Field(description="更换的部件名称（零配件价格表中的名称）")
    quantity: Number = Field(description="更换的部件数量（按计价单位）")
    cost: MoneyField = Field(description="更换部件当期的采购成本（元，每计价单位）")


class ExchangeExample(Record, title="更换价算例"):
    """An exchange of parts after the warranty, with labour where it is agreed."""

    title: Text = Field(description="更换价算例名称")
    parts: tuple[ExchangedPart, ...] = Field(min_length=1, description="更换价算例的部件")
    labour: MoneyField = Field(description="更换价算例的协议人工费（元，免收时写0元）")


class PartCeiling(Record, title="部件更换价上限"):
    """The ceiling on the price of parts exchanged after the warranty."""

    rule: Text = Field(description="部件更换价上限的规则")
    examples: tuple[ExchangeExample, ...] = Field((), description="更换价算例一览")


class Replacement(Record, title="退换和更换"):
    """Terms for goods taken back and parts exchanged."""

    returns: ReturnRule = Field(description="退换修约定")
    ceiling: PartCeiling = Field(description="质保期后部件更换价上限")
