"""Word lists that the rules on wording read: `catalogs/wording.yaml`, `terms.yaml`, `trades.yaml` are lists of them."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import Id, KeyPath, Lines, Text, choice
from generator.model.record import Record

GroupName = Literal["placeholder", "absolute", "unlimited", "vague", "soft", "typo"]
GroupId = Annotated[GroupName, choice(GroupName)]


class WordGroup(Record, title="用词清单"):
    """Words of one kind; `allowed` are phrases in which they may stand, `limits` words that bound a promise."""

    id: GroupId = Field(
        description="用词清单编号名（placeholder占位、absolute绝对化、unlimited无限制、vague含糊、soft留有余地、typo错别字）"
    )
    title: Text = Field(description="用词清单名称")
    words: Lines = Field((), description="要找的词")
    allowed: Lines = Field((), description="可以使用的说法（含有要找的词，但没有问题）")
    limits: Lines = Field((), description="表示有限制的词（同一句里有它就没有问题）")


class Term(Record, title="术语"):
    """One notion and the one word for it; the words beside it are not used."""

    id: Id = Field(description="术语编号名")
    term: Text = Field(description="统一的说法")
    fact: KeyPath | None = Field(None, description="以这一处资料为统一的说法（键路径，从project写起）")
    note: Text | None = Field(None, description="术语的含义")
    words: Lines = Field(min_length=1, description="不使用的说法（写有fact的，把可选的说法都列出）")
    allowed: Lines = Field((), description="可以使用的说法（含有不使用的字，但没有问题）")
    kinds: tuple[Id, ...] = Field((), description="只用于这些文件种类（不写则用于全部种类）")


class Trade(Record, title="行业用词"):
    """Words that only one trade uses; a bid is of this trade where its subject has one of them, or a sign of it."""

    id: Id = Field(description="行业编号名")
    title: Text = Field(description="行业名称")
    words: Lines = Field(min_length=1, description="只有这个行业使用的词")
    signs: Lines = Field((), description="表明项目属于这个行业的词（出现在项目、采购人、产品、业务中）")
