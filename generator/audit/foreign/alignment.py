"""The lines of a text beside those that a project prints: which are the same, which say a thing otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from generator.audit.foreign.amounts import MARK, words_of
from generator.audit.foreign.rendering import Line, Piece, Rendering
from generator.audit.text import AuditText, Block, BlockKind
from generator.zh.fold import fold

_BODY = frozenset({BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.CELL, BlockKind.BOX})
_FIGURE = "[0-9０-９]"
_LABEL = re.compile(
    rf"\s*(?:第(?:[一二三四五六七八九十百]|{_FIGURE})+[章节]|{_FIGURE}{{1,2}}(?:[.．]{_FIGURE}{{1,2}})*[.、．]?"
    rf"|[（(](?:[一二三四五六七八九十]|{_FIGURE})+[)）]|[①-⑳㉑-㊿]|[表图式](?:[A-Z]|{_FIGURE})+[-.－]{_FIGURE}+"
    r"|[●○■□–—•·])\s+(?=[^\s×xX*~～+/%.,0-9-])"
)
_PIECE = re.compile(r"(?:[^\t\n]|(?<=：)\t)+")
_LEAST_SAME = 0.3
_LEAST_COPIED = 0.8
_LEAST_LIKE = 0.5
_LEAST_LIKE_ALONE = 0.3
_FEWEST_WORDS = 2
_MOST_TRIED = 60
_WORD = re.compile("[A-Za-z㐀-鿿]")


Step = tuple[str, int, int, int, int]
"""A stretch of two sequences as difflib tells it: what became of it, from where to where in the one and the other."""


@dataclass(frozen=True, slots=True)
class Side:
    """A line with what it is compared by."""

    line: Line
    key: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """What became of the lines of a project: `changed` are the pairs of printed and found lines.

    `same` are the blocks that say what the project prints; `missing` are printed lines with the place after which they
    ought to stand, `moved` stand elsewhere, `unheaded` are no headings any more. Where the text is no version of what
    the project prints, all is empty.
    """

    changed: tuple[tuple[Line, Line], ...] = ()
    added: tuple[Line, ...] = ()
    missing: tuple[tuple[Line, int], ...] = ()
    moved: tuple[Line, ...] = ()
    unheaded: tuple[Line, ...] = ()
    same: tuple[tuple[int, int], ...] = ()


def aligned(text: AuditText, printed: Rendering, variants: Mapping[int, str]) -> Alignment:
    """Lay a text beside what a project prints."""
    ours = tuple(Side(line, _key(line, variants)) for line in printed.lines)
    theirs = tuple(Side(line, _key(line, variants)) for line in _lines(text))
    steps = SequenceMatcher(None, [each.key for each in ours], [each.key for each in theirs]).get_opcodes()
    count = sum(high - low for kind, low, high, _, _ in steps if kind == "equal")
    if count < _LEAST_SAME * max(1, min(len(ours), len(theirs))):
        return Alignment()
    return _sorted_out(ours, theirs, steps, is_copy=count >= _LEAST_COPIED * len(ours))


def _sorted_out(ours: Sequence[Side], theirs: Sequence[Side], steps: Sequence[Step], *, is_copy: bool) -> Alignment:
    changed: list[tuple[Line, Line]] = []
    added: list[Side] = []
    missing: list[tuple[Side, int]] = []
    same: list[Line] = []
    unheaded: list[Line] = []
    for kind, low, high, begin, end in steps:
        if kind == "equal":
            same += [each.line for each in theirs[begin:end]]
            both = zip(ours[low:high], theirs[begin:end], strict=True)
            unheaded += [each.line for one, each in both if one.line.is_heading and not each.line.is_heading]
            continue
        pairs = _pairs(ours[low:high], theirs[begin:end])
        changed += [(ours[low + one].line, theirs[begin + other].line) for one, other in pairs.items()]
        added += [theirs[begin + at] for at in range(end - begin) if at not in pairs.values()]
        before = theirs[max(0, begin - 1)].line.pieces[-1] if theirs else Piece("")
        missing += [(ours[low + at], before.start) for at in range(high - low) if at not in pairs]
    moved = {each.key for each in added} & {each.key for each, _ in missing}
    same += [each.line for each in added if each.key in moved]
    return Alignment(
        tuple(changed),
        tuple(each.line for each in added if is_copy and each.key not in moved),
        tuple((each.line, at) for each, at in missing if is_copy and each.key not in moved),
        tuple(each.line for each in added if is_copy and each.key in moved),
        tuple(unheaded),
        tuple((piece.start, piece.start + len(piece.text)) for line in same for piece in line.pieces),
    )


# --- the lines of a text ----------------------------------------------------------------------------------------------


def _lines(text: AuditText) -> Iterator[Line]:
    """Give the lines of the body; cells that follow each other in one row are one line, what a tab divides is two."""
    row: list[Piece] = []
    place: tuple[int, int] | None = None
    for block in text.blocks:
        here = (block.cell.table, block.cell.row) if block.cell and block.kind is BlockKind.CELL else None
        if row and here != place:
            yield Line(tuple(row), place[0] if place else -1)
            row = []
        place = here
        if block.kind in _BODY:
            if here:
                row += _pieces(block)
            else:
                is_heading = block.kind is BlockKind.HEADING
                yield from (Line((piece,), is_heading=is_heading) for piece in _pieces(block))
    if row:
        yield Line(tuple(row), place[0] if place else -1)


def _pieces(block: Block) -> Iterator[Piece]:
    """Give what tabs and breaks of lines divide, except a label from what follows its colon."""
    for found in _PIECE.finditer(block.text):
        if found[0].strip():
            yield Piece(found[0], block.start + found.start())


def _key(line: Line, variants: Mapping[int, str]) -> str:
    return "\t".join(compared(piece.text, variants) for piece in line.pieces)


def compared(text: str, variants: Mapping[int, str]) -> str:
    """Give the words by which a piece is compared: no label, no spaces, plain and simplified characters."""
    return "".join(fold(unlabelled(text), variants).plain.split())


def unlabelled(text: str) -> str:
    """Give a piece without the label that numbers it."""
    found = _LABEL.match(text)
    return text[found.end() :] if found else text


def like(one: str, other: str) -> float:
    """Tell from 0 to 1 how much two texts have in common."""
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _LEAST_LIKE_ALONE else 0.0


# --- which printed line a line is -------------------------------------------------------------------------------------


def _pairs(ours: Sequence[Side], theirs: Sequence[Side]) -> dict[int, int]:
    """Give which printed line each line stands for: the name of a row decides, then the words, then what is alike."""
    pairs: dict[int, int] = {}
    for name in (_row_name, _frame):
        _pair_named(ours, theirs, name, pairs)
    taken = set(pairs.values())
    least = _LEAST_LIKE if max(len(ours), len(theirs)) > 1 else _LEAST_LIKE_ALONE
    for one, each in enumerate(ours):
        free = [at for at in range(len(theirs)) if at not in taken] if one not in pairs else []
        best = max(((_like(each, theirs[at]), -abs(at - one), at) for at in free[:_MOST_TRIED]), default=(0.0, 0, 0))
        if best[0] >= least:
            pairs[one] = best[2]
            taken.add(best[2])
    return pairs


def _pair_named(
    ours: Sequence[Side], theirs: Sequence[Side], name: Callable[[Side], str], pairs: dict[int, int]
) -> None:
    """Pair the lines that have one name, those of the same name in their order."""
    places: dict[str, list[int]] = {}
    taken = set(pairs.values())
    for at, each in enumerate(theirs):
        if at not in taken and (words := name(each)):
            places.setdefault(words, []).append(at)
    for one, each in enumerate(ours):
        if one not in pairs and (free := places.get(name(each))):
            pairs[one] = free.pop(0)


def _row_name(side: Side) -> str:
    """Give the first cell that is more than a number; nothing for what is no row."""
    cells = side.key.split("\t")
    return next((cell for cell in cells if _WORD.search(cell)), "") if len(cells) > 1 else ""


def _frame(side: Side) -> str:
    """Give the words without figures; nothing where they are too few to tell lines apart."""
    frame = words_of(side.key).frame
    return frame if len(frame.replace(MARK, "").strip()) >= _FEWEST_WORDS else ""


def _like(one: Side, other: Side) -> float:
    """Tell from 0 to 1 how much two lines have in common; of rows, how many cells."""
    if "\t" in one.key and "\t" in other.key:
        cells, others = one.key.split("\t"), other.key.split("\t")
        return sum(map(str.__eq__, cells, others)) / max(len(cells), len(others))
    return like(one.key, other.key)
