"""Reads plain text: headings and list items by their numbers, paragraphs, and simple tables."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from generator.audit.reading.labels import form_of, inline_labels, label_of
from generator.audit.reading.page import Line, Page, Parent, lines_of
from generator.audit.reading.tables import table_at
from generator.audit.text import AuditText, BlockKind, TextPlace

_LONGEST_HEADING = 32
_SENTENCE_END = tuple("。;；!！?？,，")
_CLOSED = re.compile(r"[。；;，,！!？?]")
_FIGURE = re.compile(r"[0-9一二两三四五六七八九十半]个?(?:自然|日历|工作)?(?:分钟|小时|钟头|日|天|周|月|年|元|%)")
_SMALL = frozenset({"bullet", "letter", "ring"})


@dataclass(frozen=True, slots=True)
class LineOrigin:
    """Places in a plain text: its lines, counted from 1, and the offset in the line."""

    starts: tuple[int, ...]
    blocks: tuple[int, ...]

    def place(self, block: int, offset: int) -> TextPlace:
        """Give the line and the offset in it."""
        position = self.blocks[block] + offset
        line = bisect_right(self.starts, position)
        return TextPlace("", line, 0, position - self.starts[line - 1])


def read_plain(whole: str) -> AuditText:
    """Give the blocks of a text; every offset is one of the text as it was decoded."""
    lines = tuple(lines_of(whole))
    page = Page(whole)
    position = 0
    while position < len(lines):
        table = table_at(page, lines, position)
        if table == 0:
            _read_line(page, lines[position])
        position += table or 1
    return AuditText(tuple(page.blocks), whole, _origin(page))


def _origin(page: Page) -> LineOrigin:
    starts, end = [0], 0
    for raw in page.whole.splitlines(keepends=True):
        end += len(raw)
        starts.append(end)
    return LineOrigin(tuple(starts), tuple(block.start for block in page.blocks))


def _read_line(page: Page, line: Line) -> None:
    """Add a line; where items were run together in it, each is a block of its own."""
    for begin, end in pairwise((0, *inline_labels(line.text), len(line.text))):
        text = line.text[begin:end]
        start = line.start + begin + len(text) - len(text.lstrip())
        if text.strip():
            _add(page, start, text.strip())


def _add(page: Page, start: int, text: str) -> None:
    found = label_of(text)
    label = found[0] if found else ""
    rest = text[len(label) :].lstrip()
    announces = announces_more(rest, labelled=bool(label))
    if label or announces:
        form = form_of(found)
        page.enter(form)
        block = page.add(_kind(form, announces=announces), _end(start, text, rest), label, len(page.parents) + 1)
        page.parents.append(Parent(form, block.number, announces))
    else:
        page.leave_items()
        page.add(BlockKind.PARAGRAPH, _end(start, text, rest))


def _end(start: int, text: str, rest: str) -> tuple[int, int]:
    return start + len(text) - len(rest), start + len(text)


def announces_more(rest: str, *, labelled: bool) -> bool:
    """Tell whether a line only says what the following ones are about."""
    if rest.endswith((":", "：")):
        return labelled or not _CLOSED.search(rest[:-1])
    if not labelled and _FIGURE.search(rest):
        return False
    longest = _LONGEST_HEADING if labelled else _LONGEST_HEADING // 2
    return len(rest) <= longest and not rest.endswith(_SENTENCE_END) and not _CLOSED.search(rest)


def _kind(form: str, *, announces: bool) -> BlockKind:
    return BlockKind.HEADING if announces and form not in _SMALL else BlockKind.ITEM
