"""Warranty: what is warranted for how long from which event, and what follows afterwards."""

from pydantic import Field

from generator.model.fields import DateField, Deadline, Id, Lines, Percent, Period, Text
from generator.model.record import Record


class WarrantyGroup(Record, title="质保分组"):
    """Products that share one warranty period."""

    id: Id = Field(description="质保分组编号名（产品按它归组）")
    name: Text = Field(description="质保分组名称")
    name_en: Text | None = Field(None, description="质保分组的英文名称")
    scope: Text = Field(description="质保分组包含的产品")
    period: Period = Field(description="质保期（年或者月，从质保起算事件算）")
    covers: Text = Field(description="质保期内免费提供的服务")


class LongSupport(Record, title="长期支持"):
    """Support that outlasts the warranty."""

    period: Period = Field(description="长期支持的期限（年，从质保起算事件算）")
    scope: Text = Field(description="长期支持的范围")
    notice: Deadline | None = Field(None, description="新版本的告知时限（工作日，从版本发布算）")


class AfterWarranty(Record, title="质保期后服务"):
    """Service after the warranty has ended."""

    basis: Text = Field(description="质保期后人工收费依据")
    parts_basis: Text = Field(description="质保期后备件价格依据")
    parts_years: Period = Field(description="质保期后备件供应年限（年）")
    parts_start: Text | None = Field(None, description="备件供应年限的起算事件")
    quote_due: Deadline | None = Field(None, description="质保期后维修的报价时限（工作日）")
    yearly_rate: Percent | None = Field(None, description="质保期后年维保费率（占合同价的百分比）")
    agreement: Text | None = Field(None, description="延续维保协议的约定")
    notice_before: Period | None = Field(None, description="质保期满前的提醒时间（日）")


class WarrantyExample(Record, title="质保期算例"):
    """A day from which a warranty period is computed."""

    event: Text = Field(description="算例的起算事件")
    day: DateField = Field(description="算例中事件发生的日期（年-月-日）")
    group: Id = Field(description="算例所属的质保分组（质保分组编号名）")


class Warranty(Record, title="质保"):
    """The warranty promise as a whole."""

    start_event: Text = Field(description="质保起算事件")
    start_event_en: Text | None = Field(None, description="质保起算事件的英文")
    groups: tuple[WarrantyGroup, ...] = Field(min_length=1, description="质保分组")
    upgrade: LongSupport | None = Field(None, description="软件免费升级")
    case_support: LongSupport | None = Field(None, description="案件技术支持")
    consulting_period: Period | None = Field(None, description="免费技术咨询期限（年）")
    replacement_rule: Text | None = Field(None, description="更换件的质保规则")
    replacement_minimum: Period | None = Field(None, description="更换件的最短质保期（月）")
    replacement_time: Deadline | None = Field(None, description="不能修复时更换新品的期限（日）")
    arrival_replacement: Deadline | None = Field(None, description="开箱发现问题的更换期限（日，从书面通知算）")
    examples: tuple[WarrantyExample, ...] = Field((), description="质保期起止日算例")
    exclusions: Lines = Field((), description="不在质保范围内的情形")
    after_warranty: AfterWarranty | None = Field(None, description="质保期后的服务")
