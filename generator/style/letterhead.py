"""The words that a company's own header and footer bring along, put into the running lines of a document."""

from __future__ import annotations

from dataclasses import dataclass, replace

from generator.document.nodes import Document, Inlines, PageCount, PageNumber, Running, Text
from generator.document.walk import flat


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Words at the left and right of the header and in the footer; empty where the file has none there."""

    left: Inlines = ()
    right: Inlines = ()
    footer: Inlines = ()


def lettered(document: Document, letterhead: Letterhead) -> Document:
    """Give a document the words of a letterhead; where it has none the document's own stay."""
    if letterhead == Letterhead():
        return document
    return replace(
        document,
        contents_running=_lettered(document.contents_running, letterhead, is_body=False),
        body_running=_lettered(document.body_running, letterhead, is_body=True),
    )


def _lettered(running: Running, letterhead: Letterhead, *, is_body: bool) -> Running:
    """The contents are numbered by themselves and have no count of pages; they keep their own footer where one is."""
    words = letterhead.left or letterhead.right
    return Running(
        letterhead.left if words else running.header_left,
        letterhead.right if words else running.header_right,
        _footer(running.footer, letterhead.footer, is_body=is_body),
    )


def _footer(ours: Inlines, theirs: Inlines, *, is_body: bool) -> Inlines:
    """Give their footer; one without a page number stands before ours, which has it."""
    if not theirs:
        return ours
    if not any(isinstance(one, PageNumber) for one in flat(theirs)):
        return (*theirs, Text("　"), *ours)
    has_count = any(isinstance(one, PageCount) for one in flat(theirs))
    return theirs if is_body or not has_count else ours
