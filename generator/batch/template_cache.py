"""Compiled templates kept in the user's cache folder, so that a check does not compile them anew in every process."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator import __version__

_WRITABLE_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@contextmanager
def kept_templates() -> Iterator[None]:
    """Take up what an earlier process compiled, and keep what this one compiles beyond that.

    A cache that cannot be read, written or trusted is passed over: it saves time and changes nothing else.
    """
    from generator.render.compiling import kept, take_up

    path = _path()
    before = _read(path)
    if before:
        take_up(before)
    yield
    after = kept()
    if after != before:
        _write(path, after)


def _path() -> Path:
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "bidgen" / f"templates-{__version__}.bin"


def _read(path: Path) -> bytes:
    """Read the cache if it is the user's own and nobody else may write it: it holds code."""
    try:
        status = path.lstat()
        if not stat.S_ISREG(status.st_mode) or status.st_mode & _WRITABLE_BY_OTHERS or _is_foreign(status):
            return b""
        return path.read_bytes()
    except OSError:
        return b""


def _is_foreign(status: os.stat_result) -> bool:
    return hasattr(os, "getuid") and status.st_uid != os.getuid()


def _write(path: Path, data: bytes) -> None:
    from generator.write.files import replace_files

    try:
        replace_files({path: data})
    except OSError:
        return
