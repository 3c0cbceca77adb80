"""What follows from promises: days, sums of makers' warranties, latest moments, visits; and what they may name."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.derived import Derived, derived_values
from generator.model.paths import locate, path_parts
from generator.model.promised import added
from generator.zh.moments import parse_moment
from generator.zh.quantity import parse

REPOSITORY = Path(__file__).parents[2]
PERIOD = "service.warranty.groups[0].period"
EXTENSION = "service.preferential.extensions"
LEVELS = "service.service_levels"


@pytest.fixture(scope="module")
def building() -> Loaded:
    loaded = load_project(REPOSITORY, REPOSITORY / "projects" / "building_intelligence").value
    assert loaded is not None
    return loaded


def edited(loaded: Loaded, texts: Mapping[str, str | None]) -> Loaded:
    """Give loaded data with other texts at some key paths; None takes the key away."""
    data = copy.deepcopy(loaded.data)
    for path, text in texts.items():
        *way, last = path_parts(path)
        owner: Any = data
        for part in way:
            owner = owner[part]
        if text is None:
            del owner[last]
        else:
            owner[last] = text
    return replace(loaded, data=data)


def derived_of(loaded: Loaded, texts: Mapping[str, str | None] | None = None) -> Mapping[str, Any]:
    bid = build_bid(edited(loaded, texts or {})).value
    assert bid is not None
    return derived_values(bid)


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        ("2年", "1年", "3年"),
        ("30个月", "6个月", "3年"),
        ("1年", "18个月", "30个月"),
        ("36个月", None, "3年"),
        ("2年", "365日", None),
        ("60日", None, None),
    ],
)
def test_periods_of_years_and_months_add_up(first: str, second: str | None, total: str | None) -> None:
    assert added(parse(first), parse(second) if second else None) == (parse(total) if total else None)


@pytest.mark.parametrize(
    ("accepted", "period", "first", "last"),
    [
        ("2027-07-31", "3年", date(2027, 8, 1), date(2030, 7, 31)),
        ("2028-02-29", "3年", date(2028, 3, 1), date(2031, 2, 28)),
        ("2027-12-31", "18个月", date(2028, 1, 1), date(2029, 6, 30)),
    ],
)
def test_the_free_period_is_computed_from_the_acceptance(
    building: Loaded, accepted: str, period: str, first: date, last: date
) -> None:
    texts = {"project.acceptance": accepted, PERIOD: period, f"{EXTENSION}[0].vendor_period": "3年"}
    assert derived_of(building, texts)["warranty_days"]["groups"]["hardware"] == {
        "first": Derived(first, ("project.acceptance",)),
        "last": Derived(last, ("project.acceptance", PERIOD)),
    }


def test_a_replaced_part_has_a_period_of_its_own(building: Loaded) -> None:
    day = "service.warranty.examples[0].day"
    assert derived_of(building)["warranty_days"]["examples"] == (
        {
            "period": Derived(parse("3年"), (PERIOD,)),
            "first": Derived(date(2028, 3, 1), (day,)),
            "last": Derived(date(2031, 2, 28), (day, PERIOD)),
        },
    )


def test_the_makers_period_and_the_bought_one_make_the_promised_one(building: Loaded) -> None:
    own, bought = f"{EXTENSION}[0].vendor_period", f"{EXTENSION}[0].bought"
    assert derived_of(building)["extensions"][0] == {
        "total": Derived(parse("3年"), (own, bought)),
        "promised": Derived(parse("3年"), (PERIOD,)),
        "vendor_last": Derived(date(2029, 7, 31), ("project.acceptance", own)),
        "last": Derived(date(2030, 7, 31), ("project.acceptance", own, bought)),
    }


def test_a_period_nobody_bought_is_no_source_of_the_sum(building: Loaded) -> None:
    own = f"{EXTENSION}[3].vendor_period"
    assert derived_of(building)["extensions"][3]["total"] == Derived(parse("5年"), (own,))


def test_without_a_day_of_acceptance_there_are_no_days(building: Loaded) -> None:
    derived = derived_of(building, {"project.acceptance": None})
    assert derived["warranty_days"]["groups"] == {}
    assert (derived["extensions"][0]["vendor_last"], derived["extensions"][0]["last"]) == (None, None)


def test_all_moments_of_an_example_run_from_one_clock(building: Loaded) -> None:
    request = f"{LEVELS}.examples[0].request"
    cells = {item: f"{LEVELS}.levels[0].{item}.branch" for item in ("response", "dispatch", "onsite", "restore")}
    times = {
        "response": "2027-10-15 23:30",
        "dispatch": "2027-10-15 23:50",
        "onsite": "2027-10-16 00:30",
        "restore": "2027-10-16 04:30",
    }
    assert derived_of(building)["deadlines"][0] == {
        "level": Derived("紧急", (f"{LEVELS}.levels[0].name",)),
        "region": Derived("新区分中心", (f"{LEVELS}.regions[1].name",)),
        **{item: Derived(parse_moment(times[item]), (request, cells[item])) for item in times},
    }


def test_a_limit_nobody_promised_has_no_moment(building: Loaded) -> None:
    texts = {f"{LEVELS}.levels[{at}].dispatch": None for at in range(3)}
    assert [example["dispatch"] for example in derived_of(building, texts)["deadlines"]] == [None, None, None]


def test_visits_are_counted_for_a_year_and_for_the_warranty(building: Loaded) -> None:
    visits = derived_of(building)["visits"]
    counted = {name: (times["year"].value, times["term"].value) for name, times in visits.items()}
    assert counted == {
        "onsite": (12, 36),
        "analysis": (4, 12),
        "telephone": (12, 36),
        "revisit": (4, 12),
        "refresher": (1, 3),
        "design": (1, 3),
        "stock_check": (12, 36),
    }
    assert visits["onsite"]["term"].paths == ("service.inspection.onsite.frequency", PERIOD)


def test_a_warranty_of_days_counts_no_visits(building: Loaded) -> None:
    assert derived_of(building, {PERIOD: "900日"})["visits"] == {}


def test_without_facts_every_name_is_there(bid: Bid) -> None:
    derived = derived_values(bid)
    names = ("extensions", "deadlines", "visits")
    assert [derived[name] for name in names[:2]] == [(), ()]
    assert derived["warranty_days"] == {"groups": {}, "examples": ()}
    bare = derived_values(bid.model_copy(update={"service": type(bid.service)()}))
    assert {name: bare[name] for name in ("warranty_days", *names)} == {
        "warranty_days": {"groups": {}, "examples": ()},
        "extensions": (),
        "deadlines": (),
        "visits": {},
    }


def test_every_path_is_one_of_the_bid(building: Loaded) -> None:
    bid = build_bid(building).value
    assert bid is not None
    names = ("warranty_days", "extensions", "deadlines", "visits")
    paths = [path for name in names for path in _paths(derived_values(bid)[name])]
    assert len(paths) > 50
    assert [path for path in paths if locate(bid, path) is None] == []


@pytest.mark.parametrize(
    ("path", "text", "code", "message"),
    [
        ("service.warranty.examples[0].group", "hardwear", "S124", "没有编号名为“hardwear”的质保分组"),
        (f"{EXTENSION}[1].group", "softwear", "S124", "没有编号名为“softwear”的质保分组"),
        (f"{EXTENSION}[0].vendor", "示例无名公司", "S151", "产品清单中没有“示例无名公司”制造的产品"),
        (f"{LEVELS}.examples[0].level", "urgnt", "S133", "没有编号名为“urgnt”的故障级别"),
        (f"{LEVELS}.examples[0].region", "mian", "S122", "没有编号名为“mian”的服务区域"),
        ("project.service_engineer", "mengg", "S121", "服务人员中没有编号名为“mengg”的人"),
    ],
)
def test_what_is_named_must_exist(building: Loaded, path: str, text: str, code: str, message: str) -> None:
    outcome = build_bid(edited(building, {path: text}))
    assert [(found.code, found.place.path, found.message) for found in outcome.findings] == [(code, path, message)]


def _paths(tree: object) -> Iterator[str]:
    if isinstance(tree, Derived):
        yield from tree.paths
    elif isinstance(tree, Mapping | tuple):
        for part in tree.values() if isinstance(tree, Mapping) else tree:
            yield from _paths(part)
