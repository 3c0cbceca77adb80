"""A text that is a version of what a project prints: each figure, name and word that differs from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby

from generator.audit.foreign.alignment import Step, like
from generator.audit.foreign.amounts import Amount, Words, is_turned, words_of
from generator.audit.foreign.case import Case
from generator.audit.foreign.comparison import Pair, between, paired
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.foreign.rendering import Line, Piece, PrintedValue
from generator.audit.text import BlockKind
from generator.finding import Severity

FIGURE, NAME, REWORDED, ADDED, MISSING, MOVED = "A133", "A134", "A135", "A136", "A137", "A138"

_FEWEST_ALIKE = 2
"""Rows of a table whose cells stand in another order: the columns were moved, the facts were not."""
_LEAST_LIKE = 0.6
_NAMES = (
    *(".name", ".short_name", ".buyer", ".agency", ".client", ".vendor", ".maker", ".supplier", ".model", ".number"),
    *(".person", ".contact", ".phone", ".email", ".website", ".address", ".brand", ".holder", ".issuer", ".level"),
)
"""The ends of key paths at which a thing has its name."""
_LONGEST_NAME = 40


def differs_from_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give what differs from what the project prints; nothing where the text is no version of it."""
    moved = _moved_columns(case)
    for ours, pairs in case.pairs:
        if not (_order(pairs) and moved[ours.table, _order(pairs)] >= _FEWEST_ALIKE):
            for pair in pairs:
                yield from _told(case, pair)
    yield from _running(case)
    yield from (_added(case, line) for line in case.alignment.added if not _is_page(line))
    for at, lines in groupby(case.alignment.missing, key=lambda each: each[1]):
        yield _missing(case, [line for line, _ in lines], at)
    yield from (_moved(case, line) for line in case.alignment.moved)
    yield from (_unheaded(case, line) for line in case.alignment.unheaded)


def _is_page(line: Line) -> bool:
    return all(piece.text.strip().isdigit() for piece in line.pieces)


# --- cells ------------------------------------------------------------------------------------------------------------


def _order(pairs: Sequence[Pair]) -> tuple[int, ...]:
    """Give in which order the cells of a printed row stand now; nothing where they are not the same cells."""
    ours, theirs = [each.ours.text for each in pairs], [each.theirs.text for each in pairs]
    if sorted(ours) != sorted(theirs) or len(pairs) < _FEWEST_ALIKE:
        return ()
    free = list(range(len(ours)))
    found = []
    for words in theirs:
        at = next(each for each in free if ours[each] == words)
        free.remove(at)
        found.append(at)
    return tuple(found)


def _moved_columns(case: Case) -> Counter[tuple[int, tuple[int, ...]]]:
    return Counter((ours.table, _order(pairs)) for ours, pairs in case.pairs)


def _running(case: Case) -> Iterator[AuditFinding]:
    """Compare headers and footers with the running line that each is most like."""
    lines = case.project.rendering.running if case.project and case.alignment.same else ()
    printed = [each for each in lines if each.values]
    for block in case.text.blocks:
        if block.kind in {BlockKind.HEADER, BlockKind.FOOTER} and block.text.strip():
            for words in filter(str.strip, block.text.split("\t")):
                found = Piece(words, block.start + block.text.index(words))
                nearest = max(((like(each.text, words), -at) for at, each in enumerate(printed)), default=(0.0, 0))
                if _LEAST_LIKE <= nearest[0] < 1:
                    yield from _told(case, paired(printed[-nearest[1]], found, "", case.vocabulary.variants))


# --- one piece against what is printed --------------------------------------------------------------------------------


def _told(case: Case, pair: Pair) -> Iterator[AuditFinding]:
    if pair.is_same:
        return
    if not pair.theirs.text:
        yield _missing(case, [Line((pair.ours,))], max(0, pair.theirs.start - 1))
        return
    figures = list(_figures(case, pair))
    yield from figures
    if not figures and not pair.is_same_frame:
        yield from _names(case, pair) or _reworded(case, pair)


# --- figures ----------------------------------------------------------------------------------------------------------


def _figures(case: Case, pair: Pair) -> Iterator[AuditFinding]:
    """Give the figures that are worth something else, or are bounded on the other side."""
    if pair.is_same_frame:
        both = zip(pair.printed.amounts, pair.found.amounts, strict=True)
        yield from (_figure(case, pair, one, other) for one, other in both if _differ(one, other))
        return
    lost, new = _changed(pair)
    if len(lost) == len(new):
        yield from (_figure(case, pair, one, other) for one, other in zip(lost, new, strict=True))
    yield from (_figure(case, pair, one, other) for one, other in _turned(pair))


def _differ(one: Amount, other: Amount) -> bool:
    return one.worth != other.worth or is_turned(one, other)


def _changed(pair: Pair) -> tuple[list[Amount], list[Amount]]:
    """Give the figures that are gone and those that are new; one that only stands elsewhere is neither."""
    lost = [each for step in pair.steps if step[0] != "equal" for each in between(pair.printed, step[1], step[2])]
    new = [each for step in pair.steps if step[0] != "equal" for each in between(pair.found, step[3], step[4])]
    for each in tuple(lost):
        twin = next((one for one in new if one.worth == each.worth), None)
        if twin:
            lost.remove(each)
            new.remove(twin)
    return lost, new


def _turned(pair: Pair) -> Iterator[tuple[Amount, Amount]]:
    """Give the figures that are the same and bounded on the other side."""
    for kind, low, high, begin, end in pair.steps:
        if kind == "equal":
            both = zip(between(pair.printed, low, high), between(pair.found, begin, end), strict=True)
            yield from (each for each in both if is_turned(*each))


def _figure(case: Case, pair: Pair, one: Amount, other: Amount) -> AuditFinding:
    ours, theirs = pair.ours, pair.theirs
    right = ours.text[one.start : one.end]
    value = next((each for each in ours.values if each.start < one.end and one.start < each.end), None)
    anchor = case.anchor(theirs.start + other.start, theirs.start + other.end, right)
    return _finding(FIGURE, anchor, right, value, is_sure=pair.is_same_frame)


# --- names and words --------------------------------------------------------------------------------------------------


def _names(case: Case, pair: Pair) -> list[AuditFinding]:
    """Give the names that are others, where nothing but names differs; else nothing."""
    ours = pair.ours
    changes = [step for step in pair.steps if step[0] != "equal"]
    named: dict[tuple[int, int], tuple[PrintedValue, Anchor]] = {}
    for step in changes:
        value = next((each for each in ours.values if _is_within(pair.printed, step, each)), None)
        if value is None or not value.path.endswith(_NAMES) or len(value.text) > _LONGEST_NAME:
            return []
        named[value.start, value.end] = (value, _found_at(case, pair, value))
    is_known = any(_is_other_word_for_us(case, anchor.text) for _, anchor in named.values())
    return [] if is_known else [_finding(NAME, anchor, value.text, value) for value, anchor in named.values()]


def _is_other_word_for_us(case: Case, words: str) -> bool:
    """Tell whether the name was replaced by another that is known: a short name, 我方."""
    known = case.project.known if case.project else frozenset()
    return words in known or words in _OURSELVES


_OURSELVES = frozenset({"", "我方", "我公司", "我司", "本公司", "投标人", "供应商", "采购人", "招标人", "甲方", "乙方"})


def _is_within(printed: Words, step: Step, value: PrintedValue) -> bool:
    low, high = _offset(printed, step[1]), _offset(printed, max(step[1], step[2] - 1))
    return value.start <= low and high < value.end + (step[0] == "insert")


def _offset(words: Words, at: int) -> int:
    if at < len(words.offsets):
        return words.offsets[at]
    return words.offsets[-1] + 1 if words.offsets else 0


def _found_at(case: Case, pair: Pair, value: PrintedValue) -> Anchor:
    """Give what stands in the text where the project prints a value."""
    first = sum(offset < value.start for offset in pair.printed.offsets)
    last = sum(offset < value.end for offset in pair.printed.offsets)
    low, high = len(pair.found.offsets), 0
    for kind, start, stop, begin, end in pair.steps:
        if max(start, first) < min(stop, last) or (start == stop and first <= start <= last):
            low = min(low, begin + (max(0, first - start) if kind == "equal" else 0))
            high = max(high, end - (max(0, stop - last) if kind == "equal" else 0))
    begin, end = _stretch(pair.found, low, high)
    return case.anchor(pair.theirs.start + begin, pair.theirs.start + end, value.text)


def _reworded(case: Case, pair: Pair) -> list[AuditFinding]:
    """Give the words between the first and the last that differ."""
    changes = [step for step in pair.steps if step[0] != "equal"]
    if not changes:
        return []
    ours, theirs = pair.ours, pair.theirs
    low, high = _stretch(pair.printed, changes[0][1], changes[-1][2])
    begin, end = _stretch(pair.found, changes[0][3], changes[-1][4])
    printed = ours.text[low:high]
    value = next((each for each in ours.values if each.start < high and low < each.end), None)
    anchor = case.anchor(theirs.start + begin, theirs.start + max(end, begin))
    if not anchor.text:
        anchor = case.anchor(theirs.start, theirs.start + len(theirs.text))
    message = f"“{_short(anchor.text)}”与项目排出的文件不同，原为“{_short(printed)}”"
    severity = Severity.WARNING if value else Severity.NOTICE
    path = value.path if value else ""
    return [
        AuditFinding(
            REWORDED,
            Layer.INSIDE,
            severity,
            Certainty.REVIEW,
            message,
            path or f"{REWORDED}/{begin}{printed}",
            (anchor,),
            path,
        )
    ]


def _stretch(words: Words, low: int, high: int) -> tuple[int, int]:
    return _offset(words, low), _offset(words, high - 1) + 1 if high > low else _offset(words, low)


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST_NAME else f"{words[:_LONGEST_NAME]}……"


# --- findings ---------------------------------------------------------------------------------------------------------


def _finding(
    code: str, anchor: Anchor, right: str, value: PrintedValue | None, *, is_sure: bool = True
) -> AuditFinding:
    path = value.path if value else ""
    message = f"“{anchor.text}”与项目资料不一致，资料写的是“{right}”"
    return AuditFinding(
        code,
        Layer.PROJECT,
        Severity.ERROR if is_sure else Severity.WARNING,
        Certainty.FACT if is_sure else Certainty.REVIEW,
        message,
        path or f"{code}/{right}",
        (anchor,),
        path,
    )


def _added(case: Case, line: Line) -> AuditFinding:
    first = line.pieces[0]
    anchor = case.anchor(first.start, first.start + len(first.text))
    has_figures = any(words_of(piece.text).amounts for piece in line.pieces)
    message = f"项目排出的文件里没有这一处：“{_short(anchor.text)}”"
    severity = Severity.WARNING if has_figures else Severity.NOTICE
    return AuditFinding(ADDED, Layer.INSIDE, severity, Certainty.REVIEW, message, f"{ADDED}/{anchor.text}", (anchor,))


def _unheaded(case: Case, line: Line) -> AuditFinding:
    first = line.pieces[0]
    anchor = case.anchor(first.start, first.start + len(first.text))
    message = f"“{_short(anchor.text)}”原为标题，现在是正文"
    cause = f"{REWORDED}/{anchor.text}"
    return AuditFinding(REWORDED, Layer.INSIDE, Severity.NOTICE, Certainty.REVIEW, message, cause, (anchor,))


def _moved(case: Case, line: Line) -> AuditFinding:
    first = line.pieces[0]
    anchor = case.anchor(first.start, first.start + len(first.text))
    message = f"“{_short(anchor.text)}”不在项目排出的位置"
    return AuditFinding(MOVED, Layer.INSIDE, Severity.NOTICE, Certainty.REVIEW, message, MOVED, (anchor,))


def _missing(case: Case, lines: Sequence[Line], at: int) -> AuditFinding:
    block = case.block_at(at)
    anchor = case.anchor(block.start, block.end) if block else case.anchor(0, 0)
    words = _short("｜".join(piece.text for piece in lines[0].pieces))
    more = f"等{len(lines)}处" if len(lines) > 1 else ""
    message, cause = f"这里后面缺少项目排出的“{words}”{more}", f"{MISSING}/{words}"
    return AuditFinding(MISSING, Layer.INSIDE, Severity.WARNING, Certainty.REVIEW, message, cause, (anchor,))
