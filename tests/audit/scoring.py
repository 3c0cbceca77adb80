"""Scores extraction against labelled rows: one-to-one by overlap, optional rows neither required nor counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

_TIMES = {
    "minute": ("clock", Fraction(1, 60)),
    "hour": ("clock", Fraction(1)),
    "day": ("clock", Fraction(24)),
    "week": ("clock", Fraction(168)),
    "month": ("months", Fraction(1)),
    "year": ("months", Fraction(12)),
}
_A_YEAR = {"hour": 8760, "day": 365, "week": 52, "month": 12, "quarter": 4, "halfyear": 2, "term": 2, "year": 1}
_RATE = "times_per_"
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Row:
    """A promise in the exchange format; an event has no value."""

    start: int
    end: int
    kind: str
    low: float | None = None
    high: float | None = None
    unit: str = ""
    optional: bool = False


@dataclass(slots=True)
class Score:
    """What was wanted, given and matched, over as many texts as were added."""

    wanted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    valued: Counter[str] = field(default_factory=Counter)
    given: int = 0
    named: int = 0

    def add(self, wanted: Sequence[Row], given: Sequence[Row]) -> None:
        """Count the rows of one text."""
        pairs = matched(wanted, given)
        self.wanted.update(row.kind for row in wanted if not row.optional)
        for index, row in enumerate(given):
            gold = pairs.get(index)
            if gold is None and any(each.optional and _overlap(each, row) > 0 for each in wanted):
                continue
            if gold is None or not gold.optional:
                self.given += 1
            if gold is not None and not gold.optional:
                self.found[gold.kind] += 1
                self.valued[gold.kind] += same_value(gold, row)
                self.named += gold.kind == row.kind

    @property
    def f1(self) -> float:
        """How well places and values together were found, from 0 to 1."""
        return 2 * self.valued.total() / (self.wanted.total() + self.given or 1)

    @property
    def kind(self) -> float:
        """The share of the rows found that were given the right kind."""
        return self.named / (self.found.total() or 1)

    def told(self) -> str:
        """Give the figures, in all and by kind."""
        head = f"wanted {self.wanted.total()} given {self.given} F1 {self.f1:.3f} kind {self.kind:.3f}"
        rows = (
            f"{kind}: {count} wanted, {self.found[kind]} found, {self.valued[kind]} with the value"
            for kind, count in self.wanted.most_common()
        )
        return "\n".join((head, *rows))


def row_of(labelled: Mapping[str, object]) -> Row:
    """Read a labelled row."""
    low, high = (_number(labelled[name]) for name in ("value_low", "value_high"))
    start, end = int(str(labelled["start"])), int(str(labelled["end"]))
    return Row(start, end, str(labelled["kind"]), low, high, str(labelled["unit"]), bool(labelled["optional"]))


def matched(wanted: Sequence[Row], given: Sequence[Row]) -> dict[int, Row]:
    """Pair each given row, by its index, with a wanted one: equal values, required rows, the largest share first."""
    pairs: dict[int, Row] = {}
    used: set[int] = set()
    for *_, gold, row in sorted(_candidates(wanted, given), reverse=True):
        if gold not in used and row not in pairs:
            used.add(gold)
            pairs[row] = wanted[gold]
    return pairs


def same_value(one: Row, other: Row) -> bool:
    """Tell whether two rows say the same, in whatever unit; 24 hours a day are seven days a week."""
    first, second = _value(one), _value(other)
    if {first[0], second[0]} == {"days_x_hours", "hours_per_day"}:
        window, hours = (first, second) if first[0] == "days_x_hours" else (second, first)
        return window[1:] == (7, hours[1])
    return first == second


def _candidates(wanted: Sequence[Row], given: Sequence[Row]) -> Iterable[tuple[bool, bool, float, int, int]]:
    for at, gold in enumerate(wanted):
        for index, row in enumerate(given):
            if (overlap := _overlap(gold, row)) > 0:
                share = overlap / (max(gold.end, row.end) - min(gold.start, row.start))
                yield same_value(gold, row), not gold.optional, share, at, index


def _overlap(one: Row, other: Row) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _value(row: Row) -> tuple[str, float, float]:
    if row.low is None:
        return "event", 0, 0
    high = row.low if row.high is None else row.high
    name, size = _measure(row.unit)
    return name, round(row.low * size, _DIGITS), round(high * size, _DIGITS)


def _measure(unit: str) -> tuple[str, float]:
    if unit.startswith(_RATE):
        return "a year", _A_YEAR[unit.removeprefix(_RATE)]
    name, size = _TIMES.get(unit, (unit, Fraction(1)))
    return name, float(size)


def _number(value: object) -> float | None:
    return None if value is None else float(str(value))
