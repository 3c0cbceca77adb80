"""Reads figures told by their order: a table that was run together, names 分别为 figures; as many figures as names."""

from __future__ import annotations

import re
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


def by_order(passage: Passage) -> dict[Found, Told]:
    """Give the kinds of figures that a sentence shares out: 响应、到场、修复时限分别为10分钟、1小时、6小时."""
    told: dict[Found, Told] = {}
    for shared in _SHARED_OUT.finditer(passage.plain):
        begin, end = passage.sentence_span(shared.start())
        row = _neighbours(passage.founds_in(shared.end(), end), passage.plain)
        names = _neighbours(passage.cues_in(DEADLINES, begin, shared.start())[-len(row) :], passage.plain)
        if len(row) == len(names) >= _FEWEST_COLUMNS and len({seen.cue.kind for seen in names}) == len(names):
            told |= {found: _named(seen) for found, seen in zip(row, names, strict=True)}
    return told


def place_in_row(passage: Passage, position: int) -> tuple[int, int] | None:
    """Give the place of a figure among those that its sentence shares out, and their number; None where it does not."""
    begin, _ = passage.sentence_span(position)
    shared = [each.end() for each in _SHARED_OUT.finditer(passage.plain, begin, position)]
    if not shared:
        return None
    row = _neighbours(passage.founds_in(shared[-1], passage.sentence_span(position)[1]), passage.plain)
    at = [index for index, found in enumerate(row) if found.start == position]
    return (at[0], len(row)) if at else None


_SHARED_OUT = re.compile("分别|依次|各为")
_BETWEEN = re.compile("(?:时间|时限|期限|服务)?[、,/和及与](?:在|为|是|约)?")


def _neighbours(placed: Sequence[P], plain: str) -> list[P]:
    """Give the first ones between which nothing stands but a comma or 和."""
    row: list[P] = []
    for each in placed:
        if row and not _BETWEEN.fullmatch(plain, row[-1].end, each.start):
            break
        row.append(each)
    return row


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
