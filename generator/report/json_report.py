"""Findings as JSON for programs; the shape is part of the command line's promise and does not change."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.finding import Finding, Place, Severity
from generator.report.places import Located, count_by_severity, in_order
from generator.source import SourceMap, Span


def json_report(findings: Iterable[Finding], sources: SourceMap, limit: Severity = Severity.ERROR) -> str:
    """Give the report as JSON that ends with a line break; `limit` is the severity from which a run fails."""
    document = report_data(findings, sources, limit)
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def report_data(findings: Iterable[Finding], sources: SourceMap, limit: Severity = Severity.ERROR) -> dict[str, object]:
    """Give what the JSON report holds, as dicts and lists; places that are not known are null."""
    ordered = in_order(findings, sources)
    return {
        "findings": [_finding(located) for located in ordered],
        "summary": _summary([located.finding for located in ordered], limit),
    }


def _finding(located: Located) -> dict[str, object]:
    finding, span = located.finding, located.span
    return {
        "code": finding.code,
        "severity": finding.severity.code,
        "message": finding.message,
        **_start(finding.place, span),
        "end_line": span.end_line if span else None,
        "end_column": span.end_column if span else None,
        "also": [_start(place, other) for place, other in zip(finding.also, located.also, strict=True)],
        "basis": list(finding.basis),
        "hint": finding.hint,
    }


def _start(place: Place, span: Span | None) -> dict[str, object]:
    return {
        "path": place.path,
        "file": span.file if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
    }


def _summary(findings: list[Finding], limit: Severity) -> dict[str, object]:
    counts = {severity.code: count for severity, count in count_by_severity(findings).items()}
    return {**counts, "total": len(findings), "limit": limit.code}
