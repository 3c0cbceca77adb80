"""What an audit found as JSON for programs: promises and findings with their offsets in the text that was read."""

from __future__ import annotations

import json
from collections.abc import Sequence

from generator.audit.extract.rows import outward_kind, value
from generator.audit.foreign.finding import Anchor, AuditFinding
from generator.audit.text import Block
from generator.finding import Finding
from generator.report.audit_causes import cited, fact
from generator.report.audit_content import PLAIN, UNKNOWN, AuditContent, counted
from generator.report.audit_places import Places
from generator.report.audit_register import Entry

_FORMATS = {"DOCX": "docx", "DOC": "doc", "PDF": "pdf", PLAIN: "txt", UNKNOWN: ""}


def audit_json(contents: Sequence[AuditContent]) -> str:
    """Give the answer as JSON that ends with a line break: of one file itself, of several a list of them.

    Offsets count characters, ends are exclusive. Findings of reading concern the file as a whole and have no anchors.
    """
    answers = [_answer(content) for content in contents]
    return json.dumps(answers[0] if len(answers) == 1 else {"files": answers}, ensure_ascii=False, indent=2) + "\n"


def _answer(content: AuditContent) -> dict[str, object]:
    case = content.case
    places = Places(case.text) if case.text else None
    read = [_read(finding) for finding in case.read]
    told = [_told(content, places, finding) for finding in case.found] if places else []
    counts = {severity.code: count for severity, count in counted(content).items()}
    return {
        "commitments": [_commitment(places, entry) for entry in content.entries] if places else [],
        "findings": [*read, *told],
        "file": {"name": case.name, "format": _FORMATS[case.form], "bytes": len(case.data), "sha256": case.digest},
        "own": case.is_own,
        "project": case.project,
        "summary": {**counts, "causes": len(content.causes), "limit": case.limit.code},
    }


def _commitment(places: Places, entry: Entry) -> dict[str, object]:
    promise = entry.commitment
    amount = value(promise)
    return {
        "start": promise.start,
        "end": promise.end,
        "text": promise.text,
        "kind": outward_kind(promise),
        "value_low": amount.low,
        "value_high": amount.high,
        "unit": amount.unit,
        "comparator": promise.comparator.value or "=",
        "subject": promise.subject,
        "scope": _scope(entry),
        "place": _place(places, promise.block, promise.start),
        "provenance": promise.provenance.value,
        "where": entry.spot.where,
        "line": entry.spot.line,
        "agreement": entry.agreement.name.lower(),
        "project_values": list(entry.values),
        "project_paths": [each.path for each in entry.facts],
    }


def _scope(entry: Entry) -> dict[str, object]:
    scope = entry.commitment.scope
    return {
        "party": scope.party.value,
        "phase": scope.phase.value,
        "severity": sorted(tag.name for tag in scope.severity or ()),
        "region": sorted(tag.name for tag in scope.region or ()),
    }


def _read(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code,
        "layer": "A",
        "severity": finding.severity.code,
        "message": finding.message,
        "group": finding.code,
        "anchors": [],
        "certainty": "fact",
        "hint": finding.hint,
        "basis": list(cited(finding.basis)),
    }


def _told(content: AuditContent, places: Places, finding: AuditFinding) -> dict[str, object]:
    known = fact(content.case.sources, content.case.texts, finding.path) if finding.path else None
    return {
        "code": finding.code,
        "layer": finding.layer.value,
        "severity": finding.severity.code,
        "message": finding.message,
        "group": finding.group,
        "anchors": [_anchor(places, anchor) for anchor in finding.anchors],
        "certainty": finding.certainty.value,
        "path": finding.path,
        "source": known.position if known else "",
        "hint": finding.hint,
        "basis": list(cited(finding.basis)),
    }


def _anchor(places: Places, anchor: Anchor) -> dict[str, object]:
    offset = anchor.start - _block(places, anchor.block).start
    line, column = places.line(anchor.block, offset)
    return {
        "start": anchor.start,
        "end": anchor.end,
        "text": anchor.text,
        "place": _place(places, anchor.block, anchor.start),
        "where": places.words(anchor.block, offset),
        "line": line,
        "column": column,
        "replacement": anchor.replacement,
    }


def _place(places: Places, block: int, start: int) -> dict[str, object]:
    found = places.text.origin.place(block, start - _block(places, block).start)
    return {"part": found.part, "paragraph": found.paragraph, "run": found.run, "offset": found.offset}


def _block(places: Places, number: int) -> Block:
    return places.text.blocks[number]
