"""Pair wanted things with found things one to one, as many as possible: what every kind of item is matched with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

Edges = Mapping[int, Sequence[int]]
"""For each wanted thing the found things that would do, the preferred first."""


def pair(tiers: Iterable[Edges]) -> dict[int, int]:
    """Give a maximum matching wanted -> found; pairs of an earlier tier are kept matched when later tiers are added."""
    pairs: dict[int, int] = {}
    known: dict[int, list[int]] = {}
    for tier in tiers:
        for wanted, found in tier.items():
            known.setdefault(wanted, []).extend(at for at in found if at not in known.get(wanted, ()))
        for wanted in tier:
            if wanted not in pairs:
                _augment(wanted, known, pairs, set())
    return pairs


def _augment(wanted: int, edges: Edges, pairs: dict[int, int], seen: set[int]) -> bool:
    """Find a free partner, moving others to another partner where that helps."""
    owners = {found: owner for owner, found in pairs.items()}
    for found in edges.get(wanted, ()):
        if found in seen:
            continue
        seen.add(found)
        owner = owners.get(found)
        if owner is None or _augment(owner, edges, pairs, seen):
            pairs[wanted] = found
            return True
    return False
