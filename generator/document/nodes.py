"""The document tree: every word of a document, none of its looks; both writers and the verifier read it.

Nodes are frozen and the unions closed: every consumer matches with `assert_never`, so that a new node is a type
error until all of them know it. A block has a `role`; the style sheet alone says what a role looks like.
Labels (chapter numbers, table numbers, list labels) are empty when rendered and filled by `document.number`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right"]
ColumnAlign = Literal["left", "center", "right", "decimal"]
"""How the body cells of a column stand; `decimal`: figures one below the other, their units at one place."""


# --- inlines ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a template."""

    text: str


@dataclass(frozen=True, slots=True)
class Value:
    """A printed value: its text, the key paths it came from (several where derived), and the template place.

    `number` is its trace number, unique in the document, in reading order from 1; 0 before numbering.
    """

    text: str
    paths: tuple[str, ...]
    template: str
    template_line: int
    number: int = 0


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised words (bold)."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Underline:
    """Underlined words, as filled-in blanks of forms are."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """An empty line to be filled by hand, `width` in characters (one Han character is 1)."""

    width: int


@dataclass(frozen=True, slots=True)
class Checkbox:
    """A drawn box □, ticked or not; reads as `□` or `☑`."""

    checked: bool


@dataclass(frozen=True, slots=True)
class Ref:
    """A cross reference to a block by id; `text` (表2-1, 第3.2节) is filled by numbering."""

    target: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class PageRef:
    """The page a block stands on, by its id; `text` is that page in the output being made (`document.pages`).

    Before an output knows its pages, two digits stand for it, so that lines are measured with their room.
    """

    target: str
    text: str = "00"


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end inside a paragraph."""


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The page's own number, computed by the writer; only in headers and footers."""


@dataclass(frozen=True, slots=True)
class PageCount:
    """The number of pages of the body, computed by the writer; only in headers and footers."""


Inline = Text | Value | Strong | Underline | Blank | Checkbox | Ref | PageRef | LineBreak | PageNumber | PageCount
Inlines = tuple[Inline, ...]


# --- blocks ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; roles: body, lead, note, salutation, closing, source, …."""

    content: Inlines
    role: str = "body"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; `label` is its number or bullet as read (`1.`, `（2）`, `●`), filled by numbering."""

    blocks: tuple[Block, ...]
    label: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list; `style` picks the label form (bullet, decimal `1.`, paren `（1）`, circled `①`, dash)."""

    items: tuple[ListItem, ...]
    style: Literal["bullet", "decimal", "paren", "circled"] = "bullet"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: its share of the table's width (any positive unit) and the alignment of its body cells."""

    weight: float = 1.0
    align: ColumnAlign = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of one or more paragraphs of inlines; `header` marks a label cell (head row or form label)."""

    paragraphs: tuple[Inlines, ...]
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None
    header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; covered cells of a span are simply absent. `kind` total prints emphasised."""

    cells: tuple[Cell, ...]
    kind: Literal["body", "total"] = "body"


@dataclass(frozen=True, slots=True)
class Table:
    """A table: head rows repeat on each page, rows are not split. Role `form` is a form with label cells and no head.

    `label` (`表2-1`) is filled by numbering where there is a caption; an empty caption means no number. A `landscape`
    table stands on landscape pages of its own, with others that follow it directly.
    """

    id: str
    caption: Inlines
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    rows: tuple[Row, ...]
    role: Literal["data", "form", "layout"] = "data"
    label: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A raster picture: its bytes, type and size in pixels; `name` is its file name in the workspace.

    A `full` picture is as large as a page has room for beside its heading, caption, a note and a place for a seal.
    """

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    data: bytes
    full: bool = False


@dataclass(frozen=True, slots=True)
class DiagramNode:
    """A box of a diagram. In an organisation chart all are `step`."""

    id: str
    kind: Literal["start", "step", "decision", "end"]
    content: Inlines


@dataclass(frozen=True, slots=True)
class DiagramEdge:
    """An arrow of a flow chart (`label` on decisions' ways out) or a line of an organisation chart."""

    source: str
    target: str
    label: Inlines = ()


@dataclass(frozen=True, slots=True)
class Diagram:
    """A flow chart or an organisation chart, as data; laid out by `layout.drawing`, drawn as vector by each writer."""

    kind: Literal["flow", "organisation"]
    nodes: tuple[DiagramNode, ...]
    edges: tuple[DiagramEdge, ...]


@dataclass(frozen=True, slots=True)
class GanttRow:
    """A line of a Gantt chart: a phase, a task or a milestone, drawn from day `begin` to day `done`.

    Days are counted from the start event, so that day 1 runs from 0 to 1; a milestone is the point `done`. `after`
    names the rows that must be done before.
    """

    id: str
    kind: Literal["phase", "task", "milestone"]
    begin: int
    done: int
    name: Inlines
    owner: Inlines
    dates: Inlines
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gantt:
    """A Gantt chart: `head` names the columns of words (name, owner, dates) and what the scale of days counts."""

    head: tuple[Inlines, Inlines, Inlines, Inlines]
    rows: tuple[GanttRow, ...]


Degree = Literal[0, 1, 2, 3]


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """A mark or a short value of a coverage matrix; the higher its degree, the darker its ground."""

    content: Inlines
    degree: Degree = 0


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """What is covered (a region, a city, a service) and how, column by column."""

    name: Inlines
    cells: tuple[CoverageCell, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A service-coverage matrix drawn as a diagram: `head` names the rows and the columns, `legend` the marks."""

    head: tuple[Inlines, ...]
    rows: tuple[CoverageRow, ...]
    legend: tuple[CoverageCell, ...] = ()


Chart = Diagram | Gantt | Coverage
"""What is drawn from the tree as vector, with real text."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A numbered figure (`图5-1`): a picture or a chart, its caption below, its alternative text."""

    id: str
    caption: Inlines
    body: Picture | Chart
    alt: str
    label: str = ""


SpotKind = Literal["seal", "representative_seal", "signature", "initials", "date"]
"""What a line asks people for: 公章, 法定代表人章, 签字, 小签, 日期."""


@dataclass(frozen=True, slots=True)
class SignLine:
    """A line of a signature block: its label (`投标人（盖章）`), words or a Blank, and what is asked."""

    label: Inlines
    content: Inlines
    what: tuple[SpotKind, ...] = ()


@dataclass(frozen=True, slots=True)
class SignBlock:
    """Signature, seal and date lines, kept together, never alone on a page; `seal` leaves room for a round seal."""

    lines: tuple[SignLine, ...]
    seal: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of commitment: its blocks belong together; starts on its own page where the style says so."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed remark."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The next block starts a page."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its title and everything below it, nested sections included.

    `level` 1 is a chapter; `label` (`第一章`, `1.1`) is filled by numbering; `numbered=False` has none.
    `id` is unique in the document; `template` is the chapter file it came from.
    """

    id: str
    level: int
    title: Inlines
    blocks: tuple[Block, ...]
    label: str = ""
    numbered: bool = True
    template: str = ""


Block = Section | Paragraph | List | Table | Figure | SignBlock | Letter | Notice | PageBreak


# --- the whole -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover's foot: `投标人：` + value; `what` is asked there (`投标人（盖章）`: a seal)."""

    label: Inlines
    content: Inlines
    what: tuple[SpotKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover: 正本/副本 mark, titles, lines, date (`二〇二六年十一月`), remark; empty parts are left out."""

    copy_mark: Inlines
    project: Inlines
    title: Inlines
    subtitle: Inlines
    lines: tuple[CoverLine, ...]
    date: Inlines
    remark: Inlines = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the section's level, label, title (as plain inlines) and id; its page is the writer's."""

    level: int
    label: str
    title: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents: its heading (`目录`) and its entries, filled by numbering down to `depth`."""

    heading: Inlines
    depth: int
    entries: tuple[ContentsEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Running:
    """Running header (left, right) and footer (centre) of a part."""

    header_left: Inlines
    header_right: Inlines
    footer: Inlines


@dataclass(frozen=True, slots=True)
class Properties:
    """Document properties as Word and PDF show them."""

    title: str
    subject: str
    author: str
    keywords: str
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Signing:
    """What is asked of the document as a whole: a seal across the edges of its pages, initials on every page."""

    seam_seal: bool = False
    initials: bool = False


@dataclass(frozen=True, slots=True)
class Volume:
    """One of the volumes a document is bound in: its title and how many blocks of the body stand in it.

    `english` is its title on a bilingual cover.
    """

    id: str
    title: Inlines
    size: int
    english: Inlines = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One document: cover (no running lines), contents (roman numerals), body (arabic from `first_page`).

    Every id below it is unique; `values` numbering runs over cover, running lines, contents' titles excluded, body.
    With `volumes` it is the whole of a bid, which `document.volumes` parts into one document for each of them.
    """

    properties: Properties
    cover: Cover
    contents: Contents
    contents_running: Running
    body: tuple[Block, ...]
    body_running: Running
    signing: Signing = Signing()
    volumes: tuple[Volume, ...] = ()
    first_page: int = 1
