"""Display widths of text in a terminal of fixed pitch, so that carets stand under the characters they mean."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset({"Mn", "Me", "Cf", "Cc"})


def display_width(text: str) -> int:
    """Give the number of terminal cells `text` takes: 2 for wide and full-width characters, 0 for combining ones."""
    return sum(map(character_width, text))


def character_width(character: str) -> int:
    """Give the cells of one character; ambiguous ones (such as `×`) count 1, as terminals draw them."""
    if unicodedata.category(character) in _INVISIBLE:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
