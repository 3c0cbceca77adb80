"""What a report on an audited file says, gathered once for the screen, the document, the sheets and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from generator.audit.foreign.finding import AuditFinding
from generator.audit.text import AuditText, BlockKind, Commitment
from generator.commitments.promise import Promise
from generator.finding import Finding, Severity
from generator.report.audit_causes import Cause, Chapter, Spot, Told, causes
from generator.report.audit_register import Agreement, Entry, entries, others
from generator.source import SourceMap

PLAIN, UNKNOWN = "文本", "没有读出"
_FORMS = {b"PK": "DOCX", b"%P": "PDF", b"\xd0\xcf": "DOC"}
_KINDS = {
    BlockKind.HEADING: "标题",
    BlockKind.PARAGRAPH: "段落",
    BlockKind.ITEM: "列表项",
    BlockKind.CELL: "表格单元格",
    BlockKind.BOX: "文本框段落",
    BlockKind.HEADER: "页眉",
    BlockKind.FOOTER: "页脚",
    BlockKind.FOOTNOTE: "脚注和尾注",
    BlockKind.COMMENT: "批注",
    BlockKind.PROPERTY: "属性和替代文字",
}
_LAYERS = {"": "文件状况", "A": "A 文字本身", "B": "B 与项目资料、生成记录", "C": "C 文件内部前后"}


@dataclass(frozen=True, slots=True)
class AuditCase:
    """An audited file as its reader sees it: the file, what was read and found, the project it was compared with.

    `name` is the file as the user named it; findings from `limit` on stand against handing it in; `titles` has the
    title of each code. `promises` are the project's, None where none was compared; `project` names it; `printed` are
    the stretches of the text that its own document says word for word. `is_own` tells a file that this program made.
    """

    name: str
    data: bytes
    text: AuditText | None
    read: tuple[Finding, ...]
    found: tuple[AuditFinding, ...]
    commitments: tuple[Commitment, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    titles: Mapping[str, str]
    version: str
    limit: Severity = Severity.ERROR
    project: str = ""
    promises: Sequence[Promise] | None = None
    printed: Sequence[tuple[int, int]] = ()
    is_own: bool = False

    @property
    def title(self) -> str:
        """The name of the file without its folder."""
        return Path(self.name).name

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return sha256(self.data).hexdigest()

    @property
    def form(self) -> str:
        """What the file is, told by its first bytes; what could not be read may be anything."""
        form = _FORMS.get(self.data[:2], PLAIN)
        return UNKNOWN if self.text is None and form in {"DOCX", PLAIN} else form


@dataclass(frozen=True, slots=True)
class Correction:
    """A line of the list of corrections: what stands where, and why; without a replacement a person fills it in."""

    cause: Cause
    spot: Spot

    @property
    def sort(self) -> tuple[int, str, str | None]:
        """What corrections that are made in the same way have in common."""
        return self.cause.number, " ".join(self.spot.marked.split()), self.spot.replacement


@dataclass(frozen=True, slots=True)
class AuditContent:
    """A case with its findings by cause, the promises beside the project's, and what is to be corrected."""

    case: AuditCase
    causes: tuple[Cause, ...]
    entries: tuple[Entry, ...]
    others: tuple[Entry, ...]

    def of(self, chapter: Chapter) -> tuple[Cause, ...]:
        """Give the causes of a chapter."""
        return tuple(each for each in self.causes if each.chapter is chapter)

    @property
    def certain(self) -> tuple[Correction, ...]:
        """The corrections that can be made as they stand, in the order of the text."""
        return _in_order(each for each in _corrections(self.causes) if each.spot.replacement is not None)

    @property
    def open(self) -> tuple[Correction, ...]:
        """The places of which a person has to decide, in the order of the text."""
        found = (each for each in _corrections(self.causes) if each.spot.replacement is None)
        return _in_order(each for each in found if each.cause.is_grave)

    @property
    def gravest(self) -> Severity | None:
        """The gravest severity, None where nothing was found."""
        return max((each.severity for each in self.causes), default=None)

    @property
    def is_fit(self) -> bool:
        """Whether nothing was found from the limit on, and there is a text that was read."""
        return self.case.text is not None and (self.gravest is None or self.gravest < self.case.limit)


def content_of(case: AuditCase) -> AuditContent:
    """Gather what the reports say."""
    told = Told(case.text, case.read, case.found, case.sources, case.texts, case.titles)
    register = entries(told, case.commitments, case.promises, case.printed)
    return AuditContent(case, causes(told), register, others(told, case.commitments))


def counted(content: AuditContent) -> Mapping[Severity, int]:
    """Count the causes of each severity, the gravest first."""
    counts = Counter(each.severity for each in content.causes)
    return {severity: counts[severity] for severity in sorted(Severity, reverse=True)}


def by_layer(content: AuditContent) -> Iterator[tuple[str, Mapping[Severity, int], int]]:
    """Give for each layer its name, the causes of each severity, and how many places they have."""
    for layer, name in _LAYERS.items():
        several = [each for each in content.causes if each.layer == layer]
        counts = Counter(each.severity for each in several)
        yield name, counts, sum(max(len(each.spots), 1) for each in several)


def extent(case: AuditCase) -> Iterator[tuple[str, str]]:
    """Give what was read: how many pages, paragraphs, tables, characters; what the text is made of."""
    if case.text is None:
        return
    blocks = case.text.blocks
    pages = {part for block in blocks if (part := case.text.origin.place(block.number, 0).part).isdecimal()}
    if pages:
        yield "有文字的页", f"{len(pages)}页"
    yield "文字", f"{len(''.join(case.text.whole.split()))}个字符"
    tables = {block.cell.table for block in blocks if block.cell}
    yield "表格", f"{len(tables)}个"
    counts = Counter(block.kind for block in blocks)
    yield "构成", "，".join(f"{name}{counts[kind]}" for kind, name in _KINDS.items() if counts[kind])


def properties(case: AuditCase) -> Iterator[tuple[str, str]]:
    """Give what a Word file says of itself: title, author, who saved it last."""
    for block in case.text.blocks if case.text else ():
        if (
            block.kind is BlockKind.PROPERTY
            and case.text
            and "docProps" in case.text.origin.place(block.number, 0).part
        ):
            yield block.label, " ".join(block.text.split())


def agreements(content: AuditContent) -> Mapping[Agreement, int]:
    """Count the promises by how they stand to the project; nothing where none was compared."""
    counts = Counter(each.agreement for each in content.entries)
    return {each: counts[each] for each in Agreement if each is not Agreement.NO_PROJECT and counts[each]}


def merged(found: Iterable[Correction]) -> tuple[tuple[Correction, ...], ...]:
    """Give corrections with those together that are made in the same way, in the order of their first places."""
    alike: dict[tuple[int, str, str | None], list[Correction]] = {}
    for each in found:
        alike.setdefault(each.sort, []).append(each)
    return tuple(map(tuple, alike.values()))


def _corrections(found: Sequence[Cause]) -> Iterator[Correction]:
    for cause in found:
        yield from (Correction(cause, spot) for spot in cause.spots)


def _in_order(found: Iterator[Correction]) -> tuple[Correction, ...]:
    return tuple(sorted(found, key=lambda each: (each.spot.anchor.start, each.spot.anchor.end, each.cause.number)))
