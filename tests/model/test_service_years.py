"""A contract falls into service years, and from its days and rates follow counts, notices and findings."""

from __future__ import annotations

import copy
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.load.workspace import Loaded, load_project
from generator.model.bid import build_bid
from generator.model.derived import Derived, derived_values
from generator.model.service_years import ServiceYear, months_of, service_years

ROOT = Path(__file__).parents[2]
MAINTENANCE = "service.maintenance"
TERM = (f"{MAINTENANCE}.start", f"{MAINTENANCE}.end")


@pytest.mark.parametrize(
    ("start", "end", "years"),
    [
        ("2027-01-01", "2027-12-31", [("2027-01-01", "2027-12-31")]),
        ("2027-03-15", "2029-03-14", [("2027-03-15", "2028-03-14"), ("2028-03-15", "2029-03-14")]),
        ("2027-07-01", "2028-12-31", [("2027-07-01", "2028-06-30"), ("2028-07-01", "2028-12-31")]),
        ("2024-02-29", "2026-02-27", [("2024-02-29", "2025-02-27"), ("2025-02-28", "2026-02-27")]),
        ("2027-01-01", "2026-12-31", []),
    ],
)
def test_a_contract_falls_into_years(start: str, end: str, years: list[tuple[str, str]]) -> None:
    assert service_years(_day(start), _day(end)) == tuple(
        ServiceYear(number, _day(first), _day(last)) for number, (first, last) in enumerate(years, start=1)
    )


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        ("2024-01-01", "2024-12-31", "12个月"),
        ("2025-03-01", "2026-02-28", "12个月"),
        ("2024-01-01", "2026-12-31", "36个月"),
        ("2027-01-15", "2027-03-14", "2个月"),
        ("2027-01-15", "2027-03-13", "1个月"),
    ],
)
def test_whole_months_are_counted_with_both_days(start: str, end: str, months: str) -> None:
    assert str(months_of(_day(start), _day(end))) == months


def test_counts_and_notices_follow_from_days_and_rates() -> None:
    bid = build_bid(_loaded({})).value
    assert bid is not None
    derived = derived_values(bid)
    assert derived["service_years"] == tuple(
        {
            "number": Derived(number, TERM),
            "start": Derived(date(year, 1, 1), TERM),
            "end": Derived(date(year, 12, 31), TERM),
            "notice": Derived(date(year, 12, 16), (*TERM, f"{MAINTENANCE}.year_end_notice")),
        }
        for number, year in enumerate((2027, 2028, 2029), start=1)
    )
    assert derived["times"] == {
        name: {"year": Derived(year, (path, *TERM)), "contract": Derived(3 * year, (path, *TERM))}
        for name, path, year in (
            ("onsite", "service.inspection.onsite.frequency", 12),
            ("analysis", "service.inspection.analysis.frequency", 12),
            ("health", "service.inspection.health.frequency", 4),
            ("telephone", "service.callbacks.telephone.frequency", 12),
            ("satisfaction", "service.callbacks.satisfaction.frequency", 2),
            ("drill", "service.emergency.drill", 2),
            ("restore_drill", f"{MAINTENANCE}.backup.drill", 2),
        )
    }


@pytest.mark.parametrize(
    ("changes", "findings"),
    [
        (
            {"start": "2030-01-01"},
            [("S150", f"{MAINTENANCE}.end", "2029-12-31早于开始日期2030-01-01")],
        ),
        (
            {
                "work_plan": [
                    {
                        **dict.fromkeys(("task", "owner", "result"), "工作"),
                        "start": "2027-02-01",
                        "finish": "2027-01-01",
                    }
                ]
            },
            [("S150", f"{MAINTENANCE}.work_plan[0].finish", "2027-01-01早于开始日期2027-02-01")],
        ),
        (
            {"posts": [{**dict.fromkeys(("role", "duty", "contact"), "岗位"), "id": "manager", "person": "nobody"}]},
            [("S121", f"{MAINTENANCE}.posts[0].person", "服务人员中没有编号名为“nobody”的人")],
        ),
    ],
)
def test_days_and_people_that_cannot_be_are_found(
    changes: dict[str, Any], findings: list[tuple[str, str, str]]
) -> None:
    found = build_bid(_loaded(changes)).findings
    assert [(finding.code, finding.place.path, finding.message) for finding in found] == findings


def _loaded(changes: dict[str, Any]) -> Loaded:
    """Load the example of a maintenance contract with other values below `service.maintenance`."""
    loaded = load_project(ROOT, ROOT / "projects" / "data_centre").value
    assert loaded is not None
    data: Any = copy.deepcopy(loaded.data)
    data["service"]["maintenance"].update(changes)
    return replace(loaded, data=data)


def _day(text: str) -> date:
    return date.fromisoformat(text)
