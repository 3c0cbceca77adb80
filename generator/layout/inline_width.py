"""Widths of inlines in points, blanks to be filled included; lines of covers and signatures are aligned by them."""

from __future__ import annotations

from generator.document.nodes import Blank, Inlines
from generator.document.walk import flat, plain
from generator.layout.measure import text_width


def inlines_width(content: Inlines, size: float, *, sans: bool = False) -> float:
    """Give the width of inlines set on one line at `size` points."""
    blanks = sum(inline.width for inline in flat(content) if isinstance(inline, Blank))
    return text_width(plain(content), size, sans=sans) + blanks * size
