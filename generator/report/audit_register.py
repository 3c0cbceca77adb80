"""Every promise an audited file makes, and beside it what the project says of the same matter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.audit.extract.rows import is_exchanged
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.text import Commitment, Provenance
from generator.commitments.lattice import Scope, Strictness, strictness
from generator.commitments.promise import Promise
from generator.model.commitments import Dimension, Kind, Role
from generator.report.audit_causes import Fact, Spot, Told, fact, spot
from generator.report.audit_places import Places
from generator.report.register_tables import scope_words
from generator.zh.money import Money
from generator.zh.quantity import Quantity, review_equal
from generator.zh.scan import Comparator

_MOST_VALUES = 4
_COMPARATORS: Mapping[Comparator, str] = {
    Comparator.AT_MOST: "不超过",
    Comparator.LESS: "少于",
    Comparator.AT_LEAST: "不少于",
    Comparator.MORE: "多于",
    Comparator.AFTER: "超过以后",
}
SOURCES: Mapping[Provenance, str] = {
    Provenance.OWN: "我方承诺",
    Provenance.MAKER: "制造商的服务",
    Provenance.BUYER: "采购人的义务",
    Provenance.DEMAND: "引用的招标要求",
    Provenance.STATUTE: "法定的服务",
    Provenance.HISTORY: "经历和业绩",
    Provenance.PARAMETER: "技术参数",
    Provenance.EXAMPLE: "举例",
    Provenance.OTHER_CUSTOMER: "其他客户的约定",
    Provenance.LAW: "法规条文",
    Provenance.DENIED: "否定或者除外",
}
"""What the words of an audit are whose, or why a figure is nobody's promise."""


class Agreement(StrEnum):
    """How a promise of the file stands to the project's data; `PRINTED`: its own document says the same words."""

    SAME = "一致"
    PRINTED = "原文相同"
    DIFFERENT = "不一致"
    REVIEW = "需核对"
    ABSENT = "资料没有这一类"
    NOT_COMPARED = "未比较"
    NOT_OURS = "不是我方承诺"
    NO_PROJECT = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A promise as the register tells it, numbered from 1; `values` and `facts` are what the project says of it."""

    number: int
    commitment: Commitment
    value: str
    scope: str
    source: str
    spot: Spot
    agreement: Agreement
    values: tuple[str, ...]
    facts: tuple[Fact, ...]

    @property
    def is_ours(self) -> bool:
        """Whether it is the bidder's own promise, and no more than that."""
        return self.source == SOURCES[Provenance.OWN]

    @property
    def kind(self) -> Kind:
        """What is promised."""
        return self.commitment.kind


def entries(
    told: Told,
    commitments: Iterable[Commitment],
    project: Sequence[Promise] | None,
    printed: Sequence[tuple[int, int]] = (),
) -> tuple[Entry, ...]:
    """Give every promise of the file in reading order; without a project nothing is compared.

    `printed` are the stretches that the project's own document says word for word, in order.
    """
    if told.text is None:
        return ()
    places = Places(told.text)
    beside = _Beside(told, project, sorted(printed))
    kept = [each for each in commitments if is_exchanged(each)]
    return tuple(_entry(number, each, places, beside) for number, each in enumerate(kept, start=1))


def others(told: Told, commitments: Iterable[Commitment]) -> tuple[Entry, ...]:
    """Give the figures that were read but are not listed as promises: whose they are, or what they set off."""
    if told.text is None:
        return ()
    places = Places(told.text)
    beside = _Beside(told, None)
    left = [each for each in commitments if not is_exchanged(each)]
    return tuple(_entry(number, each, places, beside) for number, each in enumerate(left, start=1))


def value_words(commitment: Commitment) -> str:
    """Give what is promised as a reader says it: 不超过2小时, 3年, 验收合格."""
    if commitment.quantity is None:
        return commitment.clock_start or commitment.subject
    if isinstance(commitment.quantity, Money):
        return str(commitment.quantity)
    return f"{_COMPARATORS.get(commitment.comparator, '')}{commitment.quantity}"


def _entry(number: int, commitment: Commitment, places: Places, beside: _Beside) -> Entry:
    anchor = Anchor(commitment.start, commitment.end, commitment.text, commitment.block)
    agreement, promises = beside.of(commitment)
    return Entry(
        number,
        commitment,
        value_words(commitment),
        _scope(commitment.scope),
        _source(commitment),
        spot(places, anchor, ""),
        agreement,
        tuple(dict.fromkeys(promise.text for promise in promises))[:_MOST_VALUES],
        tuple(beside.fact(promise) for promise in promises[:_MOST_VALUES]),
    )


def _scope(scope: Scope) -> str:
    """Give what a promise is confined to; nothing where it holds for all."""
    is_open = all(scope.side(dimension) is None for dimension in Dimension)
    return "" if is_open else scope_words(scope)


def _source(commitment: Commitment) -> str:
    role = f"，{commitment.scope.role.label}" if commitment.scope.role is not Role.PROMISE else ""
    return f"{SOURCES[commitment.provenance]}{role}"


# --- beside the project -----------------------------------------------------------------------------------------------


class _Beside:
    """The promises of a project by kind, and what was found against those of the file."""

    def __init__(self, told: Told, project: Sequence[Promise] | None, printed: Sequence[tuple[int, int]] = ()) -> None:
        self._told = told
        self._printed = printed
        self._project = project
        self._by_kind: dict[Kind, list[Promise]] = {}
        for promise in project or ():
            self._by_kind.setdefault(promise.kind, []).append(promise)
        against = [found for found in told.found if found.layer is Layer.PROJECT]
        self._against = [(anchor, found) for found in against for anchor in found.anchors]

    def of(self, commitment: Commitment) -> tuple[Agreement, list[Promise]]:
        """Tell whether the project says the same, and its promises that do, or that are contradicted."""
        if self._project is None:
            return Agreement.NO_PROJECT, []
        several = self._by_kind.get(commitment.kind, [])
        found = self._found(commitment)
        if found is not None:
            is_sure = found.certainty is Certainty.FACT
            meant = [promise for promise in several if promise.path == found.path] or _differing(commitment, several)
            return Agreement.DIFFERENT if is_sure else Agreement.REVIEW, meant
        same = [promise for promise in several if _agrees(commitment, promise)]
        if same and commitment.provenance is Provenance.OWN:
            return Agreement.SAME, [max(same, key=lambda promise: _common(commitment, promise))]
        return self._unmatched(commitment, several), []

    def _unmatched(self, commitment: Commitment, several: Sequence[Promise]) -> Agreement:
        """Tell why no promise of the project stands beside one of the file."""
        if self._is_printed(commitment):
            return Agreement.PRINTED
        if commitment.provenance is not Provenance.OWN:
            return Agreement.NOT_OURS
        return Agreement.NOT_COMPARED if several else Agreement.ABSENT

    def _is_printed(self, commitment: Commitment) -> bool:
        at = bisect_right(self._printed, (commitment.start, float("inf"))) - 1
        return at >= 0 and commitment.end <= self._printed[at][1]

    def fact(self, promise: Promise) -> Fact:
        """Give where a promise of the project was written."""
        return fact(self._told.sources, self._told.texts, promise.path)

    def _found(self, commitment: Commitment) -> AuditFinding | None:
        overlapping = (
            found for anchor, found in self._against if anchor.start < commitment.end and commitment.start < anchor.end
        )
        return max(overlapping, key=lambda each: each.severity, default=None)


def _agrees(commitment: Commitment, promise: Promise) -> bool:
    said, meant = commitment.quantity, promise.value
    if said is None:
        return isinstance(meant, str) and bool(meant) and (meant in commitment.text or commitment.clock_start in meant)
    if isinstance(said, Quantity) and isinstance(meant, Quantity) and review_equal(said, meant):
        return True
    return strictness(said, meant, promise.stricter) is Strictness.SAME


def _differing(commitment: Commitment, several: list[Promise]) -> list[Promise]:
    return [promise for promise in several if not _agrees(commitment, promise)][:_MOST_VALUES]


def _common(commitment: Commitment, promise: Promise) -> int:
    """Count the names both scopes hold, so that of promises of one value the one meant is shown."""
    named = 0
    for dimension in Dimension:
        said = {tag.name for tag in commitment.scope.side(dimension) or ()}
        meant = {tag.name for tag in promise.scope.side(dimension) or ()}
        named += sum(any(one in other or other in one for other in meant) for one in said)
    return named + (promise.subject in commitment.text)
