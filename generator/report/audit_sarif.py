"""What audits found as SARIF 2.1.0: the files as artifacts, places as regions of a text or as paragraphs of a part."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from generator.audit.foreign.finding import Anchor, AuditFinding
from generator.finding import Severity
from generator.report.audit_causes import cited
from generator.report.audit_content import PLAIN, UNKNOWN, AuditCase, AuditContent
from generator.report.audit_places import Places
from generator.report.sarif import LEVELS, message, run_of, sarif_document, yaml_location
from generator.source import Span

_TYPES = {
    "DOCX": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "DOC": "application/msword",
    "PDF": "application/pdf",
    PLAIN: "text/plain",
    UNKNOWN: "application/octet-stream",
}


def audit_sarif(contents: Sequence[AuditContent], titles: Mapping[str, str]) -> str:
    """Give the answer as SARIF that ends with a line break; a result for each finding, in the order of its file."""
    codes = sorted({code for content in contents for code in _codes(content.case)})
    results = [result for content in contents for result in _results(content.case, codes)]
    artifacts = [_artifact(content.case) for content in contents]
    return sarif_document({**run_of(codes, titles, results), "artifacts": artifacts})


def _codes(case: AuditCase) -> Iterator[str]:
    yield from (each.code for each in case.read)
    yield from (each.code for each in case.found)


def _artifact(case: AuditCase) -> dict[str, object]:
    return {
        "location": {"uri": _address(case.name)},
        "length": len(case.data),
        "mimeType": _TYPES[case.form],
        "hashes": {"sha-256": case.digest},
    }


def _results(case: AuditCase, codes: list[str]) -> Iterator[dict[str, object]]:
    whole = {"physicalLocation": {"artifactLocation": {"uri": _address(case.name)}}}
    for finding in case.read:
        words = message(finding.message, finding.hint)
        yield {**_result(finding.code, finding.severity, words, codes), "locations": [whole]}
    if case.text is not None:
        places = Places(case.text)
        yield from (_told(case, places, found, codes) for found in case.found)


def _address(name: str) -> str:
    path = Path(name)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _result(code: str, severity: Severity, words: str, codes: list[str]) -> dict[str, object]:
    return {"ruleId": code, "ruleIndex": codes.index(code), "level": LEVELS[severity], "message": {"text": words}}


def _told(case: AuditCase, places: Places, found: AuditFinding, codes: list[str]) -> dict[str, object]:
    first, *others = (_location(case, places, anchor) for anchor in found.anchors)
    result = _result(found.code, found.severity, message(found.message, found.hint), codes)
    result["properties"] = {
        "severity": found.severity.code,
        "layer": found.layer.value,
        "certainty": found.certainty.value,
        "group": found.group,
        "hint": found.hint,
        "basis": list(cited(found.basis)),
    }
    result["locations"] = [first]
    fact = case.sources.value(found.path) if found.path else None
    related = [*others, *([yaml_location(found.path, fact)] if fact else [])]
    if related:
        result["relatedLocations"] = related
    return result


def _location(case: AuditCase, places: Places, anchor: Anchor) -> dict[str, object]:
    """Give a place: a text has lines; of a package or a PDF the part and paragraph are named, and the words quoted."""
    offset = anchor.start - places.text.blocks[anchor.block].start
    where = places.words(anchor.block, offset)
    found = places.text.origin.place(anchor.block, offset)
    physical: dict[str, object] = {"artifactLocation": {"uri": _address(case.name)}}
    if case.form == PLAIN:
        physical["region"] = _region(places, anchor, offset)
        return {"physicalLocation": physical, "logicalLocations": [{"name": where}]}
    full = f"{found.part}#{found.paragraph}"
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"name": where, "fullyQualifiedName": full, "kind": "paragraph"}],
        "message": {"text": f"“{anchor.text}”（{where}）"},
    }


def _region(places: Places, anchor: Anchor, offset: int) -> dict[str, object]:
    start = places.line(anchor.block, offset)
    end = places.line(anchor.block, offset + anchor.end - anchor.start)
    span = Span("", *start, *end)
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
        "snippet": {"text": anchor.text},
    }
