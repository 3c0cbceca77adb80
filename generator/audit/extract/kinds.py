"""Tells what is promised: by the words beside a figure, then by its neighbours, its heads, and what went before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from generator.audit.extract.beside import beside
from generator.audit.extract.figures import DEADLINES, Told, families, is_free, is_part_of_a_name
from generator.audit.extract.matrix import by_matrix, by_order
from generator.audit.extract.passages import Passage
from generator.audit.text import Confidence
from generator.model.audit import CueGroupName
from generator.model.commitments import Kind
from generator.zh.money import Money
from generator.zh.scan import Comparator, Form, Found

_FEW_WORDS = 10
_FAR = 12


def kinds(passage: Passage) -> tuple[Told | None, ...]:
    """Give the kind of each quantity of a passage, None where nothing tells one."""
    matrix = by_matrix(passage) | by_order(passage)
    told = [matrix.get(found) or _beside(passage, found) for found in passage.founds]
    told = [None if _only_once(passage, index) else each for index, each in enumerate(told)]
    told = [_as_before(passage, told, index) or each for index, each in enumerate(told)]
    told = [each or _shared(passage, told, index) for index, each in enumerate(told)]
    told = [each or _from_heads(passage, found) for each, found in zip(told, passage.founds, strict=True)]
    told = [each or _from_afar(passage, told, index) for index, each in enumerate(told)]
    return tuple(each or _by_form(passage, found) for each, found in zip(told, passage.founds, strict=True))


def _beside(passage: Passage, found: Found) -> Told | None:
    return None if is_part_of_a_name(passage, found) else beside(passage, found)


def _only_once(passage: Passage, index: int) -> bool:
    """Tell whether 一次 only goes with the time before it: 三天内电话回访一次."""
    found = passage.founds[index]
    if not index or passage.plain[found.start : found.end] not in _ONCE:
        return False
    before = passage.founds[index - 1]
    is_same = passage.clause_at(before.start) == passage.clause_at(found.start)
    return is_same and bool(families(before) & DEADLINES) and before.comparator is Comparator.AT_MOST


def _as_before(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """Where little tells, what the sentence was about still is: 7日内上架，急用书48小时完成; 备件…，进口件8周到货."""
    each, found = told[index], passage.founds[index]
    if each is None or not families(found) & DEADLINES:
        return None
    begin, _ = passage.sentence_span(found.start)
    if each.kind is Kind.DELIVERY_TIME and each.word in _COMES and _SPARES.search(passage.plain, begin, found.start):
        return replace(each, kind=Kind.SPARE_PART_TIME)
    before = [told[at] for at in passage.indexes_in(begin, found.start) if families(passage.founds[at]) & DEADLINES]
    is_delivery = before and before[-1] is not None and before[-1].kind is Kind.DELIVERY_TIME
    return replace(each, kind=Kind.DELIVERY_TIME) if is_delivery and each.word == _DONE else None


_COMES = frozenset({"到货", "送达", "送到", "供货", "配送", "运抵", "运到", "送至"})
_SPARES = re.compile("备件|备品|配件|零部?件|耗材|[购口产用损急缺]件|[Ss]pare")
_DONE = "完成"
_ONCE = frozenset({"一次", "1次"})


# --- from the neighbours in the sentence ------------------------------------------------------------------------------


def _shared(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """A figure without words of its own shares those of the one before (到场时间：市内2小时，郊区4小时) or after it."""
    found = passage.founds[index]
    if is_part_of_a_name(passage, found) or _only_once(passage, index) or found.comparator is Comparator.AFTER:
        return None
    before = _neighbour(passage, told, index, range(index - 1, max(-1, index - _FAR), -1))
    after = _neighbour(passage, told, index, range(index + 1, min(len(told), index + _FAR)))
    after = None if found.form is Form.PERIOD else after
    chosen = before if before and (before.from_left or not after) else after
    goes_on = chosen is before and _goes_on_listing(passage, index)
    is_own = chosen is not None and (chosen.kind not in _NOT_SHARED or goes_on)
    return Told(chosen.kind, chosen.word, Confidence.FALLBACK) if chosen and is_own else None


_NOT_SHARED = frozenset({Kind.OTHER, Kind.NOTICE_TIME})


def _goes_on_listing(passage: Passage, index: int) -> bool:
    """Tell whether a figure only goes on with a list: 配备巡检车3辆、测试仪5套."""
    return _LISTED.fullmatch(passage.plain, passage.founds[index - 1].end, passage.founds[index].start) is not None


_LISTED = re.compile(r"(?:[、和及与]|以及)[^,;。:、()]{0,10}")


def _neighbour(passage: Passage, told: Sequence[Told | None], index: int, order: range) -> Told | None:
    found = passage.founds[index]
    begin, end = passage.sentence_span(found.start)
    for other in order:
        each = passage.founds[other]
        if not begin <= each.start < end:
            return None
        if found.form is Form.PERIOD is each.form and passage.clause_at(found.start) == passage.clause_at(each.start):
            continue
        if told[other] and _may_share(found, each):
            return told[other]
    return None


def _may_share(found: Found, other: Found) -> bool:
    """Tell whether two figures may be of one kind: of one family, or both short times (市区2小时，郊区半天)."""
    one, two = families(found), families(other)
    return bool(one & two or (one & DEADLINES and two & DEADLINES))


# --- from above and from what went before -----------------------------------------------------------------------------


def _from_heads(passage: Passage, found: Found) -> Told | None:
    """What the head of the column names, then that of the row, then the headings, the nearest first."""
    lexicon = passage.vocabulary.cues(families(found))
    if is_part_of_a_name(passage, found) or "pieces" in families(found):
        return None
    is_count = bool(families(found) & {"times", "people"})
    heads = [head for head in passage.heads if head.is_row or head.is_column or not is_count]
    for head in sorted(heads, key=lambda head: not head.is_column):
        seens = sorted(lexicon.seen(head.plain), key=lambda seen: seen.cue.weight)
        if seens:
            return Told(seens[0].cue.kind, seens[0].cue.word, Confidence.STRUCTURED)
    return None


def _from_afar(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """What an earlier sentence of the block was about; only for a figure that has hardly a word of its own."""
    found = passage.founds[index]
    clause = passage.clause(found.start)
    words = clause.end - clause.start - (found.end - found.start)
    if words > _FEW_WORDS or not is_free(found) or is_part_of_a_name(passage, found):
        return None
    following = index + 1 if _goes_on(passage, index) else index - 1
    for other in (following, *range(index - 1, max(-1, index - _FAR), -1)):
        before = told[other] if other >= 0 else None
        if before and families(found) & families(passage.founds[other]):
            return Told(before.kind, before.word, Confidence.NONE)
    return None


def _goes_on(passage: Passage, index: int) -> bool:
    """Tell whether only a semicolon stands between a figure and what the next one says: 省内24小时；省外72小时到场."""
    _, end = passage.sentence_span(passage.founds[index].start)
    return index + 1 < len(passage.founds) and passage.plain.startswith(";", end)


def _by_form(passage: Passage, found: Found) -> Told | None:
    """What figures of some forms nearly always are."""
    if is_part_of_a_name(passage, found):
        return None
    if found.form in _RATES and (paper := _of_paper(passage, found)):
        return paper
    if "percent" in families(found) and (told := _of_share(passage, found)):
        return told
    is_rate = isinstance(found.quantity, Money) and (bool(found.quantity.per) or _is_each(passage, found))
    kind = Kind.PRICE if is_rate else _KIND_OF_FORM.get(found.form) or _by_topic(passage, found) or _of_family(found)
    return Told(kind, "", Confidence.NONE) if kind else None


def _of_share(passage: Passage, found: Found) -> Told | None:
    """Tell what a share without a cue is: 八折 is a price, one that is bounded from afar (不少于人数的10%) a share."""
    if passage.plain[found.end - 1] == "折":
        return Told(Kind.PRICE, "折", Confidence.CUE)
    is_share = found.comparator is Comparator.BARE and _is_bounded(passage, found)
    return Told(Kind.OTHER, "", Confidence.NONE) if is_share else None


def _by_topic(passage: Passage, found: Found) -> Kind | None:
    """A bounded time in a sentence on a fault is that of its repair, in one on a question that of the answer."""
    if not families(found) & DEADLINES or found.comparator is not Comparator.AT_MOST:
        return None
    begin, _ = passage.sentence_span(found.start)
    topics = ((kind, passage.words(name, begin, found.start)) for name, kind in _TOPICS)
    said = [(hits[-1][1], kind) for kind, hits in topics if hits]
    return max(said, key=lambda each: each[0])[1] if said else None


_TOPICS: tuple[tuple[CueGroupName, Kind], ...] = (("fault", Kind.RESOLUTION), ("inquiry", Kind.REPLY_TIME))


def _is_bounded(passage: Passage, found: Found) -> bool:
    """Tell whether a share is bounded with words between: 不少于人数的10%."""
    clause = passage.clause(found.start)
    return _BOUND.search(passage.plain, clause.start, found.start) is not None


_BOUND = re.compile("不(?:得|应)?(?:少|低|小|超|高|大|多)[于过]")


def _of_family(found: Found) -> Kind | None:
    """People are staff; a time or a sum with a bound is at least a limit that somebody set."""
    told = families(found)
    if "people" in told:
        return Kind.HEADCOUNT
    is_limit = bool(told & {*DEADLINES, "percent", "money", "pieces"}) and found.comparator in _LIMITS
    if "percent" in told and found.comparator is Comparator.AT_LEAST:
        return Kind.UPTIME
    return Kind.OTHER if is_limit else None


def _is_each(passage: Passage, found: Found) -> bool:
    """Tell whether a sum is one for each of something: 每公斤85元, 单价368元."""
    clause = passage.clause(found.start)
    return _EACH.search(passage.plain, clause.start, found.start) is not None


def _of_paper(passage: Passage, found: Found) -> Told | None:
    """周报 tells a rate of its own, unless another says when it is sent: 周报每周五发送."""
    clause = passage.clause(found.start)
    rates = [each for each in passage.founds_in(clause.start, clause.end) if each.form in _RATES]
    is_last = rates[-1:] == [found]
    is_paper = any(passage.plain[each.start + 1 : each.end] == _PAPER for each in rates)
    return Told(Kind.REPORT_FREQUENCY, _PAPER, Confidence.CUE) if is_last and is_paper else None


_PAPER = "报"
_RATES = frozenset({Form.PERIOD, Form.RATE})
_EACH = re.compile("每|单价")
_LIMITS = frozenset({Comparator.AT_MOST, Comparator.AT_LEAST, Comparator.LESS, Comparator.MORE})
_KIND_OF_FORM = {
    Form.WINDOW: Kind.SERVICE_HOURS,
    Form.LOST_SIGN: Kind.SERVICE_HOURS,
    Form.SERVICE_CODE: Kind.SPARE_PART_TIME,
    Form.RATE: Kind.INSPECTION_FREQUENCY,
}
