"""Findings as blocks: those to be dealt with one by one in full, notices in a table by their codes."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.document.nodes import Block, Inlines, Row, Section, Text
from generator.load.overrides import is_below
from generator.report.review.content import Content
from generator.report.review.nodes import LEAD, Head, cell, fields, grid, group, paragraph, section, strong, words
from generator.report.review.pages import page_words
from generator.report.review.problems import QUOTES, Basis, Problem, Spot
from generator.report.review.quotes import Quote

_RECORDS = ("project.waivers", "project.approvals", "project.overrides", "project.chapters", "company.policy")
"""What bids are made from but never show."""

_IN_CONTENTS = 40
"""With more findings than this the contents name only the chapters."""


def problem_blocks(content: Content) -> Iterator[Block]:
    """Give a section for each finding that must be dealt with."""
    grave = [problem for problem in content.problems if problem.is_grave]
    if not grave:
        yield paragraph("没有废标风险、错误和警告。")
    level = 2 if len(grave) <= _IN_CONTENTS else 3
    yield from (_problem(problem, level, has_document=content.case.document is not None) for problem in grave)


def notice_blocks(content: Content) -> Iterator[Block]:
    """Give the notices as a table, those of one code below a row with its title and what to do."""
    notices = [problem for problem in content.problems if not problem.is_grave]
    if not notices:
        yield paragraph("没有提示。")
        return
    yield paragraph("提示不妨碍签发；其中有豁免的，原来的问题、理由和批准人写在内容里。", LEAD)
    heads = (Head("序号", 0.6, "center"), Head("内容", 4.0), Head("资料位置", 2.2), Head("印在", 2.2))
    yield grid("notice_table", heads, _notice_rows(notices))


# --- a finding in full -----------------------------------------------------------------------------------------------


def _problem(problem: Problem, level: int, *, has_document: bool) -> Section:
    finding = problem.finding
    title = f"问题{problem.number}　【{finding.severity.label}】{finding.code} {problem.title}".strip()
    table = fields(
        f"problem_{problem.number}_table",
        (
            ("问题", [strong(finding.message)]),
            ("文件原句", list(_quotes(problem.spot, has_document=has_document))),
            ("资料位置", list(_source(problem.spot))),
            ("相矛盾处", [line for spot in problem.also for line in _other(spot, problem.spot.quotes[:QUOTES])]),
            ("依据", [line for basis in problem.basis for line in _basis(basis)]),
            ("处理", [finding.hint]),
        ),
    )
    return section(f"problem_{problem.number}", title, (table,), level, numbered=False)


def _quotes(spot: Spot, *, has_document: bool) -> Iterator[Inlines]:
    yield from map(_quoted, spot.quotes[:QUOTES])
    more = spot.quotes[QUOTES:]
    if more:
        yield words(f"另有{len(more)}处：{'；'.join(dict.fromkeys(filter(None, map(_where, more))))}。")
    if not spot.quotes and spot.path and has_document and not is_below(spot.path, _RECORDS):
        yield words("（这一项没有直接印在文件里。）")


def _quoted(quote: Quote) -> Inlines:
    """Give a sentence in quotation marks with its place; the value meant stands out where it cannot be mistaken."""
    where = f"”（{where}）" if (where := _where(quote)) else "”"
    before, value, after = quote.sentence.partition(quote.value) if quote.value else (quote.sentence, "", "")
    if not value or value in after:
        return words(f"“{quote.sentence}{where}")
    return (*words(f"“{before}"), *strong(value), *words(f"{after}{where}"))


def _where(quote: Quote) -> str:
    return "，".join(filter(None, (quote.where, page_words(quote.pages))))


def _source(spot: Spot) -> Iterator[str]:
    yield spot.position
    yield f"键：{spot.path}" if spot.path else ""
    yield f"原文：{spot.line}" if spot.line else ""


def _other(spot: Spot, quoted: tuple[Quote, ...]) -> Iterator[Inlines]:
    """Give a place that is contradicted, and what it says in print where that has not been quoted yet."""
    yield words(f"{spot.position}　{spot.line}")
    already = {quote.sentence for quote in quoted}
    yield from (_quoted(quote) for quote in spot.quotes[:1] if quote.sentence not in already)


def _basis(basis: Basis) -> Iterator[Inlines]:
    told = f"（条文见问题{basis.told_in}）" if basis.told_in else ""
    yield (*strong(basis.citation), *((Text(told),) if told else ()))
    if not basis.told_in:
        yield from map(words, basis.words.split("\n"))


# --- notices ---------------------------------------------------------------------------------------------------------


def _notice_rows(notices: list[Problem]) -> Iterator[Row]:
    ordered = sorted(notices, key=lambda one: one.finding.code)
    for code, same in groupby(ordered, key=lambda one: one.finding.code):
        rows = list(same)
        yield group(f"{code} {rows[0].title}（{len(rows)}项）　{rows[0].finding.hint}", 4)
        yield from map(_notice, rows)


def _notice(problem: Problem) -> Row:
    first = problem.spot.quotes[:1]
    more = len(problem.spot.quotes) - len(first)
    where = [_where(quote) for quote in first] + ([f"等{more + 1}处"] if more else [])
    return Row(
        (
            cell(str(problem.number)),
            cell(problem.finding.message),
            cell(*split_path(problem.spot.position)),
            cell(*where),
        )
    )


def split_path(position: str) -> tuple[str, ...]:
    """Give folder and file of a position one below the other, so that a narrow column can hold them."""
    folder, slash, file = position.rpartition("/")
    return (folder + slash, file)
