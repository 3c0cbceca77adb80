"""What an audit found as text for people: by chapter and cause, each place in words, its exact characters marked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.finding import Severity
from generator.languages.spoken import is_english, told
from generator.report.audit_causes import Cause, Chapter, Fact, Spot
from generator.report.audit_content import AuditContent, agreements, counted
from generator.report.text import WINDOW, Line, plain, pointed, severity_style

MOST_PLACES = 8
"""Of one cause; the reports have all."""
_LONGEST = 200
_EXCERPT = "    │ "


def audit_text(content: AuditContent) -> str:
    """Give the whole answer as plain text that ends with a line break."""
    return plain(audit_lines(content))


def audit_lines(content: AuditContent) -> Iterator[Line]:
    """Give the answer line by line in the language of the user, each with the style it has on a terminal."""
    return map(_told, _lines(content))


def _lines(content: AuditContent) -> Iterator[Line]:
    case = content.case
    project = f"，与项目 {case.project} 比较" if case.promises is not None else ""
    own = "，由 bidgen 生成" if case.is_own else ""
    read = told(f"（{told(case.form)}{told(own)}{told(project)}）")
    yield Line(case.name + read, "bold underline")
    yield Line("")
    for chapter in Chapter:
        yield from _chapter(content, chapter)
    yield Line(_findings(content), "bold")
    if case.text is not None:
        yield Line(_promises(content))


def _told(line: Line) -> Line:
    """Give a line in the language of the user; excerpts of the file stay as they stand there."""
    return line if not is_english() or line.text.startswith(_EXCERPT) else replace(line, text=told(line.text))


def _findings(content: AuditContent) -> str:
    counts = [f"{severity.label}{count}项" for severity, count in counted(content).items() if count]
    return f"共发现{'、'.join(counts)}。" if counts else "没有发现问题。"


def _promises(content: AuditContent) -> str:
    """Give the counts of promises, and of corrections where there are some."""
    compared = "，".join(f"{each.value}{count}处" for each, count in agreements(content).items())
    promised = f"读出承诺{len(content.entries)}处" + (f"（{compared}）" if compared else "")
    certain = f"；可以照改{len(content.certain)}处" if content.certain else ""
    return f"{promised}{certain}。"


def _chapter(content: AuditContent, chapter: Chapter) -> Iterator[Line]:
    several = content.of(chapter)
    if several:
        yield Line(f"【{chapter.value}】{len(several)}项", "bold")
        for cause in several:
            yield from _cause(content, cause)
            yield Line("")


def _cause(content: AuditContent, cause: Cause) -> Iterator[Line]:
    judge = "（需人判断）" if cause.chapter is Chapter.PROJECT and not cause.is_sure else ""
    head = f"{told(cause.severity.label)} {'、'.join(cause.codes)} {_short(cause.message)}{judge}"
    yield Line(head, severity_style(cause.severity))
    for spot in cause.spots[:MOST_PLACES]:
        yield from _spot(content.case.title, spot)
    if len(cause.spots) > MOST_PLACES:
        yield Line(f"  另有{len(cause.spots) - MOST_PLACES}处，用 --report 全部写出")
    for fact in cause.facts:
        yield from _fact(fact)
    if cause.basis:
        yield Line(f"  依据：{'；'.join(cause.basis)}")
    for hint in cause.hints:
        yield Line(f"  建议：{hint}", "green" if cause.severity < Severity.ERROR else "")


def _spot(name: str, spot: Spot) -> Iterator[Line]:
    """Give the place, its sentence with carets below the exact characters, and what ought to stand there."""
    meant = f"  →  {spot.correction}" if spot.correction else ""
    yield Line(f"  {name}:{spot.line}:{spot.column} {spot.where}{meant}", "dim" if not meant else "")
    shown, carets = pointed(*(_flat(part) for part in (spot.before, spot.marked, spot.after)))
    yield Line(f"{_EXCERPT}{shown}".rstrip())
    yield Line(f"{_EXCERPT}{carets}", "red")


def _short(text: str) -> str:
    """Give the beginning of what is long: the sentence stands below."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}……"


def _flat(text: str) -> str:
    return text.replace("\n", " ")[:WINDOW]


def _fact(fact: Fact) -> Iterator[Line]:
    if fact.position:
        yield Line(f"  资料：{fact.position} {fact.line}")
    yield Line(f"  键路径：{fact.path}", "dim")
