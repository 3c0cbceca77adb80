"""Findings put together: none twice, none about what the project prints itself, those of one cause in one group."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import Anchor, AuditFinding, Layer


def settled(case: Case, found: Iterable[AuditFinding]) -> tuple[AuditFinding, ...]:
    """Give findings in the order of their places, without those that add nothing.

    What the project prints word for word is judged by the checks of the project: it contradicts no fact of it, and
    whether it contradicts itself they have said. What is wrong for sure explains the contradictions that begin there.
    """
    printed = case.printed
    told = [each for each in found if _is_of_the_text(each) or not _is_printed(each, printed)]
    by_rank = sorted((each for each in told if each.layer is Layer.PROJECT), key=_rank)
    sure: list[AuditFinding] = []
    for each in by_rank:
        if _rank(each) == 0 or not _cause(each, sure):
            sure.append(each)
    kept = [each for each in told if each.layer is not Layer.PROJECT or each in sure]
    grouped = (_grouped(each, sure) for each in kept)
    return tuple(sorted(grouped, key=lambda each: (each.anchors[0].start, each.anchors[0].end, each.code)))


_OF_LINES = frozenset({"A133", "A134", "A135", "A136", "A137", "A138"})
"""Findings that laid the text beside what is printed: what is missing between two words has no place of its own."""
_RANKS = {"A133": 0, "A134": 0, "A139": 1, "A140": 1}
"""What rests on the very place of the document comes before what rests on a label, and that before what words mean."""


def _rank(found: AuditFinding) -> int:
    return _RANKS.get(found.code, len(_RANKS))


def _is_of_the_text(found: AuditFinding) -> bool:
    return found.layer is Layer.TEXT or found.code in _OF_LINES


def _is_printed(found: AuditFinding, printed: Sequence[tuple[int, int]]) -> bool:
    return bool(printed) and all(_holds(printed, each) for each in found.anchors)


def _holds(printed: Sequence[tuple[int, int]], anchor: Anchor) -> bool:
    """Tell whether an anchor stands within what is printed."""
    at = bisect_right(printed, (anchor.start, float("inf"))) - 1
    return at >= 0 and anchor.end <= printed[at][1]


def _grouped(found: AuditFinding, sure: Sequence[AuditFinding]) -> AuditFinding:
    cause = _cause(found, sure) if found.layer is Layer.INSIDE else None
    return replace(found, group=cause.group) if cause else found


def _cause(found: AuditFinding, sure: Sequence[AuditFinding]) -> AuditFinding | None:
    """Give what is wrong for sure where a finding stands."""
    return next((each for each in sure if any(_meet(one, each.anchors[0]) for one in found.anchors)), None)


def _meet(one: Anchor, other: Anchor) -> bool:
    return one.start < other.end and other.start < one.end
