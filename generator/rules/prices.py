"""Rules on the price list: valid at the opening, positive, one price for one thing, a tax rate that exists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.credentials import PriceList
from generator.rules.days import after
from generator.rules.rule import Context, Hit, at
from generator.zh.dates import long
from generator.zh.money import Money
from generator.zh.quantity import base

PRICES = "company.price_list"
TAX_RATES = tuple(Fraction(rate) for rate in ("0", "1", "3", "5", "6", "9", "13"))
"""Rates and levy rates of value-added tax in use."""


def price_list_still_valid(context: Context) -> Iterator[Hit]:
    """收费标准在开标当日应当有效。

    质保期满后的收费以投标时公布的价格为依据；开标时已经过期的价格没有约束力。

    反例：
        project: {opening: 2026-12-10}
        price_list: {valid_to: 2026-06-30}
    正例：
        project: {opening: 2026-12-10}
        price_list: {valid_to: 2027-12-31}
    """
    prices = _price_list(context)
    if prices is not None and prices.valid_to < context.decisive_day:
        message = f"收费标准{long(prices.valid_to)}到期，早于开标日期（{long(context.decisive_day)}）"
        yield Hit(at(f"{PRICES}.valid_to"), message, (at("project.opening"),))


def prices_positive(context: Context) -> Iterator[Hit]:
    """单价、收费标准和投标总价应当大于零。

    免费的项目不写进价格表，在质保条款里写明免费；价格表里写0元，容易被理解为质保期后也免费。
    产品单价和投标总价为0元，按没有报价处理。

    反例：
        parts: {name: 内存, price: 0元}
    正例：
        parts: {name: 内存, price: 210元}
    """
    for path, name, price in _prices(context):
        if price is not None and price.amount == 0:
            yield Hit(at(path), f"“{name}”的价格为{price}")


def tax_rate_exists(context: Context) -> Iterator[Hit]:
    """税率应当是现行的增值税税率或者征收率。

    现行税率为13%、9%、6%和0%，征收率为5%、3%和1%。写成其他数多半是笔误（例如旧税率17%、16%）。

    反例：
        price_list: {tax_rate: 17%, tax_included: true}
    正例：
        price_list: {tax_rate: 13%, tax_included: true}
    """
    prices = _price_list(context)
    if prices is not None and base(prices.tax_rate) not in TAX_RATES:
        yield Hit(at(f"{PRICES}.tax_rate"), f"税率“{prices.tax_rate}”不是现行的增值税税率或者征收率")


def one_thing_one_price(context: Context) -> Iterator[Hit]:
    """同名同型号的零配件只列一次，只有一个单价。

    同一种配件写了两个价格，评审会认为报价不一致，履约时按较低的一个执行。完全相同的两行由L115报告。

    反例：
        parts: {name: 内存, model: SZ-DDR4, price: 210元}
        parts: {name: 内存, model: SZ-DDR4, price: 230元}
    正例：
        parts: {name: 内存, model: SZ-DDR4, price: 210元}
    """
    parts = prices.parts if (prices := context.bid.company.price_list) else ()
    first: dict[tuple[str, str], int] = {}
    for index, part in enumerate(parts):
        earlier = first.setdefault((part.name, part.model), index)
        what, key = f"“{part.name}（{part.model}）”", "price" if parts[earlier].price != part.price else "name"
        if earlier != index and parts[earlier] != part:  # two rows quite alike are found wherever they are printed
            two = f"{what}有两个单价：{parts[earlier].price}和{part.price}" if key == "price" else f"{what}列了两次"
            yield Hit(at(f"{PRICES}.parts[{index}].{key}"), two, (at(f"{PRICES}.parts[{earlier}].{key}"),))


def prices_valid_when_the_warranty_ends(context: Context) -> Iterator[Hit]:
    """收费标准应当有效到质保期满以后。

    质保期满后的收费以公布的收费标准为依据，收费标准在质保期满以前到期，届时就没有依据。按最先
    届满的质保分组计算，从计划竣工验收日期（没有的从开标日期）起算。

    反例：
        price_list: {valid_to: 2027-12-31}
        groups: {period: 3年}
    正例：
        price_list: {valid_to: 2031-12-31}
        groups: {period: 3年}
    """
    prices, warranty = context.bid.company.price_list, context.bid.service.warranty
    paid = warranty.after_warranty if warranty else None
    if prices is None or warranty is None or paid is None or "收费标准" not in paid.basis:
        return
    start = context.bid.project.acceptance or context.decisive_day
    ends = [after(start, group.period) for group in warranty.groups]
    if ends and context.decisive_day <= prices.valid_to < min(ends):
        message = f"收费标准{long(prices.valid_to)}到期，最先届满的质保期到{long(min(ends))}，届时没有收费依据"
        yield Hit(at(f"{PRICES}.valid_to"), message, (at("service.warranty.after_warranty.basis"),))


def _prices(context: Context) -> Iterator[tuple[str, str, Money | None]]:
    """Give every price with its key path and what it is the price of."""
    prices, products = context.bid.company.price_list, context.bid.service.products
    for index, part in enumerate(prices.parts if prices else ()):
        yield f"{PRICES}.parts[{index}].price", part.name, part.price
    for index, labour in enumerate(prices.labour if prices else ()):
        yield f"{PRICES}.labour[{index}].rate", labour.level, labour.rate
    for index, item in enumerate(products.items if products else ()):
        yield f"service.products.items[{index}].unit_price", item.name, item.unit_price
    yield "project.bid_price", "投标总价", context.bid.project.bid_price


def _price_list(context: Context) -> PriceList | None:
    return context.bid.company.price_list
