"""Archives: which records are kept by whom for how long, and what the service archive of a unit holds."""

from pydantic import Field

from generator.model.fields import Deadline, Id, Period, Rate, Text
from generator.model.record import Record


class Retention(Record, title="保存期限"):
    """A class of records, who keeps it and for how long."""

    id: Id = Field(description="保存的材料编号名")
    name: Text = Field(description="保存的材料名称")
    keeper: Text = Field(description="材料的保存部门")
    form: Text = Field(description="材料保存的形式（原件、复印件或者电子件）")
    period: Period = Field(description="材料的保存期限（年，从保存起算事件算）")
    basis: Text = Field(description="材料保存期限的依据")


class Archives(Record, title="档案管理"):
    """The records of the project and the archive of each unit served."""

    start_event: Text = Field(description="保存期限的起算事件")
    file_due: Deadline = Field(description="检验材料的归档时限（工作日，从该环节结束算）")
    lending: Deadline = Field(description="调阅档案的答复时限（工作日，从收到申请算）")
    build_due: Deadline = Field(description="服务档案的建立时限（工作日，从验收算）")
    review: Rate = Field(description="服务档案的核对频次（如每半年1次）")
    retentions: tuple[Retention, ...] = Field(min_length=1, description="保存期限一览")
