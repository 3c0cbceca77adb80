"""Assurance: emergency plans, the quality system and the register of standards."""

from pydantic import Field

from generator.model.fields import DateField, Deadline, Duration, Id, Percent, Period, Rate, Text, Year
from generator.model.record import Record


class EmergencyRole(Record, title="应急岗位"):
    """A post of the emergency organisation and who holds it."""

    role: Text = Field(description="应急岗位名称")
    person: Id = Field(description="应急岗位人员（人员编号名）")
    duty: Text = Field(description="应急岗位职责")


class Scenario(Record, title="应急情景"):
    """One kind of emergency and its answer."""

    name: Text = Field(description="应急情景名称")
    trigger: Text = Field(description="应急启动条件")
    action: Text = Field(description="应急处置措施")
    level: Id | None = Field(None, description="应急情景对应的故障级别（级别编号名）")
    recovery: Deadline = Field(description="应急恢复时限（小时，从应急恢复的起算点算）")
    resources: Text | None = Field(None, description="应急所用资源")


class Emergency(Record, title="应急预案"):
    """The emergency plan."""

    activation: Deadline | None = Field(None, description="应急预案启动时限（分钟，从接到通知算）")
    recovery_clock: Text | None = Field(None, description="应急恢复时限的起算点")
    local_onsite: Deadline | None = Field(None, description="应急时本地人员到场时限（小时）")
    drill: Rate | None = Field(None, description="应急演练频次（如每年1次）")
    organisation: tuple[EmergencyRole, ...] = Field((), description="应急组织")
    scenarios: tuple[Scenario, ...] = Field((), description="应急情景一览")
    notify_interval: Deadline | None = Field(None, description="处置中的通报间隔（小时）")


class ChangeTrigger(Record, title="变更情形"):
    """What counts as a change, which form it needs and who approves it."""

    kind: Text = Field(description="变更类别")
    condition: Text = Field(description="触发变更的情形")
    form: Text = Field(description="变更使用的表单")
    approver: Text = Field(description="变更批准人或者部门")


class HistoryEvent(Record, title="质量体系沿革"):
    """A step in the history of the quality system."""

    year: Year = Field(description="沿革年份（四位数）")
    event: Text = Field(description="沿革事项")
    effect: Text | None = Field(None, description="沿革对本项目的作用")


class QualityRole(Record, title="质量岗位"):
    """A post of the quality team and who holds it."""

    role: Text = Field(description="质量岗位名称")
    person: Id = Field(description="质量岗位人员（人员编号名）")
    duty: Text = Field(description="质量岗位职责")


class Checkpoint(Record, title="质量控制点"):
    """A stage of the work and how its quality is checked."""

    stage: Text = Field(description="控制阶段")
    check: Text = Field(description="控制内容")
    standard: Text = Field(description="控制点的合格标准")
    record: Text = Field(description="控制点形成的记录")
    owner: Text = Field(description="控制点责任岗位")


class InspectionLevel(Record, title="检查验收级次"):
    """One of the levels of checking and acceptance."""

    name: Text = Field(description="检查验收级次名称")
    actor: Text = Field(description="检查验收的实施方")
    when: Text = Field(description="检查验收的时机")
    content: Text = Field(description="检查验收的内容")
    record: Text = Field(description="检查验收形成的记录")


class Procedure(Record, title="程序文件"):
    """A documented procedure of the quality system."""

    subject: Text = Field(description="程序文件管理的事项")
    document: Text = Field(description="程序文件名称")
    record: Text = Field(description="程序文件要求的记录")
    owner: Text = Field(description="程序文件责任部门")


class Indicator(Record, title="服务指标"):
    """A measured target of the service."""

    id: Id | None = Field(None, description="服务指标编号名")
    name: Text = Field(description="服务指标名称")
    formula: Text = Field(description="服务指标的计算方法")
    target: Percent = Field(description="服务指标的目标值（百分比）")
    period: Text | None = Field(None, description="服务指标的统计周期")
    source: Text | None = Field(None, description="服务指标的数据来源")
    owner: Text | None = Field(None, description="服务指标责任岗位")
    penalty: Text | None = Field(None, description="未达标的处理")


class Quality(Record, title="质量管理"):
    """The quality system."""

    standards: tuple[Id, ...] = Field((), description="遵循的标准（标准编号名）")
    trial_run: Period | None = Field(None, description="试运行期限（日）")
    change_triggers: tuple[ChangeTrigger, ...] = Field((), description="变更情形一览")
    delay_threshold: Deadline | None = Field(None, description="进度延期的报告界限（工作日）")
    cost_threshold: Percent | None = Field(None, description="费用偏差的报告界限（百分比）")
    history: tuple[HistoryEvent, ...] = Field((), description="质量体系沿革一览")
    change_reply: Deadline | None = Field(None, description="变更申请答复时限（工作日）")
    review_time: Deadline | None = Field(None, description="质量控制计划审核时限（工作日）")
    major_report: Deadline | None = Field(None, description="重大质量问题上报时限（小时）")
    incident_report: Deadline | None = Field(None, description="质量事故报告时限（小时）")
    general_close: Deadline | None = Field(None, description="一般质量问题关闭时限（工作日）")
    power_test: Duration | None = Field(None, description="通电老化时间（小时）")
    internal_audit: Rate | None = Field(None, description="内部审核频次（如每年1次）")
    management_review: Rate | None = Field(None, description="管理评审频次（如每年1次）")
    internal_training: Rate | None = Field(None, description="内部培训频次（如每季度1次）")
    kpi_improve_due: Deadline | None = Field(None, description="指标未达标时的改进时限（工作日）")
    team: tuple[QualityRole, ...] = Field((), description="质量管理团队")
    checkpoints: tuple[Checkpoint, ...] = Field((), description="质量控制点一览")
    inspection_levels: tuple[InspectionLevel, ...] = Field((), description="检查验收级次一览")
    kpis: tuple[Indicator, ...] = Field((), description="服务指标一览")
    procedures: tuple[Procedure, ...] = Field((), description="程序文件一览")


class Standard(Record, title="标准"):
    """One standard that documents may cite."""

    id: Id = Field(description="标准编号名（供质量管理引用）")
    number: Text = Field(description="标准编号（含年代号）")
    title: Text = Field(description="标准名称")
    use: Text | None = Field(None, description="标准在本项目中的用途")
    in_force: DateField | None = Field(None, description="标准实施日期（年-月-日）")
    withdrawn: DateField | None = Field(None, description="标准废止日期（年-月-日）")
    replaced_by: Text | None = Field(None, description="替代的标准编号")
