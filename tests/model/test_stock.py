"""Stock: when to order again, when a lot is aged, how long a part is supplied; broken references are told."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from generator.load.workspace import load_project
from generator.model.bid import Bid, build_bid
from generator.model.derived import Derived, derived_values
from generator.model.references import UNKNOWN_GROUP, UNKNOWN_INDICATOR, UNKNOWN_MILESTONE, check_references
from generator.model.stock import ageing_date, alarm_of, alarm_quantity, below_alarm, is_aged
from generator.model.supply import SparePart
from generator.zh.quantity import parse

ROOT = Path(__file__).parents[2]
SPARES = "service.spare_parts.items"


@pytest.fixture(scope="module")
def supply() -> Bid:
    loaded = load_project(ROOT, ROOT / "projects" / "electronic_supply").value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    return bid


def derived(bid: Bid, name: str) -> Any:
    """Give a derived value whose shape is known."""
    return derived_values(bid)[name]


# --- how much and how old --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("monthly_use", "lead_months", "safety", "alarm"),
    [
        ("1.5", "1", 1, 3),
        ("0.4", "2", 0, 1),
        ("0", "3", 2, 2),
        ("2", "1.5", 0, 3),
        ("0.1", "0.1", 0, 1),
        ("8.0", "0.5", 10, 14),
    ],
)
def test_the_alarm_quantity_is_what_is_used_meanwhile_rounded_up_and_the_reserve(
    monthly_use: str, lead_months: str, safety: int, alarm: int
) -> None:
    assert alarm_quantity(Decimal(monthly_use), Decimal(lead_months), safety) == alarm


@pytest.mark.parametrize(("stock", "ordered"), [("2", True), ("3", True), ("4", False)])
def test_parts_are_ordered_at_the_alarm_quantity(stock: str, *, ordered: bool) -> None:
    assert below_alarm(Decimal(stock), 3) is ordered


@pytest.mark.parametrize("missing", ["monthly_use", "lead_months", "safety"])
def test_no_alarm_without_one_of_its_figures(missing: str) -> None:
    given = {"monthly_use": "1.5", "lead_months": "1", "safety": "1"} | {
        "name": "电源", "model": "P", "kind": "备件", "quantity": "4只", "place": "库", "fits": "终端",
    }  # fmt: skip
    assert alarm_of(SparePart.model_validate(given)) == 3
    assert alarm_of(SparePart.model_validate({key: value for key, value in given.items() if key != missing})) is None


@pytest.mark.parametrize(
    ("received", "checked", "reached", "aged"),
    [
        ((2024, 1, 25), (2024, 3, 31), (2024, 3, 25), True),
        ((2024, 2, 10), (2024, 3, 31), (2024, 4, 10), False),
        ((2024, 1, 31), (2024, 3, 31), (2024, 3, 31), True),
        ((2023, 12, 31), (2024, 2, 28), (2024, 2, 29), False),
    ],
)
def test_a_lot_is_aged_from_the_same_day_of_a_later_month(
    received: tuple[int, int, int], checked: tuple[int, int, int], reached: tuple[int, int, int], *, aged: bool
) -> None:
    assert ageing_date(date(*received), parse("2个月")) == date(*reached)
    assert is_aged(date(*received), date(*checked), parse("2个月")) is aged


# --- what the example project prints ---------------------------------------------------------------------------------


def test_every_spare_part_stands_once_in_its_group_with_alarm_and_years(supply: Bid) -> None:
    groups = derived(supply, "spare_groups")
    rows = [row for group in groups for row in group["parts"]]
    assert supply.service.spare_parts is not None
    parts = supply.service.spare_parts.items
    assert [row["name"] for row in rows] == [
        Derived(part.name, (f"{SPARES}[{at}].name",)) for at, part in enumerate(parts)
    ]
    assert [row["alarm"].value for row in rows] == [parse(f"{alarm_of(part)}{part.quantity.unit}") for part in parts]
    assert rows[0]["supply_years"] == Derived(
        parse("10年"),
        (f"{SPARES}[0].group", "service.warranty.groups[0].period", "service.warranty.after_warranty.parts_years"),
    )


def test_more_is_kept_than_the_alarm_quantity(supply: Bid) -> None:
    assert supply.service.spare_parts is not None
    parts = supply.service.spare_parts.items
    assert [part.name for part in parts if (part.quantity.low or 0) <= (alarm_of(part) or 0)] == []


def test_neighbouring_parts_for_one_device_form_a_group(supply: Bid) -> None:
    groups = derived(supply, "spare_groups")
    heads = [(group["kind"].value, group["fits"].value) for group in groups]
    assert heads[:2] == [("备机", "同型号设备"), ("备件", "自助服务终端")]
    assert all(one != other for one, other in pairwise(heads))


def test_the_ageing_examples_tell_date_and_verdict(supply: Bid) -> None:
    rows = derived(supply, "ageing")
    assert [(row["reached"].value, row["verdict"].value) for row in rows] == [
        (date(2026, 3, 25), "列入预警"),
        (date(2026, 4, 10), "不列入"),
        (date(2026, 3, 31), "列入预警"),
    ]
    assert rows[0]["verdict"].paths == (
        "service.stock.ageing_examples[0].received",
        "service.stock.ageing_limit",
        "service.stock.ageing_examples[0].checked",
    )


def test_without_spare_parts_and_stock_nothing_is_derived(supply: Bid) -> None:
    service = supply.service.model_copy(update={"spare_parts": None, "stock": None})
    values = derived_values(supply.model_copy(update={"service": service}))
    assert (values["spare_groups"], values["ageing"]) == ((), ())


# --- broken references -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("family", "part", "change", "code", "path"),
    [
        ("spare_parts", "items", {"group": "nothing"}, UNKNOWN_GROUP, f"{SPARES}[0].group"),
        ("delivery", "batches", {"milestone": "nothing"}, UNKNOWN_MILESTONE, "service.delivery.batches[0].milestone"),
        ("delivery", "risks", {"owner": "nobody"}, "S121", "service.delivery.risks[0].owner"),
        (
            "assessment",
            "examples",
            {"indicator": "nothing"},
            UNKNOWN_INDICATOR,
            "service.assessment.examples[0].indicator",
        ),
        ("assessment", "items", {"target": "service.nothing"}, "S130", "service.assessment.items[0].target"),
    ],
)
def test_a_name_that_leads_nowhere_is_told(
    supply: Bid, family: str, part: str, change: dict[str, str], code: str, path: str
) -> None:
    record = getattr(supply.service, family)
    first, *others = getattr(record, part)
    broken = record.model_copy(update={part: (first.model_copy(update=change), *others)})
    bid = supply.model_copy(update={"service": supply.service.model_copy(update={family: broken})})
    assert [(finding.code, finding.place.path) for finding in check_references(bid)] == [(code, path)]


def test_an_unknown_supervisor_is_told(supply: Bid) -> None:
    goods = supply.service.goods_quality
    assert goods is not None
    service = supply.service.model_copy(update={"goods_quality": goods.model_copy(update={"supervisor": "nobody"})})
    findings = check_references(supply.model_copy(update={"service": service}))
    assert [(finding.code, finding.place.path) for finding in findings] == [
        ("S121", "service.goods_quality.supervisor")
    ]
