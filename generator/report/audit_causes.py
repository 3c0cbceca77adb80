"""What an audit found, one entry for each cause: a reader decides once, whatever the number of places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile

from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.text import AuditText
from generator.finding import Finding, Severity
from generator.report.audit_places import Places
from generator.report.text import excerpt
from generator.rules.laws import citation, laws
from generator.source import SourceMap

_STOPS = re.compile("[。！？!?；;\n]")
_REACH = 40
_LEAST_STEM = 4
_STEM_ENDS = ("：", "，")
_ELLIPSIS = "…"


class Chapter(StrEnum):
    """Where a report tells of a cause: by what it rests on, and whether a person has to judge."""

    FILE = "文件状况"
    FACTS = "事实错误"
    PROJECT = "与资料不符"
    REVIEW = "需人判断"


MEANING: Mapping[Chapter, str] = {
    Chapter.FILE: "交付以前要清理的修订、批注、隐藏文字和外部内容，以及没有读到的部分。",
    Chapter.FACTS: "只凭这份文件就能断定的错误：残留、占位符、丢失的符号、表格里两处不同的值。",
    Chapter.PROJECT: "文件写的与项目资料、与生成时的记录不同；以资料为准改文件，资料错了的先改资料。",
    Chapter.REVIEW: "可能有问题，程序不能断定：正文前后不一致、措辞过头或者没有内容。由审核人逐项认定。",
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a cause: in words, by line and column, and its sentence with the exact characters told apart.

    `replacement` is what ought to stand there, None where a person decides; `message` is what is said of this place.
    """

    where: str
    line: int
    column: int
    before: str
    marked: str
    after: str
    message: str
    anchor: Anchor

    @property
    def replacement(self) -> str | None:
        """What ought to stand there, None where a person decides."""
        return self.anchor.replacement

    @property
    def correction(self) -> str:
        """What is to be done there in words; nothing where a person decides."""
        if self.replacement is None:
            return ""
        if not self.replacement:
            return "（删去）"
        words = " ".join(self.replacement.split())
        return words if self.marked else f"（补上）{words}"


@dataclass(frozen=True, slots=True)
class Fact:
    """What a project says: the key path, where it was written, and the line."""

    path: str
    position: str
    line: str


@dataclass(frozen=True, slots=True)
class Cause:
    """What was found for one reason, numbered from 1: one decision for whoever reads it.

    Findings of reading the file have no spots; `layer` is empty then.
    """

    number: int
    chapter: Chapter
    severity: Severity
    layer: str
    is_sure: bool
    codes: tuple[str, ...]
    message: str
    spots: tuple[Spot, ...]
    facts: tuple[Fact, ...]
    basis: tuple[str, ...]
    hints: tuple[str, ...]

    @property
    def is_grave(self) -> bool:
        """Whether it is told in full: a warning or worse."""
        return self.severity >= Severity.WARNING


@dataclass(frozen=True, slots=True)
class Told:
    """What an audit found before it is put together: of the file as a whole, and of places of its text."""

    text: AuditText | None
    read: tuple[Finding, ...]
    found: tuple[AuditFinding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    titles: Mapping[str, str]


def causes(told: Told) -> tuple[Cause, ...]:
    """Give what was found by cause: chapter by chapter, the gravest first, those alike in the order of the text."""
    made = [*_of_reading(told), *_of_text(told)]
    ordered = sorted(made, key=lambda each: (_CHAPTERS.index(each.chapter), -each.severity))
    return tuple(replace(each, number=number) for number, each in enumerate(ordered, start=1))


_CHAPTERS = tuple(Chapter)


def chapter_of(found: AuditFinding) -> Chapter:
    """Give the chapter: what contradicts a project is told together, the rest by whether it is a fact."""
    if found.layer is Layer.PROJECT:
        return Chapter.PROJECT
    return Chapter.FACTS if found.certainty is Certainty.FACT else Chapter.REVIEW


def cited(basis: Iterable[str]) -> tuple[str, ...]:
    """Give what findings rest on as readers cite it; checks name articles by their ids."""
    return tuple(citation(name) if name in laws() else name for name in basis)


# --- the file as a whole ----------------------------------------------------------------------------------------------


def _of_reading(told: Told) -> Iterator[Cause]:
    for finding in told.read:
        fact = _facts(told, (finding.place.path,))
        hints = (finding.hint,) if finding.hint else ()
        yield Cause(
            0,
            Chapter.FILE,
            finding.severity,
            "",
            True,
            (finding.code,),
            finding.message,
            (),
            fact,
            cited(finding.basis),
            hints,
        )


# --- places of its text -----------------------------------------------------------------------------------------------


def _of_text(told: Told) -> Iterator[Cause]:
    groups: dict[tuple[Chapter, str], list[AuditFinding]] = {}
    for found in told.found:
        groups.setdefault((chapter_of(found), found.group), []).append(found)
    places = Places(told.text) if told.text else None
    for (chapter, _), several in groups.items():
        if places is not None:
            yield _cause(told, places, chapter, several)


def _cause(told: Told, places: Places, chapter: Chapter, several: list[AuditFinding]) -> Cause:
    gravest = max(several, key=lambda each: each.severity)
    return Cause(
        0,
        chapter,
        gravest.severity,
        gravest.layer.value,
        all(each.certainty is Certainty.FACT for each in several),
        tuple(dict.fromkeys(each.code for each in several)),
        _message(several, told.titles),
        tuple(_spots(places, several)),
        _facts(told, (each.path for each in several)),
        cited(dict.fromkeys(basis for each in several for basis in each.basis)),
        tuple(dict.fromkeys(each.hint for each in several if each.hint)),
    )


def _message(several: list[AuditFinding], titles: Mapping[str, str]) -> str:
    """Give what all findings of a group say: the one message, else what the messages begin with, else the titles."""
    messages = list(dict.fromkeys(each.message for each in several))
    if len(messages) == 1:
        return messages[0]
    stem = _stem(messages)
    codes = list(dict.fromkeys(each.code for each in several))
    if stem and (len(codes) == 1 or len(stem) > _LEAST_STEM * 2):
        return stem
    named = "；".join(titles.get(code, code) for code in codes)
    return f"{stem}：{named}" if stem else named


def _stem(messages: list[str]) -> str:
    """Give what messages begin with, cut back to the end of a part, so that no word is torn."""
    common = "".join(one[0] for one in takewhile(_is_one, zip(*messages, strict=False)))
    end = max((common.rfind(mark) for mark in _STEM_ENDS), default=-1)
    stem = common[:end] if end > 0 else ""
    return stem if len(stem) >= _LEAST_STEM and stem.count("“") == stem.count("”") else ""


def _is_one(characters: tuple[str, ...]) -> bool:
    return len(set(characters)) == 1


def _spots(places: Places, several: list[AuditFinding]) -> Iterator[Spot]:
    """Give each place once, in the order of the text; where two differ, the one that says what ought to stand there."""
    known: dict[tuple[int, int], tuple[Anchor, str]] = {}
    for each in several:
        for anchor in each.anchors:
            held = known.get((anchor.start, anchor.end))
            if held is None or (held[0].replacement is None and anchor.replacement is not None):
                known[anchor.start, anchor.end] = (anchor, each.message)
    for _, (anchor, message) in sorted(known.items()):
        yield spot(places, anchor, message)


def spot(places: Places, anchor: Anchor, message: str) -> Spot:
    """Give a stretch of the text with its place, and the sentence it stands in."""
    whole = places.text.whole
    offset = anchor.start - places.text.blocks[anchor.block].start
    line, column = places.line(anchor.block, offset)
    before, after = _around(whole, anchor.start, anchor.end)
    where = places.words(anchor.block, offset)
    return Spot(where, line, column, before, whole[anchor.start : anchor.end], after, message, anchor)


def _around(whole: str, start: int, end: int) -> tuple[str, str]:
    """Give the rest of the sentence on either side, cut where it is long."""
    low = max(0, start - _REACH)
    stops = [found.end() for found in _STOPS.finditer(whole, low, start)]
    first = stops[-1] if stops else low
    stop = _STOPS.search(whole, end, end + _REACH)
    last = (stop.start() if whole[stop.start()] == "\n" else stop.end()) if stop else min(len(whole), end + _REACH)
    head = _ELLIPSIS if first == low and low > 0 and not stops else ""
    tail = _ELLIPSIS if stop is None and last < len(whole) else ""
    return f"{head}{whole[first:start].lstrip()}", f"{whole[end:last].rstrip()}{tail}"


def _facts(told: Told, paths: Iterable[str]) -> tuple[Fact, ...]:
    return tuple(fact(told.sources, told.texts, path) for path in dict.fromkeys(filter(None, paths)))


def fact(sources: SourceMap, texts: Mapping[str, str], path: str) -> Fact:
    """Give where the value of a key path was written."""
    span = sources.value(path)
    line = excerpt(span, texts) if span else None
    position = f"{span.file}:{span.line}" if span else ""
    return Fact(path, position, line[0].strip() if line else "")
