"""The promises of a bid: values, scopes, starts of the clock, names that stay."""

from __future__ import annotations

from datetime import date

import pytest

from generator.commitments.catalog import Catalog
from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise, promises
from generator.model.bid import Bid
from generator.model.commitments import Force, Kind, Party, Phase, Provenance, Role, Stricter
from generator.zh.quantity import Quantity, parse

ONSITE = "service.service_levels.levels[urgent].onsite.county"


def one(*names: tuple[str, str]) -> frozenset[Tag]:
    return frozenset(Tag(*name) for name in names)


def test_a_cell_of_the_matrix_is_a_promise_for_its_level_and_region(found: dict[str, Promise]) -> None:
    promise = found[ONSITE]
    assert (promise.kind, promise.subject, promise.text) == (Kind.ARRIVAL, "到达现场", "4小时")
    assert promise.scope == Scope(severity=one(("urgent", "")), region=one(("county", "")))
    assert [tag.name for side in (promise.scope.severity, promise.scope.region) for tag in side or ()] == [
        "紧急故障",
        "各县",
    ]
    assert promise.path == "service.service_levels.levels[0].onsite.county"
    assert (promise.clock, promise.comparator, promise.stricter) == ("接到报修", "不超过", Stricter.LOWER)


@pytest.mark.parametrize(
    ("name", "text", "comparator", "clock", "owner"),
    [
        ("service.warranty.groups[hardware].period", "3年", "等于", "验收合格之日", ""),
        ("service.warranty.start_event", "验收合格之日", "", "", ""),
        ("service.complaints.reply_time", "5个工作日", "不超过", "受理投诉", "客服主管"),
        ("service.reports.items[visit].due", "当场", "", "", "工程师"),
        ("service.training.courses[操作].times", "3次", "等于", "", ""),
        ("service.spare_parts.items[硬盘 A1].quantity", "12块", "等于", "", ""),
        ("service.channels.hotline.window", "7×24小时", "等于", "", ""),
        ("project.validity", "90日", "等于", "投标截止之日", ""),
    ],
)
def test_promises_of_the_small_workspace(
    found: dict[str, Promise], name: str, text: str, comparator: str, clock: str, owner: str
) -> None:
    promise = found[name]
    assert (promise.text, promise.comparator, promise.clock, promise.owner) == (text, comparator, clock, owner)


@pytest.mark.parametrize(
    ("name", "side", "tag"),
    [
        ("service.warranty.groups[hardware].period", "item", ("hardware", "硬件")),
        ("service.training.courses[操作].times", "item", ("操作", "操作")),
        ("service.spare_parts.items[硬盘 A1].quantity", "item", ("硬盘 A1", "硬盘 A1")),
        ("service.inspection.onsite.frequency", "item", ("onsite", "上门维护")),
        ("service.channels.hotline.pickup", "channel", ("hotline", "热线")),
        ("service.emergency.scenarios[平台中断].recovery", "condition", ("平台中断", "平台中断")),
        ("service.emergency.scenarios[平台中断].recovery", "severity", ("urgent", "紧急故障")),
        ("service.schedule.tasks[survey].duration", "item", ("survey", "现场勘察")),
    ],
)
def test_structure_tells_the_scope(found: dict[str, Promise], name: str, side: str, tag: tuple[str, str]) -> None:
    (told,) = getattr(found[name].scope, side)
    assert (told.id, told.name) == tag


def test_closed_sides_come_from_the_catalog(found: dict[str, Promise]) -> None:
    target = found["service.callbacks.satisfaction.target"].scope
    assert (target.role, target.force, target.phase) == (Role.TARGET, Force.TARGET, Phase.IN_WARRANTY)
    assert found["service.schedule.tasks[survey].duration"].scope.phase is Phase.BEFORE_ACCEPTANCE


def test_every_promise_has_a_name_of_its_own(found: dict[str, Promise], bid: Bid, catalog: Catalog) -> None:
    assert len(found) == len(promises(bid, catalog))


def test_list_items_of_one_name_are_told_apart(bid: Bid, catalog: Catalog) -> None:
    courses = bid.service.training.courses if bid.service.training else ()
    training = bid.service.training.model_copy(update={"courses": (courses[0], courses[0])})  # type: ignore[union-attr]
    twice = bid.model_copy(update={"service": bid.service.model_copy(update={"training": training})})
    ids = [promise.id for promise in promises(twice, catalog) if promise.id.endswith(("times", "times#2"))]
    assert ids == ["service.training.courses[操作].times", "service.training.courses[操作].times#2"]


def test_an_item_without_a_name_goes_by_its_index(bid: Bid, catalog: Catalog) -> None:
    projects = [promise.id for promise in promises(bid, catalog) if promise.id.startswith("service.schedule")]
    assert projects == [f"service.schedule.tasks[{name}].duration" for name in ("survey", "order", "room", "install")]


@pytest.mark.parametrize(
    ("text", "stricter", "comparator"),
    [
        ("4小时", Stricter.LOWER, "不超过"),
        ("3年", Stricter.HIGHER, "等于"),
        ("不少于2次", Stricter.HIGHER, "不少于"),
        ("超过2次", Stricter.HIGHER, "多于"),
        ("不超过2次", Stricter.HIGHER, "不超过"),
        ("少于2小时", Stricter.LOWER, "少于"),
    ],
)
def test_how_a_value_binds(text: str, stricter: Stricter, comparator: str) -> None:
    assert made(parse(text), stricter).comparator == comparator


def test_a_date_is_printed_long() -> None:
    assert made(date(2027, 6, 1), Stricter.LOWER).text == "2027年6月1日"


def test_the_word_of_a_maker_is_not_the_bidders_own() -> None:
    ours = made(parse("3年"), Stricter.HIGHER)
    makers = Promise("a", Kind.OTHER, "甲", parse("3年"), Stricter.HIGHER, Scope(party=Party.MANUFACTURER), "a")
    assert (ours.provenance, makers.provenance) == (Provenance.OWN, Provenance.MAKER)


def made(value: Quantity | date, stricter: Stricter) -> Promise:
    return Promise("a", Kind.OTHER, "甲", value, stricter, Scope(), "a")
