"""Matches the units of an edited file with those of its record: the same, moved, changed, gone, or new."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from generator.audit.own.align import aligned, gaps
from generator.audit.own.found import FoundUnit, unit_key
from generator.document.record import RecordUnit

_SHORTEST_MOVED = 6
"""Characters of a unit that is known again at another place; shorter ones (是, 2小时) are everywhere."""
_ALIKE = 0.5
_MOST_COMPARED = 2_500
_HALF = 0.5


@dataclass(slots=True)
class Matched:
    """What became of each unit, by index: `pairs` new by old; `same` those of equal words; `moved` out of order.

    `joined` are stretches of both whose words are the same, parted into paragraphs in another way.
    """

    old: Sequence[RecordUnit]
    new: Sequence[FoundUnit]
    pairs: dict[int, int] = field(default_factory=dict)
    same: set[int] = field(default_factory=set)
    moved: set[int] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)

    @property
    def gone(self) -> list[int]:
        """Give the old units that are nowhere any more."""
        return [at for at in range(len(self.old)) if at not in self.pairs]

    @property
    def added(self) -> list[int]:
        """Give the new units that were not printed."""
        known = set(self.pairs.values()) | self.joined
        return [at for at in range(len(self.new)) if at not in known]

    def pair(self, low: int, first: int) -> None:
        """Take two units for one."""
        self.pairs[low] = first


def matched(old: Sequence[RecordUnit], new: Sequence[FoundUnit], *, ordered: bool = True) -> Matched:
    """Match units: by equal words in order, then elsewhere, then by the bookmarks in them, then by likeness.

    Those of boxes have no order: where the words are the same they are the same.
    """
    old_keys, new_keys = [old_key(unit) for unit in old], [unit.key for unit in new]
    found = Matched(old, new)
    pairs = aligned(old_keys, new_keys)
    for low, first in pairs:
        found.pair(low, first)
        found.same.add(low)
    between = list(gaps(pairs, len(old), len(new)))
    _elsewhere(found, between, old_keys, new_keys, ordered=ordered)
    _joined(found, between, old_keys, new_keys)
    _bookmarked(found, between)
    for lows, firsts in between:
        _alike(found, _left(found, lows), _unpaired(found, firsts), old_keys, new_keys)
    return found


def old_key(unit: RecordUnit) -> str:
    """Give the words of a unit of the record, by which it is matched."""
    return unit_key(part.text for part in unit.parts)


def _left(found: Matched, lows: Iterable[int]) -> list[int]:
    return [low for low in lows if low not in found.pairs]


def _unpaired(found: Matched, firsts: Iterable[int]) -> list[int]:
    known = set(found.pairs.values()) | found.joined
    return [first for first in firsts if first not in known]


def _elsewhere(
    found: Matched,
    between: Sequence[tuple[range, range]],
    old_keys: Sequence[str],
    new_keys: Sequence[str],
    *,
    ordered: bool,
) -> None:
    """Pair units of equal words that stand at another place."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for _, firsts in between:
        for first in firsts:
            places[new_keys[first]].append(first)
    for lows, _ in between:
        for low in lows:
            several = places.get(old_keys[low], [])
            if several and (not ordered or len(old_keys[low]) >= _SHORTEST_MOVED):
                found.pair(low, several.pop(0))
                found.same.add(low)
                if ordered:
                    found.moved.add(low)


def _joined(
    found: Matched, between: Sequence[tuple[range, range]], old_keys: Sequence[str], new_keys: Sequence[str]
) -> None:
    """Take for unchanged what was only parted or joined: the words of both sides of a gap are the same."""
    for lows, firsts in between:
        left, right = _left(found, lows), _unpaired(found, firsts)
        if left and right and "".join(old_keys[low] for low in left) == "".join(new_keys[first] for first in right):
            found.joined.update(right)
            for low in left:
                found.pair(low, right[0])
                found.same.add(low)


def _bookmarked(found: Matched, between: Sequence[tuple[range, range]]) -> None:
    """Pair units by the values whose bookmarks went along."""
    holders: dict[int, int] = {}
    gap_of: dict[int, int] = {}
    for index, (_, firsts) in enumerate(between):
        for first in _unpaired(found, firsts):
            gap_of[first] = index
            holders.update(dict.fromkeys(found.new[first].numbers, first))
    for index, (lows, _) in enumerate(between):
        for low in _left(found, lows):
            numbers = values_of(found.old[low])
            votes = Counter(holders[number] for number in numbers if number in holders)
            best = next(iter(votes.most_common(1)), None)
            if best and best[1] >= _HALF * len(numbers) and best[0] in gap_of:
                found.pair(low, best[0])
                if gap_of.pop(best[0]) != index:
                    found.moved.add(low)


def values_of(unit: RecordUnit) -> frozenset[int]:
    """Give the numbers of the values of a unit."""
    return frozenset(span.number for part in unit.parts for span in part.spans if span.kind == "value" and span.number)


def _alike(
    found: Matched, lows: list[int], firsts: list[int], old_keys: Sequence[str], new_keys: Sequence[str]
) -> None:
    """Pair what is left of a gap: one by one where both sides have as many, else by likeness."""
    if len(lows) == len(firsts) or len(lows) * len(firsts) > _MOST_COMPARED:
        for low, first in zip(lows, firsts, strict=False):
            found.pair(low, first)
        return
    for low in lows:
        likeness = [(_ratio(old_keys[low], new_keys[first]), -first) for first in firsts]
        best = max(likeness, default=(0.0, 0))
        if best[0] >= _ALIKE:
            found.pair(low, -best[1])
            firsts.remove(-best[1])


def _ratio(old: str, new: str) -> float:
    matcher = SequenceMatcher(None, old[:500], new[:500], autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0
