"""Tracked changes: characters of one paragraph are deleted and others inserted, so that a person may accept them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from generator.audit.edit.ink import Ink
from generator.audit.edit.runs import Cut, cut_after, cut_before, length, properties, runs, shown
from generator.audit.edit.sheet import Rank, Sheet
from generator.audit.edit.spots import Piece, begin_of, fields, pieces, unit
from generator.audit.edit.tree import RUN, Node
from generator.audit.reading.symbols import visible
from generator.audit.text import TextPlace
from generator.load.package import W

_HARMLESS = frozenset(W + name for name in ("lastRenderedPageBreak", "annotationRef", "softHyphen"))
"""Children of a run that may be deleted with the characters around them."""
_FOREIGN_CHANGES = frozenset({f"{W}ins", f"{W}moveTo"})
_NUMBER = re.compile(rb"([\s:]id\s*=\s*[\"'])-?\d+")
_FONTS = re.compile(rb"<(?:[\w.-]+:)?rFonts\b[^>]*?/>")
_SYMBOL_FONTS = (b"symbol", b"wingdings", b"webdings")
_VALUE = "_v"
_NOT_IN_TEXT = "它不在正文的字符里，不能用修订改"


@dataclass(frozen=True, slots=True)
class Range:
    """Characters of one paragraph, from one place to another, end exclusive, and what they are.

    `alone` tells that the paragraph has no others.
    """

    first: TextPlace
    last: TextPlace
    text: str
    alone: bool = False


def refusal(paragraph: Node, place: Range) -> str:
    """Tell why characters cannot be replaced by machine; nothing where they can."""
    own = runs(paragraph)
    if not own or not (place.text or place.alone or _is_in(own, place.first)):
        return "" if place.alone and not place.text else _NOT_IN_TEXT
    touched = _touched(paragraph, place)
    used = {id(piece.run): piece.run for piece in touched}.values() or own[place.first.run : place.first.run + 1]
    if any(run.name != RUN or unit(run, paragraph) is not run or not _is_plain(run, paragraph) for run in used):
        return "它在公式、域、控件或者别人移动的内容里"
    if any(_in_field(paragraph, run) for run in used):
        return "它是域的结果，更新域时会被重写"
    if place.text and not _is_there(touched, place.text):
        return _NOT_IN_TEXT
    return ""


def _is_in(own: Sequence[Node], place: TextPlace) -> bool:
    """Tell whether a place is between characters of the runs; words in attributes have none."""
    return place.run < len(own) and place.offset <= length(own[place.run])


def _touched(paragraph: Node, place: Range) -> list[Piece]:
    first, last = place.first, place.last
    return [
        piece
        for piece in pieces(paragraph, (first.run, first.offset), (last.run, last.offset))
        if piece.first < piece.last
    ]


def _is_plain(run: Node, paragraph: Node) -> bool:
    """A run may stand in somebody's insertion, but that in nothing else that would be divided with it."""
    changes = [above for above in run.above() if above.name in _FOREIGN_CHANGES and _stands_in(above, paragraph)]
    return not changes or (len(changes) == 1 and run.parent is changes[0])


def _stands_in(node: Node, paragraph: Node) -> bool:
    return paragraph.start < node.start and node.end <= paragraph.end


def _in_field(paragraph: Node, run: Node) -> bool:
    return any(not span.is_free and run.start < span.end and span.start < run.end for span in fields(paragraph))


def _is_there(touched: Sequence[Piece], text: str) -> bool:
    """Tell whether the pieces are the characters that were read there: what lies in attributes is not."""
    if sum(piece.last - piece.first for piece in touched) != len(text):
        return False
    at = 0
    for piece in touched:
        said = shown(piece.atom)
        own = text[at : at + piece.last - piece.first]
        if said is None and not _is_symbol(piece):
            return False
        if said is not None and not _is_same(said[piece.first : piece.last], own, piece.run):
            return False
        at += len(own)
    return True


def _is_symbol(piece: Piece) -> bool:
    return piece.atom.node.name == f"{W}sym"


def _is_same(said: str, read: str, run: Node) -> bool:
    return said == read or visible(said, _font(run)) == read


def _font(run: Node) -> str:
    own = properties(run)
    fonts = [child for child in own.children if child.name == f"{W}rFonts"] if own else []
    said = fonts[0].attributes if fonts else {}
    return said.get(f"{W}ascii") or said.get(f"{W}hAnsi") or ""


def replace(sheet: Sheet, paragraph: Node, place: Range, replacement: str) -> tuple[Cut, Cut]:
    """Write a tracked change and give the places around it; `refusal` must have told nothing."""
    if not place.text:
        return _insert(sheet, paragraph, place.first, replacement)
    groups = _groups(list(pieces(paragraph, _at(place.first), _at(place.last))))
    for group in groups:
        _delete(sheet, group)
    begin, end = _before(groups[0]), _after(groups[-1])
    model = _model(groups)
    if not replacement:
        return begin, end
    parent = model.parent
    if parent is not None and parent.name in _FOREIGN_CHANGES and end.run is None and end.at == parent.outer:
        end, parent = Cut(parent.end), None
    sheet.put(end, Rank.INSERTION, _inserted(sheet, model, parent, replacement))
    return begin, end


def _at(place: TextPlace) -> tuple[int, int]:
    return place.run, place.offset


def _groups(found: list[Piece]) -> list[list[Piece]]:
    """Give the pieces that are deleted together: of one run, with nothing between them that must stay."""
    stays = [not piece.atom.count and piece.atom.node.name not in _HARMLESS for piece in found]
    numbered = [(id(piece.run), sum(stays[:index]), piece) for index, piece in enumerate(found)]
    groups = [[row[2] for row in rows] for _, rows in groupby(numbered, key=lambda row: row[:2])]
    return [kept for group in groups if (kept := [piece for piece in group if piece.first < piece.last])]


def _before(group: Sequence[Piece]) -> Cut:
    return cut_before(group[0].run, group[0].atom.first + group[0].first)


def _after(group: Sequence[Piece]) -> Cut:
    return cut_after(group[-1].run, group[-1].atom.first + group[-1].last)


def _delete(sheet: Sheet, group: Sequence[Piece]) -> None:
    sheet.put(_before(group), Rank.DELETION_BEGINS, sheet.ink.change("del"))
    sheet.put(_after(group), Rank.DELETION_ENDS, sheet.ink.finish("del"))
    for piece in group:
        if piece.atom.parts:
            sheet.delete(piece.atom.node, piece.first, piece.last)


def _model(groups: Sequence[Sequence[Piece]]) -> Node:
    """Give the run whose looks the new words get: the last one, as they follow it."""
    return groups[-1][-1].run


def _inserted(sheet: Sheet, model: Node | None, parent: Node | None, words: str) -> bytes:
    ink = sheet.ink
    looks = _looks(sheet, model) if model is not None else b""
    new = ink.change("ins") + ink.begin("r") + looks + ink.words(words) + ink.finish("r") + ink.finish("ins")
    if parent is None or parent.name not in _FOREIGN_CHANGES:
        return new
    data = sheet.source.data
    opened = data[parent.start : parent.inner]
    again = _NUMBER.sub(lambda found: found[1] + str(ink.number()).encode(), opened, count=1)
    return data[parent.outer : parent.end] + new + again


def _looks(sheet: Sheet, model: Node) -> bytes:
    """Give the properties of a run for new words; a font of symbols would show other characters."""
    own = properties(model)
    if own is None:
        return b""
    said = sheet.renumbered(sheet.source.data[own.start : own.end])
    return _FONTS.sub(lambda found: b"" if _of_symbols(found[0]) else found[0], said)


def _of_symbols(fonts: bytes) -> bool:
    return any(name in fonts.lower() for name in _SYMBOL_FONTS)


# --- words where there are none ---------------------------------------------------------------------------------------


def _insert(sheet: Sheet, paragraph: Node, place: TextPlace, words: str) -> tuple[Cut, Cut]:
    own = runs(paragraph)
    if not own:
        cut, model = begin_of(paragraph), None
    else:
        model = own[min(place.run, len(own) - 1)]
        cut = cut_before(model, place.offset) if place.offset < length(model) else cut_after(model, place.offset)
        cut = _in_empty_bookmark(cut, paragraph) or cut
    parent = model.parent if model is not None else None
    sheet.put(cut, Rank.POINT, _inserted(sheet, model, parent, words))
    return cut, cut


def _in_empty_bookmark(cut: Cut, paragraph: Node) -> Cut | None:
    """A value that was deleted is put back where its bookmark still stands."""
    if cut.run is not None:
        return None
    row = list(paragraph.children)
    for mark, after in pairwise(row):
        empty = mark.name == f"{W}bookmarkStart" and after.name == f"{W}bookmarkEnd"
        if empty and mark.attributes.get(f"{W}name", "").startswith(_VALUE) and cut.at in {mark.start, after.end}:
            return Cut(mark.end)
    return None


def draws(ink: Ink, begin: Cut, end: Cut, number: int) -> list[tuple[Cut, Rank, bytes]]:
    """Give the marks of a comment from one place to another."""
    start, finish = ink.empty("commentRangeStart", id=number), ink.empty("commentRangeEnd", id=number)
    if begin == end:
        return [(begin, Rank.POINT_BEGINS, start), (begin, Rank.POINT_ENDS, finish + ink.reference(number))]
    return [(begin, Rank.COMMENT_BEGINS, start), (end, Rank.COMMENT_ENDS, finish + ink.reference(number))]
