"""Labels and what stands behind them: a colon on the cover and in signatures, a blank or nothing in headings."""

from __future__ import annotations

from generator.document.nodes import Inlines, Text

COLON = "："
ENGLISH_MARKS = {"正本": "Original", "副本": "Duplicate", "电子版": "Electronic copy"}
"""What a bilingual cover says under the mark of a copy."""
_TIGHT = ("、", "）", "．", "：")


def with_colon(label: Inlines) -> Inlines:
    """Give a label with the colon every reader of the tree sets between it and what stands there."""
    return (*label, Text(COLON))


def needs_blank(label: str) -> bool:
    """Tell whether a blank stands between a heading's label and its words; some marks hold one themselves."""
    return not label.endswith(_TIGHT)
