"""Regular care: inspections, call-backs, complaints, reports and training."""

from pydantic import Field

from generator.model.fields import Count, Deadline, Duration, Id, Lines, Percent, Period, Rate, Text
from generator.model.record import Record


class InspectionPlan(Record, title="巡检计划"):
    """A visit or analysis that comes back at a fixed rate."""

    name: Text = Field(description="巡检计划名称")
    frequency: Rate = Field(description="巡检频次（如每月1次）")
    duration: Duration | None = Field(None, description="每次巡检用时（小时）")
    notice_before: Deadline | None = Field(None, description="巡检提前通知的时间（工作日）")
    report_due: Deadline | None = Field(None, description="巡检报告提交时限（工作日）")
    signer: Text | None = Field(None, description="巡检记录签字人")


class SpecialInspection(Record, title="专项检查"):
    """An inspection before an important task."""

    name: Text = Field(description="专项检查名称")
    advance: Deadline = Field(description="专项检查提前的时间（日）")


class InspectionItem(Record, title="检查项目"):
    """One line of the checklist."""

    object: Text = Field(description="检查对象")
    content: Text = Field(description="检查内容")
    standard: Text = Field(description="合格标准")
    record: Text | None = Field(None, description="检查形成的记录")


class InspectionRound(Record, title="巡检安排"):
    """What is inspected where, when and by whom."""

    place: Text = Field(description="巡检地点")
    product: Text = Field(description="巡检的产品（产品清单中的名称）")
    quantity: Count = Field(description="巡检的产品数量（带单位）")
    schedule: Text = Field(description="巡检日程")
    person: Id = Field(description="巡检人员（人员编号名）")
    substitute: Id | None = Field(None, description="巡检替补人员（人员编号名）")


class Inspection(Record, title="巡检"):
    """What is inspected, how often and how it is reported."""

    onsite: InspectionPlan = Field(description="上门维护计划")
    analysis: InspectionPlan | None = Field(None, description="运行分析计划")
    health: InspectionPlan | None = Field(None, description="健康检查计划")
    special: SpecialInspection | None = Field(None, description="重大任务前的专项检查")
    items: tuple[InspectionItem, ...] = Field((), description="检查项目表")
    plan: tuple[InspectionRound, ...] = Field((), description="按地点的巡检安排")


class TelephoneCallback(Record, title="电话回访"):
    """Calls at a fixed rate."""

    frequency: Rate = Field(description="电话回访频次（如每周1次）")
    audience: Text = Field(description="电话回访对象")


class AfterServiceCallback(Record, title="服务后回访"):
    """A call after each service."""

    due: Deadline = Field(description="服务后回访时限（工作日，从服务完成算）")
    audience: Text = Field(description="服务后回访对象")


class SatisfactionSurvey(Record, title="满意度调查"):
    """The survey of customers' satisfaction."""

    frequency: Rate = Field(description="满意度调查频次（如每半年1次）")
    target: Percent = Field(description="满意率目标（百分比）")
    improve_due: Deadline = Field(description="不满意事项的改进时限（工作日）")
    topics: Lines = Field((), description="满意度调查的内容")


class Callbacks(Record, title="回访"):
    """How the company asks its customers."""

    telephone: TelephoneCallback | None = Field(None, description="电话回访安排")
    after_service: AfterServiceCallback | None = Field(None, description="服务后回访安排")
    satisfaction: SatisfactionSurvey | None = Field(None, description="满意度调查安排")


class Complaints(Record, title="投诉处理"):
    """The time limits of complaint handling and who answers for them."""

    accept_time: Deadline = Field(description="投诉受理时限（小时，从收到投诉算）")
    verify_time: Deadline = Field(description="投诉核实时限（工作日，从受理算）")
    reply_time: Deadline = Field(description="投诉答复时限（工作日，从受理算）")
    follow_up: Deadline = Field(description="投诉办结后的回访时限（工作日）")
    owner: Text = Field(description="投诉处理责任岗位")
    supervisor: Text = Field(description="投诉处理监督岗位")


class ServiceReport(Record, title="服务报告"):
    """One kind of report handed to the buyer."""

    id: Id = Field(description="服务报告编号名")
    name: Text = Field(description="服务报告名称")
    when: Text = Field(description="提交服务报告的时机")
    due: Deadline = Field(description="服务报告提交时限（工作日或者当场）")
    content: Text = Field(description="服务报告的内容")
    owner: Text = Field(description="服务报告编写岗位")
    outline: Lines = Field((), description="服务报告的章目（写明每一部分的内容）")


class Reports(Record, title="服务报告目录"):
    """All reports and how long they are kept."""

    items: tuple[ServiceReport, ...] = Field(min_length=1, description="服务报告一览")
    retention: Period | None = Field(None, description="服务记录保存期限（年）")


class Course(Record, title="培训课程"):
    """One course."""

    name: Text = Field(description="课程名称")
    audience: Text = Field(description="培训对象")
    hours: Count = Field(description="每次课时（学时）")
    times: Count = Field(description="培训次数（次）")
    persons: Count = Field(description="每次培训人数（人）")
    place: Text | None = Field(None, description="培训地点")
    teacher: Text | None = Field(None, description="培训讲师")
    exam: Text | None = Field(None, description="考核方式")


class Training(Record, title="培训"):
    """All courses and who bears what."""

    courses: tuple[Course, ...] = Field(min_length=1, description="培训课程一览")
    provided_by_buyer: Text | None = Field(None, description="采购人为培训提供的条件")
    fee: Text | None = Field(None, description="培训费用")
    notice_before: Deadline | None = Field(None, description="培训提前通知的时间（工作日）")
    retake: Text | None = Field(None, description="考核未通过的处理")
    materials: Text | None = Field(None, description="培训教材")
    refresher: Rate | None = Field(None, description="质保期内复训的频次（如每年1次）")
    joint: Text | None = Field(None, description="与投标人共同授课的厂商")
