"""Rules on facts stated in words: rates, tax, the company's data, package and validity agree with the typed values."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from generator.rules.corpus import Found
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.money import MoneyError, parse_money
from generator.zh.numerals import NumeralError, parse_number
from generator.zh.quantity import Family, base

_DAYS = r"(?:人日|工日|人天|人工日)"
_RATE = re.compile(rf"(?P<sum>[0-9][0-9,.]*元)/{_DAYS}|每(?:个)?{_DAYS}(?:为|按|收费)?(?P<each>[0-9][0-9,.]*元)")
_UNTAXED = re.compile(r"(?:单价|价格|报价|费用|金额|收费标准)[^，。；]{0,6}不含税|不含税(?:单价|价格|价|报价|金额)")
_TAXED = re.compile(r"(?<!不)含税(?:单价|价格|价|报价|金额)|(?:单价|价格|报价|费用|金额|收费标准)[^，。；不]{0,6}含税")
_CAPITAL = re.compile(r"注册资(?:本|金)(?:为|是|：)?(?:人民币)?(?P<sum>[0-9][0-9,.]*[万亿]?元)")
_FOUNDED = re.compile(r"(?:成立|创立|创建|创办|始建|组建|注册)于(?P<year>[0-9]{4})年")
_SITES = re.compile(
    r"(?:设有|设立|设立了|拥有|建有|共有|现有|建立)(?P<count>[0-9]+|[一二两三四五六七八九十百]+)(?P<more>余)?(?:个|处|家)"
    r"(?:售后|直属)?(?:服务)?(?P<kind>网点|办事处|服务站|分公司|服务部)"
)
_PACKAGE = re.compile(r"第(?P<number>[0-9]+|[一二三四五六七八九十]+)(?P<unit>包|标段|分包|标包)(?!装)")
_VALIDITY = re.compile(
    r"投标有效期(?:均)?(?:为|是|：)?(?P<count>[0-9]+|[一二三四五六七八九十百零]+)个?(?P<unit>日历日|日历天|日|天|月)"
)


def rates_stated_are_listed(context: Context) -> Iterator[Hit]:
    """文字里的人工单价、含税与否应当与收费标准相同。

    文字里另写的单价如果不在收费标准里，或者一处写含税、一处写不含税，就是两个价格，履约时按较低的
    一个执行。

    反例：
        price_list: labour: {level: 硬件工程师, rate: 900元/人日}
        agreement: 续保期间人工按800元/人日计
    正例：
        price_list: labour: {level: 硬件工程师, rate: 900元/人日}
        agreement: 续保期间人工按收费标准计
    """
    prices = context.bid.company.price_list
    if prices is None:
        return
    rates = {labour.rate.amount for labour in prices.labour}
    for found in context.corpus.find(_RATE, ("日", "人天")):
        words = found.match["sum"] or found.match["each"]
        if _amount(words) not in rates and not found.passage.path.startswith("service.makers"):
            message = f"文字里的人工单价（{words}/人日）不在收费标准里{found.around}"
            yield Hit(place_found(context, found), message, (at("company.price_list.labour"),))
    for found in context.corpus.find(_UNTAXED if prices.tax_included else _TAXED, ("含税",)):
        said = "不含税" if prices.tax_included else "含税"
        stated = "含税" if prices.tax_included else "不含税"
        message = f"文字里写“{said}”，收费标准却是{stated}{found.around}"
        yield Hit(place_found(context, found), message, (at("company.price_list.tax_included"),))


def company_data_agree(context: Context) -> Iterator[Hit]:
    """文字里的注册资本、成立年份、网点数应当与公司资料相同。

    简介多半是早年写的：增资、增设网点以后没有改，评审与营业执照、网点一览表一核对就不相符。

    反例：
        registered_capital: 5000万元
        introduction: 公司注册资本3000万元
    正例：
        registered_capital: 5000万元
        introduction: 公司注册资本5000万元
    """
    company = context.bid.company
    for found in _written(context, _CAPITAL):
        capital = company.registered_capital
        if capital is not None and _amount(found.match["sum"]) != capital.amount:
            message = f"文字里的注册资本（{found.match['sum']}）与公司资料（{capital}）不同{found.around}"
            yield Hit(place_found(context, found), message, (at("company.registered_capital"),))
    for found in _written(context, _FOUNDED):
        if company.founded is not None and int(found.match["year"]) != company.founded.year:
            message = (
                f"文字里的成立年份（{found.match['year']}年）与公司资料（{company.founded.year}年）不同{found.around}"
            )
            yield Hit(place_found(context, found), message, (at("company.founded"),))
    for found in _written(context, _SITES):
        yield from _miscounted(context, found)


def package_is_the_one_bid_for(context: Context) -> Iterator[Hit]:
    """文字里的包号、标段号应当是所投的包。

    一个项目分几个包，各包的文件互相改写，最容易留下另一包的包号；包号不符的文件不能响应所投的包。

    反例：
        project: {package: 第2包}
        remark: 第1包投标文件
    正例：
        project: {package: 第2包}
        remark: 第2包投标文件
    """
    own = {_whole(word) for word in re.findall(r"[0-9]+|[一二三四五六七八九十]+", context.bid.project.package or "")}
    for found in _written(context, _PACKAGE):
        if own and _whole(found.match["number"]) not in own and found.passage.path != "project.package":
            message = f"“{found.words}”不是所投的包（{context.bid.project.package}）{found.around}"
            yield Hit(place_found(context, found), message, (at("project.package"),))


def validity_is_stated_once(context: Context) -> Iterator[Hit]:
    """文字里的投标有效期应当与项目资料相同。

    投标有效期短于招标文件要求的，投标无效；文字里另写的有效期如果较短，评审按较短的认定。

    反例：
        project: {validity: 90日, remark: 投标有效期60日}
    正例：
        project: {validity: 90日, remark: 投标有效期90日}
    """
    validity = context.bid.project.validity
    for found in _written(context, _VALIDITY) if validity else ():
        family = Family.MONTH if found.match["unit"] == "月" else Family.DAY
        if validity and (family is not validity.family or _whole(found.match["count"]) != base(validity)):
            message = f"文字里的“{found.words}”与项目资料的投标有效期（{validity}）不同{found.around}"
            yield Hit(place_found(context, found), message, (at("project.validity"),))


def _miscounted(context: Context, found: Found) -> Iterator[Hit]:
    sites, kind = context.bid.company.sites, found.match["kind"]
    count = len(sites) if kind == "网点" else sum(kind in site.kind for site in sites)
    said = _whole(found.match["count"])
    if sites and said and (said > len(sites) or (said != count and not found.match["more"])):
        message = f"文字里的网点数“{found.words}”与网点资料（{count}处）不同{found.around}"
        yield Hit(place_found(context, found), message, (at("company.sites"),))


def _written(context: Context, pattern: re.Pattern[str]) -> Iterator[Found]:
    """Give the matches written by hand: what a template prints from data agrees of itself."""
    return (found for found in context.corpus.find(pattern) if not found.overlaps_value)


def _amount(words: str) -> object:
    with suppress(MoneyError):
        return parse_money(words).amount
    return None


def _whole(words: str) -> Fraction:
    """Read a number; 0 where the words only look like one."""
    with suppress(NumeralError):
        return parse_number(words)
    return Fraction(0)
