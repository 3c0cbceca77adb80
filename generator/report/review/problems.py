"""Every finding as the reviewer reads it: what is printed, where it was written, what it contradicts, on what basis."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType

from generator.finding import Finding, Place, Severity
from generator.report.places import Located, in_order
from generator.report.review.case import Case
from generator.report.review.quotes import Printing, Quote
from generator.report.text import excerpt
from generator.rules.laws import article_text, citation
from generator.rules.table import RULES
from generator.source import Span

QUOTES = 3
"""So many sentences are quoted of a place that is printed often; the others are counted."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of the data: its key path, `file:line:column` with the source line, and the sentences that print it."""

    path: str
    position: str
    line: str
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Basis:
    """What a finding rests on: the citation, the words of the article (none where only the law is registered).

    `told_in` is the number of an earlier finding that has the words already, 0 where this is the first.
    """

    citation: str
    words: str = ""
    told_in: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding, numbered from 1 with the gravest first, with the title of its code."""

    number: int
    finding: Finding
    title: str
    spot: Spot
    also: tuple[Spot, ...]
    basis: tuple[Basis, ...]

    @property
    def is_grave(self) -> bool:
        """Whether it is told in full: a warning or worse."""
        return self.finding.severity >= Severity.WARNING


def problems(case: Case, printed: Printing | None) -> tuple[Problem, ...]:
    """Give all findings, the gravest first, those of one severity in the order of their places."""
    found = sorted(in_order(case.findings, case.sources), key=lambda one: -one.finding.severity)
    made = (_problem(number, located, case, printed) for number, located in enumerate(found, start=1))
    return tuple(_told_once(made))


def _problem(number: int, located: Located, case: Case, printed: Printing | None) -> Problem:
    finding = located.finding
    also = tuple(
        _spot(place, span, case, printed) for place, span in zip(finding.also, located.also, strict=True) if span
    )
    spot = _spot(finding.place, located.span, case, printed)
    title = case.titles.get(finding.code, "")
    return Problem(number, finding, title, spot, also, tuple(_basis(finding)))


def _spot(place: Place, span: Span | None, case: Case, printed: Printing | None) -> Spot:
    line = excerpt(span, case.texts) if span else None
    quotes = printed.quotes(place) if printed else ()
    return Spot(place.path, str(span or ""), line[0].strip() if line else "", quotes)


def _basis(finding: Finding) -> Iterator[Basis]:
    names = _articles().get(finding.code, ())
    words = {citation(name): article_text(name) for name in names}
    return (Basis(cited, words.get(cited, "")) for cited in finding.basis)


@cache
def _articles() -> Mapping[str, tuple[str, ...]]:
    return MappingProxyType({rule.code: rule.basis for rule in RULES})


def _told_once(found: Iterator[Problem]) -> Iterator[Problem]:
    """Let each article's words stand with the first finding that cites it; the others point there."""
    told: dict[str, int] = {}
    for problem in found:
        basis = tuple(replace(one, told_in=told.get(one.citation, 0)) for one in problem.basis)
        if problem.is_grave:
            told |= {one.citation: problem.number for one in basis if one.words and not one.told_in}
        yield replace(problem, basis=basis)
