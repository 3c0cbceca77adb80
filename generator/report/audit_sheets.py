"""The report on an audited file as sheets a reviewer filters: summary, findings, corrections, promises."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.report.audit_causes import Cause, Fact, Spot
from generator.report.audit_content import (
    AuditContent,
    Correction,
    agreements,
    by_layer,
    counted,
    extent,
    properties,
)
from generator.report.audit_register import Entry
from generator.write.xlsx.sheet import Column, Sheet

_Row = tuple[str | int, ...]
_LONGEST = 2_000
"""Characters of what was found in a cell; a workbook has room for a few more."""
_SUMMARY = (Column("项目", 20), Column("内容", 80))
_FINDINGS = (
    Column("问题", 6),
    Column("章节", 12),
    Column("程度", 8),
    Column("层次", 6),
    Column("需人判断", 8),
    Column("编号", 10),
    Column("内容", 40),
    Column("位置", 40),
    Column("行", 7),
    Column("列", 6),
    Column("原文", 50),
    Column("所指文字", 24),
    Column("应为", 20),
    Column("资料位置", 34),
    Column("键", 34),
    Column("资料原文", 30),
    Column("依据", 30),
    Column("处理", 40),
    Column("处理结果", 20),
)
_CORRECTIONS = (
    Column("序号", 6),
    Column("谁改", 10),
    Column("位置", 40),
    Column("行", 7),
    Column("原文", 30),
    Column("应为", 24),
    Column("所在句子", 50),
    Column("原因", 44),
    Column("问题", 6),
    Column("处理", 20),
)
_PROMISES = (
    Column("序号", 6),
    Column("类别", 14),
    Column("原文", 40),
    Column("承诺值", 16),
    Column("适用范围", 28),
    Column("阶段", 10),
    Column("效力", 8),
    Column("出处", 16),
    Column("位置", 40),
    Column("行", 7),
    Column("所在句子", 50),
    Column("项目资料的值", 20),
    Column("比较结果", 12),
    Column("资料位置", 34),
    Column("键", 40),
)


def audit_sheets(content: AuditContent) -> tuple[Sheet, ...]:
    """Give the report as sheets."""
    return (
        Sheet("摘要", _SUMMARY, tuple(_summary(content))),
        Sheet("问题", _FINDINGS, tuple(_findings(content)), "A3"),
        Sheet("更正清单", _CORRECTIONS, tuple(_corrections(content)), "A3"),
        Sheet("承诺登记", _PROMISES, tuple(map(_promise, content.entries)), "A3"),
        Sheet("不是承诺的数值", _PROMISES, tuple(map(_promise, content.others)), "A3"),
    )


def _summary(content: AuditContent) -> Iterator[_Row]:
    case = content.case
    yield "文件", case.title
    yield "格式", case.form
    yield "SHA-256", case.digest
    yield "来源", "bidgen生成的文件" if case.is_own else "没有生成记录"
    yield "比较的项目", case.project or "没有与项目比较"
    yield "审核程序", f"bidgen {case.version}"
    yield from extent(case)
    yield "承诺", len(content.entries)
    yield from ((each.value, count) for each, count in agreements(content).items())
    yield from ((severity.label, count) for severity, count in counted(content).items())
    for name, counts, places in by_layer(content):
        yield name, f"{sum(counts.values())}项，{places}处"
    yield from ((f"文件属性：{label}", text) for label, text in properties(case))


def _findings(content: AuditContent) -> Iterator[_Row]:
    """Give a row for each place; what concerns the file as a whole has none."""
    for cause in content.causes:
        for spot in cause.spots or (None,):
            yield _finding(cause, spot)


def _finding(cause: Cause, spot: Spot | None) -> _Row:
    place: _Row = (spot.where, spot.line, spot.column, _sentence(spot), spot.marked[:_LONGEST]) if spot else ("",) * 5
    return (
        cause.number,
        cause.chapter.value,
        cause.severity.label,
        cause.layer,
        "" if cause.is_sure else "是",
        "、".join(cause.codes),
        (spot.message if spot else cause.message)[:_LONGEST],
        *place,
        spot.correction if spot else "",
        *_facts(cause.facts),
        _each(cause.basis),
        _each(cause.hints),
        "",
    )


def _corrections(content: AuditContent) -> Iterator[_Row]:
    both = (*(("照改", each) for each in content.certain), *(("由人决定", each) for each in content.open))
    for number, (who, one) in enumerate(both, start=1):
        yield _correction(number, who, one)


def _correction(number: int, who: str, one: Correction) -> _Row:
    spot = one.spot
    return (
        number,
        who,
        spot.where,
        spot.line,
        spot.marked[:_LONGEST],
        spot.correction,
        _sentence(spot),
        spot.message[:_LONGEST],
        one.cause.number,
        "",
    )


def _promise(entry: Entry) -> _Row:
    scope, fact = entry.commitment.scope, entry.facts[0] if entry.facts else Fact("", "", "")
    return (
        entry.number,
        entry.kind.label,
        entry.spot.marked[:_LONGEST],
        entry.value,
        entry.scope,
        scope.phase.label,
        scope.force.label,
        entry.source,
        entry.spot.where,
        entry.spot.line,
        _sentence(entry.spot),
        "、".join(entry.values),
        entry.agreement.value,
        fact.position,
        fact.path,
    )


def _sentence(spot: Spot) -> str:
    return f"{spot.before}【{spot.marked[:_LONGEST]}】{spot.after}"


def _facts(facts: tuple[Fact, ...]) -> _Row:
    return (
        _each(fact.position for fact in facts),
        _each(fact.path for fact in facts),
        _each(fact.line for fact in facts),
    )


def _each(lines: Iterable[str]) -> str:
    return "\n".join(lines)
