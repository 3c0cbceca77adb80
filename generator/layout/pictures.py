"""Sizes of pictures on the page in points, the same for every writer."""

from __future__ import annotations

from generator.document.nodes import Picture
from generator.style.sheet import Sheet

POINTS_PER_PIXEL = 0.75
"""A picture is never printed larger than 96 pixels to the inch, whatever resolution its file claims."""


def picture_size(picture: Picture, sheet: Sheet) -> tuple[float, float]:
    """Give width and height: as large as the pixels allow within the text area, caption and two headings left room.

    A full picture leaves room for one heading, a caption of two lines and the line of a signature.
    """
    width, height = picture.width * POINTS_PER_PIXEL, picture.height * POINTS_PER_PIXEL
    room = _full_room(sheet) if picture.full else _room(sheet)
    factor = min(1.0, sheet.text_width / width, room / height)
    return width * factor, height * factor


def figure_room(sheet: Sheet) -> float:
    """Give the height in points a picture or diagram may take on a page that also holds its caption and headings."""
    return _room(sheet)


def _room(sheet: Sheet) -> float:
    taken = ("heading1", "heading2", "figure", "caption_figure")
    return sheet.text_height - sum(_height(name, sheet) for name in taken)


def _full_room(sheet: Sheet) -> float:
    heading = max(_height(name, sheet) for name in ("heading2", "heading3"))
    below = sheet.role("caption_figure").pitch + sum(_height(name, sheet) for name in ("caption_figure", "sign"))
    figure = sheet.role("figure")
    return sheet.text_height - heading - figure.before - figure.after - below


def _height(role: str, sheet: Sheet) -> float:
    look = sheet.role(role)
    return look.before + look.edges.above + look.pitch + look.edges.below + look.after
