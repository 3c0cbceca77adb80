"""Where list items stand, in characters of the list's size: the same for the writer and the page estimate."""

from __future__ import annotations

_LABEL_ROOM = {"bullet": 1.5, "decimal": 2.0, "paren": 3.0, "circled": 1.5}
STEP = 2.0
"""Each list inside a list stands this many characters further right."""
_ONE_DIGIT = 9


def label_room(style: str, count: int = 1) -> float:
    """Give the room the labels of a list of `count` items take; numbers of two digits need more."""
    wide = style in {"decimal", "paren"} and count > _ONE_DIGIT
    return _LABEL_ROOM[style] + (0.5 if wide else 0)
