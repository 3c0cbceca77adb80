"""Quantities as bids write them (8小时, 半个工作日, 7×24小时, 每月1次): read, printed as deadlines, compared.

Families never mix: 24小时 is not 1日, and a 工作日 converts to nothing. `compare` answers only inside one family;
`review_equal` tells the pairs a person may take for the same.
"""

from __future__ import annotations

from fractions import Fraction

from generator.zh.grammar import WINDOW, parse
from generator.zh.measure import DAYS_A_MONTH, EXAMPLES, TIME, Family, Quantity, QuantityError, base

__all__ = [
    "EXAMPLES",
    "Family",
    "Quantity",
    "QuantityError",
    "base",
    "compare",
    "parse",
    "parse_family",
    "review_equal",
    "window",
    "within",
]

_SHARED = {
    frozenset({Family.CLOCK, Family.DAY}): {Family.CLOCK: Fraction(1, 24 * 60), Family.DAY: Fraction(1)},
    frozenset({Family.DAY, Family.MONTH}): {Family.DAY: Fraction(1), Family.MONTH: DAYS_A_MONTH},
}


def parse_family(text: str, *families: Family) -> Quantity:
    """Read a quantity of one of these families."""
    quantity = parse(text)
    if quantity.family in families:
        return quantity
    wanted = "或者".join(family.label for family in families)
    raise QuantityError(f"“{text}”是{quantity.family.label}，这里应当填写{wanted}", families[0].example)


def within(quantity: Quantity) -> str:
    """Print a deadline: 8小时内, 2~4小时内; 立即 and 当场 stay as they are."""
    if quantity.family not in TIME:
        raise QuantityError(f"“{quantity}”是{quantity.family.label}，不能作为时限", "8小时")
    if quantity.high is None:
        raise QuantityError(f"“{quantity}”没有上限，不能作为时限", "8小时")
    return quantity.text if not quantity.unit or quantity.low is None else f"{quantity.text}内"


def compare(left: Quantity, right: Quantity) -> int | None:
    """Tell -1, 0 or 1 for less, equal, more by `base`; None where the two are not comparable.

    Not comparable: other families, counts of other units, service windows of which neither contains the other.
    """
    if left.family is not right.family:
        return None
    if left.family is Family.COUNT and left.unit != right.unit:
        return None
    if left.family is Family.COVERAGE:
        return _compare_windows(window(left), window(right))
    return _sign(base(left) - base(right))


def review_equal(left: Quantity, right: Quantity) -> bool:
    """Tell whether a reader would take both for the same, though the families differ: 24小时 and 1日, 365日 and 1年."""
    if left.family is right.family:
        return compare(left, right) == 0
    shared = _SHARED.get(frozenset({left.family, right.family}))
    if shared is None:
        return False
    return base(left) * shared[left.family] == base(right) * shared[right.family]


def window(quantity: Quantity) -> tuple[int, Fraction]:
    """Give days a week and hours a day of a service window."""
    found = WINDOW.fullmatch(quantity.text)
    if found is None:
        raise QuantityError(f"“{quantity}”不是服务时段", Family.COVERAGE.example)
    return int(found["days"]), Fraction(found["hours"])


def _compare_windows(left: tuple[int, Fraction], right: tuple[int, Fraction]) -> int | None:
    days, hours = _sign(Fraction(left[0] - right[0])), _sign(left[1] - right[1])
    if days * hours < 0:
        return None
    return days or hours


def _sign(difference: Fraction) -> int:
    return (difference > 0) - (difference < 0)
