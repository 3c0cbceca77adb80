"""Where words stand on the pages of a PDF: the boxes of stretches of its text, read from its bytes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2 import raw

from generator.layout.spots import Box
from generator.verify.pdf_reader import POINTS_PER_MM, Margins, body_pieces

Stretch = tuple[int, int]
"""Where words begin and end among the characters of a page's text area, white space left out."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A stretch of words on a page: the box of its characters, and the number of the marked content it begins in."""

    box: Box | None
    mark: int


def standing(
    data: bytes, margins: Margins, wanted: Mapping[int, Sequence[Stretch]], *, structured: bool = False
) -> dict[tuple[int, Stretch], Standing]:
    """Give where each stretch stands, by the index of its page and itself; only these pages are read."""
    document = pdfium.PdfDocument(data)
    try:
        return {
            (index, stretch): found
            for index, stretches in wanted.items()
            for stretch, found in _on_page(document[index], margins, stretches, structured=structured)
        }
    finally:
        document.close()


def _on_page(
    page: pdfium.PdfPage, margins: Margins, stretches: Sequence[Stretch], *, structured: bool
) -> Iterator[tuple[Stretch, Standing]]:
    text = page.get_textpage()
    try:
        characters = _characters(text)
        letters = [
            (box, raw.FPDFPageObj_GetMarkedContentID(item.raw))
            for item, piece in body_pieces(page, text, margins, structured=structured)
            for box in _boxes(item, piece, characters)
        ]
        height = page.get_height()
        for begin, end in stretches:
            boxes = [box for box, _ in letters[begin:end]]
            yield (begin, end), Standing(_around(boxes, height), letters[begin][1] if begin < len(letters) else -1)
    finally:
        text.close()
        page.close()


_Points = tuple[float, float, float, float]


def _characters(text: pdfium.PdfTextPage) -> dict[int, list[_Points]]:
    """Give the boxes of the characters of each text object (left, bottom, right, top in points), by its address."""
    found: dict[int, list[_Points]] = {}
    for at in range(text.count_chars()):
        item = raw.FPDFText_GetTextObject(text.raw, at)
        if item and not chr(raw.FPDFText_GetUnicode(text.raw, at)).isspace():
            found.setdefault(ctypes.addressof(item.contents), []).append(text.get_charbox(at))
    return found


def _boxes(item: pdfium.PdfObject, piece: str, characters: Mapping[int, list[_Points]]) -> list[_Points]:
    """Give a box for each character of a piece; that of the whole piece where its characters cannot be told apart."""
    boxes = characters.get(ctypes.addressof(item.raw.contents), [])
    return boxes if len(boxes) == len(piece) else [item.get_bounds()] * len(piece)


def _around(boxes: Sequence[_Points], height: float) -> Box | None:
    if not boxes:
        return None
    left, bottom = min(box[0] for box in boxes), min(box[1] for box in boxes)
    right, top = max(box[2] for box in boxes), max(box[3] for box in boxes)
    return Box(
        left / POINTS_PER_MM, (height - top) / POINTS_PER_MM, right / POINTS_PER_MM, (height - bottom) / POINTS_PER_MM
    )
