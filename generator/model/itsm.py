"""Service management: the processes from event to knowledge, changes, configuration items, upgrades, statistics."""

from pydantic import Field

from generator.model.fields import Count, Deadline, Id, Lines, Period, Rate, Text
from generator.model.record import Record


class InformationModule(Record, title="信息系统模块"):
    """A module of the information system the service is run with."""

    name: Text = Field(description="信息系统模块名称")
    use: Text = Field(description="信息系统模块的用途")
    output: Text = Field(description="信息系统模块产生的记录")


class ManagedProcess(Record, title="管理流程"):
    """A process of service management."""

    id: Id = Field(description="管理流程编号名")
    name: Text = Field(description="管理流程名称")
    input: Text = Field(description="管理流程的输入")
    activity: Text = Field(description="管理流程的主要活动")
    output: Text = Field(description="管理流程的输出记录")
    owner: Text = Field(description="管理流程的责任岗位")


class ChangeClass(Record, title="维保变更类别"):
    """A class of changes to equipment in service."""

    name: Text = Field(description="维保变更类别名称")
    scope: Text = Field(description="维保变更类别的范围")
    approver: Text = Field(description="维保变更的审批人")
    due: Deadline = Field(description="维保变更的审批时限")
    window: Text = Field(description="维保变更的实施时段")


class ConfigurationItem(Record, title="配置项"):
    """A class of configuration items and what is recorded of them."""

    name: Text = Field(description="配置项类别名称")
    attributes: Text = Field(description="配置项记录的属性")
    relations: Text = Field(description="配置项之间的关系")


class UpgradeObject(Record, title="升级对象"):
    """Software that is kept up to date."""

    name: Text = Field(description="升级对象名称")
    content: Text = Field(description="升级的内容")
    source: Text = Field(description="升级包的来源")
    timing: Text = Field(description="升级的安排")


class SpecialSupport(Record, title="特殊保障"):
    """An occasion on which the service is strengthened."""

    name: Text = Field(description="特殊保障的情形")
    measure: Text = Field(description="特殊保障的措施")
    staff: Text = Field(description="特殊保障投入的人员")


class Statistic(Record, title="运行统计项目"):
    """A figure of the operation that is gathered for the reports."""

    name: Text = Field(description="运行统计项目名称")
    method: Text = Field(description="运行统计项目的统计方法")
    source: Text = Field(description="运行统计项目的数据来源")


class Itsm(Record, title="服务管理流程"):
    """Service management by process, after the practice of IT service management."""

    modules: tuple[InformationModule, ...] = Field((), description="信息系统模块一览")
    processes: tuple[ManagedProcess, ...] = Field((), description="管理流程一览")
    first_line: Deadline = Field(description="服务台独立处理事件的时间上限（超过即转二线）")
    order_dispatch: Deadline = Field(description="工单的派发时限（从转二线算）")
    order_overdue: Deadline = Field(description="工单临近超时的提醒时间（从时限届满倒算）")
    problem_repeat: Count = Field(description="转为问题管理的故障重复次数（次）")
    problem_window: Period = Field(description="统计故障重复次数的期间（日）")
    problem_due: Deadline = Field(description="问题的根本原因报告时限（工作日，从立项算）")
    audit_due: Deadline = Field(description="工单引起的变更的事后审计时限（工作日，从实施算）")
    record_due: Deadline = Field(description="配置记录的更新时限（工作日，从变更完成算）")
    configuration_audit: Rate = Field(description="配置核对频次（如每季度1次）")
    patrol_within: Rate = Field(description="质保期内配置巡查频次（如每月1次）")
    patrol_after: Rate = Field(description="质保期外配置巡查频次（如每季度1次）")
    knowledge_due: Deadline = Field(description="典型案例写入知识库的时限（工作日，从结单算）")
    knowledge_review: Rate = Field(description="知识条目的复核频次（如每半年1次）")
    document_due: Deadline = Field(description="更新后的资料送交时限（工作日，从变更完成算）")
    optimisation: Rate = Field(description="优化建议的提出频次（如每半年1次）")
    special_notice: Deadline = Field(description="特殊保障需提前通知的时间（日）")
    repair_report: Deadline = Field(description="换下设备的检修结果告知时限（工作日，从带回算）")
    change_classes: tuple[ChangeClass, ...] = Field((), description="维保变更类别一览")
    configuration_items: tuple[ConfigurationItem, ...] = Field((), description="配置项一览")
    upgrades: tuple[UpgradeObject, ...] = Field((), description="升级对象一览")
    special: tuple[SpecialSupport, ...] = Field((), description="特殊保障一览")
    statistics: tuple[Statistic, ...] = Field((), description="运行统计项目一览")
    maintenance_tasks: Lines = Field((), description="系统维护的内容")
