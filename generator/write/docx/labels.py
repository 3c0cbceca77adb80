"""Lines of a label and what stands there: on the cover and in signature blocks."""

from __future__ import annotations

from generator.document.nodes import Inlines, Text

COLON = "："


def with_colon(label: Inlines) -> Inlines:
    """Give a label with the colon every reader of the tree sets between it and what stands there."""
    return (*label, Text(COLON))
