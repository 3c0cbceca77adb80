"""Rules on whether the people named can do the work promised: shifts around the clock, rounds of inspection."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.model.channels import Hotline
from generator.rules.levels import LEVELS
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Family, Quantity, base, window

WEEKLY_HOURS = 44
"""The longest regular week; more of it than that would be overtime."""
MONTHLY_HOURS = 21 * 8

HOTLINE, FREQUENCY = "service.channels.hotline", "service.inspection.onsite.frequency"

_ROSTER = (re.compile(r"每[日天]([0-9]+)班"), re.compile(r"每班([0-9]+)个?小时"), re.compile(r"每班([0-9]+)[人名]"))
_CYCLE = re.compile(r"(每(?:半年|季度|[日周月年]))")
_ONCE = re.compile(rf"{_CYCLE.pattern}1次")
_RATE = re.compile(r"每(?P<each>[0-9]*)(?P<half>半?)个?(?P<unit>日|周|月|季度|年)(?P<times>[0-9]+)次")
_PER_MONTH = {"日": 30.0, "周": 52 / 12, "月": 1.0, "季度": 1 / 3, "年": 1 / 12}


def shifts_cover_the_window(context: Context) -> Iterator[Hit]:
    """服务时间应当有足够的班次和人员轮班。

    每周168小时有人值守，按每人每周44小时计算至少要4名人员，每班2人就要8名。公司资料里的服务人员
    和网点人数不够的，7×24小时的承诺无法兑现。热线的值班安排（roster）写有每日班数、每班小时数的，
    各班合起来应当覆盖热线的服务时间。

    反例：
        hotline: {window: 7×24, roster: "每日2班，每班8小时"}
        staff:（共2名）
    正例：
        hotline: {window: 7×24, roster: "每日3班，每班8小时"}
        staff:（共8名）
    """
    levels, hotline = context.bid.service.service_levels, _hotline(context)
    duty = list(_roster_hits(context, hotline)) if hotline else []
    if duty or levels is None:
        yield from duty
        return
    people, needed = _people(context), _needed(levels.service_window)
    if 0 < people < needed:
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
    hours = {person: round(len(places) * rate * float(base(duration)) / 60) for person, places in rounds.items()}
    busy = [person for person in rounds if hours[person] > MONTHLY_HOURS]
    if busy:
        person, *others = sorted(busy, key=lambda one: -hours[one])
        done = f"“{_name(context, person)}”每月巡检{len(rounds[person])}处共{hours[person]}小时"
        further = f"；另有{len(others)}人也是如此" if others else ""
        also = (at(FREQUENCY), at("service.inspection.onsite.duration"))
        where = at(f"service.inspection.plan[{rounds[person][0]}].person")
        yield Hit(where, f"{done}，超过{MONTHLY_HOURS}小时的工作时间{further}", also)


def plan_keeps_the_frequency(context: Context) -> Iterator[Hit]:
    """巡检计划的周期应当与承诺的巡检频次相同。

    承诺每月1次，计划却排成每季度，承诺便没有落实；频次改了、计划没有跟着改，文件前后矛盾。
    多数地点与频次不同的，说明改动的是频次，在频次处指出。频次不是“每一周期1次”的不检查。

    反例：
        onsite: {frequency: 每月1次}
        plan: {place: 东江市局, schedule: 每季度第1月}
    正例：
        onsite: {frequency: 每月1次}
        plan: {place: 东江市局, schedule: 每月第1周}
    """
    inspection = context.bid.service.inspection
    frequency = _ONCE.fullmatch(inspection.onsite.frequency.text) if inspection else None
    if inspection is None or frequency is None:
        return
    cycles = [_CYCLE.match(visit.schedule) for visit in inspection.plan]
    others = [index for index, cycle in enumerate(cycles) if cycle and cycle[1] != frequency[1]]
    promised = f"{inspection.onsite.name}的频次（{inspection.onsite.frequency}）"
    if 2 * len(others) > len(cycles):
        planned = f"巡检计划（{inspection.plan[others[0]].schedule}等{len(others)}处）"
        yield Hit(at(FREQUENCY), f"{promised}与{planned}的周期不同", (at(_schedule(others[0])),))
        return
    for index in others:
        visit = inspection.plan[index]
        message = f"“{visit.place}”的巡检计划（{visit.schedule}）与{promised}的周期不同"
        yield Hit(at(_schedule(index)), message, (at(FREQUENCY),))


def plan_counts_the_products(context: Context) -> Iterator[Hit]:
    """巡检计划里同一产品的数量之和不得超过产品清单的数量。

    清单只有30台，计划却巡检40台，两处必有一处是别的项目留下的。名称与产品清单相同的才比较。

    反例：
        products: {name: 采集终端, quantity: 30台}
        plan: 采集终端 quantity: 22台、18台
    正例：
        products: {name: 采集终端, quantity: 30台}
        plan: 采集终端 quantity: 12台、18台
    """
    inspection, products = context.bid.service.inspection, context.bid.service.products
    visits = inspection.plan if inspection else ()
    rows: dict[str, list[tuple[int, Quantity]]] = defaultdict(list)
    for number, product in enumerate(products.items if products else ()):
        rows[product.name].append((number, product.quantity))
    for name, listed in rows.items():
        planned = [(index, visit.quantity) for index, visit in enumerate(visits) if visit.product == name]
        total, known = (sum(base(quantity) for _, quantity in pairs) for pairs in (planned, listed))
        number, quantity = listed[0]
        if planned and total > known and planned[0][1].unit == quantity.unit:
            index, _ = max(planned, key=lambda pair: base(pair[1]))
            message = f"巡检计划里“{name}”共{total}{quantity.unit}，产品清单只有{known}{quantity.unit}"
            also = (at(f"service.products.items[{number}].quantity"),)
            yield Hit(at(f"service.inspection.plan[{index}].quantity"), message, also)


def _schedule(index: int) -> str:
    return f"service.inspection.plan[{index}].schedule"


def _hotline(context: Context) -> Hotline | None:
    channels = context.bid.service.channels
    return channels.hotline if channels else None


def _people(context: Context) -> int:
    """Count who could serve; 0 where the company names nobody, so that nothing can be said."""
    company = context.bid.company
    return max(len(company.staff), sum(site.staff_count for site in company.sites)) if company.staff else 0


def _needed(hours_of_service: Quantity, at_a_time: int = 1) -> int:
    days, hours = window(hours_of_service)
    return -(-days * hours * at_a_time // WEEKLY_HOURS)


def _roster_hits(context: Context, hotline: Hotline) -> Iterator[Hit]:
    """Compare the roster with the hours of the hotline and with the people there are."""
    shifts, length, persons = (_number(pattern, hotline.roster or "") for pattern in _ROSTER)
    _, hours = window(hotline.window)
    where, also = at(f"{HOTLINE}.roster"), (at(f"{HOTLINE}.window"),)
    if shifts and length and shifts * length < hours:
        message = f"值班安排每日{shifts}班、每班{length}小时，不能覆盖热线服务时间（{hotline.window}）"
        yield Hit(where, message, also)
    people, needed = _people(context), _needed(hotline.window, persons or 1)
    if persons and 0 < people < needed:
        message = f"热线{hotline.window}、每班{persons}人至少要{needed}名人员轮班，公司资料只有{people}名"
        yield Hit(where, message, (*also, at("company.staff")))


def _number(pattern: re.Pattern[str], text: str) -> int | None:
    found = pattern.search(text)
    return int(found[1]) if found else None


def _monthly(rate: Quantity) -> float | None:
    found = _RATE.fullmatch(rate.text)
    if found is None:
        return None
    each = 0.5 if found["half"] else float(found["each"] or 1)
    return int(found["times"]) * _PER_MONTH[found["unit"]] / each


def _name(context: Context, person: str) -> str:
    return next((member.name for member in context.bid.company.staff if member.id == person), person)
