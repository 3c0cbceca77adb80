"""Reads text files safely: regular, inside the workspace, below the limit, in UTF-8; everything else is a finding."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.finding import Finding, Outcome, Place, Severity
from generator.load import limits
from generator.load.asked import Kind, note
from generator.load.resources import BUILTIN, TEMPLATES, Resource, builtin_root, find_resource, path_of
from generator.source import Span

UNREADABLE = "S001"
"""S001: a file is missing or cannot be read."""
ENCODING = "S002"
"""S002: a file is not UTF-8."""
TOO_LARGE = "S003"
"""S003: a file is larger than the limit."""
OUTSIDE = "S014"
"""S014: a path leaves the workspace."""

_ENCODING_HINT = "用编辑器打开，选“另存为”或者“通过编码保存”，编码选 UTF-8，再保存。"
_SIZE_HINT = "确认没有选错文件；内容确实很多时，分成几个文件。"
_ZERO_BYTES_OF_UTF_16 = 4


@dataclass(frozen=True, slots=True)
class LoadedFile:
    """A file that was read, with the SHA-256 of its bytes in hexadecimal."""

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class TextFile:
    """The text of a file without byte order mark, every line end made a line feed."""

    file: str
    text: str
    sha256: str


def read_text(resource: Resource, referrer: Place | None = None) -> Outcome[TextFile]:
    """Read a text file; `referrer` is the place that names it, to which findings about a missing file point."""
    raw = read_bytes(resource, limits.FILE_BYTES, referrer)
    if raw.value is None:
        return Outcome(None, raw.findings)
    problem = _wrong_encoding(raw.value, resource.file)
    if problem:
        return Outcome(None, (problem,))
    text = _line_feeds(raw.value.decode("utf-8-sig"))
    return Outcome(TextFile(resource.file, text, sha256(raw.value)))


def read_bytes(resource: Resource, limit: int, referrer: Place | None = None) -> Outcome[bytes]:
    """Read a regular file of at most `limit` bytes that lies inside `resource.root`, symbolic links followed."""
    read = _read_bytes(resource, limit, referrer)
    note(Kind.CONTENT, resource.file, lambda: _digest_of(read))
    return read


def content_digest(resource: Resource, limit: int) -> str:
    """Give the SHA-256 of a file of at most `limit` bytes, nothing where it cannot be read."""
    return _digest_of(_read_bytes(resource, limit, None))


def find_template(root: Path, relative: str, referrer: Place | None = None) -> Outcome[TextFile]:
    """Read a template by its path from `templates/zh`, the workspace's own or the built-in one."""
    name = f"{TEMPLATES}/{relative}"
    if not is_plain_path(relative):
        return Outcome(None, (outside(name, referrer or Place(span=start_of(name))),))
    resource = find_resource(root, name)
    if resource is None:
        return Outcome(None, (missing(name, referrer or Place(span=start_of(name))),))
    return read_text(resource, referrer)


def read_for_display(root: Path, files: Iterable[str]) -> dict[str, str]:
    """Read the files that findings point into, by their names in findings, as far as they can be shown at all.

    Files that no stage could read (a broken project.yaml, a wrong encoding) and templates get their carets by this.
    """
    texts = {file: _display(root.resolve(), file) for file in sorted(set(files))}
    return {file: text for file, text in texts.items() if text is not None}


def is_plain_path(relative: str) -> bool:
    """Tell whether a path written by a user stays below its folder by its words alone."""
    if len(relative.encode()) > limits.PATH_BYTES or any(character in relative for character in "\\:\0"):
        return False
    return all(part not in {"", ".", ".."} for part in relative.split("/"))


def is_inside(root: Path, path: Path) -> bool:
    """Tell whether `path`, its symbolic links followed, lies below `root`."""
    try:
        return path.resolve().is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return False


def sha256(data: bytes) -> str:
    """Give the SHA-256 of `data` in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def start_of(file: str) -> Span:
    """Give the place for a finding about a file as a whole."""
    return Span(file, 1, 1, 1, 1)


def missing(file: str, place: Place, hint: str = "") -> Finding:
    """Report that a file does not exist."""
    return _unreadable(file, "文件不存在", place, hint)


def outside(file: str, place: Place) -> Finding:
    """Report a path that leaves the workspace."""
    return Finding(
        OUTSIDE,
        Severity.ERROR,
        place,
        f"“{file}”不在工作区内的规定位置，不能读取",
        "把文件复制到工作区内，再写工作区内的名称，例如“company: shizheng”“picture: credentials/iso9001.png”。",
    )


def _digest_of(read: Outcome[bytes]) -> str:
    return sha256(read.value) if read.value is not None else ""


def _read_bytes(resource: Resource, limit: int, referrer: Place | None) -> Outcome[bytes]:
    place = referrer or Place(span=start_of(resource.file))
    if not is_inside(resource.root, resource.path):
        return Outcome(None, (outside(resource.file, place),))
    try:
        problem = _unfit(resource, limit, place)
        if problem:
            return Outcome(None, (problem,))
        with resource.path.open("rb") as stream:
            return Outcome(stream.read(limit + 1))
    except OSError as error:
        return Outcome(None, (_unreadable(resource.file, _reason(error), place),))


def _display(root: Path, file: str) -> str | None:
    base = builtin_root() if file.startswith(BUILTIN) else root
    raw = read_bytes(Resource(path_of(root, file), base, file), limits.FILE_BYTES).value
    if raw is None or _is_utf_16(raw):
        return None
    text = raw.decode("gb18030" if _wrong_encoding(raw, file) and _is_gb18030(raw) else "utf-8-sig", "replace")
    return _line_feeds(text)


def _line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _unfit(resource: Resource, limit: int, place: Place) -> Finding | None:
    status = resource.path.stat()
    if not stat.S_ISREG(status.st_mode):
        return _unreadable(resource.file, "这不是一个文件", place)
    if status.st_size > limit:
        message = f"文件“{resource.file}”有{status.st_size}字节，超过上限{limit}字节"
        return Finding(TOO_LARGE, Severity.ERROR, Place(span=start_of(resource.file)), message, _SIZE_HINT)
    return None


def _unreadable(file: str, reason: str, place: Place, hint: str = "") -> Finding:
    advice = hint or "检查文件名的拼写、大小写和读取权限。"
    return Finding(UNREADABLE, Severity.ERROR, place, f"读不出文件“{file}”：{reason}", advice)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "文件不存在"
    if isinstance(error, PermissionError):
        return "没有读取权限"
    return "读取时出错"


def _wrong_encoding(raw: bytes, file: str) -> Finding | None:
    if _is_utf_16(raw):
        return _encoding(start_of(file), "像是 UTF-16 编码")
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8-sig")
        name = "像是 GB18030（GBK）编码" if _is_gb18030(raw) else "也认不出是哪种编码"
        return _encoding(_after(before, file), name)
    return None


def _encoding(span: Span, name: str) -> Finding:
    message = f"文件不是 UTF-8 编码，{name}，从这里起读不出文字"
    return Finding(ENCODING, Severity.ERROR, Place(span=span), message, _ENCODING_HINT)


def _is_utf_16(raw: bytes) -> bool:
    return raw.startswith((b"\xff\xfe", b"\xfe\xff")) or raw[:64].count(0) >= _ZERO_BYTES_OF_UTF_16


def _is_gb18030(raw: bytes) -> bool:
    """Tell whether the bytes are GB18030 whose characters are mostly the common ones of GB 2312."""
    try:
        beyond_ascii = [character for character in raw.decode("gb18030") if not character.isascii()]
    except UnicodeDecodeError:
        return False
    common = sum(character in "，。、：；（）“”" or "\u4e00" <= character <= "\u9fff" for character in beyond_ascii)
    return common * 10 >= len(beyond_ascii) * 8


def _after(text: str, file: str) -> Span:
    lines = _line_feeds(text).split("\n")
    line, column = len(lines), len(lines[-1]) + 1
    return Span(file, line, column, line, column + 1)
