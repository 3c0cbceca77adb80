"""The part of a package that holds its comments: more are added to it, or it is made."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from generator.audit.edit.ink import INITIALS, Ink, Numbers
from generator.audit.edit.source import Source, source
from generator.audit.edit.tree import Node, survey
from generator.audit.reading.story import OWN_AUTHOR
from generator.load.package import STRICT_NAMES, Package, W

_HEADER = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_STRICT_KIND = "http://purl.oclc.org/ooxml/officeDocument/relationships/comments"
_STRICT_NAME = next(strict for strict, usual in STRICT_NAMES.items() if usual == W[1:-1])


@dataclass(slots=True)
class CommentsPart:
    """The comments of a file, with those that are added."""

    package: Package
    main: str
    name: str
    key: str
    old: Source | None
    root: Node | None
    ink: Ink
    ids: Numbers
    added: list[bytes] = field(default_factory=list)

    def add(self, lines: Iterable[str]) -> int:
        """Add a comment and give its number."""
        ink, number = self.ink, self.ids()
        begin = ink.begin("comment", id=number, author=OWN_AUTHOR, initials=INITIALS, **ink.dated())
        rows = list(lines) or [""]
        paragraphs = (_paragraph(ink, line, first=index == 0) for index, line in enumerate(rows))
        self.added.append(begin + b"".join(paragraphs) + ink.finish("comment"))
        return number

    def parts(self) -> dict[str, bytes]:
        """Give the parts that change or come into the package."""
        rows = b"".join(self.added)
        if self.old is not None and self.root is not None:
            return {self.name: _appended(self.old, self.root, rows)}
        root = Ink(b"", Numbers(), uri=self.ink.uri)
        whole = root.begin("comments") + rows + root.finish("comments")
        return {self.name: _HEADER + whole, **self._relation(), **self._content_type()}

    def _relation(self) -> dict[str, bytes]:
        if self.key:
            return {}
        folder, _, file = self.main.rpartition("/")
        part = posixpath.join(folder, "_rels", f"{file}.rels")
        kind = _STRICT_KIND if self.ink.uri == _STRICT_NAME else _KIND
        taken = {relation.key for relation in self.package.relations(self.main)}
        key = next(key for number in range(len(taken) + 1) if (key := f"rIdComments{number or ''}") not in taken)
        said = f'Id="{key}" Type="{kind}" Target="{posixpath.basename(self.name)}"'
        return {part: _in_list(self.package, part, ("Relationships", _RELATIONS), f"Relationship {said}")}

    def _content_type(self) -> dict[str, bytes]:
        tree = self.package.tree(_CONTENT_TYPES)
        named = {row.get("PartName", "").lower() for row in tree} if tree is not None else set()
        if f"/{self.name}".lower() in named:
            return {}
        said = f'PartName="/{self.name}" ContentType="{_COMMENTS_TYPE}"'
        return {_CONTENT_TYPES: _in_list(self.package, _CONTENT_TYPES, ("Types", _TYPES), f"Override {said}")}


def comments_part(package: Package, main: str, moment: datetime | None) -> CommentsPart:
    """Find the comments of a file, or say where they will stand."""
    relation = next(
        (row for row in package.relations(main) if row.kind == "comments" and not row.external and not row.escapes),
        None,
    )
    uri = usual_or_strict(package.data(main))
    if relation is None or not package.has(relation.target):
        name = relation.target if relation else _free_name(package, main)
        key = relation.key if relation else ""
        ink = Ink(b"w", Numbers(), moment, uri)
        return CommentsPart(package, main, name, key, None, None, ink, Numbers())
    old = source(relation.target, package.data(relation.target))
    found = survey(relation.target, old)
    ink = Ink(found.prefix, Numbers(), moment, uri)
    return CommentsPart(package, main, relation.target, relation.key, old, found.root, ink, Numbers(found.highest))


def usual_or_strict(body: bytes) -> str:
    """Give the name space that a file uses for Word's elements."""
    return _STRICT_NAME if _STRICT_NAME.encode() in body else W[1:-1]


def _free_name(package: Package, main: str) -> str:
    folder = main.rpartition("/")[0]
    names = (posixpath.join(folder, f"comments{number or ''}.xml") for number in range(len(package.entries) + 1))
    return next(name for name in names if not package.has(name))


def _paragraph(ink: Ink, line: str, *, first: bool) -> bytes:
    """A comment must not look as the body does, whose paragraphs are indented and wide."""
    looks = (
        ink.empty("spacing", before=0, after=0, line=240, lineRule="auto"),
        ink.empty("ind", left=0, firstLineChars=0, firstLine=0),
        ink.empty("jc", val="left"),
    )
    size = ink.begin("rPr") + ink.empty("sz", val=20) + ink.finish("rPr")
    mark = ink.begin("r") + ink.empty("annotationRef") + ink.finish("r") if first else b""
    words = ink.begin("r") + size + ink.words(line) + ink.finish("r")
    properties = ink.begin("pPr") + b"".join(looks) + ink.finish("pPr")
    return ink.begin("p") + properties + mark + words + ink.finish("p")


def _appended(old: Source, root: Node, rows: bytes) -> bytes:
    """Put rows at the end of a root element."""
    data = old.data
    if root.inner == root.end:
        name = re.split(rb"[\s/>]", data[root.start + 1 : root.inner], maxsplit=1)[0]
        return old.packed(data[: root.inner - 2] + b">" + rows + b"</" + name + b">" + data[root.end :])
    return old.packed(data[: root.outer] + rows + data[root.outer :])


def _in_list(package: Package, part: str, kind: tuple[str, str], row: str) -> bytes:
    """Add a row to a list of the package, which is made where there is none."""
    root, uri = kind
    if not package.has(part):
        return _HEADER + f'<{root} xmlns="{uri}"><{row}/></{root}>'.encode()
    old = source(part, package.data(part))
    found = survey(part, old).root
    assert found is not None  # noqa: S101 - it was read as a list before
    name = old.data[found.start + 1 : found.inner].rstrip(b"/>").split(maxsplit=1)[0].decode()
    prefix = name.rpartition(":")[0]
    return _appended(old, found, f"<{prefix}{':' * bool(prefix)}{row}/>".encode())
