"""The register as JSON: every promise with its place in the YAML and in the document, and the way back from it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ValidationError

from generator.commitments.authority import Bound, Grant
from generator.commitments.lattice import Promised, Scope, Side, Tag, confined
from generator.commitments.occurrences import Occurrence
from generator.commitments.promise import Promise
from generator.commitments.register import Answer, Change, Exemption, Register, Registered
from generator.model.commitments import Dimension, Force, Kind, Party, Phase, Role, Stricter
from generator.source import SourceMap
from generator.zh.dates import parse_date
from generator.zh.errors import FormError
from generator.zh.money import Money, parse_money
from generator.zh.quantity import Quantity, parse

VERSION = 1


def register_json(register: Register, sources: SourceMap) -> bytes:
    """Write the register as JSON, one promise a line, so that two registers can be compared line by line."""
    head = {
        "version": VERSION,
        "project": register.project,
        "number": register.number,
        "bidder": register.bidder,
        "date": register.date,
    }
    opening = json.dumps(head, ensure_ascii=False)[:-1]
    lines = (json.dumps(_entry(entry, sources), ensure_ascii=False) for entry in register.entries)
    return (f'{opening}, "promises": [\n' + ",\n".join(lines) + "\n]}\n").encode()


@dataclass(frozen=True, slots=True)
class Reread:
    """What a register tells that was written earlier: its promises, where each was written, the date of the bid."""

    promises: tuple[Promise, ...]
    places: Mapping[str, str]
    date: str


def read_register(text: str) -> Reread:
    """Read a register written by `register_json`; ValueError where it is none."""
    try:
        file = _File.model_validate_json(text)
        places = {row.path: f"{row.file}:{row.line}:{row.column}" for row in file.promises if row.file}
        return Reread(tuple(map(_promise, file.promises)), places, file.date)
    except (ValidationError, FormError) as error:
        raise ValueError(str(error)) from error


# --- writing ---------------------------------------------------------------------------------------------------------


def _entry(entry: Registered, sources: SourceMap) -> dict[str, object]:
    promise = entry.promise
    return {
        **promise_data(promise),
        **_source(promise.path, sources),
        "printed": [_occurrence(found) for found in entry.printed],
        "demands": [_answer(answer, sources) for answer in entry.answers],
        "backing": [{"name": one.name, "text": one.text, **_source(one.path, sources)} for one in entry.backing],
        "override": _change(entry.change, sources) if entry.change else None,
        "bound": _bound(entry.bound, sources) if entry.bound else None,
        "approvals": [_grant(grant, sources) for grant in entry.grants],
        "waivers": [_exemption(exemption, sources) for exemption in entry.exemptions],
    }


def promise_data(promise: Promise) -> dict[str, object]:
    """Give what is promised as JSON data."""
    scope = promise.scope
    return {
        "id": promise.id,
        "kind": promise.kind.value,
        "kind_label": promise.kind.label,
        "subject": promise.subject,
        "value": promise.value.isoformat() if type(promise.value) is date else promise.text,
        "type": _type(promise.value),
        "comparator": promise.comparator,
        "stricter": promise.stricter.value,
        "scope": {dimension.value: _side(scope.side(dimension)) for dimension in Dimension},
        "phase": scope.phase.value,
        "party": scope.party.value,
        "role": scope.role.value,
        "force": scope.force.value,
        "provenance": promise.provenance.value,
        "clock": promise.clock,
        "owner": promise.owner,
    }


def _side(side: Side) -> list[dict[str, str]] | None:
    return None if side is None else [{"id": tag.id, "name": tag.name} for tag in sorted(side)]


def _occurrence(found: Occurrence) -> dict[str, object]:
    return {
        "number": found.number,
        "text": found.text,
        "section": found.section,
        "block": found.block,
        "sentence": found.sentence,
        "derived": found.derived,
        "template": found.template,
        "template_line": found.template_line,
        "pages": dict(found.pages),
    }


def _answer(answer: Answer, sources: SourceMap) -> dict[str, object]:
    demand = answer.demand
    return {
        "clause": demand.clause,
        "mark": demand.mark or "",
        "text": demand.text,
        "comparator": demand.comparator or "",
        "value": str(demand.quantity or demand.amount or ""),
        "verdict": answer.verdict,
        **_source(answer.path, sources),
    }


def _change(change: Change, sources: SourceMap) -> dict[str, object]:
    return {
        "key": change.key,
        "old": change.old_text,
        "reason": change.reason,
        "approver": change.approver,
        "date": change.date,
        **_source(change.path, sources),
    }


def _bound(bound: Bound, sources: SourceMap) -> dict[str, object]:
    return {"text": bound.text, "exceeded": bound.exceeded, **_source(bound.path, sources)}


def _grant(grant: Grant, sources: SourceMap) -> dict[str, object]:
    return {
        "content": grant.content,
        "reason": grant.reason,
        "approver": grant.approver,
        "date": grant.date,
        **_source(grant.path, sources),
    }


def _exemption(exemption: Exemption, sources: SourceMap) -> dict[str, object]:
    return {
        "code": exemption.code,
        "reason": exemption.reason,
        "approver": exemption.approver,
        "date": exemption.date,
        "until": exemption.until,
        **_source(exemption.path, sources),
    }


def _source(path: str, sources: SourceMap) -> dict[str, object]:
    span = sources.value(path)
    return {
        "path": path,
        "file": span.file if span else "",
        "line": span.line if span else 0,
        "column": span.column if span else 0,
    }


# --- reading ---------------------------------------------------------------------------------------------------------


def _type(value: Promised) -> str:
    return next((name for name, (kind, _) in _TYPES.items() if type(value) is kind), "text")


_TYPES: Mapping[str, tuple[type, Any]] = {
    "quantity": (Quantity, parse),
    "money": (Money, parse_money),
    "whole": (int, int),
    "number": (Decimal, Decimal),
    "date": (date, parse_date),
}


class _Tag(BaseModel):
    id: str
    name: str


class _Promise(BaseModel):
    id: str
    kind: Kind
    subject: str
    value: str
    type: str
    stricter: Stricter
    scope: dict[Dimension, list[_Tag] | None]
    phase: Phase
    party: Party
    role: Role
    force: Force
    clock: str
    owner: str
    path: str
    file: str = ""
    line: int = 0
    column: int = 0


class _File(BaseModel):
    promises: tuple[_Promise, ...]
    date: str = ""


def _promise(row: _Promise) -> Promise:
    read = _TYPES[row.type][1] if row.type in _TYPES else str
    sides = {dimension: _tags(tags) for dimension, tags in row.scope.items()}
    closed = Scope(phase=row.phase, party=row.party, role=row.role, force=row.force)
    scope = confined(closed, sides)
    return Promise(row.id, row.kind, row.subject, read(row.value), row.stricter, scope, row.path, row.clock, row.owner)


def _tags(tags: list[_Tag] | None) -> Side:
    return None if tags is None else frozenset(Tag(tag.id, tag.name) for tag in tags)
