"""Rules on the matrix of service levels: what is promised for each level, item and region must agree with itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.finding import Place
from generator.model.assurance import Scenario
from generator.model.company import Site
from generator.model.levels import Level, Region, ServiceLevels
from generator.rules.rule import Context, Hit, at, one_for_each_place
from generator.zh.quantity import Family, Quantity, base, compare

LEVELS = "service.service_levels"

LEAST_LEVELS = 3
"""From so many levels on, one figure for all of them says that the levels mean nothing."""
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

    两个级别的响应、到场、排除时限处处相同，或者全部级别的到场、排除时限都是一个数，分级没有实际内容，容易被评审扣分。
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
    for item in ("onsite", "restore"):
        rows = [_row(level, item) for level in levels.levels] if levels else []
        if len(rows) >= LEAST_LEVELS and rows[0] and all(_same_row(rows[0], row) for row in rows[1:]):
            yield Hit(at(f"{LEVELS}.levels"), f"{len(rows)}个级别的{_ITEMS[item]}时限全部相同，分级没有意义")


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
    响应、到场、排除的先后就无法判断。与同一行多数时限的单位不同的，逐格指出。

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
        usual = Counter(limit.family for _, limit in timed).most_common(1)
        comparable = [(item, limit) for item, limit in timed if limit.family is usual[0][0]]
        for item, limit in timed:
            if limit.family is not usual[0][0]:
                other_item, other = comparable[-1]
                subject = f"“{level.name}”在“{region.name}”的{_ITEMS[item]}时限（{limit}）"
                message = f"{subject}与{_ITEMS[other_item]}时限（{other}）的单位不能比较"
                yield Hit(_cell(index, item, region), message, (_cell(index, other_item, region),))


def farther_region_not_faster(context: Context) -> Iterator[Hit]:
    """较远的区域，时限不宜短于较近的区域。

    区域由近到远排列。远处的到场、排除时限反而比近处短，多半是两列写反或者抄错，评审时也会被认为
    不合理。确有原因的（例如远处有驻场人员），登记豁免并写明。其中一个时限本身已经按C101、C102指出的，
    不再比较。

    反例：
        regions: 市区、其他地区
        onsite: {city: 4小时, far: 1小时}
    正例：
        regions: 市区、其他地区
        onsite: {city: 1小时, far: 4小时}
    """
    levels = _levels(context)
    for index, level in enumerate(levels.levels if levels else ()):
        for item, title in _ITEMS.items():
            for near, far in pairwise(levels.regions if levels else ()):
                limit, other = _row(level, item).get(near.id), _row(level, item).get(far.id)
                if limit and other and is_slower(limit, other) and not _is_told(context, index, item, near, far):
                    subject = f"“{level.name}”的{title}时限，“{far.name}”（{other}）"
                    message = f"{subject}短于较近的“{near.name}”（{limit}）"
                    yield Hit(_cell(index, item, far), message, (_cell(index, item, near),))


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
    later = [
        (limit, index, level, region)
        for index, level, region in _cells(context)
        if (limit := level.restore.get(region.id)) and is_slower(limit, trigger)
    ]
    if later:
        limit, index, level, region = max(later, key=lambda found: base(found[0]))
        subject = f"提供备机的条件（{trigger}）早于“{level.name}”在“{region.name}”的排除故障时限（{limit}）"
        yield Hit(at(f"{LEVELS}.backup_unit.trigger"), subject, (_cell(index, "restore", region),))


def part_in_time(context: Context) -> Iterator[Hit]:
    """到场加上更换备件的时间，不得超过最重级别的排除故障时限。

    更换备件的时限从确认需要更换时起算，最快也要在到场之后。两段时间相加超过排除时限的，
    排除时限就无法兑现。单位不能比较的不检查；到场本身就晚于排除的，按C101处理。

    反例：
        spare_parts: {replace_time: 6小时}
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
    正例：
        spare_parts: {replace_time: 2小时}
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
    """
    levels, parts = _levels(context), context.bid.service.spare_parts
    if levels is not None and parts is not None:
        yield from one_for_each_place(_late_parts(levels, parts.replace_time))


def emergency_fits_levels(context: Context) -> Iterator[Hit]:
    """应急预案的恢复时限不得与对应故障级别的时限矛盾。

    恢复时限从到场起算的，到场时限加恢复时限不得超过该级别的排除故障时限；从其他时刻起算的，
    恢复时限本身不得超过排除故障时限。同一件事在两处写出不同的时限，以对投标人不利的一处为准。
    到场本身就晚于排除的，按C101处理。

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
        regions = levels.regions if index is not None else ()
        yield from one_for_each_place(
            hit
            for region in regions
            for hit in _scenario_hits(levels, index or 0, region, (number, scenario), from_arrival=from_arrival)
        )


def emergency_keeps_pace(context: Context) -> Iterator[Hit]:
    """应急预案的启动、到场和通报，应当赶得上最重级别的时限。

    预案在到场以后才启动，本地人员比故障级别承诺的到得晚，或者通报的间隔比排除故障的时限还长，
    预案便没有作用。与最重级别各区域中最短的时限比较，单位不能比较的不检查。

    反例：
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
        emergency: {activation: 2小时, notify_interval: 6小时}
    正例：
        紧急故障 onsite: {city: 1小时} restore: {city: 4小时}
        emergency: {activation: 15分钟, notify_interval: 1小时}
    """
    levels, emergency = _levels(context), context.bid.service.emergency
    if levels is None or emergency is None:
        return
    limits = (
        ("activation", "应急预案的启动时限", emergency.activation, "onsite"),
        ("local_onsite", "应急时本地人员的到场时限", emergency.local_onsite, "onsite"),
        ("notify_interval", "处置中的通报间隔", emergency.notify_interval, "restore"),
    )
    for key, title, limit, item in limits:
        region = _fastest_region(levels, item)
        bound = _row(levels.levels[0], item)[region.id]
        if limit is not None and is_slower(limit, bound):
            where = f"“{levels.levels[0].name}”在“{region.name}”的{_ITEMS[item]}时限（{bound}）"
            yield Hit(at(f"service.emergency.{key}"), f"{title}（{limit}）长于{where}", (_cell(0, item, region),))


def is_slower(limit: Quantity, other: Quantity) -> bool:
    """Tell whether a time limit is surely longer than another; never where their units cannot be compared."""
    if base(limit) == 0:
        return False
    return base(other) == 0 or compare(limit, other) == 1


def _fastest_region(levels: ServiceLevels, item: str) -> Region:
    row = _row(levels.levels[0], item)
    return min((region for region in levels.regions if region.id in row), key=lambda region: base(row[region.id]))


def _is_told(context: Context, index: int, item: str, near: Region, far: Region) -> bool:
    """Tell whether C101 or C102 speaks of the near limit as too long, or of the far one as too short."""
    levels = _levels(context)
    rows, place = (levels.levels if levels else ()), list(_ITEMS).index(item)
    later = [(_row(rows[index], key), near) for key in list(_ITEMS)[place + 1 :]]
    lighter = [(_row(level, item), near) for level in rows[index + 1 : index + 2]]
    earlier = [(_row(rows[index], key), far) for key in list(_ITEMS)[:place]]
    graver = [(_row(level, item), far) for level in rows[max(index - 1, 0) : index]]
    own = _row(rows[index], item)
    too_long = (row.get(region.id) for row, region in (*later, *lighter))
    too_short = (row.get(region.id) for row, region in (*earlier, *graver))
    return any(other is not None and is_slower(own[near.id], other) for other in too_long) or any(
        other is not None and is_slower(other, own[far.id]) for other in too_short
    )


def _late_parts(levels: ServiceLevels, replacing: Quantity) -> Iterator[Hit]:
    gravest = levels.levels[0]
    for region in levels.regions:
        onsite, restore = (_row(gravest, item).get(region.id) for item in ("onsite", "restore"))
        if onsite and restore and not is_slower(onsite, restore) and _sum_is_slower(onsite, replacing, restore):
            steps = f"“{gravest.name}”在“{region.name}”的到场时限（{onsite}）加更换备件的时限（{replacing}）"
            also = (_cell(0, "onsite", region), _cell(0, "restore", region))
            yield Hit(at("service.spare_parts.replace_time"), f"{steps}超过排除故障时限（{restore}）", also)


def _sum_is_slower(before: Quantity | None, limit: Quantity, bound: Quantity) -> bool:
    parts = [part for part in (before, limit) if part is not None and base(part) > 0]
    if any(part.family is not bound.family for part in parts) or bound.family not in {Family.CLOCK, Family.DAY}:
        return False
    return sum(base(part) for part in parts) > base(bound)


def _scenario_hits(
    levels: ServiceLevels, index: int, region: Region, numbered: tuple[int, Scenario], *, from_arrival: bool
) -> Iterator[Hit]:
    level, (number, scenario) = levels.levels[index], numbered
    arrival, restore = _row(level, "onsite").get(region.id), _row(level, "restore").get(region.id)
    onsite = arrival if from_arrival else None
    if restore is None or (arrival and is_slower(arrival, restore)):
        return
    if not _sum_is_slower(onsite, scenario.recovery, restore):
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
