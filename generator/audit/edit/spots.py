"""From a stretch of characters to the places of a paragraph where marks may stand around it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.edit.runs import MC, Atom, Cut, atoms, cut_after, cut_before, length, runs
from generator.audit.edit.tree import Node, P
from generator.load.package import W

_THROUGH = frozenset(
    W + name for name in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "dir", "bdo")
)
"""Elements in which marks may stand as they may in a paragraph."""
_BOUND = frozenset(
    ("dataBinding", "dropDownList", "comboBox", "date", "picture", "checkbox", "docPartList", "equation")
)
"""What a content control says whose content Word writes itself."""
_LEFT_OUT = frozenset((f"{W}del", f"{W}moveFrom", f"{MC}Fallback", f"{W}rt"))
"""What the reader does not read: deleted words, a second choice, reading aids."""
_FIELD_MARK = f"{W}fldChar"
_FREE_FIELDS = ("HYPERLINK", "FORMTEXT", "MACROBUTTON", "QUOTE")
"""Fields whose words are what somebody typed."""


@dataclass(frozen=True, slots=True)
class FieldSpan:
    """A field in the bytes of a paragraph: from its beginning to its end, -1 or beyond where that lies elsewhere."""

    start: int
    shown: int
    end: int
    instruction: str
    begin: Node | None = None
    finish: Node | None = None

    @property
    def is_free(self) -> bool:
        """Whether a change of its words lasts."""
        return self.instruction.split(maxsplit=1)[:1] in ([name] for name in _FREE_FIELDS)


_BEYOND = 1 << 62


def fields(paragraph: Node) -> list[FieldSpan]:
    """Give the fields of a paragraph, also those that end or begin in another."""
    found: list[FieldSpan] = []
    pending: list[tuple[Node, list[str], list[Node]]] = []
    for node in paragraph.below():
        kind = _kind(node)
        if kind == "begin":
            pending.append((node, [], []))
        elif kind == "separate" and pending:
            pending[-1][2].append(node)
        elif kind == "end" and pending:
            begin, words, shown = pending.pop()
            found.append(FieldSpan(begin.start, _shown(shown), node.end, "".join(words), begin, node))
        elif kind == "end":
            found.append(FieldSpan(-1, -1, node.end, "", None, node))
        elif node.name == f"{W}instrText" and pending and not pending[-1][2]:
            pending[-1][1].append(node.text)
    found += [FieldSpan(begin.start, _shown(shown), _BEYOND, "".join(words), begin) for begin, words, shown in pending]
    return found


def _kind(node: Node) -> str:
    return node.attributes.get(f"{W}fldCharType", "") if node.name == _FIELD_MARK else ""


def _shown(marks: list[Node]) -> int:
    return marks[0].end if marks else _BEYOND


def is_through(node: Node) -> bool:
    """Tell whether marks may stand in an element."""
    return node.name in _THROUGH and not (node.name == f"{W}sdt" and _is_bound(node))


def _is_bound(control: Node) -> bool:
    said = (row for child in control.children if child.name == f"{W}sdtPr" for row in child.children)
    return any(row.name.rpartition("}")[2] in _BOUND for row in said)


def unit(node: Node, paragraph: Node) -> Node:
    """Give what stands in the paragraph and may be marked: the node, or the outermost element that hides it."""
    chain = [node]
    for above in node.above():
        if above is paragraph:
            break
        chain.append(above)
    return next((each for each in reversed(chain) if not is_through(each)), node)


def inner(tree: Node, number: int) -> Node:
    """Give the paragraph of this number in a tree; the tree itself where there is none."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if node.number == number:
            return node
        stack.extend(node.children)
    return tree


def begin_of(paragraph: Node) -> Cut:
    """Give the place at the beginning of a paragraph."""
    if paragraph.outer == paragraph.inner == paragraph.end:
        return Cut(paragraph.inner - 2, hollow=True)
    rest = [child for child in paragraph.children if child.name != f"{W}pPr"]
    return Cut(rest[0].start if rest else paragraph.outer)


def around(tree: Node, number: int, run: int, offset: int, *, ends: bool) -> Cut:
    """Give the place before a character, or after it (`offset` then counts it), where a comment may begin or end.

    What stands in a box, a formula or a control is marked as a whole, and so is a field.
    """
    paragraph = inner(tree, number)
    own = runs(paragraph)
    if not own:
        return begin_of(tree) if paragraph is tree else _beside(unit(paragraph, tree), ends=ends)
    chosen = own[min(run, len(own) - 1)]
    whole = unit(chosen, tree)
    if whole is not chosen:
        return _beside(whole, ends=ends)
    cut = cut_after(chosen, offset) if ends else cut_before(chosen, offset)
    return _outside_fields(tree, cut, ends=ends)


def _beside(node: Node, *, ends: bool) -> Cut:
    return Cut(node.end if ends else node.start)


def _outside_fields(tree: Node, cut: Cut, *, ends: bool) -> Cut:
    spans = [
        span
        for span in fields(tree)
        if span.begin and span.finish and not span.is_free and span.start < cut.at < span.end
    ]
    if not spans:
        return cut
    mark = max(spans, key=lambda span: span.end).finish if ends else min(spans, key=lambda span: span.start).begin
    assert mark is not None  # noqa: S101 - chosen above
    return beside_child(mark, tree, ends=ends)


def beside_child(mark: Node, tree: Node, *, ends: bool) -> Cut:
    """Give the place before or after a child of a run."""
    run = mark.parent
    if run is None or unit(run, tree) is not run:
        return _beside(unit(mark, tree), ends=ends)
    own = atoms(run)
    index = next((index for index, atom in enumerate(own) if atom.node is mark), 0)
    if ends:
        return Cut(mark.end, run) if own[index + 1 :] else Cut(run.end)
    return Cut(mark.start, run) if index else Cut(run.start)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of one atom of a run: `first` and `last` count within the atom."""

    run: Node
    atom: Atom
    first: int
    last: int


def pieces(paragraph: Node, begin: tuple[int, int], end: tuple[int, int]) -> Iterator[Piece]:
    """Give the characters from (run, offset) to (run, offset), in pieces of atoms; atoms without characters too."""
    for index, run in enumerate(runs(paragraph)):
        if begin[0] <= index <= end[0] and not _is_left_out(run):
            low = begin[1] if index == begin[0] else 0
            high = end[1] if index == end[0] else length(run)
            yield from _of_run(run, low, high)


def _is_left_out(run: Node) -> bool:
    return any(above.name in _LEFT_OUT for above in run.above())


def _of_run(run: Node, low: int, high: int) -> Iterator[Piece]:
    for atom in atoms(run):
        first, last = max(low, atom.first), min(high, atom.last)
        if first < last or (not atom.count and low <= atom.first < high):
            yield Piece(run, atom, first - atom.first, last - atom.first)


def paragraph_of(node: Node) -> Node:
    """Give the paragraph in which an element stands."""
    return next(above for above in node.above() if above.name == P)
