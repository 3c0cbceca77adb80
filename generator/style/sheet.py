"""The style sheet, typed: page, fonts, roles, numbering and running lines, from `templates/zh/style/*.yaml`.

Lengths of the page are in millimetres, everything else in points; indents of text are in characters.
Both writers and the page estimate read the same sheet, so that a role looks alike in DOCX and PDF.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Positive = Annotated[float, Field(gt=0)]
Length = Annotated[float, Field(ge=0)]
FontKey = Literal["song", "hei", "kai", "fang"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Font(_Frozen):
    """A font by its use: what DOCX names (`word`, `latin`) and what PDF looks for, in order (`pdf`, `pdf_latin`)."""

    word: str
    latin: str
    pdf: tuple[str, ...]
    pdf_latin: tuple[str, ...]


class Page(_Frozen):
    """Paper and margins in millimetres; header and footer are distances from the paper's edge."""

    width: Positive = 210
    height: Positive = 297
    top: Positive = 26
    bottom: Positive = 24
    left: Positive = 28
    right: Positive = 25
    header: Positive = 15
    footer: Positive = 14


class Role(_Frozen):
    """How paragraphs of a role look: size, exact line pitch and spaces in points, indents in characters."""

    font: FontKey = "song"
    size: Positive = 12
    pitch: Positive = 22
    bold: bool = False
    align: Literal["left", "center", "right", "justify"] = "left"
    before: Length = 0
    after: Length = 0
    first_line: Length = 0
    indent: Length = 0
    keep_next: bool = False
    page_break: bool = False
    color: str = "000000"


class TableLook(_Frozen):
    """Borders in points, cell margins in points, shading of label cells and heads as hex (空 = none)."""

    border: Length = 0.5
    outer: Length = 1.0
    margin_x: Length = 4
    margin_y: Length = 2
    head_fill: str = "F2F2F2"
    label_fill: str = "F7F7F7"
    continued: str = "续表"


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


class NumberingLook(_Frozen):
    """Label forms. `headings[0]` is level 1; {n} own number, {cn} own number in Chinese, {path} 1.1.1 from level 1.

    `caption` is e.g. `{kind}{chapter}-{n}`; list labels by style and depth.
    """

    headings: tuple[str, ...] = ("第{cn}章", "{path}", "{path}", "{path}")
    caption: str = "{kind}{chapter}-{n}"
    bullet: tuple[str, ...] = ("●", "■")
    decimal: str = "{n}."
    paren: str = "（{n}）"
    contents_depth: int = 3


class BlindLook(_Frozen):
    """What a blind document may still show: bold or underlined words, page numbers."""

    bold: bool = False
    underline: bool = False
    page_number: bool = True


class Sheet(_Frozen):
    """The whole sheet. `roles` has a look for each role the tree uses; unknown roles fall back to `body`.

    With `blind` the document must not tell who bids (暗标): names and pictures are left out of it, and what was written
    is searched for them.
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
    letter_on_own_page: bool = True

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
