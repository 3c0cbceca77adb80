"""Compares the words of one block with what was printed there: which figure, name or turn of a promise became which."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from generator.audit.own.align import aligned
from generator.audit.own.found import FoundPart
from generator.audit.own.tokens import Token, is_spoken, tokens_of
from generator.document.record import RecordPart
from generator.document.text import compact
from generator.zh.fold import Folded, fold

_CLAUSE = re.compile(r"[^,;。!?、\n]+")
_SHORTEST_CLAUSE = 8
"""Characters of a clause that says the same wherever in its block it stands; a shorter one may have changed sides."""
_LONGEST = 4_000
"""Characters of a block that is compared one by one."""
_MARKS = re.compile(r"[\W_]+")
_NUMBER = re.compile("[0-9]+(?:[.-][0-9]+)*|[一二三四五六七八九十百]+")


class EditKind(StrEnum):
    """What became of something printed."""

    CHANGED = "changed"
    DELETED = "deleted"
    ADDED = "added"
    WORDED = "worded"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change: the words before and after, the value's number where one is concerned, and the place.

    `token` is what was added where something was; `start` and `end` are offsets of the whole text. `replacement` is
    what would make it as it was, None where that is not certain.
    """

    kind: EditKind
    before: str
    after: str
    block: int
    start: int
    end: int
    number: int = 0
    token: Token | None = None
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class _Pair:
    old: RecordPart
    new: FoundPart
    before: Folded
    after: Folded
    steps: Sequence[tuple[str, int, int, int, int]]

    def number(self, start: int, end: int) -> int:
        """Give the number of the value that a stretch of the folded old text touches, 0 where it touches none."""
        for span in self.old.spans:
            if span.kind == "value" and span.start < span.end:
                low, high = folded_place(self.before, span.start, span.end)
                if low < end and start < high:
                    return span.number
        return 0

    def mapped(self, start: int, end: int) -> tuple[int, int]:
        """Give what stands in the new text where a stretch of the old one stood."""
        return self._place(start, at_end=False), self._place(end, at_end=True)

    def _place(self, offset: int, *, at_end: bool) -> int:
        for name, low, high, first, last in self.steps:
            inside = low < offset <= high if at_end else low <= offset < high
            if inside and name == "equal":
                return first + offset - low
            if inside:
                return last if at_end else first
        return len(self.after.plain) if at_end or offset else 0

    def before_text(self, start: int, end: int) -> str:
        """Give the old words of a stretch as they were printed."""
        low, high = self.before.span(start, end)
        return self.old.text[low:high]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Give the place of a stretch of the folded new text in the whole text."""
        if start < end:
            return self.new.stretch(*self.after.span(start, end))
        at = self.after.offsets[start] if start < len(self.after.offsets) else len(self.new.text)
        return self.new.stretch(at, at)


def folded_place(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Give the stretch of the folded text that came from these characters of the original."""
    inside = [at for at, offset in enumerate(folded.offsets) if start <= offset < end]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def name_values(part: RecordPart) -> frozenset[str]:
    """Give the values of a part that are names, folded."""
    texts = {fold(part.text[span.start : span.end]).plain.strip() for span in part.spans if span.kind == "value"}
    return frozenset(text for text in texts if text and not is_spoken(text))


def edits(old: RecordPart, new: FoundPart, numbers: Collection[str] | None = None) -> tuple[Edit, ...]:
    """Give every change between what was printed and what stands there.

    A reference may say another number where sections or tables came or went: one of the `numbers` that there are now.
    """
    if compact(old.text) == compact(new.text):
        return ()
    if not new.text.strip():
        number = next((span.number for span in old.spans if span.kind == "value"), 0)
        start, end = new.stretch(0, len(new.text))
        return (Edit(EditKind.DELETED, old.text, "", new.block, start, end, number, None, old.text),)
    before, after = fold(old.text), fold(new.text)
    if before.plain == after.plain:
        return ()
    names = name_values(old)
    spans = [folded_place(before, span.start, span.end) for span in old.spans if span.kind == "reference"]
    old_tokens, new_tokens = tokens_of(before.plain, names, spans), tokens_of(after.plain, names)
    pair = _Pair(old, new, before, after, _steps(before.plain, after.plain))
    same = _same_clauses(before.plain, after.plain)
    told = _told(pair, _outside(old_tokens, before.plain, same), _outside(new_tokens, after.plain, same))
    found = tuple(each for each in told if not _fills_a_blank(pair, each))
    return found or tuple(_worded(pair, old_tokens, new_tokens, numbers))


def _steps(old: str, new: str) -> Sequence[tuple[str, int, int, int, int]]:
    if len(old) > _LONGEST or len(new) > _LONGEST:
        return [("replace", 0, len(old), 0, len(new))]
    return SequenceMatcher(None, old, new, autojunk=False).get_opcodes()


# --- clauses that only changed their place ----------------------------------------------------------------------------


def _same_clauses(old: str, new: str) -> Counter[str]:
    """Count the clauses that both texts have."""
    return Counter(_clauses(old)) & Counter(_clauses(new))


def _clauses(plain: str) -> Iterator[str]:
    return (found[0] for found in _CLAUSE.finditer(plain) if len(found[0]) >= _SHORTEST_CLAUSE)


def _outside(tokens: Sequence[Token], plain: str, same: Counter[str]) -> list[Token]:
    """Give the tokens that stand in none of the clauses that both texts have."""
    left = same.copy()
    taken: list[tuple[int, int]] = []
    for found in _CLAUSE.finditer(plain):
        if left[found[0]] > 0:
            left[found[0]] -= 1
            taken.append(found.span())
    return [each for each in tokens if not any(low <= each.start and each.end <= high for low, high in taken)]


# --- figures, names and turns -----------------------------------------------------------------------------------------


def _told(pair: _Pair, old: Sequence[Token], new: Sequence[Token]) -> Iterator[Edit]:
    old_keys, new_keys = [f"{each.kind}:{each.key}" for each in old], [f"{each.kind}:{each.key}" for each in new]
    pairs = aligned(old_keys, new_keys)
    kept_old, kept_new = {low for low, _ in pairs}, {first for _, first in pairs}
    gone = [each for at, each in enumerate(old) if at not in kept_old and each.kind != "reference"]
    come = [each for at, each in enumerate(new) if at not in kept_new and each.kind != "reference"]
    for each in gone:
        yield from _gone(pair, each, come, new)
    for each in come:
        if not each.is_slight:
            yield _added(pair, each)


def _gone(pair: _Pair, token: Token, come: list[Token], new: Sequence[Token]) -> Iterator[Edit]:
    """Tell what became of a token: another one of its kind that stands in its place, other words, or nothing."""
    low, high = pair.mapped(token.start, token.end)
    heir = next((each for each in come if each.kind == token.kind and each.start < high and low < each.end), None)
    if heir is None and token.kind == "figure":
        heir = next((each for each in come if each.kind == "figure" and abs(each.start - low) <= _NEAR), None)
    if heir is not None:
        come.remove(heir)
        is_near = heir.start < high and low < heir.end and high - low <= 2 * (token.end - token.start) + _NEAR
        low, high = (min(low, heir.start), max(high, heir.end)) if is_near else (heir.start, heir.end)
        come[:] = [each for each in come if not (each.kind == heir.kind and low <= each.start and each.end <= high)]
    elif any(each.start < high and low < each.end for each in new if each not in come):
        low = high
    if low < high and token.kind == "name" and heir is None:
        come[:] = [each for each in come if not (low <= each.start and each.end <= high)]
    text = pair.before_text(token.start, token.end)
    start, end = pair.place(low, high)
    number = pair.number(token.start, token.end)
    if low < high:
        after = pair.new.text[slice(*pair.after.span(low, high))]
        yield Edit(EditKind.CHANGED, text, after, pair.new.block, start, end, number, token, text)
    else:
        replacement = text if _is_bare_gap(pair, token, low) else None
        yield Edit(EditKind.DELETED, text, "", pair.new.block, start, end, number, token, replacement)


_NEAR = 6


def _is_bare_gap(pair: _Pair, token: Token, at: int) -> bool:
    """Tell whether the token alone was taken away, so that putting it back makes the words as they were."""
    old, new = pair.before.plain, pair.after.plain
    return old[: token.start].endswith(new[max(0, at - 2) : at]) and old[token.end :].startswith(new[at : at + 2])


def _added(pair: _Pair, token: Token) -> Edit:
    start, end = pair.place(token.start, token.end)
    after = pair.new.text[slice(*pair.after.span(token.start, token.end))]
    alone = any(
        name == "insert" and first == token.start and last == token.end for name, _, _, first, last in pair.steps
    )
    return Edit(EditKind.ADDED, "", after, pair.new.block, start, end, 0, token, "" if alone else None)


def _fills_a_blank(pair: _Pair, edit: Edit) -> bool:
    """Tell whether words were added where the document left a blank to be filled by hand."""
    if edit.kind is not EditKind.ADDED:
        return False
    return any(_is_at_blank(pair, step) and _covers(pair, step[3], step[4], edit) for step in pair.steps)


def _is_at_blank(pair: _Pair, step: tuple[str, int, int, int, int]) -> bool:
    name, low, high, _, _ = step
    blanks = (span.start for span in pair.old.spans if span.kind == "blank")
    places = (sum(offset < blank for offset in pair.before.offsets) for blank in blanks)
    return name in {"insert", "replace"} and any(low <= place <= high for place in places)


def _covers(pair: _Pair, first: int, last: int, edit: Edit) -> bool:
    start, end = pair.place(first, last)
    return start <= edit.start and edit.end <= end


# --- other words ------------------------------------------------------------------------------------------------------


def numbers_of(label: str) -> list[str]:
    """Give the numbers in a label or a reference: 3.2 of 第3.2节."""
    return _NUMBER.findall(fold(label).plain)


def _worded(pair: _Pair, old: Sequence[Token], new: Sequence[Token], numbers: Collection[str] | None) -> Iterator[Edit]:
    """Tell that words changed; punctuation is nothing, nor are figures that mean the same."""
    renumbered = numbers is not None
    printed = {pair.before.plain[each.start : each.end] for each in old}
    come = [each for each in new if each.kind == "reference" and pair.after.plain[each.start : each.end] not in printed]
    lost = [each for each in come if numbers is not None and not _leads(pair, each, numbers)]
    if not lost and _spoken(pair.before.plain, old, renumbered) == _spoken(pair.after.plain, new, renumbered):
        return
    changed = [step for step in pair.steps if step[0] != "equal" and not _is_at_blank(pair, step)]
    if not changed:
        return
    low, high = changed[0][1], changed[-1][2]
    first, last = changed[0][3], changed[-1][4]
    before = pair.before_text(low, high) if low < high else ""
    start, end = pair.place(first, last)
    after = pair.new.text[slice(*pair.after.span(first, last))] if first < last else ""
    yield Edit(EditKind.WORDED, before, after, pair.new.block, start, end, 0, None, before)


def _leads(pair: _Pair, token: Token, numbers: Collection[str]) -> bool:
    """Tell whether a reference says only numbers that there are."""
    said = numbers_of(pair.after.plain[token.start : token.end])
    return all(number in numbers for number in said)


def _spoken(plain: str, tokens: Sequence[Token], renumbered: bool) -> str:
    """Give a text without punctuation, each figure by its meaning: 1小时 and 一小时 are spoken alike."""
    pieces: list[str] = []
    offset = 0
    for each in tokens:
        words = plain[each.start : each.end]
        said = f"<{each.key}>" if each.kind == "figure" else words
        pieces += (_MARKS.sub("", plain[offset : each.start]), "" if each.kind == "reference" and renumbered else said)
        offset = each.end
    return "".join((*pieces, _MARKS.sub("", plain[offset:])))
