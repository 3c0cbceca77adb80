"""Measure whether the facts a document of a kind commits to are data of ours, and printed from there.

A subject names its key paths (`[*]` stands for any index, `.*` for any name; a path stands for what lies below it too):
of each at least one printed value must come. A subject without a figure may instead be `said` in words: alternatives,
each a list of words that stand in one paragraph or table row.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from generator.document.nodes import Document
from generator.document.walk import values
from tests.coverage.matching import AnyOf, passages, says

HERE = Path(__file__).parent / "subjects"


@dataclass(frozen=True, slots=True)
class Subject:
    """One fact: its key is the same for the same notion in all samples."""

    id: str
    key: str
    title: str
    paths: tuple[str, ...]
    said: AnyOf


@dataclass(frozen=True, slots=True)
class Subjects:
    """The subjects of one sample, and those our document does not contain, each with the reason."""

    sample: int
    items: tuple[Subject, ...]
    left_out: Mapping[str, str]


def read_subjects() -> dict[int, Subjects]:
    """Read the subjects of every sample."""
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted(HERE.glob("*.yaml"))]
    return {data["sample"]: _subjects(data) for data in read}


def unprinted(document: Document, subjects: Subjects) -> list[Subject]:
    """Give the subjects of which the document prints no value and says no word, in their order."""
    printed = {path for value in values(document) for path in value.paths}
    said = list(passages(document.body))
    return [subject for subject in subjects.items if not _stands(subject, printed, said)]


def _subjects(data: Mapping[str, Any]) -> Subjects:
    return Subjects(data["sample"], tuple(map(_subject, data["subjects"])), data["left_out"])


def _subject(row: Mapping[str, Any]) -> Subject:
    return Subject(row["id"], row["key"], row["title"], tuple(row.get("paths", ())), row.get("said", ()))


def _stands(subject: Subject, printed: set[str], said: Sequence[str]) -> bool:
    if subject.said:
        return any(says(passage, subject.said) for passage in said)
    return bool(subject.paths) and all(any(map(_pattern(path).fullmatch, printed)) for path in subject.paths)


def _pattern(path: str) -> re.Pattern[str]:
    exact = re.escape(path).replace(r"\[\*\]", r"\[[0-9]+\]").replace(r"\.\*", r"\.[A-Za-z0-9_]+")
    return re.compile(rf"{exact}(?:[.\[].*)?")
