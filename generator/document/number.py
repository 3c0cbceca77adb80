"""Numbering: labels of sections, tables, figures and lists, numbers of values, words of references, the contents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TypeVar, assert_never

from generator.document.nodes import (
    Blank,
    Block,
    Cell,
    Chart,
    Checkbox,
    Contents,
    ContentsEntry,
    Cover,
    Coverage,
    CoverageCell,
    CoverageRow,
    CoverLine,
    Diagram,
    Document,
    Figure,
    Gantt,
    GanttRow,
    Inline,
    Inlines,
    Letter,
    LineBreak,
    List,
    ListItem,
    Notice,
    PageBreak,
    PageCount,
    PageNumber,
    PageRef,
    Paragraph,
    Picture,
    Ref,
    Row,
    Running,
    Section,
    SignBlock,
    SignLine,
    Strong,
    Table,
    Text,
    Underline,
    Value,
)
from generator.document.walk import blocks, every, flat, inlines, plain
from generator.finding import Finding, Outcome, Place, Severity
from generator.zh.identifiers import nearest
from generator.zh.numerals import to_chinese

_Line = TypeVar("_Line", SignLine, CoverLine)

UNKNOWN_TARGET = "T201"
"""A cross reference to an id no section, table or figure has."""
REPEATED_ID = "T202"
"""Two sections, tables or figures have the same id."""
UNNAMED_TARGET = "T203"
"""A cross reference to a table or figure without caption, or to an unnumbered section: it has no name to print."""

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"


@dataclass(frozen=True, slots=True)
class Numbering:
    """Label forms, as a style sheet gives them.

    `headings[0]` is level 1, deeper levels than there are forms use the last; {n} is the section's own number, {cn}
    the same in Chinese, {path} the numbers from level 1 (1.1.1).
    `caption` has {kind} (表, 图), {n} and, where numbers begin anew in each chapter, {chapter}.
    List labels have {n}, {cn} and {circled}; `bullet` is by depth. `page` is the whole footer where given, its {n} the
    page's number.
    """

    headings: tuple[str, ...] = ("第{cn}章", "{path}", "{path}", "{path}")
    caption: str = "{kind}{chapter}-{n}"
    bullet: tuple[str, ...] = ("●", "■")
    decimal: str = "{n}."
    paren: str = "（{n}）"
    circled: str = "{circled}"
    contents_depth: int = 3
    page: str = ""


def number_document(document: Document, numbering: Numbering) -> Outcome[Document]:
    """Fill every label, value number, reference and contents entry; None where an id or a reference is wrong."""
    labelled = replace(document, body=_labelled(document, numbering))
    targets = _targets(labelled)
    findings = (*_repeated_ids(labelled), *_reference_findings(labelled, targets))
    if findings:
        return Outcome(None, findings)
    return Outcome(_filled(_paged(labelled, numbering.page), _Filler(targets), numbering.contents_depth))


def _paged(document: Document, form: str) -> Document:
    """Give the footers the form of the page number the style asks for, if any."""
    if not form:
        return document
    before, _, after = form.partition("{n}")
    footer = tuple(part for part in (Text(before), PageNumber(), Text(after)) if part != Text(""))
    contents, body = (replace(part, footer=footer) for part in (document.contents_running, document.body_running))
    return replace(document, contents_running=contents, body_running=body)


def shares(document: Document) -> tuple[tuple[Block, ...], ...]:
    """Give the blocks of each volume; all blocks where the document is bound in one."""
    ends = tuple(accumulate(volume.size for volume in document.volumes)) or (len(document.body),)
    return tuple(document.body[start:end] for start, end in zip((0, *ends), ends, strict=False))


def _labelled(document: Document, numbering: Numbering) -> tuple[Block, ...]:
    """Give the body with its labels, which begin anew in each volume."""
    return tuple(block for share in shares(document) for block in _Labeller(numbering).blocks(share))


def list_label(numbering: Numbering, style: str, number: int, depth: int) -> str:
    """Give the label of a list item: its number counts from 1, the depth of its list from 0."""
    match style:
        case "bullet":
            return numbering.bullet[min(depth, len(numbering.bullet) - 1)]
        case "paren":
            form = numbering.paren
        case "circled":
            form = numbering.circled
        case _:
            form = numbering.decimal
    circled = _CIRCLED[number - 1] if number <= len(_CIRCLED) else f"（{number}）"
    return form.format(n=number, cn=to_chinese(number), circled=circled)


def _filled(document: Document, filler: _Filler, depth: int) -> Document:
    cover = filler.cover(document.cover)
    running = [filler.running(lines) for lines in (document.contents_running, document.body_running)]
    body = tuple(block for share in shares(document) for block in filler.share(share))
    contents = _contents(document.contents, body, depth)
    return replace(
        document, cover=cover, contents=contents, contents_running=running[0], body=body, body_running=running[1]
    )


# --- ids and references ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Target:
    """What a reference can name: its words (empty where it has none), its block, its volume's title where bound."""

    words: str
    block: Section | Table | Figure
    volume: str = ""


def _repeated_ids(document: Document) -> list[Finding]:
    seen: dict[str, Block] = {}
    findings = []
    for block in blocks(document):
        if not isinstance(block, Section | Table | Figure):
            continue
        if block.id in seen:
            message = f"id“{block.id}”用了两次：{_name(seen[block.id])}、{_name(block)}"
            findings.append(_error(REPEATED_ID, message, "每个标题、表和图的 id 应各不相同"))
        seen[block.id] = block
    return findings


def _targets(document: Document) -> dict[str, _Target]:
    titles = [plain(volume.title) for volume in document.volumes] or [""]
    return {
        block.id: _Target(_words(block), block, title)
        for title, share in zip(titles, shares(document), strict=True)
        for block in every(share)
        if isinstance(block, Section | Table | Figure)
    }


def _words(block: Section | Table | Figure) -> str:
    """Give the words a reference prints: 表2-1, 第五章, 第5.2节, or label and title where the label is not enough.

    `1.` and `（一）` count within the section above; only with its title does a reader find such a section.
    """
    if not isinstance(block, Section) or not block.label or block.label.startswith("第"):
        return block.label
    if block.label.replace(".", "").isdigit() and not block.label.endswith("."):
        return f"第{block.label}节"
    return f"“{block.label}{plain(_title(block.title))}”"


def _reference_findings(document: Document, targets: Mapping[str, _Target]) -> list[Finding]:
    wanted = [inline for part in inlines(document) for inline in flat(part) if isinstance(inline, Ref | PageRef)]
    named = {inline.target for inline in wanted if isinstance(inline, Ref)}
    names = dict.fromkeys(inline.target for inline in wanted)
    return [finding for name in names for finding in _reference_finding(name, targets, by_words=name in named)]


def _reference_finding(name: str, targets: Mapping[str, _Target], *, by_words: bool) -> list[Finding]:
    if name not in targets:
        close = nearest(name, targets)
        hint = f"最接近的是 {close}" if close else "请检查 ref(…) 中的 id"
        return [_error(UNKNOWN_TARGET, f"交叉引用 {name} 没有对应的标题、表或者图", hint)]
    if not by_words and not isinstance(targets[name].block, Section):
        message = f"页码引用 {name} 指向{_name(targets[name].block)}"
        return [_error(UNNAMED_TARGET, message, "页码引用只用于章节")]
    if by_words and not targets[name].words:
        message = f"交叉引用 {name} 指向没有编号的{_name(targets[name].block)}"
        return [_error(UNNAMED_TARGET, message, "请给表或者图写题名；不编号的标题不能引用")]
    return []


def _name(block: Block) -> str:
    parts = block.title if isinstance(block, Section) else block.caption if isinstance(block, Table | Figure) else ()
    title = plain(_title(parts))
    return f"“{title}”" if title else "内容"


def _error(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), message, hint)


# --- labels ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Labeller:
    """Gives labels in reading order; counts sections by level, tables and figures by chapter where labels name it.

    `chapter` is the number of the level 1 section, None outside and in one without number; `captions` counts by kind
    and chapter.
    """

    numbering: Numbering
    sections: list[int] = field(default_factory=list)
    chapter: int | None = None
    captions: dict[tuple[str, int | None], int] = field(default_factory=dict)

    def blocks(self, parts: tuple[Block, ...], depth: int = 0) -> tuple[Block, ...]:
        return tuple(self.block(part, depth) for part in parts)

    def block(self, block: Block, depth: int) -> Block:
        match block:
            case Section():
                return self.section(block)
            case List():
                return self.list(block, depth)
            case Letter() | Notice():
                return replace(block, blocks=self.blocks(block.blocks, depth))
            case Table():
                return replace(block, label=self.caption("表")) if block.caption else block
            case Figure():
                return replace(block, label=self.caption("图")) if block.caption else block
            case Paragraph() | SignBlock() | PageBreak():
                return block
            case _:  # pragma: no cover
                assert_never(block)

    def section(self, section: Section) -> Section:
        label = self.heading(section) if section.numbered else ""
        if section.level == 1:
            self.chapter = self.sections[0] if label else None
        above = self.sections
        self.sections = above if label else []
        blocks_below = self.blocks(section.blocks)
        self.sections = above[: section.level] if label else above
        return replace(section, label=label, blocks=blocks_below)

    def heading(self, section: Section) -> str:
        """Count a section and give its label; below an unnumbered section there is none."""
        above = self.sections[: section.level - 1]
        if len(above) < section.level - 1:
            return ""
        own = self.sections[section.level - 1] + 1 if len(self.sections) >= section.level else 1
        self.sections = [*above, own]
        forms = self.numbering.headings
        form = forms[min(section.level, len(forms)) - 1]
        return form.format(n=own, cn=to_chinese(own), path=".".join(map(str, self.sections)))

    def list(self, block: List, depth: int) -> List:
        items = (
            ListItem(self.blocks(item.blocks, depth + 1), list_label(self.numbering, block.style, number, depth))
            for number, item in enumerate(block.items, 1)
        )
        return List(tuple(items), block.style)

    def caption(self, kind: str) -> str:
        chapter = self.chapter if "{chapter}" in self.numbering.caption else None
        number = self.captions.get((kind, chapter), 0) + 1
        self.captions[kind, chapter] = number
        if self.chapter is None:
            return f"{kind}{number}"
        return self.numbering.caption.format(kind=kind, chapter=chapter, n=number)


# --- values and references -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Filler:
    """Numbers values in reading order and fills the words of references; `volume` is the title of the one filled."""

    targets: Mapping[str, _Target]
    number: int = 0
    volume: str = ""

    def share(self, parts: tuple[Block, ...]) -> tuple[Block, ...]:
        """Fill the blocks of one volume."""
        named = (self.targets[block.id].volume for block in every(parts) if isinstance(block, Section))
        self.volume = next(named, "")
        return self.blocks(parts)

    def words(self, target: _Target) -> str:
        """Give the words of a reference; into another volume they begin with its title."""
        return target.words if target.volume == self.volume else f"《{target.volume}》{target.words}"

    def inlines(self, parts: Inlines) -> Inlines:
        return tuple(self.inline(part) for part in parts)

    def inline(self, part: Inline) -> Inline:
        match part:
            case Value():
                self.number += 1
                return Value(part.text, part.paths, part.template, part.template_line, self.number)
            case Ref():
                return Ref(part.target, self.words(self.targets[part.target]))
            case Strong():
                return Strong(self.inlines(part.content))
            case Underline():
                return Underline(self.inlines(part.content))
            case Text() | PageRef() | Blank() | Checkbox() | LineBreak() | PageNumber() | PageCount():
                return part
            case _:  # pragma: no cover
                assert_never(part)

    def blocks(self, parts: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self.block(part) for part in parts)

    def block(self, block: Block) -> Block:  # noqa: PLR0911 - one case for each node
        match block:
            case Section():
                return replace(block, title=self.inlines(block.title), blocks=self.blocks(block.blocks))
            case Paragraph():
                return Paragraph(self.inlines(block.content), block.role)
            case List():
                return List(tuple(ListItem(self.blocks(item.blocks), item.label) for item in block.items), block.style)
            case Table():
                return self.table(block)
            case Figure():
                body = block.body if isinstance(block.body, Picture) else self.chart(block.body)
                return replace(block, body=body, caption=self.inlines(block.caption))
            case SignBlock():
                return replace(block, lines=tuple(map(self.line, block.lines)))
            case Letter() | Notice():
                return replace(block, blocks=self.blocks(block.blocks))
            case PageBreak():
                return block
            case _:  # pragma: no cover
                assert_never(block)

    def table(self, table: Table) -> Table:
        caption = self.inlines(table.caption)
        return replace(table, caption=caption, head=self.rows(table.head), rows=self.rows(table.rows))

    def rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        return tuple(Row(tuple(map(self.cell, row.cells)), row.kind) for row in rows)

    def cell(self, cell: Cell) -> Cell:
        paragraphs = tuple(map(self.inlines, cell.paragraphs))
        return Cell(paragraphs, cell.colspan, cell.rowspan, cell.align, cell.header)

    def chart(self, chart: Chart) -> Chart:
        match chart:
            case Diagram():
                return self.diagram(chart)
            case Gantt():
                name, owner, dates, scale = map(self.inlines, chart.head)
                return Gantt((name, owner, dates, scale), tuple(map(self.gantt_row, chart.rows)))
            case Coverage():
                head, rows = tuple(map(self.inlines, chart.head)), tuple(map(self.coverage_row, chart.rows))
                return Coverage(head, rows, tuple(map(self.coverage_cell, chart.legend)))
            case _:  # pragma: no cover
                assert_never(chart)

    def gantt_row(self, row: GanttRow) -> GanttRow:
        name, owner, dates = map(self.inlines, (row.name, row.owner, row.dates))
        return replace(row, name=name, owner=owner, dates=dates)

    def coverage_row(self, row: CoverageRow) -> CoverageRow:
        return CoverageRow(self.inlines(row.name), tuple(map(self.coverage_cell, row.cells)))

    def coverage_cell(self, cell: CoverageCell) -> CoverageCell:
        return CoverageCell(self.inlines(cell.content), cell.degree)

    def diagram(self, diagram: Diagram) -> Diagram:
        nodes = tuple(replace(node, content=self.inlines(node.content)) for node in diagram.nodes)
        edges = tuple(replace(edge, label=self.inlines(edge.label)) for edge in diagram.edges)
        return replace(diagram, nodes=nodes, edges=edges)

    def line(self, line: _Line) -> _Line:
        return replace(line, label=self.inlines(line.label), content=self.inlines(line.content))

    def cover(self, cover: Cover) -> Cover:
        return Cover(
            self.inlines(cover.copy_mark),
            self.inlines(cover.project),
            self.inlines(cover.title),
            self.inlines(cover.subtitle),
            tuple(map(self.line, cover.lines)),
            self.inlines(cover.date),
            self.inlines(cover.remark),
        )

    def running(self, running: Running) -> Running:
        return Running(*(self.inlines(part) for part in (running.header_left, running.header_right, running.footer)))


# --- contents --------------------------------------------------------------------------------------------------------


def _contents(contents: Contents, body: tuple[Block, ...], depth: int) -> Contents:
    entries = (
        ContentsEntry(section.level, section.label, _title(section.title), section.id)
        for section in every(body)
        if isinstance(section, Section) and section.level <= depth
    )
    return Contents(contents.heading, depth, tuple(entries))


def _title(title: Inlines) -> Inlines:
    """Give a title as it stands in the contents: one line, its values without number of their own."""
    parts = (part for part in flat(title) if not isinstance(part, LineBreak))
    return tuple(replace(part, number=0) if isinstance(part, Value) else part for part in parts)
