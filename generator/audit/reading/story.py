"""Walks the XML of one part of a Word file, event by event, and drafts its paragraphs: every character, in order.

Why events and no tree: memory and time stay bounded, and nesting costs no recursion.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from lxml import etree

from generator.audit.reading.draft import Cell, Draft, MarkKind, Stretch, Table
from generator.audit.reading.numbering import Numbering
from generator.audit.reading.structure import Structure
from generator.audit.reading.styles import PLAIN, Look, Styles, is_on, whole
from generator.audit.reading.symbols import symbol, visible
from generator.audit.text import BlockKind
from generator.load.package import RefusedError, W, broken_part

MOST_ELEMENTS = 12_000_000
MOST_PARAGRAPHS = 300_000
MOST_CHARACTERS = 20_000_000
DEEPEST = 250
"""Bounds of a file: five thousand pages have less of each."""
OWN_AUTHOR = "bidgen"
"""Who wrote the comments and tracked changes that this program writes."""
ALTERNATIVE = "替代文字"
"""The label of a picture's text for those who do not see it."""
_VALUE_BOOKMARK = "_v"
_MOST_COLUMNS = 63
_CHUNK = 1 << 20
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_P, _R, _MR, _PPR, _RPR, _VAL, _ID = f"{W}p", f"{W}r", f"{_M}r", f"{W}pPr", f"{W}rPr", f"{W}val", f"{W}id"
_TAKEN_AWAY = frozenset({MarkKind.DELETED, MarkKind.MOVED_AWAY})

Attributes = Mapping[str, str]


@dataclass(slots=True)
class Shared:
    """What the parts of a file have in common while they are read."""

    styles: Styles
    numbering: Numbering
    drafts: list[Draft] = field(default_factory=list)
    marks: list[Stretch] = field(default_factory=list)
    structure: Structure = field(default_factory=Structure)
    notes: dict[tuple[str, str], Draft] = field(default_factory=dict)
    comments: dict[str, Stretch] = field(default_factory=dict)
    bookmarks: dict[str, Stretch] = field(default_factory=dict)
    targets: set[str] = field(default_factory=set)
    tables: int = 0
    elements: int = 0
    paragraphs: int = 0
    characters: int = 0


def walk_part(part: str, data: bytes, kind: BlockKind, shared: Shared) -> None:
    """Draft the paragraphs of a part."""
    if sum(data.count(begin) for begin in (b"<w:p>", b"<w:p ", b"<w:p/")) > MOST_PARAGRAPHS:
        raise _too_much("段落", MOST_PARAGRAPHS)
    target = cast("etree.ParserTarget", _Story(part, kind, shared))
    parser = etree.XMLParser(target=target, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        for start in range(0, len(data), _CHUNK):
            parser.feed(data[start : start + _CHUNK])
        parser.close()
    except etree.XMLSyntaxError:
        raise broken_part(part) from None


@dataclass(slots=True)
class _Frame:
    """An open paragraph: what its properties say, and the run that is being read."""

    draft: Draft
    look: Look
    style: str = ""
    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    mark_deleted: bool = False
    listed: bool = False
    runs: int = 0
    run: int = 0
    offset: int = 0
    font: str = ""
    hidden: bool | None = None
    hiding: Stretch | None = None

    @property
    def is_hidden(self) -> bool:
        return bool(self.look.hidden if self.hidden is None else self.hidden)


@dataclass(slots=True)
class _Field:
    mark: Stretch
    showing: bool
    contents: bool = False


class _Story:
    """The target of the parser: called for every start and end of an element, and for its characters."""

    def __init__(self, part: str, kind: BlockKind, shared: Shared) -> None:
        self.part = part
        self.kind = kind
        self.shared = shared
        self.tags: list[str] = []
        self.skipped = 0
        self.skipped_paragraphs = 0
        self.paragraphs = -1
        self.frames: list[_Frame] = []
        self.boxes: list[int] = []
        self.tables: list[Table] = []
        self.cells: list[Cell] = []
        self.choices: list[bool] = []
        self.changes: list[Stretch] = []
        self.deleting = 0
        self.fields: list[_Field] = []
        self.waiting = 0
        self.contents = 0
        self.buffer: list[str] | None = None
        self.note: Draft | None = None
        self.remark: Stretch | None = None

    # --- what the parser calls ----------------------------------------------------------------------------------------

    def start(self, tag: str, attributes: Attributes) -> None:
        """Take the beginning of an element."""
        self.shared.elements += 1
        if self.shared.elements > MOST_ELEMENTS:
            raise _too_much("XML元素", MOST_ELEMENTS)
        if len(self.tags) >= DEEPEST:
            raise RefusedError("A004", f"部件“{self.part}”里的元素嵌套超过{DEEPEST}层", _HINT)
        if self.skipped or tag in _SKIPPED:
            self._skip(tag)
        elif (handler := _STARTS.get(tag)) is not None:
            handler(self, attributes)
        self.tags.append(tag)

    def _skip(self, tag: str) -> None:
        """Leave an element out; its paragraphs and runs count nevertheless, as whoever writes back finds them."""
        self.skipped += 1
        if tag == _P:
            self._count_paragraph()
            self.skipped_paragraphs += 1
        elif tag in {_R, _MR} and not self.skipped_paragraphs and self.frames:
            self.frames[-1].runs += 1

    def end(self, tag: str) -> None:
        """Take the end of an element."""
        self.tags.pop()
        if self.skipped:
            self.skipped -= 1
            self.skipped_paragraphs -= tag == _P and self.skipped_paragraphs > 0
        elif (handler := _ENDS.get(tag)) is not None:
            handler(self)

    def data(self, text: str) -> None:
        """Take characters."""
        if self.buffer is not None:
            self.buffer.append(text)

    def doctype(self, *_: str | None) -> None:
        """Refuse a document type definition: no part may have one."""
        raise RefusedError("A005", f"部件“{self.part}”里有文档类型定义（DTD）", _HINT)

    def close(self) -> None:
        """End the part: what is still open ends with it."""
        while self.fields:
            self.end_field()

    # --- characters ---------------------------------------------------------------------------------------------------

    def _say(self, text: str, *, as_font_shows: bool = True) -> None:
        """Take characters of the current run; deleted ones and those of a field's instruction are no text."""
        if not self.frames:
            return
        frame = self.frames[-1]
        offset, frame.offset = frame.offset, frame.offset + len(text)
        if self.deleting:
            self.changes[-1].tell(text)
        elif self.waiting:
            self.fields[-1].mark.tell(text)
        elif text:
            self._count_characters(len(text))
            self._mark_hidden(frame, len(text))
            frame.draft.say(visible(text, frame.font) if as_font_shows else text, frame.run, offset)

    def _count_characters(self, length: int) -> None:
        self.shared.characters += length
        if self.shared.characters > MOST_CHARACTERS:
            raise _too_much("字符", MOST_CHARACTERS)

    def _mark_hidden(self, frame: _Frame, length: int) -> None:
        if not frame.is_hidden:
            frame.hiding = None
            return
        if frame.hiding is None:
            frame.hiding = self._stretch(MarkKind.HIDDEN)
            self.shared.marks.append(frame.hiding)
        frame.hiding.end = frame.draft.length + length

    def _stretch(self, kind: MarkKind, author: str = "") -> Stretch:
        draft = self.frames[-1].draft
        return Stretch(kind, draft, draft.length, draft, draft.length, author=author, depth=len(self.tags))

    def _close_stretch(self, stretch: Stretch) -> None:
        stretch.last = self.frames[-1].draft if self.frames else self.shared.drafts[-1]
        stretch.end = stretch.last.length

    def start_text(self, _: Attributes) -> None:
        self.buffer = []

    def _take(self) -> str:
        text, self.buffer = "".join(self.buffer or ()), None
        return text

    def end_text(self) -> None:
        self._say(self._take())

    def end_instruction(self) -> None:
        text = self._take()
        if self.fields and not self.fields[-1].showing:
            self.fields[-1].mark.tell(text)

    def symbol(self, attributes: Attributes) -> None:
        self._say(symbol(attributes.get(f"{W}char", ""), attributes.get(f"{W}font", "")), as_font_shows=False)

    def tab(self, _: Attributes) -> None:
        """A tab in a run is a character; one in the properties is a tab stop."""
        if self.tags[-1] == _R:
            self._say("\t")

    def line_break(self, _: Attributes) -> None:
        self._say("\n")

    def hyphen(self, _: Attributes) -> None:
        self._say("-", as_font_shows=False)

    def divide(self, _: Attributes) -> None:
        """A fraction is read as it is written on one line: 1/2."""
        if self.frames and not self.deleting and not self.waiting:
            frame = self.frames[-1]
            self._count_characters(1)
            frame.draft.say("/", frame.run, frame.offset)

    # --- paragraphs and runs ------------------------------------------------------------------------------------------

    def _count_paragraph(self) -> None:
        self.paragraphs += 1
        self.shared.paragraphs += 1
        if self.shared.paragraphs > MOST_PARAGRAPHS:
            raise _too_much("段落", MOST_PARAGRAPHS)

    def start_paragraph(self, _: Attributes) -> None:
        self._count_paragraph()
        cell = self._cell()
        draft = Draft(self.part, self.paragraphs, self._kind(cell), cell, parents=self._above())
        if cell is not None:
            cell.drafts.append(draft)
        self.shared.drafts.append(draft)
        self.frames.append(_Frame(draft, self.shared.styles.look(""), listed=self.contents > 0))

    def _cell(self) -> Cell | None:
        """Give the cell a paragraph stands in; a box in a cell is a place of its own."""
        outside = self.boxes[-1] if self.boxes else 0
        return self.cells[-1] if len(self.cells) > outside else None

    def _kind(self, cell: Cell | None) -> BlockKind:
        if self.kind is not BlockKind.PARAGRAPH:
            return self.kind
        if cell is not None:
            return BlockKind.CELL
        return BlockKind.BOX if self.boxes else BlockKind.PARAGRAPH

    def _above(self) -> tuple[Draft, ...]:
        if self.note is not None:
            return (*self.note.parents, self.note)
        if self.kind is not BlockKind.PARAGRAPH:
            return ()
        outer = self.cells[-2].drafts[:1] if len(self.cells) > 1 else ()
        return (*self.shared.structure.above(), *outer)

    def end_paragraph(self) -> None:
        frame = self.frames.pop()
        draft = frame.draft
        self._show_fields()
        if draft.length or not frame.mark_deleted:
            label, depth = self._label(frame)
            if draft.kind is BlockKind.PARAGRAPH and not frame.listed and (draft.length or label):
                self.shared.structure.place(draft, label, self._outline(frame), depth)
            else:
                draft.label = label
        if self.remark is not None:
            self.remark.tell(draft.text)

    def _show_fields(self) -> None:
        """An instruction ends with its paragraph at the latest, so that a field never ended hides nothing."""
        for entry in reversed(self.fields):
            if not self.waiting:
                break
            if not entry.showing:
                self._show(entry)

    def _outline(self, frame: _Frame) -> int | None:
        return frame.look.outline if frame.outline is None else frame.outline

    def _label(self, frame: _Frame) -> tuple[str, int]:
        number = frame.look.number if frame.number is None else frame.number
        if number is None or number == "0":
            return "", 0
        depth = frame.depth
        if depth is None and frame.number is None:
            depth = frame.look.depth
        if depth is None:
            depth = self.shared.numbering.depth_of(number, frame.style)
        return self.shared.numbering.label(number, depth).strip(), depth

    def style(self, attributes: Attributes) -> None:
        if self.frames and self.tags[-1] == _PPR:
            frame = self.frames[-1]
            frame.style = attributes.get(_VAL, "")
            frame.look = self.shared.styles.look(frame.style)

    def outline_level(self, attributes: Attributes) -> None:
        if self.frames and self.tags[-1] == _PPR:
            self.frames[-1].outline = whole(attributes.get(_VAL), 9)

    def number(self, attributes: Attributes) -> None:
        if self.frames:
            self.frames[-1].number = attributes.get(_VAL, "0")

    def depth(self, attributes: Attributes) -> None:
        if self.frames:
            self.frames[-1].depth = whole(attributes.get(_VAL), 0)

    def start_run(self, _: Attributes) -> None:
        if self.frames:
            frame = self.frames[-1]
            frame.run, frame.offset, frame.font, frame.hidden = frame.runs, 0, "", None
            frame.runs += 1

    def fonts(self, attributes: Attributes) -> None:
        if self.frames and self.tags[-2:] == [_R, _RPR]:
            self.frames[-1].font = attributes.get(f"{W}ascii") or attributes.get(f"{W}hAnsi") or ""

    def vanish(self, attributes: Attributes) -> None:
        if self.frames and self.tags[-2:-1] in ([_R], [_MR]) and self.tags[-1] == _RPR:
            self.frames[-1].hidden = is_on(attributes.get(_VAL))

    def run_style(self, attributes: Attributes) -> None:
        if self.frames and self.tags[-2:] == [_R, _RPR] and self.frames[-1].hidden is None:
            self.frames[-1].hidden = self.shared.styles.looks.get(attributes.get(_VAL, ""), PLAIN).hidden

    # --- tracked changes ----------------------------------------------------------------------------------------------

    def _start_change(self, kind: MarkKind, attributes: Attributes) -> None:
        if self.tags[-1] == _RPR:
            if self.frames and self.tags[-2:-1] == [_PPR]:
                self.frames[-1].mark_deleted |= kind in _TAKEN_AWAY
        elif self.frames and self.tags[-1] not in _PROPERTIES:
            self.changes.append(self._stretch(kind, attributes.get(f"{W}author", "")))
            self.deleting += kind in _TAKEN_AWAY

    def end_change(self) -> None:
        if self.changes and self.changes[-1].depth == len(self.tags):
            change = self.changes.pop()
            self.deleting -= change.kind in _TAKEN_AWAY
            self._close_stretch(change)
            if change.kind not in _TAKEN_AWAY:
                change.text = ""
            if change.text or (change.start, change.draft) != (change.end, change.last):
                self.shared.marks.append(change)

    def inserted(self, attributes: Attributes) -> None:
        self._start_change(MarkKind.INSERTED, attributes)

    def deleted(self, attributes: Attributes) -> None:
        self._start_change(MarkKind.DELETED, attributes)

    def moved_here(self, attributes: Attributes) -> None:
        self._start_change(MarkKind.MOVED_HERE, attributes)

    def moved_away(self, attributes: Attributes) -> None:
        self._start_change(MarkKind.MOVED_AWAY, attributes)

    # --- fields -------------------------------------------------------------------------------------------------------

    def field_mark(self, attributes: Attributes) -> None:
        kind = attributes.get(f"{W}fldCharType")
        if kind == "begin" and self.frames:
            self.fields.append(_Field(self._stretch(MarkKind.FIELD), showing=False))
            self.waiting += 1
        elif kind == "separate" and self.fields and not self.fields[-1].showing:
            self._show(self.fields[-1])
        elif kind == "end" and self.fields:
            self.end_field()

    def simple_field(self, attributes: Attributes) -> None:
        if self.frames:
            mark = self._stretch(MarkKind.FIELD)
            mark.text = attributes.get(f"{W}instr", "")
            self.fields.append(_Field(mark, showing=False))
            self.waiting += 1
            self._show(self.fields[-1])

    def _show(self, entry: _Field) -> None:
        entry.showing = True
        entry.contents = entry.mark.text.split(maxsplit=1)[:1] == ["TOC"]
        self.waiting -= 1
        self.contents += entry.contents
        if entry.contents and self.frames:
            self.frames[-1].listed = True

    def end_field(self) -> None:
        if not self.fields:
            return
        entry = self.fields.pop()
        if not entry.showing:
            self.waiting -= 1
        self.contents -= entry.contents
        self._close_stretch(entry.mark)
        entry.mark.text = entry.mark.text.strip()
        self.shared.marks.append(entry.mark)

    # --- tables -------------------------------------------------------------------------------------------------------

    def start_table(self, _: Attributes) -> None:
        self.tables.append(Table(self.shared.tables))
        self.shared.tables += 1

    def end_table(self) -> None:
        self.tables.pop()
        if not self.tables and not self.boxes and self.kind is BlockKind.PARAGRAPH:
            self.shared.structure.leave_caption()

    def start_row(self, _: Attributes) -> None:
        if self.tables:
            self.tables[-1].rows += 1
            self.tables[-1].column = 0

    def grid_before(self, attributes: Attributes) -> None:
        if self.tables:
            self.tables[-1].column = _columns(attributes)

    def head_row(self, attributes: Attributes) -> None:
        table = self.tables[-1] if self.tables else None
        if table and table.marked == table.rows - 1 and is_on(attributes.get(_VAL)):
            table.marked = table.rows

    def start_cell(self, _: Attributes) -> None:
        table = self.tables[-1] if self.tables else Table(self.shared.tables)
        cell = Cell(table, max(table.rows - 1, 0), table.column)
        table.cells.append(cell)
        table.span = 1
        self.cells.append(cell)

    def end_cell(self) -> None:
        table = self.cells.pop().table
        table.column += table.span

    def cell_columns(self, attributes: Attributes) -> None:
        if self.cells:
            cell = self.cells[-1]
            cell.columns = cell.table.span = _columns(attributes)

    def merge_down(self, attributes: Attributes) -> None:
        """Join a cell to the one above it where it goes on; its own grid columns count all the same."""
        if not self.cells:
            return
        cell = self.cells[-1]
        above = cell.table.merging.get(cell.column)
        if attributes.get(_VAL) == "restart":
            cell.table.merging[cell.column] = cell
        elif above is not None and above.row + above.rows == cell.row:
            above.rows += 1
            self._join(above)

    def merge_right(self, attributes: Attributes) -> None:
        before = self.cells[-1].table.cells[-2:-1] if self.cells else []
        if before and attributes.get(_VAL) != "restart" and before[0].row == self.cells[-1].row:
            before[0].columns += 1
            self._join(before[0])

    def _join(self, cell: Cell) -> None:
        if cell.table.cells[-1] is self.cells[-1]:
            cell.table.cells.pop()
        self.cells[-1] = cell

    # --- boxes, pictures, notes ---------------------------------------------------------------------------------------

    def start_box(self, _: Attributes) -> None:
        self.boxes.append(len(self.cells))

    def end_box(self) -> None:
        self.boxes.pop()

    def start_alternatives(self, _: Attributes) -> None:
        self.choices.append(False)

    def end_alternatives(self) -> None:
        self.choices.pop()

    def alternative(self, _: Attributes) -> None:
        """Read the first choice, or the fallback where there is none."""
        if self.choices and self.choices[-1]:
            self.skipped = 1
        elif self.choices:
            self.choices[-1] = True

    def picture(self, attributes: Attributes) -> None:
        for name in ("title", "descr", "alt"):
            self._aside(attributes.get(name, ""), BlockKind.PROPERTY, ALTERNATIVE)

    def table_words(self, attributes: Attributes) -> None:
        self._aside(attributes.get(_VAL, ""), BlockKind.PROPERTY, ALTERNATIVE)

    def word_art(self, attributes: Attributes) -> None:
        self._aside(attributes.get("string", ""), BlockKind.BOX, "")

    def _aside(self, text: str, kind: BlockKind, label: str) -> None:
        """Draft words that stand in an attribute."""
        if text and not self.deleting:
            self._count_characters(len(text))
            draft = Draft(self.part, max(self.paragraphs, 0), kind, label=label, parents=self._above())
            draft.say(text, self.frames[-1].run if self.frames else 0, 0)
            self.shared.drafts.append(draft)

    def _note_mark(self, kind: str, attributes: Attributes) -> None:
        if self.frames:
            self.shared.notes[kind, attributes.get(_ID, "")] = self.frames[-1].draft

    def footnote_mark(self, attributes: Attributes) -> None:
        self._note_mark("footnote", attributes)

    def endnote_mark(self, attributes: Attributes) -> None:
        self._note_mark("endnote", attributes)

    def comment_mark(self, attributes: Attributes) -> None:
        self._note_mark("comment", attributes)
        self.start_comment_range(attributes)

    def start_comment_range(self, attributes: Attributes) -> None:
        if self.frames and attributes.get(_ID, "") not in self.shared.comments:
            stretch = self._stretch(MarkKind.COMMENT)
            self.shared.comments[attributes.get(_ID, "")] = stretch
            self.shared.marks.append(stretch)

    def end_comment_range(self, attributes: Attributes) -> None:
        stretch = self.shared.comments.get(attributes.get(_ID, ""))
        if stretch is not None:
            self._close_stretch(stretch)

    def start_bookmark(self, attributes: Attributes) -> None:
        """Take the beginning of one of our own bookmarks, `_v<number>`; others say nothing of the text."""
        name = attributes.get(f"{W}name", "")
        self.shared.targets.add(name.casefold())
        if self.frames and name.startswith(_VALUE_BOOKMARK):
            stretch = self._stretch(MarkKind.VALUE)
            stretch.text = name.removeprefix(_VALUE_BOOKMARK)
            self.shared.bookmarks[attributes.get(_ID, "")] = stretch

    def end_bookmark(self, attributes: Attributes) -> None:
        stretch = self.shared.bookmarks.pop(attributes.get(_ID, ""), None)
        if stretch is not None:
            self._close_stretch(stretch)
            self.shared.marks.append(stretch)

    def footnote(self, attributes: Attributes) -> None:
        self._start_note("footnote", attributes)

    def endnote(self, attributes: Attributes) -> None:
        self._start_note("endnote", attributes)

    def _start_note(self, kind: str, attributes: Attributes) -> None:
        if attributes.get(f"{W}type", "normal") == "normal":
            self.note = self.shared.notes.get((kind, attributes.get(_ID, "")))
        else:
            self.skipped = 1

    def begin_comment(self, attributes: Attributes) -> None:
        """Take a comment; the words of those that this program wrote are no text of the file."""
        self._start_note("comment", attributes)
        self.remark = self.shared.comments.get(attributes.get(_ID, ""))
        if self.remark is not None:
            self.remark.author = attributes.get(f"{W}author", "")
        if attributes.get(f"{W}author") == OWN_AUTHOR:
            self.note = self.remark = None
            self.skipped = 1

    def end_note(self) -> None:
        self.note = self.remark = None


_HINT = "请核实文件的来源，分成几个文件，或者在Word中另存为.docx后再审核"


def _too_much(name: str, most: int) -> RefusedError:
    return RefusedError("A004", f"文件里的{name}超过{most}个", _HINT)


def _columns(attributes: Attributes) -> int:
    return min(max(whole(attributes.get(_VAL), 1), 1), _MOST_COLUMNS)


_PROPERTIES = frozenset(W + name for name in ("rPr", "trPr", "tcPr", "numPr", "pPr"))
_SKIPPED = frozenset(
    W + name
    for name in (
        "sdtPr", "sectPr", "tblGrid", "rt", "ffData", "pPrChange", "rPrChange", "tblPrChange", "trPrChange",
        "tcPrChange", "tblPrExChange", "sectPrChange", "tblGridChange", "numberingChange",
    )
)  # fmt: skip
"""Settings, earlier states of properties, and the reading aids (rt) over characters, which would part the words."""
_STARTS: Mapping[str, Callable[[_Story, Attributes], None]] = {
    _P: _Story.start_paragraph,
    _R: _Story.start_run,
    _MR: _Story.start_run,
    f"{W}t": _Story.start_text,
    f"{_M}t": _Story.start_text,
    f"{W}delText": _Story.start_text,
    f"{W}instrText": _Story.start_text,
    f"{W}delInstrText": _Story.start_text,
    f"{W}sym": _Story.symbol,
    f"{W}tab": _Story.tab,
    f"{W}ptab": _Story.tab,
    f"{W}br": _Story.line_break,
    f"{W}cr": _Story.line_break,
    f"{W}noBreakHyphen": _Story.hyphen,
    f"{_M}den": _Story.divide,
    f"{W}pStyle": _Story.style,
    f"{W}outlineLvl": _Story.outline_level,
    f"{W}numId": _Story.number,
    f"{W}ilvl": _Story.depth,
    f"{W}rFonts": _Story.fonts,
    f"{W}vanish": _Story.vanish,
    f"{W}rStyle": _Story.run_style,
    f"{W}ins": _Story.inserted,
    f"{W}del": _Story.deleted,
    f"{W}moveTo": _Story.moved_here,
    f"{W}moveFrom": _Story.moved_away,
    f"{W}fldChar": _Story.field_mark,
    f"{W}fldSimple": _Story.simple_field,
    f"{W}tbl": _Story.start_table,
    f"{W}tr": _Story.start_row,
    f"{W}gridBefore": _Story.grid_before,
    f"{W}tblHeader": _Story.head_row,
    f"{W}tc": _Story.start_cell,
    f"{W}gridSpan": _Story.cell_columns,
    f"{W}vMerge": _Story.merge_down,
    f"{W}hMerge": _Story.merge_right,
    f"{W}tblCaption": _Story.table_words,
    f"{W}tblDescription": _Story.table_words,
    f"{W}txbxContent": _Story.start_box,
    f"{_MC}AlternateContent": _Story.start_alternatives,
    f"{_MC}Choice": _Story.alternative,
    f"{_MC}Fallback": _Story.alternative,
    f"{_WP}docPr": _Story.picture,
    f"{_V}shape": _Story.picture,
    f"{_V}textpath": _Story.word_art,
    f"{W}footnoteReference": _Story.footnote_mark,
    f"{W}endnoteReference": _Story.endnote_mark,
    f"{W}commentReference": _Story.comment_mark,
    f"{W}commentRangeStart": _Story.start_comment_range,
    f"{W}commentRangeEnd": _Story.end_comment_range,
    f"{W}bookmarkStart": _Story.start_bookmark,
    f"{W}bookmarkEnd": _Story.end_bookmark,
    f"{W}footnote": _Story.footnote,
    f"{W}endnote": _Story.endnote,
    f"{W}comment": _Story.begin_comment,
}
_ENDS: Mapping[str, Callable[[_Story], None]] = {
    _P: _Story.end_paragraph,
    f"{W}t": _Story.end_text,
    f"{_M}t": _Story.end_text,
    f"{W}delText": _Story.end_text,
    f"{W}instrText": _Story.end_instruction,
    f"{W}delInstrText": _Story.end_instruction,
    f"{W}ins": _Story.end_change,
    f"{W}del": _Story.end_change,
    f"{W}moveTo": _Story.end_change,
    f"{W}moveFrom": _Story.end_change,
    f"{W}fldSimple": _Story.end_field,
    f"{W}tbl": _Story.end_table,
    f"{W}tc": _Story.end_cell,
    f"{W}txbxContent": _Story.end_box,
    f"{_MC}AlternateContent": _Story.end_alternatives,
    f"{W}footnote": _Story.end_note,
    f"{W}endnote": _Story.end_note,
    f"{W}comment": _Story.end_note,
}
