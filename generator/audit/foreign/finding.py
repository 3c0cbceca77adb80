"""Findings of the auditor: what was found, how sure that is, what shares its cause, and where it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from generator.finding import Finding, Outcome, Place, Severity
from generator.source import Span

T = TypeVar("T")


class Layer(StrEnum):
    """What a finding rests on: the text alone, the data of a project, or one place of the text against another."""

    TEXT = "A"
    PROJECT = "B"
    INSIDE = "C"


class Certainty(StrEnum):
    """Whether a finding is a fact, or a person must look."""

    FACT = "fact"
    REVIEW = "review"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A stretch of the whole text, end exclusive, and the number of the block in which it begins.

    `replacement` is what ought to stand there where that is certain; None leaves it to a person.
    """

    start: int
    end: int
    text: str
    block: int
    replacement: str | None = None


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing found in a text; findings of one cause have one `group`.

    `path` is the key path of the fact that the text contradicts; `hint` and `basis` are as in `Finding`.
    """

    code: str
    layer: Layer
    severity: Severity
    certainty: Certainty
    message: str
    group: str
    anchors: tuple[Anchor, ...]
    path: str = ""
    hint: str = ""
    basis: tuple[str, ...] = ()


def as_finding(found: AuditFinding, whole: str, file: str) -> Finding:
    """Give it as every stage tells its findings: lines and columns of the text as it was decoded."""
    places = tuple(Place(span=_span(each, whole, file), quote=each.text) for each in found.anchors)
    fact = (Place(found.path),) if found.path else ()
    return Finding(
        found.code, found.severity, places[0], found.message, found.hint, found.basis, also=(*places[1:], *fact)
    )


def named(found: Outcome[T], file: str) -> Outcome[T]:
    """Give the findings of a reader, which knows no name of its file, with that name."""
    return Outcome(found.value, tuple(_named(each, file) for each in found.findings))


def _named(found: Finding, file: str) -> Finding:
    span = found.place.span
    if span is None or span.file:
        return found
    return replace(found, place=replace(found.place, span=span._replace(file=file)))


def _span(anchor: Anchor, whole: str, file: str) -> Span:
    return Span(file, *_position(whole, anchor.start), *_position(whole, anchor.end))


def _position(whole: str, offset: int) -> tuple[int, int]:
    starts = _line_starts(whole)
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@lru_cache(maxsize=2)
def _line_starts(whole: str) -> tuple[int, ...]:
    return (0, *(found.end() for found in re.finditer("\n", whole)))
