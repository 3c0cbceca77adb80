"""What the company allows, what was approved beyond it, rewritten or waived: the records behind a bid."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.finding import Severity
from generator.load.overrides import is_below
from generator.model.bid import Bid
from generator.model.policy import Policy
from generator.model.project import Waiver
from generator.report.review.case import Case
from generator.report.review.demands import position
from generator.rules.run import EXPIRED_WAIVER, NOT_WAIVABLE, UNKNOWN_WAIVER
from generator.zh.dates import long

_ITEMS = {"response": "响应时限", "onsite": "到场时限", "restore": "排除故障时限"}
_FAULTS = {EXPIRED_WAIVER: "不起作用", UNKNOWN_WAIVER: "没有对应的问题", NOT_WAIVABLE: "不能豁免"}


@dataclass(frozen=True, slots=True)
class Record:
    """Something a named person answers for: an approval, an override or a waiver.

    `what` is the key or the code, `content` what was approved, replaced or waived, `state` how it stands today.
    """

    kind: str
    what: str
    content: str
    reason: str
    approver: str
    date: str
    state: str
    position: str


def bounds(bid: Bid) -> tuple[tuple[str, str], ...]:
    """Give the bounds of the company's policy, each with its name; nothing where there is no policy."""
    policy = bid.company.policy
    return tuple((name, words) for name, words in _bounds(policy) if words) if policy else ()


def approvals(case: Case) -> tuple[Record, ...]:
    """Give the approvals of promises beyond the policy."""
    given = enumerate(case.bid.project.approvals if case.bid else ())
    return tuple(
        Record(
            "批准",
            approval.key,
            approval.content,
            approval.reason,
            approval.approver,
            long(approval.date),
            _state(case, f"project.approvals[{index}]"),
            position(case.sources, f"project.approvals[{index}]"),
        )
        for index, approval in given
    )


def overrides(case: Case) -> tuple[Record, ...]:
    """Give the values of the catalogs this project replaces."""
    given = enumerate(case.bid.project.overrides if case.bid else ())
    return tuple(
        Record(
            "改写",
            override.key,
            f"改为“{_value(override.value)}”",
            override.reason,
            override.approver,
            long(override.date),
            _state(case, f"project.overrides[{index}]"),
            position(case.sources, f"project.overrides[{index}]"),
        )
        for index, override in given
    )


def waivers(case: Case) -> tuple[Record, ...]:
    """Give the waivers, each with the findings it lowered to notices or with what is wrong with it."""
    given = enumerate(case.bid.project.waivers if case.bid else ())
    return tuple(
        Record(
            "豁免",
            waiver.code if waiver.key is None else f"{waiver.code} {waiver.key}",
            case.titles.get(waiver.code, ""),
            waiver.reason,
            waiver.approver,
            long(waiver.date),
            _waiver_state(case, waiver, f"project.waivers[{index}]"),
            position(case.sources, f"project.waivers[{index}]"),
        )
        for index, waiver in given
    )


def _bounds(policy: Policy) -> Iterator[tuple[str, str]]:
    yield "超出权限时的批准人", policy.approver
    yield "最长质保期", str(policy.longest_warranty or "")
    for limit in policy.limits:
        yield f"最短{_ITEMS[limit.item]}（{limit.region or '全部区域'}）", str(limit.shortest)
    for free in policy.free:
        yield "最长免费期限", f"{free.longest}（{free.key}）"
    yield "报价不低于最高限价或者预算的", str(policy.price_floor or "")
    yield "人工收费不低于", str(policy.labour_floor or "")
    yield "违约金不高于", str(policy.penalty_cap or "")


def _value(value: object) -> str:
    return value if isinstance(value, str) else "整段"


def _state(case: Case, path: str) -> str:
    """Tell whether something was found against a record."""
    grave = (one for one in case.findings if one.severity >= Severity.WARNING)
    return "有问题" if any(is_below(one.place.path, (path,)) for one in grave) else "有效"


def _waiver_state(case: Case, waiver: Waiver, path: str) -> str:
    fault = next((_FAULTS[one.code] for one in case.findings if one.code in _FAULTS and one.place.path == path), "")
    return fault or f"有效，至{_until(case, waiver)}"


def _until(case: Case, waiver: Waiver) -> str:
    opening: date | None = case.bid.project.opening if case.bid else None
    return long(waiver.until) if waiver.until else f"开标（{long(opening)}）" if opening else "开标"
