"""Quality of the goods: inspection stages, performance, supervision, factory, transport and installation measures."""

from pydantic import Field

from generator.model.fields import Deadline, Duration, Id, Lines, Percent, Rate, Text
from generator.model.record import Record


class InspectionStage(Record, title="产品检验环节"):
    """One of the stages every lot of goods passes before it is accepted into stock."""

    id: Id = Field(description="产品检验环节编号名")
    name: Text = Field(description="产品检验环节名称")
    actor: Text = Field(description="产品检验环节的实施方")
    content: Text = Field(description="产品检验环节的内容")
    due: Deadline = Field(description="产品检验环节的完成时限（工作日，从前一环节结束算）")
    record: Text = Field(description="产品检验环节形成的记录")


class Performance(Record, title="性能指标"):
    """A promised figure of one product and how it is measured."""

    product: Text = Field(description="性能指标所属的产品（产品清单中的名称）")
    item: Text = Field(description="性能指标名称")
    value: Text = Field(description="性能指标的承诺值")
    method: Text = Field(description="性能指标的检测方法")


class Measure(Record, title="质量措施"):
    """A measure, who carries it out and what proves it."""

    name: Text = Field(description="质量措施名称")
    content: Text = Field(description="质量措施的内容")
    owner: Text = Field(description="质量措施的责任岗位")
    record: Text = Field(description="质量措施形成的记录")


class VehicleCheck(Record, title="车辆检查"):
    """A part of the vehicle that is looked at every day."""

    part: Text = Field(description="车辆检查部位")
    content: Text = Field(description="车辆检查内容")
    response: Text = Field(description="车辆检查不合格的处理")


class VehicleCare(Record, title="车辆维护类别"):
    """A grade of vehicle maintenance."""

    name: Text = Field(description="车辆维护类别名称")
    interval: Text = Field(description="车辆维护的间隔")
    actor: Text = Field(description="车辆维护的执行人")
    content: Text = Field(description="车辆维护的作业内容")
    record: Text = Field(description="车辆维护形成的记录")


class Transport(Record, title="运输质量"):
    """How vehicles and drivers are kept fit for the goods."""

    check_rate: Rate = Field(description="运输车辆检查频次（如每日3次）")
    driving: Duration = Field(description="连续驾驶的时间上限（小时）")
    rest: Duration = Field(description="连续驾驶后的休息时间（分钟）")
    rules_check: Rate = Field(description="交通法规掌握情况的抽查频次（如每季度1次）")
    ride_along: Rate = Field(description="跟车检查的频次（如每月1次）")
    checks: tuple[VehicleCheck, ...] = Field(min_length=1, description="车辆检查一览")
    care: tuple[VehicleCare, ...] = Field(min_length=1, description="车辆维护类别一览")


class GoodsQuality(Record, title="设备质量"):
    """The quality of the goods from the supplier's works to the installed equipment."""

    documents: Lines = Field(min_length=1, description="随货单据")
    stages: tuple[InspectionStage, ...] = Field(min_length=1, description="产品检验环节一览")
    appraisal_reply: Deadline = Field(description="检验争议的书面意见时限（工作日，从报告算）")
    solution_due: Deadline = Field(description="不合格产品处理方案的提交时限（工作日，从书面报告算）")
    replace_due: Deadline = Field(description="不合格产品的更换时限（日，从确认不合格算）")
    sampling: Percent = Field(description="外购产品的进货抽检比例（百分比）")
    supervisor: Id = Field(description="质量监督负责人（人员编号名）")
    supervisor_report: Rate = Field(description="质量监督工作汇报频次（如每周1次）")
    performance: tuple[Performance, ...] = Field((), description="性能指标一览")
    supervision: tuple[Measure, ...] = Field((), description="质量监督措施一览")
    factory: tuple[Measure, ...] = Field((), description="出厂质量措施一览")
    transport: Transport | None = Field(None, description="运输质量管理")
    installation: tuple[Measure, ...] = Field((), description="安装质量措施一览")
