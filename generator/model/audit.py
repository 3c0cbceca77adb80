"""Vocabulary of the auditor: `catalogs/audit/kinds.yaml` (cues of kinds), `words.yaml` and `phrases.yaml` beside it."""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.commitments import KindField
from generator.model.fields import Lines, Text, choice
from generator.model.record import Record

ValueFamily = Literal[
    "clock", "day", "workday", "month", "rate", "coverage", "times", "people", "pieces", "percent", "money", "event"
]
ValueFamilyField = Annotated[ValueFamily, choice(ValueFamily)]
CueGroupName = Literal[
    "severity",
    "region",
    "after_warranty",
    "in_warranty",
    "before_acceptance",
    "maker",
    "buyer",
    "demand",
    "statute",
    "history",
    "parameter",
    "example",
    "other_customer",
    "condition",
    "negation",
    "target",
    "clock_start",
    "warranty",
    "round_the_clock",
    "occasion",
    "advance",
    "price_basis",
    "lifetime",
    "by_reference",
    "neutral",
    "traditional",
    "past",
    "quoted",
    "disowned",
    "law",
    "data",
    "fault",
    "inquiry",
    "channel",
    "general",
]
CueGroupField = Annotated[CueGroupName, choice(CueGroupName)]
PhraseName = Literal[
    "field",
    "placeholder_unit",
    "prompt_topic",
    "prompt_name",
    "prompt_verb",
    "prompt",
    "reference_error",
    "reference_error_english",
    "field_code",
    "hours_noun",
    "counted_once",
    "latin_unit",
    "site",
    "month",
    "converter",
    "assistant",
    "tracked",
    "key",
    "copied",
    "tool_author",
    "junk",
    "mojibake",
    "promising",
    "reported",
    "defining",
    "acting",
    "mild",
    "endless",
    "rival_better",
    "rival_other",
    "rival",
    "compared",
    "common_word",
    "company_end",
    "before_name",
    "number_noun",
    "field_project_name",
    "field_project_number",
    "field_buyer",
    "field_agency",
    "field_company",
    "other_document",
    "part_below",
    "picture_word",
    "formerly",
    "organisation_end",
    "project_end",
    "volume",
    "person_property",
    "track_record",
    "date_field",
    "qualifier",
    "right",
    "maker_heading",
    "channel",
    "scene",
    "named_response",
    "named_arrival",
    "named_resolution",
    "confined",
    "exceptional",
    "provided",
    "inspection",
    "by_telephone",
    "listed_noun",
    "listed_verb",
    "every_thing",
]
PhraseField = Annotated[PhraseName, choice(PhraseName)]


class KindCues(Record, title="承诺类别的提示词"):
    """The words by which a promise of one kind is known, for figures of these families.

    `acts` say what is done (到达现场), `weak` ones only where nothing else does (完成); `terms` name the figure itself
    (到场时间) and stand before it or head its column.
    An ellipsis stands for a few characters of the same clause.
    """

    kind: KindField = Field(description="承诺类别")
    families: tuple[ValueFamilyField, ...] = Field(min_length=1, description="这一类别的数值种类")
    acts: Lines = Field((), description="说明做什么的词（如到达现场）")
    weak: Lines = Field((), description="笼统的动作（如完成），同一分句里有别的提示词时不起作用")
    terms: Lines = Field((), description="数值本身的名称（如到场时间），写在数值前面或者作为表头")


class CueGroup(Record, title="审核用词"):
    """Words of one meaning: they tell the scope of a promise, whose word it is, or that it is none.

    `allowed` are phrases that hold one of the words without its meaning.
    """

    id: CueGroupField = Field(description="清单编号名（severity级别、region区域、maker制造商、history经历……）")
    title: Text = Field(description="清单名称")
    words: Lines = Field(description="词语，“…”代表同一分句里的几个字")
    allowed: Lines = Field((), description="含有这些词却没有这个意思的说法（如用户需求）")


class PhraseGroup(Record, title="审核句式用词"):
    """Words that stand in a pattern of the auditor by the name of their list."""

    id: PhraseField = Field(description="清单编号名（field联系方式的名称、site网站留下的文字、rival其他经营者……）")
    title: Text = Field(description="清单名称")
    words: Lines = Field(description="词语")
