"""An integrator's worked examples: next working days, goods taken back, part prices, and who is named for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from generator.model.bid import Bid
from generator.model.exchanged import exchanged_values
from generator.model.paths import locate
from generator.model.promised import Computed
from generator.model.references import check_references
from generator.model.service import Service
from generator.zh.money import parse_money

MAKERS: dict[str, Any] = {
    "items": [
        {
            "id": "maker",
            "name": "示例制造有限公司",
            "short_name": "示例制造",
            "document": "示例服务说明",
            "stated": "2026-08-15",
            "service_level": "次工作日到场",
            "fill": "到场以前由我方提供备机",
            "hotline": "400-000-0260",
            "website": "https://support.maker.example",
            "staff": "160人",
            "connect_rate": "99%",
            "sections": [{"title": "服务体系", "paragraphs": ["设总部和区域两级。"]}],
        }
    ],
    "escalate_to": "技术负责人",
    "calendar": {
        "source": "放假安排",
        "holidays": ["2026-10-01", "2026-10-02", "2026-10-05", "2026-10-06", "2026-10-07"],
        "workdays": ["2026-09-20"],
        "examples": ["2026-09-18", "2026-09-30", "2026-11-25"],
    },
}
REPLACEMENT: dict[str, Any] = {
    "returns": {
        "scope": "工作站",
        "start_event": "交付之日",
        "refund": "7日",
        "exchange": "15日",
        "repairs": "2次",
        "within": "365日",
        "examples": [
            {"delivered": "2027-03-18", "claimed": "2027-03-25", "repairs": "0"},
            {"delivered": "2027-03-18", "claimed": "2027-03-31", "repairs": "0"},
            {"delivered": "2027-03-18", "claimed": "2027-09-10", "repairs": "2"},
            {"delivered": "2027-03-18", "claimed": "2027-09-10", "repairs": "1"},
        ],
    },
    "ceiling": {
        "rule": "按较低的一个计价",
        "examples": [
            {"title": "免人工费", "parts": [{"name": "硬盘", "quantity": "2", "cost": "700元"}], "labour": "0元"},
            {"title": "按协议", "parts": [{"name": "硬盘", "quantity": "3", "cost": "450元"}], "labour": "300元"},
        ],
    },
}
VISIT = {"frequency": "每季度1次", "leader": "an", "answer_due": "5个工作日"}
NETWORK: dict[str, Any] = {
    "service_contact": "an",
    "callback_agent": "an",
    "archivist": "an",
    "answer": "30分钟",
    "bulletin": "1个工作日",
    "contact_change": "5个工作日",
    "method_release": "5个工作日",
    "switch_test": "每半年1次",
    "onsite_service_period": "3年",
    "visit": VISIT,
    "archive": {"build_due": "10个工作日", "update_due": "2个工作日", "review": "每半年1次"},
    "alliance": {
        "admission": ["有固定的营业场所"],
        "dispatch": "5分钟",
        "confirm": "10分钟",
        "report": "1个工作日",
        "review": "每季度1次",
        "pass_mark": "95%",
        "training": "每半年1次",
        "proof": "合作协议",
    },
}


@pytest.fixture
def integrator(bid: Bid) -> Bid:
    """Give the bid of the small workspace with an integrator's terms."""
    return _with(bid, makers=MAKERS, replacement=REPLACEMENT, network=NETWORK)


@pytest.mark.parametrize(
    ("at", "reported", "arrival", "days"),
    [
        (0, (date(2026, 9, 18), "周五"), (date(2026, 9, 20), "周日"), 2),  # the Sunday is worked in exchange
        (1, (date(2026, 9, 30), "周三"), (date(2026, 10, 8), "周四"), 8),
        (2, (date(2026, 11, 25), "周三"), (date(2026, 11, 26), "周四"), 1),
    ],
)
def test_the_maker_comes_on_the_next_working_day(
    at: int, reported: tuple[date, str], arrival: tuple[date, str], days: int, integrator: Bid
) -> None:
    example = _values(integrator, "next_workdays")[at]
    assert (example["reported"].value, example["reported_on"].value) == reported
    assert (example["arrival"].value, example["arrival_on"].value, example["days"].value) == (*arrival, days)


@pytest.mark.parametrize(
    ("at", "days", "remedies"),
    [(0, 7, "退货、换货、修理"), (1, 13, "换货、修理"), (2, 176, "换货"), (3, 176, "修理")],
)
def test_what_may_be_demanded_after_how_many_days(at: int, days: int, remedies: str, integrator: Bid) -> None:
    example = _values(integrator, "claims")[at]
    assert (example["days"].value, example["remedies"].value) == (days, remedies)


@pytest.mark.parametrize(
    ("at", "charged", "amount", "total"),
    [(0, "600元", "1200元", "1200元"), (1, "450元", "1350元", "1650元")],
)
def test_a_part_costs_the_lower_of_present_and_agreed_price(
    at: int, charged: str, amount: str, total: str, integrator: Bid
) -> None:
    example = _values(integrator, "exchanges")[at]
    row = example["parts"][0]
    assert (row["name"].value, row["unit"].value, row["agreed"].value) == ("硬盘", "块", parse_money("600元"))
    assert (row["charged"].value, row["amount"].value) == (parse_money(charged), parse_money(amount))
    assert example["total"].value == parse_money(total)


def test_every_computed_value_names_facts_of_the_bid(integrator: Bid) -> None:
    paths = [path for value in _computed(exchanged_values(integrator)) for path in value.paths]
    assert paths
    assert [path for path in paths if locate(integrator, path) is None] == []


def test_without_the_facts_every_name_is_still_there(bid: Bid) -> None:
    assert exchanged_values(bid) == {"next_workdays": (), "claims": (), "exchanges": ()}


@pytest.mark.parametrize(
    ("family", "data", "path", "code"),
    [
        ("network", NETWORK | {"archivist": "nobody"}, "service.network.archivist", "S121"),
        (
            "network",
            NETWORK | {"visit": NETWORK["visit"] | {"leader": "nobody"}},
            "service.network.visit.leader",
            "S121",
        ),
        (
            "replacement",
            REPLACEMENT
            | {
                "ceiling": {
                    "rule": "按较低的一个计价",
                    "examples": [
                        {"title": "例", "parts": [{"name": "主板", "quantity": "1", "cost": "1元"}], "labour": "0元"}
                    ],
                }
            },
            "service.replacement.ceiling.examples[0].parts[0].name",
            "S134",
        ),
    ],
)
def test_names_that_lead_nowhere_are_found(family: str, data: dict[str, Any], path: str, code: str, bid: Bid) -> None:
    findings = check_references(_with(bid, **{family: data}))
    assert [(finding.code, finding.place.path) for finding in findings] == [(code, path)]


def _with(bid: Bid, **families: object) -> Bid:
    given = Service.model_validate(families)
    service = bid.service.model_copy(update={name: getattr(given, name) for name in families})
    return bid.model_copy(update={"service": service})


def _values(bid: Bid, name: str) -> Any:
    return exchanged_values(bid)[name]


def _computed(tree: object) -> list[Computed]:
    if isinstance(tree, Computed):
        return [tree]
    parts = tree.values() if isinstance(tree, Mapping) else tree if isinstance(tree, tuple) else ()
    return [value for part in parts for value in _computed(part)]
