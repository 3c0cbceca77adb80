"""Pages brought to the tree once an output is laid out: references filled in, the page of every segment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.document.nodes import Document, PageRef
from generator.document.text import ReadingText
from generator.document.walk import flat, inlines


def with_pages(document: Document, pages: Mapping[str, int]) -> Document:
    """Give a document whose page references say the pages of one output, by id of their target.

    Raises KeyError where the output has no page for a target.
    """
    if not any(isinstance(inline, PageRef) for part in inlines(document) for inline in flat(part)):
        return document
    made: Document = _filled(document, pages)
    return made


def segment_pages(reading: ReadingText, sections: Mapping[str, int], body: Sequence[int]) -> tuple[int, ...]:
    """Give the page on which each segment begins, 0 for cover and contents.

    `body` has the pages of the body's segments; where it is empty, the page of a segment is that of its section.
    """
    placed = iter(body)
    return tuple(
        0 if segment.kind in _FRONT else next(placed) if body else sections.get(segment.section, 0)
        for segment in reading.segments
    )


_FRONT = ("cover", "contents")


def _filled(node: Any, pages: Mapping[str, int]) -> Any:  # noqa: ANN401 - every kind of node
    if isinstance(node, PageRef):
        return PageRef(node.target, str(pages[node.target]))
    if isinstance(node, tuple):
        return tuple(_filled(part, pages) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _filled(getattr(node, field.name), pages) for field in fields(node)})
    return node
