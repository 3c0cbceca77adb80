"""What changed between two bids' promises, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from types import MappingProxyType

from generator.commitments.difference import Aspect, Difference, Direction, differences
from generator.commitments.promise import Promise
from generator.languages.spoken import told
from generator.report.register_json import promise_data
from generator.report.register_tables import scope_words


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two bids: what the user calls it, its promises, where each was written (by key path), its date."""

    name: str
    promises: tuple[Promise, ...]
    places: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    date: str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two bids and what changed from one to the other; `limits` says in Chinese what could not be compared."""

    before: Version
    after: Version
    found: tuple[Difference, ...]
    limits: tuple[str, ...] = ()


def compared(before: Version, after: Version, limits: tuple[str, ...] = ()) -> Comparison:
    """Compare the promises of two bids."""
    return Comparison(before, after, differences(before.promises, after.promises), limits)


def difference_text(comparison: Comparison) -> str:
    """Give the differences as text, grouped by direction, the gravest first; it ends with a line break."""
    lines = [f"承诺的变化：{comparison.before.name} → {comparison.after.name}"]
    for direction, rows in by_direction(comparison):
        shown = (line for cluster in clusters(rows) for line in _lines(comparison, cluster))
        lines += ["", f"{direction.label}（{len(rows)}项）", *(f"  {line}" for line in shown)]
    lines += ["", summary(comparison), *(f"注意：{limit}" for limit in comparison.limits)]
    return "\n".join(map(told, lines)) + "\n"


def difference_json(comparison: Comparison) -> str:
    """Give the differences as JSON that ends with a line break."""
    counts = {direction.value: count(comparison, direction) for direction in Direction}
    document = {
        "before": comparison.before.name,
        "after": comparison.after.name,
        "changes": [_change(comparison, one) for one in comparison.found],
        "summary": {**counts, "total": len(comparison.found)},
        "limits": list(comparison.limits),
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


# --- words -----------------------------------------------------------------------------------------------------------


def by_direction(comparison: Comparison) -> Iterator[tuple[Direction, tuple[Difference, ...]]]:
    """Give the differences by direction, the gravest first."""
    for direction, group in groupby(comparison.found, key=lambda one: one.direction):
        yield direction, tuple(group)


def clusters(rows: Sequence[Difference]) -> tuple[tuple[Difference, ...], ...]:
    """Give the differences of one direction with those together that are one decision: the same change of one matter.

    A new start of the clock changes every limit of a table; it is read, and decided, once.
    """
    together: dict[object, list[Difference]] = {}
    for at, one in enumerate(rows):
        promise = one.promise
        same = (promise.kind, promise.subject, promise.scope.closed, one.aspects, one.note) if one.aspects else at
        together.setdefault(same, []).append(one)
    return tuple(map(tuple, together.values()))


def summary(comparison: Comparison) -> str:
    """Give one sentence on how much changed."""
    if not comparison.found:
        return "两者的承诺相同。"
    counts = (f"{direction.label}{number}项" for direction in Direction if (number := count(comparison, direction)))
    return f"共{len(comparison.found)}项变化：{'，'.join(counts)}。"


def count(comparison: Comparison, direction: Direction) -> int:
    """Count the differences of one direction."""
    return sum(one.direction is direction for one in comparison.found)


def aspect_words(aspect: Aspect) -> str:
    """Tell one thing that changed: 起算点由“未写”改为“接到报修”."""
    return f"{aspect.name}由“{aspect.before or '未写'}”改为“{aspect.after or '未写'}”"


def promise_words(promise: Promise) -> str:
    """Give what is promised: 不超过2小时."""
    has_own = promise.text.startswith(promise.comparator)
    return promise.text if has_own else f"{promise.comparator}{promise.text}"


def written(comparison: Comparison, one: Difference) -> tuple[str, str]:
    """Tell where the promise was written before and where it is now."""
    before = comparison.before.places.get(one.before.path, one.before.path) if one.before else ""
    after = comparison.after.places.get(one.after.path, one.after.path) if one.after else ""
    return before, after


def place_lines(comparison: Comparison, cluster: Sequence[Difference]) -> tuple[str, ...]:
    """Tell where to look: where the promises are now, else where they were; both where they differ."""
    places = [written(comparison, one) for one in cluster]
    if any(before and after and before != after for before, after in places):
        return tuple(f"{label}：{_some(given)}" for label, given in zip("原新", zip(*places, strict=True), strict=True))
    return (_some([after or before for before, after in places]),)


def _some(words: Sequence[str]) -> str:
    different = tuple(dict.fromkeys(words))
    return f"{different[0]}等{len(different)}处" if len(different) > 1 else different[0]


def _lines(comparison: Comparison, cluster: Sequence[Difference]) -> Iterator[str]:
    one = cluster[0]
    promise, more = one.promise, f"等{len(cluster)}处" if len(cluster) > 1 else ""
    scope = f"{scope_words(promise.scope)}{more}，{promise.scope.phase.label}"
    what = f"{promise.kind.label} {promise.subject}（{scope}）"
    if not one.aspects:
        yield f"{what}：{promise_words(promise)}"
    else:
        note = f"（{one.note}）" if one.note else ""
        yield f"{what}：{'；'.join(map(aspect_words, one.aspects))}{note}"
    yield f"  {promise.id}{more}"
    yield from (f"  {line}" for line in place_lines(comparison, cluster))


# --- data ------------------------------------------------------------------------------------------------------------


def _change(comparison: Comparison, one: Difference) -> dict[str, object]:
    before, after = written(comparison, one)
    return {
        "direction": one.direction.value,
        "id": one.promise.id,
        "aspects": [
            {"name": part.name, "before": part.before, "after": part.after, "stands": part.stands.value}
            for part in one.aspects
        ],
        "note": one.note,
        "before": _side(one.before, before),
        "after": _side(one.after, after),
    }


def _side(promise: Promise | None, place: str) -> dict[str, object] | None:
    return None if promise is None else {**promise_data(promise), "path": promise.path, "place": place}
