"""What changed between two bids' promises, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.commitments.difference import Aspect, Difference, Direction
from generator.commitments.promise import Promise
from generator.report.register_json import promise_data
from generator.report.register_tables import scope_words


def difference_text(found: Sequence[Difference], before: str, after: str) -> str:
    """Give the differences as Chinese text, grouped by direction, the gravest first; it ends with a line break."""
    lines = [f"承诺的变化：{before} → {after}"]
    for direction, group in groupby(found, key=lambda one: one.direction):
        rows = tuple(group)
        lines += ["", f"{direction.label}（{len(rows)}项）", *(f"  {line}" for row in rows for line in _lines(row))]
    return "\n".join((*lines, "", _summary(found))) + "\n"


def difference_json(found: Sequence[Difference], before: str, after: str) -> str:
    """Give the differences as JSON that ends with a line break."""
    counts = {direction.value: _count(found, direction) for direction in Direction}
    document = {
        "before": before,
        "after": after,
        "changes": [_change(one) for one in found],
        "summary": {**counts, "total": len(found)},
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _lines(one: Difference) -> Iterator[str]:
    promise = one.promise
    what = f"{promise.kind.label} {promise.subject}（{scope_words(promise.scope)}，{promise.scope.phase.label}）"
    if not one.aspects:
        yield f"{what}：{promise.comparator}{promise.text}"
    else:
        note = f"（{one.note}）" if one.note else ""
        yield f"{what}：{'；'.join(map(_aspect, one.aspects))}{note}"
    yield f"  {promise.id}"


def _aspect(aspect: Aspect) -> str:
    return f"{aspect.name}由“{aspect.before or '未写'}”改为“{aspect.after or '未写'}”"


def _summary(found: Sequence[Difference]) -> str:
    if not found:
        return "两者的承诺相同。"
    counts = (f"{direction.label}{count}项" for direction in Direction if (count := _count(found, direction)))
    return f"共{len(found)}项变化：{'，'.join(counts)}。"


def _count(found: Sequence[Difference], direction: Direction) -> int:
    return sum(one.direction is direction for one in found)


def _change(one: Difference) -> dict[str, object]:
    return {
        "direction": one.direction.value,
        "id": one.promise.id,
        "aspects": [
            {"name": part.name, "before": part.before, "after": part.after, "stands": part.stands.value}
            for part in one.aspects
        ],
        "note": one.note,
        "before": _side(one.before),
        "after": _side(one.after),
    }


def _side(promise: Promise | None) -> dict[str, object] | None:
    return None if promise is None else {**promise_data(promise), "path": promise.path}
