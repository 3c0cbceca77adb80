"""Rules on the bid as an answer to its tender: forms, dates, authority, subcontracts, nothing called better."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import reduce

from generator.document.nodes import Block, Section, Table
from generator.document.walk import children, plain
from generator.model.deviation import EQUAL, WORSE, answer
from generator.model.maintenance import Maintenance
from generator.rules.days import after
from generator.rules.rule import Context, Hit, at, place_found
from generator.zh.dates import long

WORK_PLAN = "service.maintenance.work_plan"

_SUBCONTRACT = re.compile(r"分包给|转包|外包给|委托第三方(?:实施|完成|维修|服务)|分包商")
_CONSORTIUM = re.compile(r"联合体")
_CONDITION = re.compile(
    r"以[^，。；]{0,16}(?:付清|付款|支付|结清)[^，。；]{0,12}为(?:前提|条件)|(?:付清|支付|结清)[^，。；]{0,16}(?:后|之后)(?:才|方)[^，。；]{1,10}"
    r"|(?:逾期|未按时|未按期|迟延)(?:付款|支付)[^。；]{0,24}(?:中止|暂停|停止)|有权(?:中止|暂停|停止|拒绝)[^，。；]{0,4}(?:服务|维修|供货|履行)"
)
_DENIED = re.compile(r"不|禁止|未经|严禁|杜绝")
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

    计划竣工验收、维保开始、工作计划的日期早于开标日期的，多半是上一个项目的日期没有改。

    反例：
        project: {opening: 2026-12-10, acceptance: 2025-07-31}
    正例：
        project: {opening: 2026-12-10, acceptance: 2027-07-31}
    """
    care, day = context.bid.service.maintenance, context.decisive_day
    tasks = enumerate(care.work_plan) if care else ()
    dated: list[tuple[str, str, date | None]] = [
        ("project.acceptance", "计划竣工验收日期", context.bid.project.acceptance),
        ("service.maintenance.start", "维保开始日期", care.start if care else None),
        *((f"{WORK_PLAN}[{index}].start", f"“{task.task}”的开始日期", task.start) for index, task in tasks),
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
    project, until = context.bid.project, context.bid.project.authorised_until
    start = project.deadline or context.decisive_day
    end = after(start, project.validity) if project.validity else start
    if until is not None and until < end:
        what, key = ("投标有效期到", "validity") if project.validity else ("开标日期是", "opening")
        yield Hit(
            at("project.authorised_until"), f"授权期限到{long(until)}，{what}{long(end)}", (at(f"project.{key}"),)
        )


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
            if not _DENIED.search(found.clause):
                yield Hit(place_found(context, found), f"不允许“{found.words}”{found.around}", also)
    if is_forbidden and context.bid.company.partners and context.bid.service.network is not None:
        message = "招标文件不允许分包，方案却由服务联盟的单位到场服务"
        yield Hit(at("project.subcontract_allowed"), message, (at("service.network.alliance"),))


def dates_leave_the_agreed_time(context: Context) -> Iterator[Hit]:
    """计划验收、维保起止、工作计划的日期应当与约定的期限相符。

    计划验收日期不能早于开标以后供货、安装所需的时间；维保的结束日期应当是开始日期加上合同履行期限；
    工作计划不晚于维保结束。

    反例：
        project: {contract_period: 3年}
        maintenance: {start: 2027-01-01, end: 2028-12-31}
    正例：
        project: {contract_period: 3年}
        maintenance: {start: 2027-01-01, end: 2029-12-31}
    """
    project, care, day = context.bid.project, context.bid.service.maintenance, context.decisive_day
    keys = [key for key in ("delivery_period", "completion_period") if getattr(project, key) is not None]
    earliest = reduce(after, (getattr(project, key) for key in keys), day)
    if project.acceptance is not None and day <= project.acceptance < earliest:
        message = f"计划竣工验收日期（{long(project.acceptance)}）早于按期限能够完成的日期（{long(earliest)}）"
        yield Hit(at("project.acceptance"), message, tuple(at(f"project.{key}") for key in keys))
    if care is None:
        return
    end = after(care.start, project.contract_period) - timedelta(days=1) if project.contract_period else care.end
    if abs(care.end - end) > timedelta(days=1):
        message = f"维保从{long(care.start)}起{project.contract_period}，应当到{long(end)}为止，现写{long(care.end)}"
        also = (at("project.contract_period"), at("service.maintenance.start"))
        yield Hit(at("service.maintenance.end"), message, also)
    elif care.start >= day:
        yield from _planned_too_late(care)


def _planned_too_late(care: Maintenance) -> Iterator[Hit]:
    for index, task in enumerate(care.work_plan):
        if task.finish > care.end:
            message = f"“{task.task}”的完成日期（{long(task.finish)}）晚于维保结束日期（{long(care.end)}）"
            yield Hit(at(f"{WORK_PLAN}[{index}].finish"), message, (at("service.maintenance.end"),))


def no_consortium_where_forbidden(context: Context) -> Iterator[Hit]:
    """招标文件不接受联合体的，不得写联合体。

    不接受联合体投标而以联合体投标的，投标无效；单独投标的文件里留下“联合体成员”“联合体协议”，
    是从另一份文件带来的。

    反例：
        project: {consortium_allowed: false}
        content: 由联合体成员负责安装
    正例：
        project: {consortium_allowed: false}
        content: 由我方负责安装
    """
    if context.bid.project.consortium_allowed is not False:
        return
    for found in context.corpus.find(_CONSORTIUM):
        if not re.search(r"不|非|禁止", found.clause):
            message = f"招标文件不接受联合体，文件里却写“{found.words}”{found.around}"
            yield Hit(place_found(context, found), message, (at("project.consortium_allowed"),))


def no_conditions_on_payment(context: Context) -> Iterator[Hit]:
    """承诺不附加采购人不能接受的条件。

    “付清全部货款后方提供服务”“逾期付款有权中止维修”是附加条件，投标文件含有采购人不能接受的附加条件
    的，投标无效。付款按招标文件的合同条款执行，不在服务方案里另写条件。

    反例：
        agreement: 免费维保以采购人付清合同款为前提
    正例：
        agreement: 质保期满前双方可以签订延续维保协议
    """
    for found in context.corpus.find(_CONDITION, ("付", "结清", "有权")):
        if not re.search(r"不以|不得以|无权|不因", found.clause):
            yield Hit(place_found(context, found), f"附加了条件：“{found.words}”{found.around}")


def _titles(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Section):
            yield plain(block.title)
        elif isinstance(block, Table):
            yield plain(block.caption)
        yield from _titles(children(block))
