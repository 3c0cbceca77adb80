"""Where each value was written: spans, key paths and the map from one to the other, for every later stage."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

PathPart = str | int


class Span(NamedTuple):
    """A stretch of a text file; lines and columns count from 1, in characters; the end is exclusive.

    `file` is relative to the workspace, with forward slashes. A named tuple, as Entry: tens of thousands are made.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class Entry(NamedTuple):
    """The spans of one key path: of its key (None for list items and roots) and of its value."""

    key: Span | None
    value: Span


@dataclass(frozen=True, slots=True)
class SourceMap:
    """Resolves a key path such as `service.warranty.hardware.period` or `company.staff[3].name` to its spans."""

    entries: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    def value(self, path: str) -> Span | None:
        """Give the span of the value at `path`, else of its nearest written ancestor, else None."""
        entry = self._nearest(path)
        return entry.value if entry else None

    def key(self, path: str) -> Span | None:
        """Give the span of the key at `path` (of its value where it has no key), else of its nearest ancestor."""
        entry = self._nearest(path)
        if entry is None:
            return None
        return entry.key or entry.value

    def _nearest(self, path: str) -> Entry | None:
        while path:
            entry = self.entries.get(path)
            if entry is not None:
                return entry
            path = parent_path(path)
        return None


def child_path(path: str, part: PathPart) -> str:
    """Join a key path with a key or a list index: `a.b` + `c` = `a.b.c`, `a.b` + 2 = `a.b[2]`."""
    if isinstance(part, int):
        return f"{path}[{part}]"
    return f"{path}.{part}" if path else part


def parent_path(path: str) -> str:
    """Give the key path one step up; of a root, the empty path."""
    cut = max(path.rfind("."), path.rfind("["))
    return path[:cut] if cut > 0 else ""
