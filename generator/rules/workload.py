"""Rules on whether the people named can do the work promised: shifts around the clock, rounds of inspection."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.rules.levels import LEVELS
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Family, Quantity, base, window

WEEKLY_HOURS = 44
"""The longest regular week; more of it than that would be overtime."""
MONTHLY_HOURS = 21 * 8

_RATE = re.compile(r"每(?P<each>[0-9]*)(?P<half>半?)个?(?P<unit>日|天|周|月|季度|年)(?P<times>[0-9]+)次")
_PER_MONTH = {"日": 30.0, "天": 30.0, "周": 52 / 12, "月": 1.0, "季度": 1 / 3, "年": 1 / 12}


def shifts_cover_the_window(context: Context) -> Iterator[Hit]:
    """服务时间应当有足够的人员轮班。

    每周168小时有人值守，按每人每周44小时计算至少要4名人员。公司资料里的服务人员和网点人数
    不够的，7×24小时的承诺无法兑现。

    反例：
        service_levels: {service_window: 7×24}
        staff:（共2名）
    正例：
        service_levels: {service_window: 7×24}
        staff:（共8名）
    """
    levels, company = context.bid.service.service_levels, context.bid.company
    if levels is None or not company.staff:
        return
    days, hours = window(levels.service_window)
    people = max(len(company.staff), sum(site.staff_count for site in company.sites))
    needed = -(-days * hours // WEEKLY_HOURS)
    if people < needed:
        message = f"服务时间{levels.service_window}至少要{needed}名人员轮班，公司资料只有{people}名"
        yield Hit(at(f"{LEVELS}.service_window"), message, (at("company.staff"),))


def inspections_can_be_done(context: Context) -> Iterator[Hit]:
    """巡检的工作量不得超过巡检人员的工作时间。

    每名巡检人员负责的地点数乘以每次用时和每月次数，不得超过每月可用的工时（168小时）。
    超过的，增加人员或者降低频次。

    反例：
        onsite: {frequency: 每周2次, duration: 8小时}
        plan:（一名人员负责6个地点）
    正例：
        onsite: {frequency: 每月1次, duration: 4小时}
        plan:（一名人员负责6个地点）
    """
    inspection = context.bid.service.inspection
    if inspection is None or inspection.onsite.duration is None:
        return
    rate, duration = _monthly(inspection.onsite.frequency), inspection.onsite.duration
    if rate is None or duration.family is not Family.CLOCK:
        return
    rounds: dict[str, list[int]] = defaultdict(list)
    for index, visit in enumerate(inspection.plan):
        rounds[visit.person].append(index)
    for person, places in rounds.items():
        hours = round(len(places) * rate * float(base(duration)) / 60)
        if hours > MONTHLY_HOURS:
            message = (
                f"“{_name(context, person)}”每月巡检{len(places)}处共{hours}小时，超过{MONTHLY_HOURS}小时的工作时间"
            )
            also = (at("service.inspection.onsite.frequency"),)
            yield Hit(at(f"service.inspection.plan[{places[0]}].person"), message, also)


def _monthly(rate: Quantity) -> float | None:
    found = _RATE.fullmatch(rate.text)
    if found is None:
        return None
    each = 0.5 if found["half"] else float(found["each"] or 1)
    return int(found["times"]) * _PER_MONTH[found["unit"]] / each


def _name(context: Context, person: str) -> str:
    return next((member.name for member in context.bid.company.staff if member.id == person), person)
