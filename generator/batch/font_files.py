"""The fonts of this machine as one digest: their files' sizes, names and checksums, and how fontconfig is set up.

Why all of them: a character that the wanted fonts lack is taken from any other. Why not whole files: a Chinese font
has twenty megabytes, and its head table changes with its contents.
"""

from __future__ import annotations

import os
import re
import struct
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

_ENDINGS = (".ttf", ".otf", ".ttc", ".otc")
_TABLES = (b"head", b"name", b"OS/2")
_FOLDERS = {
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("%WINDIR%/Fonts", "%LOCALAPPDATA%/Microsoft/Windows/Fonts"),
}
_UNIX_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")
_SETTINGS = ("/etc/fonts", "~/.config/fontconfig", "~/.fonts.conf")
_FOLDER = re.compile(rb"<dir[^>]*>\s*(/[^<]*?)\s*</dir>")
_MOST_FACES = 64


@cache
def font_digest() -> str:
    """Give the digest of every font file and of fontconfig's settings; looked up once per process."""
    settings = {str(file): file.read_bytes() for file in _files(_SETTINGS, (".conf",))}
    more = (found.decode("utf-8", "replace") for text in settings.values() for found in _FOLDER.findall(text))
    fonts = {str(file): _face_digest(file) for file in _files((*_folders(), *more), _ENDINGS)}
    rows = sorted([*fonts.items(), *((name, sha256(text).hexdigest()) for name, text in settings.items())])
    return sha256(repr(rows).encode()).hexdigest()


def _folders() -> tuple[str, ...]:
    home = os.environ.get("XDG_DATA_HOME")
    return (*_FOLDERS.get(sys.platform, _UNIX_FOLDERS), *((f"{home}/fonts",) if home else ()))


def _files(folders: tuple[str, ...], endings: tuple[str, ...]) -> Iterator[Path]:
    for name in dict.fromkeys(folders):
        folder = Path(os.path.expandvars(name)).expanduser()
        if folder.is_file():
            yield folder
        for parent, _, names in os.walk(folder):
            files = (Path(parent) / name for name in names if name.lower().endswith(endings))
            yield from (file for file in files if os.access(file, os.R_OK))


def _face_digest(file: Path) -> str:
    """Give the digest of a file's size and of the tables that tell its faces apart."""
    digest = sha256(str(file.stat().st_size).encode())
    try:
        with file.open("rb") as stream:
            data = _Reader(stream.fileno())
            for start in data.faces():
                for table in data.tables(start):
                    digest.update(table)
    except (OSError, struct.error):
        digest.update(b"?")
    return digest.hexdigest()


class _Reader:
    """Reads what it is asked for from an open font file."""

    def __init__(self, handle: int) -> None:
        self.handle = handle

    def at(self, offset: int, size: int) -> bytes:
        os.lseek(self.handle, offset, os.SEEK_SET)
        return os.read(self.handle, size)

    def faces(self) -> tuple[int, ...]:
        """Give where each face of the file begins."""
        head = self.at(0, 12)
        if head[:4] != b"ttcf":
            return (0,)
        count = min(struct.unpack(">I", head[8:12])[0], _MOST_FACES)
        return struct.unpack(f">{count}I", self.at(12, 4 * count))

    def tables(self, start: int) -> Iterator[bytes]:
        """Give the tables that tell a face from others."""
        count = struct.unpack(">H", self.at(start + 4, 2))[0]
        rows = self.at(start + 12, 16 * count)
        for index in range(count):
            tag, _, offset, size = struct.unpack(">4sIII", rows[16 * index : 16 * index + 16])
            if tag in _TABLES:
                yield self.at(offset, size)
