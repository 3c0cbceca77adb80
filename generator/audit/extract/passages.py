"""A block made ready for extraction: folded text, its quantities and cues, its clauses, and what stands above it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from generator.audit.extract.vocabulary import Seen, Vocabulary
from generator.audit.text import AuditText, Block, BlockKind
from generator.model.audit import CueGroupName
from generator.zh.fold import Folded, fold
from generator.zh.scan import Found, find_folded

_CLAUSE = re.compile(r"(?:[^,;。!?\n]|(?<=[0-9]),(?=[0-9]{3})){1,200}")
_MOST_CLAUSES = 16
"""Of a sentence; longer ones are cut, so that text without commas and stops takes no more time than other text."""
_SENTENCE_END = frozenset(";。!?\n")
_LONGEST_HEAD = 40


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between commas; `sentence` is the index of the first clause of its sentence."""

    start: int
    end: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Head:
    """A block that stands above another, with what of its folded text names the ones below."""

    block: Block
    plain: str
    is_column: bool = False
    is_row: bool = False


@dataclass(frozen=True)
class Passage:
    """A block, folded; offsets in it are those of the folded text until `span` gives them back."""

    block: Block
    folded: Folded
    founds: tuple[Found, ...]
    heads: tuple[Head, ...]
    vocabulary: Vocabulary
    _cues: dict[frozenset[str], tuple[Seen, ...]] = field(default_factory=dict)

    @property
    def plain(self) -> str:
        """The folded text."""
        return self.folded.plain

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the offsets in the whole text of a stretch of the folded one."""
        first, last = self.folded.span(start, end)
        return self.block.start + first, self.block.start + last

    # --- clauses ------------------------------------------------------------------------------------------------------

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Its clauses in reading order."""
        return clauses(self.plain)

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [clause.end for clause in self.clauses]

    def clause_at(self, position: int) -> int:
        """Give the index of the clause in which a character stands."""
        return min(bisect_right(self._clause_ends, position), len(self.clauses) - 1)

    def clause(self, position: int) -> Clause:
        """Give the clause in which a character stands."""
        return self.clauses[self.clause_at(position)]

    @cached_property
    def _sentences(self) -> list[int]:
        return [clause.sentence for clause in self.clauses]

    def sentence(self, position: int) -> range:
        """Give the indexes of the clauses of the sentence in which a character stands."""
        first = self.clause(position).sentence
        return range(first, bisect_right(self._sentences, first))

    def sentence_span(self, position: int) -> tuple[int, int]:
        """Give the stretch of the sentence in which a character stands."""
        indexes = self.sentence(position)
        return self.clauses[indexes[0]].start, self.clauses[indexes[-1]].end

    # --- brackets -----------------------------------------------------------------------------------------------------

    @cached_property
    def _depths(self) -> tuple[int, ...]:
        depth, depths = 0, []
        for character in self.plain:
            depth = max(0, depth + (character == "(") - (character == ")"))
            depths.append(depth)
        return tuple(depths)

    def depth(self, position: int) -> int:
        """Tell in how many brackets a character stands."""
        return self._depths[position]

    def bracket(self, position: int) -> tuple[int, int]:
        """Give the bracket of its clause in which a character stands; outside of brackets, the clause."""
        clause = self.clause(position)
        opened = self.plain.rfind("(", clause.start, position)
        if opened < 0 or ")" in self.plain[opened:position]:
            return clause.start, clause.end
        closed = self.plain.find(")", position, clause.end)
        return opened + 1, clause.end if closed < 0 else closed

    # --- what stands in a stretch -------------------------------------------------------------------------------------

    @cached_property
    def _found_starts(self) -> list[int]:
        return [found.start for found in self.founds]

    def founds_in(self, start: int, end: int) -> tuple[Found, ...]:
        """Give the quantities that begin in a stretch."""
        return self.founds[bisect_left(self._found_starts, start) : bisect_left(self._found_starts, end)]

    def indexes_in(self, start: int, end: int) -> range:
        """Give the indexes of the quantities that begin in a stretch."""
        return range(bisect_left(self._found_starts, start), bisect_left(self._found_starts, end))

    def cues(self, families: frozenset[str]) -> tuple[Seen, ...]:
        """Give the cues of kinds that figures of these families may have."""
        if families not in self._cues:
            self._cues[families] = self.vocabulary.cues(families).seen(self.plain)
        return self._cues[families]

    def cues_in(self, families: frozenset[str], start: int, end: int) -> tuple[Seen, ...]:
        """Give the cues that stand wholly in a stretch."""
        cues = self.cues(families)
        first = bisect_left(cues, start, key=lambda seen: seen.start)
        return cues[first : max(first, bisect_right(cues, end, key=lambda seen: seen.end))]

    def words(self, name: CueGroupName, start: int, end: int) -> list[tuple[str, int, int]]:
        """Give the words of a list that stand in a stretch, with their places."""
        return self.vocabulary.group(name).hits(self.plain, start, end)


def clauses(plain: str) -> tuple[Clause, ...]:
    """Split a folded text at commas and at the ends of sentences."""
    found: list[Clause] = []
    sentence = 0
    for index, match in enumerate(_CLAUSE.finditer(plain)):
        found.append(Clause(match.start(), match.end(), sentence))
        if plain[match.end() : match.end() + 1] in _SENTENCE_END or index - sentence >= _MOST_CLAUSES:
            sentence = index + 1
    return tuple(found)


def passages(text: AuditText, vocabulary: Vocabulary) -> tuple[Passage, ...]:
    """Give every block of a text made ready."""
    folded = tuple(fold(block.text, vocabulary.variants) for block in text.blocks)
    titles = tuple(_title(block, plain.plain) for block, plain in zip(text.blocks, folded, strict=True))
    return tuple(
        Passage(block, plain, tuple(find_folded(plain.plain)), _heads(block, text, titles), vocabulary)
        for block, plain in zip(text.blocks, folded, strict=True)
    )


def _heads(block: Block, text: AuditText, titles: tuple[str, ...]) -> tuple[Head, ...]:
    """Give what stands above a block, the nearest first; in a table also the names to its left."""
    above = tuple(_head(text.blocks[number], titles[number], block) for number in reversed(block.path))
    return (*_names_of_row(block, text, titles), *above) if block.cell else above


def _names_of_row(block: Block, text: AuditText, titles: tuple[str, ...]) -> Iterator[Head]:
    """Give the cells between the first of the row and this one that name something (序号 | 电话响应 | 15分钟)."""
    for left in reversed(text.blocks[max(0, block.number - _WIDEST_ROW) : block.number]):
        if not (left.cell and block.cell) or (left.cell.table, left.cell.row) != (block.cell.table, block.cell.row):
            return
        if left.number not in block.path and left.cell.column < block.cell.column and _NAME.fullmatch(left.text):
            yield Head(left, titles[left.number], is_row=True)


_WIDEST_ROW = 12
_NAME = re.compile("[^0-9。;；,，]{2,16}")


def _title(above: Block, plain: str) -> str:
    """Give what of a block names the ones below it: a heading whole, of an item what stands before its colon."""
    if above.kind in {BlockKind.HEADING, BlockKind.CELL} and len(plain) <= _LONGEST_HEAD:
        return plain
    return re.split("[:。;,]", plain, maxsplit=1)[0][:_LONGEST_HEAD]


def _head(above: Block, title: str, block: Block) -> Head:
    if block.cell is None or above.cell is None:
        return Head(above, title)
    is_row = above.cell.row == block.cell.row
    return Head(above, title, is_column=not is_row, is_row=is_row)
