"""The characters of a run as the reader counts them, and the places between them where marks may be put."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.edit.tree import MATH_RUN, RUN, M, Node
from generator.load.package import W

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
TEXT = f"{W}t"
_COUNTED = frozenset({TEXT, f"{M}t", f"{W}delText"})
_ONE = {f"{W}sym": "", f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
"""What counts as one character; of a symbol its font decides which."""
_NOT_READ = frozenset({f"{MC}Fallback", f"{W}rt"})
_PROPERTIES = f"{W}rPr"


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """A child of a run: its characters stand from `first` on in the run."""

    node: Node
    first: int
    count: int

    @property
    def last(self) -> int:
        """The number of characters in the run up to its end."""
        return self.first + self.count

    @property
    def parts(self) -> bool:
        """Whether it can be cut between its characters."""
        return self.node.name == TEXT


def runs(paragraph: Node) -> list[Node]:
    """Give the runs of a paragraph as the reader numbers them."""
    return [node for node in paragraph.below() if node.name in {RUN, MATH_RUN}]


def atoms(run: Node) -> list[Atom]:
    """Give what a run consists of, without its properties."""
    found: list[Atom] = []
    length = 0
    for child in run.children:
        if child.name != _PROPERTIES:
            found.append(Atom(child, length, _count(child)))
            length = found[-1].last
    return found


def properties(run: Node) -> Node | None:
    """Give the properties of a run."""
    return next((child for child in run.children if child.name == _PROPERTIES), None)


def length(run: Node) -> int:
    """Count the characters of a run."""
    return sum(atom.count for atom in atoms(run))


def shown(atom: Atom) -> str | None:
    """Give the characters of an atom as far as they do not depend on a font; None where they do."""
    if atom.parts:
        return atom.node.text
    return _ONE.get(atom.node.name) or None


def _count(node: Node) -> int:
    if node.name in _COUNTED:
        return len(node.text)
    return (node.name in _ONE) + sum(_count(child) for child in _read(node))


def _read(node: Node) -> Iterator[Node]:
    """Give what is read of an element: no runs and paragraphs in it, no second choice."""
    for child in node.children:
        if child.name in {RUN, MATH_RUN} or child.name in _NOT_READ or child.number >= 0:
            continue
        yield child


@dataclass(frozen=True, slots=True)
class Cut:
    """A place in a part where marks are put: between elements, or in a run that is then divided.

    In a text `index` characters of it stand before the place; a self-closed paragraph (`hollow`) is opened there.
    """

    at: int
    run: Node | None = None
    text: Node | None = None
    index: int = 0
    hollow: bool = False


def cut_before(run: Node, offset: int) -> Cut:
    """Give the place before a character of a run; a run without any is not divided."""
    if not length(run):
        return Cut(run.start)
    earlier: list[Atom] = []
    for atom in atoms(run):
        if atom.last > offset:
            if atom.parts and atom.first < offset:
                return _cut_in(run, atom, offset - atom.first)
            return Cut(atom.node.start, run) if earlier else Cut(run.start)
        earlier.append(atom)
    return Cut(run.end)


def cut_after(run: Node, offset: int) -> Cut:
    """Give the place after the characters of a run up to `offset`."""
    if offset <= 0:
        return cut_before(run, 0)
    rest = atoms(run)
    while rest:
        atom = rest.pop(0)
        if atom.last >= offset and atom.count:
            if atom.parts and atom.last > offset:
                return _cut_in(run, atom, offset - atom.first)
            return Cut(atom.node.end, run) if rest else Cut(run.end)
    return Cut(run.end)


def _cut_in(run: Node, atom: Atom, index: int) -> Cut:
    left = index
    for chunk in atom.node.chunks:
        if left < len(chunk.text):
            return Cut(chunk.at + len(chunk.text[:left].encode()), run, atom.node, index)
        left -= len(chunk.text)
    return Cut(atom.node.outer, run, atom.node, index)


def is_marked(text: Node, index: int) -> bool:
    """Tell whether a place in a text parts a CDATA section."""
    left = index
    for chunk in text.chunks:
        if left < len(chunk.text):
            return chunk.marked
        left -= len(chunk.text)
    return False
