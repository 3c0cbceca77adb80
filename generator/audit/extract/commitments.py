"""Gives every promise of a text: the quantities that somebody promises, each with kind, scope and provenance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.audit.extract.figures import Told
from generator.audit.extract.kinds import kinds
from generator.audit.extract.passages import Passage, passages
from generator.audit.extract.scopes import Spot, scope
from generator.audit.extract.sources import force, provenance
from generator.audit.extract.starts import Start, starts
from generator.audit.extract.terms import Term, terms
from generator.audit.extract.triggers import set_off
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.text import AuditText, Commitment, Confidence, Provenance
from generator.model.commitments import Kind, Role
from generator.zh.money import Money, parse_money
from generator.zh.quantity import Quantity
from generator.zh.scan import Comparator, Form, Found

_AT_ONCE = 2
_AT_ONCE_KINDS = frozenset({Kind.RESPONSE, Kind.BACKUP_TRIGGER})
_ANSWERS = re.compile("响应|应答|着手|开始|接手|联系|回电|受理|接听|回应|反应|派|接单|接警")
_FEE = re.compile("费")
_BARE = re.compile(r"[0-9]{1,9}(?:\.[0-9]{1,2})?")
_SECONDS = "秒"


def commitments(text: AuditText, vocabulary: Vocabulary) -> tuple[Commitment, ...]:
    """Give the promises of a text in reading order."""
    found = [each for passage in passages(text, vocabulary) for each in _promises(passage, text)]
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _promises(passage: Passage, text: AuditText) -> Iterator[Commitment]:
    begun = tuple(starts(passage))
    inside = (found for each in begun for found in passage.founds_in(each.start, each.end))
    yield from _figures(passage, text, frozenset(inside))
    yield from (_unmeasured(passage, text, _of_start(each)) for each in begun)
    yield from (_unmeasured(passage, text, _of_term(each)) for each in terms(passage))
    yield from _fees(passage, text)


@dataclass(frozen=True, slots=True)
class _Said:
    """A figure with its kind; `since` is where the figure before it of the same kind ends."""

    found: Found
    told: Told
    since: int = 0
    is_trigger: bool = False


def _figures(passage: Passage, text: AuditText, used: frozenset[Found]) -> Iterator[Commitment]:
    told = kinds(passage)
    for index, found in enumerate(passage.founds):
        each = told[index]
        if each and found not in used and _is_said(found, each):
            other = set_off(passage, told, index)
            since = _since(passage, told, index)
            yield _promise(passage, text, _Said(found, other or each, since, is_trigger=other is not None))


def _since(passage: Passage, told: Sequence[Told | None], index: int) -> int:
    """Give the end of the figure before this one, where both are of one kind and sentence; else 0."""
    before, each = told[index - 1] if index else None, told[index]
    if not (before and each and before.kind is each.kind):
        return 0
    previous, found = passage.founds[index - 1], passage.founds[index]
    is_same = passage.clause(previous.start).sentence == passage.clause(found.start).sentence
    return previous.end if is_same else 0


def _is_said(found: Found, told: Told) -> bool:
    """立即 is a figure only where a time to respond is asked for; elsewhere it is vague."""
    if found.form is not Form.IMMEDIATE or told.confidence is Confidence.STRUCTURED:
        return True
    if told.kind in _AT_ONCE_KINDS:
        return told.kind is not Kind.RESPONSE or _ANSWERS.search(told.word) is not None
    return told.kind is Kind.RESOLUTION and (told.end or 0) - found.end <= _AT_ONCE


def _promise(passage: Passage, text: AuditText, said: _Said) -> Commitment:
    found, told = said.found, said.told
    start = found.start if told.start is None else min(found.start, told.start)
    end = found.end if told.end is None else max(found.end, told.end)
    first, last = passage.span(start, end)
    source, binding = _source(passage, found, told.kind), force(passage, found.start)
    role = Role.TRIGGER if said.is_trigger else Role.PROMISE
    return Commitment(
        told.kind,
        found.quantity,
        found.comparator,
        passage.block.number,
        first,
        last,
        text.whole[first:last],
        told.word,
        scope(passage, Spot(found.start, said.since, _until(passage, said)), source, binding, role=role),
        source,
        binding,
        _clock_start(passage, found),
        told.confidence,
    )


def _until(passage: Passage, said: _Said) -> int:
    """Give the end of the clause, or the next figure in it, where the act stands after the figure."""
    found, told = said.found, said.told
    if told.end is None or told.end <= found.end:
        return found.start
    end = max(passage.clause(found.start).end, told.end)
    return min([end, *(each.start for each in passage.founds_in(found.end, end))])


def _source(passage: Passage, found: Found, kind: Kind) -> Provenance:
    """Seconds are what a machine takes, not what anybody promises."""
    is_machine = not isinstance(found.quantity, Money) and found.quantity.unit == _SECONDS
    return Provenance.PARAMETER if is_machine else provenance(passage, found.start, kind)


def _clock_start(passage: Passage, found: Found) -> str:
    """Give the event from which a time runs, named nearest before it in its sentence."""
    begin, _ = passage.sentence_span(found.start)
    hits = passage.words("clock_start", begin, found.start)
    return passage.plain[slice(*hits[-1][1:])] if hits else ""


@dataclass(frozen=True, slots=True)
class _Unmeasured:
    """What is promised by words: an event from which something runs, or a term without a figure."""

    kind: Kind
    start: int
    end: int
    subject: str
    quantity: Quantity | Money | None = None
    clock_start: str = ""


def _of_start(start: Start) -> _Unmeasured:
    day = start.found.quantity if start.found else None
    return _Unmeasured(Kind.WARRANTY_START, start.start, start.end, start.event, day, start.event)


def _of_term(term: Term) -> _Unmeasured:
    return _Unmeasured(term.kind, term.start, term.end, term.subject)


def _unmeasured(passage: Passage, text: AuditText, said: _Unmeasured) -> Commitment:
    first, last = passage.span(said.start, said.end)
    source, binding = provenance(passage, said.start, said.kind), force(passage, said.start)
    return Commitment(
        said.kind,
        said.quantity,
        Comparator.BARE,
        passage.block.number,
        first,
        last,
        text.whole[first:last],
        said.subject,
        scope(passage, Spot(said.start), source, binding),
        source,
        binding,
        said.clock_start,
    )


def _fees(passage: Passage, text: AuditText) -> Iterator[Commitment]:
    """A bare figure in a column of fees is money."""
    if passage.founds or not _BARE.fullmatch(passage.plain):
        return
    for head in [head for head in passage.heads if head.is_column and _FEE.search(head.plain)][:1]:
        money = parse_money(f"{passage.plain}{'万' if '万元' in head.plain else ''}元")
        found = Found(0, len(passage.plain), money, Comparator.BARE, Form.MONEY)
        yield _promise(passage, text, _Said(found, Told(Kind.PRICE, head.plain, Confidence.STRUCTURED)))
