"""Rules on figures in sentences: they say what the facts say, in units that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.bid import Bid
from generator.model.patterns import expand
from generator.rules.corpus import Found
from generator.rules.levels import LEVELS
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.quantity import Family, Quantity, QuantityError, base, parse, review_equal

_SPAN = r"(?:[0-9]+(?:\.[0-9]+)?|半)个?(?:工作日|分钟|小时|日|天|周|个月|月|年)"
_RATE = r"每[0-9两二三半]?个?(?:工作日|日|天|周|月|季度|半年|年)[0-9一两二三四五六七八九十]+次"
_STATED = re.compile(
    rf"(?P<limit>{_SPAN})(?:之内|以内|内)|(?P<rate>{_RATE})|(?:时限|时间|期限|质保期|维保期)(?:为|是|：)?(?P<after>{_SPAN})"
    rf"|(?P<term>[0-9]+(?:个月|年))的?(?:质保期|质保|维保期)(?![后满外])"
)
_REACH = 12


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a sentence may state a figure of: the words that name it, the facts that hold it."""

    title: str
    words: str
    facts: tuple[str, ...]

    def follows(self, text: str) -> bool:
        """Tell whether the words stand close behind a figure."""
        return re.match(rf"[^。；，、：\n0-9]{{0,6}}?(?:{self.words})", text) is not None

    def precedes(self, text: str) -> bool:
        """Tell whether the words stand close before a figure."""
        return re.search(rf"(?:{self.words})[^。；，、：\n0-9]{{0,6}}$", text) is not None


_LIMITS = (
    _Subject("到场时限", "到场|到达现场", (f"{LEVELS}.levels[*].onsite.*", "service.emergency.local_onsite")),
    _Subject(
        "排除故障时限",
        "排除故障|恢复运行|恢复业务",
        (f"{LEVELS}.levels[*].restore.*", "service.emergency.scenarios[*].recovery"),
    ),
    _Subject("返厂维修期限", "返厂维修|返厂修复", (f"{LEVELS}.factory_repair.period",)),
    _Subject("提供备机的条件", "提供备机|启用备机", (f"{LEVELS}.backup_unit.trigger",)),
    _Subject("投诉答复时限", "答复投诉|投诉答复", ("service.complaints.reply_time",)),
    _Subject("投诉受理时限", "受理投诉|投诉受理", ("service.complaints.accept_time",)),
)
_RATES = (
    _Subject(
        "巡检频次",
        "上门维护|巡检|例行检查|月度巡视",
        (
            "service.inspection.onsite.frequency",
            "service.inspection.analysis.frequency",
            "service.inspection.health.frequency",
        ),
    ),
    _Subject("回访频次", "电话回访", ("service.callbacks.telephone.frequency",)),
    _Subject("满意度调查频次", "满意度调查", ("service.callbacks.satisfaction.frequency",)),
    _Subject("应急演练频次", "应急演练", ("service.emergency.drill",)),
)
_TERM = _Subject(
    "质保期",
    "质保期|维保期",
    (
        "service.warranty.groups[*].period",
        "service.warranty.replacement_minimum",
        "service.products.items[*].vendor_warranty.period",
        "service.preferential.extensions[*].vendor_period",
        "service.preferential.extensions[*].bought",
        "company.price_list.repair_guarantee",
    ),
)

_OTHERS = ("service.makers", "company.clients", "company.staff", "company.references", "standards")

_LISTS = (
    ("投诉处理", ("service.complaints.verify_time", "service.complaints.reply_time")),
    ("应急恢复", ("service.emergency.scenarios[*].recovery",)),
)


def sentences_say_what_facts_say(context: Context) -> Iterator[Hit]:
    """句子里写的时限和频次应当与资料里的事实相同。

    时限、频次、质保期各有唯一的一处资料。另外在说明文字里再写一遍的数，如果与那一处不同，就是
    同类问题表述不一致。模板印出的值不会不同；这一条检查手写的文字。

    反例：
        inspection: onsite: {frequency: 每月1次}
        roster: 每季度1次巡检
    正例：
        inspection: onsite: {frequency: 每月1次}
        roster: 按巡检计划安排
    """
    for found in context.corpus.find(_STATED):
        if not found.overlaps_value and not found.passage.path.startswith(_OTHERS):
            for subject in _subjects(found):
                yield from _compared(context, found, subject)


def one_unit_for_one_subject(context: Context) -> Iterator[Hit]:
    """同一事项的时限不得有的用日、有的用工作日。

    “5日”含节假日，“5个工作日”不含，两者不能换算。投诉的核实和答复、各应急情景的恢复，应当各用
    一种单位，否则先后无法比较。

    反例：
        complaints: {verify_time: 2个工作日, reply_time: 5日}
    正例：
        complaints: {verify_time: 2个工作日, reply_time: 5个工作日}
    """
    for title, patterns in _LISTS:
        facts = _facts(context.bid, patterns)
        days = [(path, limit) for path, limit in facts.items() if limit.family is Family.DAY]
        workdays = [(path, limit) for path, limit in facts.items() if limit.family is Family.WORKDAY]
        if days and workdays:
            fewer, others = sorted((days, workdays), key=len)
            for path, limit in fewer:
                message = f"{title}时限有的用日、有的用工作日：“{limit}”与“{others[0][1]}”"
                yield Hit(at(path), message, (at(others[0][0]),))


def working_time_is_defined(context: Context) -> Iterator[Hit]:
    """用工作日计算时限的，应当写明工作时间。

    一个工作日从几时到几时，节假日怎样计算，没有写明就无从核对是否超时。工作时间写在
    channels的working_hours。

    反例：
        reports: items: {due: 3个工作日}
        channels:（没有写working_hours）
    正例：
        reports: items: {due: 3个工作日}
        channels: {working_hours: 工作日9:00至18:00}
    """
    channels = context.bid.service.channels
    if channels is None or channels.working_hours is not None:
        return
    for path, value in context.leaves:
        if path.startswith("service.") and isinstance(value, Quantity) and value.family is Family.WORKDAY:
            yield Hit(
                at("service.channels"), f"时限用了工作日（{value}），却没有写工作时间（working_hours）", (at(path),)
            )
            return


def _facts(bid: Bid, patterns: tuple[str, ...]) -> Mapping[str, Quantity]:
    found = (match for pattern in patterns for match in expand(bid, pattern))
    return {match.path: match.value for match in found if isinstance(match.value, Quantity)}


def _subjects(found: Found) -> Iterator[_Subject]:
    """Give what a figure is stated of, by the words close to it."""
    text, match = found.passage.text, found.match
    before, after = text[max(found.start - _REACH, 0) : found.start], text[found.end : found.end + _REACH]
    if match["limit"]:
        yield from (subject for subject in _LIMITS if subject.follows(after))
    elif match["rate"]:
        yield from (subject for subject in _RATES if subject.follows(after) or subject.precedes(before))
    elif match["term"] or match[0].startswith(("质保期", "维保期")):
        yield _TERM
    else:
        yield from (subject for subject in _LIMITS if subject.precedes(before))


def _compared(context: Context, found: Found, subject: _Subject) -> Iterator[Hit]:
    facts = _facts(context.bid, subject.facts)
    text = next(words for words in found.match.groupdict().values() if words)
    stated = _read(text)
    if stated is None or not facts or found.passage.path in facts:
        return
    if not any(review_equal(stated, fact) for fact in facts.values()):
        path, fact = min(facts.items(), key=lambda pair: base(pair[1]))
        message = f"{subject.title}在这里写成“{text}”，资料是“{fact}”{found.around}"
        yield Hit(place_found(context, found), message, (at(path),))


def _read(text: str) -> Quantity | None:
    try:
        return parse(text)
    except QuantityError:
        return None
