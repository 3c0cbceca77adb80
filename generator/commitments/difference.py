"""What changed between the promises of two bids: dropped, added, stricter, looser, judged by the kind of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.commitments.lattice import Order, Scope, Strictness, confined, order, strictness
from generator.commitments.promise import Promise
from generator.model.commitments import Dimension, Force
from generator.zh.quantity import Quantity, review_equal

VALUE = "承诺值"
"""The name of the aspect that is the promised value itself."""


class Direction(StrEnum):
    """What became of a promise, the gravest for the one who relies on it first."""

    DROPPED = "dropped"
    LOOSER = "looser"
    CHANGED = "changed"
    STRICTER = "stricter"
    ADDED = "added"

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _LABELS[self]


_LABELS = {
    Direction.DROPPED: "取消",
    Direction.LOOSER: "放宽",
    Direction.CHANGED: "改动",
    Direction.STRICTER: "加严",
    Direction.ADDED: "新增",
}


@dataclass(frozen=True, slots=True)
class Aspect:
    """One thing that differs between two forms of a promise: its Chinese name, both texts, and how it stands."""

    name: str
    before: str
    after: str
    stands: Strictness


@dataclass(frozen=True, slots=True)
class Difference:
    """One promise that is not the same in both bids; a promise added has no `before`, one dropped no `after`."""

    direction: Direction
    before: Promise | None
    after: Promise | None
    aspects: tuple[Aspect, ...] = ()
    note: str = ""

    @property
    def promise(self) -> Promise:
        """The promise as it stands after the change, else as it stood before."""
        found = self.after or self.before
        if found is None:
            raise AssertionError("a difference has a promise on one side at least")
        return found


def differences(before: Sequence[Promise], after: Sequence[Promise]) -> tuple[Difference, ...]:
    """Give what changed, the gravest first, each in the order of the register."""
    found = [*_compared(_pairs(before, after)), *_alone(before, after)]
    gravity = list(Direction)
    return tuple(sorted(found, key=lambda one: gravity.index(one.direction)))


# --- which belongs to which ------------------------------------------------------------------------------------------


def _pairs(before: Sequence[Promise], after: Sequence[Promise]) -> tuple[tuple[Promise, Promise], ...]:
    """Pair promises of the same id; of the rest those alone in saying something of the same words."""
    known = {promise.id: promise for promise in after}
    same = [(old, known[old.id]) for old in before if old.id in known]
    taken = {old.id for old, _ in same}
    renamed = _by_words([old for old in before if old.id not in taken], [new for new in after if new.id not in taken])
    return (*same, *renamed)


def _by_words(before: Sequence[Promise], after: Sequence[Promise]) -> Iterator[tuple[Promise, Promise]]:
    old_words, new_words = Counter(map(_words, before)), Counter(map(_words, after))
    by_words = {_words(new): new for new in after}
    for old in before:
        words = _words(old)
        if old_words[words] == new_words[words] == 1:
            yield old, by_words[words]


def _words(promise: Promise) -> tuple[object, ...]:
    scope = promise.scope
    names = tuple(_names(scope, dimension) for dimension in Dimension)
    return promise.kind, promise.subject, scope.phase, scope.party, scope.role, names


def _alone(before: Sequence[Promise], after: Sequence[Promise]) -> Iterator[Difference]:
    pairs = _pairs(before, after)
    old_paired, new_paired = {old.id for old, _ in pairs}, {new.id for _, new in pairs}
    yield from (Difference(Direction.DROPPED, old, None) for old in before if old.id not in old_paired)
    yield from (Difference(Direction.ADDED, None, new) for new in after if new.id not in new_paired)


# --- what changed ----------------------------------------------------------------------------------------------------


def _compared(pairs: Sequence[tuple[Promise, Promise]]) -> Iterator[Difference]:
    for old, new in pairs:
        aspects = tuple(_aspects(old, new))
        if aspects:
            yield Difference(_direction(aspects), old, new, aspects, _note(old, new))


def _direction(aspects: tuple[Aspect, ...]) -> Direction:
    """Give stricter or looser only where everything that differs points the same way."""
    ways = {aspect.stands for aspect in aspects}
    if ways == {Strictness.STRICTER}:
        return Direction.STRICTER
    return Direction.LOOSER if ways == {Strictness.LOOSER} else Direction.CHANGED


def _aspects(old: Promise, new: Promise) -> Iterator[Aspect]:
    stands = strictness(new.value, old.value, new.stricter)
    if stands is not Strictness.SAME:
        yield Aspect(VALUE, old.text, new.text, stands)
    if old.clock != new.clock:
        yield Aspect("起算点", old.clock, new.clock, Strictness.INCOMPARABLE)
    if old.scope.force is not new.scope.force:
        stands = Strictness.STRICTER if new.scope.force is Force.BINDING else Strictness.LOOSER
        yield Aspect("效力", old.scope.force.label, new.scope.force.label, stands)
    yield from _scope_aspects(old.scope, new.scope)


def _scope_aspects(old: Scope, new: Scope) -> Iterator[Aspect]:
    for name, before, after in (
        ("适用阶段", old.phase.label, new.phase.label),
        ("承诺方", old.party.label, new.party.label),
        ("数值的作用", old.role.label, new.role.label),
    ):
        if before != after:
            yield Aspect(name, before, after, Strictness.INCOMPARABLE)
    for dimension in Dimension:
        before, after = _names(old, dimension), _names(new, dimension)
        if before != after:
            reach = order(_only(new, dimension), _only(old, dimension))
            yield Aspect(f"适用{dimension.label}", before, after, _REACH.get(reach, Strictness.INCOMPARABLE))


_REACH = {Order.WIDER: Strictness.STRICTER, Order.NARROWER: Strictness.LOOSER}


def _only(scope: Scope, dimension: Dimension) -> Scope:
    return confined(Scope(), {dimension: scope.side(dimension)})


def _names(scope: Scope, dimension: Dimension) -> str:
    side = scope.side(dimension)
    return "不限" if side is None else "、".join(tag.name for tag in sorted(side))


def _note(old: Promise, new: Promise) -> str:
    if not (isinstance(old.value, Quantity) and isinstance(new.value, Quantity)):
        return ""
    is_alike = old.value.family is not new.value.family and review_equal(old.value, new.value)
    return "单位不同，读者可能认为相同，请人工判断" if is_alike else ""
