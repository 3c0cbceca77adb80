"""Places in template text: the span of a line, of a word near it, of a stretch of characters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from generator.render.marks import Origin
from generator.source import Span

_REACH = 12
"""How many lines below the start of a template expression its words are looked for."""


def line_span(lines: Sequence[str], origin: Origin) -> Span:
    """Give the span of a line's text without outer white space; of an unknown line, its first column."""
    text = lines[origin.line - 1] if 0 < origin.line <= len(lines) else ""
    start = len(text) - len(text.lstrip())
    end = max(len(text.rstrip()), start)
    return Span(origin.template, origin.line, start + 1, origin.line, end + 1)


def find_word(lines: Sequence[str], origin: Origin, word: str) -> Span | None:
    """Give the span of the first whole `word` on the line or in the rest of the expression that starts there."""
    if not word:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
    for offset, text in enumerate(lines[origin.line - 1 : origin.line - 1 + _REACH]):
        if found := pattern.search(text):
            line = origin.line + offset
            return Span(origin.template, line, found.start() + 1, line, found.end() + 1)
        if "}}" in text or "%}" in text:
            return None
    return None


def stretch(name: str, text: str, start: int, end: int) -> Span:
    """Give the span of the characters from `start` to `end` of a template's text."""
    first, last = _position(text, start), _position(text, end)
    return Span(name, *first, *last)


def _position(text: str, offset: int) -> tuple[int, int]:
    before = text.rfind("\n", 0, offset)
    return text.count("\n", 0, offset) + 1, offset - before
