"""What an audit found in the language of the user: its findings, causes and places, for every form of report."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from generator.audit.foreign.finding import AuditFinding
from generator.finding import Finding
from generator.languages.spoken import is_english, told, told_each
from generator.report.audit_causes import Cause
from generator.report.audit_content import AuditContent

F = TypeVar("F", Finding, AuditFinding)


def in_users_language(content: AuditContent) -> AuditContent:
    """Give the content with all its findings told; their causes were found from the messages as they were made."""
    if not is_english():
        return content
    case = replace(content.case, read=tuple(map(_finding, content.case.read)))
    case = replace(case, found=tuple(map(_finding, case.found)))
    return replace(content, case=case, causes=tuple(map(_cause, content.causes)))


def _finding(finding: F) -> F:
    return replace(finding, message=told(finding.message), hint=told(finding.hint), basis=told_each(finding.basis))


def _cause(cause: Cause) -> Cause:
    spots = tuple(replace(spot, message=told(spot.message), where=_where(spot.where)) for spot in cause.spots)
    return replace(
        cause,
        message=told(cause.message),
        hints=told_each(cause.hints),
        basis=told_each(cause.basis),
        spots=spots,
    )


def _where(place: str) -> str:
    """Give a place in words: the heading as the file has it, then table, row or paragraph."""
    return ", ".join(told(part).strip() for part in place.split("，"))
