"""Cross checks without which no document can be made: ids that name something, regions, flow charts, forms, paths."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.finding import Finding, Place, Severity
from generator.model.printed import check_printed
from generator.model.record import is_leaf, members
from generator.model.schedule import check_schedule
from generator.source import child_path
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.model.bid import Bid

REPEATED_ID = "S120"
"""S120: two items of one list have the same id."""
UNKNOWN_PERSON = "S121"
"""S121: the person named is not among the company's staff."""
REGIONS_DIFFER = "S122"
"""S122: a level's time limits leave out a declared region or name one that is not declared."""
UNKNOWN_STANDARD = "S123"
"""S123: the standard named is not in the register."""
UNKNOWN_GROUP = "S124"
"""S124: a product names a warranty group that does not exist."""
UNKNOWN_LEVEL = "S133"
"""S133: an emergency scenario names a level of faults that does not exist."""
UNKNOWN_MILESTONE = "S138"
"""S138: a batch of goods names a milestone that the schedule does not have."""
UNKNOWN_INDICATOR = "S139"
"""S139: a worked example names an indicator of the service that does not exist."""
NO_PRICE = "S134"
"""S134: a worked example uses labour or a part that has no price."""
UNKNOWN_MAKER = "S151"
"""S151: terms name a maker none of whose products is in the bill."""
END_BEFORE_START = "S150"
"""S150: a maintenance contract or a line of its work plan ends before it begins."""


def check_references(bid: Bid) -> tuple[Finding, ...]:
    """Give the findings of all cross checks, in the order of the table."""
    return tuple(finding for check in _CHECKS for finding in check(bid))


def _repeated_ids(bid: object, path: str = "") -> Iterator[Finding]:
    seen: dict[object, str] = {}
    for part, value in members(bid):
        here = child_path(path, part)
        name = getattr(value, "id", None) if isinstance(bid, tuple) else None
        if name is not None and name in seen:
            also = (Place(f"{seen[name]}.id"),)
            message = f"编号名“{name}”在同一列表中重复"
            yield _error(REPEATED_ID, f"{here}.id", message, "每项的编号名（id）应各不相同。", also)
        elif name is not None:
            seen[name] = here
        if not is_leaf(value):
            yield from _repeated_ids(value, here)


def _people(bid: Bid) -> Iterator[Finding]:
    known = {person.id: person.name for person in bid.company.staff}
    for path, name in _named_people(bid):
        if name is not None and name not in known:
            yield _unknown(UNKNOWN_PERSON, Place(path), f"服务人员中没有编号名为“{name}”的人", name, known)


def _named_people(bid: Bid) -> Iterator[tuple[str, str | None]]:
    for key in ("project_manager", "technical_lead", "service_engineer", "authorised_representative"):
        yield f"project.{key}", getattr(bid.project, key)
    for index, post in enumerate(bid.service.emergency.organisation if bid.service.emergency else ()):
        yield f"service.emergency.organisation[{index}].person", post.person
    for index, member in enumerate(bid.service.quality.team if bid.service.quality else ()):
        yield f"service.quality.team[{index}].person", member.person
    for index, visit in enumerate(bid.service.inspection.plan if bid.service.inspection else ()):
        yield f"service.inspection.plan[{index}].person", visit.person
        yield f"service.inspection.plan[{index}].substitute", visit.substitute
    for index, holder in enumerate(bid.service.maintenance.posts if bid.service.maintenance else ()):
        yield f"service.maintenance.posts[{index}].person", holder.person
    for index, risk in enumerate(bid.service.delivery.risks if bid.service.delivery else ()):
        yield f"service.delivery.risks[{index}].owner", risk.owner
    if bid.service.goods_quality is not None:
        yield "service.goods_quality.supervisor", bid.service.goods_quality.supervisor
    yield from _network_people(bid)
    for index, team in enumerate(bid.company.teams):
        yield f"company.teams[{index}].head", team.head


def _network_people(bid: Bid) -> Iterator[tuple[str, str | None]]:
    network = bid.service.network
    if network is None:
        return
    for key in ("service_contact", "callback_agent", "archivist"):
        yield f"service.network.{key}", getattr(network, key)
    yield "service.network.visit.leader", network.visit.leader


def _regions(bid: Bid) -> Iterator[Finding]:
    levels = bid.service.service_levels
    if levels is None:
        return
    declared = {region.id: region.name for region in levels.regions}
    for index, level in enumerate(levels.levels):
        for item in ("response", "remote", "dispatch", "onsite", "restore"):
            path = f"service.service_levels.levels[{index}].{item}"
            yield from _region_cells(path, getattr(level, item) or {}, declared)


def _region_cells(path: str, cells: Mapping[str, object], declared: Mapping[str, str]) -> Iterator[Finding]:
    if not cells:
        return
    for name in cells:
        if name not in declared:
            message = f"没有编号名为“{name}”的服务区域"
            yield _unknown(REGIONS_DIFFER, Place(f"{path}.{name}", on_key=True), message, name, declared)
    for name, title in declared.items():
        if name not in cells:
            hint = f"请补写“{name}: 时限”，每个服务区域都要有时限。"
            yield _error(REGIONS_DIFFER, path, f"缺少服务区域“{name}”（{title}）的时限", hint)


def _standards(bid: Bid) -> Iterator[Finding]:
    known = {standard.id: standard.number for standard in bid.standards}
    for index, name in enumerate(bid.service.quality.standards if bid.service.quality else ()):
        if name not in known:
            path = f"service.quality.standards[{index}]"
            yield _unknown(UNKNOWN_STANDARD, Place(path), f"标准登记中没有编号名为“{name}”的标准", name, known)


def _groups(bid: Bid) -> Iterator[Finding]:
    if bid.service.products is None or bid.service.warranty is None:
        return
    known = {group.id: group.name for group in bid.service.warranty.groups}
    for index, product in enumerate(bid.service.products.items):
        if product.group not in known:
            path = f"service.products.items[{index}].group"
            yield _unknown(UNKNOWN_GROUP, Place(path), f"没有编号名为“{product.group}”的质保分组", product.group, known)


def _warranty_groups(bid: Bid) -> Iterator[Finding]:
    warranty, terms = bid.service.warranty, bid.service.preferential
    if warranty is None:
        return
    known = {group.id: group.name for group in warranty.groups}
    named = [(f"service.warranty.examples[{at}].group", example.group) for at, example in enumerate(warranty.examples)]
    for at, extension in enumerate(terms.extensions if terms else ()):
        named.append((f"service.preferential.extensions[{at}].group", extension.group))
    for path, name in named:
        if name not in known:
            yield _unknown(UNKNOWN_GROUP, Place(path), f"没有编号名为“{name}”的质保分组", name, known)


def _makers(bid: Bid) -> Iterator[Finding]:
    known = {product.maker: product.name for product in bid.service.products.items} if bid.service.products else {}
    for at, extension in enumerate(bid.service.preferential.extensions if bid.service.preferential else ()):
        if extension.vendor not in known:
            path = f"service.preferential.extensions[{at}].vendor"
            message = f"产品清单中没有“{extension.vendor}”制造的产品"
            yield _unknown(UNKNOWN_MAKER, Place(path), message, extension.vendor, known)


def _limit_examples(bid: Bid) -> Iterator[Finding]:
    levels = bid.service.service_levels
    if levels is None:
        return
    known = {level.id: level.name for level in levels.levels}
    regions = {region.id: region.name for region in levels.regions}
    for at, example in enumerate(levels.examples):
        path = f"service.service_levels.examples[{at}]"
        if (name := example.level) not in known:
            yield _unknown(UNKNOWN_LEVEL, Place(f"{path}.level"), f"没有编号名为“{name}”的故障级别", name, known)
        if (name := example.region) not in regions:
            message = f"没有编号名为“{name}”的服务区域"
            yield _unknown(REGIONS_DIFFER, Place(f"{path}.region"), message, name, regions)


def _spare_groups(bid: Bid) -> Iterator[Finding]:
    if bid.service.spare_parts is None or bid.service.warranty is None:
        return
    known = {group.id: group.name for group in bid.service.warranty.groups}
    for index, part in enumerate(bid.service.spare_parts.items):
        if part.group is not None and part.group not in known:
            path = f"service.spare_parts.items[{index}].group"
            yield _unknown(UNKNOWN_GROUP, Place(path), f"没有编号名为“{part.group}”的质保分组", part.group, known)


def _batches(bid: Bid) -> Iterator[Finding]:
    known = (
        {milestone.id: milestone.name for milestone in bid.service.schedule.milestones} if bid.service.schedule else {}
    )
    for index, batch in enumerate(bid.service.delivery.batches if bid.service.delivery else ()):
        if batch.milestone not in known:
            place = Place(f"service.delivery.batches[{index}].milestone")
            yield _unknown(UNKNOWN_MILESTONE, place, f"没有编号名为“{batch.milestone}”的里程碑", batch.milestone, known)


def _scenario_levels(bid: Bid) -> Iterator[Finding]:
    if bid.service.emergency is None or bid.service.service_levels is None:
        return
    known = {level.id: level.name for level in bid.service.service_levels.levels}
    for index, scenario in enumerate(bid.service.emergency.scenarios):
        if scenario.level is not None and scenario.level not in known:
            path = f"service.emergency.scenarios[{index}].level"
            yield _unknown(
                UNKNOWN_LEVEL, Place(path), f"没有编号名为“{scenario.level}”的故障级别", scenario.level, known
            )


def _maintenance_days(bid: Bid) -> Iterator[Finding]:
    contract = bid.service.maintenance
    if contract is None:
        return
    path = "service.maintenance"
    steps = ((f"{path}.work_plan[{at}]", step.start, step.finish) for at, step in enumerate(contract.work_plan))
    ends = [(f"{path}.end", contract.start, contract.end), *((f"{at}.finish", start, end) for at, start, end in steps)]
    for place, start, end in ends:
        if end < start:
            hint = "请核对开始日期和完成日期。"
            yield _error(END_BEFORE_START, place, f"{end}早于开始日期{start}", hint)


def _price_examples(bid: Bid) -> Iterator[Finding]:
    prices = bid.company.price_list
    if prices is None:
        return
    levels = {item.level: str(item.rate) for item in prices.labour}
    parts = {item.name: str(item.price) for item in prices.parts}
    for index, example in enumerate(prices.examples):
        path = f"company.price_list.examples[{index}]"
        for place, labour in enumerate(example.labour):
            yield from _priced(f"{path}.labour[{place}].level", labour.level, levels, "人工收费表")
        for place, part in enumerate(example.parts):
            yield from _priced(f"{path}.parts[{place}].name", part.name, parts, "零配件价格表")


def _exchange_examples(bid: Bid) -> Iterator[Finding]:
    terms, prices = bid.service.replacement, bid.company.price_list
    parts = {item.name: str(item.price) for item in prices.parts} if prices else {}
    for index, example in enumerate(terms.ceiling.examples if terms else ()):
        for place, part in enumerate(example.parts):
            path = f"service.replacement.ceiling.examples[{index}].parts[{place}].name"
            yield from _priced(path, part.name, parts, "零配件价格表")


def _priced(path: str, name: str, known: Mapping[str, str], where: str) -> Iterator[Finding]:
    if name not in known:
        yield _unknown(NO_PRICE, Place(path), f"{where}中没有“{name}”", name, known)


def _indicators(bid: Bid) -> Iterator[Finding]:
    known = {kpi.id: kpi.name for kpi in bid.service.quality.kpis if kpi.id} if bid.service.quality else {}
    for index, example in enumerate(bid.service.assessment.examples if bid.service.assessment else ()):
        if example.indicator not in known:
            message = f"服务指标中没有编号名为“{example.indicator}”的指标"
            place = Place(f"service.assessment.examples[{index}].indicator")
            yield _unknown(UNKNOWN_INDICATOR, place, message, example.indicator, known)


def _schedule(bid: Bid) -> Iterator[Finding]:
    if bid.service.schedule is not None:
        yield from check_schedule(bid.service.schedule, "service.schedule")


def _unknown(code: str, place: Place, message: str, name: str, known: Mapping[str, str]) -> Finding:
    near = nearest(name, known)
    choices = "、".join(f"{key}（{title}）" for key, title in known.items()) or "无"
    hint = f"是不是“{near}”（{known[near]}）？" if near else f"可以写的有：{choices}。"
    return Finding(code, Severity.ERROR, place, message, hint)


def _error(code: str, path: str, message: str, hint: str, also: tuple[Place, ...] = ()) -> Finding:
    return Finding(code, Severity.ERROR, Place(path), message, hint, also=also)


_CHECKS: tuple[Callable[[Bid], Iterable[Finding]], ...] = (
    _repeated_ids,
    _people,
    _regions,
    _standards,
    _groups,
    _spare_groups,
    _batches,
    _warranty_groups,
    _makers,
    _limit_examples,
    _scenario_levels,
    _maintenance_days,
    _price_examples,
    _exchange_examples,
    _indicators,
    _schedule,
    check_printed,
)
