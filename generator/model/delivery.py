"""Delivery and installation: batches, packing, arrival, preparation of the site, workmanship, tests, safety, risks."""

from pydantic import Field

from generator.model.fields import Deadline, Id, Lines, Rate, Text
from generator.model.record import Record


class Batch(Record, title="供货批次"):
    """Goods that travel and are handed over together."""

    name: Text = Field(description="供货批次名称")
    goods: Text = Field(description="供货批次包含的货物")
    place: Text = Field(description="供货批次的交货地点")
    transport: Text = Field(description="供货批次的运输方式")
    milestone: Id = Field(description="供货批次验收的里程碑（里程碑编号名）")


class Packing(Record, title="包装"):
    """How one class of goods is packed and marked."""

    goods: Text = Field(description="包装的货物类别")
    method: Text = Field(description="包装方法和防护材料")
    marking: Text = Field(description="包装的储运标志和箱外标签")


class ArrivalStep(Record, title="到货验收步骤"):
    """One step between the lorry and the signed receipt."""

    name: Text = Field(description="到货验收步骤名称")
    content: Text = Field(description="到货验收步骤的内容")
    actor: Text = Field(description="到货验收步骤的执行方")
    record: Text = Field(description="到货验收步骤形成的记录")


class Preparation(Record, title="施工准备事项"):
    """Something that must be ready before installation begins."""

    name: Text = Field(description="施工准备事项名称")
    content: Text = Field(description="施工准备事项的内容")
    standard: Text = Field(description="施工准备事项的完成标准")
    owner: Text = Field(description="施工准备事项的责任岗位")


class Workmanship(Record, title="安装工艺"):
    """How one class of equipment is installed."""

    object: Text = Field(description="安装对象")
    method: Text = Field(description="安装方法")
    requirement: Text = Field(description="安装的质量要求")
    record: Text = Field(description="安装形成的记录")


class Commissioning(Record, title="调试项目"):
    """What is tested after installation and when it has passed."""

    object: Text = Field(description="调试对象")
    content: Text = Field(description="调试内容")
    criterion: Text = Field(description="调试合格的判据")


class SafetyRule(Record, title="安全措施"):
    """A hazard of the work on site and what is done against it."""

    name: Text = Field(description="安全措施名称")
    measure: Text = Field(description="安全措施的内容")
    check: Text = Field(description="安全措施的检查办法")


class Risk(Record, title="供货风险"):
    """What may delay the delivery, how it shows and what is done then."""

    name: Text = Field(description="供货风险名称")
    sign: Text = Field(description="供货风险的预警信号")
    measure: Text = Field(description="供货风险的应对措施")
    owner: Id = Field(description="供货风险的责任人（人员编号名）")


class Delivery(Record, title="供货和施工"):
    """From the signed contract to equipment that runs."""

    notice_before: Deadline = Field(description="发货前通知采购人的时间（工作日）")
    shortage_report: Deadline = Field(description="到货缺损的书面确认时限（工作日，从开箱算）")
    replace_due: Deadline = Field(description="到货缺损的补发或者更换时限（日，从书面确认算）")
    insurance: Text = Field(description="运输保险")
    progress_meeting: Rate = Field(description="进度例会频次（如每周1次）")
    progress_report: Rate = Field(description="进度报告频次（如每周1次）")
    recovery_plan_due: Deadline = Field(description="进度偏差的赶工计划提交时限（工作日，从发现算）")
    batches: tuple[Batch, ...] = Field((), description="供货批次一览")
    packing: tuple[Packing, ...] = Field((), description="包装要求一览")
    arrival: tuple[ArrivalStep, ...] = Field((), description="到货验收步骤一览")
    preparations: tuple[Preparation, ...] = Field((), description="施工准备事项一览")
    workmanship: tuple[Workmanship, ...] = Field((), description="安装工艺一览")
    commissioning: tuple[Commissioning, ...] = Field((), description="调试项目一览")
    safety: tuple[SafetyRule, ...] = Field((), description="安全措施一览")
    buyer_conditions: Lines = Field((), description="采购人提供的施工条件")
    risks: tuple[Risk, ...] = Field((), description="供货风险一览")
