"""Where findings point and in which order they are shown, the same for every form of report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from generator.finding import Finding, Place, Severity
from generator.source import SourceMap, Span


@dataclass(frozen=True, slots=True)
class Located:
    """A finding with the spans of its place and of its further places; a span is None where nothing is written."""

    finding: Finding
    span: Span | None
    also: tuple[Span | None, ...]


def locate(place: Place, sources: SourceMap) -> Span | None:
    """Give the span a place means: its own, else that of its key path or of the nearest written one above it."""
    if place.span is not None:
        return place.span
    return sources.key(place.path) if place.on_key else sources.value(place.path)


def resolved(finding: Finding, sources: SourceMap) -> Finding:
    """Give a finding whose places carry their spans, so that it can be shown without the map."""
    also = tuple(replace(place, span=locate(place, sources)) for place in finding.also)
    return replace(finding, place=replace(finding.place, span=locate(finding.place, sources)), also=also)


def in_order(findings: Iterable[Finding], sources: SourceMap) -> tuple[Located, ...]:
    """Locate findings and sort them by file, line, column, code and message; those without a place come last."""
    return tuple(sorted((_located(finding, sources) for finding in findings), key=_order))


def count_by_severity(findings: Iterable[Finding]) -> dict[Severity, int]:
    """Count findings of each severity, the gravest first; severities without findings count 0."""
    counts = Counter(finding.severity for finding in findings)
    return {severity: counts[severity] for severity in sorted(Severity, reverse=True)}


def _located(finding: Finding, sources: SourceMap) -> Located:
    also = tuple(locate(place, sources) for place in finding.also)
    return Located(finding, locate(finding.place, sources), also)


def _order(located: Located) -> tuple[bool, str, int, int, int, str, str]:
    span = located.span or Span("", 0, 0, 0, 0)
    finding = located.finding
    return (
        located.span is None,
        span.file,
        span.line,
        span.column,
        -finding.severity,
        finding.code,
        finding.message,
    )
