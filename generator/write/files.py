"""Files that are whole or untouched: a set of outputs is written beside its targets, then put in place."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PART, _OLD = ".bidgen.part", ".bidgen.old"
_LEFTOVER = re.compile(r"\..+\.bidgen\.(?:part|old)")
"""The names of half-written files and of the old files kept beside them: nobody else gives such names."""


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its target and sync it; when all are written, rename them into place in their order.

    Whoever else writes into these folders waits; what an earlier process left half written there is removed.
    Raises OSError (disk full, read-only folder); then every target is as it was and no leftover remains.
    """
    folders = sorted({target.parent for target in contents})
    for folder in folders:
        folder.mkdir(parents=True, exist_ok=True)
    with ExitStack() as locks:
        for folder in folders:
            locks.enter_context(_locked(folder))
            _remove_leftovers(folder)
        _replace(contents)
    for folder in folders:
        _sync_folder(folder)


def sweep(folder: Path) -> None:
    """Remove what a process that is dead left half written in a folder; wait where one is writing there now."""
    with suppress(OSError), _locked(folder):
        _remove_leftovers(folder)


def _remove_leftovers(folder: Path) -> None:
    """Remove files of the names that only this module gives; call it with the folder locked."""
    for path in folder.iterdir():
        if _LEFTOVER.fullmatch(path.name):
            path.unlink(missing_ok=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep other processes of this program from writing into a folder; the lock ends with its process, however it ends.

    Why the folder itself is locked: a lock file would lie among the outputs. Where the system cannot (Windows, some
    network drives), nothing is locked: a name of its own for each half-written file keeps every file whole.
    """
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _replace(contents: Mapping[Path, bytes]) -> None:
    written: list[tuple[Path, Path]] = []
    try:
        for target, data in contents.items():
            written.append((_write_beside(target, data), target))
        _put_in_place(written)
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)


def _put_in_place(written: Sequence[tuple[Path, Path]]) -> None:
    """Rename each file onto its target; where one cannot be (a folder has its name), put the old ones back."""
    kept = {target: _keep(temporary, target) for temporary, target in written}
    done: list[Path] = []
    try:
        for temporary, target in written:
            done.append(target)
            temporary.replace(target)
    except BaseException:
        for target in done:
            _put_back(kept[target], target)
        raise
    finally:
        for old in kept.values():
            if old is not None:
                old.unlink(missing_ok=True)


def _keep(temporary: Path, target: Path) -> Path | None:
    """Give the old file a second name beside it; None where there is none yet."""
    if not target.is_file():
        return None
    old = temporary.with_name(temporary.name.removesuffix(_PART) + _OLD)
    try:
        old.hardlink_to(target)
    except OSError:  # the file system knows no second names
        shutil.copy2(target, old)
    return old


def _put_back(old: Path | None, target: Path) -> None:
    if old is not None:
        old.replace(target)
    elif target.is_file():
        target.unlink()


def _write_beside(target: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=_PART, dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(0o644)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _sync_folder(folder: Path) -> None:
    """Sync a folder's entries where the system allows opening folders (not on Windows)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
