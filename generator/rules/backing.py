"""Rules on what stands behind the promised warranty: the makers' own periods and those bought from them."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.promised import added
from generator.rules.levels import is_slower
from generator.rules.rule import Context, Hit, at

PREFERENTIAL = "service.preferential"


def bought_years_reach_promise(context: Context) -> Iterator[Hit]:
    """原厂质保期加上自购延保期，不得短于承诺的质保期。

    优惠条件写明“原厂若干年、自购若干年”的，两段之和就是原厂服务的期限。和短于承诺的质保期的，
    差额期间没有原厂服务，承诺的依据不成立。两段应当都用年或者月。

    反例：
        groups: 硬件产品 period: 3年
        extensions: {vendor_period: 1年, bought: 1年}
    正例：
        groups: 硬件产品 period: 3年
        extensions: {vendor_period: 2年, bought: 1年}
    """
    terms, warranty = context.bid.service.preferential, context.bid.service.warranty
    if terms is None or warranty is None:
        return
    groups = {group.id: (index, group) for index, group in enumerate(warranty.groups)}
    for number, extension in enumerate(terms.extensions):
        index, group = groups[extension.group]
        path = f"{PREFERENTIAL}.extensions[{number}]"
        shorter = "bought" if extension.bought else "vendor_period"
        where, promised = at(f"{path}.{shorter}"), (at(f"service.warranty.groups[{index}].period"),)
        periods = "加".join(str(period) for period in (extension.vendor_period, extension.bought) if period)
        total = added(extension.vendor_period, extension.bought)
        if total is None:
            yield Hit(where, f"“{extension.vendor}”的质保期和延保期（{periods}）不能相加，应当都用年或者月", promised)
        elif is_slower(group.period, total):
            together = f"{periods}，共{total}" if extension.bought else periods
            message = f"“{extension.vendor}”的原厂质保期（{together}）短于“{group.name}”承诺的{group.period}"
            yield Hit(where, message, promised)
