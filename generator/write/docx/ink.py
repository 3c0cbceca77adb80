"""What the writer carries through the tree: sheet, page numbers, targets, and the lists of things met so far."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from types import MappingProxyType

from generator.document.nodes import Block, Document, Figure, Letter, List, Notice, Picture, Section, Table
from generator.layout.pages import Pages
from generator.style.sheet import Sheet
from generator.write.docx.numbering import ListBook

BODY_END = "_BodyEnd"
"""The bookmark on the last words of the body, whose page is the number of the body's pages."""


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference or the contents can point to: its label and the bookmarks on it."""

    label: str
    is_section: bool
    contents_bookmark: str
    reference_bookmark: str


@dataclass(slots=True)
class Pending:
    """What the next paragraph takes over from the block before it: a page break, a space in points.

    `table` and `frame` tell that the block before is a table or framed paragraphs, which others would join.
    """

    page_break: bool = False
    space: float = 0
    table: bool = False
    frame: bool = False


@dataclass(frozen=True, slots=True)
class RunningFields:
    """Page fields of the running lines being written: the number of the first page, the field counting the body."""

    first_page: str
    count_field: str


IN_CONTENTS = RunningFields("i", f"PAGEREF {BODY_END}")
IN_BODY = RunningFields("1", "SECTIONPAGES")
"""`SECTIONPAGES` is what Word and WPS keep current by themselves; LibreOffice shows the stored number."""

IN_SECTIONS = RunningFields("1", IN_CONTENTS.count_field)
"""In a body of several sections (landscape pages, chapters on odd pages) `SECTIONPAGES` would count one of them."""


@dataclass(slots=True)
class Chapters:
    """The numbered chapters so far: their count, and the `w:numId` of sections below the last, 0 for the style's."""

    count: int = 0
    sections_number: int = 0


@dataclass(slots=True)
class Ink:
    """The writer's state for one document; `pictures` are the media in order, without repeats.

    `sheet` is that of the page being written, `upright` that of most; `sections` counts those of the body that ended,
    `on_right` tells that the one being written begins on an odd page, `chaptered` that a chapter stands before. Values
    not `traced` have no bookmarks: those of running lines written a second time.
    """

    sheet: Sheet
    upright: Sheet
    pages: Pages
    targets: Mapping[str, Target]
    lists: ListBook = field(default_factory=ListBook)
    pictures: list[Picture] = field(default_factory=list)
    pending: Pending = field(default_factory=Pending)
    running: RunningFields = IN_BODY
    chapters: Chapters = field(default_factory=Chapters)
    captions: dict[str, int] = field(default_factory=dict)
    bookmarks: Iterator[int] = field(default_factory=lambda: count(1))
    drawings: Iterator[int] = field(default_factory=lambda: count(1))
    sections: int = 0
    first_page: int = 1
    on_right: bool = False
    chaptered: bool = False
    traced: bool = True

    @property
    def turned(self) -> bool:
        """Whether the page being written is a landscape one."""
        return self.sheet is not self.upright

    def picture_number(self, picture: Picture) -> int:
        """Give the number of a picture among the media, from 1, entering it where it is new."""
        if picture not in self.pictures:
            self.pictures.append(picture)
        return self.pictures.index(picture) + 1


def new_ink(document: Document, sheet: Sheet, pages: Pages) -> Ink:
    """Make the state for writing one document."""
    return Ink(
        sheet,
        sheet,
        pages,
        MappingProxyType(dict(_targets(document.body))),
        first_page=document.first_page,
        on_right=sheet.page.duplex,
    )


def _targets(blocks: tuple[Block, ...]) -> Iterator[tuple[str, Target]]:
    for index, block in enumerate(_addressable(blocks), start=1):
        yield (
            block.id,
            Target(block.label, isinstance(block, Section), f"_Toc{_BASE + index}", f"_Ref{_BASE + index}"),
        )


_BASE = 210_000_000
"""Word numbers such bookmarks with nine digits; from a fixed number on, the same document has the same names."""


def _addressable(blocks: tuple[Block, ...]) -> Iterator[Section | Table | Figure]:
    """Go through all blocks that a reference can name, in reading order."""
    for block in blocks:
        match block:
            case Section():
                yield block
                yield from _addressable(block.blocks)
            case Table() | Figure():
                yield block
            case Letter() | Notice():
                yield from _addressable(block.blocks)
            case List():
                for item in block.items:
                    yield from _addressable(item.blocks)
            case _:
                pass
