"""Promises of a text against those of a project: what the text says otherwise than the data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.foreign.stated import Stated
from generator.audit.text import Commitment, Provenance
from generator.commitments.lattice import Scope, Side, Strictness, Tag, confined, meet, strictness
from generator.commitments.promise import Promise
from generator.finding import Severity
from generator.model.commitments import Dimension, Kind
from generator.zh.quantity import Quantity, review_equal
from generator.zh.scan import find_quantities

DIFFERS, UNIT_DIFFERS = "A131", "A132"

_SPOKEN = (Dimension.SEVERITY, Dimension.REGION)
"""The sides that running text names; of the others it says nothing that could be matched with data."""


def promises_as_in_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give the promises whose value no promise of the project has that may be meant."""
    by_kind: dict[Kind, list[Promise]] = {}
    for promise in case.project.promises if case.project else ():
        if isinstance(promise.value, Quantity):
            by_kind.setdefault(promise.kind, []).append(promise)
    names = {kind: _names(several) for kind, several in by_kind.items()}
    for each in case.stated:
        if each.promise.provenance is Provenance.OWN and each.promise.kind in by_kind and _is_plain(each):
            meant = _meant(each, by_kind[each.promise.kind], names[each.promise.kind])
            if meant and not any(_agrees(each, promise) for promise in meant):
                yield _finding(case, each, meant)


HELD = frozenset(
    {
        *(Kind.RESPONSE, Kind.ARRIVAL, Kind.RESOLUTION, Kind.RETURN_REPAIR),
        *(Kind.WARRANTY_PERIOD, Kind.INSPECTION_FREQUENCY),
    }
)
_NAMED = {
    Kind.INSPECTION_FREQUENCY: re.compile("巡检"),
    Kind.WARRANTY_PERIOD: re.compile("质保|保修|质量保证"),
    Kind.RETURN_REPAIR: re.compile("修"),
}


def _is_plain(each: Stated) -> bool:
    """Tell whether a promise is of a kind of which a bid speaks in one way, and nothing in its words sets it apart."""
    named = _NAMED.get(each.promise.kind)
    if named and not named.search(each.promise.text):
        return False
    return each.promise.kind in HELD and not each.marks - {each.promise.subject}


def _meant(each: Stated, several: Sequence[Promise], names: Mapping[Dimension, frozenset[Tag]]) -> list[Promise]:
    """Give the promises of the project that hold for what the text speaks of; none where it names what is unknown."""
    scope = _spoken(each.claim.scope, names)
    if scope is None:
        return []
    near = [promise for promise in several if _is_about(each, promise)]
    if scope == confined(scope, {}) and any(_agrees(each, promise) for promise in several):
        return []
    return [promise for promise in near if meet(scope, _only_spoken(promise.scope)) is not None]


def _spoken(scope: Scope, names: Mapping[Dimension, frozenset[Tag]]) -> Scope | None:
    """Give a scope with the project's tags for the words of the text; None where a word is none of them."""
    sides: dict[Dimension, Side] = {}
    for side in _SPOKEN:
        said = scope.side(side)
        if said is not None and names[side]:
            known = frozenset(tag for tag in names[side] if any(_same(word, tag) for word in said))
            if not known:
                return None
            sides[side] = known
    return confined(scope, sides)


def _same(word: Tag, tag: Tag) -> bool:
    return word.name in tag.name or tag.name in word.name or word.name == tag.id


def _only_spoken(scope: Scope) -> Scope:
    return confined(scope, {side: scope.side(side) for side in _SPOKEN})


def _is_about(each: Stated, promise: Promise) -> bool:
    """Tell whether the thing is the same: a text that names one thing speaks of no other."""
    items = promise.scope.item
    return not each.item or items is None or any(each.item in tag.name or tag.name in each.item for tag in items)


def _names(several: Sequence[Promise]) -> dict[Dimension, frozenset[Tag]]:
    return {side: frozenset(tag for each in several for tag in each.scope.side(side) or ()) for side in _SPOKEN}


def _agrees(each: Stated, promise: Promise) -> bool:
    said, meant = each.claim.value, promise.value
    if isinstance(said, Quantity) and isinstance(meant, Quantity) and review_equal(said, meant):
        return True
    return strictness(said, meant, promise.stricter) is Strictness.SAME


def differing(case: Case, each: Commitment, meant: Sequence[Promise], *, is_sure: bool, is_unit: bool) -> AuditFinding:
    """Give the finding of a promise that no promise of the project agrees with that may be meant."""
    values = "、".join(dict.fromkeys(promise.text for promise in meant))
    what = "的单位与项目资料不同" if is_unit else "与项目资料不一致"
    words = re.sub(r"\s+", "", each.text)
    right = meant[0].text if is_sure else None
    return AuditFinding(
        UNIT_DIFFERS if is_unit else DIFFERS,
        Layer.PROJECT,
        Severity.ERROR if is_sure else Severity.WARNING,
        Certainty.FACT if is_sure else Certainty.REVIEW,
        f"{each.kind.label}“{words}”{what}，资料写的是{values}",
        meant[0].path,
        (_anchor(case, each, right),),
        meant[0].path,
    )


def _anchor(case: Case, each: Commitment, right: str | None) -> Anchor:
    """Give the promise, or only its figure where it is known what ought to stand there."""
    figures = [found for found in find_quantities(each.text) if found.quantity == each.quantity] if right else []
    if len(figures) != 1:
        return case.anchor(each.start, each.end)
    words = each.text[figures[0].start : figures[0].end]
    bounds = _BOUNDS.fullmatch(words)
    low, high = bounds.span("figure") if bounds else (0, len(words))
    start = each.start + figures[0].start
    return case.anchor(start + low, start + high, right)


_BOUNDS = re.compile(
    "(?:不超过|不多于|不大于|不少于|不低于|不小于|最长|最多|最迟|至少|[≤≥<>])?(?P<figure>.+?)(?:以内|之内|内|以上|以下|后|前)?"
)


def _finding(case: Case, each: Stated, meant: Sequence[Promise]) -> AuditFinding:
    stands = {strictness(each.claim.value, promise.value, promise.stricter) for promise in meant}
    is_unit = stands == {Strictness.INCOMPARABLE}
    is_sure = not is_unit and len({promise.text for promise in meant}) == 1
    return differing(case, each.promise, meant, is_sure=is_sure, is_unit=is_unit)
