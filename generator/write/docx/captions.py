"""Captions: labels such as `表2-1` as sequence fields whose stored results equal the tree's."""

from __future__ import annotations

import re

from generator.document.nodes import Figure, Inlines, Table
from generator.write.docx.elements import bookmark, field, run
from generator.write.docx.ink import Ink
from generator.write.docx.inlines import runs

_LABEL = re.compile(r"(?P<kind>\D*)(?P<before>.*?)(?P<number>\d+)(?P<after>\D*)\Z", re.DOTALL)


def caption_runs(block: Table | Figure, ink: Ink) -> str:
    """Give the runs of a caption: its label, bookmarked for references, and its words."""
    if not block.label:
        return runs(block.caption, ink)
    name = ink.targets[block.id].reference_bookmark
    label = bookmark(name, next(ink.bookmarks), _label(block.label, ink))
    return label + run(" ") + _words(block.caption, ink)


def restart_captions(ink: Ink) -> None:
    r"""Begin counting anew, as `\s 1` makes Word do at each chapter."""
    ink.captions.clear()


def _words(caption: Inlines, ink: Ink) -> str:
    return runs(caption, ink)


def _label(label: str, ink: Ink) -> str:
    """Write `表2-1` as `表2-` and a sequence field that counts within the chapter."""
    match = _LABEL.match(label)
    if match is None:
        return run(label)
    number = int(match["number"])
    instruction = _instruction(match["kind"] or "编号", number, ink)
    return run(match["kind"] + match["before"]) + field(instruction, match["number"]) + run(match["after"])


def _instruction(kind: str, number: int, ink: Ink) -> str:
    r"""Give the field's instruction; `\r` where counting on would not give the number.

    Why: LibreOffice does not know `\s 1` (restart at each chapter), so that the first of a chapter says its number.
    """
    expected = ink.captions.get(kind, 0) + 1
    begins = kind not in ink.captions
    ink.captions[kind] = number
    restart = f" \\r {number}" if begins or number != expected else ""
    return f"SEQ {kind} \\* ARABIC \\s 1{restart}"
