"""Punctuation: marks without their other half, marks that cannot follow each other, marks of two widths in one text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.text import Block, BlockKind
from generator.finding import Severity

MARKS = "A108"

_HAN = "㐀-䶿一-鿿"
_PAIRS = {"（": "）", "“": "”", "《": "》", "【": "】", "「": "」", "『": "』", "〔": "〕"}
_FULL = str.maketrans("()", "（）")
_PAIRED = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")
_TYPED_LABEL = re.compile(r"(?<![0-9A-Za-z])[0-9a-zA-Z一二三四五六七八九十①-⑳]{1,3}[）)]")
_CLASHING = re.compile(
    rf"(?<=[{_HAN}）”》0-9])(?:，，+|(?<!。)。。(?!。)|；；+|、、+|：：+|，[！？]|；[。，]|。[，、；：]|(?<![！？])[！？][。，、；])(?!\s*[”』])"
)
_NARROW = re.compile(rf"(?<=[{_HAN}])[,;:?!](?=[{_HAN}])")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_FEW = 0.1
"""So small a part of the marks of a text is a slip; where more are narrow, the text is written so throughout."""
_NEAR = 6
"""Blocks within which a bracket or quotation may be closed."""
_MOST = 50
_LOOKED_AT = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.BOX, BlockKind.CELL})


def marks_are_paired(case: Case) -> Iterator[AuditFinding]:
    """Give the brackets and quotation marks whose other half stands neither in their paragraph nor near it."""
    blocks = [block for block in case.text.blocks if block.kind in _LOOKED_AT]
    single = [_unpaired(block.text) for block in blocks]
    for index, block in enumerate(blocks):
        for place in single[index]:
            mark = block.text[place].translate(_FULL)
            if not _is_answered(blocks, single, index, mark):
                anchor = case.anchor(block.start + place, block.start + place + 1)
                yield _finding(case, (anchor.start, anchor.end), f"“{anchor.text}”没有与它成对的另一半", "pair")


def marks_follow_well(case: Case) -> Iterator[AuditFinding]:
    """Give the marks that cannot follow each other."""
    for found in _CLASHING.finditer(case.whole):
        yield _finding(case, found.span(), f"“{found[0]}”不应当连用", "clash", Severity.WARNING, found[0][-1])


def marks_are_wide(case: Case) -> Iterator[AuditFinding]:
    """Give the few narrow marks of a text whose others are wide."""
    for narrow, wide in _WIDE.items():
        found = [match for match in _NARROW.finditer(case.whole) if match[0] == narrow]
        if len(found) <= _FEW * case.whole.count(wide):
            for match in found[:_MOST]:
                message = f"“{match[0]}”夹在汉字之间，应当用全角"
                yield _finding(case, match.span(), message, "width", Severity.NOTICE, wide)


def _unpaired(text: str) -> Sequence[int]:
    """Give the places of the marks without their other half in a paragraph."""
    waiting: list[int] = []
    alone: list[int] = []
    full = text.translate(_FULL)
    labels = {label.end() - 1 for label in _TYPED_LABEL.finditer(text)} if "）" in full else frozenset()
    for found in _PAIRED.finditer(full):
        place, mark = found.start(), found[0]
        if mark in _PAIRS:
            waiting.append(place)
        elif waiting and _PAIRS[full[waiting[-1]]] == mark:
            waiting.pop()
        elif place not in labels:
            alone.append(place)
    return (*alone, *waiting)


def _is_answered(blocks: Sequence[Block], single: Sequence[Sequence[int]], index: int, mark: str) -> bool:
    """Tell whether a paragraph near by has the other half of a mark alone."""
    opening = mark in _PAIRS
    wanted = _PAIRS[mark] if opening else next(each for each, other in _PAIRS.items() if other == mark)
    near = range(index + 1, min(index + _NEAR, len(blocks))) if opening else range(max(0, index - _NEAR), index)
    return any(blocks[at].text[place].translate(_FULL) == wanted for at in near for place in single[at])


def _finding(  # noqa: PLR0913, PLR0917 - what a finding on a mark is made of
    case: Case,
    span: tuple[int, int],
    message: str,
    group: str,
    severity: Severity = Severity.WARNING,
    right: str | None = None,
) -> AuditFinding:
    return AuditFinding(
        MARKS,
        Layer.INSIDE if group == "width" else Layer.TEXT,
        severity,
        Certainty.REVIEW,
        message,
        f"{MARKS}/{group}",
        (case.anchor(*span, right),),
        hint="补上或者删去标点",
        basis=("gbt_15834",),
    )
