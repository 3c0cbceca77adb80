"""Word lists that the rules on wording read: `catalogs/wording.yaml`, `terms.yaml`, `typos.yaml` and the like."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.fields import DateField, Flag, Id, KeyPath, Lines, Text, choice
from generator.model.record import Record

GroupName = Literal["placeholder", "absolute", "unlimited", "liability", "gesture", "vague", "soft"]
GroupId = Annotated[GroupName, choice(GroupName)]


class WordGroup(Record, title="用词清单"):
    """Words of one kind; `allowed` are phrases in which they may stand, `limits` words that bound a promise.

    An ellipsis within a word stands for a few characters of the same clause.
    """

    id: GroupId = Field(
        description="用词清单编号名（placeholder占位、absolute绝对化、unlimited无限制、liability无上限的责任、gesture空泛的表态、vague含糊、soft留有余地）"
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


class Typo(Record, title="错别字"):
    """One word and how it is often written by mistake."""

    right: Text = Field(description="正确的写法")
    wrong: Lines = Field(min_length=1, description="常见的误写")
    allowed: Lines = Field((), description="含有误写的字却没有错的说法")


class Variants(Record, title="异体字"):
    """Characters that look like others or are not in use: each pair is the wrong one and the right one."""

    id: Id = Field(description="异体字清单编号名")
    title: Text = Field(description="异体字清单名称")
    pairs: Lines = Field(min_length=1, description="一对字：前一个是误用的字，后一个是通用的字")


class Brand(Record, title="品牌"):
    """A maker of equipment known on the market, with all the ways its name is written."""

    id: Id = Field(description="品牌编号名")
    name: Text = Field(description="品牌通用的写法")
    generic: Flag | None = Field(None, description="是否通用的接口和规格（true或者false，不是品牌）")
    words: Lines = Field((), description="品牌的其他写法（外文、简称）")
    allowed: Lines = Field((), description="含有这些字却不是这一品牌的说法")


class FormerName(Record, title="旧名称"):
    """A name that was changed: of a place, an authority, a company."""

    id: Id = Field(description="旧名称编号名")
    name: Text = Field(description="现在的名称")
    words: Lines = Field(min_length=1, description="以前的名称")
    since: DateField = Field(description="改用现在名称的日期（年-月-日）")
    allowed: Lines = Field((), description="含有旧名称却没有错的说法")
