"""The place of a block of an audited file in words: 3.2 售后服务，表3-4，第2行“紧急故障”，“到场”列."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from generator.audit.text import AuditText, Block, BlockKind, CellPlace
from generator.zh.numerals import parse_chinese

_LONGEST_TITLE = 24
_LONGEST_HEAD = 14
_LONGEST_HEADING = 60
_CAPTION = re.compile(r"[续附]?[表图] ?[0-9A-Za-z一二三四五六七八九十]+(?:[-－—–.．][0-9]+)*")
_CHAPTER = re.compile("第(.{1,4})[章篇部册]")
_WORDS = re.compile(r"\w\w")
_ALTERNATIVE = "替代文字"
_ASIDE = {
    BlockKind.HEADER: "页眉",
    BlockKind.FOOTER: "页脚",
    BlockKind.FOOTNOTE: "脚注",
    BlockKind.COMMENT: "批注",
}
_BODY = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM})


@dataclass(frozen=True)
class Places:
    """The blocks of a file, ready to be asked where they stand."""

    text: AuditText

    def words(self, number: int, offset: int = 0) -> str:
        """Give the place of a block, and of the character at `offset` in it where the file has lines or pages."""
        block = self.text.blocks[number]
        return "，".join(filter(None, (self._counted(number, offset), *self._named(block))))

    def line(self, number: int, offset: int = 0) -> tuple[int, int]:
        """Give line and column, from 1, of a character in the whole text as it was read."""
        position = self.text.blocks[number].start + offset
        line = bisect_right(self._lines, position)
        return line, position - self._lines[line - 1] + 1

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        """Give where each line of the whole text begins."""
        return (0, *(found.end() for found in re.finditer("\n", self.text.whole)))

    def _counted(self, number: int, offset: int) -> str:
        """Give the page of a PDF, the line of a text; a Word file has neither."""
        place = self.text.origin.place(number, offset)
        if place.part.isdecimal():
            return f"第{place.part}页第{place.paragraph}行"
        return "" if place.part else f"第{place.paragraph}行"

    def _named(self, block: Block) -> tuple[str, ...]:
        if block.kind in _ASIDE:
            is_end = block.kind is BlockKind.FOOTNOTE and "endnote" in self.text.origin.place(block.number, 0).part
            return ("尾注" if is_end else _ASIDE[block.kind],)
        if block.kind is BlockKind.PROPERTY and block.label != _ALTERNATIVE:
            return (f"文件属性“{block.label}”",)
        return (self._heading(block), *self._within(block))

    def _within(self, block: Block) -> tuple[str, ...]:
        """Give the place below the heading."""
        if block.cell is not None:
            return (self._table(block, block.cell), self._row(block, block.cell), self._column(block, block.cell))
        if block.kind is BlockKind.BOX:
            return ("文本框",)
        if block.kind is BlockKind.PROPERTY:
            return ("图片的替代文字",)
        if block.kind is BlockKind.HEADING:
            return ("题注" if _CAPTION.match(block.text) else "标题",)
        return (self._labels(block), self._paragraph(block))

    # --- headings and items -------------------------------------------------------------------------------------------

    def _above(self, block: Block) -> list[Block]:
        return [self.text.blocks[number] for number in block.path]

    def _heading(self, block: Block) -> str:
        """Give the chapter and the nearest heading, whether or not it has a number."""
        own = [block] if block.kind is BlockKind.HEADING and block.label else []
        above = [each for each in (*self._above(block), *own) if _is_title(each)]
        if not above:
            return ""
        nearest = next((each for each in reversed(above) if each.label), above[-1])
        chapter = above[0].label if above[0] is not nearest and not _holds(nearest.label, above[0].label) else ""
        last = above[-1] if above[-1] is not nearest and not _is_sentence(above[-1]) else None
        return " ".join(filter(None, (chapter, _title(nearest), f"“{_title(last)}”" if last else "")))

    def _labels(self, block: Block) -> str:
        """Give the number of an item after those of the items above it: 二、（3）."""
        labels = [each.label for each in (*self._above(block), block) if each.kind is BlockKind.ITEM]
        return "".join(label for label in labels if any(map(str.isalnum, label)))

    def _paragraph(self, block: Block) -> str:
        """Give which paragraph below its heading a block is, where it has no number of its own and is not the only."""
        if self._counted(block.number, 0) or self._labels(block):
            return ""
        several, ordinal = self._below[block.path], self._ordinals[block.number]
        return f"第{ordinal}段" if several > 1 else ""

    @cached_property
    def _below(self) -> Counter[tuple[int, ...]]:
        return Counter(each.path for each in self.text.blocks if each.kind in _BODY)

    @cached_property
    def _ordinals(self) -> dict[int, int]:
        seen: Counter[tuple[int, ...]] = Counter()
        ordinals = {}
        for each in self.text.blocks:
            if each.kind in _BODY:
                seen[each.path] += 1
                ordinals[each.number] = seen[each.path]
        return ordinals

    # --- tables -------------------------------------------------------------------------------------------------------

    def _table(self, block: Block, cell: CellPlace) -> str:
        """Give the number in the caption, else which table of the file it is."""
        above = takewhile(lambda each: each.cell is None, self._above(block))
        captions = [found[0] for each in above if (found := _CAPTION.match(each.text))]
        return captions[-1] if captions else f"第{cell.table + 1}个表格"

    def _row(self, block: Block, cell: CellPlace) -> str:
        heads = [each for each in self._above(block) if each.cell and _covers_row(each.cell, cell)]
        return f"第{cell.row + 1}行{_head(heads)}"

    def _column(self, block: Block, cell: CellPlace) -> str:
        heads = [each for each in self._above(block) if each.cell and _covers_column(each.cell, cell)]
        head = _head(heads)
        return f"{head}列" if head else f"第{cell.column + 1}列"


def _holds(label: str, chapter: str) -> bool:
    """Tell whether a number says its chapter: 5.4.1 that of 第五章; what is no chapter need not be said."""
    found = _CHAPTER.fullmatch(chapter)
    if found is None:
        return True
    number = found[1] if found[1].isdecimal() else _number(found[1])
    return label.split(".", maxsplit=1)[0].strip("第节条") == number


def _number(words: str) -> str:
    try:
        return str(parse_chinese(words))
    except ValueError:
        return ""


def _is_title(block: Block) -> bool:
    """Tell whether a block above is a heading that names something: no caption, piece of a word, or run-on contents."""
    if block.kind is not BlockKind.HEADING or len(block.text) > _LONGEST_HEADING or _CAPTION.match(block.text):
        return False
    return _WORDS.search(block.text) is not None


def _is_sentence(block: Block) -> bool:
    return block.text.rstrip().endswith(("：", ":"))


def _title(block: Block) -> str:
    return f"{block.label} {_cut(block.text, _LONGEST_TITLE)}".strip()


def _cut(text: str, longest: int) -> str:
    words = " ".join(text.split()).rstrip("：:")
    return words if len(words) <= longest else f"{words[:longest]}…"


def _covers_row(head: CellPlace, cell: CellPlace) -> bool:
    return head.table == cell.table and head.column < cell.column and head.row <= cell.row < head.row + head.rows


def _covers_column(head: CellPlace, cell: CellPlace) -> bool:
    is_above = head.table == cell.table and head.row < cell.row
    return is_above and head.column <= cell.column < head.column + head.columns


def _head(heads: list[Block]) -> str:
    """Give the words of a head that tell more than a number of order."""
    named = [each.text for each in heads if not each.text.strip(" .、").isdecimal() and each.text.strip()]
    return f"“{_cut(named[-1], _LONGEST_HEAD)}”" if named else ""
