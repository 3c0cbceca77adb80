"""What an audit found as JSON for programs: promises and findings with their offsets in the text that was read."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.audit.extract.rows import is_exchanged, outward_kind, value
from generator.audit.foreign.finding import Anchor, AuditFinding
from generator.audit.text import AuditText, Commitment
from generator.finding import Finding


def audit_json(
    text: AuditText | None, promised: Iterable[Commitment], read: Iterable[Finding], told: Iterable[AuditFinding]
) -> str:
    """Give the answer as JSON that ends with a line break; offsets count characters, ends are exclusive.

    Findings of reading the file concern it as a whole and have no anchors.
    """
    rows = [_commitment(text, one) for one in promised if is_exchanged(one)] if text else []
    found = [*map(_read, read), *(_told(text, one) for one in told if text)]
    return json.dumps({"commitments": rows, "findings": found}, ensure_ascii=False, indent=2) + "\n"


def _commitment(text: AuditText, promise: Commitment) -> dict[str, object]:
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
        "scope": _scope(promise),
        "place": _place(text, promise.block, promise.start),
    }


def _scope(promise: Commitment) -> dict[str, object]:
    scope = promise.scope
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
    }


def _told(text: AuditText, finding: AuditFinding) -> dict[str, object]:
    return {
        "code": finding.code,
        "layer": finding.layer.value,
        "severity": finding.severity.code,
        "message": finding.message,
        "group": finding.group,
        "anchors": [_anchor(text, anchor) for anchor in finding.anchors],
    }


def _anchor(text: AuditText, anchor: Anchor) -> dict[str, object]:
    place = _place(text, anchor.block, anchor.start)
    return {"start": anchor.start, "end": anchor.end, "text": anchor.text, "place": place}


def _place(text: AuditText, block: int, start: int) -> dict[str, object]:
    found = text.origin.place(block, start - text.blocks[block].start)
    return {"part": found.part, "paragraph": found.paragraph, "run": found.run, "offset": found.offset}
