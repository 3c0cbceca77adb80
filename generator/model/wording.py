"""Word lists that the rules on wording read: `catalogs/wording.yaml` is a list of them."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Lines, Text, choice
from generator.model.record import Record

GroupName = Literal["placeholder", "absolute", "unlimited", "vague"]
GroupId = Annotated[GroupName, choice(GroupName)]


class WordGroup(Record, title="用词清单"):
    """Words of one kind; `allowed` are phrases in which they may stand, `limits` words that bound a promise."""

    id: GroupId = Field(description="用词清单编号名（placeholder占位、absolute绝对化、unlimited无限制、vague含糊）")
    title: Text = Field(description="用词清单名称")
    words: Lines = Field((), description="要找的词")
    allowed: Lines = Field((), description="可以使用的说法（含有要找的词，但没有问题）")
    limits: Lines = Field((), description="表示有限制的词（同一句里有它就没有问题）")
