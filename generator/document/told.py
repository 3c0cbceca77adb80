"""A document of the program's own, such as a report, in the language of its reader: words told, values as they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from generator.document.nodes import Document, Properties, Text

T = TypeVar("T")
_LATIN_QUOTATION = re.compile(r"“([^”\u3400-\u9fff]*)”")
"""What such marks enclose is Latin text; a Chinese font would set them as wide as its characters."""


def told_document(document: Document, told: Callable[[str], str], language: str) -> Document:
    """Give the document with every text that the program itself says told; quotations and values stay."""
    known = _told(document, told)
    return replace(known, properties=_properties(known.properties, told, language))


def _properties(properties: Properties, told: Callable[[str], str], language: str) -> Properties:
    return replace(properties, title=told(properties.title), subject=told(properties.subject), language=language)


def _told(node: T, told: Callable[[str], str]) -> T:
    """Give a node, or several, with the texts below told."""
    known: Any = node
    if isinstance(node, Text):
        known = replace(node, text=_LATIN_QUOTATION.sub(r'"\1"', told(node.text)))
    elif isinstance(node, tuple):
        known = tuple(_told(each, told) for each in node)
        if len(known) == 1 and isinstance(known[0], Text) and known != node:  # a heading, cell or paragraph by itself
            known = (replace(known[0], text=known[0].text[:1].upper() + known[0].text[1:]),)
    elif is_dataclass(node) and not isinstance(node, type):
        known = replace(node, **{field.name: _told(getattr(node, field.name), told) for field in fields(node)})
    return cast(T, known)
