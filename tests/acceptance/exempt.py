"""What *change one key* does not ask of some leaves of an example project: patterns of key paths with their reasons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent / "exceptions"
Patterns = Mapping[str, str]


@dataclass(frozen=True)
class Exceptions:
    """The parts of a file of this folder; what they mean stands in common.yaml."""

    structural: Patterns
    linked: Patterns
    not_printed: Patterns
    may_stay: Patterns
    choices: Mapping[str, str]
    texts: Patterns


@cache
def exceptions_of(project: str) -> Exceptions:
    """Give what holds for a project: the common file and its own."""
    common, own = _read("common"), _read(project)
    return Exceptions(**{part: {**common[part], **own.get(part, {})} for part in common})


@cache
def patterns_of(name: str) -> Mapping[str, Patterns]:
    """Give the patterns of one file by part."""
    return {part: found for part, found in _read(name).items() if part != "choices"}


def matches(patterns: Iterable[str], path: str) -> bool:
    """Tell whether a key path is one of those meant."""
    return any(re.fullmatch(pattern, path) for pattern in patterns)


def _read(name: str) -> dict[str, Any]:
    file = HERE / f"{name}.yaml"
    return yaml.safe_load(file.read_text(encoding="utf-8")) or {} if file.exists() else {}
