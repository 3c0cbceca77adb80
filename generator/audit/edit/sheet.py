"""Puts marks into the bytes of a part: runs are divided where they must be, with their properties kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import IntEnum

from generator.audit.edit.ink import Ink
from generator.audit.edit.runs import Cut, is_marked, properties
from generator.audit.edit.source import Source
from generator.audit.edit.tree import Node

_PRESERVE = b' xml:space="preserve"'
_SPACE_SAID = re.compile(rb"\sxml:space\s*=")
_CHANGE_NUMBER = re.compile(rb"(<[^\s/>]*rPrChange\b[^>]*?[\s:]id\s*=\s*[\"'])\d+")


class Rank(IntEnum):
    """The order of marks at one place: what ends, what stands there, what begins."""

    DELETION_ENDS = 0
    INSERTION = 1
    COMMENT_ENDS = 2
    POINT_BEGINS = 3
    POINT = 4
    POINT_ENDS = 5
    COMMENT_BEGINS = 6
    DELETION_BEGINS = 7


@dataclass(slots=True)
class Sheet:
    """A part with the marks that are to be written into it; `deleted` are characters of its texts, end exclusive."""

    source: Source
    ink: Ink
    marks: dict[Cut, list[tuple[Rank, bytes]]] = field(default_factory=dict)
    deleted: dict[Node, list[tuple[int, int]]] = field(default_factory=dict)

    def put(self, cut: Cut, rank: Rank, mark: bytes) -> None:
        """Take a mark."""
        self.marks.setdefault(cut, []).append((rank, mark))

    def delete(self, text: Node, first: int, last: int) -> None:
        """Take characters of a text as deleted; their run must be divided before and after them."""
        self.deleted.setdefault(text, []).append((first, last))

    def is_deleted(self, text: Node, index: int) -> bool:
        """Tell whether a character is among the deleted ones."""
        return any(first <= index < last for first, last in self.deleted.get(text, ()))

    def written(self) -> bytes:
        """Give the part with its marks, in its own encoding."""
        data = self.source.data
        pieces: list[bytes] = []
        done = 0
        for at, skipped, insertion in sorted(self._insertions(), key=lambda row: row[0]):
            pieces += (data[done:at], insertion)
            done = at + skipped
        return self.source.packed(b"".join((*pieces, data[done:])))

    def _insertions(self) -> Iterator[tuple[int, int, bytes]]:
        for cut, marks in self.marks.items():
            inside = b"".join(mark for _, mark in sorted(marks, key=lambda row: row[0]))
            before, after = self._divided(cut)
            yield cut.at, 2 * cut.hollow, before + inside + after
        yield from self._renamed()
        yield from self._kept_spaces()

    def _divided(self, cut: Cut) -> tuple[bytes, bytes]:
        """Give what ends a run before a place in it, and begins it again after it."""
        if cut.hollow:
            return b">", self._close_tag(self._hollow_name(cut.at))
        if cut.run is None:
            return b"", b""
        before, after = self._close_tag(self._raw_name(cut.run)), self._opened(cut.run)
        if cut.text is None:
            return before, after
        left, right = self._text_name(cut.text, cut.index - 1), self._text_name(cut.text, cut.index)
        before, after = self._close_tag(left) + before, after + self._opened_text(cut.text, right)
        return (b"]]>" + before, after + b"<![CDATA[") if is_marked(cut.text, cut.index) else (before, after)

    def _hollow_name(self, at: int) -> bytes:
        return self.source.data[self.source.data.rindex(b"<", 0, at) + 1 : at].split(maxsplit=1)[0]

    def _opened(self, run: Node) -> bytes:
        own = properties(run)
        tag = self.source.data[run.start : run.inner]
        return tag + (self.renumbered(self.source.data[own.start : own.end]) if own else b"")

    def renumbered(self, said: bytes) -> bytes:
        """Give properties of a run once more: a tracked change of them gets a number of its own."""
        return _CHANGE_NUMBER.sub(lambda found: found[1] + str(self.ink.number()).encode(), said)

    def _raw_name(self, node: Node) -> bytes:
        return self.source.data[node.start + 1 : node.inner].rstrip(b"/>").split(maxsplit=1)[0]

    def _text_name(self, text: Node, index: int) -> bytes:
        name = self._raw_name(text)
        return name[:-1] + b"delText" if self.is_deleted(text, index) else name

    def _close_tag(self, name: bytes) -> bytes:
        return b"</" + name + b">"

    def _opened_text(self, text: Node, name: bytes) -> bytes:
        old = self.source.data[text.start : text.inner]
        rest = old[1 + len(self._raw_name(text)) :]
        return b"<" + name + (rest if _SPACE_SAID.search(rest) else _PRESERVE + rest)

    def _renamed(self) -> Iterator[tuple[int, int, bytes]]:
        """A deleted text is called so: `w:t` becomes `w:delText`, in its first and its last piece."""
        for text in self.deleted:
            at = len(self._raw_name(text))
            if self.is_deleted(text, 0):
                yield text.start + at, 0, b"delTex"
            if self.is_deleted(text, len(text.text) - 1):
                yield text.outer + 1 + at, 0, b"delTex"

    def _kept_spaces(self) -> Iterator[tuple[int, int, bytes]]:
        """A space at which a text is divided would be lost where the text does not say that its spaces are kept."""
        for text, index in _first_cuts(self.marks).items():
            tag = self.source.data[text.start : text.inner]
            if text.text[index - 1].isspace() and not _SPACE_SAID.search(tag):
                yield text.inner - 1, 0, _PRESERVE


def _first_cuts(cuts: Iterable[Cut]) -> dict[Node, int]:
    first: dict[Node, int] = {}
    for cut in cuts:
        if cut.text is not None:
            first[cut.text] = min(cut.index, first.get(cut.text, cut.index))
    return first
