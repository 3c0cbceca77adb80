"""The trace beside a file of ours: from which key path each printed value came."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Printed:
    """A value as the trace has it: its text and its key path."""

    text: str
    path: str


def read_trace(data: bytes) -> Mapping[int, Printed]:
    """Give the values of a `trace.json` by number; nothing of a file that is none."""
    try:
        rows = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return dict(_printed(rows))


def _printed(rows: object) -> Iterator[tuple[int, Printed]]:
    for row in rows if isinstance(rows, list) else ():
        match row:
            case {"number": int(number), "text": str(text), "path": str(path)}:
                yield number, Printed(text, path)
            case _:
                continue
