"""Reads the record that a file of ours carries; a file without one, or with a damaged one, is somebody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast, get_args

from lxml import etree

from generator.document.record import (
    RECORD_NAMESPACE,
    RECORD_VERSION,
    Record,
    RecordPart,
    RecordSpan,
    RecordUnit,
    SpanKind,
    UnitKind,
)
from generator.load.package import Package, RefusedError

_MOST_ITEMS = 50
"""Custom XML parts that are looked into; no program writes as many."""
_NS = f"{{{RECORD_NAMESPACE}}}"
_SPANS: dict[str, SpanKind] = {f"{_NS}v": "value", f"{_NS}r": "reference", f"{_NS}b": "blank"}
_UNITS = {f"{_NS}{kind}": cast("UnitKind", kind) for kind in get_args(UnitKind)}


def read_record(package: Package) -> Record | None:
    """Give the record of a package, None where it has none that can be read."""
    names = [name for name in package.entries if name.startswith("customxml/item") and name.endswith(".xml")]
    for name in names[:_MOST_ITEMS]:
        try:
            root = package.tree(name)
        except RefusedError:
            continue
        if root is not None and root.tag == f"{_NS}record" and root.get("version") == RECORD_VERSION:
            return _record(root)
    return None


@dataclass(slots=True)
class _Count:
    """The number that the next value has where it says none."""

    next: int = field(default=1)


def _record(root: etree._Element) -> Record:
    count = _Count()
    units = tuple(_unit(element, _UNITS[str(element.tag)], count) for element in root if element.tag in _UNITS)
    return Record(root.get("project", ""), root.get("number", ""), units)


def _unit(element: etree._Element, kind: UnitKind, count: _Count) -> RecordUnit:
    level = element.get("level", "0")
    parts = tuple(_part(part, count) for part in element.iterchildren(f"{_NS}p"))
    depth = int(level) if level.isdecimal() else 0
    return RecordUnit(kind, parts, depth, element.get("sha256", ""), element.get("label", ""))


def _part(element: etree._Element, count: _Count) -> RecordPart:
    pieces = [element.text or ""]
    spans: list[RecordSpan] = []
    offset = len(pieces[0])
    for child, kind in _known(element):
        text, tail = child.text or "", child.tail or ""
        number = _number(child, count) if kind == "value" else 0
        spans.append(RecordSpan(kind, offset, offset + len(text), number))
        pieces += (text, tail)
        offset += len(text) + len(tail)
    return RecordPart("".join(pieces), tuple(spans))


def _known(element: etree._Element) -> Iterator[tuple[etree._Element, SpanKind]]:
    return ((child, _SPANS[str(child.tag)]) for child in element if child.tag in _SPANS)


def _number(element: etree._Element, count: _Count) -> int:
    said = element.get("n", "")
    number = int(said) if said.isdecimal() else count.next
    count.next = number + 1
    return number
