"""Reads a table that was run together: names side by side, then figures side by side, as many as there were names."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from generator.audit.extract.figures import DEADLINES, Told
from generator.audit.extract.passages import Passage
from generator.audit.extract.vocabulary import Seen
from generator.audit.text import Confidence
from generator.zh.scan import Found

_FEWEST_COLUMNS = 2


class _Placed(Protocol):
    """Anything that has a place in the text."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


P = TypeVar("P", bound=_Placed)


def by_matrix(passage: Passage) -> dict[Found, Told]:
    """Give the kinds of figures that stand side by side, by the names that stood side by side before them."""
    rows = list(_runs(passage.founds))
    heads = list(_runs(passage.cues(DEADLINES))) if rows else []
    ends = [names[-1].end for names in heads]
    told: dict[Found, Told] = {}
    for row in rows:
        above = bisect_right(ends, row[0].start) - 1
        if above >= 0 and len(heads[above]) == len(row):
            told |= {found: _named(seen) for found, seen in zip(row, heads[above], strict=True)}
    return told


def _named(seen: Seen) -> Told:
    return Told(seen.cue.kind, seen.cue.word, Confidence.STRUCTURED)


def _runs(placed: Sequence[P]) -> Iterator[list[P]]:
    """Give the stretches of neighbours between which nothing stands."""
    run: list[P] = []
    for each in placed:
        if run and each.start != run[-1].end:
            if len(run) >= _FEWEST_COLUMNS:
                yield run
            run = []
        run.append(each)
    if len(run) >= _FEWEST_COLUMNS:
        yield run
