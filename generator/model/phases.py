"""Quality assurance phase by phase: implementation, trial run, warranty and the time after, with duties and records."""

from pydantic import Field

from generator.model.fields import Deadline, Duration, Id, Lines, Period, Text
from generator.model.record import Record


class SupportPhase(Record, title="保障阶段"):
    """A phase of the project with those who support it."""

    id: Id = Field(description="保障阶段编号名")
    name: Text = Field(description="保障阶段名称")
    span: Text = Field(description="保障阶段的起止")
    team: Text = Field(description="保障阶段的承担组织")
    work: Text = Field(description="保障阶段的主要工作")
    record: Text = Field(description="保障阶段形成的记录")


class TrialRun(Record, title="试运行保障"):
    """What is promised while the system is on trial."""

    period: Period = Field(description="试运行的期限（日）")
    onsite: Deadline = Field(description="试运行期维护组到场时限（分钟，主机房，从接到通知算）")
    swap: Deadline = Field(description="试运行期更换故障硬件的时限（小时，从确认硬件故障算）")
    restart: Text = Field(description="重新计算试运行期的条件")
    watch: Duration = Field(description="试运行期每日现场值守的时长（小时）")
    report: Deadline = Field(description="试运行报告的提交时限（工作日，从试运行结束算）")


class Phases(Record, title="分阶段保障"):
    """The phases and what is promised in each."""

    items: tuple[SupportPhase, ...] = Field(min_length=1, description="保障阶段一览")
    trial: TrialRun = Field(description="试运行期的保障")
    works: Lines = Field(min_length=1, description="工程实施阶段的工作内容")
    expert_call: Deadline = Field(description="专家组和原厂支持的介入时限（小时，从现场工程师提出算）")
    upgrade_test: Duration = Field(description="软件新版本在测试环境的试用时长（日）")
