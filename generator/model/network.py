"""The service network of an integrator: partners in the cities, departments with their lines, rules for both."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Deadline, Id, Lines, Percent, Period, Phone, Rate, Text, choice
from generator.model.record import Record

PartnerFieldWord = Literal["系统集成", "计算机与外设"]
PartnerField = Annotated[PartnerFieldWord, choice(PartnerFieldWord)]


class Partner(Record, title="服务伙伴"):
    """A firm that serves the bidder's customers in its own place."""

    field: PartnerField = Field(description="服务伙伴所属名录（系统集成或者计算机与外设）")
    name: Text = Field(description="服务伙伴单位全称")
    city: Text = Field(description="服务伙伴所在市（州）")
    address: Text = Field(description="服务伙伴联系地址")
    contact: Text = Field(description="服务伙伴联系人")
    phone: Phone = Field(description="服务伙伴联系电话")
    region: Text | None = Field(None, description="服务伙伴的服务区域")


class Desk(Record, title="部门服务专线"):
    """A department and the line on which it answers its own kind of questions."""

    category: Text = Field(description="部门专线的服务类别")
    department: Text = Field(description="部门专线的责任部门")
    phone: Phone = Field(description="部门专线的电话")
    content: Text = Field(description="部门专线的受理内容")


class Alliance(Record, title="服务联盟"):
    """By which rules partners are admitted, sent out and judged."""

    admission: Lines = Field(min_length=1, description="服务联盟的准入条件")
    dispatch: Deadline = Field(description="转派服务联盟的时限（分钟，从判定需要到场算）")
    confirm: Deadline = Field(description="服务联盟确认接单的时限（分钟，从转派算）")
    report: Deadline = Field(description="服务联盟回传服务单的时限（工作日，从现场结束算）")
    review: Rate = Field(description="服务联盟的考核频次（如每季度1次）")
    pass_mark: Percent = Field(description="服务联盟考核的合格线（按时到场率）")
    training: Rate = Field(description="服务联盟的技术培训频次（如每半年1次）")
    proof: Text = Field(description="服务联盟关系的证明文件")


class LeaderVisit(Record, title="领导走访"):
    """Visits of the management to the users."""

    frequency: Rate = Field(description="走访的频次（如每季度1次）")
    leader: Id = Field(description="带队走访的负责人（人员编号名）")
    answer_due: Deadline = Field(description="走访所提问题的书面答复时限（工作日，从走访结束算）")


class UserArchive(Record, title="用户档案"):
    """The file kept about the equipment of each user."""

    build_due: Deadline = Field(description="用户档案的建立时限（工作日，从验收算）")
    update_due: Deadline = Field(description="用户档案的更新时限（工作日，从每次服务结束算）")
    review: Rate = Field(description="用户档案与实物的核对频次（如每半年1次）")


class Network(Record, title="服务网络"):
    """How the bidder, its partners and the makers are reached and work together."""

    service_contact: Id = Field(description="项目服务联系人（人员编号名）")
    callback_agent: Id = Field(description="回访专员（人员编号名）")
    archivist: Id = Field(description="用户档案管理人（人员编号名）")
    answer: Deadline = Field(description="问题解答时限（分钟，从接到问题算）")
    bulletin: Deadline = Field(description="原厂缺陷通告的转告时限（工作日，从收到通告算）")
    contact_change: Deadline = Field(description="联系人变更的提前通知时间（工作日）")
    method_release: Deadline = Field(description="故障处理方法的发布时限（工作日，从故障关闭算）")
    switch_test: Rate = Field(description="备用链路和备用节点的切换试验频次（如每半年1次）")
    onsite_service_period: Period = Field(description="上门服务期（年，从质保起算事件算）")
    visit: LeaderVisit = Field(description="领导走访安排")
    archive: UserArchive = Field(description="用户档案安排")
    alliance: Alliance = Field(description="服务联盟安排")
