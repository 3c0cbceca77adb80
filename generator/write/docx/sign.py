"""Signature blocks: label lines in a block at the right, kept together, with room for a round seal."""

from __future__ import annotations

from generator.document.labels import with_colon
from generator.document.nodes import SignBlock, SignLine
from generator.layout.signing import sign_left, sign_spread
from generator.write.docx.elements import mark, twips
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import runs
from generator.write.docx.paragraphs import Setting, styled


def sign_block(block: SignBlock, ink: Ink) -> str:
    """Write the lines; all but the last stay with the next one."""
    look = ink.sheet.role("sign")
    spread = sign_spread(block, ink.sheet)
    indent = mark("ind", leftChars=0, left=twips(sign_left(block, ink.sheet, ink.sheet.text_width)))
    last = len(block.lines) - 1
    return "".join(
        styled("sign", _line(line, ink), ink, _setting(index, last, look.before + spread, indent))
        for index, line in enumerate(block.lines)
    )


def _setting(index: int, last: int, before: float, indent: str) -> Setting:
    return Setting(keep_next=index < last, before=before, indent=indent)


def _line(line: SignLine, ink: Ink) -> str:
    return runs(with_colon(line.label), ink) + runs(line.content, ink)
