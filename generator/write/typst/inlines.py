"""Inlines of the tree as Typst code; a word longer than its line gets places where it may be broken."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import assert_never

from generator.document.nodes import (
    Blank,
    Checkbox,
    Inline,
    Inlines,
    LineBreak,
    PageCount,
    PageNumber,
    PageRef,
    Ref,
    Strong,
    Text,
    Underline,
    Value,
)
from generator.document.walk import TICKED, UNTICKED
from generator.layout.measure import address_parts, text_width
from generator.style.sheet import Role
from generator.write.typst.code import block, call, ems, string

END_OF_BODY = "end-of-body"
_WORD = re.compile(r"[!-~\u00c0-\u024f]{4,}")
_BREAK, _EMPTY = "\nh(0.001pt)\n", '""'
"""A gap nobody sees: Typst passes over one of no width, and puts no break there."""


@dataclass(frozen=True, slots=True)
class Line:
    """The room words have: the width of a line in sizes of its text, 0 where no word can be too long, and its font."""

    width: float = 0.0
    sans: bool = False


_ENDLESS = Line()


def line_of(look: Role, points: float) -> Line:
    """Give a line of so many points in the look of a role."""
    return Line(points / look.size, sans=look.bold or look.sans)


def inline_code(content: Inlines, line: Line = _ENDLESS) -> str:
    """Give inlines as content; a word longer than the line may be broken anywhere."""
    return block(_inline(inline, line) for inline in content)


def title_code(label: str, title: Inlines, *, blank: bool) -> str:
    """Give a numbered title: the label set off by a blank where it needs one."""
    space = '" "\nh(0.25em)' if blank else ""
    return block((string(label) if label else "", space if label else "", inline_code(title)))


def anchor(target: str) -> str:
    """Give the name of a place; ids of the tree are kept apart from names of our own."""
    return string(f"id-{target}")


def _inline(inline: Inline, line: Line) -> str:  # noqa: C901, PLR0911 - one line for each kind
    match inline:
        case Text(text=text) | Value(text=text):
            return _words(text, line)
        case Ref(target=target, text=text):
            return call("link", call("label", anchor(target)), string(text))
        case PageRef(target=target):
            return call("link", call("label", anchor(target)), call("page-of", anchor(target)))
        case Strong(content=content):
            return call("strong", inline_code(content, replace(line, sans=True)))
        case Underline(content=content):
            return call("underline", inline_code(content, line))
        case Blank(width=width):
            return call("blank", ems(width))
        case Checkbox(checked=checked):
            return call("tick", string(TICKED if checked else UNTICKED))
        case LineBreak():
            return "linebreak()"
        case PageNumber():
            return "page-number()"
        case PageCount():
            return call("page-of", string(END_OF_BODY))
        case _:  # pragma: no cover
            assert_never(inline)


def _words(text: str, line: Line) -> str:
    """Give words; one that no line of this width holds may be broken anywhere. Bold letters count as sans ones."""
    if not line.width:
        return _plain(text) if text else ""
    parts, end = [], 0
    for found in _WORD.finditer(text):
        if text_width(found[0], 1.0, sans=line.sans) > line.width:
            parts += [_plain(text[end : found.start()]), _BREAK.join(map(string, found[0]))]
            end = found.end()
    parts.append(_plain(text[end:]))
    return "\n".join(part for part in parts if part != _EMPTY)


def _plain(text: str) -> str:
    return _BREAK.join(map(string, address_parts(text)))
