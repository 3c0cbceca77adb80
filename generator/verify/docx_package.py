"""The package of a DOCX as its checks see it: parsed parts, relationships, names of all members."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MAIN = "word/document.xml"

_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


@dataclass(frozen=True, slots=True)
class Package:
    """The XML parts by name, the relationships of each part, and the names of all members."""

    parts: Mapping[str, etree._Element]
    relations: Mapping[str, Mapping[str, str]]
    names: frozenset[str]

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Give the parts that hold paragraphs: main text, headers, footers."""
        return ((name, root) for name, root in self.parts.items() if _TEXT_PART.fullmatch(name))

    def find(self, name: str, tag: str) -> Iterator[etree._Element]:
        """Give the elements of this name in a part."""
        root = self.parts.get(name)
        return iter(()) if root is None else root.iter(f"{W}{tag}")


_TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def read_package(data: bytes) -> Package:
    """Read a package; raises BadZipFile, XMLSyntaxError, or KeyError where it has no main document."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        parts = {
            name: etree.fromstring(archive.read(name), _PARSER)
            for name in sorted(names)
            if name.endswith((".xml", ".rels"))
        }
    if MAIN not in parts:
        raise KeyError(MAIN)
    relations = {name: _relations(name, root) for name, root in parts.items() if name.endswith(".rels")}
    return Package(parts, {_owner(name): targets for name, targets in relations.items()}, names)


def _owner(name: str) -> str:
    """`word/_rels/document.xml.rels` belongs to `word/document.xml`."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(name: str, root: etree._Element) -> dict[str, str]:
    base = posixpath.dirname(_owner(name))
    return {
        relation.get("Id", ""): _target(base, relation)
        for relation in root.iter(_RELATION)
        if relation.get("TargetMode") != "External"
    }


def _target(base: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))


def val(element: etree._Element | None) -> str | None:
    """Give the value of a property; None where there is none."""
    return None if element is None else element.get(f"{W}val")
