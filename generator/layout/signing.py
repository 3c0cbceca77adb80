"""Where signature lines and cover lines stand, in points: the same for both writers and the page estimate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from generator.document.labels import with_colon
from generator.document.nodes import Block, Cover, CoverLine, Inlines, SignBlock
from generator.layout.inline_width import inlines_width
from generator.style.sheet import Role, Sheet

SEAL_ROOM = 120.0
"""Points: a round company seal is 4 to 4.5 cm wide and lies over name and date."""

_RIGHT_GAP = 2.0
"""Characters left free at the right of the longest signature line."""


def kept_before_signing(blocks: tuple[Block, ...], *, last: bool) -> Iterator[tuple[Block, bool]]:
    """Give each block and whether it stays on a page with what follows: a signature block; of the `last`, anything."""
    for block, following in zip_longest(blocks, blocks[1:]):
        yield block, isinstance(following, SignBlock) or (following is None and last)


def cover_words(cover: Cover) -> tuple[tuple[tuple[str, Inlines], ...], tuple[tuple[str, Inlines], ...]]:
    """Give role and words of what stands above the cover's lines, and of what stands below them."""
    upper = (
        ("cover_mark", cover.copy_mark),
        ("cover_project", cover.project),
        ("cover_title", cover.title),
        ("cover_subtitle", cover.subtitle),
    )
    return upper, (("cover_date", cover.date), ("cover_remark", cover.remark))


def sign_spread(block: SignBlock, sheet: Sheet) -> float:
    """Give the space in points before each line of the block, beyond what its role has."""
    if not block.seal or not block.lines:
        return 0.0
    pitch = sheet.role("sign").pitch
    return max(0.0, SEAL_ROOM - len(block.lines) * pitch) / len(block.lines)


def sign_left(block: SignBlock, sheet: Sheet, room: float) -> float:
    """Give the left edge all lines share: the longest ends near the right margin, none begins right of the middle."""
    look = sheet.role("sign")
    longest = _longest([with_colon(line.label) + line.content for line in block.lines], look)
    return max(0.0, min(room * 0.5, room - longest - _RIGHT_GAP * look.size))


def cover_columns(lines: tuple[CoverLine, ...], sheet: Sheet) -> tuple[float, float]:
    """Give the left edge of the cover's lines and the width of their labels, half a character behind them included.

    The block of lines stands in the middle; what follows the labels has one edge.
    """
    look = sheet.role("cover_line")
    label = _longest([with_colon(line.label) for line in lines], look) + look.size / 2
    words = _longest([line.content for line in lines], look)
    return max(0.0, (sheet.text_width - label - words) / 2), label


def _longest(contents: list[Inlines], look: Role) -> float:
    return max((inlines_width(content, look.size, sans=look.sans) for content in contents), default=0.0)
