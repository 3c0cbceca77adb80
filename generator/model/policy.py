"""What a company's sales staff may promise without asking, and who decides beyond it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Deadline, KeyPath, LabourRate, Percent, Period, Text, choice
from generator.model.record import Record

LimitItemWord = Literal["response", "onsite", "restore"]
LimitItem = Annotated[LimitItemWord, choice(LimitItemWord)]


class PolicyLimit(Record, title="最短时限"):
    """The shortest time limit that may be promised for a region."""

    region: Text | None = Field(None, description="适用的区域名称（不写则适用全部区域）")
    item: LimitItem = Field(description="时限的事项（response响应、onsite到场、restore排除故障）")
    shortest: Deadline = Field(description="可以承诺的最短时限")


class FreeItem(Record, title="免费期限"):
    """A free service that may be promised, and for how long."""

    key: KeyPath = Field(description="免费服务的期限（键路径）")
    longest: Period = Field(description="可以承诺的最长免费期限（年）")


class Policy(Record, title="承诺权限"):
    """The bounds within which sales staff decide themselves."""

    approver: Text = Field(description="超出承诺权限时的批准人或者部门")
    longest_warranty: Period | None = Field(None, description="可以承诺的最长质保期（年）")
    limits: tuple[PolicyLimit, ...] = Field((), description="可以承诺的最短时限（区域写明的优先）")
    free: tuple[FreeItem, ...] = Field((), description="可以承诺的免费期限")
    price_floor: Percent | None = Field(None, description="投标总价占最高限价或者预算的最低比例（百分比）")
    labour_floor: LabourRate | None = Field(None, description="人工收费标准的最低值（元/人日）")
    penalty_cap: Percent | None = Field(None, description="可以承诺的违约金最高比例（百分比）")
