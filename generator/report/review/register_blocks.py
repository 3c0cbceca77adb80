"""The register of promises as a table for A4: grouped by kind, each promise with where it is printed."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from generator.commitments.occurrences import Occurrence
from generator.commitments.promise import EXACTLY, Promise
from generator.commitments.register import Registered
from generator.document.nodes import Block, Cell, Row
from generator.model.commitments import Dimension, Party, Phase
from generator.report.review.content import Content
from generator.report.review.nodes import LEAD, Head, cell, grid, group, paragraph
from generator.report.review.pages import page_words

_HEADS = (
    Head("序号", 0.5, "center"),
    Head("事项和适用范围", 3.1),
    Head("承诺", 1.3),
    Head("起算点", 1.3),
    Head("印在", 3.9),
    Head("要求和支持", 1.9),
)


def register_blocks(content: Content) -> Iterator[Block]:
    """Give the register; where the bid could not be typed, a sentence that says so."""
    register = content.case.register
    if register is None:
        yield paragraph("资料有错误，承诺还不能登记。")
        return
    yield paragraph(
        "序号与review.xlsx的“承诺登记”相同；那里还有每一处印出的整句和资料位置。“另有”的页码是DOCX的。", LEAD
    )
    numbered = sorted(enumerate(register.entries, start=1), key=lambda pair: _rank(content, pair[1]))
    yield grid("register_table", _HEADS, _rows(numbered, has_document=content.case.document is not None))


def _rank(content: Content, entry: Registered) -> int:
    """Order kinds as they are first met in the register."""
    register = content.case.register
    kinds = list(dict.fromkeys(one.promise.kind for one in register.entries)) if register else []
    return kinds.index(entry.promise.kind)


def _rows(numbered: list[tuple[int, Registered]], *, has_document: bool) -> Iterator[Row]:
    for kind, same in groupby(numbered, key=lambda pair: pair[1].promise.kind):
        rows = list(same)
        yield group(f"{kind.label}（{len(rows)}项）", len(_HEADS))
        yield from (Row(tuple(_cells(number, entry, has_document=has_document))) for number, entry in rows)


def _cells(number: int, entry: Registered, *, has_document: bool) -> Iterator[Cell]:
    promise = entry.promise
    yield cell(str(number))
    yield cell(f"{promise.subject}{_scope(entry)}")
    yield cell(_promised(promise))
    yield cell(promise.clock)
    yield cell(*(_printed(entry.printed) if has_document else ("—",)))
    yield cell(*_background(entry))


def _promised(promise: Promise) -> str:
    """Give the value with its comparator where that says more: 不超过2小时, but 立即 and 3年."""
    is_plain = promise.comparator == EXACTLY or not promise.text[:1].isdigit()
    return promise.text if is_plain else f"{promise.comparator}{promise.text}"


def _scope(entry: Registered) -> str:
    """Give what confines a promise: level, region, …, what is not usual of its phase and party."""
    scope = entry.promise.scope
    phase = scope.phase.label if scope.phase is not Phase.IN_WARRANTY else ""
    party = scope.party.label if scope.party is not Party.OURS else ""
    sides = (scope.side(dimension) for dimension in Dimension)
    tags = (tag.name for side in sides if side for tag in sorted(side))
    named = "，".join(filter(None, (*tags, phase, party)))
    return f"（{named}）" if named else ""


def _printed(printed: tuple[Occurrence, ...]) -> Iterator[str]:
    """Give the first section, of the others the pages."""
    if not printed:
        yield "没有印出"
        return
    yield "，".join(filter(None, (printed[0].section, page_words(printed[0].pages))))
    known = dict.fromkeys(page for one in printed if (page := _page(one)))
    others = [page for page in known if page != _page(printed[0])]
    if others:
        yield f"另有第{'、'.join(others)}页"


def _page(one: Occurrence) -> str:
    return one.pages.get("docx") or one.pages.get("pdf", "")


def _background(entry: Registered) -> Iterator[str]:
    for answer in entry.answers:
        yield f"回应{answer.demand.mark or ''}{answer.demand.clause}（{answer.verdict}）"
    for backing in entry.backing:
        yield f"原厂：{backing.name}{backing.text}"
    if entry.promise.owner:
        yield f"责任：{entry.promise.owner}"
    if entry.change is not None:
        yield f"改写：{entry.change.approver}{entry.change.date}批准"
    if entry.bound is not None and entry.bound.exceeded:
        yield f"超出承诺权限（{entry.bound.text}）"
    for grant in entry.grants:
        yield f"批准：{grant.approver}{grant.date}"
