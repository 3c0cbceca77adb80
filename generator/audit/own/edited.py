"""Tells what somebody changed in our own file after it was generated, each change at its characters."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.own.compare import Edit, EditKind, edits, numbers_of
from generator.audit.own.found import FoundPart, FoundText, FoundUnit, found_text, unit_key
from generator.audit.own.match import Matched, matched, old_key, values_of
from generator.audit.own.pictures import shown_pictures
from generator.audit.own.record import read_record
from generator.audit.own.tokens import tokens_of
from generator.audit.own.trace import Printed
from generator.audit.reading.docx import Mark
from generator.audit.text import AuditText, BlockKind
from generator.document.nodes import Document
from generator.document.record import Record, RecordPart, RecordUnit, UnitKind, record_of
from generator.document.text import compact
from generator.finding import Severity
from generator.load.package import Package, RefusedError, open_package
from generator.zh.fold import fold

CHANGED, DELETED, ADDED, MOVED, DROPPED, RETITLED, PICTURE, FIXED, REPEATED, WORDED, REWRITTEN, RUNNING, LABEL = (
    "A161", "A162", "A163", "A164", "A165", "A166", "A167", "A168", "A169", "A170", "A171", "A172", "A173",
)  # fmt: skip
RENDERED = frozenset({"A133", "A134", "A135", "A136", "A137", "A138"})
"""Codes of comparisons with what the project would print: of a file of ours its own record tells the same."""
_OF_THE_WHOLE = frozenset({"A116", "A120"})
"""Codes of what is missing or out of order (contents, numbers), told at words that did not change."""
_EDITS = frozenset({CHANGED, FIXED})
_FEWEST_KNOWN = 0.3
"""The share of a record's units that a file must still have; with fewer it is another text written over ours."""
_MOST_DROPPED = 0.6
_LONGEST = 40
_LIKE_RUNNING = 0.4

Told = Iterator[AuditFinding]


@dataclass(frozen=True, slots=True)
class OwnAudit:
    """What was changed, and the blocks that stand as they were printed.

    `is_current` tells that the project would print the same document today.
    """

    findings: tuple[AuditFinding, ...] = ()
    unchanged: frozenset[int] = frozenset()
    is_current: bool = False


def edited(  # noqa: PLR0913, PLR0917 - a file, and what is known of it
    data: bytes,
    text: AuditText,
    marks: Iterable[Mark],
    trace: Mapping[int, Printed],
    document: Document | None = None,
    volumes: Iterable[Document] = (),
) -> OwnAudit | None:
    """Give what was changed in a file of ours, None where it is none.

    `trace` tells from which key path a value came; of another build of the document it tells nothing. `document` is
    what its project would print today, in several `volumes` perhaps.
    """
    try:
        package = open_package(data)
    except RefusedError:
        return None
    record = read_record(package)
    if record is None or not record.units:
        return None
    made = _Audit(text, record, found_text(text, marks), _pictures(package), _paths(record, trace)).made()
    today = (*((document,) if document else ()), *volumes)
    return replace(made, is_current=any(record_of(one).units == record.units for one in today))


def together(own: OwnAudit, foreign: Iterable[AuditFinding], *, compared: bool) -> tuple[AuditFinding, ...]:
    """Give the findings of an edited file of ours with those that every file gets.

    What stands as it was printed was checked before it was printed: of it only contradictions of a project's data are
    told, where the file was `compared` with one that has changed since. What an edit did is told once, as the edit.
    """
    edits_at = [(anchor.start, anchor.end) for each in own.findings for anchor in each.anchors if each.code in _EDITS]
    stale = compared and not own.is_current
    kept = [
        each for each in foreign if not (_is_printed(each, own.unchanged, stale=stale) or _is_told(each, own, edits_at))
    ]
    return tuple(sorted((*own.findings, *kept), key=_place_of))


def _place_of(finding: AuditFinding) -> tuple[int, int, str]:
    return finding.anchors[0].start, finding.anchors[0].end, finding.code


def _is_printed(finding: AuditFinding, unchanged: frozenset[int], *, stale: bool) -> bool:
    if finding.code in _OF_THE_WHOLE or (stale and finding.layer is not Layer.INSIDE):
        return False
    return all(anchor.block in unchanged for anchor in finding.anchors)


def _is_told(finding: AuditFinding, own: OwnAudit, edits_at: Iterable[tuple[int, int]]) -> bool:
    """Tell whether a contradiction of the data is nothing but an edit that is told already."""
    if finding.code in RENDERED:
        return own.is_current or any(anchor.block not in own.unchanged for anchor in finding.anchors)
    if finding.layer is not Layer.PROJECT:
        return False
    return all(any(a.start < end and start < a.end for start, end in edits_at) for a in finding.anchors)


def _paths(record: Record, trace: Mapping[int, Printed]) -> Mapping[int, str]:
    return {
        span.number: trace[span.number].path
        for unit in record.units
        for part in unit.parts
        for span in part.spans
        if span.number in trace and trace[span.number].text == part.text[span.start : span.end]
    }


def _pictures(package: Package) -> tuple[str, ...]:
    try:
        return shown_pictures(package)
    except RefusedError:
        return ()


@dataclass(frozen=True)
class _Audit:
    text: AuditText
    record: Record
    found: FoundText
    pictures: tuple[str, ...]
    paths: Mapping[int, str] = field(default_factory=dict)

    def made(self) -> OwnAudit:
        """Compare everything."""
        if len(self.flow.same) < _FEWEST_KNOWN * len(self.flow.old):
            return OwnAudit(tuple(self._rewritten()))
        told = [
            *self._sections(),
            *self._pairs(self.flow),
            *self._gone(self.flow),
            *self._added(self.flow),
            *self._moved(),
            *self._labels(),
            *self._pairs(self.boxes),
            *self._drawn(),
            *self._added(self.boxes),
            *self._running(),
            *self._shown(),
        ]
        return OwnAudit(tuple(sorted(told, key=_place_of)), self._unchanged())

    # --- what is matched ----------------------------------------------------------------------------------------------

    @cached_property
    def flow(self) -> Matched:
        return matched([unit for unit in self.record.units if unit.kind in _FLOW], self.found.flow)

    @cached_property
    def boxes(self) -> Matched:
        return matched([unit for unit in self.record.units if unit.kind == "box"], self.found.boxes, ordered=False)

    @cached_property
    def sections(self) -> tuple[list[int], list[int]]:
        """Give for each old and each new unit the old index of the heading above it, -1 for none."""
        old = list(_headings(unit.kind == "heading" for unit in self.flow.old))
        back = {new: at for at, new in self.flow.pairs.items() if self.flow.old[at].kind == "heading"}
        new: list[int] = []
        for at in range(len(self.flow.new)):
            new.append(back.get(at, new[-1] if new else -1))
        return old, new

    @cached_property
    def figures(self) -> frozenset[str]:
        """The ledger: every figure that was printed anywhere, by its meaning."""
        texts = (fold(part.text).plain for unit in self.record.units for part in unit.parts)
        return frozenset(each.key for text in texts for each in tokens_of(text) if each.kind == "figure")

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(old_key(unit) for unit in self.record.units)

    def _unchanged(self) -> frozenset[int]:
        blocks: set[int] = set()
        for several in (self.flow, self.boxes):
            for at in several.same:
                blocks.update(part.block for part in several.new[several.pairs[at]].parts)
            for new in several.joined:
                blocks.update(part.block for part in several.new[new].parts)
        blocks.update(part.block for unit in self.found.running if unit.key in self.keys for part in unit.parts)
        titles = {compact(unit.label + old_key(unit)) for unit in self.record.units if unit.kind == "heading"}
        blocks.update(block for block, words in self.found.listed if compact(words) in titles)
        return frozenset(blocks)

    # --- findings -----------------------------------------------------------------------------------------------------

    def _pairs(self, several: Matched) -> Told:
        for at in sorted(several.pairs):
            if at not in several.same:
                old, new = several.old[at], several.new[several.pairs[at]]
                if old.kind == "heading":
                    yield from self._retitled(old, new)
                else:
                    yield from self._changed(old, new)

    def _retitled(self, old: RecordUnit, new: FoundUnit) -> Told:
        before, after = _words(old), "".join(part.text for part in new.parts)
        anchor = self._anchor(*_whole(new), replacement=before)
        message = f"标题“{_short(before)}”被改为“{_short(after)}”"
        yield _finding(RETITLED, Severity.WARNING, message, f"heading/{before}", anchor)

    def _changed(self, old: RecordUnit, new: FoundUnit) -> Told:
        parts, gone, come = _part_pairs(old, new)
        for before, after in parts:
            yield from (self._edit(each) for each in edits(before, after, self._numbers))
        for before, near in gone:
            yield from self._part_gone(before, near)
        for after in come:
            yield from self._part_added(after)

    def _edit(self, edit: Edit) -> AuditFinding:  # noqa: PLR0911 - one case per kind of change
        path = self.paths.get(edit.number, "")
        anchor = self._anchor(edit.start, edit.end, edit.block, edit.replacement)
        before, after = _short(edit.before), _short(edit.after)
        cause = f"{path or edit.before}/{edit.after}"
        match edit.kind:
            case EditKind.CHANGED if edit.number:
                message = f"印出的“{before}”被改为“{after}”"
                return _finding(CHANGED, Severity.ERROR, message, cause, anchor, path)
            case EditKind.CHANGED:
                return _finding(FIXED, Severity.ERROR, f"固定文字“{before}”被改为“{after}”", cause, anchor)
            case EditKind.DELETED if edit.number:
                return _finding(DELETED, Severity.WARNING, f"印出的“{before}”被删去", cause, anchor, path)
            case EditKind.DELETED:
                return _finding(FIXED, Severity.ERROR, f"固定文字里的“{before}”被删去", cause, anchor)
            case EditKind.ADDED if edit.token is not None and edit.token.kind == "turn":
                return _finding(FIXED, Severity.ERROR, f"固定文字里添了“{after}”", cause, anchor)
            case EditKind.ADDED:
                return self._figure(edit.after, edit.token.key if edit.token else "", anchor)
            case EditKind.WORDED:
                message = f"文字与生成时不同：原为“{before}”" if before else f"添了文字“{after}”"
                return _notice(WORDED, message, cause, anchor)

    def _figure(self, text: str, key: str, anchor: Anchor) -> AuditFinding:
        """Tell a figure that was added; the ledger knows whether it was printed elsewhere."""
        if key in self.figures:
            return _notice(REPEATED, f"添了“{_short(text)}”，与别处印出的相同", f"again/{key}", anchor)
        message = f"添了“{_short(text)}”，既不是印出的值，也不是模板的文字"
        return _finding(ADDED, Severity.WARNING, message, f"new/{key}", anchor)

    def _part_gone(self, part: RecordPart, near: FoundPart) -> Told:
        """Tell words that are gone from a row: at the cell that is empty now, or else at the one beside it."""
        spans = [span for span in part.spans if span.kind == "value"]
        if spans or tokens_of(fold(part.text).plain):
            path = self.paths.get(spans[0].number, "") if spans else ""
            message = f"印出的“{_short(part.text)}”被删去"
            anchor = self._emptied(near.block, part.text) or self._anchor(*near.stretch(0, len(near.text)), near.block)
            yield _finding(DELETED, Severity.WARNING, message, path or part.text, anchor, path)

    def _emptied(self, block: int, text: str) -> Anchor | None:
        """Give the empty cell on either side of a block, if there is one."""
        cell = self.text.blocks[block].cell
        for other in self.text.blocks[max(block - 1, 0) : block + 2]:
            beside = other.cell and cell and (other.cell.table, other.cell.row) == (cell.table, cell.row)
            if beside and not other.text.strip():
                return self._anchor(other.start, other.start, other.number, text)
        return None

    def _part_added(self, part: FoundPart) -> Told:
        folded = fold(part.text)
        for each in tokens_of(folded.plain):
            start, end = part.stretch(*folded.span(each.start, each.end))
            if each.kind == "figure" and not each.is_slight:
                text = part.text[slice(*folded.span(each.start, each.end))]
                yield self._figure(text, each.key, self._anchor(start, end, part.block))

    def _sections(self) -> Told:
        """Tell sections that are gone, each with all that stood in it."""
        for at in self._dropped_headings:
            title = _words(self.flow.old[at])
            inside = [index for index in self._inside(at) if index not in self.flow.pairs]
            what = "整节被删去" if at in self._dropped else "的标题被删去"
            told = f"，连同其中的{len(inside)}段" if at in self._dropped and inside else ""
            message = f"“{_short(title)}”{what}{told}"
            anchor = self._beside(self.flow, at, after=True)
            yield _finding(DROPPED, Severity.WARNING, message, f"section/{title}", anchor)

    @cached_property
    def _numbers(self) -> frozenset[str] | None:
        """Give the numbers that a reference may say now, None where all say what they were printed with."""
        if not self._is_renumbered:
            return None
        return frozenset(number for unit in self.found.flow for number in numbers_of(unit.label))

    @cached_property
    def _is_renumbered(self) -> bool:
        """Whether headings or captions came, went or changed places, so that references say other numbers."""
        flow = self.flow
        old = (flow.old[at] for at in (*flow.gone, *flow.moved))
        new = (flow.new[at] for at in flow.added)
        return any(unit.kind == "heading" or _is_caption(unit.label) for unit in old) or any(
            unit.kind is BlockKind.HEADING or _is_caption(unit.label) for unit in new
        )

    @cached_property
    def _dropped_headings(self) -> list[int]:
        gone = [at for at in self.flow.gone if self.flow.old[at].kind == "heading"]
        below = {inner for at in gone if at in self._dropped for inner in self._below(at)}
        return [at for at in gone if at not in below]

    @cached_property
    def _dropped(self) -> frozenset[int]:
        """The headings that are gone with most of what stood below them."""
        gone = [at for at in self.flow.gone if self.flow.old[at].kind == "heading"]
        return frozenset(at for at in gone if self._mostly_gone(at))

    def _mostly_gone(self, at: int) -> bool:
        inside = list(self._inside(at))
        missing = sum(index not in self.flow.pairs for index in inside)
        return bool(inside) and missing >= _MOST_DROPPED * len(inside)

    def _inside(self, at: int) -> Iterator[int]:
        """Give the units of a section without its heading."""
        level = self.flow.old[at].level
        for index in range(at + 1, len(self.flow.old)):
            unit = self.flow.old[index]
            if unit.kind == "heading" and unit.level <= level:
                return
            yield index

    def _below(self, at: int) -> Iterator[int]:
        return (index for index in self._inside(at) if self.flow.old[index].kind == "heading")

    def _gone(self, several: Matched) -> Told:
        for at in several.gone:
            if several.old[at].kind != "heading" and at not in self._told:
                yield from self._unit_gone(several, at)

    @cached_property
    def _told(self) -> frozenset[int]:
        """What stood in the sections that are gone, which are told as one."""
        return frozenset(index for at in self._dropped for index in self._inside(at))

    def _drawn(self) -> Told:
        """Tell charts that are gone, each as one, and words that are gone from a chart."""
        places = _places(self.record.units, "box")
        for at, group in groupby(range(len(places)), key=lambda box: places[box][1]):
            boxes = list(group)
            gone = [box for box in boxes if box not in self.boxes.pairs]
            if at in self._told:
                continue
            if len(gone) == len(boxes):
                yield self._picture_gone(at, "被删去")
            else:
                yield from (finding for box in gone for finding in self._unit_gone(self.boxes, box))

    def _unit_gone(self, several: Matched, at: int) -> Told:
        unit = several.old[at]
        text = _words(unit)
        anchor = self._beside(several, at)
        numbers = sorted(values_of(unit))
        if numbers or tokens_of(fold(text).plain):
            path = next((self.paths[number] for number in numbers if number in self.paths), "")
            message = f"印出的一段被删去：“{_short(text)}”"
            yield _finding(DELETED, Severity.WARNING, message, f"gone/{text}", anchor, path)
        else:
            yield _notice(WORDED, f"一段文字被删去：“{_short(text)}”", f"gone/{text}", anchor)

    def _added(self, several: Matched) -> Told:
        for at in several.added:
            unit = several.new[at]
            if unit.key in self.keys:
                text = "".join(part.text for part in unit.parts)
                anchor = self._anchor(*_whole(unit))
                yield _notice(REPEATED, f"与别处相同的一段又出现：“{_short(text)}”", f"again/{unit.key}", anchor)
                continue
            told = [finding for part in unit.parts for finding in self._part_added(part)]
            yield from told or self._words_added(unit)

    def _words_added(self, unit: FoundUnit) -> Told:
        text = "".join(part.text for part in unit.parts)
        yield _notice(WORDED, f"添了一段文字：“{_short(text)}”", f"words/{text}", self._anchor(*_whole(unit)))

    def _moved(self) -> Told:
        """Tell units that stand in another section, and rows and paragraphs with figures in another order."""
        old, new = self.sections
        for at in sorted(self.flow.moved):
            unit, first = self.flow.old[at], self.flow.pairs[at]
            there = new[first]
            anchor = self._anchor(*_whole(self.flow.new[first]))
            text = _short(_words(unit))
            if unit.kind != "heading" and there != old[at] and there >= 0 and old[at] in self.flow.pairs:
                title = _short(_words(self.flow.old[there]))
                message = f"“{text}”从“{_short(_words(self.flow.old[old[at]]))}”移到了“{title}”"
                path = next((self.paths[number] for number in sorted(values_of(unit)) if number in self.paths), "")
                yield _finding(MOVED, Severity.WARNING, message, f"moved/{text}", anchor, path)
            else:
                yield _notice(MOVED, f"“{text}”的次序与生成时不同", f"moved/{text}", anchor)

    def _labels(self) -> Told:
        """Tell headings that are none any more, and numbers that no unit added or taken away accounts for."""
        above, there = self.sections
        shifted = {self._series(self.flow.old[at], above[at]) for at in (*self.flow.gone, *self.flow.moved)}
        shifted |= {_series_of(self.flow.new[at].label, there[at]) for at in self.flow.added}
        for at, first in sorted(self.flow.pairs.items()):
            old, new = self.flow.old[at], self.flow.new[first]
            if first in self.flow.joined:
                continue
            is_bare = bool(old.label) and not new.label
            if old.kind == "heading" and (is_bare or new.kind is not BlockKind.HEADING):
                message = f"标题“{_short(_words(old))}”成了正文"
                yield _finding(
                    RETITLED, Severity.WARNING, message, f"heading/{_words(old)}", self._anchor(*_whole(new))
                )
            elif (is_bare or self._series(old, above[at]) not in shifted) and _says_other(old.label, new.label):
                message = f"编号原为“{old.label}”，现在是“{new.label}”" if new.label else f"编号“{old.label}”没有了"
                yield _notice(LABEL, message, f"label/{self._series(old, above[at])}", self._anchor(*_whole(new)))

    @staticmethod
    def _series(unit: RecordUnit, section: int) -> str:
        """Tell which numbers run together: those of headings, of tables, of figures, of the lists of a section."""
        return "heading" if unit.kind == "heading" else _series_of(unit.label, section)

    def _running(self) -> Told:
        old = [unit for unit in self.record.units if unit.kind == "running"]
        known = {old_key(unit) for unit in old}
        for unit in self.found.running:
            if unit.key in known:
                continue
            best = max(old, key=lambda each: _likeness(old_key(each), unit.key), default=None)
            if best is not None and _likeness(old_key(best), unit.key) >= _LIKE_RUNNING:
                yield from self._changed(best, unit)
            else:
                text = _short("".join(part.text for part in unit.parts))
                message = f"页眉页脚的“{text}”不是生成时的文字"
                yield _finding(RUNNING, Severity.WARNING, message, f"running/{text}", self._anchor(*_whole(unit)))

    def _shown(self) -> Told:
        """Tell pictures that were replaced or are gone, at their captions."""
        places = _places(self.record.units, "picture")
        digests = [digest for digest, _ in places]
        matcher = SequenceMatcher(None, digests, self.pictures, autojunk=False)
        for name, low, high, first, last in matcher.get_opcodes():
            if name in {"replace", "delete"}:
                for step, (_, at) in enumerate(places[low:high]):
                    if at not in self._told:
                        yield self._picture_gone(at, "被换成了另一张" if first + step < last else "被删去")

    def _picture_gone(self, at: int, what: str) -> AuditFinding:
        """Tell a picture by its caption, which follows it."""
        title = _words(self.flow.old[at]) if at < len(self.flow.old) else ""
        anchor = self._beside(self.flow, at, after=True)
        message = f"图“{_short(title)}”{what}"
        return _finding(PICTURE, Severity.WARNING, message, f"picture/{at}", anchor, layer=Layer.TEXT)

    def _rewritten(self) -> Told:
        message = "文件由bidgen生成，但是大部分文字已经改写，没有逐处比较"
        yield _notice(REWRITTEN, message, "rewritten", self._anchor(0, 0))

    # --- places -------------------------------------------------------------------------------------------------------

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.text.blocks]

    def _anchor(self, start: int, end: int, block: int | None = None, replacement: str | None = None) -> Anchor:
        if block is None:
            block = max(bisect_right(self._starts, start) - 1, 0)
        return Anchor(start, end, self.text.whole[start:end], block, replacement)

    def _beside(self, several: Matched, at: int, *, after: bool = False) -> Anchor:
        """Give the nearest unit that is still there: before the place of an old one, or else after it."""
        still = several.pairs.keys() - several.moved
        before = [several.pairs[index] for index in range(at - 1, -1, -1) if index in still][:1]
        behind = [several.pairs[index] for index in range(at, len(several.old)) if index in still][:1]
        near = (behind + before) if after else (before + behind)
        return self._anchor(*_whole(several.new[near[0]], last=near[0] in before)) if near else self._anchor(0, 0)


_FLOW = frozenset({"heading", "text", "row"})


def _headings(flags: Iterable[bool]) -> Iterator[int]:
    last = -1
    for at, is_heading in enumerate(flags):
        last = at if is_heading else last
        yield last


def _places(units: Sequence[RecordUnit], kind: UnitKind) -> list[tuple[str, int]]:
    """Give the digest of each picture or box with the index in the flow of what follows it, its caption."""
    places: list[tuple[str, int]] = []
    at = 0
    for unit in units:
        if unit.kind == kind:
            places.append((unit.digest, at))
        at += unit.kind in _FLOW
    return places


def _part_pairs(
    old: RecordUnit, new: FoundUnit
) -> tuple[list[tuple[RecordPart, FoundPart]], list[tuple[RecordPart, FoundPart]], list[FoundPart]]:
    """Pair the parts of two units: cell by cell where both have as many, else by equal words and then in order.

    What is gone comes with the part after which it stood.
    """
    if len(old.parts) == len(new.parts):
        return list(zip(old.parts, new.parts, strict=True)), [], []
    matcher = SequenceMatcher(
        None, [unit_key([part.text]) for part in old.parts], [unit_key([part.text]) for part in new.parts], False
    )
    pairs: list[tuple[RecordPart, FoundPart]] = []
    gone: list[tuple[RecordPart, FoundPart]] = []
    come: list[FoundPart] = []
    for name, low, high, first, last in matcher.get_opcodes():
        if name != "equal":
            pairs += zip(old.parts[low:high], new.parts[first:last], strict=False)
            lost = old.parts[low + last - first : high]
            emptied = _empty_between(new, last) if lost else []
            if len(lost) == len(emptied):
                pairs += zip(lost, emptied, strict=True)
            else:
                gone += [(part, new.parts[max(last - 1, 0)]) for part in lost]
            come += new.parts[first + high - low : last]
    return pairs, gone, come


def _empty_between(unit: FoundUnit, at: int) -> list[FoundPart]:
    """Give the empty cells that stand before the part of this index and after the one before it."""
    low = unit.parts[at - 1].block if at else -1
    high = unit.parts[at].block if at < len(unit.parts) else unit.parts[-1].block + len(unit.empty) + 1
    return [part for part in unit.empty if low < part.block < high]


def _says_other(old: str, new: str) -> bool:
    return fold(old).plain != fold(new).plain


def _series_of(label: str, section: int) -> str:
    """Give the kind of a label by its first character: 表2-1, 图2-1; the lists of a section run together."""
    return label[:1] if _is_caption(label) else f"list/{section}"


def _is_caption(label: str) -> bool:
    return label[:1] in {"表", "图"}


def _words(unit: RecordUnit) -> str:
    return "，".join(part.text for part in unit.parts)


def _whole(unit: FoundUnit, *, last: bool = False) -> tuple[int, int]:
    """Give the place of the first part of a unit, or of the last."""
    part = unit.parts[-1 if last else 0]
    return part.stretch(0, len(part.text))


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _likeness(old: str, new: str) -> float:
    return SequenceMatcher(None, old[:500], new[:500], autojunk=False).ratio()


def _finding(  # noqa: PLR0913, PLR0917 - what a finding is made of
    code: str,
    severity: Severity,
    message: str,
    cause: str,
    anchor: Anchor,
    path: str = "",
    layer: Layer = Layer.PROJECT,
) -> AuditFinding:
    return AuditFinding(code, layer, severity, Certainty.FACT, message, f"own/{cause}", (anchor,), path)


def _notice(code: str, message: str, cause: str, anchor: Anchor) -> AuditFinding:
    return AuditFinding(code, Layer.INSIDE, Severity.NOTICE, Certainty.REVIEW, message, f"own/{cause}", (anchor,))
