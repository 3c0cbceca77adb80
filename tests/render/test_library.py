"""The library of chapters: every kind can be read and composed, every chapter is used and says what it needs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.render.composition import needs, template_files
from generator.render.kinds import Kind, read_kind

LIBRARY = Path(__file__).parents[2] / "templates" / "zh"
CHAPTERS = sorted((LIBRARY / "chapters").rglob("*.j2"))
KINDS = sorted((LIBRARY / "kinds").glob("*.yaml"))

FAMILY = re.compile(r"\b(service\.\w+)")
COMMENT = re.compile(r"\{#-?\s.*?#\}", re.DOTALL)
GUARD = re.compile(r"\b(service\.\w+)[\w.\[\]]* is (?:given|empty|not given)")


def kind_of(path: Path) -> Kind:
    kind = read_kind(path.read_text(encoding="utf-8"), path.name).value
    assert kind is not None
    return kind


def name_of(path: Path) -> str:
    return path.relative_to(LIBRARY).as_posix()


@pytest.mark.parametrize("path", KINDS, ids=lambda path: path.stem)
def test_a_kind_is_called_after_its_file_and_has_no_faults(path: Path) -> None:
    outcome = read_kind(path.read_text(encoding="utf-8"), path.name)
    assert outcome.findings == ()
    assert kind_of(path).name == path.stem


def test_kinds_name_exactly_the_chapters_there_are() -> None:
    named = {file for path in KINDS for file in template_files(kind_of(path).chapters)}
    assert named == {name_of(path) for path in CHAPTERS}


@pytest.mark.parametrize("path", CHAPTERS, ids=name_of)
def test_a_chapter_begins_with_its_only_top_heading(path: Path) -> None:
    levels = [len(found[1]) for found in re.finditer(r"^(#+) ", path.read_text(encoding="utf-8"), re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1


@pytest.mark.parametrize("path", CHAPTERS, ids=name_of)
def test_a_chapter_needs_or_asks_for_every_family_of_service_it_prints(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = {".".join(need.split(".")[:2]) for need, _ in needs(text)} | set(GUARD.findall(text))
    assert set(printed(text)) - said == set()


def printed(text: str) -> Iterator[str]:
    return (found[1] for found in FAMILY.finditer(COMMENT.sub("", text)))
