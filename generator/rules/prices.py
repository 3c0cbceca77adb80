"""Rules on the price list: valid at the opening, positive, one price for one thing, a tax rate that exists."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from generator.model.credentials import PriceList
from generator.rules.rule import Context, Hit, at
from generator.zh.dates import long
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
    """零配件单价和人工收费标准应当大于零。

    免费的项目不写进价格表，在质保条款里写明免费；价格表里写0元，容易被理解为质保期后也免费。

    反例：
        parts: {name: 内存, price: 0元}
    正例：
        parts: {name: 内存, price: 210元}
    """
    prices = _price_list(context)
    if prices is None:
        return
    for index, part in enumerate(prices.parts):
        if part.price.amount == 0:
            yield Hit(at(f"{PRICES}.parts[{index}].price"), f"“{part.name}”的单价为{part.price}")
    for index, labour in enumerate(prices.labour):
        if labour.rate.amount == 0:
            yield Hit(at(f"{PRICES}.labour[{index}].rate"), f"“{labour.level}”的收费标准为{labour.rate}")


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
    """同名同型号的零配件只能有一个单价。

    同一种配件写了两个价格，评审会认为报价不一致，履约时按较低的一个执行。

    反例：
        parts: {name: 内存, model: SZ-DDR4, price: 210元}
        parts: {name: 内存, model: SZ-DDR4, price: 230元}
    正例：
        parts: {name: 内存, model: SZ-DDR4, price: 210元}
    """
    prices = _price_list(context)
    first: dict[tuple[str, str], int] = {}
    for index, part in enumerate(prices.parts if prices else ()):
        earlier = first.setdefault((part.name, part.model), index)
        if prices and prices.parts[earlier].price != part.price:
            message = f"“{part.name}（{part.model}）”有两个单价：{prices.parts[earlier].price}和{part.price}"
            yield Hit(at(f"{PRICES}.parts[{index}].price"), message, (at(f"{PRICES}.parts[{earlier}].price"),))


def _price_list(context: Context) -> PriceList | None:
    return context.bid.company.price_list
