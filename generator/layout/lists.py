"""Where list items stand, in characters of the list's size: the same for the writer and the page estimate."""

from __future__ import annotations

from generator.document.nodes import Block, Paragraph

_LABEL_ROOM = {"bullet": 1.5, "decimal": 2.0, "paren": 3.0, "circled": 1.5}
STEP = 2.0
"""Each list inside a list stands this many characters further right."""
_ONE_DIGIT = 9


def label_room(style: str, count: int = 1) -> float:
    """Give the room the labels of a list of `count` items take; numbers of two digits need more."""
    wide = style in {"decimal", "paren"} and count > _ONE_DIGIT
    return _LABEL_ROOM[style] + (0.5 if wide else 0)


def first_paragraph(blocks: tuple[Block, ...]) -> tuple[Paragraph, tuple[Block, ...]]:
    """Give the paragraph that the label of a list item hangs before, an empty one if need be, and the other blocks."""
    if blocks and isinstance(blocks[0], Paragraph):
        return blocks[0], blocks[1:]
    return Paragraph(()), blocks
