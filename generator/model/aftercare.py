"""After-care: what is backed up for the buyer, when users are visited again, and where service leaves its records."""

from pydantic import Field

from generator.model.fields import Deadline, Rate, Text
from generator.model.maintenance import BackupJob
from generator.model.record import Record


class Revisit(Record, title="回访调查"):
    """Visits after acceptance that ask how the systems run."""

    first: Deadline = Field(description="首次回访调查的时限（日，从验收合格算）")
    frequency: Rate = Field(description="回访调查的频次（如每季度1次）")
    audience: Text = Field(description="回访调查的对象")
    answer_due: Deadline = Field(description="调查所提问题的答复时限（工作日，从调查结束算）")


class Records(Record, title="服务记录系统"):
    """The systems in which service staff write down what they do."""

    log: Text = Field(description="服务日志所用的系统")
    log_due: Deadline = Field(description="服务日志的填写时限（小时，从工作结束算）")
    versions: Text = Field(description="过程文档的版本管理工具")
    review: Rate = Field(description="文档复核更新的频次（如每季度1次）")


class Aftercare(Record, title="售后安排"):
    """What after-sales service does beside mending faults."""

    backups: tuple[BackupJob, ...] = Field(min_length=1, description="产品备份任务一览")
    revisit: Revisit = Field(description="回访调查安排")
    records: Records = Field(description="服务记录系统安排")
