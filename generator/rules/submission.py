"""Rules on the bid as an answer to its tender: forms, dates, authority, subcontracts, nothing called better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.document.nodes import Block, Section, Table
from generator.document.walk import children, plain
from generator.model.deviation import EQUAL, WORSE, answer
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.dates import long
from generator.zh.quantity import Family, base

_SUBCONTRACT = re.compile(r"分包给|转包|外包给|委托第三方(?:实施|完成|维修|服务)|分包商")
_BETTER = re.compile(r"优于|正偏离|高于要求")


def better_only_where_it_is(context: Context) -> Iterator[Hit]:
    """只有数值确实更好的，才能写“优于招标文件”。

    响应值与要求值相同却写“优于”“正偏离”，评审核对后会认为响应不真实。

    反例：
        demands: {comparator: 不少于, quantity: 3年, response: 质保期优于招标文件要求}（响应也是3年）
    正例：
        demands: {comparator: 不少于, quantity: 3年, response: 质保期满足招标文件要求}（响应也是3年）
    """
    for index, demand in enumerate(context.bid.project.demands):
        path = f"project.demands[{index}]"
        claims = _BETTER.search(demand.response or "")
        given = answer(context.bid, demand, path)
        is_figure = demand.quantity is not None or demand.amount is not None
        if claims and is_figure and given is not None and given.verdict in {EQUAL, WORSE}:
            message = f"条款{demand.clause}写“{claims[0]}”，响应值“{given.value}”并不比要求更好"
            yield Hit(at(f"{path}.response"), message, (at(given.path),))


def required_forms_are_there(context: Context) -> Iterator[Hit]:
    """招标文件要求提交的表单，文件里应当都有。

    缺少要求的表单，或者表单没有签署，投标无效。按表单名称核对章节标题、表题和表单题名。

    反例：
        required_forms: [售后服务承诺书]
        章节：（没有售后服务承诺书）
    正例：
        required_forms: [售后服务承诺书]
        章节：售后服务承诺书
    """
    document = context.document
    if document is None:
        return
    titles = "\n".join(_titles(document.body))
    for index, name in enumerate(context.bid.project.required_forms):
        if name not in titles:
            yield Hit(at(f"project.required_forms[{index}]"), f"招标文件要求的“{name}”在文件里找不到")


def work_begins_after_the_opening(context: Context) -> Iterator[Hit]:
    """合同履行的日期应当在开标之后。

    计划竣工验收、维保开始的日期早于开标日期的，多半是上一个项目的日期没有改。

    反例：
        project: {opening: 2026-12-10, acceptance: 2025-07-31}
    正例：
        project: {opening: 2026-12-10, acceptance: 2027-07-31}
    """
    service, day = context.bid.service, context.decisive_day
    dated: list[tuple[str, str, date | None]] = [
        ("project.acceptance", "计划竣工验收日期", context.bid.project.acceptance),
        ("service.maintenance.start", "维保开始日期", service.maintenance.start if service.maintenance else None),
    ]
    for path, title, planned in dated:
        if planned is not None and planned < day:
            yield Hit(at(path), f"{title}（{long(planned)}）早于开标日期（{long(day)}）", (at("project.opening"),))


def authority_outlasts_the_validity(context: Context) -> Iterator[Hit]:
    """授权代表的授权期限应当覆盖投标有效期。

    投标有效期从投标截止之日起算。授权在有效期内到期的，此后授权代表签署的文件没有效力。

    反例：
        project: {opening: 2026-12-10, validity: 90日, authorised_until: 2027-01-31}
    正例：
        project: {opening: 2026-12-10, validity: 90日, authorised_until: 2027-06-30}
    """
    project = context.bid.project
    if project.validity is None or project.authorised_until is None or project.validity.family is not Family.DAY:
        return
    end = (project.deadline or context.decisive_day) + timedelta(days=int(base(project.validity)))
    if project.authorised_until < end:
        message = f"授权期限到{long(project.authorised_until)}，投标有效期到{long(end)}"
        yield Hit(at("project.authorised_until"), message, (at("project.validity"),))


def no_subcontract_where_forbidden(context: Context) -> Iterator[Hit]:
    """招标文件不允许分包的，不得写分包、转包和委托第三方实施。

    违反招标文件的分包约定属于没有响应实质性要求；转包在任何情形下都是法律禁止的。

    反例：
        project: {subcontract_allowed: false}
        content: 外地服务外包给当地公司
    正例：
        project: {subcontract_allowed: false}
        content: 外地服务由我方各服务站承担
    """
    is_forbidden = context.bid.project.subcontract_allowed is False
    for found in context.corpus.find(_SUBCONTRACT):
        if is_forbidden or found.words == "转包":
            also = (at("project.subcontract_allowed"),) if is_forbidden else ()
            denied = re.search(r"不|禁止|未经", found.sentence)
            if not denied:
                yield Hit(place_found(context, found), f"不允许“{found.words}”{found.around}", also)


def _titles(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield plain(block.title)
        elif isinstance(block, Table):
            yield plain(block.caption)
        yield from _titles(children(block))
