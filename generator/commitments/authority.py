"""Who may make a promise: the company's bound on it, whether it goes beyond, and the approvals recorded for it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from generator.commitments.lattice import Promised, Strictness, strictness
from generator.commitments.promise import Promise
from generator.model.bid import Bid
from generator.model.commitments import Stricter
from generator.model.levels import Region
from generator.model.paths import locate
from generator.model.policy import Policy
from generator.zh.money import Money
from generator.zh.quantity import base


@dataclass(frozen=True, slots=True)
class Bound:
    """How far sales staff may go themselves: in words, its key path, and whether the promise goes beyond."""

    text: str
    path: str
    exceeded: bool


@dataclass(frozen=True, slots=True)
class Grant:
    """An approval of a promise beyond the bound."""

    content: str
    reason: str
    approver: str
    date: str
    path: str


def bounds(bid: Bid, found: tuple[Promise, ...]) -> Mapping[str, Bound]:
    """Give by key path the bound on each promise that has one."""
    policy = bid.company.policy
    if policy is None:
        return {}
    by_path = {promise.path: promise for promise in found}
    limits = {path: one for path, one in _limits(bid, policy) if path in by_path}
    return {path: _bound(by_path[path], *limit) for path, limit in limits.items()}


def grants(bid: Bid) -> Mapping[str, tuple[Grant, ...]]:
    """Give by key path the approvals of each promise."""
    granted: dict[str, list[Grant]] = {}
    for index, one in enumerate(bid.project.approvals):
        located = locate(bid, one.key)
        grant = Grant(one.content, one.reason, one.approver, one.date.isoformat(), f"project.approvals[{index}]")
        granted.setdefault(located.path if located else one.key, []).append(grant)
    return {path: tuple(each) for path, each in granted.items()}


_Limit = tuple[Promised, str, str, Stricter]
"""A bound: its value, the words before it, its key below `company.policy`, and which way of a promise is beyond it."""


def _bound(promise: Promise, limit: Promised, words: str, key: str, beyond: Stricter) -> Bound:
    is_beyond = strictness(promise.value, limit, beyond) is Strictness.STRICTER
    return Bound(f"{words}{limit}", f"company.policy.{key}", is_beyond)


def _limits(bid: Bid, policy: Policy) -> Iterator[tuple[str, _Limit]]:
    warranty, levels = bid.service.warranty, bid.service.service_levels
    if policy.longest_warranty is not None:
        for index in range(len(warranty.groups) if warranty else 0):
            limit = (policy.longest_warranty, "最长", "longest_warranty", Stricter.HIGHER)
            yield f"service.warranty.groups[{index}].period", limit
    for region in levels.regions if levels else ():
        for number, item in _of_region(policy, region):
            shortest = (policy.limits[number].shortest, "最短", f"limits[{number}].shortest", Stricter.LOWER)
            for index in range(len(levels.levels) if levels else 0):
                yield f"service.service_levels.levels[{index}].{item}.{region.id}", shortest
    for number, free in enumerate(policy.free):
        located = locate(bid, free.key)
        if located is not None:
            yield located.path, (free.longest, "最长", f"free[{number}].longest", Stricter.HIGHER)
    yield from _prices(bid, policy)


def _of_region(policy: Policy, region: Region) -> Iterator[tuple[int, str]]:
    """Give each item with the place of its bound, those for all regions first: the region's own replace them."""
    for wanted in (None, region.name):
        for number, limit in enumerate(policy.limits):
            if limit.region == wanted:
                yield number, limit.item


def _prices(bid: Bid, policy: Policy) -> Iterator[tuple[str, _Limit]]:
    ceiling = bid.project.ceiling_price or bid.project.budget
    if policy.price_floor is not None and ceiling is not None:
        lowest = _share(ceiling, base(policy.price_floor))
        words = f"限价的{policy.price_floor}，即不低于"
        yield "project.bid_price", (lowest, words, "price_floor", Stricter.LOWER)
    if policy.labour_floor is not None:
        labour = bid.company.price_list.labour if bid.company.price_list else ()
        for index in range(len(labour)):
            limit = (policy.labour_floor, "不低于", "labour_floor", Stricter.LOWER)
            yield f"company.price_list.labour[{index}].rate", limit


def _share(whole: Money, percent: Fraction) -> Money:
    """Give so many per cent of an amount, rounded up to the fen."""
    cents = math.ceil(Fraction(whole.amount) * percent)
    return Money(Decimal(cents) / 100, scale=whole.scale)
