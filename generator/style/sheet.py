"""The style sheet, typed: page, fonts, roles, numbering and running lines, from `templates/zh/style/*.yaml`.

Lengths of the page are in millimetres, everything else in points; indents of text are in characters.
Both writers and the page estimate read the same sheet, so that a role looks alike in DOCX and PDF.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, InstanceOf

Positive = Annotated[float, Field(gt=0)]
Length = Annotated[float, Field(ge=0)]
Color = Annotated[str, Field(pattern="^[0-9A-Fa-f]{6}$")]
Fill = Annotated[str, Field(pattern="^([0-9A-Fa-f]{6})?$")]
FontKey = Literal["song", "hei", "kai", "fang", "serif1", "serif2", "serif3", "sans1", "sans2", "sans3"]
"""The uses of fonts; the last six are those a reference file has beside its fonts of the body and the headings."""
_SANS: frozenset[FontKey] = frozenset(("hei", "sans1", "sans2", "sans3"))


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Font(_Frozen):
    """A font by its use: what DOCX names (`word`, `latin`) and what PDF looks for, in order (`pdf`, `pdf_latin`).

    With `exact` the families that print the fonts DOCX names: any other found instead is told of.
    """

    word: str
    latin: str
    pdf: tuple[str, ...]
    pdf_latin: tuple[str, ...]
    exact: tuple[str, ...] = ()


class Page(_Frozen):
    """Paper and margins in millimetres; header and footer are distances from the paper's edge.

    Of `duplex` pages, printed on both sides, `left` is the margin where they are bound: at the right of even pages;
    contents and body begin on odd ones, with `chapters_on_right` every chapter.
    """

    width: Positive = 210
    height: Positive = 297
    top: Positive = 26
    bottom: Positive = 24
    left: Positive = 28
    right: Positive = 25
    header: Positive = 15
    footer: Positive = 14
    duplex: bool = False
    chapters_on_right: bool = False


class Edge(_Frozen):
    """A rule along one side of a paragraph: its width and its distance from the words in points.

    A rule of the colour of the paragraph's ground makes that ground wider.
    """

    width: Annotated[float, Field(gt=0, le=12)] = 0.5
    gap: Annotated[float, Field(ge=0, le=31)] = 3
    color: Color = "000000"

    @property
    def room(self) -> float:
        """What the rule takes beside the words, in points."""
        return self.width + self.gap


class Edges(_Frozen):
    """The rules around a paragraph, inside of the text area."""

    top: Edge | None = None
    bottom: Edge | None = None
    left: Edge | None = None
    right: Edge | None = None

    @property
    def across(self) -> float:
        """What the rules at the left and the right take of the line, in points."""
        return _room(self.left) + _room(self.right)

    @property
    def above(self) -> float:
        """What the rule above takes, in points."""
        return _room(self.top)

    @property
    def below(self) -> float:
        """What the rule below takes, in points."""
        return _room(self.bottom)


def _room(edge: Edge | None) -> float:
    return edge.room if edge else 0.0


class Role(_Frozen):
    """How paragraphs of a role look: size, exact line pitch and spaces in points, indents in characters.

    `tracking` is added between characters, in points; `fill` is the colour of the ground (empty: none). `outside`
    aligns the footer: at the right on odd pages, at the left on even ones.
    """

    font: FontKey = "song"
    size: Positive = 12
    pitch: Positive = 22
    bold: bool = False
    align: Literal["left", "center", "right", "justify", "outside"] = "left"
    before: Length = 0
    after: Length = 0
    first_line: Length = 0
    indent: Length = 0
    keep_next: bool = False
    page_break: bool = False
    color: str = "000000"
    tracking: Annotated[float, Field(ge=-1, le=5)] = 0
    fill: Fill = ""
    edges: Edges = Edges()

    @property
    def sans(self) -> bool:
        """Tell whether Latin letters of this role are as wide as Arial's, not as those of Times New Roman."""
        return self.font in _SANS


class TableLook(_Frozen):
    """Borders in points, cell margins in points, shading of label cells and heads as hex (空 = none).

    Of tables, not forms, `vertical` and `sides` are the rules between columns and at the sides (None: as `border` and
    `outer`), `head_rule` the one below the head (None: as `border`), `zebra` the ground of every second row.
    """

    border: Length = 0.5
    outer: Length = 1.0
    margin_x: Length = 4
    margin_y: Length = 2
    head_fill: str = "F2F2F2"
    label_fill: str = "F7F7F7"
    continued: str = "续表"
    color: Color = "000000"
    outer_color: Color = "000000"
    vertical: Length | None = None
    sides: Length | None = None
    head_rule: Length | None = None
    zebra: Fill = ""
    total_fill: Fill = ""


class DiagramLook(_Frozen):
    """Sizes of diagrams in points: text size, line pitch, box width in characters, gaps, line width.

    Colours as hex; of Gantt charts the `bars` (phase by phase in turn), the `summary` of a phase, milestones and links;
    of coverage matrices the grounds by degree, the higher the darker; `band` and `grid` of both.
    """

    font: FontKey = "song"
    size: Positive = 9
    pitch: Positive = 12
    box_characters: int = 13
    gap_x: Positive = 22
    gap_y: Positive = 20
    line: Positive = 0.75
    fill: str = "FFFFFF"
    start_fill: str = "F2F2F2"
    stroke: str = "000000"
    band: str = "F2F2F2"
    grid: str = "BFBFBF"
    bars: tuple[str, ...] = ("7F7F7F", "A6A6A6")
    summary: str = "404040"
    milestone: str = "000000"
    link: str = "595959"
    degrees: tuple[str, str, str] = ("F0F0F0", "DCDCDC", "C4C4C4")

    @property
    def sans(self) -> bool:
        """Tell whether Latin letters of diagrams are as wide as Arial's."""
        return self.font in _SANS


class NumberingLook(_Frozen):
    """Label forms. `headings[0]` is level 1; {n} own number, {cn} own number in Chinese, {path} 1.1.1 from level 1.

    `caption` is e.g. `{kind}{chapter}-{n}`; list labels by style and depth. `page` is the page number in footers, e.g.
    `— {n} —` (empty: as the template of the front says).
    """

    headings: tuple[str, ...] = ("第{cn}章", "{path}", "{path}", "{path}")
    caption: str = "{kind}{chapter}-{n}"
    bullet: tuple[str, ...] = ("●", "■")
    decimal: str = "{n}."
    paren: str = "（{n}）"
    contents_depth: int = 3
    page: str = ""


class Shape(_Frozen):
    """A filled shape on a page, in millimetres from the paper's upper left corner.

    It is a `box` (x, y, width, height) or a polygon with corners at `points`. Shapes are drawn in order, behind words.
    """

    fill: Color
    box: tuple[float, float, float, float] | None = None
    points: tuple[tuple[float, float], ...] = ()

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The corners in order, in millimetres."""
        if self.box is None:
            return self.points
        x, y, width, height = self.box
        return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


class Art(_Frozen):
    """What is drawn behind the words: on the cover, and on every other page."""

    cover: tuple[Shape, ...] = ()
    pages: tuple[Shape, ...] = ()


class BlindLook(_Frozen):
    """What a blind document may still show: bold or underlined words, page numbers."""

    bold: bool = False
    underline: bool = False
    page_number: bool = True


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A picture at a place of the page, in millimetres from its top left corner; `alt` is what it shows.

    `tones` are the colours of its parts in rows from the top, by which words on it are told to be legible or not.
    """

    name: str
    media_type: Literal["image/png", "image/jpeg"]
    data: bytes = dataclass_field(repr=False)
    digest: str
    alt: str
    x: float
    y: float
    width: float
    height: float
    tones: tuple[tuple[str, ...], ...] = dataclass_field(default=(), repr=False)

    def tone(self, x: float, y: float) -> str:
        """Give the colour at a point of the page, empty beside the picture."""
        across, down = (x - self.x) / self.width, (y - self.y) / self.height
        if not self.tones or not (0 <= across < 1 and 0 <= down < 1):
            return ""
        row = self.tones[int(down * len(self.tones))]
        return row[int(across * len(row))]


@dataclass(frozen=True, slots=True)
class BrandLook:
    """What a company's own Word file adds to the look: pictures of the cover and of all other pages, its theme.

    `header_indent` in points keeps the words of the header clear of a picture at its left.
    """

    cover: tuple[PagePicture, ...] = ()
    pages: tuple[PagePicture, ...] = ()
    header_indent: float = 0
    theme: bytes = b""


class Sheet(_Frozen):
    """The whole sheet. `roles` has a look for each role the tree uses; unknown roles fall back to `body`.

    With `blind` the document must not tell who bids (暗标): names and pictures are left out of it, and what was written
    is searched for them. Without `landscape_pages` wide tables stand upright like all others.
    """

    name: str
    title: str
    blind: BlindLook | None = None
    page: Page = Page()
    fonts: dict[FontKey, Font]
    roles: dict[str, Role]
    table: TableLook = TableLook()
    diagram: DiagramLook = DiagramLook()
    numbering: NumberingLook = NumberingLook()
    header_rule: Length = 0.5
    header_rule_color: Color = "000000"
    art: Art = Art()
    letter_on_own_page: bool = True
    landscape_pages: bool = True
    brand: InstanceOf[BrandLook] | None = None

    @property
    def look(self) -> BrandLook:
        """What a company's own file adds, nothing where there is none."""
        return self.brand or BrandLook()

    def role(self, name: str) -> Role:
        """Give the look of a role, of `body` where the sheet does not know it."""
        return self.roles.get(name, self.roles["body"])

    @property
    def text_width(self) -> float:
        """The width of the text area in points."""
        return (self.page.width - self.page.left - self.page.right) * POINTS_PER_MM

    @property
    def text_height(self) -> float:
        """The height of the text area in points."""
        return (self.page.height - self.page.top - self.page.bottom) * POINTS_PER_MM


POINTS_PER_MM = 72 / 25.4
