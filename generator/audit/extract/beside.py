"""Tells what is promised by the words beside a figure: in its clause, then in the clauses around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.audit.extract.figures import DEADLINES, SHARES, Told, families
from generator.audit.extract.passages import Passage
from generator.audit.extract.vocabulary import Seen, Weight
from generator.audit.text import Confidence
from generator.model.commitments import Kind
from generator.zh.quantity import Family, Quantity
from generator.zh.scan import Comparator, Form, Found

_ADJACENT = 4
_NEAR = 10
_LONGEST_NAME = 6
_CLAUSES_AROUND = 2
_COURSE = (Kind.RESPONSE, Kind.ARRIVAL, Kind.RESOLUTION, Kind.RETURN_REPAIR)
_AND = re.compile("[并且和及、与]")
_ADDS = re.compile("[,;](?:并|且|同时|此外|另外)")
_BREAK = re.compile("[,;。:(]")
_RUNS_FROM = re.compile(r"[^,;。:]{0,6}?(?:之日|后|起|之前|前|时(?!间|限))")
_CASE = re.compile("如果?|若|倘若|一旦|要是|万一")
_GOES_WRONG = re.compile("连续|累计|出现|发生|超时|违规|故障")


@dataclass(frozen=True, slots=True)
class _Around:
    """The cues of a figure's clause before it, after it, and around or within it (备件4小时送到, 每月巡检一次)."""

    left: tuple[Seen, ...]
    inside: tuple[Seen, ...]
    right: tuple[Seen, ...]

    def __bool__(self) -> bool:
        return bool(self.left or self.inside or self.right)


def beside(passage: Passage, found: Found) -> Told | None:
    """Give the kind that the words around a figure tell."""
    around = _around(passage, found)
    named = _by_name(passage, found, around)
    act = _by_act(passage, found, (*around.inside, *around.right))
    further = act if act and named and not _further(act.kind, named.kind) else None
    noun = _things(around) if act and not _strong_only(around) else None
    return (
        _in_advance(passage, found)
        or _right_of_return(passage, found)
        or _round_the_clock(passage, found)
        or _by_penalty(passage, found, around)
        or (named if further else _told(noun, found, from_left=True) if noun else act)
        or named
        or _by_left(passage, found, around.left)
        or _by_failures(passage, found)
        or _by_clauses_around(passage, found)
    )


def _strong_only(around: _Around) -> list[Seen]:
    return [seen for seen in (*around.inside, *around.right) if seen.cue.weight is not Weight.WEAK]


def _things(around: _Around) -> Seen | None:
    """Give the thing named before a figure where what follows says little: 备用机组4小时内启用."""
    things = [seen for seen in around.left if seen.cue.kind in _THINGS and seen.cue.weight is Weight.ACT]
    return things[-1] if things else None


_THINGS = frozenset({Kind.BACKUP_TRIGGER, Kind.SPARE_PART_TIME})


# --- which cues stand around it ---------------------------------------------------------------------------------------


def _around(passage: Passage, found: Found) -> _Around:
    """Give the cues of the same bracket; where a bracket has none, those outside of it."""
    clause, bounds = passage.clause(found.start), passage.bracket(found.start)
    around = _within(passage, found, bounds)
    if around or bounds == (clause.start, clause.end) or "pieces" in families(found):
        return around
    cues = families(found)
    after = min([clause.end, *(each.start for each in passage.founds_in(bounds[1], clause.end))])
    return _Around(passage.cues_in(cues, clause.start, bounds[0]), (), passage.cues_in(cues, bounds[1], after))


def _within(passage: Passage, found: Found, bounds: tuple[int, int]) -> _Around:
    """Give the cues between the figures on both sides, without what stands in deeper brackets."""
    level = passage.depth(found.start)
    others = [each for each in passage.founds_in(*bounds) if passage.depth(each.start) == level and each != found]
    others = [each for each in others if each.form not in _SMALL or found.form is each.form]
    before = max([bounds[0], *(each.end for each in others if each.start < found.start)])
    after = min([bounds[1], *(each.start for each in others if each.start > found.start)])
    same = [seen for seen in passage.cues_in(families(found), before, after) if passage.depth(seen.start) == level]
    left = tuple(seen for seen in same if seen.end <= found.start)
    right = tuple(seen for seen in same if seen.start >= found.end)
    inside = tuple(seen for seen in same if seen not in left and seen not in right and _belongs(seen, found))
    is_last = found.form is Form.WINDOW and (left or right)
    return _Around(left, () if is_last else inside, right)


_WITH_WORDS = frozenset({Form.RATE, Form.WINDOW})
_SMALL = frozenset({Form.IMMEDIATE, Form.PERIOD})
"""What parts no other figure from its cues: 违约金每日按万分之五."""


def _belongs(seen: Seen, found: Found) -> bool:
    """Tell whether a cue that overlaps a figure says what it is: around it, or in the gap of a rate."""
    return found.form in _WITH_WORDS or (seen.start < found.start and seen.end > found.end)


# --- what they say ----------------------------------------------------------------------------------------------------


def _told(seen: Seen, found: Found, *, from_left: bool = False) -> Told:
    start, end = min(seen.start, found.start), max(seen.end, found.end)
    return Told(seen.cue.kind, seen.cue.word, Confidence.CUE, start, end, from_left)


def _right_of_return(passage: Passage, found: Found) -> Told | None:
    """A time from the sale within which goods are taken back or replaced is a warranty: 自售出之日起七日内可以换货."""
    clause = passage.clause(found.start)
    if not families(found) & {"day", "month"}:
        return None
    since_sale = _SINCE_SALE.search(passage.plain, clause.start, found.start)
    if since_sale or _TAKEN_BACK.match(passage.plain, found.end):
        return Told(Kind.WARRANTY_PERIOD, "", Confidence.CUE, found.start, found.end)
    return None


_SINCE_SALE = re.compile("[自从][^,;。]{0,8}?(?:售出|购买|购机|购车|销售|购货)[^,;。]{0,4}?起")
_TAKEN_BACK = re.compile("(?:免费|无理由|包)(?:更换|退换|换|退)")


def _in_advance(passage: Passage, found: Found) -> Told | None:
    """How long before something is told: 提前3个工作日通知用户."""
    hits = passage.words("advance", max(0, found.start - _ADJACENT), found.start)
    is_time = families(found) & {*DEADLINES, "month"}
    if is_time and passage.plain.endswith("前", 0, found.start) and (told := _TOLD.match(passage.plain, found.end)):
        return Told(Kind.NOTICE_TIME, told[0], Confidence.CUE, found.start, told.end())
    if not hits and is_time and (told := _BEFOREHAND.match(passage.plain, found.end - 1)):
        return Told(Kind.NOTICE_TIME, told[0], Confidence.CUE, found.start, told.end())
    return Told(Kind.NOTICE_TIME, hits[-1][0], Confidence.CUE, hits[-1][1], found.end) if hits and is_time else None


_TELLS = "(?:以?书面)?[^,;。]{0,8}?(?:通知|告知|公告|公示|预告|知会|函告|报备)"
_TOLD = re.compile(f"内?{_TELLS}")
_BEFOREHAND = re.compile(f"前?前[,、]?{_TELLS}")
"""A time that ends with 前: 停水48小时前告知."""


def _round_the_clock(passage: Passage, found: Found) -> Told | None:
    """A whole day that is the time of a service and no deadline: 24小时远程诊断服务."""
    is_long = found.form is Form.AMOUNT and found.comparator is Comparator.BARE and _is_shift(found)
    if not is_long:
        return None
    hits = passage.words("round_the_clock", found.end, found.end + _NEAR)
    if not hits or _BREAK.search(passage.plain, found.end, hits[0][1]):
        return None
    return Told(Kind.SERVICE_HOURS, hits[0][0], Confidence.CUE, found.start, hits[0][2])


def _is_shift(found: Found) -> bool:
    """Tell whether a time may be that of a day's service: 24小时, 合计16小时."""
    quantity = found.quantity
    return (
        isinstance(quantity, Quantity) and quantity.family is Family.CLOCK and quantity.low == quantity.high in _SHIFTS
    )


_SHIFTS = {60 * hours for hours in (8, 9, 10, 12, 14, 15, 16, 18, 24)}


def _by_penalty(passage: Passage, found: Found, around: _Around) -> Told | None:
    """A share or sum that is taken off is a penalty, whatever it is a share of: 扣除当月维保费用的10%."""
    if not families(found) & SHARES:
        return None
    named = [seen for seen in around.left if seen.cue.kind is Kind.UPTIME and found.start - seen.end <= _ADJACENT]
    taken = [seen for seen in (*around.left, *around.right) if seen.cue.kind is Kind.PENALTY]
    strong = [seen for seen in taken if seen.cue.weight is not Weight.WEAK]
    return _told(strong[0], found) if strong and not named else _caps_penalty(passage, found)


def _caps_penalty(passage: Passage, found: Found) -> Told | None:
    """A share or sum that bounds the penalty of the clauses before: 每迟一小时扣500元，累计不超过服务费的30%."""
    clause = passage.clause(found.start)
    cap = _CAP.search(passage.plain, clause.start, clause.end)
    begin, _ = passage.sentence_span(found.start)
    before = passage.cues_in(SHARES, begin, clause.start) if cap else ()
    is_due = any(seen.cue.kind is Kind.PENALTY and seen.cue.weight is not Weight.WEAK for seen in before)
    return Told(Kind.PENALTY, "", Confidence.CUE, found.start, found.end) if is_due else None


_CAP = re.compile("累计|封顶|上限|合计不|总额|最高|最多|为限")


def _by_name(passage: Passage, found: Found, around: _Around) -> Told | None:
    """A name of the figure that governs it (响应时间不超过10分钟) or follows it at once (十八个月的产品质保期)."""
    if "month" in families(found) and (warranty := _names_warranty(passage, found)):
        return warranty
    for seen in around.right:
        if seen.cue.weight is Weight.TERM and seen.start - found.end <= _ADJACENT:
            return _told(seen, found)
    names = [seen for seen in around.left if seen.cue.weight is Weight.TERM]
    return _told(names[-1], found, from_left=True) if names else None


def _names_warranty(passage: Passage, found: Found) -> Told | None:
    """A period that names a warranty, even one within which something else is promised: 一年的维护期内."""
    if _KEPT.search(passage.plain, max(0, found.start - _ADJACENT), found.start):
        return Told(Kind.WARRANTY_PERIOD, "保", Confidence.CUE, found.start - 1, found.end)
    hits = passage.words("warranty", found.end, found.end + _ADJACENT + _LONGEST_NAME)
    if not hits or hits[0][1] - found.end > _ADJACENT or _BREAK.search(passage.plain, found.end, hits[0][1]):
        return None
    return Told(Kind.WARRANTY_PERIOD, hits[0][0], Confidence.CUE, found.start, hits[0][2])


_KEPT = re.compile("(?<![担环确社])[保包]$")
"""水泵保三年: a warranty in one word."""


def _by_act(passage: Passage, found: Found, seens: Sequence[Seen]) -> Told | None:
    """What is done within the time: the first act, or one joined to it that stands further along the course."""
    strong = _strong(seens)
    if not strong:
        return None
    chosen = strong[0]
    for seen in strong[1:]:
        between = passage.plain[chosen.end : seen.start]
        is_joined = len(between) <= _CLOSE or _AND.search(between) is not None
        is_further = is_joined and _further(seen.cue.kind, chosen.cue.kind)
        if is_further or (found.form is Form.RATE and _is_head(between, seen)):
            chosen = seen
    return _told(chosen, found)


def _is_head(between: str, seen: Seen) -> bool:
    """Tell whether a cue ends the noun that the one before it begins: 一次除雪演练 is a drill."""
    return len(between) <= _CLOSE and not _AND.search(between) and seen.cue.kind in _HEADS


_CLOSE = 2
_HEADS = frozenset({Kind.REVIEW_FREQUENCY, Kind.TRAINING_COUNT, Kind.CALLBACK_FREQUENCY, Kind.REPORT_FREQUENCY})


def _strong(seens: Sequence[Seen]) -> Sequence[Seen]:
    """Give the cues that say much; where there is none, those that say little."""
    return [seen for seen in seens if seen.cue.weight is not Weight.WEAK] or seens


def _further(kind: Kind, other: Kind) -> bool:
    return kind in _COURSE and other in _COURSE and _COURSE.index(kind) > _COURSE.index(other)


def _by_left(passage: Passage, found: Found, left: Sequence[Seen]) -> Told | None:
    """The nearest act before the figure that does not merely say from when it runs (到达后3天内)."""
    acts = _strong([seen for seen in left if not _is_start(passage, found, seen)])
    return _told(acts[-1], found, from_left=True) if acts else None


def _is_start(passage: Passage, found: Found, seen: Seen) -> bool:
    """Tell whether an act is only the event from which the figure runs."""
    if seen.cue.weight is Weight.TERM or passage.plain[seen.end : seen.end + 1] in {"期", "限"}:
        return False
    return _RUNS_FROM.match(passage.plain[seen.end : found.start]) is not None


def _by_failures(passage: Passage, found: Found) -> Told | None:
    """How often something goes wrong before it has a consequence: 连续三次出现同一故障."""
    clause = passage.clause(found.start)
    if "times" not in families(found) or not _GOES_WRONG.search(passage.plain, clause.start, clause.end):
        return None
    return Told(Kind.OTHER, "", Confidence.CUE, found.start, found.end)


# --- the clauses around -----------------------------------------------------------------------------------------------


def _by_clauses_around(passage: Passage, found: Found) -> Told | None:
    """The clauses after a figure say what is done, unless they add something to it: 巡检每月一次，并提供报告."""
    following, preceding = _by_following(passage, found), _by_preceding(passage, found)
    adds = _ADDS.match(passage.plain, passage.clause(found.start).end)
    return (preceding or following) if adds else (following or preceding)


def _by_following(passage: Passage, found: Found) -> Told | None:
    """What is done is told by the next clauses that have no figure of their own: 在2小时内，派人到场."""
    at = passage.clause_at(found.start)
    last = min(passage.sentence(found.start).stop, at + 1 + _CLAUSES_AROUND)
    for clause in passage.clauses[at + 1 : last]:
        if passage.founds_in(clause.start, clause.end):
            return None
        if _CASE.match(passage.plain, clause.start):
            continue
        told = _by_act(passage, found, passage.cues_in(families(found), clause.start, clause.end))
        if told:
            return told
    return None


def _by_preceding(passage: Passage, found: Found) -> Told | None:
    """The matter was named by the clauses before, which have no figure: 上门维护，周期为每月一次."""
    at = passage.clause_at(found.start)
    first = max(passage.sentence(found.start).start, at - _CLAUSES_AROUND)
    for clause in reversed(passage.clauses[first:at]):
        if passage.founds_in(clause.start, clause.end) and found.form is not Form.RATE:
            return None
        told = _by_left(passage, found, passage.cues_in(families(found), clause.start, clause.end))
        if told:
            return Told(told.kind, told.word, Confidence.FALLBACK, from_left=True)
    return None
