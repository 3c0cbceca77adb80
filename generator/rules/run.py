"""Runs the table of rules over a bid and its document, then applies the project's waivers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from generator.finding import Finding, Place, Severity
from generator.model.project import Waiver
from generator.rules.laws import citation
from generator.rules.rule import Context, Hit, Rule
from generator.rules.table import RULES
from generator.zh.dates import long

UNKNOWN_WAIVER = "S190"
"""S190: a waiver names a rule that does not exist, or one nothing was found for."""
EXPIRED_WAIVER = "S192"
"""S192: a waiver has expired before the day the bid is judged, or is dated after it; it no longer counts."""
NOT_WAIVABLE = "S191"
"""S191: a waiver names a finding that may void the bid; such findings are not waived."""


def check(context: Context) -> tuple[Finding, ...]:
    """Give the findings of all rules in the order of the table, waived ones lowered to notices, waiver faults last."""
    findings = tuple(finding for rule in RULES for finding in _apply(rule, context))
    waivers, day = context.bid.project.waivers, context.decisive_day
    valid = tuple(waiver for waiver in waivers if _is_valid(waiver, day))
    after = tuple(_waived(finding, valid) for finding in findings)
    return (*after, *_waiver_faults(waivers, findings, day))


def _apply(rule: Rule, context: Context) -> Iterator[Finding]:
    return (_finding(rule, hit) for hit in rule.function(context))


def _finding(rule: Rule, hit: Hit) -> Finding:
    basis = tuple(map(citation, rule.basis))
    return Finding(rule.code, hit.severity or rule.severity, hit.place, hit.message, rule.hint, basis, hit.also)


def _waived(finding: Finding, waivers: tuple[Waiver, ...]) -> Finding:
    waiver = next((waiver for waiver in waivers if _concerns(waiver, finding)), None)
    if waiver is None or finding.severity is Severity.DISQUALIFYING:
        return finding
    message = f"{finding.message}（已豁免：{waiver.reason}；批准：{waiver.approver}）"
    return replace(finding, severity=Severity.NOTICE, message=message)


def _concerns(waiver: Waiver, finding: Finding) -> bool:
    if waiver.code != finding.code:
        return False
    path = finding.place.path
    return waiver.key is None or path == waiver.key or path.startswith((f"{waiver.key}.", f"{waiver.key}["))


def _is_valid(waiver: Waiver, day: date) -> bool:
    return waiver.date <= day and (waiver.until is None or waiver.until >= day)


def _waiver_faults(waivers: tuple[Waiver, ...], findings: tuple[Finding, ...], day: date) -> Iterator[Finding]:
    for index, waiver in enumerate(waivers):
        place = Place(f"project.waivers[{index}]")
        if not _is_valid(waiver, day):
            when = f"{long(waiver.until)}已经过期" if waiver.date <= day and waiver.until else "批准日期在开标之后"
            hint = "重新报批并更正date和until；不再需要的，删去这一豁免。"
            yield Finding(EXPIRED_WAIVER, Severity.WARNING, place, f"豁免“{waiver.code}”{when}，不起作用", hint)
            continue
        concerned = [finding for finding in findings if _concerns(waiver, finding)]
        if not concerned:
            message = f"豁免“{waiver.code}”没有对应的问题"
            hint = "问题已经解决的，删去这一豁免；否则核对编号和键路径。"
            yield Finding(UNKNOWN_WAIVER, Severity.WARNING, place, message, hint)
        elif any(finding.severity is Severity.DISQUALIFYING for finding in concerned):
            message = f"“{waiver.code}”有废标风险，不能豁免"
            yield Finding(NOT_WAIVABLE, Severity.ERROR, place, message, "删去这一豁免，并解决它所指的问题。")
