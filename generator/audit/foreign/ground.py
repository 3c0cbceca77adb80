"""A text with what it promises, and how to find one's way in it: blocks, sentences, headings, anchors."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

from generator.audit.extract.commitments import commitments
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign.finding import Anchor
from generator.audit.text import AuditText, Block, BlockKind, Commitment

_STOPS = re.compile("[。！？!?；;\n]")
_TITLES = frozenset({BlockKind.HEADING, BlockKind.CELL})
_LONGEST_SENTENCE = 400
_GAP = "[^。；：！？\n]{0,8}"


@dataclass(frozen=True)
class Ground:
    """A text and what it promises."""

    text: AuditText
    vocabulary: Vocabulary

    @property
    def whole(self) -> str:
        """The whole text."""
        return self.text.whole

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """Everything the text promises."""
        return commitments(self.text, self.vocabulary)

    @cached_property
    def _starts(self) -> tuple[tuple[int, int], ...]:
        return tuple(sorted((block.start, block.number) for block in self.text.blocks))

    def block_at(self, offset: int) -> Block | None:
        """Give the block in which a character of the whole text stands, or after which it stands."""
        index = bisect_right(self._starts, (offset, len(self.text.blocks))) - 1
        return self.text.blocks[self._starts[index][1]] if index >= 0 else None

    def anchor(self, start: int, end: int, replacement: str | None = None) -> Anchor:
        """Give a stretch of the whole text as an anchor, with what ought to stand there where that is sure."""
        block = self.block_at(start)
        return Anchor(start, end, self.whole[start:end], block.number if block else 0, replacement)

    def anchors(self, promises: Iterable[Commitment]) -> tuple[Anchor, ...]:
        """Give where promises stand."""
        return tuple(Anchor(each.start, each.end, each.text, each.block) for each in promises)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Give the stretch from the stop before these characters to the stop after them."""
        low = max(0, start - _LONGEST_SENTENCE)
        before = [found.end() for found in _STOPS.finditer(self.whole, low, start)]
        after = _STOPS.search(self.whole, end, end + _LONGEST_SENTENCE)
        return before[-1] if before else low, after.start() if after else min(len(self.whole), end + _LONGEST_SENTENCE)

    def titles(self, block: int) -> tuple[str, ...]:
        """Give the headings above a block, the nearest first."""
        above = (self.text.blocks[number] for number in reversed(self.text.blocks[block].path))
        return tuple(each.text for each in above if each.kind in _TITLES)

    def row_head(self, block: int) -> str:
        """Give what names the row of a cell; nothing for what is no cell."""
        cell = self.text.blocks[block].cell
        above = [self.text.blocks[number] for number in self.text.blocks[block].path] if cell else []
        return next((each.text for each in above if each.cell and cell and each.cell.row == cell.row), "")

    def heads(self, block: int) -> tuple[str, ...]:
        """Give what heads the row and the columns of a cell."""
        above = (self.text.blocks[number] for number in self.text.blocks[block].path)
        return tuple(each.text for each in above if each.cell)

    def corner(self, block: int) -> str:
        """Give the first cell of the table in which a cell stands; nothing for what is no cell."""
        cell = self.text.blocks[block].cell
        return self._corners.get(cell.table, "") if cell else ""

    @cached_property
    def _corners(self) -> dict[int, str]:
        cells = ((each, each.cell) for each in self.text.blocks)
        return {cell.table: each.text for each, cell in cells if cell and (cell.row, cell.column) == (0, 0)}

    def simplified(self, start: int, end: int) -> str:
        """Give a stretch of the text in simplified characters."""
        return self._simplified[start:end]

    def words(self, words: tuple[str, ...], allowed: tuple[str, ...]) -> Iterator[tuple[int, int]]:
        """Give where words of a list stand, except within one of its allowed phrases."""
        words = self._held(words)
        if not words:
            return
        phrases = sorted(found.span() for found in any_of(self._held(allowed)).finditer(self._simplified))
        ends = [end for _, end in phrases]
        for found in any_of(words).finditer(self._simplified):
            index = bisect_left(ends, found.end())
            if index == len(ends) or phrases[index][0] > found.start():
                yield found.span()

    def _held(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Give those words that may occur: to try hundreds of words at every character would cost more."""
        return tuple(word for word in words if all(map(self._may_hold, word.split("…"))))

    def _may_hold(self, part: str) -> bool:
        """Tell whether the text holds a part of a word; its first pair of characters tells most that it does not."""
        return (len(part) < len("甲乙") or part[:2] in self._pairs) and part in self._simplified

    @cached_property
    def _pairs(self) -> frozenset[str]:
        return frozenset(one + other for one, other in pairwise(self._simplified))

    @cached_property
    def _simplified(self) -> str:
        """The whole text in simplified characters; each stands for one, so that offsets stay."""
        return self.whole.translate(self.vocabulary.variants)


@lru_cache(maxsize=100)
def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    """Give a pattern for words of a list, the longest first; an ellipsis stands for a few characters of the clause."""
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(re.escape(word).replace("…", _GAP) for word in longest_first) or r"(?!)")
