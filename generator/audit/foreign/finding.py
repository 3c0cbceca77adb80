"""Findings of the auditor: what was found, how sure that is, what shares its cause, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from generator.finding import Finding, Place, Severity
from generator.source import Span


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


def _span(anchor: Anchor, whole: str, file: str) -> Span:
    return Span(file, *_position(whole, anchor.start), *_position(whole, anchor.end))


def _position(whole: str, offset: int) -> tuple[int, int]:
    return whole.count("\n", 0, offset) + 1, offset - whole.rfind("\n", 0, offset)
