"""Rules on what sales staff may promise: beyond the company's policy an approval record is needed."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.levels import Region
from generator.model.paths import locate
from generator.model.policy import PolicyLimit
from generator.model.project import Approval
from generator.rules.levels import LEVELS, is_slower
from generator.rules.promises import penalties_stated
from generator.rules.rule import Context, Hit, at
from generator.zh.dates import long
from generator.zh.quantity import Quantity, base

POLICY = "company.policy"


def warranty_within_policy(context: Context) -> Iterator[Hit]:
    """质保期超过公司规定的，应当有批准记录。

    公司在policy.yaml规定销售人员可以自行承诺的最长质保期，更换件的质保期也不得超过。超过的，由规定的
    批准人批准，在项目的approvals里登记键路径、批准内容、批准人、日期和理由。

    反例：
        policy: {longest_warranty: 3年}
        groups: {period: 5年}
    正例：
        policy: {longest_warranty: 3年}
        groups: {period: 3年}
    """
    policy, warranty = context.bid.company.policy, context.bid.service.warranty
    if policy is None or policy.longest_warranty is None or warranty is None:
        return
    for index, group in enumerate(warranty.groups):
        if is_slower(group.period, policy.longest_warranty):
            message = f"“{group.name}”的质保期（{group.period}）超过公司规定的{policy.longest_warranty}"
            yield from _beyond(context, f"service.warranty.groups[{index}].period", message, "longest_warranty")
    replaced = warranty.replacement_minimum
    if replaced is not None and is_slower(replaced, policy.longest_warranty):
        message = f"更换件的质保期（{replaced}）超过公司规定的{policy.longest_warranty}"
        yield from _beyond(context, "service.warranty.replacement_minimum", message, "longest_warranty")


def limits_within_policy(context: Context) -> Iterator[Hit]:
    """响应、到场、排除的时限短于公司规定的，应当有批准记录。

    公司按区域规定可以承诺的最短时限。写明区域名称的规定优先于不写区域的规定。

    反例：
        policy: limits: {item: onsite, shortest: 2小时}
        紧急故障 onsite: {city: 1小时}
    正例：
        policy: limits: {item: onsite, shortest: 1小时}
        紧急故障 onsite: {city: 1小时}
    """
    policy, levels = context.bid.company.policy, context.bid.service.service_levels
    if policy is None or levels is None:
        return
    for region in levels.regions:
        for number, limit in _applicable(policy.limits, region):
            for index, level in enumerate(levels.levels):
                promised: Quantity | None = getattr(level, limit.item).get(region.id)
                if promised is not None and is_slower(limit.shortest, promised):
                    path = f"{LEVELS}.levels[{index}].{limit.item}.{region.id}"
                    message = f"“{level.name}”在“{region.name}”的时限（{promised}）短于公司规定的{limit.shortest}"
                    yield from _beyond(context, path, message, f"limits[{number}].shortest")


def free_periods_within_policy(context: Context) -> Iterator[Hit]:
    """免费服务的期限超过公司规定的，应当有批准记录。

    免费升级、咨询、免收人工费的期限，公司按键路径规定最长期限。

    反例：
        policy: free: {key: service.warranty.upgrade.period, longest: 5年}
        upgrade: {period: 10年}
    正例：
        policy: free: {key: service.warranty.upgrade.period, longest: 10年}
        upgrade: {period: 10年}
    """
    policy = context.bid.company.policy
    for number, free in enumerate(policy.free if policy else ()):
        found = locate(context.bid, free.key)
        if found is not None and isinstance(found.value, Quantity) and is_slower(found.value, free.longest):
            message = f"免费期限（{found.value}）超过公司规定的{free.longest}"
            yield from _beyond(context, found.path, message, f"free[{number}].longest")


def prices_within_policy(context: Context) -> Iterator[Hit]:
    """报价和人工单价低于公司规定的，应当有批准记录。

    投标总价与最高限价（没有限价的与预算）之比，以及人工收费标准，不得低于公司规定的最低值。

    反例：
        policy: {price_floor: 80%}
        project: {ceiling_price: 300万元, bid_price: 200万元}
    正例：
        policy: {price_floor: 80%}
        project: {ceiling_price: 300万元, bid_price: 288万元}
    """
    policy, project, prices = context.bid.company.policy, context.bid.project, context.bid.company.price_list
    if policy is None:
        return
    limit = project.ceiling_price or project.budget
    if policy.price_floor is not None and project.bid_price is not None and limit is not None:
        share = Fraction(project.bid_price.amount) / Fraction(limit.amount) * 100
        if share < base(policy.price_floor):
            message = f"投标总价（{project.bid_price}）低于限价（{limit}）的{policy.price_floor}"
            yield from _beyond(context, "project.bid_price", message, "price_floor")
    floor = policy.labour_floor
    for index, labour in enumerate(prices.labour if prices and floor else ()):
        # 0元 is a gap in the price list, found by its own rule, not a promise to approve
        if floor is not None and labour.rate.per == floor.per and 0 < labour.rate.amount < floor.amount:
            message = f"“{labour.level}”的收费标准（{labour.rate}）低于公司规定的{floor}"
            yield from _beyond(context, f"company.price_list.labour[{index}].rate", message, "labour_floor")


def penalties_within_policy(context: Context) -> Iterator[Hit]:
    """违约金、扣款的比例超过公司规定的，应当有批准记录。

    公司规定可以承诺的最高比例；文字里写明违约金、扣款百分比的，都与它比较。

    反例：
        policy: {penalty_cap: 5%}
        penalty: 未达标的扣除当期服务费的10%
    正例：
        policy: {penalty_cap: 5%}
        penalty: 未达标的扣除当期服务费的5%
    """
    policy = context.bid.company.policy
    if policy is None or policy.penalty_cap is None:
        return
    for found, rate in penalties_stated(context):
        if found.passage.path and Fraction(rate) > base(policy.penalty_cap):
            message = f"违约金或者扣款的比例（{rate}%）超过公司规定的{policy.penalty_cap}"
            yield from _beyond(context, found.passage.path, message, "penalty_cap")


def approvals_are_used_and_in_order(context: Context) -> Iterator[Hit]:
    """批准记录应当对应一项超出权限的承诺，由规定的批准人在开标前批准。

    承诺已经改回权限以内的，删去批准记录；批准人不是公司规定的人，或者批准在开标之后的，批准不算数，
    超出权限的承诺等于没有批准。

    反例：
        policy: {approver: 总经理}
        approvals: {key: "service.warranty.groups[0].period", approver: 销售经理}
    正例：
        policy: {approver: 总经理}
        approvals: {key: "service.warranty.groups[0].period", approver: 总经理}
    """
    policy, approvals = context.bid.company.policy, context.bid.project.approvals
    needed = {hit.place.path for hit in _all_beyond(context)}
    for index, approval in enumerate(approvals):
        path = f"project.approvals[{index}]"
        if policy is not None and approval.approver != policy.approver:
            message = f"批准人“{approval.approver}”不是公司规定的“{policy.approver}”"
            yield Hit(at(f"{path}.approver"), message, (at(f"{POLICY}.approver"), at(_path(context, approval))))
        if approval.date > context.decisive_day:
            yield Hit(at(f"{path}.date"), f"批准日期（{long(approval.date)}）在开标之后")
        if _path(context, approval) not in needed:
            message = f"“{approval.key}”没有超出承诺权限，不需要批准记录"
            yield Hit(at(f"{path}.key"), message, (at(_path(context, approval)),))


def _all_beyond(context: Context) -> Iterator[Hit]:
    """Give everything beyond the policy, approved or not."""
    project = context.bid.project.model_copy(update={"approvals": ()})
    bare = context.with_bid(context.bid.model_copy(update={"project": project}))
    for rule in (
        warranty_within_policy,
        limits_within_policy,
        free_periods_within_policy,
        prices_within_policy,
        penalties_within_policy,
    ):
        yield from rule(bare)


def _beyond(context: Context, path: str, message: str, bound: str) -> Iterator[Hit]:
    """Give a hit unless an approval names the promise at this path; whether it counts is another rule's question."""
    policy = context.bid.company.policy
    if policy is not None and all(_path(context, approval) != path for approval in context.bid.project.approvals):
        yield Hit(at(path), f"{message}，需要“{policy.approver}”批准", (at(f"{POLICY}.{bound}"),))


def _path(context: Context, approval: Approval) -> str:
    found = locate(context.bid, approval.key)
    return found.path if found else approval.key


def _applicable(limits: tuple[PolicyLimit, ...], region: Region) -> Iterator[tuple[int, PolicyLimit]]:
    """Give for each item the bound of this region, else the one for all regions."""
    for item in ("response", "onsite", "restore"):
        own = [
            (number, limit) for number, limit in enumerate(limits) if limit.item == item and limit.region == region.name
        ]
        all_regions = [
            (number, limit) for number, limit in enumerate(limits) if limit.item == item and limit.region is None
        ]
        yield from (own or all_regions)[:1]
