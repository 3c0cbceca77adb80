"""Rules on the matrix of service levels: what is promised for each level, item and region must agree with itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.finding import Place
from generator.model.assurance import Scenario
from generator.model.company import Site
from generator.model.levels import Level, Region, ServiceLevels
from generator.rules.rule import Context, Hit, at
from generator.zh.quantity import Family, Quantity, base, compare

LEVELS = "service.service_levels"

_ITEMS = {"response": "响应", "remote": "远程处理", "dispatch": "派出人员", "onsite": "到达现场", "restore": "排除故障"}


def response_before_onsite_before_restore(context: Context) -> Iterator[Hit]:
    """同一级别、同一区域的时限应当依次后移：响应、到达现场、排除故障。

    各项时限从同一时刻起算，排除故障的时限如果短于到达现场的时限，两项承诺不能同时成立，
    评审时会被认为“同类问题表述不一致”。写有远程处理、派出人员时限的，一并比较。

    反例：
        response: {city: 2小时}
        onsite: {city: 1小时}
        restore: {city: 4小时}
    正例：
        response: {city: 10分钟}
        onsite: {city: 1小时}
        restore: {city: 4小时}
    """
    for index, level, region in _cells(context):
        given = [(item, _row(level, item)[region.id]) for item in _ITEMS if region.id in _row(level, item)]
        for (item, limit), (later_item, later) in pairwise(given):
            if is_slower(limit, later):
                subject = f"“{level.name}”在“{region.name}”的{_ITEMS[item]}时限（{limit}）"
                message = f"{subject}长于{_ITEMS[later_item]}时限（{later}）"
                yield Hit(_cell(index, item, region), message, (_cell(index, later_item, region),))


def graver_level_not_slower(context: Context) -> Iterator[Hit]:
    """较重的故障级别，各项时限不得长于较轻的级别。

    级别由重到轻排列。同一区域、同一事项，较重级别的时限长于较轻级别的，分级就失去了意义，
    评审时也会被认为不合理。

    反例：
        紧急故障 onsite: {city: 4小时}
        一般故障 onsite: {city: 2小时}
    正例：
        紧急故障 onsite: {city: 1小时}
        一般故障 onsite: {city: 4小时}
    """
    for index, graver, lighter, item, region in _neighbours(context):
        limit, other = _row(graver, item).get(region.id), _row(lighter, item).get(region.id)
        if limit and other and is_slower(limit, other):
            subject = f"“{graver.name}”在“{region.name}”的{_ITEMS[item]}时限（{limit}）"
            message = f"{subject}长于较轻的“{lighter.name}”（{other}）"
            yield Hit(_cell(index, item, region), message, (_cell(index + 1, item, region),))


def levels_differ(context: Context) -> Iterator[Hit]:
    """相邻两个故障级别的全部时限不应当完全相同。

    两个级别的响应、到场、排除时限处处相同，分级没有实际内容，容易被评审扣分。
    合并级别，或者拉开时限。

    反例：
        严重故障 onsite: {city: 2小时} restore: {city: 8小时}
        一般故障 onsite: {city: 2小时} restore: {city: 8小时}
    正例：
        严重故障 onsite: {city: 2小时} restore: {city: 8小时}
        一般故障 onsite: {city: 4小时} restore: {city: 12小时}
    """
    levels = _levels(context)
    for index, (graver, lighter) in enumerate(pairwise(levels.levels if levels else ())):
        if all(_same_row(_row(graver, item), _row(lighter, item)) for item in _ITEMS):
            message = f"“{lighter.name}”的各项时限与“{graver.name}”完全相同"
            yield Hit(at(_level(index + 1)), message, (at(_level(index)),))


def matrix_complete(context: Context) -> Iterator[Hit]:
    """某一项内容只要有一个级别填写，其他级别也应当填写。

    远程处理时限、派出时限、升级岗位和升级时限可以都不写；只写一部分级别的，其余级别就成了
    没有约定的空白，履约时容易发生争议。

    反例：
        紧急故障 escalation: 技术负责人
        一般故障（没有写escalation）
    正例：
        紧急故障 escalation: 技术负责人
        一般故障 escalation: 项目经理
    """
    levels = _levels(context)
    columns = {"remote": "远程处理时限", "dispatch": "派出时限", "escalation": "升级岗位", "escalate_after": "升级时限"}
    for key, title in columns.items():
        given = [getattr(level, key) is not None for level in (levels.levels if levels else ())]
        for index, is_given in enumerate(given if any(given) else ()):
            if not is_given and levels:
                message = f"“{levels.levels[index].name}”没有写{title}，其他级别写了"
                yield Hit(at(_level(index)), message, (at(f"{_level(given.index(True))}.{key}"),))


def one_family_in_a_row(context: Context) -> Iterator[Hit]:
    """同一级别、同一区域的各项时限应当使用能够比较的单位。

    小时、日和工作日不能互相换算（24小时不等于1日，工作日还要扣除节假日）。一行里混用，
    响应、到场、排除的先后就无法判断。

    反例：
        onsite: {city: 4小时}
        restore: {city: 1个工作日}
    正例：
        onsite: {city: 4小时}
        restore: {city: 8小时}
    """
    for index, level, region in _cells(context):
        given = [(item, _row(level, item)[region.id]) for item in _ITEMS if region.id in _row(level, item)]
        timed = [(item, limit) for item, limit in given if base(limit) > 0]
        for (item, limit), (later_item, later) in pairwise(timed):
            if limit.family is not later.family:
                subject = f"“{level.name}”在“{region.name}”的{_ITEMS[later_item]}时限（{later}）"
                message = f"{subject}与{_ITEMS[item]}时限（{limit}）的单位不能比较"
                yield Hit(_cell(index, later_item, region), message, (_cell(index, item, region),))


def nearest_site_can_be_in_time(context: Context) -> Iterator[Hit]:
    """承诺的到场时限不得短于最近服务网点的行车时间。

    每个服务区域的地点，应当有负责它的服务网点（网点的region里写有该地点），并且最近网点的
    行车时间不超过该区域最短的到场时限，否则承诺无法兑现。

    反例：
        sites: 东江服务站 region: 东江市 travel_time: 3小时
        levels: 紧急故障 onsite: {province: 2小时}
    正例：
        sites: 东江服务站 region: 东江市 travel_time: 1小时30分钟
        levels: 紧急故障 onsite: {province: 2小时}
    """
    levels = _levels(context)
    if levels is None or not context.bid.company.sites:
        return
    for number, region in enumerate(levels.regions):
        fastest = _fastest_onsite(levels, region)
        for position, place in enumerate(region.places):
            where = at(f"{LEVELS}.regions[{number}].places[{position}]")
            yield from _site_hits(context, region, place, where, fastest)


def backup_after_restore(context: Context) -> Iterator[Hit]:
    """提供备机的条件不得早于最长的排除故障时限。

    “超过若干小时未排除的，提供备机”应当与排除故障的时限衔接：排除时限还没有到，就无从认定
    “未能排除”。

    反例：
        backup_unit: {trigger: 12小时}
        咨询服务 restore: {city: 24小时}
    正例：
        backup_unit: {trigger: 24小时}
        咨询服务 restore: {city: 24小时}
    """
    levels = _levels(context)
    if levels is None or levels.backup_unit is None:
        return
    trigger = levels.backup_unit.trigger
    for index, level, region in _cells(context):
        limit = level.restore.get(region.id)
        if limit is not None and is_slower(limit, trigger):
            subject = f"提供备机的条件（{trigger}）早于“{level.name}”在“{region.name}”的排除故障时限（{limit}）"
            yield Hit(at(f"{LEVELS}.backup_unit.trigger"), subject, (_cell(index, "restore", region),))


def part_in_time(context: Context) -> Iterator[Hit]:
    """到场加上更换备件的时间，不得超过最重级别的排除故障时限。

    更换备件的时限从确认需要更换时起算，最快也要在到场之后。两段时间相加超过排除时限的，
    排除时限就无法兑现。单位不能比较的不检查。

    反例：
        spare_parts: {replace_time: 6小时}
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
    正例：
        spare_parts: {replace_time: 2小时}
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
    """
    levels, parts = _levels(context), context.bid.service.spare_parts
    if levels is None or parts is None:
        return
    for region in levels.regions:
        onsite, restore = (_row(levels.levels[0], item).get(region.id) for item in ("onsite", "restore"))
        if onsite and restore and _sum_is_slower(onsite, parts.replace_time, restore):
            where = f"“{levels.levels[0].name}”在“{region.name}”"
            steps = f"{where}的到场时限（{onsite}）加更换备件的时限（{parts.replace_time}）"
            also = (_cell(0, "onsite", region), _cell(0, "restore", region))
            yield Hit(at("service.spare_parts.replace_time"), f"{steps}超过排除故障时限（{restore}）", also)


def emergency_fits_levels(context: Context) -> Iterator[Hit]:
    """应急预案的恢复时限不得与对应故障级别的时限矛盾。

    恢复时限从到场起算的，到场时限加恢复时限不得超过该级别的排除故障时限；从其他时刻起算的，
    恢复时限本身不得超过排除故障时限。同一件事在两处写出不同的时限，以对投标人不利的一处为准。

    反例：
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
        scenarios: 平台服务中断 level: urgent recovery: 6小时
    正例：
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
        scenarios: 平台服务中断 level: urgent recovery: 3小时
    """
    levels, emergency = _levels(context), context.bid.service.emergency
    if levels is None or emergency is None:
        return
    from_arrival = any(word in (emergency.recovery_clock or "") for word in ("到场", "到达"))
    for number, scenario in enumerate(emergency.scenarios):
        index = next((place for place, level in enumerate(levels.levels) if level.id == scenario.level), None)
        for region in levels.regions if index is not None else ():
            yield from _scenario_hits(levels, index or 0, region, (number, scenario), from_arrival=from_arrival)


def is_slower(limit: Quantity, other: Quantity) -> bool:
    """Tell whether a time limit is surely longer than another; never where their units cannot be compared."""
    if base(limit) == 0:
        return False
    return base(other) == 0 or compare(limit, other) == 1


def _sum_is_slower(before: Quantity | None, limit: Quantity, bound: Quantity) -> bool:
    parts = [part for part in (before, limit) if part is not None and base(part) > 0]
    if any(part.family is not bound.family for part in parts) or bound.family not in {Family.CLOCK, Family.DAY}:
        return False
    return sum(base(part) for part in parts) > base(bound)


def _scenario_hits(
    levels: ServiceLevels, index: int, region: Region, numbered: tuple[int, Scenario], *, from_arrival: bool
) -> Iterator[Hit]:
    level, (number, scenario) = levels.levels[index], numbered
    onsite = _row(level, "onsite").get(region.id) if from_arrival else None
    restore = _row(level, "restore").get(region.id)
    if restore is None or not _sum_is_slower(onsite, scenario.recovery, restore):
        return
    steps = f"到场时限（{onsite}）加恢复时限" if onsite else "恢复时限"
    bound = f"“{level.name}”在“{region.name}”的排除故障时限（{restore}）"
    message = f"应急情景“{scenario.name}”的{steps}（{scenario.recovery}）超过{bound}"
    path = f"service.emergency.scenarios[{number}].recovery"
    yield Hit(at(path), message, (_cell(index, "restore", region),))


def _levels(context: Context) -> ServiceLevels | None:
    return context.bid.service.service_levels


def _cells(context: Context) -> Iterator[tuple[int, Level, Region]]:
    levels = _levels(context)
    if levels is not None:
        yield from ((index, level, region) for index, level in enumerate(levels.levels) for region in levels.regions)


def _neighbours(context: Context) -> Iterator[tuple[int, Level, Level, str, Region]]:
    levels = _levels(context)
    for index, (graver, lighter) in enumerate(pairwise(levels.levels if levels else ())):
        for item in _ITEMS:
            yield from ((index, graver, lighter, item, region) for region in (levels.regions if levels else ()))


def _row(level: Level, item: str) -> Mapping[str, Quantity]:
    row: Mapping[str, Quantity] | None = getattr(level, item)
    return row or {}


def _same_row(row: Mapping[str, Quantity], other: Mapping[str, Quantity]) -> bool:
    return row.keys() == other.keys() and all(compare(limit, other[region]) == 0 for region, limit in row.items())


def _level(index: int) -> str:
    return f"{LEVELS}.levels[{index}]"


def _cell(index: int, item: str, region: Region) -> Place:
    return at(f"{_level(index)}.{item}.{region.id}")


def _fastest_onsite(levels: ServiceLevels, region: Region) -> tuple[Place, Quantity] | None:
    fastest: tuple[Place, Quantity] | None = None
    for index, level in enumerate(levels.levels):
        limit = level.onsite.get(region.id)
        if limit is not None and (fastest is None or is_slower(fastest[1], limit)):
            fastest = _cell(index, "onsite", region), limit
    return fastest


def _site_hits(
    context: Context, region: Region, place: str, where: Place, fastest: tuple[Place, Quantity] | None
) -> Iterator[Hit]:
    sites = [(index, site) for index, site in enumerate(context.bid.company.sites) if _serves(site, place)]
    if not sites:
        yield Hit(where, f"“{region.name}”的“{place}”没有负责的服务网点")
        return
    timed = [(index, site.travel_time) for index, site in sites if site.travel_time is not None]
    if not timed or fastest is None or any(not is_slower(travel, fastest[1]) for _, travel in timed):
        return
    index, travel = min(timed, key=lambda pair: base(pair[1]))
    message = f"“{place}”最近的服务网点行车时间为{travel}，到场承诺却是{fastest[1]}"
    yield Hit(fastest[0], message, (at(f"company.sites[{index}].travel_time"), where))


def _serves(site: Site, place: str) -> bool:
    return place in site.region or site.region in place
