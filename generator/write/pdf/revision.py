"""Finished PDFs of either engine read as objects and continued: objects added and replaced in a revision of their own.

Why a revision (ISO 32000-1, 7.5.6): what was read back and proven stays byte for byte what it was, and the engines need
not know what is put into their files. Only files of our own engines are read: no encryption, no repair.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from typing import TypeAlias

Item: TypeAlias = "dict[str, Item] | list[Item] | bytes"
"""A dictionary by names without slash, an array, or the bytes of anything else (`12 0 R`, `/Name`, `(text)`, `3`)."""

_TOKEN = re.compile(
    rb"\s*(?:%[^\r\n]*\s*)*"
    rb"(?P<token><<|>>|[\[\]]|\d+\s+\d+\s+R\b|/[^\s<>\[\]()/%]*|<[0-9A-Fa-f\s]*>|\(|[^\s<>\[\]()/%]+)"
)
_OBJECT = re.compile(rb"\s*\d+\s+\d+\s+obj")
_STREAM = re.compile(rb"\s*stream\r?\n")
_SUBSECTION = re.compile(rb"\s*(\d+)\s+(\d+)\s*?\r?\n")
_START = re.compile(rb"startxref\s+(\d+)")
_STRING_MARK = re.compile(rb"\\.|[()]", re.DOTALL)
_ENTRY = 20
_FREE = b"0000000000 65535 f \n"
_PLAIN, _PACKED = 1, 2


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an object stands: at an offset of the file, or as the nth of an object stream."""

    offset: int = 0
    container: int = 0


@dataclass(slots=True)
class Revision:
    """A finished PDF with objects to be added or replaced."""

    data: bytes
    _trailer: dict[str, Item]
    _places: Mapping[int, _Place]
    _tabled: bool
    _next: int
    _changed: dict[int, bytes] = field(default_factory=dict)
    _unpacked: dict[int, dict[int, bytes]] = field(default_factory=dict)

    @property
    def root(self) -> int:
        """The number of the catalog."""
        return referred(self._trailer["Root"])

    def dictionary(self, number: int) -> dict[str, Item]:
        """Give the dictionary of an object as it is by now, or that of its stream."""
        item = self.item(number)
        if not isinstance(item, dict):
            raise TypeError(f"object {number} is no dictionary")
        return item

    def item(self, number: int) -> Item:
        """Give an object as it is by now; of a stream, its dictionary."""
        if number in self._changed:
            return _parsed(self._changed[number], 0)[0]
        place = self._places[number]
        if not place.container:
            return _parsed(self.data, _after_head(self.data, place.offset))[0]
        if place.container not in self._unpacked:
            self._unpacked[place.container] = self._members(place.container)
        return _parsed(self._unpacked[place.container][number], 0)[0]

    def resolved(self, item: Item) -> Item:
        """Give what is referred to, and anything else as it is."""
        return self.item(referred(item)) if is_reference(item) else item

    def numbers(self) -> Iterator[int]:
        """Give the numbers of all objects of the file."""
        return iter(sorted(self._places))

    def replace(self, number: int, item: Item) -> None:
        """Let an object be this from now on."""
        self._changed[number] = written(item)

    def add(self, item: Item) -> bytes:
        """Add an object and give the reference to it."""
        return self._added(written(item))

    def add_stream(self, about: Mapping[str, Item], content: bytes) -> bytes:
        """Add a compressed stream and give the reference to it."""
        packed = zlib.compress(content, 9)
        head = {**about, "Filter": b"/FlateDecode", "Length": b"%d" % len(packed)}
        return self._added(b"%s\nstream\n%s\nendstream" % (written(head), packed))

    def finished(self) -> bytes:
        """Give the file with the revision; the same changes give the same bytes."""
        parts, offsets, position = [self.data], {}, len(self.data)
        for number, body in sorted(self._changed.items()):
            part = b"%d 0 obj\n%s\nendobj\n" % (number, body)
            offsets[number], position = position, position + len(part)
            parts.append(part)
        return b"".join((*parts, self._cross_references(offsets, position)))

    def rewritten(self) -> bytes:
        """Give the file written anew with what was changed in its place: for one engine's first revision with a table.

        Why besides `finished`: what an engine's file lacks belongs to its making, not to a history of it.
        """
        if not self._tabled or "Prev" in self._trailer:
            raise ValueError("only a file with one table of cross references is written anew")
        starts = sorted((place.offset, number) for number, place in self._places.items())
        table = int(_START.findall(self.data)[-1])
        ends = (*(offset for offset, _ in starts[1:]), table)
        parts, offsets, position = [self.data[: starts[0][0]]], {}, starts[0][0]
        for (offset, number), end in zip(starts, ends, strict=True):
            body = self._changed.get(number)
            part = self.data[offset:end] if body is None else b"%d 0 obj\n%s\nendobj\n" % (number, body)
            offsets[number], position = position, position + len(part)
            parts.append(part)
        entries = (
            b"%010d 00000 n \n" % offsets[number] if number in offsets else _FREE for number in range(self._next)
        )
        trailer = b"trailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (written(self._trailer), position)
        return b"".join((*parts, b"xref\n0 %d\n" % self._next, *entries, trailer))

    def _added(self, body: bytes) -> bytes:
        number, self._next = self._next, self._next + 1
        self._changed[number] = body
        return b"%d 0 R" % number

    def _members(self, container: int) -> dict[int, bytes]:
        head, content = _stream(self.data, self._places[container].offset)
        first = int(_bytes(head["First"]))
        numbers = list(map(int, content[:first].split()))
        starts = [first + start for start in numbers[1::2]]
        ends = (*starts[1:], len(content))
        return {number: content[start:end] for number, start, end in zip(numbers[::2], starts, ends, strict=True)}

    def _kept(self, offsets: dict[int, int]) -> dict[str, Item]:
        """Give what a trailer says of the whole file; the second part of its name tells the revision (14.4)."""
        kept: dict[str, Item] = {name: self._trailer[name] for name in ("Root", "Info") if name in self._trailer}
        names = self._trailer.get("ID")
        if isinstance(names, list):
            changed = b"".join(self._changed[number] for number in offsets)
            kept["ID"] = [names[0], b"<%s>" % md5(changed, usedforsecurity=False).hexdigest().encode()]
        return kept

    def _cross_references(self, offsets: dict[int, int], position: int) -> bytes:
        kept = self._kept(offsets)
        previous = _START.findall(self.data)[-1]
        if self._tabled:
            rows = b"".join(b"%d 1\n%010d 00000 n \n" % entry for entry in offsets.items())
            trailer = written({"Size": b"%d" % self._next, **kept, "Prev": previous})
            return b"xref\n%strailer\n%s\nstartxref\n%d\n%%%%EOF\n" % (rows, trailer, position)
        own = self._next
        rows = b"".join(b"\x01" + at.to_bytes(4, "big") + b"\0" for at in (*offsets.values(), position))
        index: list[Item] = [b"%d 1" % number for number in (*offsets, own)]
        about: dict[str, Item] = {
            "Type": b"/XRef",
            "Size": b"%d" % (own + 1),
            "W": [b"1", b"4", b"1"],
            "Index": index,
            **kept,
            "Prev": previous,
            "Length": b"%d" % len(rows),
        }
        stream = b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (own, written(about), rows)
        return b"%sstartxref\n%d\n%%%%EOF\n" % (stream, position)


def opened(data: bytes) -> Revision:
    """Open a finished PDF of one of our engines for a revision; its own revisions are followed back to the first."""
    data = data if data.endswith(b"\n") else data + b"\n"
    places: dict[int, _Place] = {}
    trailer: dict[str, Item] = {}
    start, tabled = int(_START.findall(data)[-1]), True
    while start:
        found, about, is_table = _section(data, start)
        places = found | places
        if not trailer:
            trailer, tabled = about, is_table
        start = int(_bytes(about.get("Prev", b"0")))
    return Revision(data, trailer, places, tabled, int(_bytes(trailer["Size"])))


def without_last(data: bytes) -> bytes:
    """Give a file as it was before its last revision."""
    places, _, _ = _section(data, int(_START.findall(data)[-1]))
    return data[: min(place.offset for place in places.values())]


# --- values ----------------------------------------------------------------------------------------------------------


def is_reference(item: Item) -> bool:
    """Tell whether an item refers to an object."""
    return isinstance(item, bytes) and item.endswith(b"R") and item[:1].isdigit()


def referred(item: Item) -> int:
    """Give the number of the object that is referred to."""
    return int(_bytes(item).split()[0])


def written(item: Item) -> bytes:
    """Write an item as it stands in a file."""
    match item:
        case dict():
            pairs = (b"/%s %s" % (name.encode("latin-1"), written(one)) for name, one in item.items())
            return b"<<%s>>" % b"".join(pairs)
        case list():
            return b"[%s]" % b" ".join(map(written, item))
        case _:
            return item


def text_string(words: str) -> bytes:
    """Write words as a string of text, in UTF-16 unless they are ASCII."""
    if words.isascii():
        return b"(%s)" % re.sub(rb"([\\()])", rb"\\\1", words.encode())
    return b"<FEFF%s>" % words.encode("utf-16-be").hex().upper().encode()


def _bytes(item: Item) -> bytes:
    if not isinstance(item, bytes):
        raise TypeError(f"neither number nor name nor reference: {item!r:.40}")
    return item


# --- reading ---------------------------------------------------------------------------------------------------------


def _after_head(data: bytes, offset: int) -> int:
    head = _OBJECT.match(data, offset)
    if head is None:
        raise ValueError(f"no object at {offset}")
    return head.end()


def _parsed(data: bytes, start: int) -> tuple[Item, int]:
    """Read one item and give where it ends."""
    token, end = _token(data, start)
    if token == b"<<":
        pairs, end = _until(b">>", data, end)
        names = (_bytes(name)[1:].decode("latin-1") for name in pairs[::2])
        return dict(zip(names, pairs[1::2], strict=True)), end
    if token == b"[":
        return _until(b"]", data, end)
    if token == b"(":
        closing = _string_end(data, end)
        return data[end - 1 : closing], closing
    return token, end


def _until(closing: bytes, data: bytes, start: int) -> tuple[list[Item], int]:
    items: list[Item] = []
    while True:
        token, end = _token(data, start)
        if token == closing:
            return items, end
        item, start = _parsed(data, start)
        items.append(item)


def _token(data: bytes, start: int) -> tuple[bytes, int]:
    found = _TOKEN.match(data, start)
    if found is None:
        raise ValueError(f"no token at {start}")
    return found["token"], found.end()


def _string_end(data: bytes, start: int) -> int:
    depth = 1
    for mark in _STRING_MARK.finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    raise ValueError(f"no end of the string at {start}")


def _stream(data: bytes, offset: int) -> tuple[dict[str, Item], bytes]:
    head, end = _parsed(data, _after_head(data, offset))
    opening = _STREAM.match(data, end)
    if not isinstance(head, dict) or opening is None:
        raise ValueError(f"no stream at {offset}")
    content = data[opening.end() : opening.end() + int(_bytes(head["Length"]))]
    packed = head.get("Filter") in (b"/FlateDecode", [b"/FlateDecode"])
    return head, zlib.decompress(content) if packed else content


def _section(data: bytes, start: int) -> tuple[dict[int, _Place], dict[str, Item], bool]:
    """Read one section of cross references: where objects are, what its trailer says, whether it is a table."""
    is_table = data.startswith(b"xref", start)
    return *(_table(data, start) if is_table else _table_stream(data, start)), is_table


def _table(data: bytes, start: int) -> tuple[dict[int, _Place], dict[str, Item]]:
    places: dict[int, _Place] = {}
    position = start + len(b"xref")
    while section := _SUBSECTION.match(data, position):
        first, count = int(section[1]), int(section[2])
        for at in range(count):
            entry = data[section.end() + at * _ENTRY :][:_ENTRY]
            if entry[17:18] == b"n":
                places[first + at] = _Place(int(entry[:10]))
        position = section.end() + count * _ENTRY
    trailer, _ = _parsed(data, data.index(b"trailer", position) + len(b"trailer"))
    return places, trailer if isinstance(trailer, dict) else {}


def _table_stream(data: bytes, start: int) -> tuple[dict[int, _Place], dict[str, Item]]:
    head, content = _stream(data, start)
    widths = _numbers(head["W"])
    size = int(_bytes(head["Size"]))
    index = _numbers(head["Index"]) if "Index" in head else [0, size]
    numbers = (first + at for first, count in zip(index[::2], index[1::2], strict=True) for at in range(count))
    places: dict[int, _Place] = {}
    for at, number in enumerate(numbers):
        kind, second = _entry(content[at * sum(widths) :], widths)
        if kind == _PLAIN:
            places[number] = _Place(second)
        elif kind == _PACKED:
            places[number] = _Place(container=second)
    return places, head


def _entry(row: bytes, widths: list[int]) -> tuple[int, int]:
    """Give the kind of an entry and its offset or object stream; the third field is not needed."""
    first, second, _ = widths
    return int.from_bytes(row[:first], "big"), int.from_bytes(row[first : first + second], "big")


def _numbers(item: Item) -> list[int]:
    return [int(_bytes(one)) for one in item] if isinstance(item, list) else []
