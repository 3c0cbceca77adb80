"""Signature blocks: label lines in a block at the right, kept together, with room for a round seal."""

from __future__ import annotations

from generator.document.nodes import SignBlock, SignLine
from generator.layout.inline_width import inlines_width
from generator.layout.signing import sign_spread
from generator.write.docx.elements import mark, twips
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import runs
from generator.write.docx.labels import with_colon
from generator.write.docx.paragraphs import Setting, styled

_RIGHT_GAP = 2.0
"""Characters left free at the right of the longest line."""


def sign_block(block: SignBlock, ink: Ink) -> str:
    """Write the lines; all but the last stay with the next one."""
    look = ink.sheet.role("sign")
    spread = sign_spread(block, ink.sheet)
    indent = mark("ind", leftChars=0, left=twips(_left(block, ink)))
    last = len(block.lines) - 1
    return "".join(
        styled("sign", _line(line, ink), ink, _setting(index, last, look.before + spread, indent))
        for index, line in enumerate(block.lines)
    )


def _setting(index: int, last: int, before: float, indent: str) -> Setting:
    return Setting(keep_next=index < last, before=before, indent=indent)


def _line(line: SignLine, ink: Ink) -> str:
    return runs(with_colon(line.label), ink) + runs(line.content, ink)


def _left(block: SignBlock, ink: Ink) -> float:
    """Give the left edge all lines share: the longest ends near the right margin, none begins in the left third."""
    look = ink.sheet.role("sign")
    sans = look.font == "hei"
    longest = max(
        (inlines_width(with_colon(line.label) + line.content, look.size, sans=sans) for line in block.lines),
        default=0.0,
    )
    room = ink.sheet.text_width
    return max(0.0, min(room * 0.5, room - longest - _RIGHT_GAP * look.size))
