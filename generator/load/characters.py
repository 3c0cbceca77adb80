"""Characters that would corrupt a document without being seen: where they stand, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.finding import Finding, Place, Severity
from generator.load import limits
from generator.source import Span

FORBIDDEN_CHARACTER = "S013"
"""S013: a file or value holds a control, bidi, private-use, invisible or damaged character."""

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"
_LINE_ENDS = "\u0085\u2028\u2029"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_DAMAGED = "\ufdd0-\ufdef\ufffd-\uffff"

_IN_FILE = re.compile(f"[{_BIDI}{_INVISIBLE}{_LINE_ENDS}{_CONTROL}{_PRIVATE}{_DAMAGED}]")
_IN_VALUE = re.compile(f"[\t\r{_BIDI}{_INVISIBLE}{_LINE_ENDS}{_CONTROL}{_PRIVATE}{_DAMAGED}]")
_KINDS = (
    (re.compile(f"[{_BIDI}]"), "双向控制字符，会让文字的显示顺序与实际顺序不一致"),
    (re.compile(f"[{_INVISIBLE}]"), "看不见的格式字符，会让查找和比对失效"),
    (re.compile(f"[{_PRIVATE}]"), "私用区字符，换一台电脑就显示成别的样子"),
    (re.compile("\ufffd"), "编码转换失败留下的替换符，原来的字已经丢失"),
    (re.compile("\t"), "制表符，会打乱文档的排版"),
    (re.compile(f"[{_LINE_ENDS}]"), "特殊换行符，各软件对行数的算法不一致"),
)
_HINT = "删去该字符后重新输入这一处文字；从网页或 PDF 复制的文字，请先粘贴为纯文本。"


def find_forbidden(text: str, file: str) -> tuple[Finding, ...]:
    """Report the forbidden characters of a whole file, one finding for each distinct character."""
    places: dict[str, list[Span]] = {}
    for character, span in _occurrences(text, file):
        places.setdefault(character, []).append(span)
    return tuple(_finding(character, spans) for character, spans in places.items())


def without_forbidden(text: str) -> str:
    """Give `text` with a space in place of every forbidden character, so that the rest can still be read."""
    return _IN_FILE.sub(" ", text)


def find_escaped(value: str, span: Span, lines: list[str]) -> Finding | None:
    """Report a tab in a value, or a forbidden character that came into it by an escape such as a backslash-u."""
    found = _IN_VALUE.search(value)
    return _finding(found.group(), [_written(found.group(), span, lines)]) if found else None


def _occurrences(text: str, file: str) -> Iterator[tuple[str, Span]]:
    if not _IN_FILE.search(text):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        for found in _IN_FILE.finditer(line):
            column = found.start() + 1
            yield found.group(), Span(file, number, column, number, column + 1)


def _written(character: str, span: Span, lines: list[str]) -> Span:
    """Give where a character stands in the value at `span`; all of the span where it is escaped."""
    for number in range(span.line, min(span.end_line, len(lines)) + 1):
        column = lines[number - 1].find(character, span.column - 1 if number == span.line else 0) + 1
        if column and (number, column) < (span.end_line, span.end_column):
            return Span(span.file, number, column, number, column + 1)
    return span


def _finding(character: str, spans: list[Span]) -> Finding:
    count = f"，共{len(spans)}处" if len(spans) > 1 else ""
    return Finding(
        FORBIDDEN_CHARACTER,
        Severity.ERROR,
        Place(span=spans[0]),
        f"这里有不允许的字符 U+{ord(character):04X}（{_kind(character)}）{count}",
        _HINT,
        also=tuple(Place(span=span) for span in spans[1 : limits.PLACES + 1]),
    )


def _kind(character: str) -> str:
    return next((name for pattern, name in _KINDS if pattern.match(character)), "控制字符，文档中不能出现")
