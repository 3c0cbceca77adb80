"""The record of what loading asks: nothing is read from a workspace that is not in it, and it can be asked again."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from generator.load.answers import Answers
from generator.load.asked import NEVER_AGAIN, Asked, Kind, Question, note, recorded
from generator.load.lent import MOST_FILES, lent_names
from generator.load.resources import BUILTIN, builtin_root, find_resource, list_names
from generator.pipeline.checking import check_project
from tests.batch.edits import CALLBACKS, CHAPTER, HOUSE, PRINTED, PROFILE, bench, write

FOLDERS = ("catalogs", "company_profiles", "projects", "templates")
_LENT = re.compile(
    f"(?:{BUILTIN})?(?:company_profiles|projects|catalogs/products)"
    "|company_profiles/[^/]+/profile.yaml|projects/[^/]+/project.yaml|catalogs/products/[^/]+.yaml"
)
"""What is read to know the names and models of others: one question each."""
_OPENED: list[str] | None = None


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    if _OPENED is not None and event in {"open", "os.listdir", "os.scandir"} and isinstance(arguments[0], str | Path):
        _OPENED.append(os.fspath(arguments[0]))


sys.addaudithook(_hear)


@pytest.fixture
def opened() -> Iterator[list[str]]:
    global _OPENED  # noqa: PLW0603 - an audit hook stays for ever and cannot be given anything
    _OPENED = found = []
    yield found
    _OPENED = None


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return bench(tmp_path.resolve(), 1).root


def project(root: Path) -> Path:
    return min(root.glob("projects/*/project.yaml"))


def checked(root: Path) -> Asked:
    with recorded() as asked:
        check_project(root, project(root))
    return asked


def names_of(paths: list[str], root: Path, prefix: str = "") -> set[str]:
    """Give the names in findings of those paths that lie in a workspace's folders."""
    within = {Path(path).relative_to(root).as_posix() for path in paths if Path(path).is_relative_to(root)}
    return {f"{prefix}{name}" for name in within if name.startswith(FOLDERS)}


def test_every_file_that_is_opened_is_in_the_record(small: Path, opened: list[str]) -> None:
    asked = checked(small)
    heard = names_of(opened, small) | names_of(opened, builtin_root(), BUILTIN)
    known = {question.about.partition("/*")[0] for question in asked if question.kind is not Kind.FOUND}
    others = {name for name in heard if _LENT.fullmatch(name)}
    assert {CHAPTER, CALLBACKS, PROFILE, f"company_profiles/small/{PRINTED}", f"{BUILTIN}{HOUSE}"} <= known
    assert {Question(Kind.LENT_NAMES), Question(Kind.LENT_MODELS)} <= asked.keys()
    assert heard - known - others - {f"{BUILTIN}catalogs/law.yaml"} == set()


def test_a_record_is_the_same_whatever_was_read_before_in_the_process(small: Path) -> None:
    assert checked(small) == checked(small)


def test_what_is_asked_again_has_the_same_answers(small: Path) -> None:
    asked, answers = checked(small), Answers(small)
    assert {question: answers.answer(question) for question in asked} == asked


def test_the_workspace_that_travels_with_the_program_is_asked_alike() -> None:
    root = builtin_root()
    asked, answers = checked(root), Answers(root)
    assert {question: answers.answer(question) for question in asked} == asked
    assert not [question for question in asked if question.about.startswith(BUILTIN)]


CHANGES: dict[str, tuple[Callable[[Path], object], Question]] = {
    "words of a file": (
        lambda root: write(root / CALLBACKS, "telephone: {}\n"),
        Question(Kind.CONTENT, CALLBACKS),
    ),
    "a file is gone": ((lambda root: (root / CHAPTER).unlink()), Question(Kind.FOUND, CHAPTER)),
    "a folder instead": (
        lambda root: ((root / CALLBACKS).unlink(), (root / CALLBACKS).mkdir()),
        Question(Kind.CONTENT, CALLBACKS),
    ),
    "a link that leaves the workspace": (
        lambda root: ((root / CALLBACKS).unlink(), (root / CALLBACKS).symlink_to("/etc/hostname")),
        Question(Kind.CONTENT, CALLBACKS),
    ),
    "a file before a built-in one": (
        lambda root: shutil.copytree(builtin_root() / HOUSE.rpartition("/")[0], root / HOUSE.rpartition("/")[0]),
        Question(Kind.FOUND, HOUSE),
    ),
    "a file of the company": (
        lambda root: write(root / "company_profiles/small/web.yaml", "website: www.example.com\n"),
        Question(Kind.ENTRIES, "company_profiles/small"),
    ),
    "another company": (
        lambda root: write(root / "company_profiles/rival/profile.yaml", "name: 示例对手科技有限公司\n"),
        Question(Kind.LENT_NAMES),
    ),
    "another project's buyer": (
        lambda root: write(root / "projects/next/project.yaml", "buyer: 示例省医院\n"),
        Question(Kind.LENT_NAMES),
    ),
    "a model in a catalog": (
        lambda root: write(root / "catalogs/products/next.yaml", "items: [{model: AB-100}]\n"),
        Question(Kind.LENT_MODELS),
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_alters_the_answer_to_its_question(small: Path, change: str) -> None:
    do, question = CHANGES[change]
    asked = checked(small)
    do(small)
    answers = Answers(small)
    assert question in asked
    assert question in {other for other, before in asked.items() if answers.answer(other) != before}


SAME: dict[str, Callable[[Path], object]] = {
    "a hidden file of the company": lambda root: write(root / "company_profiles/small/.profile.yaml.swp", "x"),
    "another project's price": lambda root: write(root / "projects/next/project.yaml", "price: 1元\n"),
    "a model that is none": lambda root: write(root / "catalogs/warranty/next.yaml", "items: [{model: AB-100}]\n"),
    "a template nobody asks for": lambda root: write(root / "templates/zh/chapters/other.md.j2", "# 其他\n"),
    "a file by its side": lambda root: write(root / "README.md", "说明\n"),
    "the time of a file": lambda root: os.utime(root / CHAPTER, (1, 1)),
}


@pytest.mark.parametrize("change", SAME)
def test_what_is_of_no_matter_alters_no_answer(small: Path, change: str) -> None:
    asked = checked(small)
    SAME[change](small)
    answers = Answers(small)
    assert {question: answers.answer(question) for question in asked} == asked


def test_a_question_answered_in_two_ways_never_has_the_same_answer_again() -> None:
    with recorded() as asked:
        for answer in ("a", "a", "b", "b"):
            note(Kind.CONTENT, "x", lambda answer=answer: answer)  # type: ignore[misc]
    assert asked == {Question(Kind.CONTENT, "x"): NEVER_AGAIN}


def test_an_outer_record_does_not_hear_what_an_inner_one_does(tmp_path: Path) -> None:
    with recorded() as outer:
        with recorded() as inner:
            find_resource(tmp_path, "catalogs/none.yaml")
        list_names(tmp_path, "nowhere")
    assert inner == {Question(Kind.FOUND, "catalogs/none.yaml"): ""}
    assert outer == {Question(Kind.NAMES, "nowhere/*"): ""}


def test_an_archive_of_projects_is_searched_in_part(tmp_path: Path) -> None:
    for number in range(MOST_FILES + 1):
        write(tmp_path / "projects" / f"p{number:04}" / "project.yaml", f"name: 项目{number:04}\n")
    searched = list_names(tmp_path, "projects")[:MOST_FILES]
    lent = [lent.name for lent in lent_names(tmp_path)]
    assert lent == [f"项目{name.removeprefix('p')}" for name in searched if name[1:].isdecimal()]
    assert len(lent) < MOST_FILES
