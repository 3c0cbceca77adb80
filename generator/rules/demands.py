"""Rules on the tender's demands and scoring: each is answered, met as far as figures tell, and shown where it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise

from generator.document.nodes import Section
from generator.document.walk import blocks
from generator.finding import Severity
from generator.model.deviation import WEIGHING, WORSE, answer
from generator.model.project import Demand
from generator.rules.payment import PAYMENT
from generator.rules.rule import Context, Hit, at
from generator.zh.numerals import NumeralError, parse_number
from generator.zh.quantity import Quantity

_ESSENTIAL = "★"
_MEASURED = re.compile(
    r"[0-9]+×[0-9]+|(?:[0-9.]+|[一二两三四五六七八九十半]+)(?:%|个?(?:秒|分钟|小时|工作日|日|天|周|月|季度|年)|次(?!性))"
)
_NEAR = r"(?=[^，；。]{0,8}?[0-9一二两三四五六七八九十半])"
_LEAST = re.compile(
    rf"(?:不少于|不低于|不小于|不短于|至少|最少|≥){_NEAR}|(?<=[秒钟时日天周月年次%])以上",
)
_MOST = re.compile(
    rf"(?:不超过|不多于|不高于|不大于|不长于|至多|最多|最长|≤){_NEAR}|(?<=[秒钟时日天周月年次%])以下"
    r"|(?:秒|分钟|小时|工作日)(?:以|之)?内"
)
_MARKED = re.compile("★|▲|实质性要求|投标无效|无效投标|否决投标|废标")
_CLAUSE = re.compile(r"(?P<head>.*?)(?P<number>[0-9]+)")
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


def figures_are_weighed(context: Context) -> Iterator[Hit]:
    """写了要求值的，比较方式应当是不超过、少于、不少于、多于、等于中的一个。

    没有比较方式，或者只写“满足”“包含”的，不比较大小，达不到要求也印成无偏离。

    反例：
        {text: 质保期不少于3年, comparator: 满足, quantity: 3年}
    正例：
        {text: 质保期不少于3年, comparator: 不少于, quantity: 3年}
    """
    for path, demand in _demands(context):
        name = "quantity" if demand.quantity else "amount" if demand.amount else ""
        if name and demand.comparator not in WEIGHING:
            wanted = demand.quantity or demand.amount
            message = f"条款{demand.clause}写了要求值“{wanted}”，没有写能比较大小的比较方式，偏离没有比较"
            yield Hit(at(f"{path}.{name}"), message)


def figures_are_answered_by_facts(context: Context) -> Iterator[Hit]:
    """原文里有期限、次数、比例的，用事实（key）和要求值（quantity）响应，不用文字。

    文字不能比较，资料改了也不会跟着改；偏离应当由数得出。

    反例：
        {text: 2小时内到场, response: 1小时内到场}
    正例：
        {text: 2小时内到场, key: "…levels[urgent].onsite.city", comparator: 不超过, quantity: 2小时}
    """
    for path, demand in _demands(context):
        asked, said = _MEASURED.search(demand.text), _MEASURED.search(demand.response or "")
        wanted = demand.quantity or demand.amount
        if wanted is None and asked and demand.key != PAYMENT:  # R135 compares the terms of payment figure by figure
            yield Hit(at(f"{path}.text"), f"条款{demand.clause}的原文里有“{asked[0]}”，没有写要求值，偏离没有比较")
        if demand.response is not None and wanted is not None and not demand.key:
            yield Hit(at(f"{path}.response"), f"条款{demand.clause}要求“{wanted}”，响应只有文字，没有指明事实（key）")
        elif said:
            yield Hit(at(f"{path}.response"), f"条款{demand.clause}的响应说明里手写了“{said[0]}”，资料改了不会跟着改")


def comparators_agree_with_the_text(context: Context) -> Iterator[Hit]:
    """比较方式应当与原文的用词一致：原文写至少、不少于的，比较方式不能是不超过。

    比较方式写反，达不到要求的就会印成正偏离。

    反例：
        {text: 质保期不少于3年, comparator: 不超过, quantity: 3年}
    正例：
        {text: 质保期不少于3年, comparator: 不少于, quantity: 3年}
    """
    for path, demand in _demands(context):
        least, most = _LEAST.search(demand.text), _MOST.search(demand.text)
        word = least if least and not most else most if most and not least else None
        wrong = ("不超过", "少于") if word is least else ("不少于", "多于")
        if word and demand.comparator in wrong:
            message = f"条款{demand.clause}的原文写“{word[0]}”，比较方式却是“{demand.comparator}”"
            yield Hit(at(f"{path}.comparator"), message, (at(f"{path}.text"),))


def essential_demands_are_marked(context: Context) -> Iterator[Hit]:
    """原文带★、▲或者写明不满足即投标无效的，标记（mark）应当一致。

    漏写标记的★条款不进实质性条款响应表，负偏离也只按一般条款提示。

    反例：
        {text: ★投标有效期不少于90日}
    正例：
        {text: 投标有效期不少于90日, mark: ★}
    """
    for path, demand in _demands(context):
        found = _MARKED.search(demand.text)
        wanted = found[0] if found and found[0] in "★▲" else _ESSENTIAL
        if found and demand.mark != wanted:
            message = f"条款{demand.clause}的原文有“{found[0]}”，标记（mark）应当是{wanted}"
            yield Hit(at(f"{path}.mark" if demand.mark else f"{path}.text"), message)


def no_demand_is_listed_twice(context: Context) -> Iterator[Hit]:
    """同一条款的同一项要求只列一次，编号连续的条款不跳号。

    偏离表应当逐条响应；漏列的条款视为没有响应，重复列出的可能前后不一。

    反例：
        条款3.4.1、3.4.3都列了，没有3.4.2
    正例：
        条款3.4.1、3.4.2、3.4.3
    """
    seen: dict[tuple[str, str], str] = {}
    for path, demand in _demands(context):
        first = seen.setdefault((demand.clause, demand.key or demand.text), path)
        if first != path:
            yield Hit(at(f"{path}.clause"), f"条款{demand.clause}的同一项要求列了两次", (at(f"{first}.clause"),))
    yield from _gaps(context)


def _gaps(context: Context) -> Iterator[Hit]:
    """Give the clauses before which numbers of the same series are left out."""
    series: dict[str, dict[int, str]] = {}
    for path, demand in _demands(context):
        found = _CLAUSE.fullmatch(demand.clause)
        if found:
            series.setdefault(found["head"], {}).setdefault(int(found["number"]), path)
    for head, places in series.items():
        for before, after in pairwise(sorted(places)):
            if after > before + 1:
                left = "、".join(f"{head}{number}" for number in range(before + 1, after))
                message = f"条款{head}{before}之后是{head}{after}，没有列{left}，请核对是否漏列"
                yield Hit(at(f"{places[after]}.clause"), message, (at(f"{places[before]}.clause"),), Severity.NOTICE)


def scoring_adds_up(context: Context) -> Iterator[Hit]:
    """各评分项的分值之和等于评标办法写明的总分，自评分要么都写，要么都不写。

    反例：
        scoring_total: 40，而各项合计38分
    正例：
        scoring_total: 40，各项合计40分
    """
    items = context.bid.project.scoring
    total, wanted = sum(item.points for item in items), context.bid.project.scoring_total
    if items and wanted is not None and total != wanted:
        message = f"评分项合计{total}分，与总分{wanted}分不一致，有评分项漏列或者分值抄错"
        yield Hit(at("project.scoring_total"), message, (at("project.scoring"),))
    rated = [item.self_points is not None for item in items]
    if any(rated) and not all(rated):
        for index, item in enumerate(items):
            if item.self_points is None:
                yield Hit(at(f"project.scoring[{index}].name"), f"评分项“{item.name}”没有写自评分，其他评分项写了")


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
