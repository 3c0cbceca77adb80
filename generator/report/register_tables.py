"""The register as tables a reviewer filters and prints: the promises, where they are printed, those that are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.commitments.lattice import Scope
from generator.commitments.occurrences import Occurrence
from generator.commitments.register import Answer, Register, Registered
from generator.model.commitments import Dimension
from generator.model.deviation import WORSE
from generator.source import SourceMap
from generator.write.xlsx.sheet import Column, Sheet

_PROMISES = (
    Column("序号", 6),
    Column("类别", 12),
    Column("事项", 16),
    Column("适用范围", 24),
    Column("阶段", 10),
    Column("承诺方", 8),
    Column("比较", 8),
    Column("承诺值", 14),
    Column("起算点", 16),
    Column("效力", 8),
    Column("印出处数", 8),
    Column("首次印在", 24),
    Column("DOCX页", 8),
    Column("PDF页", 8),
    Column("回应的招标要求", 28),
    Column("偏离", 9),
    Column("原厂支持", 28),
    Column("责任岗位", 12),
    Column("承诺权限", 16),
    Column("改写、批准和豁免", 28),
    Column("资料位置", 34),
    Column("编号", 40, printed=False),
)
_PLACES = (
    Column("序号", 6),
    Column("类别", 12),
    Column("事项", 16),
    Column("适用范围", 20),
    Column("承诺值", 12),
    Column("印出的文字", 14),
    Column("章节", 24),
    Column("图表", 20),
    Column("DOCX页", 8),
    Column("PDF页", 8),
    Column("整句", 60),
    Column("来历", 8),
    Column("模板位置", 34),
    Column("资料位置", 34),
)
_UNPRINTED = (
    Column("序号", 6),
    Column("类别", 14),
    Column("事项", 20),
    Column("适用范围", 28),
    Column("承诺值", 16),
    Column("资料位置", 40),
    Column("编号", 50, printed=False),
)
_SUMMARY = (Column("项目", 20), Column("内容", 80))
_ALL = "不限"


def register_sheets(register: Register, sources: SourceMap) -> tuple[Sheet, ...]:
    """Give the register as sheets; `sources` tells where each promise was written."""
    return (
        Sheet("承诺登记表", _PROMISES, tuple(_promises(register, sources)), "A3"),
        Sheet("印出位置", _PLACES, tuple(_places(register, sources)), "A3"),
        Sheet("未印出", _UNPRINTED, tuple(_unprinted(register, sources))),
        Sheet("说明", _SUMMARY, _summary(register)),
    )


def scope_words(scope: Scope) -> str:
    """Give the open sides of a scope in Chinese: 级别：紧急故障；区域：市区. Where none is confined, 不限."""
    sides = ((dimension.label, scope.side(dimension)) for dimension in Dimension)
    words = (f"{label}：{'、'.join(tag.name for tag in sorted(side))}" for label, side in sides if side)
    return "；".join(words) or _ALL


def _promises(register: Register, sources: SourceMap) -> Iterable[tuple[str | int, ...]]:
    for number, entry in enumerate(register.entries, start=1):
        promise, scope = entry.promise, entry.promise.scope
        yield (
            number,
            promise.kind.label,
            promise.subject,
            scope_words(scope),
            scope.phase.label,
            scope.party.label,
            promise.comparator,
            promise.text,
            promise.clock,
            scope.force.label,
            len(entry.printed),
            entry.printed[0].section if entry.printed else "未印出",
            _pages(entry.printed, "docx"),
            _pages(entry.printed, "pdf"),
            "\n".join(map(_answer, entry.answers)),
            "\n".join(answer.verdict for answer in entry.answers),
            "\n".join(f"{backing.name}：{backing.text}" for backing in entry.backing),
            promise.owner,
            _bound(entry),
            "\n".join(_decisions(entry)),
            _source(promise.path, sources),
            promise.id,
        )


def _places(register: Register, sources: SourceMap) -> Iterable[tuple[str | int, ...]]:
    for number, entry in enumerate(register.entries, start=1):
        promise = entry.promise
        for found in entry.printed:
            yield (
                number,
                promise.kind.label,
                promise.subject,
                scope_words(promise.scope),
                promise.text,
                found.text,
                found.section,
                found.block,
                found.pages.get("docx", ""),
                found.pages.get("pdf", ""),
                found.sentence,
                "算出" if found.derived else "直接",
                f"{found.template}:{found.template_line}",
                _source(promise.path, sources),
            )


def _unprinted(register: Register, sources: SourceMap) -> Iterable[tuple[str | int, ...]]:
    for number, entry in enumerate(register.entries, start=1):
        if not entry.printed:
            promise = entry.promise
            scope, place = scope_words(promise.scope), _source(promise.path, sources)
            yield number, promise.kind.label, promise.subject, scope, promise.text, place, promise.id


def _summary(register: Register) -> tuple[tuple[str | int, ...], ...]:
    pages = "取自最近一次生成的文件" if register.has_pages else "尚无：资料改动以后还没有生成文件"
    changed = sum(entry.change is not None for entry in register.entries)
    exceeded = sum(entry.bound is not None and entry.bound.exceeded for entry in register.entries)
    worse = sum(WORSE in {answer.verdict for answer in entry.answers} for entry in register.entries)
    return (
        ("项目名称", register.project),
        ("项目编号", register.number),
        ("投标人", register.bidder),
        ("编制日期", register.date),
        ("承诺", len(register.entries)),
        ("印出处", sum(len(entry.printed) for entry in register.entries)),
        ("没有印出的承诺", len(register.unprinted)),
        ("改写过的承诺", changed),
        ("超出承诺权限的承诺", exceeded),
        ("负偏离的承诺", worse),
        ("页码", pages),
        ("审核意见", ""),
        ("审核人", ""),
        ("审核日期", ""),
    )


def _pages(printed: tuple[Occurrence, ...], output: str) -> str:
    return "、".join(dict.fromkeys(page for found in printed if (page := found.pages.get(output, ""))))


def _answer(answer: Answer) -> str:
    demand = answer.demand
    return f"{demand.mark or ''}{demand.clause} {demand.text}"


def _bound(entry: Registered) -> str:
    bound = entry.bound
    if bound is None:
        return ""
    return f"{bound.text}，已超出" if bound.exceeded else bound.text


def _decisions(entry: Registered) -> Iterator[str]:
    """Give what people decided about a promise: rewritten, approved beyond the bound, a finding waived."""
    change = entry.change
    if change is not None:
        before = f"目录原为{change.old_text}" if change.key == entry.promise.path else f"整段改写“{change.key}”"
        yield f"改写：{before}；{change.reason}；{change.approver} {change.date} 批准"
    for grant in entry.grants:
        yield f"批准：{grant.content}；{grant.reason}；{grant.approver} {grant.date} 批准"
    for one in entry.exemptions:
        until = f"，至{one.until}" if one.until else ""
        yield f"豁免{one.code}：{one.reason}；{one.approver} {one.date} 批准{until}"


def _source(path: str, sources: SourceMap) -> str:
    return str(sources.value(path) or path)
