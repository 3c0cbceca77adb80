"""Stock of spare parts: documents and their time limits, ageing, counting, and the quantity at which to order again."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from pydantic import Field

from generator.model.fields import DateField, Deadline, Id, Percent, Period, Rate, Text
from generator.model.record import Record
from generator.model.supply import SparePart
from generator.zh.dates import add_months
from generator.zh.quantity import Quantity, base


class StockDocument(Record, title="库存单据"):
    """A document of the store: who hands it to whom, and by when."""

    id: Id = Field(description="库存单据编号名")
    name: Text = Field(description="库存单据名称")
    sender: Text = Field(description="库存单据的交出岗位")
    receiver: Text = Field(description="库存单据的接收岗位")
    clock: Text = Field(description="库存单据传递时限的起算点")
    due: Deadline = Field(description="库存单据的传递时限（小时或者日，从起算点算）")


class AgeingExample(Record, title="库龄算例"):
    """A lot in stock as it stood at the end of a month."""

    name: Text = Field(description="库龄算例的备件名称")
    received: DateField = Field(description="库龄算例的入库日期（年-月-日）")
    checked: DateField = Field(description="库龄算例的月末检查日期（年-月-日）")


class Stock(Record, title="库存管理"):
    """How spare parts are asked for, bought, taken in, handed out and counted."""

    request_reply: Deadline = Field(description="配件需求的答复时限（小时，从收到需求算）")
    regular_delivery: Deadline = Field(description="常备配件以外的配件送达时限（日，从需求确认算）")
    usage_window: Period = Field(description="统计配件消耗的期间（月）")
    alarm_review: Rate = Field(description="报警数量的复核频次（如每季度1次）")
    ageing_limit: Period = Field(description="库龄预警的界限（月，从入库日期算）")
    full_count: Rate = Field(description="全面盘点的频次（如每半年1次）")
    discontinued_notice: Period = Field(description="停产的提前通知时间（日，从停产日期倒算）")
    sampling: Percent = Field(description="配件入库抽样检验的比例（百分比）")
    supplier_review: Rate = Field(description="配件供应商考察的频次（如每年1次）")
    return_due: Deadline = Field(description="不合格配件的退货时限（工作日，从判定不合格算）")
    documents: tuple[StockDocument, ...] = Field(min_length=1, description="库存单据一览")
    ageing_examples: tuple[AgeingExample, ...] = Field((), description="库龄算例一览")


def alarm_quantity(monthly_use: Decimal, lead_months: Decimal, safety: int) -> int:
    """Give the stock at which to order again: what is used until new parts arrive, rounded up, and the reserve."""
    return ceil(Fraction(monthly_use) * Fraction(lead_months)) + safety


def below_alarm(stock: Decimal, alarm: int) -> bool:
    """Tell whether the stock has fallen to the alarm quantity, so that parts are ordered."""
    return stock <= alarm


def ageing_date(received: date, limit: Quantity) -> date:
    """Give the day on which a lot reaches the age limit; the day it came in is not counted."""
    return add_months(received, int(base(limit)))


def is_aged(received: date, checked: date, limit: Quantity) -> bool:
    """Tell whether a lot has reached the age limit on the day of the check."""
    return ageing_date(received, limit) <= checked


def alarm_of(part: SparePart) -> int | None:
    """Give a spare part's alarm quantity; None where its use, lead time or reserve is not given."""
    if part.monthly_use is None or part.lead_months is None or part.safety is None:
        return None
    return alarm_quantity(part.monthly_use, part.lead_months, part.safety)
