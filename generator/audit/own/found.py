"""What an edited file prints, unit by unit as its record has it: every character with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.audit.reading.docx import Mark
from generator.audit.reading.draft import MarkKind
from generator.audit.text import AuditText, Block, BlockKind
from generator.document.text import compact

_OUTSIDE = frozenset({BlockKind.PROPERTY, BlockKind.COMMENT})
_RUNNING = frozenset({BlockKind.HEADER, BlockKind.FOOTER})
_COUNTED = re.compile(r"\s*(?:TOC|PAGEREF|PAGE|NUMPAGES|SECTIONPAGES)\b", re.IGNORECASE)
"""Fields whose result is the program's and not ours."""
_CAPTION = re.compile(r"\s*附?[表图]\s*[0-9A-Z一二三四五六七八九十]+(?:[-.－–—][0-9]+)*(?=\s|$)\s*")
_PAGE = re.compile(r"\s*(?:[0-9]+|[ivxlc]+)\s*$")

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class FoundPart:
    """The words of one block without `label` and page numbers; `offsets` places each character in the whole text."""

    block: int
    text: str
    offsets: Sequence[int]
    numbers: frozenset[int] = frozenset()
    label: str = ""
    begin: int = 0

    def stretch(self, start: int, end: int) -> Stretch:
        """Give the place in the whole text of a stretch of the words; of an empty one a place between characters."""
        if start < end:
            return self.offsets[start], self.offsets[end - 1] + 1
        if start < len(self.offsets):
            return self.offsets[start], self.offsets[start]
        behind = self.offsets[-1] + 1 if self.offsets else self.begin
        return behind, behind


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """What stands together: the part of a paragraph, or the parts of a table's row, with its cells that are empty."""

    kind: BlockKind
    parts: tuple[FoundPart, ...]
    label: str = ""
    empty: tuple[FoundPart, ...] = ()

    @property
    def key(self) -> str:
        """The words, by which it is matched."""
        return unit_key(part.text for part in self.parts)

    @property
    def numbers(self) -> frozenset[int]:
        """The values whose bookmarks stand in it."""
        return frozenset().union(*(part.numbers for part in self.parts))


@dataclass(frozen=True, slots=True)
class FoundText:
    """The units of the flow in reading order, the words of boxes, those of headers and footers.

    `listed` are the lines of the contents: block, and words without the page.
    """

    flow: tuple[FoundUnit, ...]
    boxes: tuple[FoundUnit, ...]
    running: tuple[FoundUnit, ...]
    listed: tuple[tuple[int, str], ...]


def unit_key(texts: Iterable[str]) -> str:
    """Give the words of a unit without white space, part by part."""
    return "\x1f".join(filter(None, map(compact, texts)))


def found_text(text: AuditText, marks: Iterable[Mark]) -> FoundText:
    """Give the units of a file that was read."""
    marks = tuple(marks)
    holes = _joined(mark for mark in marks if mark.kind is MarkKind.FIELD and _COUNTED.match(mark.text))
    numbers = _numbers(marks)
    parts = {part.block: part for part in _parts(text, holes, numbers)}
    blocks = [block for block in text.blocks if block.kind not in _OUTSIDE]
    boxes = [block for block in blocks if block.kind is BlockKind.BOX]
    running = [block for block in blocks if block.kind in _RUNNING]
    flow = [block for block in blocks if block.kind is not BlockKind.BOX and block.kind not in _RUNNING]
    return FoundText(
        tuple(_rows(flow, parts)),
        tuple(unit for block in boxes for unit in _pieces(parts[block.number])),
        tuple(FoundUnit(block.kind, (parts[block.number],)) for block in running if parts[block.number].text.strip()),
        tuple((block.number, _without_page(text, block)) for block in flow if not parts[block.number].text.strip()),
    )


def _without_page(text: AuditText, block: Block) -> str:
    begin = text.blocks[block.number - 1].end + 1 if block.number else 0
    return _PAGE.sub("", text.whole[begin : block.end])


def _joined(marks: Iterable[Mark]) -> tuple[list[int], list[int]]:
    """Give the beginnings and ends of the fields that are left out, none overlapping another."""
    starts: list[int] = []
    ends: list[int] = []
    for mark in sorted(marks, key=lambda each: each.start):
        if ends and mark.start <= ends[-1]:
            ends[-1] = max(ends[-1], mark.end)
        else:
            starts.append(mark.start)
            ends.append(mark.end)
    return starts, ends


def _numbers(marks: Iterable[Mark]) -> Mapping[int, frozenset[int]]:
    found: dict[int, set[int]] = {}
    for mark in marks:
        if mark.kind is MarkKind.VALUE and mark.text.isdecimal() and mark.start < mark.end:
            found.setdefault(mark.block, set()).add(int(mark.text))
    return {block: frozenset(several) for block, several in found.items()}


def _parts(
    text: AuditText, holes: tuple[list[int], list[int]], numbers: Mapping[int, frozenset[int]]
) -> Iterator[FoundPart]:
    """Give the words of each block, those of a label that was typed among them, as our own labels are automatic."""
    begin = 0
    for block in text.blocks:
        is_typed = begin < block.start and text.whole[begin : block.start].strip() == block.label
        start = begin if is_typed else block.start
        words, offsets = _outside(text.whole, start, block.end, holes)
        caption = _CAPTION.match(words) if block.kind is not BlockKind.CELL else None
        skipped = caption.end() if caption else 0
        own = numbers.get(block.number, frozenset())
        label = caption[0].strip() if caption else "" if is_typed else block.label
        yield FoundPart(block.number, words[skipped:], offsets[skipped:], own, label, block.start)
        begin = block.end + 1


def _outside(whole: str, start: int, end: int, holes: tuple[list[int], list[int]]) -> tuple[str, Sequence[int]]:
    starts, ends = holes
    index = bisect_right(ends, start)
    if index == len(starts) or starts[index] >= end:
        return whole[start:end], range(start, end)
    offsets: list[int] = []
    position = start
    while index < len(starts) and starts[index] < end:
        offsets.extend(range(position, max(position, starts[index])))
        position = max(position, ends[index])
        index += 1
    offsets.extend(range(position, end))
    return "".join(whole[offset] for offset in offsets), offsets


def _rows(blocks: Iterable[Block], parts: Mapping[int, FoundPart]) -> Iterator[FoundUnit]:
    """Give paragraphs and rows; a row of one cell is a frame, whose paragraphs stand for themselves."""
    for _, group in groupby(blocks, key=_row):
        several = list(group)
        worded = tuple(parts[block.number] for block in several if parts[block.number].text.strip())
        if len({block.cell.column for block in several if block.cell}) > 1:
            empty = tuple(parts[block.number] for block in several if not parts[block.number].text.strip())
            yield from (FoundUnit(several[0].kind, worded, worded[0].label, empty),) if worded else ()
        else:
            yield from (FoundUnit(several[0].kind, (part,), part.label) for part in worded)


def _row(block: Block) -> tuple[int, int]:
    """Tell the rows of tables apart; whatever is no cell stands for itself."""
    return (block.cell.table, block.cell.row) if block.cell else (-1, block.number)


def _pieces(part: FoundPart) -> Iterator[FoundUnit]:
    """Part a box at its tabs: labels of a chart that stand on one line are one box."""
    for piece in re.finditer(r"[^\t]*[^\s][^\t]*", part.text):
        start, end = piece.span()
        yield FoundUnit(BlockKind.BOX, (FoundPart(part.block, piece[0], part.offsets[start:end], part.numbers),))
