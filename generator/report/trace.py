"""The trace: for every printed value where it came from and where it stands, as rows of `trace.json`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from generator.document.nodes import Value
from generator.source import SourceMap


class PrintedValue(Protocol):
    """A value of the tree with the section it stands in (`5.4.1 质保期`) and its pages by output (`{"docx": "12"}`)."""

    @property
    def value(self) -> Value:
        """The value itself."""

    @property
    def section(self) -> str:
        """The section as the contents name it."""

    @property
    def pages(self) -> Mapping[str, str]:
        """The page label by output."""

    @property
    def volume(self) -> str:
        """The title of the volume it stands in; empty where there is but one."""


def trace_rows(printed: Sequence[PrintedValue], sources: SourceMap) -> list[dict[str, object]]:
    """Give one row per printed value, in reading order; a derived value names its further sources under `also`."""
    return [_row(entry, sources) for entry in printed]


def trace_json(printed: Sequence[PrintedValue], sources: SourceMap) -> bytes:
    """Write the rows as JSON, one row a line, so that two traces can be compared line by line."""
    lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in trace_rows(printed, sources))
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()


def _row(entry: PrintedValue, sources: SourceMap) -> dict[str, object]:
    value = entry.value
    first, *others = value.paths or ("",)
    row: dict[str, object] = {
        "number": value.number,
        "text": value.text,
        **_source(first, sources),
        "template": value.template,
        "template_line": value.template_line,
        "section": entry.section,
        "page": next(iter(entry.pages.values()), ""),
        "pages": dict(entry.pages),
    }
    if entry.volume:
        row["volume"] = entry.volume
    if others:
        row["also"] = [_source(path, sources) for path in others]
    return row


def _source(path: str, sources: SourceMap) -> dict[str, object]:
    span = sources.value(path)
    return {
        "path": path,
        "file": span.file if span else "",
        "line": span.line if span else 0,
        "column": span.column if span else 0,
    }
