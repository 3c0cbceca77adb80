"""Where a document asks for a seal, a signature or a date: the lines of its tree, in the order they are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.document.labels import COLON
from generator.document.nodes import (
    Blank,
    Block,
    CoverLine,
    Document,
    Figure,
    Inlines,
    Picture,
    SignBlock,
    SignLine,
    SpotKind,
)
from generator.document.text import ReadingText, compact
from generator.document.walk import blocks, flat, plain


@dataclass(frozen=True, slots=True)
class AskedLine:
    """A line that may ask: the index of its segment in the reading text, its section, its words without white space.

    `block` numbers the signature blocks from 1, 0 is the cover; `seal` tells whether its block leaves room for a seal.
    `blank` is the width in characters of what is to be filled in by hand; `pictured` that the block follows a picture.
    """

    segment: int
    section: str
    label: str
    content: str
    what: tuple[SpotKind, ...]
    block: int
    seal: bool
    blank: int
    pictured: bool = False

    @property
    def words(self) -> str:
        """What is printed on the line."""
        return self.label + self.content


def asked_lines(document: Document, reading: ReadingText) -> tuple[AskedLine, ...]:
    """Give every line of the cover that asks for something, and every line of every signature block."""
    return (*_on_cover(document), *_in_blocks(document, reading))


def _on_cover(document: Document) -> Iterator[AskedLine]:
    cover = document.cover
    above = sum(map(bool, (cover.copy_mark, cover.project, cover.title, cover.subtitle)))
    for index, line in enumerate(cover.lines, start=above):
        if line.what:
            yield _asked(line, index, "", 0, seal=False)


def _in_blocks(document: Document, reading: ReadingText) -> Iterator[AskedLine]:
    signed = (at for at, segment in enumerate(reading.segments) if segment.kind == "sign")
    number = 0
    before: Block | None = None
    for block in blocks(document):
        if isinstance(block, SignBlock):
            number += 1
            pictured = isinstance(before, Figure) and isinstance(before.body, Picture)
            for line in block.lines:
                at = next(signed)
                asked = _asked(line, at, reading.segments[at].section, number, seal=block.seal)
                yield replace(asked, pictured=pictured)
        before = block


def _asked(line: SignLine | CoverLine, segment: int, section: str, block: int, *, seal: bool) -> AskedLine:
    label, content = compact(plain(line.label) + COLON), compact(plain(line.content))
    return AskedLine(segment, section, label, content, line.what, block, seal, _blank(line.content))


def _blank(content: Inlines) -> int:
    return sum(inline.width for inline in flat(content) if isinstance(inline, Blank))
