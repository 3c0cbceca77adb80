"""What loading asked of the disk, each question with its answer, so that it can be asked again later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from enum import Enum
from typing import NamedTuple

NEVER_AGAIN = "?"
"""The answer to a question that was answered in two ways: no later answer equals it."""


class Kind(Enum):
    """What may be asked: who bears a name, what a folder holds, what a file says, what others lend."""

    FOUND = "found"
    NAMES = "names"
    ENTRIES = "entries"
    CONTENT = "content"
    LENT_NAMES = "lent names"
    LENT_MODELS = "lent models"


class Question(NamedTuple):
    """A question with what it is about: a path from the workspace, a folder, a file as findings call it, or nothing."""

    kind: Kind
    about: str = ""


Asked = dict[Question, str]

_RECORDS: ContextVar[Asked | None] = ContextVar("records", default=None)


@contextmanager
def recorded() -> Iterator[Asked]:
    """Give what is asked within; an outer record does not hear of it."""
    asked: Asked = {}
    token = _RECORDS.set(asked)
    try:
        yield asked
    finally:
        _RECORDS.reset(token)


def note(kind: Kind, about: str, answer: Callable[[], str]) -> None:
    """Take a question and its answer into the record, where one is kept."""
    asked = _RECORDS.get()
    if asked is not None:
        question, given = Question(kind, about), answer()
        asked[question] = given if asked.get(question, given) == given else NEVER_AGAIN
