"""Contradictions between promises of one kind: judged by the lattice of scopes, grouped by cause.

Promises of one sentence are never held against each other: who lists them side by side means different cases, whether
or not the words that tell the cases apart were understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.foreign.stated import Nature, Stated, same_thing
from generator.audit.text import Provenance
from generator.commitments.lattice import Claim, Order, Strictness, Tag, Verdict, judge, order, strictness
from generator.finding import Severity
from generator.model.commitments import Dimension, Kind
from generator.zh.quantity import Quantity, review_equal

CONFLICT, BROKEN, SHADOWED, UNITS = "A141", "A142", "A143", "A144"

_MOST_SORTS = 60
"""Of one kind; a text with more has no contradictions that a reader could follow."""
_END = re.compile("[。！？!?\n]")
_FAR = 400
_MESSAGES = {
    CONFLICT: "同一事项前后不一致",
    BROKEN: "这里比一般承诺宽松",
    SHADOWED: "一般承诺比表中各种情形都宽松，表格与正文不一致",
    UNITS: "同一事项的计时单位不同",
}


@dataclass(frozen=True)
class _Bucket:
    """Everything of one nature that a text says, by what it says; `universe` is what its tables name."""

    nature: Nature
    sorts: tuple[tuple[Stated, ...], ...]
    universe: Mapping[Dimension, frozenset[Tag]]


def contradictions(case: Case) -> Iterator[AuditFinding]:
    """Give the pairs of places that do not agree."""
    for bucket in _buckets(case.stated):
        for left, right in combinations(bucket.sorts, 2):
            code = _verdict(left[0], right[0], bucket)
            for pair in _pairs(case, left, right) if code else ():
                yield _finding(case, code, bucket.nature.kind, pair)


def inspections_agree(case: Case) -> Iterator[AuditFinding]:
    """Give the frequencies of what the text calls an inspection by another name: 采取巡检制度，每季度拜访一次."""
    inspections = [each for each in case.stated if each.promise.kind is Kind.INSPECTION_FREQUENCY]
    for each in case.stated:
        if each.promise.kind in _VISITS and _is_inspection(case, each):
            others = (one for one in inspections if not _equal(one, each) and one.claim.scope == each.claim.scope)
            for other in [one for one in others if apart(case, one, each)][:_MOST_SORTS]:
                first, second = sorted((each, other), key=lambda one: one.promise.start)
                yield _finding(case, CONFLICT, Kind.INSPECTION_FREQUENCY, (first, second))


_VISITS = frozenset({Kind.CALLBACK_FREQUENCY, Kind.REPORT_FREQUENCY})
_INSPECTION = "‹inspection›"
_BY_TELEPHONE = "‹by_telephone›"


def _is_inspection(case: Case, each: Stated) -> bool:
    before = case.simplified(each.sentence[0], each.promise.start)
    return case.vocabulary.pattern(_INSPECTION).search(before) is not None and not case.vocabulary.pattern(
        _BY_TELEPHONE
    ).search(each.promise.text)


def apart(case: Case, left: Stated, right: Stated) -> bool:
    """Tell whether two promises stand in different sentences."""
    first, second = sorted((left.promise, right.promise), key=lambda each: each.start)
    return second.start - first.end > _FAR or _END.search(case.whole, first.end, second.start) is not None


def shown(found: Stated) -> str:
    """Give a promise as a message quotes it, without breaks of lines."""
    return re.sub(r"\s+", "", found.promise.text)


def group(kind: Kind, *parts: str) -> str:
    """Give the name of the group of findings about one kind."""
    return "/".join((kind.value, *parts))


def _buckets(several: Sequence[Stated]) -> Iterator[_Bucket]:
    by_nature: dict[Nature, list[Stated]] = {}
    for each in several:
        by_nature.setdefault(each.nature, []).append(each)
    for nature, members in by_nature.items():
        sorts: dict[object, list[Stated]] = {}
        for each in members:
            sorts.setdefault(each.sort, []).append(each)
        yield _Bucket(nature, tuple(map(tuple, list(sorts.values())[:_MOST_SORTS])), _universe(members))


def _universe(members: Sequence[Stated]) -> dict[Dimension, frozenset[Tag]]:
    """Give all that tables name of each dimension."""
    cells = [each.claim.scope for each in members if each.is_cell]
    named = {side: frozenset(tag for scope in cells for tag in scope.side(side) or ()) for side in Dimension}
    return {side: tags for side, tags in named.items() if tags}


# --- what follows from two --------------------------------------------------------------------------------------------


def _verdict(left: Stated, right: Stated, bucket: _Bucket) -> str:
    """Give the code that two promises deserve; nothing where they agree or have nothing to do with each other."""
    if not same_thing(left, right) or _equal(left, right) or _are_demands(left, right):
        return ""
    found = order(left.claim.scope, right.claim.scope)
    if found is Order.OVERLAPPING:
        return BROKEN if _overlap(left, right) else ""
    verdict = judge(left.claim, right.claim, _siblings(left, right, bucket), bucket.universe)
    if verdict is Verdict.REVIEW and found is not Order.EQUAL:
        return ""
    return _CODES.get(verdict, "")


def _are_demands(left: Stated, right: Stated) -> bool:
    """Tell whether both are the buyer's, who may demand what he likes of different things."""
    return left.promise.provenance is Provenance.DEMAND and right.promise.provenance is Provenance.DEMAND


_CODES = {
    Verdict.CONFLICT: CONFLICT,
    Verdict.BROKEN: BROKEN,
    Verdict.SHADOWED: SHADOWED,
    Verdict.REVIEW: UNITS,
}


def _equal(left: Stated, right: Stated) -> bool:
    one, other = left.claim.value, right.claim.value
    return isinstance(one, Quantity) and isinstance(other, Quantity) and review_equal(one, other)


def _siblings(left: Stated, right: Stated, bucket: _Bucket) -> list[Claim]:
    return [sort[0].claim for sort in bucket.sorts if same_thing(sort[0], left) and sort[0] not in (left, right)]


def _overlap(left: Stated, right: Stated) -> bool:
    """Tell whether a table gives a level more time than the running text gives a region."""
    for cell, prose in ((left, right), (right, left)):
        if cell.is_cell and not prose.is_cell and prose.claim.scope.severity is None:
            return strictness(cell.claim.value, prose.claim.value, cell.claim.stricter) is Strictness.LOOSER
    return False


# --- findings ---------------------------------------------------------------------------------------------------------


def _pairs(case: Case, left: Sequence[Stated], right: Sequence[Stated]) -> Iterator[tuple[Stated, Stated]]:
    """Give each promise of either side once, with the first of the other side in another sentence."""
    given: set[tuple[int, int]] = set()
    for several, others in ((left, right), (right, left)):
        for each in several:
            other = next((one for one in others[:_MOST_SORTS] if apart(case, each, one)), None)
            if other is not None:
                first, second = sorted((each, other), key=lambda one: one.promise.start)
                if (first.promise.start, second.promise.start) not in given:
                    given.add((first.promise.start, second.promise.start))
                    yield first, second


def _finding(case: Case, code: str, kind: Kind, pair: tuple[Stated, Stated]) -> AuditFinding:
    is_fact = all(each.promise.block != pair[0].promise.block or each is pair[0] for each in pair)
    is_fact = is_fact and all(each.is_cell and case.text.blocks[each.promise.block].cell for each in pair)
    certain = Certainty.FACT if is_fact and code == CONFLICT else Certainty.REVIEW
    severity = Severity.ERROR if certain is Certainty.FACT else Severity.WARNING
    message = f"{kind.label}：{_MESSAGES[code]}，“{shown(pair[0])}”与“{shown(pair[1])}”"
    anchors = case.anchors(each.promise for each in pair)
    return AuditFinding(code, Layer.INSIDE, severity, certain, message, group(kind), anchors)
