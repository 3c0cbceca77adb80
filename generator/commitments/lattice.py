"""Scopes of promises and their order: which promises may be compared, and what follows where they differ.

A side that nothing is said about (None) holds for all: severity, region, item, channel, condition. Phase, party, role
and force always have one value. Two promises whose scopes do not meet have nothing to do with each other.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import TypeAlias

from generator.model.commitments import Dimension, Force, Party, Phase, Role, Stricter
from generator.zh.dates import YearMonth
from generator.zh.moments import Moment
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity, compare

Promised: TypeAlias = Quantity | Money | Decimal | int | date | YearMonth | Moment | str


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """One thing a scope names (a level, a region, an item): told apart by `id`, shown by `name`."""

    id: str
    name: str = field(compare=False)


Side: TypeAlias = frozenset[Tag] | None
"""One side of a scope: what it is confined to; None where it holds for all."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a promise holds for."""

    severity: Side = None
    region: Side = None
    item: Side = None
    channel: Side = None
    condition: Side = None
    phase: Phase = Phase.IN_WARRANTY
    party: Party = Party.OURS
    role: Role = Role.PROMISE
    force: Force = Force.BINDING

    def side(self, dimension: Dimension) -> Side:
        """Give the side of one dimension."""
        side: Side = getattr(self, dimension.value)
        return side

    @property
    def closed(self) -> tuple[Phase, Party, Role, Force]:
        """The sides that always have one value."""
        return self.phase, self.party, self.role, self.force


class Order(StrEnum):
    """How one scope stands to another."""

    EQUAL = "equal"
    WIDER = "wider"
    NARROWER = "narrower"
    OVERLAPPING = "overlapping"
    DISJOINT = "disjoint"


class Strictness(StrEnum):
    """How one promised value stands to another: `stricter` binds the bidder more."""

    SAME = "same"
    STRICTER = "stricter"
    LOOSER = "looser"
    INCOMPARABLE = "incomparable"


class Verdict(StrEnum):
    """What follows from two promises of one kind and subject."""

    UNRELATED = "unrelated"
    CONSISTENT = "consistent"
    CONFLICT = "conflict"
    BROKEN = "broken"
    SHADOWED = "shadowed"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Claim:
    """A promised value within its scope."""

    scope: Scope
    value: Promised
    stricter: Stricter


# --- scopes ----------------------------------------------------------------------------------------------------------


def meet(left: Scope, right: Scope) -> Scope | None:
    """Give what both scopes hold for; None where that is nothing."""
    if left.closed != right.closed:
        return None
    sides = {dimension: _meet(left.side(dimension), right.side(dimension)) for dimension in Dimension}
    if any(side is not None and not side for side in sides.values()):
        return None
    return confined(left, sides)


def confined(scope: Scope, sides: Mapping[Dimension, Side]) -> Scope:
    """Give a scope with these sides; one that is not named holds for all."""
    return Scope(
        sides.get(Dimension.SEVERITY),
        sides.get(Dimension.REGION),
        sides.get(Dimension.ITEM),
        sides.get(Dimension.CHANNEL),
        sides.get(Dimension.CONDITION),
        *scope.closed,
    )


def order(left: Scope, right: Scope) -> Order:
    """Tell how the left scope stands to the right."""
    common = meet(left, right)
    if common is None:
        return Order.DISJOINT
    if left == right:
        return Order.EQUAL
    if common == right:
        return Order.WIDER
    return Order.NARROWER if common == left else Order.OVERLAPPING


def covers(whole: Scope, parts: Sequence[Scope], universe: Mapping[Dimension, frozenset[Tag]]) -> bool:
    """Tell whether narrower scopes together hold for all of `whole`.

    `universe` names all there is of each dimension; a dimension it lacks is taken for one thing that nobody named.
    """
    return all(any(meet(point, part) is not None for part in parts) for point in _points(whole, universe))


def _meet(left: Side, right: Side) -> Side:
    if left is None or right is None:
        return right if left is None else left
    return left & right


def _points(whole: Scope, universe: Mapping[Dimension, frozenset[Tag]]) -> Iterator[Scope]:
    """Give the smallest scopes `whole` is made of."""
    sides = [_choices(whole.side(dimension), universe.get(dimension)) for dimension in Dimension]
    for choice in product(*sides):
        yield confined(whole, dict(zip(Dimension, choice, strict=True)))


def _choices(side: Side, known: Side) -> tuple[Side, ...]:
    named = known if side is None else side
    return tuple(frozenset({tag}) for tag in sorted(named)) if named else (frozenset({_NOBODY_NAMED}),)


_NOBODY_NAMED = Tag("", "")

# --- values ----------------------------------------------------------------------------------------------------------


def strictness(left: Promised, right: Promised, stricter: Stricter) -> Strictness:
    """Tell how the left value stands to the right; incomparable where units differ and neither is surely more."""
    difference = _difference(left, right, stricter)
    if difference == 0:
        return Strictness.SAME
    if difference is None or stricter is Stricter.NEITHER:
        return Strictness.INCOMPARABLE
    is_more = difference > 0
    return Strictness.STRICTER if is_more is (stricter is Stricter.HIGHER) else Strictness.LOOSER


def opposite(found: Strictness) -> Strictness:
    """Give how the right value stands to the left where the left stands to the right like this."""
    return _OPPOSITES.get(found, found)


_OPPOSITES = {Strictness.STRICTER: Strictness.LOOSER, Strictness.LOOSER: Strictness.STRICTER}


def _difference(left: Promised, right: Promised, stricter: Stricter) -> int | None:
    """Tell -1, 0 or 1 for less, equal, more; None where that cannot be told."""
    match left, right:
        case Quantity(), Quantity():
            return _of_quantities(_binding(left, stricter), _binding(right, stricter))
        case Money(), Money():
            return _sign(left.amount - right.amount) if left.per == right.per else None
        case (int() | Decimal(), int() | Decimal()):
            return _sign(Decimal(left) - Decimal(right))
        case (date(), date()):
            return _sign(Decimal(left.toordinal() - right.toordinal()))
        case _:
            return 0 if left == right else None


def _binding(quantity: Quantity, stricter: Stricter) -> Quantity:
    """Give the bound of a range that binds: of 2~4小时 the four hours, of 2~4次 the two times."""
    if stricter is not Stricter.HIGHER or quantity.low is None:
        return quantity
    return replace(quantity, high=quantity.low, high_open=False)


def _of_quantities(left: Quantity, right: Quantity) -> int | None:
    if left.family is right.family:
        return compare(left, right)
    if not {left.family, right.family} <= _MINUTES.keys():
        return None
    (least, most), (other_least, other_most) = _minutes(left), _minutes(right)
    if most < other_least:
        return -1
    return 1 if least > other_most else None


_DAY = 24 * 60
_MINUTES = {
    Family.CLOCK: (Fraction(1), Fraction(1)),
    Family.DAY: (Fraction(_DAY), Fraction(2 * _DAY)),
    Family.WORKDAY: (Fraction(8 * 60), Fraction(4 * _DAY)),
    Family.MONTH: (Fraction(28 * _DAY), Fraction(31 * _DAY)),
}
"""The fewest and the most minutes of one unit, counted as generously as the words allow: one day may be nearly two."""


def _minutes(quantity: Quantity) -> tuple[Fraction, Fraction]:
    figure = quantity.low if quantity.high is None else quantity.high
    least, most = _MINUTES[quantity.family]
    return (figure or 0) * least, (figure or 0) * most


def _sign(difference: Decimal) -> int:
    return int(math.copysign(1, difference)) if difference else 0


# --- both ------------------------------------------------------------------------------------------------------------


def judge(
    left: Claim,
    right: Claim,
    siblings: Sequence[Claim] = (),
    universe: Mapping[Dimension, frozenset[Tag]] | None = None,
) -> Verdict:
    """Tell what follows from two claims of one kind and subject, whichever of them is the wider.

    `siblings` are the other claims of that kind and subject: where they and the narrower claim together cover the
    wider one, the wider must be as loose as the loosest of them, or it says what no case keeps.
    """
    found = order(left.scope, right.scope)
    if found is Order.DISJOINT:
        return Verdict.UNRELATED
    if found is Order.EQUAL:
        return _of_equals(left, right)
    if found is Order.OVERLAPPING:
        return Verdict.CONSISTENT if _stands(left, right) is Strictness.SAME else Verdict.REVIEW
    wide, narrow = (left, right) if found is Order.WIDER else (right, left)
    return _of_nested(wide, narrow, siblings, universe or {})


def _of_equals(left: Claim, right: Claim) -> Verdict:
    stands = _stands(left, right)
    if stands is Strictness.SAME:
        return Verdict.CONSISTENT
    is_text = isinstance(left.value, str)
    return Verdict.REVIEW if stands is Strictness.INCOMPARABLE and not is_text else Verdict.CONFLICT


def _of_nested(
    wide: Claim, narrow: Claim, siblings: Sequence[Claim], universe: Mapping[Dimension, frozenset[Tag]]
) -> Verdict:
    stands = _stands(narrow, wide)
    if stands is Strictness.LOOSER:
        return Verdict.BROKEN
    if stands is not Strictness.STRICTER:
        return Verdict.CONSISTENT if stands is Strictness.SAME else Verdict.REVIEW
    inside = [narrow, *(claim for claim in siblings if order(wide.scope, claim.scope) is Order.WIDER)]
    if any(_stands(claim, wide) is not Strictness.STRICTER for claim in inside):
        return Verdict.CONSISTENT
    return Verdict.SHADOWED if covers(wide.scope, [claim.scope for claim in inside], universe) else Verdict.CONSISTENT


def _stands(left: Claim, right: Claim) -> Strictness:
    return strictness(left.value, right.value, left.stricter)
