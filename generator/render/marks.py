"""Marks: what a template prints in place of a value or a block, so that data never becomes markup.

A mark is a private-use character, an index, and another private-use character; the index leads to the node in the
registry of the run. A second pair of characters carries the template line at the end of each line of template text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

OPEN, CLOSE = "\ue000", "\ue001"
LINE_OPEN, LINE_CLOSE = "\ue002", "\ue003"
ATTRIBUTE = "\ue004"
"""Stands for the `#` of `{#id}` while Jinja reads the template, which would take it for a comment."""

_MARK = re.compile(f"{OPEN}([0-9]+){CLOSE}")
_LINE = re.compile(f"{LINE_OPEN}([^{LINE_CLOSE}]*):([0-9]+){LINE_CLOSE}")
_PRIVATE = re.compile("[\ue000-\uf8ff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """A line of a template."""

    template: str
    line: int


@dataclass(slots=True)
class Marks:
    """The registry of one run: nodes by index; `add` gives the mark that stands for a node."""

    nodes: list[object] = field(default_factory=list)

    def add(self, node: object) -> str:
        """Register a node and give its mark."""
        self.nodes.append(node)
        return f"{OPEN}{len(self.nodes) - 1}{CLOSE}"

    def split(self, text: str) -> Iterator[object]:
        """Give the words (str) and the nodes of a text with marks, in order; empty words left out."""
        for index, part in enumerate(_MARK.split(text)):
            if index % 2:
                yield self.nodes[int(part)]
            elif part:
                yield part


def has_mark(text: str) -> bool:
    """Tell whether a text holds a mark."""
    return OPEN in text


def line_mark(origin: Origin) -> str:
    """Give the mark that tells the template line of the text before it."""
    return f"{LINE_OPEN}{origin.template}:{origin.line}{LINE_CLOSE}"


def take_lines(text: str) -> tuple[str, tuple[Origin | None, ...]]:
    """Take the line marks out of a text; give the text and the origin of each of its lines (None where unknown)."""
    lines, origins = [], []
    for line in text.split("\n"):
        found = _LINE.search(line)
        origins.append(Origin(found[1], int(found[2])) if found else None)
        lines.append(_LINE.sub("", line) if found else line)
    return "\n".join(lines), tuple(origins)


def without_lines(text: str) -> str:
    """Take the line marks out of a text."""
    return _LINE.sub("", text) if LINE_OPEN in text else text


def without_private(text: str) -> tuple[str, bool]:
    """Take characters that could pass for marks out of a value's text; tell whether there were any."""
    cleaned = _PRIVATE.sub("", text)
    return cleaned, len(cleaned) != len(text)
