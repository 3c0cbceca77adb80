"""The bid is frozen, ordered and typed; every leaf is found again by its key path."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from generator.model.bid import Bid
from generator.model.paths import Located, leaves, locate, path_parts, picture_paths, resolve
from generator.model.people import Team
from generator.model.record import members
from generator.model.references import check_references
from generator.model.service import Service
from generator.zh.quantity import Quantity, parse


def test_every_leaf_of_the_demo_is_found_by_its_path(demo: Bid) -> None:
    found = dict(leaves(demo))
    assert len(found) > 1500
    assert all(resolve(demo, path) is value for path, value in found.items())


def test_leaves_come_in_the_order_of_the_model_with_their_types(bid: Bid) -> None:
    found = dict(leaves(bid))
    assert next(iter(found)) == "company.name"
    assert found["company.founded"] == date(2009, 3, 18)
    assert found["service.service_levels.levels[1].restore.city"] == parse("1个工作日")
    assert "company.short_name" not in found


def test_keys_are_those_of_the_yaml(bid: Bid) -> None:
    found = dict(leaves(bid))
    assert found["project.copy"] == "正本"
    assert found["service.processes.complaint.edges[0].from"] == "n1"
    assert found["service.processes.complaint.edges[0].to"] == "n2"


def test_the_override_is_in_the_bid(bid: Bid) -> None:
    assert resolve(bid, "service.training.courses[0].times") == parse("3次")
    assert (
        [str(course.times) for course in bid.service.training.courses] == ["3次", "1次"] if bid.service.training else []
    )


LOCATED: tuple[tuple[str, Located | None], ...] = (
    ("company.name", Located("company.name", "示例科技有限公司")),
    ("company.short_name", Located("company.short_name", None)),
    ("company.staff[bo].name", Located("company.staff[1].name", "柏示例")),
    (
        "service.service_levels.levels[urgent].onsite.county",
        Located("service.service_levels.levels[0].onsite.county", parse("4小时")),
    ),
    ("service.quality.standards[0]", Located("service.quality.standards[0]", "gbt_19001")),
    ("service.quality.standards[1]", None),
    ("company.staff[cai]", None),
    ("company.name.first", None),
    ("nothing", None),
)


@pytest.mark.parametrize(("path", "located"), LOCATED)
def test_a_path_is_located_by_index_or_by_id(bid: Bid, path: str, located: Located | None) -> None:
    assert locate(bid, path) == located


def test_resolving_what_is_not_there_is_a_lookup_error(bid: Bid) -> None:
    with pytest.raises(LookupError):
        resolve(bid, "company.nothing")


def test_paths_are_split_into_keys_indexes_and_ids() -> None:
    assert path_parts("a.b[2].c[urgent]") == ("a", "b", 2, "c", "urgent")


def test_pictures_are_named_with_their_paths(bid: Bid) -> None:
    assert picture_paths(bid) == {"company.credentials[0].picture": "credentials/iso9001.png"}


def test_nothing_in_the_bid_can_be_changed(bid: Bid) -> None:
    with pytest.raises(ValidationError, match="frozen_instance"):
        bid.company.name = "别的公司"  # type: ignore[misc]
    levels = bid.service.service_levels
    assert levels is not None
    with pytest.raises(TypeError):
        levels.levels[0].onsite["city"] = parse("9小时")  # type: ignore[index]


def test_optional_parts_without_a_value_are_as_if_not_written() -> None:
    company = Bid.model_fields["company"].annotation
    assert company is not None
    given = {"name": "甲", "credit_code": "91000000MA00XNWD0J", "legal_representative": "乙", "address": "丙"}
    filled = company.model_validate({**given, "phones": {"hotline": "400-000-0180"}, "aliases": None, "emails": None})
    assert (filled.aliases, filled.emails.support) == ((), None)


def test_a_leaf_has_no_members(bid: Bid) -> None:
    value = resolve(bid, "service.complaints.accept_time")
    assert isinstance(value, Quantity)
    assert list(members(value)) == []


def test_a_bid_without_service_or_prices_has_nothing_to_check(bid: Bid) -> None:
    company = bid.company.model_copy(
        update={"price_list": None, "teams": (Team(name="售后组", duty="服务", head="bo"),)}
    )
    project = bid.project.model_copy(update={"demands": (), "overrides": ()})
    bare = bid.model_copy(update={"company": company, "project": project, "service": Service()})
    assert check_references(bare) == ()
