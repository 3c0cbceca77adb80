"""Page references filled in: each output knows its own pages only when it has been laid out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

from generator.document.nodes import Document, PageRef
from generator.document.walk import flat, inlines


def with_pages(document: Document, pages: Mapping[str, int]) -> Document:
    """Give a document whose page references say the pages of one output, by id of their target.

    Raises KeyError where the output has no page for a target.
    """
    if not any(isinstance(inline, PageRef) for part in inlines(document) for inline in flat(part)):
        return document
    made: Document = _filled(document, pages)
    return made


def _filled(node: Any, pages: Mapping[str, int]) -> Any:  # noqa: ANN401 - every kind of node
    if isinstance(node, PageRef):
        return PageRef(node.target, str(pages[node.target]))
    if isinstance(node, tuple):
        return tuple(_filled(part, pages) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _filled(getattr(node, field.name), pages) for field in fields(node)})
    return node
