"""What the bid answers to each demand of the tender, and how the answer compares: computed, never typed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.model.paths import locate
from generator.model.record import is_leaf
from generator.zh.money import Money
from generator.zh.quantity import Quantity, compare

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.project import Demand

BETTER = "正偏离"
"""The answer is better than what is demanded (优于)."""
EQUAL = "无偏离"
"""The answer is just what is demanded (响应)."""
WORSE = "负偏离"
"""The answer falls short of what is demanded."""

_SIGNS: Mapping[str, Mapping[int, str]] = MappingProxyType(
    {
        "不超过": {-1: BETTER, 0: EQUAL, 1: WORSE},
        "少于": {-1: EQUAL, 0: WORSE, 1: WORSE},
        "不少于": {-1: WORSE, 0: EQUAL, 1: BETTER},
        "多于": {-1: WORSE, 0: WORSE, 1: EQUAL},
        "等于": {-1: WORSE, 0: EQUAL, 1: WORSE},
    }
)
"""What an answer that is less than, equal to or more than the demand means, by the demand's comparator."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a demand: the value at `path` (None where it is said in words), how it compares.

    `verdict` is one of the three words above, None where the two cannot be compared.
    """

    path: str
    value: object | None
    verdict: str | None


def answer(bid: Bid, demand: Demand, path: str) -> Answer | None:
    """Give the answer to a demand at key path `path`; None where the bid has none.

    A demand answered in words, or by a value that has only to be there (满足, 包含), is met by being answered.
    """
    located = locate(bid, demand.key) if demand.key else None
    if located is None or located.value is None or not is_leaf(located.value):
        return Answer(f"{path}.response", None, EQUAL) if demand.response else None
    signs = _SIGNS.get(demand.comparator or "")
    if signs is None:
        return Answer(located.path, located.value, EQUAL)
    order = _order(located.value, demand)
    return Answer(located.path, located.value, signs[order] if order is not None else None)


def _order(value: object, demand: Demand) -> int | None:
    """Tell -1, 0 or 1 for an answer less than, equal to or more than the figure demanded."""
    if isinstance(value, Money) and demand.amount is not None:
        return (value.amount > demand.amount.amount) - (value.amount < demand.amount.amount)
    if isinstance(value, Quantity) and demand.quantity is not None:
        return compare(value, demand.quantity)
    return None
