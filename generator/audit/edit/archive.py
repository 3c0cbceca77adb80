"""Packs a package again: its entries in their order, those that did not change with the bytes they had."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from copy import copy

from generator.load.package import MOST_UNPACKED, Package

_EPOCH = (1980, 1, 1, 0, 0, 0)


def packed(package: Package, changed: Mapping[str, bytes]) -> bytes:
    """Give the file; parts that are not in it come at its end."""
    stream = io.BytesIO()
    waiting = {name.lower(): (name, data) for name, data in changed.items()}
    with zipfile.ZipFile(stream, "w") as archive:
        archive.comment = package.archive.comment
        for info in package.archive.infolist():
            data = waiting.pop(info.filename.lower(), (info.filename, None))[1]
            archive.writestr(_entry(info), package.data(info.filename, MOST_UNPACKED) if data is None else data)
        for name, data in waiting.values():
            archive.writestr(_new(name), data)
    return stream.getvalue()


def _entry(old: zipfile.ZipInfo) -> zipfile.ZipInfo:
    """Describe an entry as it was; its extra fields speak of sizes that change."""
    info = copy(old)
    info.extra = b""
    return info


def _new(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    return info
