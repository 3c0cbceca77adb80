"""Which key paths are promises: `catalogs/commitments.yaml` is a list of families, one for each part of the data."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from generator.model.fields import Id, Text
from generator.model.leaf import Leaf, LeafError
from generator.model.readers import shaped
from generator.model.record import Record


class Stricter(StrEnum):
    """Which of two values of a promise binds the bidder more: the lower, the higher, or neither can be said to."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"

    @property
    def label(self) -> str:
        """The Chinese words users read."""
        return _STRICTER[self]


_STRICTER = {
    Stricter.LOWER: "越短、越少越严",
    Stricter.HIGHER: "越长、越多越严",
    Stricter.NEITHER: "只看是否相同",
}


class Kind(StrEnum):
    """What is promised; the list is closed, and `other` is what fits nowhere else."""

    RESPONSE = "response"
    ARRIVAL = "arrival"
    RESOLUTION = "resolution"
    SOLUTION_TIME = "solution_time"
    RETURN_REPAIR = "return_repair"
    REPLY_TIME = "reply_time"
    REPORT_TIME = "report_time"
    NOTICE_TIME = "notice_time"
    DELIVERY_TIME = "delivery_time"
    BACKUP_TRIGGER = "backup_trigger"
    WARRANTY_PERIOD = "warranty_period"
    WARRANTY_START = "warranty_start"
    SUPPORT_PERIOD = "support_period"
    RETENTION_PERIOD = "retention_period"
    SPARE_PART_TIME = "spare_part_time"
    SPARE_PART_YEARS = "spare_part_years"
    INSPECTION_FREQUENCY = "inspection_frequency"
    CALLBACK_FREQUENCY = "callback_frequency"
    REPORT_FREQUENCY = "report_frequency"
    REVIEW_FREQUENCY = "review_frequency"
    SERVICE_HOURS = "service_hours"
    TRAINING_COUNT = "training_count"
    SUPPLY_COUNT = "supply_count"
    HEADCOUNT = "headcount"
    PRICE = "price"
    TOTAL = "total"
    CREDENTIAL = "credential"
    PENALTY = "penalty"
    UPTIME = "uptime"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _KINDS[self][0]

    @property
    def stricter(self) -> Stricter:
        """Which value binds more, unless the catalog says otherwise of a promise."""
        return _KINDS[self][1]


_KINDS = {
    Kind.RESPONSE: ("响应时限", Stricter.LOWER),
    Kind.ARRIVAL: ("到场时限", Stricter.LOWER),
    Kind.RESOLUTION: ("排除故障时限", Stricter.LOWER),
    Kind.SOLUTION_TIME: ("处理方案时限", Stricter.LOWER),
    Kind.RETURN_REPAIR: ("返厂维修期限", Stricter.LOWER),
    Kind.REPLY_TIME: ("答复时限", Stricter.LOWER),
    Kind.REPORT_TIME: ("报告和记录时限", Stricter.LOWER),
    Kind.NOTICE_TIME: ("提前通知时间", Stricter.HIGHER),
    Kind.DELIVERY_TIME: ("交付和完成期限", Stricter.LOWER),
    Kind.BACKUP_TRIGGER: ("备机提供条件", Stricter.LOWER),
    Kind.WARRANTY_PERIOD: ("质保期", Stricter.HIGHER),
    Kind.WARRANTY_START: ("质保起算", Stricter.NEITHER),
    Kind.SUPPORT_PERIOD: ("服务和支持期限", Stricter.HIGHER),
    Kind.RETENTION_PERIOD: ("保存期限", Stricter.HIGHER),
    Kind.SPARE_PART_TIME: ("备件时限", Stricter.LOWER),
    Kind.SPARE_PART_YEARS: ("备件供应年限", Stricter.HIGHER),
    Kind.INSPECTION_FREQUENCY: ("巡检频次", Stricter.HIGHER),
    Kind.CALLBACK_FREQUENCY: ("回访频次", Stricter.HIGHER),
    Kind.REPORT_FREQUENCY: ("报告频次", Stricter.HIGHER),
    Kind.REVIEW_FREQUENCY: ("复核和演练频次", Stricter.HIGHER),
    Kind.SERVICE_HOURS: ("服务时间", Stricter.HIGHER),
    Kind.TRAINING_COUNT: ("培训数量", Stricter.HIGHER),
    Kind.SUPPLY_COUNT: ("供货和备货数量", Stricter.HIGHER),
    Kind.HEADCOUNT: ("人数", Stricter.HIGHER),
    Kind.PRICE: ("单价和费率", Stricter.LOWER),
    Kind.TOTAL: ("总价", Stricter.LOWER),
    Kind.CREDENTIAL: ("资质", Stricter.HIGHER),
    Kind.PENALTY: ("违约责任", Stricter.HIGHER),
    Kind.UPTIME: ("可用率和达标率", Stricter.HIGHER),
    Kind.OTHER: ("其他", Stricter.NEITHER),
}


class Phase(StrEnum):
    """When a promise holds; what says nothing holds within the warranty."""

    BEFORE_ACCEPTANCE = "before_acceptance"
    IN_WARRANTY = "in_warranty"
    AFTER_WARRANTY = "after_warranty"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _PHASES[self]


_PHASES = {
    Phase.BEFORE_ACCEPTANCE: "验收合格前",
    Phase.IN_WARRANTY: "质保期内",
    Phase.AFTER_WARRANTY: "质保期外",
}


class Party(StrEnum):
    """Who promises; what says nothing is promised by the bidder."""

    OURS = "ours"
    MANUFACTURER = "manufacturer"
    BUYER = "buyer"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _PARTIES[self]


_PARTIES = {Party.OURS: "投标人", Party.MANUFACTURER: "制造商", Party.BUYER: "采购人"}


class Role(StrEnum):
    """What a value does: it is promised, it sets something off, or it is aimed at."""

    PROMISE = "promise"
    TRIGGER = "trigger"
    TARGET = "target"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _ROLES[self]


_ROLES = {Role.PROMISE: "承诺值", Role.TRIGGER: "启动条件", Role.TARGET: "目标值"}


class Force(StrEnum):
    """How far a promise binds."""

    BINDING = "binding"
    TARGET = "target"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _FORCES[self]


_FORCES = {Force.BINDING: "承诺", Force.TARGET: "目标"}


class Provenance(StrEnum):
    """Where a promise comes from: the bidder's own word, or the maker's which the bidder repeats."""

    OWN = "own"
    MAKER = "oem"


class Dimension(StrEnum):
    """The sides of a scope that structure tells: where nothing tells one, the promise holds for all of it."""

    SEVERITY = "severity"
    REGION = "region"
    ITEM = "item"
    CHANNEL = "channel"
    CONDITION = "condition"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _DIMENSIONS[self]


_DIMENSIONS = {
    Dimension.SEVERITY: "级别",
    Dimension.REGION: "区域",
    Dimension.ITEM: "对象",
    Dimension.CHANNEL: "渠道",
    Dimension.CONDITION: "情形",
}


def _word(words: type[StrEnum]) -> Leaf:
    names = tuple(word.value for word in words)

    def read(text: str) -> object:
        if text not in names:
            raise LeafError("choice", f"“{text}”不在可选项内，可选：{'、'.join(names)}")
        return words(text)

    return Leaf(read, names, {"type": "string", "enum": list(names)})


_PART = r"(?:[a-z][a-z0-9_]*|\*)"
_BELOW = rf"{_PART}(?:\.{_PART}|\[\*\])*"
_BELOW_RULE = "不是键路径的样式，列表项写“[*]”，任意键写“.*”"


def _shape(pattern: str, example: str) -> Leaf:
    schema = {"type": "string", "pattern": f"^(?:{pattern})$"}
    return Leaf(shaped(pattern, "id", _BELOW_RULE), (example,), schema)


Pattern = Annotated[str, _shape(_BELOW, "levels[*].response.*")]

KindField = Annotated[Kind, _word(Kind)]
StricterField = Annotated[Stricter, _word(Stricter)]
PhaseField = Annotated[Phase, _word(Phase)]
PartyField = Annotated[Party, _word(Party)]
RoleField = Annotated[Role, _word(Role)]
ForceField = Annotated[Force, _word(Force)]
DimensionField = Annotated[Dimension, _word(Dimension)]


class ScopeRule(Record, title="适用范围"):
    """What the place of a promise tells of its scope: all promises below `at` hold for what stands there.

    What stands there is named by its `id` and `name`, or by the field `by`; `names` is the list in which an id is
    looked up; `name` names it outright.
    """

    at: Pattern = Field(description="所在位置（从本族写起的键路径样式）")
    dimension: DimensionField = Field(description="说明的是哪一方面（severity级别、region区域、item对象……）")
    name: Text | None = Field(None, description="范围的名称（位置本身没有名称时写）")
    by: Id | None = Field(None, description="该处写明范围的键（如group）")
    names: Pattern | None = Field(None, description="按编号名查名称的列表（完整的键路径）")


class PromiseRule(Record, title="承诺项"):
    """Key paths that are promises of one kind and subject; what is left out follows from the kind or the family."""

    keys: tuple[Pattern, ...] = Field(min_length=1, description="承诺值所在的键路径样式（从本族写起）")
    kind: KindField = Field(description="承诺的类别")
    subject: Text = Field(description="承诺的事项")
    stricter: StricterField | None = Field(None, description="怎样算更严（不写则依类别）")
    clock: Text | None = Field(None, description="起算点")
    clock_key: Pattern | None = Field(None, description="写明起算点的键路径样式（从本族写起）")
    owner_key: Pattern | None = Field(None, description="写明责任岗位的键路径样式（从本族写起）")
    force: ForceField = Field(Force.BINDING, description="效力（binding承诺、target目标）")
    role: RoleField = Field(Role.PROMISE, description="数值的作用（promise承诺值、trigger启动条件、target目标值）")
    phase: PhaseField | None = Field(None, description="适用阶段（不写则依本族）")
    party: PartyField | None = Field(None, description="承诺方（不写则依本族）")


class NoPromise(Record, title="非承诺项"):
    """Key paths of quantities that promise nothing, with the reason."""

    keys: tuple[Pattern, ...] = Field(min_length=1, description="不是承诺的键路径样式（从本族写起）")
    reason: Text = Field(description="不是承诺的理由")


class CommitmentFamily(Record, title="承诺登记"):
    """What is promised below one key path, and what is not."""

    at: Pattern = Field(description="本族的键路径（如service.warranty）")
    phase: PhaseField = Field(Phase.IN_WARRANTY, description="本族的适用阶段")
    party: PartyField = Field(Party.OURS, description="本族的承诺方")
    scopes: tuple[ScopeRule, ...] = Field((), description="适用范围的来处")
    promises: tuple[PromiseRule, ...] = Field((), description="本族的承诺")
    none: tuple[NoPromise, ...] = Field((), description="本族不是承诺的数值")
