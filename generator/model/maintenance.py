"""Maintenance of equipment a buyer already runs: term, posts, software care, operations, back-up, take-over, plan."""

from pydantic import Field

from generator.model.fields import Count, DateField, Deadline, Id, Period, Rate, Text
from generator.model.record import Record
from generator.model.upkeep import InspectionItem


class Post(Record, title="维保岗位"):
    """A post of the maintenance team, who holds it and whom the buyer meets in it."""

    id: Id = Field(description="维保岗位编号名（供流程和正文引用）")
    role: Text = Field(description="维保岗位名称")
    person: Id = Field(description="维保岗位人员（人员编号名）")
    duty: Text = Field(description="维保岗位职责")
    contact: Text = Field(description="维保岗位在什么情况下与采购人联系")


class SoftwareService(Record, title="软件维护项目"):
    """One service for system software."""

    name: Text = Field(description="软件维护项目名称")
    content: Text = Field(description="软件维护项目的做法")
    mode: Text = Field(description="软件维护项目的提供方式（如远程、现场）")
    record: Text = Field(description="软件维护项目形成的记录")


class WorkRequest(Record, title="维护申请"):
    """What must be settled before anybody touches a running system."""

    notice: Deadline = Field(description="维护申请的提前量（小时，到操作开始为止）")
    persons: Count = Field(description="维护操作的最少在场人数（人）")
    exception: Text = Field(description="不需提前申请的情形")
    late_form: Deadline = Field(description="紧急操作后补交维护申请的时限（工作日）")


class SpecialPeriod(Record, title="特殊时段"):
    """A time of the year in which the buyer cannot bear a standstill."""

    name: Text = Field(description="特殊时段名称")
    span: Text = Field(description="特殊时段的起止")
    measures: Text = Field(description="特殊时段的保障措施")


class HolidayNotice(Record, title="长假安排"):
    """What the buyer receives before a long holiday."""

    advance: Deadline = Field(description="长假前提交值班表的提前量（工作日）")
    content: Text = Field(description="长假前提醒的内容")


class BackupJob(Record, title="备份任务"):
    """What is backed up, how, how often, on what medium, and how it is known to be readable."""

    object: Text = Field(description="备份对象")
    method: Text = Field(description="备份方式")
    frequency: Rate = Field(description="备份频次（如每周1次）")
    keep: Period = Field(description="备份保留期限（日或者月）")
    medium: Text = Field(description="备份介质和保管地点")
    check: Text = Field(description="备份可用性的验证方法")


class Backup(Record, title="备份和恢复"):
    """The back-up strategy of the maintained systems."""

    jobs: tuple[BackupJob, ...] = Field(min_length=1, description="备份任务一览")
    drill: Rate = Field(description="备份恢复演练频次（如每半年1次）")
    review: Rate = Field(description="备份计划复核频次（如每季度1次）")


class ValueAdded(Record, title="增值服务"):
    """A service beyond repair and inspection."""

    name: Text = Field(description="增值服务名称")
    content: Text = Field(description="增值服务的内容")
    trigger: Text = Field(description="增值服务的提供时机")
    record: Text = Field(description="增值服务形成的成果")


class ThirdParty(Record, title="第三方配合"):
    """A kind of fault or work that others answer for, and who does what."""

    case: Text = Field(description="第三方配合的情形")
    ours: Text = Field(description="投标人在该情形中的工作")
    theirs: Text = Field(description="第三方在该情形中的工作")
    record: Text = Field(description="第三方配合形成的记录")


class WorkStep(Record, title="工作进度"):
    """One line of the work plan."""

    task: Text = Field(description="工作内容")
    start: DateField = Field(description="工作开始日期（年-月-日）")
    finish: DateField = Field(description="工作完成日期（年-月-日）")
    owner: Text = Field(description="工作责任岗位")
    result: Text = Field(description="工作成果")


class TakeOver(Record, title="接管准备"):
    """What is done before the contract takes effect."""

    check_days: Deadline = Field(description="接管检测的用时（工作日）")
    report_due: Deadline = Field(description="接管检测报告的提交时限（工作日，从检测结束算）")
    environment: tuple[InspectionItem, ...] = Field(min_length=1, description="机房环境检查项目表")


class Maintenance(Record, title="维保服务"):
    """Everything a maintenance contract adds to after-sales service."""

    start: DateField = Field(description="维保开始日期（年-月-日）")
    end: DateField = Field(description="维保结束日期（年-月-日）")
    year_end_notice: Deadline = Field(description="服务年度结束前的书面通知提前量（日）")
    recurrence: Period = Field(description="重复故障的观察期（日）")
    take_over: TakeOver = Field(description="合同生效前的接管准备")
    posts: tuple[Post, ...] = Field(min_length=1, description="维保岗位一览")
    software: tuple[SoftwareService, ...] = Field(min_length=1, description="软件维护项目一览")
    request: WorkRequest = Field(description="维护申请的规定")
    special_periods: tuple[SpecialPeriod, ...] = Field(min_length=1, description="特殊时段一览")
    holiday: HolidayNotice = Field(description="长假前的提醒和值班安排")
    backup: Backup = Field(description="备份和恢复策略")
    value_added: tuple[ValueAdded, ...] = Field(min_length=1, description="增值服务一览")
    third_parties: tuple[ThirdParty, ...] = Field(min_length=1, description="第三方配合一览")
    work_plan: tuple[WorkStep, ...] = Field(min_length=1, description="工作进度一览")
