"""A printed piece beside the one found in its place: what is the same in both, what is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.audit.foreign.alignment import Alignment, Step, compared, unlabelled
from generator.audit.foreign.amounts import MARK, NO_WORDS, Amount, Words, is_turned, words_of
from generator.audit.foreign.rendering import Line, Piece, PrintedValue

_PAGE = "00"
"""What stands in the document for a page that its writer finds."""
_OUTWARD = re.compile(r"(《[^》]+》[^《》]{1,60}?)[（(]第\d+页[）)]")
"""A reference into another volume: its page is its writer's too."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A printed piece and the one found in its place, without the labels that number them, as words and figures.

    `steps` tell what became of the words, a figure taken for a word that is what it is worth.
    """

    ours: Piece
    theirs: Piece
    is_same: bool
    printed: Words = NO_WORDS
    found: Words = NO_WORDS
    steps: tuple[Step, ...] = ()

    @property
    def is_same_frame(self) -> bool:
        """Tell whether nothing differs but figures."""
        return self.printed.frame == self.found.frame

    @property
    def same(self) -> Iterator[tuple[int, int]]:
        """Give the stretches of the text that say what is printed."""
        if self.is_same:
            yield self.theirs.start, self.theirs.start + len(self.theirs.text)
        for kind, low, high, begin, end in self.steps:
            both = zip(between(self.printed, low, high), between(self.found, begin, end), strict=False)
            if kind == "equal" and not any(is_turned(*each) for each in both):
                first, last = self.theirs.start + self.found.offsets[begin], self.theirs.start + _end(self.found, end)
                yield first, last


def _end(words: Words, at: int) -> int:
    """Give where the stretch before a place of the frame ends."""
    amounts = between(words, at - 1, at)
    return amounts[0].end if amounts else words.offsets[at - 1] + 1


def between(words: Words, low: int, high: int) -> list[Amount]:
    """Give the figures of a stretch of the frame."""
    first = words.frame.count(MARK, 0, low)
    return list(words.amounts[first : first + words.frame.count(MARK, low, high)])


def compared_lines(
    alignment: Alignment, label_at: Callable[[int], str], variants: Mapping[int, str]
) -> Iterator[tuple[Line, tuple[Pair, ...]]]:
    """Give each printed line that changed with its pieces and those found; `label_at` gives the label of a block."""
    for ours, theirs in alignment.changed:
        cells = _cells(ours, theirs)
        yield ours, tuple(paired(one, other, label_at(other.start), variants) for one, other in cells)


def _cells(ours: Line, theirs: Line) -> Sequence[tuple[Piece, Piece]]:
    """Pair the cells of two rows; where their number differs, those that changed between cells that did not."""
    if len(ours.pieces) == len(theirs.pieces):
        return list(zip(ours.pieces, theirs.pieces, strict=True))
    matcher = SequenceMatcher(None, [each.text for each in ours.pieces], [each.text for each in theirs.pieces])
    cells: list[tuple[Piece, Piece]] = []
    for kind, low, high, begin, end in matcher.get_opcodes():
        cells += zip(ours.pieces[low:high], theirs.pieces[begin:end], strict=False)
        before = theirs.pieces[max(0, begin - 1)]
        nothing = Piece("", before.start + len(before.text))
        cells += [(each, nothing) for each in ours.pieces[low:high] if kind == "delete"]
    return cells


def paired(ours: Piece, theirs: Piece, label: str, variants: Mapping[int, str]) -> Pair:
    """Compare a printed piece with the one found in its place; `label` may be words of it (第一章列出的……)."""
    printed = compared(ours.text, variants)
    found = {compared(words, variants) for words in (theirs.text, label + theirs.text)}
    if ours.text == _PAGE or printed in found | {_OUTWARD.sub(r"\1", words) for words in found}:
        return Pair(ours, theirs, is_same=True)
    one, other = _stripped(ours), _stripped(theirs)
    first, second = words_of(one.text.translate(variants)), words_of(other.text.translate(variants))
    matcher = SequenceMatcher(None, _tokens(first), _tokens(second), autojunk=False)
    return Pair(one, other, is_same=False, printed=first, found=second, steps=tuple(matcher.get_opcodes()))


def _tokens(words: Words) -> list[object]:
    amounts = iter(words.amounts)
    return [next(amounts).worth if each == MARK else each for each in words.frame]


def _stripped(piece: Piece) -> Piece:
    """Give a piece without the label that numbers it."""
    cut = len(piece.text) - len(unlabelled(piece.text))
    values = (PrintedValue(each.start - cut, each.end - cut, each.text, each.path) for each in piece.values)
    return Piece(piece.text[cut:], piece.start + cut, tuple(values))
