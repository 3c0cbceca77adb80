"""Findings: what a stage has to tell its user; every stage returns its value together with them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Generic, TypeVar

from generator.source import Span

T_co = TypeVar("T_co", covariant=True)


class Severity(IntEnum):
    """How grave a finding is; the order is the order of gravity."""

    NOTICE = 1
    WARNING = 2
    ERROR = 3
    DISQUALIFYING = 4

    @property
    def label(self) -> str:
        """The Chinese name users read."""
        return _LABELS[self]

    @property
    def code(self) -> str:
        """The name used in JSON and on the command line."""
        return self.name.lower()


_LABELS = {
    Severity.NOTICE: "提示",
    Severity.WARNING: "警告",
    Severity.ERROR: "错误",
    Severity.DISQUALIFYING: "废标风险",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding points: a key path (the reporter resolves it), or a span, or both.

    `on_key` asks for the span of the key instead of the value; `quote` is the sentence of the document found faulty
    where a template says it. It tells no two places apart: one template may be printed in several documents.
    """

    path: str = ""
    span: Span | None = None
    on_key: bool = False
    quote: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a user should know: what, where, how grave, on what basis, and how to mend it.

    `basis` names law articles or standards (空 where plain sense is the basis);
    `hint` says what to do, with an example of the right form where one helps.
    """

    code: str
    severity: Severity
    place: Place
    message: str
    hint: str = ""
    basis: tuple[str, ...] = ()
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T_co]):
    """What a stage returns: its value (None where none could be made) and its findings."""

    value: T_co | None
    findings: tuple[Finding, ...] = ()


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """Give the gravest severity among findings, None where there are none."""
    return max((finding.severity for finding in findings), default=None)
