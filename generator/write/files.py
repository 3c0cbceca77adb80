"""Files that are whole or untouched: a set of outputs is written beside its targets, then put in place."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def replace_files(contents: Mapping[Path, bytes]) -> None:
    """Write every file beside its target and sync it; only when all are written, rename them into place.

    Raises OSError (disk full, read-only folder); then every target is as it was and no leftover remains.
    """
    written: list[tuple[Path, Path]] = []
    try:
        for target, data in contents.items():
            target.parent.mkdir(parents=True, exist_ok=True)
            written.append((_write_beside(target, data), target))
        _put_in_place(written)
    finally:
        for temporary, _ in written:
            temporary.unlink(missing_ok=True)
    for folder in {target.parent for target in contents}:
        _sync_folder(folder)


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
    old = temporary.with_suffix(".old")
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
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
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
