"""Finds from which event a warranty or a time runs: 从验收合格之日起计算, 接到通知后."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.extract.passages import Clause, Passage
from generator.zh.measure import Family, Quantity
from generator.zh.scan import Form, Found

_EVENT = "[^,;。:]{2,30}?"
_RUNS = re.compile(
    rf"(?:[自从由]|[以按于](?=[^,;。:]{{2,20}}日)|起(?:始|算)(?:日期?|时间|点)[为是:])(?P<event>{_EVENT})"
    r"(?:之日|当日|之时|日期|日|后|开始|为准|为起点)?"
    r"(?:起?(?:开始)?计?算(?!机)|起计|起始|开始计时|算起|起生效|为(?:质保|保修|维保)?期?的?(?:起始|起算|开始)(?:日|时间|点)?)"
)
_BY_DATE = re.compile(rf"(?:起始|起算|开始)(?:日期?|时间|点)?以(?P<event>{_EVENT})为准")
_POINT = re.compile(
    r"起(?:始|算|点|计)(?:日期?|时间|时点|点)?(?:[为是:在]|定[在为于]|设[在为]|取|从)(?P<event>[^,;。:]{2,30}?)(?=$|[,;。)])"
)
_AS_POINT = re.compile(
    r"以(?P<event>[^,;。:]{2,30}?(?:日|时|签|合格|完成|通过|书|单|报告|记录)[^,;。:]{0,6}?)"
    r"(?:作?为)(?:[^,;。:]{0,4}的?)?(?:起点|起始|起算|始|开始|计时|界|准)"
)
_CLOCK_RUNS = re.compile(
    rf"[自从由以](?P<event>{_EVENT})(?:(?:那一|之|当|次|第[二1-9])?[日天]|时|后|之时|为起点)?(?:起|开始)?"
    r"(?:开始走|开始算|开始计|走起|算起|计起|起跑|计时|起计|开始|起步|生效)(?=$|[,;。)计算])"
)
_FROM = re.compile(rf"[自从由](?P<event>{_EVENT})(?:之日|当日|之时|日期|日|后|时)?(?:起|开始)(?=$|[,;。)])")
_HINT = re.compile("起|开始|计算|为准|算|计时|走|计")


@dataclass(frozen=True, slots=True)
class Start:
    """A place that says from when a warranty counts: its event, and the day after it where one is told (第31日)."""

    start: int
    end: int
    event: str
    found: Found | None


def starts(passage: Passage) -> Iterator[Start]:
    """Give each place that says from when the warranty counts, where no period stands in the clause."""
    if not (_HINT.search(passage.plain) and _of_warranty(passage)):
        return
    for index, clause in enumerate(passage.clauses):
        event = _RUNS.search(passage.plain, clause.start, clause.end)
        for pattern in (_BY_DATE, _POINT, _AS_POINT, _CLOCK_RUNS):
            event = event or pattern.search(passage.plain, clause.start, clause.end)
        if event is None and not _leads_to_period(passage, index):
            event = _FROM.search(passage.plain, clause.start, clause.end)
        if event and not _has_period(passage, clause):
            inside = [found for found in passage.founds_in(event.start(), event.end()) if _tells_a_day(passage, found)]
            yield Start(event.start(), event.end(), event["event"], inside[0] if inside else None)


def _of_warranty(passage: Passage) -> bool:
    group = passage.vocabulary.group("warranty")
    return group.has(passage.plain) or any(group.has(head.plain) for head in passage.heads)


def _leads_to_period(passage: Passage, index: int) -> bool:
    """Tell whether the next clause says for how long: 自验收合格之日起，两年内免费保修."""
    if index + 1 == len(passage.clauses):
        return False
    following = passage.clauses[index + 1]
    return bool(passage.founds_in(following.start, following.start + _NEAR)) or _has_period(passage, following)


_NEAR = 6


def _has_period(passage: Passage, clause: Clause) -> bool:
    return any(
        _is_period(found) and not passage.plain.startswith(_AFTER, found.end - 1) for found in _in(passage, clause)
    )


def _in(passage: Passage, clause: Clause) -> tuple[Found, ...]:
    return passage.founds_in(clause.start, clause.end)


def _tells_a_day(passage: Passage, found: Found) -> bool:
    """Tell whether a figure is the day after the event (第31日), no mere 那一日 or 当日."""
    if passage.plain[found.start] in "次当翌即":
        return False
    return passage.plain[max(0, found.start - 1) : found.start] not in {"那", "这", "该", "同"}


_AFTER = ("后的", "后第")


def _is_period(found: Found) -> bool:
    quantity = found.quantity
    return found.form is Form.AMOUNT and isinstance(quantity, Quantity) and quantity.family is Family.MONTH
