"""Wide tables on landscape pages: which tables stand there, and the sheet of such pages; the same for every writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from generator.document.nodes import Block, Document, PageBreak, Table
from generator.document.walk import blocks as every_block
from generator.style.sheet import Art, Page, Shape, Sheet

_LEAST_EDGE = 5.0
"""Millimetres from the paper's edge that printers leave white."""
SECTION_END = 1.0
"""Points: the height of the empty paragraph in which a DOCX ends pages of one direction."""


def is_turned(block: Block, sheet: Sheet) -> bool:
    """Tell whether a block stands on landscape pages."""
    return isinstance(block, Table) and block.landscape and sheet.landscape_pages and not sheet.blind


def has_turned(document: Document, sheet: Sheet) -> bool:
    """Tell whether any block of a document stands on landscape pages."""
    return any(is_turned(block, sheet) for block in every_block(document))


def ends_turned(document: Document, sheet: Sheet) -> bool:
    """Tell whether the last page of the body is a landscape one."""
    last = next(reversed([block for block in every_block(document) if not isinstance(block, PageBreak)]), None)
    return last is not None and is_turned(last, sheet)


def kept_before_turning(blocks: tuple[Block, ...], sheet: Sheet) -> Iterator[bool]:
    """Tell of each block whether the page is turned after it: what ends its pages then must stay with it."""
    for block, following in zip_longest(blocks, blocks[1:]):
        turned = is_turned(block, sheet)
        yield turned if following is None else turned != is_turned(following, sheet)


def turned_sheet(sheet: Sheet) -> Sheet:
    """Give the sheet of landscape pages: the paper is turned so that the edge where it is bound is the upper one.

    What is drawn behind the words is drawn along the same edges as they are read: a band at the top stays at the top.
    """
    page = _turned(sheet.page)
    drawn = tuple(_stretched(shape, sheet.page, page) for shape in sheet.art.pages)
    changed = {
        "art": Art(cover=sheet.art.cover, pages=drawn),
        "brand": replace(sheet.look, pages=(), header_indent=0.0),
    }
    return sheet.model_copy(update={"page": page, **changed})


def _stretched(shape: Shape, upright: Page, turned: Page) -> Shape:
    """Keep each corner as far from the nearest edges of the paper as it is on upright pages."""
    corners = tuple(
        (_same_edge(x, upright.width, turned.width), _same_edge(y, upright.height, turned.height))
        for x, y in shape.corners
    )
    return Shape(fill=shape.fill, points=corners)


def _same_edge(place: float, length: float, turned: float) -> float:
    return place if place <= length / 2 else turned - (length - place)


@lru_cache(maxsize=16)
def _turned(page: Page) -> Page:
    sides = {"top": page.left, "right": page.top, "bottom": page.right, "left": page.bottom}
    lines = {
        "header": _nearer(page.header, page.top, sides["top"]),
        "footer": _nearer(page.footer, page.bottom, sides["bottom"]),
    }
    return page.model_copy(update={"width": page.height, "height": page.width, **sides, **lines})


def _nearer(distance: float, margin: float, turned: float) -> float:
    """Give how far a running line is from the edge: nearer where a smaller margin would push it into the text."""
    return min(distance, max(turned - (margin - distance), _LEAST_EDGE))
