"""Asks again what loading once asked of the disk; what several projects ask is answered once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.load import limits
from generator.load.asked import Kind, Question
from generator.load.files import content_digest
from generator.load.lent import models_digest, names_digest
from generator.load.resources import (
    BUILTIN,
    Resource,
    builtin_root,
    entry_names,
    find_resource,
    list_names,
    path_of,
    split_pattern,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers of one workspace as its files are now."""

    root: Path
    _given: dict[Question, str] = field(default_factory=dict)

    def answer(self, question: Question) -> str:
        """Answer a question; the second time from memory."""
        if question not in self._given:
            self._given[question] = _ANSWERS[question.kind](self.root, question.about)
        return self._given[question]


def _found(root: Path, relative: str) -> str:
    resource = find_resource(root, relative)
    return resource.file if resource else ""


def _names(root: Path, pattern: str) -> str:
    return "\n".join(list_names(root, *split_pattern(pattern)))


def _entries(root: Path, folder: str) -> str:
    return entry_names(path_of(root, folder))


def _content(root: Path, file: str) -> str:
    base = builtin_root() if file.startswith(BUILTIN) else root
    return content_digest(Resource(path_of(root, file), base, file), limits.PICTURE_BYTES)


_ANSWERS: Mapping[Kind, Callable[[Path, str], str]] = {
    Kind.FOUND: _found,
    Kind.NAMES: _names,
    Kind.ENTRIES: _entries,
    Kind.CONTENT: _content,
    Kind.LENT_NAMES: lambda root, _: names_digest(root),
    Kind.LENT_MODELS: lambda root, _: models_digest(root),
}
