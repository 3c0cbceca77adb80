"""Tells figures that set something off from those that are promised: 24小时内不能修复的, 每逾期一日."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.audit.extract.figures import DEADLINES, SHARES, Told, families
from generator.audit.extract.passages import Passage
from generator.audit.text import Confidence
from generator.model.commitments import Kind
from generator.zh.quantity import Quantity
from generator.zh.scan import Comparator, Found

_IF = "要是|万一|如果|如(?!期|实|意|下)|若|倘|一旦|凡|假使|当(?!地|日|天|场|前)"
_OPENS = re.compile(_IF)
_EACH = re.compile("每(?:逾期|超过|延迟|延误|迟|少|缺|低于|超|晚(?=$|到))|逾期$")
_FAILS = re.compile("逾期|超过|超出|仍不|仍未|修不好|不能|无法|不了|无人|未|不足|达不到|低于|晚于|连续")
_ENDS_AS_CASE = re.compile("的(?:$|话|,)")
_SO_OFTEN = re.compile("(?:的|者|时|后)$")
_ENDS_AS_EVENT = re.compile("(?:的|时|者|后|即.*)$|^(?:仍|还|尚|未|无法|不能)")
_STILL = re.compile(
    r"[^,;。]{0,4}?(?:仍|还|尚)(?:未|不|无法|没)|[^,;。]{0,2}?(?:未能|无法|不能|修不好|未修复|未恢复|未解决|未排除)"
)
_HOW_OFTEN = re.compile("(?:连续|累计|出现|发生)[^,;。]{0,6}?[0-9一二两三四五六七八九十]+次")
_NOT_DONE = re.compile("未能?(?:在|于|按)|不能(?:在|于)|没有?(?:在|能)")
_LATE = re.compile("(?:迟到|逾期|延误|超时|延期|拖延|延迟)(?:时间)?$")
_NEVER = frozenset({Kind.PENALTY, Kind.PRICE, Kind.WARRANTY_PERIOD, Kind.SPARE_PART_YEARS, Kind.SUPPORT_PERIOD})
"""What is no condition where a word beside the figure tells it: 如三年质保期内损坏 still says three years."""
_COUNTED = frozenset({Comparator.AT_LEAST, Comparator.MORE})
_THRESHOLDS = frozenset({Comparator.LESS, Comparator.MORE, Comparator.RANGE})


def set_off(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """Give the kind of a figure that sets something off, by what it sets off; None where it is promised."""
    each, found = told[index], passage.founds[index]
    if each is None or not _is_trigger(passage, told, index):
        return None
    is_told = each.kind is Kind.OTHER and each.confidence is not Confidence.NONE
    if _counts_failures(passage, found) or is_told:
        return each
    if _leads_to(passage, found, Kind.BACKUP_TRIGGER, DEADLINES) or _is_made_good(passage, each, found):
        return replace(each, kind=Kind.BACKUP_TRIGGER)
    is_penal, is_count = _leads_to(passage, found, Kind.PENALTY, SHARES), families(found) & {"times", "percent"}
    if is_count:
        return each if is_penal else replace(each, kind=Kind.OTHER)
    return replace(each, kind=Kind.PENALTY) if is_penal and not _has_penalty(passage, told, found) else each


def _is_trigger(passage: Passage, told: Sequence[Told | None], index: int) -> bool:
    each, found = told[index], passage.founds[index]
    if each is None:
        return False
    if _counts_failures(passage, found):
        return True
    if each.kind is Kind.WARRANTY_PERIOD and found.comparator is Comparator.MORE:
        return True
    if each.kind is Kind.OTHER and "times" in families(found):
        return True
    if each.kind in _NEVER and each.confidence is Confidence.CUE:
        return False
    return _is_case(passage, found) or _before_penalty(passage, told, index)


def _is_case(passage: Passage, found: Found) -> bool:
    """Tell whether the clause describes a case: it opens with 如 or ends with 的, and something fails in it."""
    clause = passage.clause(found.start)
    before, after = passage.plain[clause.start : found.start], passage.plain[found.end : clause.end]
    if _EACH.search(before) or _opens_case(before, after, found) or _is_overrun(before, found):
        return True
    if _STILL.match(after) or (found.comparator is Comparator.MORE and _ENDS_AS_EVENT.search(after)):
        return True
    if "times" in families(found) and found.comparator in _COUNTED and _SO_OFTEN.search(after):
        return True
    ends = _ENDS_AS_CASE.search(after)
    return ends is not None and _FAILS.search(passage.plain, clause.start, clause.end) is not None


def _opens_case(before: str, after: str, found: Found) -> bool:
    """Tell whether 如 opens a case in which something fails: 如2小时内不能修复, 若未能在2小时内到场."""
    if not _OPENS.search(before):
        return False
    return bool(_FAILS.search(after) or _NOT_DONE.search(before)) or found.comparator in _THRESHOLDS


def _is_overrun(before: str, found: Found) -> bool:
    """Tell whether a figure says how late something is (迟到超过2小时), or after what it begins (保修满一年后)."""
    is_late = found.comparator in _COUNTED and _LATE.search(before) is not None
    return is_late or (found.comparator is Comparator.AFTER and before.endswith("满"))


def _counts_failures(passage: Passage, found: Found) -> bool:
    """Tell whether a period is only that in which failures are counted: 六个月内连续3次出现同一故障."""
    return _HOW_OFTEN.match(passage.plain, found.end) is not None


def _before_penalty(passage: Passage, told: Sequence[Told | None], index: int) -> bool:
    """Tell whether a bounded figure only says when the penalty of the next clause is due: 0.2%~0.4%，扣2%."""
    following = told[index + 1] if index + 1 < len(told) else None
    if following is None or following.kind is not Kind.PENALTY or not _is_threshold(passage.founds[index]):
        return False
    first, second = passage.founds[index].start, passage.founds[index + 1].start
    is_same = passage.clause_at(first) == passage.clause_at(second)
    return not is_same and passage.clause(first).sentence == passage.clause(second).sentence


def _is_threshold(found: Found) -> bool:
    quantity = found.quantity
    return found.comparator in _THRESHOLDS or (isinstance(quantity, Quantity) and quantity.low != quantity.high)


def _is_made_good(passage: Passage, each: Told, found: Found) -> bool:
    """Tell whether what is not repaired in time is replaced: 8小时不能恢复的，由我方调来移动冷藏车."""
    _, end = passage.sentence_span(found.start)
    is_repair = each.kind is Kind.RESOLUTION and _STILL.match(passage.plain, found.end) is not None
    return is_repair and _REPLACES.search(passage.plain, passage.clause(found.start).end, end) is not None


_REPLACES = re.compile("提供|调来|调用|调配|启用|自备|租用|借|支援|代[储替用步供发]|顶[替用上]")


def _leads_to(passage: Passage, found: Found, kind: Kind, cues: frozenset[str]) -> bool:
    """Tell whether the rest of the sentence speaks of this kind."""
    _, end = passage.sentence_span(found.start)
    return any(seen.cue.kind is kind for seen in passage.cues_in(cues, found.end, end))


def _has_penalty(passage: Passage, told: Sequence[Told | None], found: Found) -> bool:
    others = (told[index] for index in passage.indexes_in(*passage.sentence_span(found.start)))
    return any(each and each.kind is Kind.PENALTY for each in others)
