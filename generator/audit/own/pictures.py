"""The pictures of a Word file in the order in which its text shows them, each by the digest of its bytes."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256

from generator.load.package import MOST_SIDE_XML, Package, RefusedError

_BLIP = re.compile(rb"<(?:[A-Za-z0-9]+:)?blip\b[^>]*?\b(?:[A-Za-z0-9]+:)?embed=[\"']([^\"']*)[\"']")
_MOST_PICTURES = 5_000


def shown_pictures(package: Package) -> tuple[str, ...]:
    """Give the digest of each picture of the main part in order; an empty one where it cannot be read."""
    main = next((each.target for each in package.relations("") if each.kind == "officeDocument"), "")
    if not package.has(main):
        return ()
    targets = dict(_targets(package, main))
    known: dict[str, str] = {}
    shown: list[str] = []
    for found in _BLIP.finditer(package.read(main)):
        if len(shown) == _MOST_PICTURES:
            break
        target = targets.get(found[1].decode("utf-8", "replace"), "")
        if target not in known:
            known[target] = _digest(package, target)
        shown.append(known[target])
    return tuple(shown)


def _targets(package: Package, main: str) -> Iterator[tuple[str, str]]:
    folder, _, name = main.rpartition("/")
    root = package.tree(posixpath.join(folder, "_rels", f"{name}.rels"))
    for element in () if root is None else root:
        attributes: Mapping[str, str] = {str(key): str(value) for key, value in element.attrib.items()}
        if attributes.get("TargetMode") != "External":
            path = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            yield attributes.get("Id", ""), path.lstrip("/")


def _digest(package: Package, target: str) -> str:
    if not package.has(target):
        return ""
    try:
        return sha256(package.data(target, MOST_SIDE_XML)).hexdigest()
    except RefusedError:
        return ""
