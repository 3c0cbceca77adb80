"""No rule needs what a bid may leave out: each is asked about bids that lack one part, and about one that lacks all."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from generator.rules.rule import Context, Rule
from generator.rules.table import RULES

SERVICE = (
    "products service_levels warranty inspection callbacks complaints reports training spare_parts channels emergency "
    "quality forms"
)
COMPANY = "price_list trademark policy suppliers sites credentials"
LACKING: dict[str, dict[str, Any]] = {
    "processes": {"remove": ["service.processes"]},
    **{
        name: {"set": {"project.overrides": []}, "remove": ["service.processes", f"service.{name}"]}
        for name in SERVICE.split()
    },
    **{name: {"remove": [f"company.{name}"]} for name in COMPANY.split()},
    "everything": {
        "set": {"service": {}, "project.overrides": [], "standards": []},
        "remove": [f"company.{name}" for name in COMPANY.split()],
    },
}
ContextFor = Callable[[dict[str, Any]], Context]


@pytest.fixture(scope="session")
def lacking(context_for: ContextFor) -> Callable[[str], Context]:
    """Give the function that builds the demo without a part, once for all rules."""
    return cache(lambda part: context_for(LACKING[part]))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_stands_a_bid_that_lacks_a_part(rule: Rule, lacking: Callable[[str], Context]) -> None:
    found = {part: list(rule.function(lacking(part))) for part in LACKING}
    assert {part: hits for part, hits in found.items() if not all(hit.message for hit in hits)} == {}
