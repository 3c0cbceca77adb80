"""A Word package opened with care: its parts and relations, or the finding why it is not read.

Why limits: the auditor, and whoever takes the look of a file over, reads what strangers wrote. Nothing of a package is
run, fetched or written to disk.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

from generator.finding import Finding, Place, Severity

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MOST_BYTES = 256 * 1024 * 1024
"""Of a file."""
MOST_PARTS = 10_000
MOST_UNPACKED = 1024 * 1024 * 1024
"""Bytes of all parts together; what is not read (pictures) counts too, as writing back copies it."""
MOST_XML = 128 * 1024 * 1024
"""Bytes of a part that is read."""
MOST_SIDE_XML = 16 * 1024 * 1024
"""Bytes of a part that is held as a tree: relations, styles, numbering, properties."""
MOST_RATIO = 250
"""So many times smaller is a packed part at the most where it is large."""
_LARGE = 8 * 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_DIRECTORY_ENTRY = b"PK\x01\x02"
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_ENCRYPTED_FLAG = 1
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
)
_DTD = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", W[1:-1].encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/math",
        b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    ),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/extendedProperties",
        b"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties",
    ),
)
"""Files saved as "strict" name the same elements by other name spaces."""
STRICT_NAMES = {strict.decode(): usual.decode() for strict, usual in _STRICT}
_STRICT_MARK = b"http://purl.oclc.org/ooxml/"
_OUTSIDE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|\\|//")


class RefusedError(Exception):
    """Carries the finding why a file is not read out of the reader; each stage that opens packages catches it."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.finding = Finding(code, Severity.ERROR, Place(), message, hint)


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: the last word of the relation's type, the target, and whether that is outside.

    The target of an inner relation is the name of a part; `escapes` tells that it points out of the package; by `key`
    the elements of the part name it.
    """

    kind: str
    target: str
    external: bool
    escapes: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """An opened package; part names are compared without case, as its standard asks."""

    archive: zipfile.ZipFile
    entries: Mapping[str, zipfile.ZipInfo]

    def has(self, name: str) -> bool:
        """Tell whether there is such a part."""
        return name.lower() in self.entries

    def read(self, name: str, most: int = MOST_XML) -> bytes:
        """Give the XML of a part; a DTD refuses the file, as no part may have one."""
        data = self.data(name, most)
        if any(mark in data for mark in _DTD):
            raise RefusedError("A005", f"部件“{name}”里有文档类型定义（DTD）", _SAVE_AGAIN)
        return _transitional(data)

    def data(self, name: str, most: int = MOST_XML) -> bytes:
        """Give the bytes of a part, at most so many."""
        entry = self.entries[name.lower()]
        if entry.file_size > most:
            raise RefusedError("A003", f"部件“{name}”展开后超过{most // 1024 // 1024}MiB", _SAVE_AGAIN)
        try:
            return self.archive.read(entry)
        except _BROKEN:
            raise RefusedError("A001", f"部件“{name}”读不出，文件不完整", _SAVE_AGAIN) from None

    def tree(self, name: str) -> etree._Element | None:
        """Give a small part as a tree, None where there is none."""
        if not self.has(name):
            return None
        try:
            return etree.fromstring(self.read(name, MOST_SIDE_XML), _parser())
        except etree.XMLSyntaxError:
            raise broken_part(name) from None

    def relations(self, part: str) -> tuple[Relation, ...]:
        """Give what a part refers to; the empty name is the package itself."""
        folder, _, name = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
        if root is None:
            return ()
        return tuple(_relation(element, folder) for element in root if isinstance(element.tag, str))


def open_package(data: bytes) -> Package:
    """Open a package; raise RefusedError where it is none, or not one to be read."""
    _refuse_other_formats(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _BROKEN:
        raise RefusedError("A001", "文件不是正确的DOCX：压缩目录已损坏", _SAVE_AGAIN) from None
    infos = archive.infolist()
    entries = {info.filename.lower(): info for info in infos}
    if len(entries) != len(infos):
        raise RefusedError("A001", "文件不是正确的DOCX：有同名的部件", _SAVE_AGAIN)
    _refuse_bombs(infos)
    return Package(archive, entries)


def broken_part(name: str) -> RefusedError:
    """Give the refusal of a part that is no XML."""
    return RefusedError("A001", f"部件“{name}”不是正确的XML", _SAVE_AGAIN)


_SAVE_AGAIN = "请向提供者要一份完好的文件，或者在Word中打开，另存为.docx后再审核"


def _refuse_other_formats(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise RefusedError("A003", f"文件超过{MOST_BYTES // 1024 // 1024}MiB", "请压缩图片，或者分成几个文件")
    if data.startswith(_OLE):
        if _ENCRYPTED_STREAM in data:
            raise RefusedError("A002", "文件设了打开密码，读不出内容", "请在Word中取消密码，保存后再审核")
        raise RefusedError("A002", "文件是旧的.doc格式", "请在Word中另存为.docx后再审核")
    if not data.startswith(b"PK"):
        raise RefusedError("A001", "文件不是DOCX", _SAVE_AGAIN)
    if data.count(_DIRECTORY_ENTRY) > MOST_PARTS:
        raise RefusedError("A004", f"文件里的部件超过{MOST_PARTS}个", _SAVE_AGAIN)


def _refuse_bombs(infos: list[zipfile.ZipInfo]) -> None:
    """What the directory states is a bound: reading a part gives no more bytes than it states."""
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        raise RefusedError("A002", "文件里的部件加了密，读不出内容", "请取消密码，保存后再审核")
    if any(info.compress_type not in _METHODS for info in infos):
        raise RefusedError("A001", "文件不是正确的DOCX：压缩方法不合规定", _SAVE_AGAIN)
    packed = any(info.file_size > max(_LARGE, MOST_RATIO * info.compress_size) for info in infos)
    if packed or sum(info.file_size for info in infos) > MOST_UNPACKED:
        raise RefusedError("A003", "文件展开后大得异常，可能是压缩炸弹", "来历不明的文件请勿打开；向提供者核实")


def _transitional(data: bytes) -> bytes:
    if _STRICT_MARK in data:
        for strict, usual in _STRICT:
            data = data.replace(strict, usual)
    return data


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )


def _relation(element: etree._Element, folder: str) -> Relation:
    kind = element.get("Type", "").rpartition("/")[2]
    target = element.get("Target", "")
    if element.get("TargetMode") == "External":
        return Relation(kind, target, external=True, escapes=False, key=element.get("Id", ""))
    path = posixpath.normpath(posixpath.join("/", folder, unquote(target)))
    steps = posixpath.normpath(posixpath.join(folder, unquote(target)))
    escapes = bool(_OUTSIDE.match(target)) or "\\" in target or steps.startswith("..")
    return Relation(kind, path.lstrip("/"), external=False, escapes=escapes, key=element.get("Id", ""))
