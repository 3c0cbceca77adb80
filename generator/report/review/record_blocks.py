"""Demands, records of approval and the extent of the check as blocks."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.document.nodes import Block, Cell, Row
from generator.finding import Severity
from generator.model.deviation import WORSE
from generator.report.review import extent
from generator.report.review.case import Case
from generator.report.review.content import Content
from generator.report.review.demands import INCOMPARABLE, UNANSWERED, Answered
from generator.report.review.finding_blocks import split_path
from generator.report.review.nodes import LEAD, Head, cell, fields, grid, group, paragraph, row, section, strong
from generator.report.review.pages import page_words
from generator.report.review.policy import Record, bounds

_UNTYPED = "资料有错误，这一部分还不能核对。"
_BAD = (WORSE, UNANSWERED, INCOMPARABLE)


def demand_blocks(content: Content) -> Iterator[Block]:
    """Give every demand of the tender with our answer, the commercial ones before the technical."""
    if content.case.bid is None:
        yield paragraph(_UNTYPED)
        return
    yield paragraph("结论由要求值和响应值算出；★为实质性要求，▲为重要要求。", LEAD)
    heads = (
        Head("条款", 1.1),
        Head("招标要求", 3.2),
        Head("响应", 2.2),
        Head("结论", 1.1, "center"),
        Head("印在", 2.2),
        Head("资料位置", 2.4),
    )
    yield grid("demand_table", heads, _demand_rows(content.demands))


def policy_blocks(content: Content) -> Iterator[Block]:
    """Give the bounds of the company's policy, and the records of who decided what."""
    bid = content.case.bid
    if bid is None:
        yield paragraph(_UNTYPED)
        return
    limits = bounds(bid)
    told = fields("policy_table", [(name, [words]) for name, words in limits], 3.0)
    yield section("policy_bounds", "承诺权限", (told if limits else paragraph("公司没有规定承诺权限。"),), 2)
    yield section("approvals", "批准记录", _records("approval_table", content.approvals, "内容"), 2)
    yield section("overrides", "改写", _records("override_table", content.overrides, "内容"), 2)
    yield section("waivers", "豁免", _records("waiver_table", content.waivers, "豁免的规则"), 2)


def extent_blocks(content: Content) -> Iterator[Block]:
    """Give what was checked: rules, laws and standards, input files."""
    yield section("families", "规则", _families(content), 2)
    yield section("sources", "法律和标准", _sources(content), 2)
    yield section("inputs", "输入文件", _inputs(content), 2)


# --- demands ---------------------------------------------------------------------------------------------------------


def _demand_rows(rows: tuple[Answered, ...]) -> Iterator[Row]:
    ordered = sorted(rows, key=lambda one: one.demand.part != "商务")
    for part, same in groupby(ordered, key=lambda one: one.demand.part):
        given = list(same)
        yield group(f"{part}要求（{len(given)}项）", 6)
        yield from map(_demand, given)


def _demand(one: Answered) -> Row:
    demand = one.demand
    page = f"第{demand.page}页" if demand.page else ""
    where = (one.printed.where, page_words(one.printed.pages)) if one.printed else ()
    verdict = strong(one.verdict) if one.verdict in _BAD else one.verdict
    return Row(
        (
            cell(f"{demand.mark or ''}{demand.clause}", page),
            cell(demand.text),
            cell(one.answer),
            cell(verdict),
            cell(*where),
            cell(*split_path(one.position or one.asked_at)),
        )
    )


# --- records ---------------------------------------------------------------------------------------------------------


def _records(name: str, records: tuple[Record, ...], content: str) -> Iterator[Block]:
    if not records:
        yield paragraph("没有。")
        return
    heads = (Head("对象", 2.6), Head(content, 2.0), Head("理由", 2.4), Head("批准", 2.0), Head("状态", 1.4))
    yield grid(name, heads, (Row(tuple(_record(record))) for record in records))


def _record(record: Record) -> Iterator[Cell]:
    yield cell(record.what, *split_path(record.position))
    yield cell(record.content)
    yield cell(record.reason)
    yield cell(record.approver, record.date)
    yield cell(record.state)


# --- extent ----------------------------------------------------------------------------------------------------------


def _families(content: Content) -> Iterator[Block]:
    rows = extent.families(content.case)
    total = sum(one.rules for one in rows)
    yield paragraph(f"共{total}条规则，{_extent(content.case)}；逐条的说明见docs/rules.md。", LEAD)
    heads = (Head("代号", 0.8, "center"), Head("类别", 3.0), Head("规则", 1.0, "center"))
    severities = sorted(Severity, reverse=True)
    counts = tuple(Head(severity.label, 1.1, "center") for severity in severities)
    told = (
        row(one.letter, one.name, str(one.rules or "—"), *(str(one.found[severity]) for severity in severities))
        for one in rows
    )
    yield grid("family_table", (*heads, *counts), told)


def _extent(case: Case) -> str:
    """Tell which rules could be asked."""
    if case.bid is None:
        return "资料有错误，都没有检查"
    return "全部检查" if case.document else "文件没有排成，只检查了针对资料的规则"


def _sources(content: Content) -> Iterator[Block]:
    bid = content.case.bid
    if bid is not None:
        day = bid.project.opening or bid.project.deadline or bid.project.date
        valid, withdrawn = extent.standards(bid, day)
        yield paragraph(f"标准登记{valid + withdrawn}项，开标时现行{valid}项，已经废止{withdrawn}项。")
    yield paragraph("规则依据的法律、法规、规章和标准：", LEAD)
    heads = (Head("名称", 4.0), Head("文号", 2.6), Head("施行日期", 1.8), Head("引用条数", 0.9, "center"))
    told = (row(f"《{one.title}》", one.number, one.since, str(one.articles)) for one in extent.sources())
    yield grid("source_table", heads, told)


def _inputs(content: Content) -> Iterator[Block]:
    rows = extent.inputs(content.case)
    yield paragraph(f"共{len(rows)}个文件，以SHA-256的前{extent.DIGEST}位识别；文件有改动的，本报告不再适用。", LEAD)
    yield grid("input_table", (Head("文件", 5.0), Head("SHA-256", 1.4)), (row(*one) for one in rows))
