"""Rules on the tender's demands and scoring: each is answered, met as far as figures tell, and shown where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

from generator.document.nodes import Section
from generator.document.walk import blocks
from generator.finding import Severity
from generator.model.deviation import WORSE, answer
from generator.model.project import Demand
from generator.rules.rule import Context, Hit, at
from generator.zh.numerals import NumeralError, parse_number
from generator.zh.quantity import Quantity

_ESSENTIAL = "★"
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百千万亿]+")


def demands_are_met(context: Context) -> Iterator[Hit]:
    """响应值不得劣于招标要求。

    ★条款为实质性要求，有一条负偏离就否决投标；其他条款的负偏离会扣分，应当知道而且有意为之。

    反例：
        要求“质保期不少于3年”，service.warranty.groups[0].period: 2年
    正例：
        service.warranty.groups[0].period: 3年
    """
    for path, demand in _demands(context):
        given = answer(context.bid, demand, path)
        if given is None or given.verdict != WORSE:
            continue
        severity = Severity.DISQUALIFYING if demand.mark == _ESSENTIAL else Severity.WARNING
        message = f"条款{demand.clause}要求“{demand.text}”，响应值“{given.value}”达不到（负偏离）"
        yield Hit(at(given.path), message, (at(f"{path}.text"),), severity)


def demands_are_answered(context: Context) -> Iterator[Hit]:
    """招标文件的每一项要求都要有响应：一个事实，或者一段说明。

    反例：
        - {clause: 3.6.1, text: 免费提供培训}
    正例：
        - {clause: 3.6.1, text: 免费提供培训, response: 按课程表实施，费用已含在投标总价中}
    """
    for path, demand in _demands(context):
        if answer(context.bid, demand, path) is None:
            yield Hit(at(f"{path}.text"), f"条款{demand.clause}没有响应：没有写 key 或者 response，所指的值没有填写")


def demands_are_comparable(context: Context) -> Iterator[Hit]:
    """要求值和响应值要能比较：同一种单位，写了比较方式的还要写要求值。

    反例：
        quantity: 8小时，而 key 指向的响应值是“2个工作日”
    正例：
        quantity: 8小时，响应值“4小时”
    """
    for path, demand in _demands(context):
        given = answer(context.bid, demand, path)
        if given is not None and given.verdict is None:
            wanted = demand.amount or demand.quantity
            what = f"要求值“{wanted}”和响应值“{given.value}”不能比较" if wanted else "写了比较方式，没有写要求值"
            yield Hit(at(f"{path}.comparator"), f"条款{demand.clause}的{what}", (at(given.path),))


def demanded_figures_are_those_of_the_text(context: Context) -> Iterator[Hit]:
    """要求值应当就是招标文件原文里的数。

    原文抄错或者要求值填错，偏离表就会得出错误的结论。

    反例：
        {text: 质保期不少于5年, quantity: 3年}
    正例：
        {text: 质保期不少于5年, quantity: 5年}
    """
    for path, demand in _demands(context):
        if demand.quantity is not None and not _says(demand.text, demand.quantity):
            message = f"条款{demand.clause}的原文里没有要求值“{demand.quantity}”"
            yield Hit(at(f"{path}.quantity"), message, (at(f"{path}.text"),))


def scoring_items_are_shown(context: Context) -> Iterator[Hit]:
    """每个评分项都要指明响应的章节，评委按评分索引表翻阅；自评分不超过分值。

    反例：
        - {name: 售后服务方案, points: 10, self_points: 12}
    正例：
        - {name: 售后服务方案, points: 10, self_points: 10, section: after_sales}
    """
    known = _sections(context)
    for index, item in enumerate(context.bid.project.scoring):
        path = f"project.scoring[{index}]"
        if item.section is None:
            yield Hit(at(f"{path}.name"), f"评分项“{item.name}”没有写响应的章节（section）")
        elif known and item.section not in known:
            yield Hit(at(f"{path}.section"), f"这份文件没有 id 为“{item.section}”的章节")
        if item.self_points is not None and item.self_points > item.points:
            message = f"评分项“{item.name}”自评{item.self_points}分，超过分值{item.points}分"
            yield Hit(at(f"{path}.self_points"), message, (at(f"{path}.points"),))


def demand_sections_are_there(context: Context) -> Iterator[Hit]:
    """招标要求写明的响应章节应当在这份文件里。

    反例：
        section: warrenty_period
    正例：
        section: warranty_period
    """
    known = _sections(context)
    for path, demand in _demands(context):
        if known and demand.section is not None and demand.section not in known:
            yield Hit(at(f"{path}.section"), f"这份文件没有 id 为“{demand.section}”的章节")


def _demands(context: Context) -> Iterator[tuple[str, Demand]]:
    return ((f"project.demands[{index}]", demand) for index, demand in enumerate(context.bid.project.demands))


def _says(text: str, wanted: Quantity) -> bool:
    """Tell whether a text has all the figures of a quantity, in digits or in Chinese numerals."""
    return _figures(wanted.text) <= _figures(text)


def _figures(text: str) -> frozenset[Fraction]:
    return frozenset(number for found in _FIGURE.findall(text) for number in _number(found))


def _number(words: str) -> Iterator[Fraction]:
    with suppress(NumeralError):  # words such as 万一 or 十分 that only look like numbers
        yield parse_number(words)


def _sections(context: Context) -> frozenset[str]:
    if context.document is None:
        return frozenset()
    return frozenset(block.id for block in blocks(context.document) if isinstance(block, Section))
