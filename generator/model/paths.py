"""Key paths into the typed bid: every leaf with its path, and the value a written path names."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.model.record import is_leaf, members
from generator.source import PathPart, child_path

PICTURE_KEYS = ("picture", "logo")
_SCAN = re.compile(r"\.scans\[[0-9]+\]$")
_PART = re.compile(r"\[([^\[\]]+)\]|([^.\[\]]+)")


@dataclass(frozen=True, slots=True)
class Located:
    """A value and its key path with list items by index, as the source map and the trace name it."""

    path: str
    value: object


def leaves(bid: object, path: str = "") -> Iterator[tuple[str, object]]:
    """Give every leaf that has a value, with its key path, in the order of the model."""
    found: list[tuple[str, object]] = []
    _gather(bid, path, found)
    return iter(found)


def locate(bid: object, path: str) -> Located | None:
    """Find the value at a key path; None where the model has no such place.

    List items are named by index or, where they have one, by id: `levels[0]` and `levels[urgent]` are the same.
    """
    here, value = "", bid
    for part in path_parts(path):
        step = _step(value, part)
        if step is None:
            return None
        here, value = child_path(here, step[0]), step[1]
    return Located(here, value)


def resolve(bid: object, path: str) -> object:
    """Give the value at a key path; LookupError where the model has no such place."""
    located = locate(bid, path)
    if located is None:
        raise LookupError(path)
    return located.value


def path_parts(path: str) -> tuple[PathPart, ...]:
    """Split a key path into keys, indexes and ids: `a.b[2].c` into `a`, `b`, 2, `c`."""
    return tuple(_path_part(found[1], found[2]) for found in _PART.finditer(path))


def picture_paths(bid: object) -> Mapping[str, str]:
    """Give the key path of every picture with its file, relative to the company's directory."""
    endings = tuple(f".{key}" for key in PICTURE_KEYS)
    return {path: str(value) for path, value in leaves(bid) if path.endswith(endings)}


def scan_paths(bid: object) -> Mapping[str, str]:
    """Give the key path of every scan with its file, relative to the company's directory."""
    return {path: str(value) for path, value in leaves(bid) if _SCAN.search(path)}


def _gather(parent: object, path: str, found: list[tuple[str, object]]) -> None:
    for part, value in members(parent):
        here = child_path(path, part)
        if not is_leaf(value):
            _gather(value, here, found)
        elif value is not None:
            found.append((here, value))


def _path_part(inside: str | None, key: str | None) -> PathPart:
    if inside and inside.isdecimal():
        return int(inside)
    return inside or key or ""


def _step(value: object, part: PathPart) -> tuple[PathPart, object] | None:
    found = dict(members(value))
    if part in found:
        return part, found[part]
    for index, item in found.items() if isinstance(value, tuple) else ():
        if getattr(item, "id", None) == part:
            return index, item
    return None
