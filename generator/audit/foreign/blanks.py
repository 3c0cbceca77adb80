"""Values that were not filled in: fields with nothing behind them, single empty cells, announced parts left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.foreign.leftovers import EMPTY
from generator.audit.text import Block, BlockKind
from generator.finding import Severity

_FIELD_ALONE = "(?:[一-鿿]{0,4}‹field›)[：:]\\s*"
_LABELLED = re.compile(r"[^：:\n]{2,12}[：:]")
_LOST_BULLET = re.compile("[nluØ§q]")
_MORE = "[^。\n]*‹part_below›[ \t]*[：:]\\s*"
_NUMBER = re.compile(r"[（(]?(\d{1,3})[)）.、．]?\s*$")
_LINES = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.BOX, BlockKind.CELL})
_SHOWN = 12
_FEWEST_ROWS = 4
_SHARE = 5
"""Of so many cells of a column at most one may be empty for that to look like a slip."""


def fields_are_filled(case: Case) -> Iterator[AuditFinding]:
    """Give the fields at the end of a line behind which nothing stands: 服务热线：."""
    alone = case.vocabulary.pattern(_FIELD_ALONE)
    blocks = [block for block in case.text.blocks if block.kind in _LINES]
    for block, following in pairwise((*blocks, None)):
        found = alone.fullmatch(block.text) if block else None
        if block and found and (following is None or _is_another(following)):
            yield _finding(case, (block.start, block.end), f"“{block.text.strip()}”后面没有内容", "field")


def announced_parts_follow(case: Case) -> Iterator[AuditFinding]:
    """Give the paragraphs that announce what follows (收费标准如下：) where the next heading follows at once."""
    more, picture = case.vocabulary.pattern(_MORE), case.vocabulary.pattern("‹picture_word›")
    for block, following in pairwise(case.text.blocks):
        announces = more.fullmatch(block.text) and block.kind in _LINES and not picture.search(block.text)
        if announces and _is_next_part(block, following):
            span = (max(block.start, block.end - _SHOWN), block.end)
            yield _finding(case, span, f"“{case.whole[span[0] : span[1]]}”后面没有内容", "part")


def cells_are_filled(case: Case) -> Iterator[AuditFinding]:
    """Give the single empty cells of columns that are full otherwise."""
    columns: dict[tuple[int, int], list[Block]] = {}
    for block in case.text.blocks:
        if block.cell and not block.cell.head and block.cell.rows == block.cell.columns == 1:
            columns.setdefault((block.cell.table, block.cell.column), []).append(block)
    for column in columns.values():
        yield from _single_empty(case, column)


def _single_empty(case: Case, column: Sequence[Block]) -> Iterator[AuditFinding]:
    rows: dict[int, list[Block]] = {}
    for block in column:
        if block.cell:
            rows.setdefault(block.cell.row, []).append(block)
    empty = [blocks[0] for blocks in rows.values() if not any(each.text.strip() or each.label for each in blocks)]
    if len(rows) >= _FEWEST_ROWS and 0 < len(empty) * _SHARE <= max(len(rows), _SHARE) and _has_row(case, empty[0]):
        for block in empty:
            head = "、".join(head for head in case.heads(block.number) if head) or "这一列"
            yield _finding(case, (block.start, block.end), f"“{head}”一格没有填写，同列其他格都有内容", "cell")


def _has_row(case: Case, block: Block) -> bool:
    """Tell whether the row of an empty cell says something: an empty row is one to be filled in by hand."""
    return any(head.strip() for head in case.heads(block.number)) and bool(case.row_head(block.number).strip())


def _is_another(following: Block) -> bool:
    """Tell whether a line begins something else, so that the field before it has no value."""
    is_bullet = _LOST_BULLET.fullmatch(following.text.strip()) is not None
    return bool(following.label) or is_bullet or bool(_LABELLED.match(following.text))


def _is_next_part(block: Block, following: Block) -> bool:
    """Tell whether a paragraph is the heading or the item after the one that announced something."""
    if following.cell or following.kind not in _LINES:
        return False
    own, other = _NUMBER.match(block.label.strip()), _NUMBER.match(following.label.strip())
    if own and other:
        return int(other[1]) == int(own[1]) + 1
    is_chapter = re.match(r"第[0-9一二三四五六七八九十]+章|[0-9]+(?:\.[0-9]+)+", following.label + following.text)
    return is_chapter is not None and following.kind is BlockKind.HEADING


def _finding(case: Case, span: tuple[int, int], message: str, group: str) -> AuditFinding:
    return AuditFinding(
        EMPTY,
        Layer.TEXT,
        Severity.WARNING,
        Certainty.REVIEW,
        message,
        f"{EMPTY}/{group}",
        (case.anchor(*span),),
        hint="补写漏填的内容，或者删去这一栏",
        basis=("mof87_51",),
    )
