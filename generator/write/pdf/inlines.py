"""Inlines of the tree as HTML; every word escaped, every numbered Value in a span that carries its trace number.

Between Han and Latin stands the typesetting's gap, across the borders of values too, but never inside a value's span.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
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
from generator.layout.measure import address_parts, needs_gap
from generator.write.pdf.typesetting import GAP, with_gaps

_BREAK = "\u200b"
"""A place where a line may be broken; it leaves no character in the PDF."""


def inline_html(content: Inlines, *, traced: bool = True) -> str:
    """Give inlines as HTML; `traced=False` for words printed a second time, whose numbers must not repeat."""
    return _Pen(traced).write(content)


@dataclass(slots=True)
class _Pen:
    """Writes inlines one after another and remembers the last character."""

    traced: bool
    last: str = ""

    def write(self, content: Inlines) -> str:
        return "".join(self._inline(inline) for inline in content)

    def _inline(self, inline: Inline) -> str:  # noqa: C901, PLR0911 - one line for each kind
        match inline:
            case Text(text=text):
                return self._words(text)
            case Value(text=text, number=number):
                traced = f' class="v" id="v{number}"' if self.traced and number else ""
                return self._words(text, f"<span{traced}>", "</span>")
            case Ref(target=target, text=text):
                return self._words(text, f'<a class="ref" href="#{escape(target)}">', "</a>")
            case PageRef(target=target):
                return self._mark(f'<a class="page" href="#{escape(target)}"></a>')
            case Strong(content=content):
                return f"<strong>{self.write(content)}</strong>"
            case Underline(content=content):
                return f"<u>{self.write(content)}</u>"
            case Blank(width=width):
                return self._mark(f'<span class="blank" style="width:{width}em"></span>')
            case Checkbox(checked=checked):
                return self._mark(f'<span class="box">{TICKED if checked else UNTICKED}</span>')
            case LineBreak():
                return self._mark("<br/>")
            case PageNumber() | PageCount():
                return ""
            case _:  # pragma: no cover
                assert_never(inline)

    def _words(self, text: str, start: str = "", end: str = "") -> str:
        """Write words between tags; a gap before them stands outside."""
        if not text:
            return start + end
        gap = GAP if self.last and needs_gap(self.last, text[0]) else ""
        self.last = text[-1]
        return f"{gap}{start}{escape(_BREAK.join(address_parts(with_gaps(text))))}{end}"

    def _mark(self, html: str) -> str:
        self.last = ""
        return html
