"""Where every element of a paragraph stands in the bytes of its part, and what a part says of its paragraphs.

Why bytes: what is written back is put between them, so that everything else stays as it was, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from generator.audit.edit.source import Source
from generator.load.package import STRICT_NAMES, W, broken_part

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
P, RUN, MATH_RUN = f"{W}p", f"{W}r", f"{M}r"
_ID = f"{W}id"
_START_TAG = re.compile(rb"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")
_NOTES = {f"{W}footnote": "footnote", f"{W}endnote": "endnote", f"{W}comment": "comment"}
_REFERENCES = {f"{name}Reference": kind for name, kind in _NOTES.items()}
_RUNNING = {f"{W}headerReference", f"{W}footerReference"}
_LARGEST_ID = 2**31 - 1


@dataclass(slots=True)
class Chunk:
    """Characters that stand one by one in the bytes, or one character that stands there as an entity."""

    at: int
    text: str
    marked: bool
    """Whether it stands in a CDATA section."""


@dataclass(slots=True, eq=False)
class Node:
    """An element: `start` to `inner` is its start tag, `outer` to `end` its end tag; a self-closed one has only one."""

    name: str
    attributes: Mapping[str, str]
    parent: Node | None
    start: int
    inner: int
    outer: int = 0
    end: int = 0
    number: int = -1
    children: list[Node] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def above(self) -> Iterator[Node]:
        """Give the elements it stands in, the nearest first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def below(self) -> Iterator[Node]:
        """Give the elements in it, in document order, but none of a paragraph that stands in it."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if node.name != P:
                yield node
                stack.extend(reversed(node.children))

    @property
    def text(self) -> str:
        """Its own characters."""
        return "".join(chunk.text for chunk in self.chunks)


@dataclass(slots=True)
class Section:
    """A section of the body: its first paragraph, and the relations to its headers and footers."""

    first: int
    running: frozenset[str]


@dataclass(slots=True)
class Survey:
    """What is known of a part: `outer[n]` is the paragraph of the body that paragraph n stands in, mostly itself.

    `notes` tells of which note or comment a paragraph is; `references` in which paragraph and run one is referred to.
    """

    outer: list[int] = field(default_factory=list)
    trees: dict[int, Node] = field(default_factory=dict)
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)
    references: dict[tuple[str, str], tuple[int, int]] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    highest: int = 0
    prefix: bytes = b""
    """The prefix of Word's elements in the whole part; empty where none can be relied on."""
    root: Node | None = None


def survey(part: str, source: Source, wanted: frozenset[int] = frozenset()) -> Survey:
    """Read a part; of the wanted paragraphs (those that stand in no other) also give the trees."""
    reader = _Reader(source.data, wanted)
    try:
        reader.parser.Parse(source.data, True)
    except expat.ExpatError:
        raise broken_part(part) from None
    return reader.found


class _Reader:
    def __init__(self, data: bytes, wanted: frozenset[int]) -> None:
        self.data = data
        self.wanted = wanted
        self.found = Survey()
        self.names: dict[str, str] = {}
        self.open: list[str] = []
        self.node: Node | None = None
        self.paragraphs: list[int] = []
        self.runs: list[int] = []
        self.note = ("", "")
        self.first = -1
        self.running: set[str] = set()
        self.declared: list[tuple[str, str]] = []
        self.redeclared = False
        self.marked = False
        self.parser = expat.ParserCreate("UTF-8", " ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartCdataSectionHandler = self.begin_marked
        self.parser.EndCdataSectionHandler = self.end_marked
        self.parser.StartNamespaceDeclHandler = self.declare

    def declare(self, prefix: str | None, uri: str | None) -> None:
        row = (prefix or "", _usual(uri or ""))
        if not self.open:
            self.declared.append(row)
        elif row[0] == self.found.prefix.decode():
            self.found.prefix = self.found.prefix if row[1] == W[1:-1] else b""

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        name = self._name(raw)
        if not self.open:
            self._begin(name)
        if name == P:
            self._start_paragraph()
        elif name in {RUN, MATH_RUN} and self.runs:
            self.runs[-1] += 1
        if attributes:
            self._refer(name, attributes)
        self.open.append(name)
        if self.node is not None or (name == P and len(self.paragraphs) == 1 and self.paragraphs[0] in self.wanted):
            self._grow(name, attributes)

    def _begin(self, name: str) -> None:
        at = self.parser.CurrentByteIndex
        self.found.root = Node(name, {}, None, at, self._tag_end(at))
        prefixes = [prefix for prefix, uri in self.declared if uri == W[1:-1] and prefix]
        self.found.prefix = prefixes[0].encode() if prefixes else b""

    def _grow(self, name: str, attributes: Mapping[str, str]) -> None:
        at = self.parser.CurrentByteIndex
        own = {self._name(key): value for key, value in attributes.items()}
        node = Node(name, own, self.node, at, self._tag_end(at))
        if name == P:
            node.number = self.paragraphs[-1]
        if self.node is None:
            self.found.trees[node.number] = node
        else:
            self.node.children.append(node)
        self.node = node

    def end(self, _: str) -> None:
        name = self.open.pop()
        if self.node is not None:
            self._close(self.node)
            self.node = self.node.parent
        if name == P:
            self.paragraphs.pop()
            self.runs.pop()
        elif name == f"{W}sectPr" and f"{W}sectPrChange" not in self.open:
            self.found.sections.append(Section(max(self.first, 0), frozenset(self.running)))
            self.first = -1
            self.running.clear()
        elif name in _NOTES:
            self.note = ("", "")
        if not self.open and self.found.root is not None:
            self._close(self.found.root)

    def _close(self, node: Node) -> None:
        at = self.parser.CurrentByteIndex
        if self.data[node.inner - 2 : node.inner] == b"/>":
            node.outer = node.end = node.inner
        else:
            node.outer, node.end = at, self.data.index(b">", at) + 1

    def _start_paragraph(self) -> None:
        number = len(self.found.outer)
        self.paragraphs.append(number)
        self.runs.append(-1)
        self.found.outer.append(self.paragraphs[0])
        if self.note[0]:
            self.found.notes[number] = self.note
        if self.first < 0 and len(self.paragraphs) == 1:
            self.first = number

    def _refer(self, name: str, attributes: Mapping[str, str]) -> None:
        number = next((value for key, value in attributes.items() if key.endswith(" id")), "")
        if not number:
            return
        if number.isascii() and number.isdecimal() and int(number) <= _LARGEST_ID:
            self.found.highest = max(self.found.highest, int(number))
        if name in _REFERENCES and self.paragraphs:
            self.found.references.setdefault((_REFERENCES[name], number), (self.paragraphs[-1], max(self.runs[-1], 0)))
        elif name in _NOTES:
            self.note = (_NOTES[name], number)
        elif name in _RUNNING:
            self.running.add(number)

    def characters(self, text: str) -> None:
        if self.node is not None:
            self.node.chunks.append(Chunk(self.parser.CurrentByteIndex, text, self.marked))

    def begin_marked(self) -> None:
        self.marked = True

    def end_marked(self) -> None:
        self.marked = False

    def _tag_end(self, at: int) -> int:
        found = _START_TAG.match(self.data, at)
        return found.end() if found else at

    def _name(self, raw: str) -> str:
        known = self.names.get(raw)
        if known is None:
            uri, _, local = raw.rpartition(" ")
            known = self.names[raw] = f"{{{_usual(uri)}}}{local}" if uri else local
        return known


def _usual(uri: str) -> str:
    return STRICT_NAMES.get(uri, uri)
