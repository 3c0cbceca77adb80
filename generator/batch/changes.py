"""Which printed values of a bid are not what they were, told from the traces of two builds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

MOST = 20
"""Changes shown of one project; more are counted."""

Values = Mapping[str, tuple[str, ...]]


def printed_changes(before: bytes, now: bytes) -> tuple[str, ...]:
    """Give a Chinese line for each key path whose printed texts differ; nothing where there was no trace before."""
    old, new = _values(before), _values(now)
    if not old:
        return ()
    lines = tuple(_lines(old, new))
    more = (f"……另有{len(lines) - MOST}个值",) if len(lines) > MOST else ()
    return (*lines[:MOST], *more)


def _lines(old: Values, new: Values) -> Iterator[str]:
    for path in dict.fromkeys((*new, *old)):
        if old.get(path) != new.get(path):
            yield f"{path}：{_shown(old.get(path, ()))} → {_shown(new.get(path, ()))}"


def _shown(texts: tuple[str, ...]) -> str:
    return "、".join(texts) or "（没有印出）"


def _values(trace: bytes) -> Values:
    """Give the texts in which each key path is printed, each once."""
    try:
        rows = [(row["path"], row["text"]) for row in json.loads(trace)]
    except (ValueError, TypeError, KeyError):
        return {}
    texts: dict[str, dict[str, None]] = {}
    for path, text in rows:
        texts.setdefault(path, {})[text] = None
    return {path: tuple(found) for path, found in texts.items()}
