"""Rules on the offered price: sums, capital characters, one price for one thing, one basis, no gifts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.model.supply import Product
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.money import Money, MoneyError, parse_capital, parse_money, to_capital
from generator.zh.quantity import base, compare

PRODUCTS = "service.products.items"

_BASIS = re.compile(r"(?<!采购)成本价|优惠价|最低价格|进货价|市场价|出厂价|批发价|友情价")
_TOTAL = re.compile(
    r"(?:投标总?价|投标总?报价|总报价|投标总?金额|我方报价|本次报价)(?:（大写）)?(?:为|是|：|共计|合计)*(?:人民币)?"
    r"(?P<sum>[0-9][0-9,.]*[万亿]?元|[壹贰叁肆伍陆柒捌玖拾][零壹贰叁肆伍陆柒捌玖拾佰仟万亿]*[元圆](?:[零壹贰叁肆伍陆柒捌玖角分]*[整正]?))"
)
_GIFT = re.compile(r"赠送|加配|附赠|额外赠|买[一二三四五]赠[一二三四五]|回馈礼品")


def sums_are_right(context: Context) -> Iterator[Hit]:
    """单价乘以数量应当等于合价，合价之和应当等于投标总价。

    总价与单价汇总不一致的，评标时以单价计算的结果修正，投标人不确认的投标无效。产品写有合价
    （amount）的逐行核对；每个产品都有合价或者单价的，再与投标总价核对。

    反例：
        products: {quantity: 30台, unit_price: 2万元, amount: 66万元}
    正例：
        products: {quantity: 30台, unit_price: 2万元, amount: 60万元}
    """
    products = context.bid.service.products
    items = products.items if products else ()
    for index, item in enumerate(items):
        right = _sum_of(item)
        if right is not None and item.amount is not None and right != item.amount.amount:
            should = Money(right, scale=item.amount.scale)
            message = f"“{item.name}”的合价（{item.amount}）应为{should}：{item.unit_price}乘以{item.quantity}"
            yield Hit(at(f"{PRODUCTS}[{index}].amount"), message, (at(f"{PRODUCTS}[{index}].unit_price"),))
    sums = (item.amount.amount if item.amount else _sum_of(item) for item in items)
    amounts = [amount for amount in sums if amount is not None]
    total = context.bid.project.bid_price
    if items and total is not None and len(amounts) == len(items) and sum(amounts) != total.amount:
        together = Money(sum(amounts, Decimal(0)), scale=total.scale)
        message = f"投标总价（{total}）不等于各产品合价之和（{together}）"
        yield Hit(
            at("project.bid_price"), message, (at(f"{PRODUCTS}[0].{'amount' if items[0].amount else 'unit_price'}"),)
        )


def capital_equals_figures(context: Context) -> Iterator[Hit]:
    """投标总价的大写应当与小写相同，写法规范。

    大写金额与小写金额不一致的，以大写金额为准。大写可以不填，由程序印出；填写的，两个方向核对。

    反例：
        project: {bid_price: 288万元, bid_price_capital: 人民币贰佰捌拾万元整}
    正例：
        project: {bid_price: 288万元, bid_price_capital: 人民币贰佰捌拾捌万元整}
    """
    price, capital = context.bid.project.bid_price, context.bid.project.bid_price_capital
    if capital is None:
        return
    where, also = at("project.bid_price_capital"), (at("project.bid_price"),)
    if price is None:
        yield Hit(where, f"只写了大写“{capital}”，没有写小写的投标总价（bid_price）")
        return
    try:
        written = parse_capital(capital)
    except MoneyError:
        yield Hit(where, f"“{capital}”不是规范的大写金额，应为“{to_capital(price.amount)}”", also)
        return
    if written != price.amount:
        yield Hit(where, f"大写“{capital}”是{Money(written)}，小写是{price}，应为“{to_capital(price.amount)}”", also)


def one_total_everywhere(context: Context) -> Iterator[Hit]:
    """文字里的投标总价应当与投标总价相同。

    总价只写在项目资料里，由模板印出。文字里另写的总价如果不同，就是两个报价。

    反例：
        project: {bid_price: 288万元, remark: 投标总价为298万元}
    正例：
        project: {bid_price: 288万元, remark: 投标总价见开标一览表}
    """
    price = context.bid.project.bid_price
    for found in context.corpus.find(_TOTAL):
        stated = _amount(found.match["sum"])
        if stated is not None and (price is None or stated != price.amount):
            message = f"文字里的总价（{found.match['sum']}）与投标总价（{price or '没有填写'}）不同{found.around}"
            yield Hit(place_found(context, found), message, (at("project.bid_price"),) if price else ())


def same_model_same_terms(context: Context) -> Iterator[Hit]:
    """同名同型号的产品，制造商、单价和质保分组应当相同。

    同一型号列了两行而单价、制造商或者质保不同，评审会认为报价不一致；确有不同的，写清配置。

    反例：
        products: {name: 服务器, model: SZ-S700, unit_price: 5万元}
        products: {name: 服务器, model: SZ-S700, unit_price: 6万元}
    正例：
        products: {name: 服务器, model: SZ-S700, unit_price: 5万元}
        products: {name: 服务器, model: SZ-S900, unit_price: 6万元}
    """
    products = context.bid.service.products
    items = products.items if products else ()
    first: dict[tuple[str, str], int] = {}
    for index, item in enumerate(items):
        earlier = first.setdefault((item.name, item.model), index)
        for key, title in (("maker", "制造商"), ("unit_price", "单价"), ("group", "质保分组"), ("brand", "品牌")):
            ours, other = getattr(item, key), getattr(items[earlier], key)
            if ours is not None and other is not None and ours != other:
                message = f"“{item.name}（{item.model}）”有两个{title}：“{other}”和“{ours}”"
                yield Hit(at(f"{PRODUCTS}[{index}].{key}"), message, (at(f"{PRODUCTS}[{earlier}].{key}"),))


def one_price_basis(context: Context) -> Iterator[Hit]:
    """质保期满后的收费只能有一个依据。

    一处写按收费标准，一处写成本价或者优惠价，履约时采购人会要求按低的执行。引用收费标准的，
    应当有收费标准；年维保费率写在两处的，应当相同。

    反例：
        after_warranty: {basis: 按本方案公布的收费标准}
        lesson: 质保期满后按优惠价维修
    正例：
        after_warranty: {basis: 按本方案公布的收费标准}
        lesson: 质保期满后按收费标准维修
    """
    warranty, prices = context.bid.service.warranty, context.bid.company.price_list
    after = warranty.after_warranty if warranty else None
    if after is None:
        return
    where = at("service.warranty.after_warranty.basis")
    if "收费标准" in after.basis and (prices is None or not prices.labour):
        yield Hit(where, "收费依据引用了收费标准，公司资料里没有人工收费标准（price_list）")
    rate, yearly = after.yearly_rate, prices.yearly_maintenance if prices else None
    if rate is not None and yearly is not None and compare(rate, yearly) != 0:
        message = f"年维保费率写了两个数：{rate}和{yearly}"
        yield Hit(
            at("service.warranty.after_warranty.yearly_rate"), message, (at("company.price_list.yearly_maintenance"),)
        )
    for found in context.corpus.find(_BASIS, ("价",)):
        if found.words not in after.basis + after.parts_basis:
            yield Hit(
                place_found(context, found), f"收费依据“{found.words}”与“{after.basis}”不同{found.around}", (where,)
            )


def no_gifts(context: Context) -> Iterator[Hit]:
    """不得赠送招标内容以外的货物和服务。

    采购人不得接受供应商给予的赠品、回扣或者与采购无关的其他商品、服务。“加配”“赠送”按无效投标处理的
    招标文件也很多。免费的服务写成质保期内的服务内容。

    反例：
        content: 另赠送笔记本电脑2台
    正例：
        content: 质保期内免费更换故障硬盘
    """
    for found in context.corpus.find(_GIFT):
        yield Hit(place_found(context, found), f"不得赠送：“{found.words}”{found.around}")


def _sum_of(item: Product) -> Decimal | None:
    """Give unit price times quantity."""
    count = base(item.quantity)
    return item.unit_price.amount * count.numerator / count.denominator if item.unit_price else None


def _amount(words: str) -> Decimal | None:
    """Read an amount in figures or in capital characters; None where it is neither."""
    try:
        return parse_money(words).amount if words[0].isdecimal() else parse_capital(words)
    except MoneyError:
        return None
