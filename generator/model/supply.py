"""Goods: the products of the bid, the spare parts and back-up units kept for them."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import (
    Count,
    DateField,
    Deadline,
    Flag,
    Id,
    MoneyField,
    Number,
    Period,
    Rate,
    Text,
    WholeNumber,
    choice,
)
from generator.model.record import Record

SpareKindWord = Literal["备机", "备件"]
SpareKind = Annotated[SpareKindWord, choice(SpareKindWord)]


class VendorWarranty(Record, title="原厂质保"):
    """The maker's own warranty behind a product."""

    period: Period = Field(description="原厂质保期（年或者月）")
    start_event: Text | None = Field(None, description="原厂质保起算事件")
    level: Text | None = Field(None, description="原厂质保服务级别")
    registered: Flag | None = Field(None, description="是否已在原厂登记（true或者false）")


class Product(Record, title="产品"):
    """One line of the bill of products."""

    id: Id | None = Field(None, description="产品编号名")
    name: Text = Field(description="产品名称")
    brand: Text | None = Field(None, description="产品品牌")
    model: Text = Field(description="产品型号或者版本")
    maker: Text = Field(description="产品制造商全称")
    origin: Text | None = Field(None, description="产品产地")
    quantity: Count = Field(description="产品数量（带单位）")
    unit_price: MoneyField | None = Field(None, description="产品单价（元）")
    amount: MoneyField | None = Field(None, description="产品合价（元，单价乘以数量）")
    group: Id = Field(description="产品所属质保分组（质保分组编号名）")
    place: Text | None = Field(None, description="产品使用地点")
    key_component: Flag | None = Field(None, description="是否核心产品（true或者false）")
    vendor_warranty: VendorWarranty | None = Field(None, description="产品的原厂质保")
    end_of_life: DateField | None = Field(None, description="产品停产日期（年-月-日）")


class Products(Record, title="产品清单"):
    """The bill of products."""

    items: tuple[Product, ...] = Field(min_length=1, description="产品一览")


class SparePart(Record, title="备机备件"):
    """A part or unit kept in stock."""

    name: Text = Field(description="备机备件名称")
    model: Text = Field(description="备机备件型号")
    kind: SpareKind = Field(description="类别（备机或者备件）")
    quantity: Count = Field(description="库存数量（带单位）")
    place: Text = Field(description="库存地点")
    fits: Text = Field(description="适用的设备")
    owner: Text | None = Field(None, description="备机备件的权属（自有或者原厂）")
    lead_time: Deadline | None = Field(None, description="补货周期（日）")
    monthly_use: Number | None = Field(None, description="月均消耗（件，按计价单位）")
    lead_months: Number | None = Field(None, description="按月计的补货周期（月）")
    safety: WholeNumber | None = Field(None, description="安全余量（件，按计价单位）")
    group: Id | None = Field(None, description="备机备件所属质保分组（质保分组编号名）")


class SpareParts(Record, title="备机备件库"):
    """The stock kept for the project."""

    replace_time: Deadline = Field(description="更换备件的时限（小时）")
    replace_clock: Text | None = Field(None, description="更换备件时限的起算点")
    dispatch_time: Deadline | None = Field(None, description="库外备件的发出时限（小时，从确认需要更换算）")
    restock: Deadline | None = Field(None, description="备件领用后的补足时限（工作日）")
    warehouse: Text | None = Field(None, description="备件库地点")
    stock_check: Rate | None = Field(None, description="库存盘点频次（如每月1次）")
    items: tuple[SparePart, ...] = Field(min_length=1, description="备机备件一览")
