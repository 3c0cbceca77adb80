"""Tells what is promised: by the words beside a figure, then by its neighbours, its heads, and what went before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.audit.extract.beside import beside
from generator.audit.extract.figures import DEADLINES, Told, families, is_free, is_part_of_a_name
from generator.audit.extract.matrix import by_matrix
from generator.audit.extract.passages import Passage
from generator.audit.text import Confidence
from generator.model.commitments import Kind
from generator.zh.money import Money
from generator.zh.scan import Comparator, Form, Found

_FEW_WORDS = 10
_FAR = 12


def kinds(passage: Passage) -> tuple[Told | None, ...]:
    """Give the kind of each quantity of a passage, None where nothing tells one."""
    matrix = by_matrix(passage)
    told = [matrix.get(found) or _beside(passage, found) for found in passage.founds]
    told = [each or _shared(passage, told, index) for index, each in enumerate(told)]
    told = [each or _from_heads(passage, found) for each, found in zip(told, passage.founds, strict=True)]
    told = [each or _from_afar(passage, told, index) for index, each in enumerate(told)]
    return tuple(each or _by_form(passage, found) for each, found in zip(told, passage.founds, strict=True))


def _beside(passage: Passage, found: Found) -> Told | None:
    return None if is_part_of_a_name(passage, found) else beside(passage, found)


# --- from the neighbours in the sentence ------------------------------------------------------------------------------


def _shared(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """A figure without words of its own shares those of the one before (到场时间：市内2小时，郊区4小时) or after it."""
    if is_part_of_a_name(passage, passage.founds[index]):
        return None
    before = _neighbour(passage, told, index, range(index - 1, max(-1, index - _FAR), -1))
    after = _neighbour(passage, told, index, range(index + 1, min(len(told), index + _FAR)))
    chosen = before if before and (before.from_left or not after) else after
    is_own = chosen is not None and chosen.kind is not Kind.OTHER
    return Told(chosen.kind, chosen.word, Confidence.FALLBACK) if chosen and is_own else None


def _neighbour(passage: Passage, told: Sequence[Told | None], index: int, order: range) -> Told | None:
    found = passage.founds[index]
    begin, end = passage.sentence_span(found.start)
    for other in order:
        each = passage.founds[other]
        if not begin <= each.start < end:
            return None
        if told[other] and families(found) & families(each):
            return told[other]
    return None


# --- from above and from what went before -----------------------------------------------------------------------------


def _from_heads(passage: Passage, found: Found) -> Told | None:
    """What the head of the column names, then that of the row, then the headings, the nearest first."""
    lexicon = passage.vocabulary.cues(families(found))
    if is_part_of_a_name(passage, found) or families(found) & {"pieces", "times", "people"}:
        return None
    for head in sorted(passage.heads, key=lambda head: not head.is_column):
        seens = sorted(lexicon.seen(head.plain), key=lambda seen: seen.cue.weight)
        if seens:
            return Told(seens[0].cue.kind, seens[0].cue.word, Confidence.STRUCTURED)
    return None


def _from_afar(passage: Passage, told: Sequence[Told | None], index: int) -> Told | None:
    """What an earlier sentence of the block was about; only for a figure that has hardly a word of its own."""
    found = passage.founds[index]
    clause = passage.clause(found.start)
    words = clause.end - clause.start - (found.end - found.start)
    if words > _FEW_WORDS or not is_free(found) or is_part_of_a_name(passage, found):
        return None
    following = index + 1 if _goes_on(passage, index) else index - 1
    for other in (following, *range(index - 1, max(-1, index - _FAR), -1)):
        before = told[other] if other >= 0 else None
        if before and families(found) & families(passage.founds[other]):
            return Told(before.kind, before.word, Confidence.NONE)
    return None


def _goes_on(passage: Passage, index: int) -> bool:
    """Tell whether only a semicolon stands between a figure and what the next one says: 省内24小时；省外72小时到场."""
    _, end = passage.sentence_span(passage.founds[index].start)
    return index + 1 < len(passage.founds) and passage.plain.startswith(";", end)


def _by_form(passage: Passage, found: Found) -> Told | None:
    """What figures of some forms nearly always are."""
    if is_part_of_a_name(passage, found):
        return None
    is_rate = isinstance(found.quantity, Money) and (bool(found.quantity.per) or _is_each(passage, found))
    kind = Kind.PRICE if is_rate else _KIND_OF_FORM.get(found.form) or _of_family(found)
    return Told(kind, "", Confidence.NONE) if kind else None


def _of_family(found: Found) -> Kind | None:
    """People are staff; a time or a sum with a bound is at least a limit that somebody set."""
    told = families(found)
    if "people" in told:
        return Kind.HEADCOUNT
    is_limit = bool(told & {*DEADLINES, "percent", "money", "pieces"}) and found.comparator in _LIMITS
    return Kind.OTHER if is_limit else None


def _is_each(passage: Passage, found: Found) -> bool:
    """Tell whether a sum is one for each of something: 每公斤85元, 单价368元."""
    clause = passage.clause(found.start)
    return _EACH.search(passage.plain, clause.start, found.start) is not None


_EACH = re.compile("每|单价")
_LIMITS = frozenset({Comparator.AT_MOST, Comparator.AT_LEAST, Comparator.LESS, Comparator.MORE})
_KIND_OF_FORM = {
    Form.WINDOW: Kind.SERVICE_HOURS,
    Form.LOST_SIGN: Kind.SERVICE_HOURS,
    Form.SERVICE_CODE: Kind.SPARE_PART_TIME,
    Form.RATE: Kind.INSPECTION_FREQUENCY,
}
