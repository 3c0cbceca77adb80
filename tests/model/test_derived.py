"""Derived values are right, name where they came from, and stay away where they cannot be computed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest

from generator.model.bid import Bid
from generator.model.derived import Derived, derived_values, fastest, slowest
from generator.model.paths import locate
from generator.model.service import Service
from generator.zh.money import parse_money
from generator.zh.quantity import parse

LEVELS = "service.service_levels.levels"
PRICES = "company.price_list"

EXPECTED: dict[str, object] = {
    "staff_count": Derived(2, ("company.staff",)),
    "service_staff": Derived(12, ("company.sites[0].staff_count",)),
    "level_count": Derived(2, (LEVELS,)),
    "onsite_slowest": Derived(
        parse("8小时"), tuple(f"{LEVELS}[{at}].onsite.{region}" for at in (0, 1) for region in ("city", "county"))
    ),
    "response_fastest": Derived(
        parse("立即"), tuple(f"{LEVELS}[{at}].response.{region}" for at in (0, 1) for region in ("city", "county"))
    ),
    "restore_slowest": None,  # hours and working days cannot be compared
    "remote_slowest": None,  # nobody promised it
    "warranty_shortest": Derived(
        parse("3年"), ("service.warranty.groups[0].period", "service.warranty.groups[1].period")
    ),
    "warranty_terms": {
        "hardware": Derived(
            "自验收合格之日起3年", ("service.warranty.start_event", "service.warranty.groups[0].period")
        ),
        "software": Derived(
            "自验收合格之日起36个月", ("service.warranty.start_event", "service.warranty.groups[1].period")
        ),
    },
    "product_quantity": {
        "台": Derived(parse("32台"), ("service.products.items[0].quantity", "service.products.items[1].quantity")),
        "套": Derived(parse("1套"), ("service.products.items[2].quantity",)),
    },
    "group_quantity": {
        "hardware": Derived(
            parse("32台"), ("service.products.items[0].quantity", "service.products.items[1].quantity")
        ),
        "software": Derived(parse("1套"), ("service.products.items[2].quantity",)),
    },
    "spare_quantity": {
        "备机": Derived(parse("4台"), ("service.spare_parts.items[0].quantity",)),
        "备件": None,  # 块 and 条 do not add up
    },
    "training_times": Derived(parse("4次"), ("service.training.courses[0].times", "service.training.courses[1].times")),
    "charges": (
        {
            "title": Derived("更换硬盘", (f"{PRICES}.examples[0].title",)),
            "labour": (
                {
                    "level": Derived("工程师", (f"{PRICES}.examples[0].labour[0].level",)),
                    "rate": Derived(parse_money("500元/人日"), (f"{PRICES}.labour[0].rate",)),
                    "days": Derived(Decimal("1.5"), (f"{PRICES}.examples[0].labour[0].days",)),
                    "amount": Derived(
                        parse_money("750元"), (f"{PRICES}.labour[0].rate", f"{PRICES}.examples[0].labour[0].days")
                    ),
                },
            ),
            "parts": (
                {
                    "name": Derived("硬盘", (f"{PRICES}.examples[0].parts[0].name",)),
                    "price": Derived(parse_money("600元"), (f"{PRICES}.parts[0].price",)),
                    "quantity": Derived(Decimal(2), (f"{PRICES}.examples[0].parts[0].quantity",)),
                    "unit": Derived("块", (f"{PRICES}.parts[0].unit",)),
                    "amount": Derived(
                        parse_money("1200元"), (f"{PRICES}.parts[0].price", f"{PRICES}.examples[0].parts[0].quantity")
                    ),
                },
            ),
            "labour_total": Derived(
                parse_money("750元"), (f"{PRICES}.labour[0].rate", f"{PRICES}.examples[0].labour[0].days")
            ),
            "parts_total": Derived(
                parse_money("1200元"), (f"{PRICES}.parts[0].price", f"{PRICES}.examples[0].parts[0].quantity")
            ),
            "total": Derived(
                parse_money("1950元"),
                (
                    f"{PRICES}.labour[0].rate",
                    f"{PRICES}.examples[0].labour[0].days",
                    f"{PRICES}.parts[0].price",
                    f"{PRICES}.examples[0].parts[0].quantity",
                ),
            ),
        },
    ),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_derived_value_and_its_paths(name: str, bid: Bid) -> None:
    assert derived_values(bid)[name] == EXPECTED[name]


def test_each_level_has_its_slowest_limits(bid: Bid) -> None:
    levels = derived_values(bid)["levels"]
    assert isinstance(levels, Mapping)
    urgent = levels["urgent"]
    assert isinstance(urgent, Mapping)
    assert urgent["restore"] == Derived(parse("8小时"), (f"{LEVELS}[0].restore.city", f"{LEVELS}[0].restore.county"))


def test_every_path_of_the_demo_is_one_of_its_own(demo: Bid) -> None:
    assert [path for path in _paths(derived_values(demo)) if locate(demo, path) is None] == []


def test_without_facts_every_name_is_still_there(bid: Bid) -> None:
    bare = bid.model_copy(
        update={"service": Service(), "company": bid.company.model_copy(update={"sites": (), "price_list": None})}
    )
    derived = derived_values(bare)
    assert derived.keys() == derived_values(bid).keys()
    assert (derived["onsite_slowest"], derived["service_staff"], derived["charges"]) == (None, None, ())


def test_the_shortest_names_all_it_was_compared_with() -> None:
    assert slowest(()) is None
    assert fastest((("a", parse("2小时")), ("b", parse("30分钟")))) == Derived(parse("30分钟"), ("a", "b"))


def _paths(tree: object) -> Iterator[str]:
    if isinstance(tree, Derived):
        yield from tree.paths
    elif isinstance(tree, Mapping | tuple):
        for part in tree.values() if isinstance(tree, Mapping) else tree:
            yield from _paths(part)
