"""Rules on the bid as an answer to its tender: dates in order, price within the limits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.rules.rule import Context, Hit, at
from generator.zh.dates import long


def dates_in_order(context: Context) -> Iterator[Hit]:
    """编制日期、投标截止日期、开标日期应当依次不早于前者。

    投标截止时间就是开标时间，文件的落款日期不能晚于它；改写的批准日期也不能晚于开标日期。

    反例：
        project: {date: 2026-12-20, opening: 2026-12-10}
    正例：
        project: {date: 2026-11-30, opening: 2026-12-10}
    """
    project = context.bid.project
    dated: list[tuple[str, str, date | None]] = [
        ("date", "编制日期", project.date),
        ("deadline", "投标截止日期", project.deadline),
        ("opening", "开标日期", project.opening),
    ]
    given = [(key, title, day) for key, title, day in dated if day is not None]
    for (key, title, day), (later_key, later_title, later) in pairwise(given):
        if day > later:
            message = f"{title}（{long(day)}）晚于{later_title}（{long(later)}）"
            yield Hit(at(f"project.{key}"), message, (at(f"project.{later_key}"),))
    for index, override in enumerate(project.overrides):
        if override.date > context.decisive_day:
            yield Hit(at(f"project.overrides[{index}].date"), f"改写的批准日期（{long(override.date)}）在开标之后")


def price_within_limits(context: Context) -> Iterator[Hit]:
    """投标总价不得超过采购预算和最高限价。

    报价超过招标文件中规定的预算金额或者最高限价的，投标无效。

    反例：
        project: {ceiling_price: 300万元, bid_price: 320万元}
    正例：
        project: {ceiling_price: 300万元, bid_price: 288万元}
    """
    project = context.bid.project
    limits = (("ceiling_price", "最高限价", project.ceiling_price), ("budget", "采购预算", project.budget))
    price = project.bid_price
    exceeded = [row for row in limits if price is not None and row[2] is not None and price.amount > row[2].amount]
    if exceeded:
        names = "和".join(f"{title}（{limit}）" for _, title, limit in exceeded)
        also = tuple(at(f"project.{key}") for key, *_ in exceeded)
        yield Hit(at("project.bid_price"), f"投标总价（{price}）超过{names}", also)
