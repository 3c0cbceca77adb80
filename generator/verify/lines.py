"""A finished PDF letter by letter: the lines into which each piece of the document was broken, and where they stand."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.verify.compare import Alignment, Expected
from generator.verify.pdf_reader import HYPHEN, Margins, body_pieces

_SAME_LINE = 2.0
"""Points by which the baselines of one line's letters may differ: bullets are lifted, nothing else is."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A character of a page: its baseline, the left and right edge of its room, in points from the lower left corner.

    `blank`: a typed blank stands before it.
    """

    text: str
    y: float
    left: float
    right: float
    blank: bool = False


@dataclass(frozen=True, slots=True)
class LetterPage:
    """The letters of a page's text area in the order in which its words are read, and the lower edges of pictures."""

    letters: tuple[Letter, ...]
    pictures: tuple[float, ...] = ()

    @property
    def text(self) -> str:
        """The words of the text area."""
        return "".join(letter.text for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a piece: the index of its page and its letters."""

    page: int
    letters: tuple[Letter, ...]

    @property
    def text(self) -> str:
        """The words of the line."""
        return "".join(letter.text for letter in self.letters)

    @property
    def y(self) -> float:
        """The baseline."""
        return self.letters[0].y


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the document as it was set: its lines, and the pages on which a table head was repeated before it."""

    lines: tuple[Line, ...]
    repeated: frozenset[int] = field(default_factory=frozenset)

    @property
    def first_page(self) -> int:
        """The index of the page it begins on, -1 for no words."""
        return self.lines[0].page if self.lines else -1

    @property
    def last_page(self) -> int:
        """The index of the page it ends on, -1 for no words."""
        return self.lines[-1].page if self.lines else -1


def letter_pages(data: bytes, margins: Margins, *, structured: bool = False) -> tuple[LetterPage, ...]:
    """Read the letters of every page's text area, in the order in which `read_pdf` reads its words."""
    document = pdfium.PdfDocument(data)
    try:
        return tuple(_page(document[index], margins, structured) for index in range(len(document)))
    finally:
        document.close()


def set_pieces(expected: Sequence[Expected], alignment: Alignment, pages: Sequence[LetterPage]) -> tuple[Piece, ...]:
    """Give the lines of every expected piece of a PDF that was found equal to its document."""
    starts = zip(alignment.pages, alignment.offsets, strict=True)
    return tuple(_piece(one, pages, *start) for one, start in zip(expected, starts, strict=True))


# --- pages -----------------------------------------------------------------------------------------------------------


def _page(page: pdfium.PdfPage, margins: Margins, structured: bool) -> LetterPage:
    text = page.get_textpage()
    try:
        known = _known(text)
        letters = (
            letter
            for item, words in body_pieces(page, text, margins, structured=structured)
            for letter in _letters(item, words, known)
        )
        images = page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=4)
        return LetterPage(tuple(letters), tuple(image.get_bounds()[1] for image in images))
    finally:
        text.close()
        page.close()


def _known(text: pdfium.PdfTextPage) -> dict[int, list[Letter]]:
    """Give the letters of each text object by its address."""
    found: dict[int, list[Letter]] = {}
    blank, room = False, _Room()
    for at in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text.raw, at))
        if character.isspace():
            blank = character == " " and not raw.FPDFText_IsGenerated(text.raw, at)
            continue
        item = raw.FPDFText_GetTextObject(text.raw, at)
        if item:
            letters = found.setdefault(ctypes.addressof(item.contents), [])
            letters.append(Letter(character.replace(HYPHEN, "-"), *room.of(text, at), blank))
        blank = False
    return found


class _Room:
    """Where characters stand; the numbers pdfium fills are made once, as there are very many characters."""

    def __init__(self) -> None:
        self.x, self.y, self.box = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF()

    def of(self, text: pdfium.PdfTextPage, at: int) -> tuple[float, float, float]:
        """Give baseline, left and right edge of a character."""
        raw.FPDFText_GetCharOrigin(text.raw, at, self.x, self.y)
        raw.FPDFText_GetLooseCharBox(text.raw, at, self.box)
        return self.y.value, self.box.left, self.box.right


def _letters(item: pdfium.PdfObject, words: str, known: Mapping[int, list[Letter]]) -> Sequence[Letter]:
    """Give the letters of a text object; all at its place where they cannot be told apart."""
    letters = known.get(ctypes.addressof(item.raw.contents), [])
    if len(letters) == len(words):
        return letters
    left, bottom, right, _ = item.get_bounds()
    return [Letter(character, bottom, left, right) for character in words]


# --- pieces ----------------------------------------------------------------------------------------------------------


def _piece(expected: Expected, pages: Sequence[LetterPage], page: int, offset: int) -> Piece:
    lines: list[Line] = []
    repeated: set[int] = set()
    left = len(expected.text)
    while left > 0 and page < len(pages):
        if offset == 0 and _repeats(expected, left, pages[page]):
            offset = len(expected.repeat)
            repeated.add(page)
        letters = pages[page].letters[offset : offset + left]
        lines += _lines(page, letters)
        left -= len(letters)
        page, offset = page + 1, 0
    before = pages[lines[0].page].letters if lines else ()
    if lines and expected.repeat and _stands_after_head(expected, before, lines[0].letters[0]):
        repeated.add(lines[0].page)
    return Piece(tuple(lines), frozenset(repeated))


def _repeats(expected: Expected, left: int, page: LetterPage) -> bool:
    rest = expected.text[-left:]
    text = page.text
    return bool(expected.repeat) and text.startswith(expected.repeat + rest[:1])


def _stands_after_head(expected: Expected, letters: Sequence[Letter], first: Letter) -> bool:
    """Tell whether a page begins with the table head right before this letter."""
    length = len(expected.repeat)
    head = "".join(letter.text for letter in letters[:length])
    return len(letters) > length and letters[length] is first and head == expected.repeat


def _lines(page: int, letters: Sequence[Letter]) -> Iterator[Line]:
    """Part letters into lines: where the baseline falls, or what follows stands further to the left."""
    line: list[Letter] = []
    for letter in letters:
        if line and (line[-1].y - letter.y > _SAME_LINE or letter.left < line[-1].left - _SAME_LINE):
            yield Line(page, tuple(line))
            line = []
        line.append(letter)
    if line:
        yield Line(page, tuple(line))
