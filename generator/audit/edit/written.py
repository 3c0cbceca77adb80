"""Writes what an audit found back into the Word file: comments at the words, the right values as tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from generator.audit.edit.desk import Comment, Desk, Stretch, lay_out
from generator.audit.foreign.finding import Anchor, AuditFinding
from generator.audit.reading.docx import read_word
from generator.audit.text import AuditText, Block, BlockKind
from generator.finding import Finding, Outcome, Place, Severity
from generator.load.package import Package, RefusedError, open_package

NOT_WORD = "A014"
"""A014: a PDF or a plain text has no room for comments."""
NOT_WRITTEN = "A017"
"""A017: what was written is not what should stand there; nothing is given."""
SIGNED = "A018"
"""A018: the file is signed; whoever writes into it breaks the signature."""

_PLACES = {
    BlockKind.HEADER: "页眉",
    BlockKind.FOOTER: "页脚",
    BlockKind.FOOTNOTE: "注释",
    BlockKind.COMMENT: "批注",
    BlockKind.BOX: "文本框",
}
_REMARKS = "A010"
"""A finding that speaks of a comment needs no comment of its own there."""
_LONGEST_QUOTE = 40
_TOUCHED = ("这里已有一处修订，接受以后请再审核一次",)
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Edited:
    """A file with marks: how many comments and changes were written, and what is left to a person, with the reason."""

    data: bytes
    comments: int = 0
    changes: int = 0
    left: tuple[Left, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """A finding of which places were not changed, and why, where there was something to change.

    A `touched` one stands where another finding changed something: perhaps that mended it too.
    """

    finding: Finding | AuditFinding
    places: int = 1
    reason: str = ""
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Audit:
    """A file with what was found in it: its name and bytes, its text, findings of its text and of reading it.

    `moment` is written into every mark; None writes no date, so that the same file gives the same bytes.
    """

    name: str
    data: bytes
    text: AuditText
    told: Sequence[AuditFinding]
    read: Sequence[Finding] = ()
    moment: datetime | None = None

    @property
    def own(self) -> tuple[Finding, ...]:
        """The findings of reading that speak of this file, not of a catalog."""
        return tuple(
            finding for finding in self.read if finding.place.span is None or finding.place.span.file == self.name
        )


def annotated(audit: Audit) -> Outcome[Edited]:
    """Write a comment at every place of every finding; findings of the file as a whole are one at its beginning."""

    def write(desk: Desk) -> Edited:
        for finding in audit.told:
            for index, anchor in enumerate(finding.anchors):
                desk.comment(Comment(_stretch(anchor), _lines(audit.text, finding, index)))
        _remark(desk, audit)
        return Edited(desk.written() or audit.data, len(desk.comments))

    return _edited(audit, write)


def fixed(audit: Audit) -> Outcome[Edited]:
    """Write every replacement that is certain as a tracked change, with a comment; all other findings as comments."""

    def write(desk: Desk) -> Edited:
        answers = _changed(desk, audit.told)
        left = [*_unchanged(desk, audit.text, audit.told, answers), *(Left(finding) for finding in audit.own)]
        _remark(desk, audit)
        changes = sum(not said for said in answers.values())
        return Edited(desk.written() or audit.data, len(desk.comments), changes, tuple(left))

    return _edited(audit, write)


def _changed(desk: Desk, told: Iterable[AuditFinding]) -> dict[tuple[Stretch, str], str]:
    """Try every replacement once; findings may share one."""
    answers: dict[tuple[Stretch, str], str] = {}
    for finding in told:
        for anchor in finding.anchors:
            if anchor.replacement is not None and _change(anchor) not in answers:
                answers[_change(anchor)] = desk.change(_stretch(anchor), anchor.replacement)
    return answers


def _change(anchor: Anchor) -> tuple[Stretch, str]:
    return _stretch(anchor), anchor.replacement or ""


def _unchanged(
    desk: Desk, text: AuditText, told: Iterable[AuditFinding], answers: Mapping[tuple[Stretch, str], str]
) -> Iterator[Left]:
    """Write the comments; give what no change mended.

    A finding of several places is mended where all that have a replacement got it: the others are right.
    """
    made = [stretch for (stretch, _), said in answers.items() if not said]
    for finding in told:
        wanted = [(index, anchor) for index, anchor in enumerate(finding.anchors) if anchor.replacement is not None]
        refused = [said for _, anchor in wanted if (said := answers[_change(anchor)])]
        mended = bool(wanted) and not refused
        touched = not wanted and any(_touches(anchor, made) for anchor in finding.anchors)
        for index, anchor in enumerate(finding.anchors):
            answer = answers[_change(anchor)] if anchor.replacement is not None else None
            if answer == "" or not mended:
                lines = (
                    *_decision(anchor, answer),
                    *(_TOUCHED * touched),
                    *_lines(text, _without_replacements(finding), index),
                )
                desk.comment(Comment(_stretch(anchor), lines))
        if not mended:
            places = sum(anchor.replacement is None or bool(answers[_change(anchor)]) for anchor in finding.anchors)
            yield Left(finding, max(places, 1), refused[0] if refused else "", touched)


def _touches(anchor: Anchor, made: Iterable[Stretch]) -> bool:
    start, end = _stretch(anchor)
    return any((start < last and first < end) or (start == first and end == last) for first, last in made)


def _without_replacements(finding: AuditFinding) -> AuditFinding:
    """What ought to stand there is said by the change, or beside why there is none."""
    return replace(finding, anchors=tuple(replace(anchor, replacement=None) for anchor in finding.anchors))


def _decision(anchor: Anchor, said: str | None) -> tuple[str, ...]:
    if said is None or anchor.replacement is None:
        return ()
    if said:
        return (f"应为“{anchor.replacement}”；没有用修订改：{said}",)
    if not anchor.text:
        return (f"已用修订补上“{anchor.replacement}”，请核对后接受",)
    done = f"改为“{anchor.replacement}”" if anchor.replacement else "删除"
    return (f"已用修订{done}，请核对后接受",)


# --- words of comments ------------------------------------------------------------------------------------------------


def _lines(text: AuditText, finding: AuditFinding, index: int) -> tuple[str, ...]:
    anchor = finding.anchors[index]
    right = f"应为：{anchor.replacement}" if anchor.replacement and not finding.hint else ""
    return tuple(
        line
        for line in (
            f"{finding.code} {finding.severity.label}：{finding.message}",
            _where(text, anchor),
            right,
            f"怎么改：{finding.hint}" if finding.hint else "",
            f"项目资料：{finding.path}" if finding.path else "",
            f"依据：{'、'.join(finding.basis)}" if finding.basis else "",
            f"同一原因 第{index + 1}/{len(finding.anchors)}处" if len(finding.anchors) > 1 else "",
        )
        if line
    )


def _where(text: AuditText, anchor: Anchor) -> str:
    """Tell where words stand that no comment can be put at."""
    block = text.blocks[anchor.block] if 0 <= anchor.block < len(text.blocks) else None
    name = _place_name(block)
    quote = anchor.text if len(anchor.text) <= _LONGEST_QUOTE else f"{anchor.text[:_LONGEST_QUOTE]}…"
    return f"位置：{name}里的“{quote}”" if name else ""


def _place_name(block: Block | None) -> str:
    if block is None:
        return ""
    if block.kind is BlockKind.PROPERTY:
        return f"文件属性或者图片的“{block.label}”"
    return _PLACES.get(block.kind, "")


def _remark(desk: Desk, audit: Audit) -> None:
    """Write the findings of reading at their places; those without one together at the beginning of the file."""
    whole: list[str] = []
    for finding in audit.own:
        stretch = _read_stretch(audit.text, finding)
        lines = (f"{finding.code} {finding.severity.label}：{finding.message}", *_hints(finding))
        if stretch is None:
            whole += lines
        else:
            desk.comment(Comment(stretch, lines))
    if whole:
        desk.comment(Comment(None, tuple(whole)))


def _hints(finding: Finding) -> tuple[str, ...]:
    return (f"怎么改：{finding.hint}",) if finding.hint else ()


def _stretch(anchor: Anchor) -> Stretch:
    return anchor.start, max(anchor.end, anchor.start)


def _read_stretch(text: AuditText, finding: Finding) -> Stretch | None:
    span = finding.place.span
    if span is None or finding.code == _REMARKS:
        return None
    return _offset(text, span.line, span.column), _offset(text, span.end_line, span.end_column)


def _offset(text: AuditText, line: int, column: int) -> int:
    at = 0
    for _ in range(line - 1):
        at = text.whole.find("\n", at) + 1
    return min(at + column - 1, len(text.whole))


# --- the file ---------------------------------------------------------------------------------------------------------


def _edited(audit: Audit, write: Callable[[Desk], Edited]) -> Outcome[Edited]:
    """Write into a Word file, read the result again, and give it only where it says what it should."""
    if not audit.data.startswith(b"PK"):
        hint = "请对原来的DOCX使用；PDF和文本的问题看审核结果"
        return Outcome(None, (_finding(NOT_WORD, "只有DOCX能写入批注和修订，这个文件是PDF或者文本", hint),))
    try:
        package = open_package(audit.data)
        desk = lay_out(package, audit.text, _stretches(audit), audit.moment)
        edited = write(desk)
    except RefusedError as refused:
        return Outcome(None, (refused.finding,))
    if not _is_as_meant(edited, desk):
        hint = "原文件没有改动；请把文件交给bidgen的维护者"
        return Outcome(None, (_finding(NOT_WRITTEN, "写入以后读回来的文字与原文不符，没有写出文件", hint),))
    return Outcome(edited, _signed(package))


def _stretches(audit: Audit) -> list[Stretch]:
    told = [_stretch(anchor) for finding in audit.told for anchor in finding.anchors]
    read = [stretch for finding in audit.own if (stretch := _read_stretch(audit.text, finding))]
    return [*told, *read]


def _is_as_meant(edited: Edited, desk: Desk) -> bool:
    """Read the file again: marks alone change no word, changes only those they replace."""
    again = read_word(edited.data).value
    return again is not None and _words(again.text.whole) == _words(desk.expected)


def _words(whole: str) -> str:
    """An emptied paragraph is no block any more, so that the breaks between blocks cannot be compared."""
    return _SPACE.sub("", whole)


def _signed(package: Package) -> tuple[Finding, ...]:
    if not any(relation.kind == "origin" for relation in package.relations("")):
        return ()
    message = "文件有数字签名，写入批注或者修订以后签名失效"
    return (Finding(SIGNED, Severity.WARNING, Place(), message, "处理完以后请重新签名"),)


def _finding(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), message, hint)
