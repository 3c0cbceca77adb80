"""What the workspace's other companies, projects and product catalogs lend to the rules: their names and models.

Why by line: reading all of them as YAML would cost more than all rules. Each is one question for the record, so that
another project's new price does not touch this one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from generator.load.asked import Kind, note, recorded
from generator.load.resources import list_names

MOST_FILES = 500
"""More projects than these are not searched for names: their folders are an archive."""

_KEY = re.compile(r"^(name|short_name|english_name|buyer|agency): *[\"']?(.+?)[\"']?\s*$", re.MULTILINE)
_MODEL = re.compile(r"[\s{,]model: *[\"']?([A-Z]{2,}[A-Z0-9]*-[A-Z0-9-]*[0-9][A-Z0-9-]*)")
_FILES = {"company_profiles": "profile.yaml", "projects": "project.yaml"}
_PRODUCTS = "catalogs/products"


class LentName(NamedTuple):
    """A name, the key it was written at, and the folder (`company_profiles`, `projects`) of what bears it."""

    folder: str
    key: str
    name: str


def lent_names(root: Path) -> tuple[LentName, ...]:
    """Give the names of every company and project of the workspace."""
    with recorded():
        names = tuple(_names(root))
    note(Kind.LENT_NAMES, "", lambda: _digest(names))
    return names


def lent_models(root: Path) -> Mapping[str, frozenset[str]]:
    """Give the models of every product catalog of the workspace by the catalog's name, in order."""
    with recorded():
        names = list_names(root, _PRODUCTS, ".yaml")
    models = {name: frozenset(_MODEL.findall(_text(root / _PRODUCTS / f"{name}.yaml"))) for name in names}
    note(Kind.LENT_MODELS, "", lambda: _digest([(name, sorted(found)) for name, found in models.items()]))
    return models


def names_digest(root: Path) -> str:
    """Give the digest of what `lent_names` gives."""
    return _digest(lent_names(root))


def models_digest(root: Path) -> str:
    """Give the digest of what `lent_models` gives."""
    return _digest([(name, sorted(found)) for name, found in lent_models(root).items()])


def _names(root: Path) -> Iterator[LentName]:
    for folder, file in _FILES.items():
        for name in list_names(root, folder)[:MOST_FILES]:
            found = _KEY.finditer(_text(root / folder / name / file))
            yield from (LentName(folder, match[1], match[2]) for match in found)


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return ""


def _digest(found: object) -> str:
    return sha256(repr(found).encode()).hexdigest()
