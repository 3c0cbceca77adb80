"""Aligns two sequences of texts: which of the one is which of the other, in order; near linear where most are equal."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

Pair = tuple[int, int]
_LARGEST = 250_000
"""Pairs of a gap that are looked at one by one; in a larger one only what occurs once is aligned."""


def aligned(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Give the pairs of equal texts, rising in both sequences: what occurs once first, then what stands between."""
    found: list[Pair] = []
    waiting = [(0, len(old), 0, len(new))]
    while waiting:
        low, high, first, last = waiting.pop()
        while low < high and first < last and old[low] == new[first]:
            found.append((low, first))
            low, first = low + 1, first + 1
        while low < high and first < last and old[high - 1] == new[last - 1]:
            high, last = high - 1, last - 1
            found.append((high, last))
        if low == high or first == last:
            continue
        anchors = _once(old, new, (low, high, first, last))
        if anchors:
            found += anchors
            waiting += _between(anchors, (low, high, first, last))
        elif (high - low) * (last - first) <= _LARGEST:
            found += _small(old[low:high], new[first:last], low, first)
    return sorted(found)


def gaps(pairs: Sequence[Pair], old: int, new: int) -> Iterator[tuple[range, range]]:
    """Give what stands between aligned pairs, of both sequences."""
    for (low, first), (high, last) in zip([(-1, -1), *pairs], [*pairs, (old, new)], strict=True):
        if high - low > 1 or last - first > 1:
            yield range(low + 1, high), range(first + 1, last)


def _once(old: Sequence[str], new: Sequence[str], box: tuple[int, int, int, int]) -> list[Pair]:
    low, high, first, last = box
    counts, others = Counter(old[low:high]), Counter(new[first:last])
    place = {new[at]: at for at in range(first, last)}
    pairs = [(at, place[old[at]]) for at in range(low, high) if counts[old[at]] == 1 and others[old[at]] == 1]
    return _rising(pairs)


def _rising(pairs: list[Pair]) -> list[Pair]:
    """Give the longest run of pairs that rises in both."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, at) in enumerate(pairs):
        length = bisect_left(tails, at)
        before.append(ends[length - 1] if length else -1)
        if length == len(tails):
            tails.append(at)
            ends.append(index)
        else:
            tails[length], ends[length] = at, index
    chosen: list[Pair] = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _between(anchors: list[Pair], box: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    low, high, first, last = box
    for (left, right), (up, down) in zip([(low - 1, first - 1), *anchors], [*anchors, (high, last)], strict=True):
        if up - left > 1 and down - right > 1:
            yield left + 1, up, right + 1, down


def _small(old: Sequence[str], new: Sequence[str], low: int, first: int) -> Iterator[Pair]:
    for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
        yield from ((low + match.a + step, first + match.b + step) for step in range(match.size))
