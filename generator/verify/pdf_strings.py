"""Every text string and named stream of a PDF file, wherever it stands: also in what no page shows."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?<![0-9])(\d+)\s+\d+\s+obj\b")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TOKEN = re.compile(rb"%[^\r\n]*|/[^\x00\s<>\[\](){}/%]*|<<|>>|<[0-9A-Fa-f\s]*>|\(")
_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r\n|\r|\n)|(.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_INFO = re.compile(rb"/Info\s+(\d+)\s+\d+\s+R")
_DEEPEST = 64


@dataclass(frozen=True, slots=True)
class PdfString:
    """A text string: the name of the key it is the value of, its text, the number of its object (0: none)."""

    key: str
    text: str
    owner: int


@dataclass(frozen=True, slots=True)
class PdfStream:
    """A stream that is no page, font or drawing: the entries of its dictionary as written, and its bytes unpacked."""

    entries: bytes
    data: bytes


@dataclass(frozen=True, slots=True)
class PdfWords:
    """What a PDF says outside of its pages; `info` are the numbers of the objects that are document information."""

    strings: tuple[PdfString, ...]
    streams: tuple[PdfStream, ...]
    info: frozenset[int]
    names: frozenset[str]


def pdf_words(data: bytes) -> PdfWords:
    """Read all strings and unpacked streams from the bytes of a PDF, objects replaced by a later version included."""
    strings: list[PdfString] = []
    streams: list[PdfStream] = []
    names: set[str] = set()
    pieces = list(_pieces(data))
    for owner, entries, content in pieces:
        unpacked = _unpacked(entries, content) if content is not None else b""
        _read(entries, owner, strings, names)
        if b"/ObjStm" in entries:
            _read_packed(unpacked, entries, strings, names)
        elif content is not None and not _is_page_stuff(entries, unpacked):
            streams.append(PdfStream(entries, unpacked))
    info = frozenset(int(found[1]) for _, entries, _ in pieces for found in _INFO.finditer(entries))
    return PdfWords(tuple(strings), tuple(streams), info, frozenset(names))


def _pieces(data: bytes) -> Iterator[tuple[int, bytes, bytes | None]]:
    """Give number, text and stream of each object, and what stands between objects as of number 0."""
    position, owner = 0, 0
    for found in _OBJECT.finditer(data):
        if found.start() < position:
            continue  # inside a stream
        yield owner, data[position : found.start()], None
        owner, position = int(found[1]), found.end()
        end = data.find(b"endobj", position)
        stream = _STREAM.search(data, position)
        if stream is not None and (end < 0 or stream.start() < end):
            yield owner, data[position : stream.start()], stream[1]
            position = stream.end()
    yield owner, data[position:], None


def _unpacked(entries: bytes, content: bytes) -> bytes:
    if b"/FlateDecode" not in entries:
        return content
    try:
        return zlib.decompressobj().decompress(content)
    except zlib.error:
        return content


def _is_page_stuff(entries: bytes, data: bytes) -> bool:
    """Tell whether a stream is what pages are drawn with, whose words are read from pages, or a table of numbers."""
    if _WORDY.search(entries):
        return False
    return _DRAWN.search(entries) is not None or _DRAWING.search(data) is not None or not _is_text(data)


_WORDY = re.compile(rb"/Type\s*/(?:Metadata|EmbeddedFile)|/Subtype\s*/Image")
_DRAWN = re.compile(rb"/(?:XRef|FontFile\d?|Length1|CIDFontType0C|OpenType|Form|PatternType|ShadingType)\b")
_DRAWING = re.compile(rb"begincmap|(?:^|\s)BT\s|[-.\d]\s+(?:re|cm|Tf|m|l|w)\s")


def _is_text(data: bytes) -> bool:
    try:
        return data.decode().isprintable() or b"\n" in data
    except UnicodeDecodeError:
        return False


def _read_packed(data: bytes, entries: bytes, strings: list[PdfString], names: set[str]) -> None:
    """Read the objects of an object stream by the table of numbers and places at its beginning."""
    first = re.search(rb"/First\s+(\d+)", entries)
    head = int(first[1]) if first else 0
    table = [int(number) for number in data[:head].split()]
    places = sorted(zip(table[1::2], table[::2], strict=False))
    ends = [place for place, _ in places[1:]] + [len(data) - head]
    for (start, owner), end in zip(places, ends, strict=True):
        _read(data[head + start : head + end], owner, strings, names)


def _read(text: bytes, owner: int, strings: list[PdfString], names: set[str]) -> None:
    key, position = "", 0
    while (found := _TOKEN.search(text, position)) is not None:
        position = found.end()
        token = found[0]
        if token.startswith(b"/"):
            key = _NAME.sub(lambda code: bytes([int(code[1], 16)]), token[1:]).decode("utf-8", "replace")
            names.add(key)
        elif token == b"(":
            raw, position = _literal(text, position)
            strings.append(PdfString(key, text_of(raw), owner))
        elif token.startswith(b"<") and token != b"<<":
            digits = re.sub(rb"\s", b"", token[1:-1])
            strings.append(PdfString(key, text_of(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode())), owner))


def _literal(text: bytes, start: int) -> tuple[bytes, int]:
    """Give the bytes of a string in parentheses that begins at `start`, and where it ends."""
    depth, position = 1, start
    while position < len(text):
        letter = text[position : position + 1]
        depth += {b"(": 1, b")": -1}.get(letter, 0)
        if depth == 0 or depth > _DEEPEST:
            break
        position += 2 if letter == b"\\" else 1
    return _ESCAPE.sub(_unescaped, text[start:position]), position + 1


def _unescaped(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 0xFF])
    return b"" if found[2] else _ESCAPED.get(found[3], found[3])


def text_of(raw: bytes) -> str:
    """Decode a text string: by its mark as UTF-16 or UTF-8, else as UTF-8 where it is, else byte by byte."""
    for mark, encoding in ((b"\xfe\xff", "utf-16-be"), (b"\xff\xfe", "utf-16-le"), (b"\xef\xbb\xbf", "utf-8")):
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("latin-1")
