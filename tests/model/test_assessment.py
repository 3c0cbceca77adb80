"""Assessment: rates with two decimals, none where nothing happened; points add up."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.model.assessment import Assessment, indicator_rate
from generator.model.bid import Bid
from generator.model.derived import Derived, derived_values
from generator.zh.quantity import parse

PATH = "service.assessment"

ASSESSMENT = Assessment.model_validate(
    {
        "period": "每季度",
        "items": [
            {
                "name": name,
                "indicator": "指标",
                "target": "project.name",
                "points": points,
                "deduction": "每次扣1分",
                "evidence": "工单",
            }
            for name, points in (("响应", "60"), ("巡检", "40"))
        ],
        "examples": [
            {"indicator": "repair", "counted": "11", "base": "12"},
            {"indicator": "repair", "counted": "0", "base": "0"},
        ],
    }
)


@pytest.mark.parametrize(
    ("counted", "base", "rate"),
    [
        (57, 60, "95.00"),
        (188, 200, "94.00"),
        (7, 200, "3.50"),
        (11, 12, "91.67"),
        (1, 800, "0.13"),
        (0, 5, "0.00"),
        (5, 5, "100.00"),
    ],
)
def test_a_rate_has_two_decimals(counted: int, base: int, rate: str) -> None:
    assert indicator_rate(counted, base) == Decimal(rate)


def test_there_is_no_rate_of_nothing() -> None:
    assert indicator_rate(0, 0) is None


def test_examples_and_points_are_derived(bid: Bid) -> None:
    service = bid.service.model_copy(update={"assessment": ASSESSMENT})
    values = derived_values(bid.model_copy(update={"service": service}))
    first, second = (f"{PATH}.examples[{at}]" for at in (0, 1))
    assert values["indicator_examples"] == (
        {
            "id": Derived("repair", (f"{first}.indicator",)),
            "counted": Derived(11, (f"{first}.counted",)),
            "base": Derived(12, (f"{first}.base",)),
            "rate": Derived(parse("91.67%"), (f"{first}.counted", f"{first}.base")),
        },
        {
            "id": Derived("repair", (f"{second}.indicator",)),
            "counted": Derived(0, (f"{second}.counted",)),
            "base": Derived(0, (f"{second}.base",)),
            "rate": None,
        },
    )
    assert values["assessment_points"] == Derived(100, (f"{PATH}.items[0].points", f"{PATH}.items[1].points"))


def test_without_an_assessment_nothing_is_derived(bid: Bid) -> None:
    values = derived_values(bid)
    assert (values["indicator_examples"], values["assessment_points"]) == ((), None)
