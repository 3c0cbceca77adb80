"""The review report as sheets a reviewer filters: summary, findings, register, demands, records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from generator.report.register_tables import register_sheets
from generator.report.review.case import conclusion
from generator.report.review.content import Content, identity
from generator.report.review.demands import Answered, verdict_counts
from generator.report.review.problems import Problem
from generator.report.review.quotes import Quote
from generator.write.xlsx.sheet import Column, Sheet

_SUMMARY = (Column("项目", 20), Column("内容", 80))
_PROBLEMS = (
    Column("序号", 6),
    Column("程度", 10),
    Column("编号", 8),
    Column("规则", 26),
    Column("问题", 44),
    Column("文件原句", 50),
    Column("章节", 26),
    Column("DOCX页", 8),
    Column("PDF页", 8),
    Column("资料位置", 34),
    Column("键", 34),
    Column("原文", 30),
    Column("相矛盾处", 40),
    Column("依据", 34),
    Column("处理", 44),
    Column("处理结果", 20),
)
_DEMANDS = (
    Column("序号", 6),
    Column("部分", 8),
    Column("标记", 6),
    Column("条款", 10),
    Column("招标文件页", 10),
    Column("招标要求", 40),
    Column("比较", 8),
    Column("要求值", 12),
    Column("响应", 30),
    Column("结论", 10),
    Column("印在", 26),
    Column("DOCX页", 8),
    Column("PDF页", 8),
    Column("响应的资料位置", 34),
    Column("要求的资料位置", 34),
)
_RECORDS = (
    Column("序号", 6),
    Column("类别", 8),
    Column("对象", 36),
    Column("内容", 30),
    Column("理由", 36),
    Column("批准人", 18),
    Column("日期", 16),
    Column("状态", 18),
    Column("资料位置", 36),
)
_Row = tuple[str | int, ...]


def review_sheets(content: Content) -> tuple[Sheet, ...]:
    """Give the report as sheets; without a typed bid those of the register are left out."""
    case = content.case
    register = register_sheets(case.register, case.sources) if case.register else ()
    registered = tuple(
        replace(sheet, title="承诺登记") if sheet.title == "承诺登记表" else sheet
        for sheet in register
        if sheet.title != "说明"
    )
    return (
        Sheet("摘要", _SUMMARY, tuple(_summary(content))),
        Sheet("问题", _PROBLEMS, tuple(map(_problem, content.problems)), "A3"),
        *registered,
        Sheet("招标要求", _DEMANDS, tuple(_demand(number, one) for number, one in enumerate(content.demands, 1)), "A3"),
        Sheet("批准和豁免", _RECORDS, tuple(_records(content)), "A3"),
    )


def _summary(content: Content) -> Iterator[_Row]:
    case = content.case
    found = conclusion(case)
    yield "项目名称", case.bid.project.name if case.bid else ""
    yield from ((label, text) for label, text in identity(case) if text)
    yield "结论", found.words
    yield "理由", "\n".join(found.reasons)
    yield from ((severity.label, count) for severity, count in case.counts.items())
    if case.register is not None:
        yield "承诺", len(case.register.entries)
        yield "没有印出的承诺", len(case.register.unprinted)
    yield "招标要求", len(content.demands)
    yield from verdict_counts(content.demands).items()
    yield "批准记录", len(content.approvals)
    yield "改写", len(content.overrides)
    yield "豁免", len(content.waivers)


def _problem(problem: Problem) -> _Row:
    finding, spot = problem.finding, problem.spot
    return (
        problem.number,
        finding.severity.label,
        finding.code,
        problem.title,
        finding.message,
        _each(dict.fromkeys(quote.sentence for quote in spot.quotes)),
        _each(dict.fromkeys(quote.where for quote in spot.quotes)),
        _pages(spot.quotes, "docx"),
        _pages(spot.quotes, "pdf"),
        spot.position,
        spot.path,
        spot.line,
        _each(f"{also.position} {also.line}" for also in problem.also),
        _each(basis.citation for basis in problem.basis),
        finding.hint,
        "",
    )


def _demand(number: int, one: Answered) -> _Row:
    demand, printed = one.demand, one.printed
    pages = (printed,) if printed else ()
    return (
        number,
        demand.part,
        demand.mark or "",
        demand.clause,
        demand.page or "",
        demand.text,
        demand.comparator or "",
        str(demand.quantity or demand.amount or ""),
        one.answer,
        one.verdict,
        printed.where if printed else "",
        _pages(pages, "docx"),
        _pages(pages, "pdf"),
        one.position,
        one.asked_at,
    )


def _records(content: Content) -> Iterator[_Row]:
    records = (*content.approvals, *content.overrides, *content.waivers)
    for number, one in enumerate(records, start=1):
        yield (
            number,
            one.kind,
            one.what,
            one.content,
            one.reason,
            one.approver,
            one.date,
            one.state,
            one.position,
        )


def _each(lines: Iterable[str]) -> str:
    return "\n".join(lines)


def _pages(quotes: tuple[Quote, ...], output: str) -> str:
    return "、".join(dict.fromkeys(page for quote in quotes if (page := quote.pages.get(output, ""))))
