"""Findings as SARIF 2.1.0, which editors and code hosts show beside the source lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import quote

from generator import __version__
from generator.finding import Finding, Place, Severity
from generator.languages.spoken import is_english, told, told_sentences
from generator.report.places import Located, in_order
from generator.source import SourceMap, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

LEVELS: Mapping[Severity, str] = {
    Severity.NOTICE: "note",
    Severity.WARNING: "warning",
    Severity.ERROR: "error",
    Severity.DISQUALIFYING: "error",
}
_ROOT = "WORKSPACE"


def sarif_report(findings: Iterable[Finding], sources: SourceMap, titles: Mapping[str, str] | None = None) -> str:
    """Give the report as SARIF that ends with a line break; `titles` gives the short description of each code."""
    ordered = in_order(findings, sources)
    codes = sorted({located.finding.code for located in ordered})
    results = [_result(located, codes.index(located.finding.code)) for located in ordered]
    return sarif_document(run_of(codes, titles or {}, results))


def run_of(codes: Sequence[str], titles: Mapping[str, str], results: Sequence[object]) -> dict[str, object]:
    """Give one run of this program: its rules, which are the codes in order, and its results."""
    rules = [_rule(code, titles) for code in codes]
    driver = {"name": "bidgen", "version": __version__, "semanticVersion": __version__, "rules": rules}
    return {
        "tool": {"driver": driver},
        "language": "en" if is_english() else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": told("工作区的根文件夹")}}},
        "results": list(results),
    }


def sarif_document(run: Mapping[str, object]) -> str:
    """Give a run as a document that ends with a line break."""
    document = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _rule(code: str, titles: Mapping[str, str]) -> dict[str, object]:
    return {"id": code, "shortDescription": {"text": titles.get(code, code)}}


def _result(located: Located, rule_index: int) -> dict[str, object]:
    finding = located.finding
    result: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule_index,
        "level": LEVELS[finding.severity],
        "message": {"text": message(finding.message, finding.hint)},
        "properties": {"severity": finding.severity.code, "hint": finding.hint, "basis": list(finding.basis)},
    }
    if located.span or finding.place.path:
        result["locations"] = [_location(finding.place, located.span)]
    related = [_location(place, span) for place, span in zip(finding.also, located.also, strict=True) if span]
    if related:
        result["relatedLocations"] = related
    return result


def message(words: str, hint: str) -> str:
    """Give what is told of a finding: the message and, where there is one, the hint."""
    return told_sentences(words, hint) if hint else words


def yaml_location(path: str, span: Span) -> dict[str, object]:
    """Give where the value of a key path was written."""
    return _location(Place(path), span)


def _location(place: Place, span: Span | None) -> dict[str, object]:
    location: dict[str, object] = {}
    if span:
        location["physicalLocation"] = {"artifactLocation": _artifact(span.file), "region": _region(span)}
    if place.path:
        location["logicalLocations"] = [{"fullyQualifiedName": place.path}]
    return location


def _artifact(file: str) -> dict[str, object]:
    """Give the address of a file; those that came with the program carry their own scheme and no base."""
    if ":" in file:
        return {"uri": quote(file, safe="/:")}
    return {"uri": quote(file), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
