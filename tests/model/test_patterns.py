"""Key paths with wildcards: the leaves they name in the model, and the values they find in a bid."""

from __future__ import annotations

import pytest

from generator.model.bid import Bid
from generator.model.patterns import container_patterns, expand, figures, leaf_patterns, pattern_parts, related
from generator.zh.money import Money
from generator.zh.quantity import Quantity


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a.b", ("a", "b")),
        ("a[*].b.*", ("a", "[*]", "b", ".*")),
        ("a.*.b[*].c", ("a", ".*", "b", "[*]", "c")),
    ],
)
def test_a_pattern_is_split_into_its_steps(pattern: str, parts: tuple[str, ...]) -> None:
    assert pattern_parts(pattern) == parts


def test_the_leaves_of_the_model_have_types() -> None:
    known = leaf_patterns()
    assert known["service.service_levels.levels[*].response.*"] is Quantity
    assert known["company.price_list.labour[*].rate"] is Money
    assert known["project.copy"] is str
    assert known["service.forms.*.fields[*].beside.width"] is int
    assert "service.service_levels.levels[*]" in container_patterns()


def test_figures_are_quantities_money_numbers_and_dates() -> None:
    known = figures()
    assert {"project.date", "project.budget", "project.copies.originals", "service.reports.retention"} <= set(known)
    assert {"project.name", "project.anonymous"} & set(known) == set()


@pytest.mark.parametrize(
    ("pattern", "paths"),
    [
        ("project.validity", ["project.validity"]),
        ("project.copy", ["project.copy"]),
        ("project.deadline", []),
        ("service.warranty.groups[*].period", [f"service.warranty.groups[{at}].period" for at in (0, 1)]),
        (
            "service.service_levels.levels[*].onsite.*",
            [f"service.service_levels.levels[{at}].onsite.{region}" for at in (0, 1) for region in ("city", "county")],
        ),
        ("service.service_levels.levels[*].dispatch.*", []),
        ("service.stock.sampling", []),
    ],
)
def test_a_pattern_finds_what_is_written(bid: Bid, pattern: str, paths: list[str]) -> None:
    assert [match.path for match in expand(bid, pattern)] == paths


def test_a_match_knows_every_step_to_it(bid: Bid) -> None:
    match = next(expand(bid, "service.warranty.groups[*].period"))
    assert [path for path, _ in match.steps] == [
        "service",
        "service.warranty",
        "service.warranty.groups",
        "service.warranty.groups[0]",
        "service.warranty.groups[0].period",
    ]
    assert match.steps[-1][1] is match.value


@pytest.mark.parametrize(
    ("pattern", "wanted", "value"),
    [
        ("service.warranty.groups[*].period", "service.warranty.start_event", "验收合格之日"),
        ("service.reports.items[*].due", "service.reports.items[*].owner", "工程师"),
        ("service.warranty.groups[*].period", "service.warranty.upgrade.scope", None),
        ("service.warranty.groups[*].period", "project.name", None),
    ],
)
def test_what_stands_beside_a_match(bid: Bid, pattern: str, wanted: str, value: str | None) -> None:
    found = related(next(expand(bid, pattern)), pattern, wanted)
    assert (found.value if found else None) == value
