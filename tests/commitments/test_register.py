"""The register: promises with demands, backing, overrides and everywhere they are printed."""

from __future__ import annotations

import pytest

from generator.commitments.backing import Backing
from generator.commitments.catalog import Catalog
from generator.commitments.register import Change, Register, Registered, register
from generator.document.nodes import Paragraph, Text
from generator.load.overrides import Override
from generator.load.workspace import Loaded
from generator.model.bid import Bid
from generator.model.credentials import VendorBacking
from generator.model.preferential import Preferential
from generator.model.project import Demand
from generator.model.supply import Products
from generator.source import Span
from tests.commitments.conftest import document, value

ONSITE = "service.service_levels.levels[0].onsite.city"
HARDWARE, SOFTWARE = "service.warranty.groups[0].period", "service.warranty.groups[1].period"
TIMES = "service.training.courses[0].times"


def by_path(found: Register) -> dict[str, Registered]:
    return {entry.promise.path: entry for entry in found.entries}


@pytest.fixture
def found(bid: Bid, catalog: Catalog, loaded: Loaded) -> dict[str, Registered]:
    printed = document(Paragraph((Text("到场时限为"), value(1, "1小时内", ONSITE), Text("。"))))
    return by_path(register(bid, printed, catalog, loaded.overrides, {1: {"pdf": "3"}}))


def test_a_printed_promise_and_one_that_is_not(found: dict[str, Registered]) -> None:
    (there,) = found[ONSITE].printed
    assert (there.text, there.sentence, dict(there.pages)) == ("1小时内", "到场时限为1小时内。", {"pdf": "3"})
    assert found[HARDWARE].printed == ()


def test_the_unprinted_are_listed(bid: Bid, catalog: Catalog) -> None:
    whole = register(bid, document(Paragraph((value(1, "1小时", ONSITE),))), catalog)
    assert len(whole.unprinted) == len(whole.entries) - 1
    assert ONSITE not in {entry.promise.path for entry in whole.unprinted}
    assert (whole.project, whole.number, whole.bidder, whole.date) == (
        "示例采购项目",
        "SL-001",
        bid.company.name,
        "2026-11-30",
    )
    assert not whole.has_pages


def test_without_a_document_nothing_is_printed(bid: Bid, catalog: Catalog) -> None:
    whole = register(bid, None, catalog)
    assert whole.unprinted == whole.entries


def test_the_demand_a_promise_answers(found: dict[str, Registered]) -> None:
    (answer,) = found[ONSITE].answers
    assert (answer.demand.clause, answer.demand.mark, answer.path) == ("3.1", "★", "project.demands[0]")
    assert found[HARDWARE].answers == ()


def test_a_demand_names_items_by_id_and_may_concern_all_below(bid: Bid, catalog: Catalog) -> None:
    demands = [
        {"id": "d1", "clause": "1", "text": "质保", "key": "service.warranty.groups[hardware].period"},
        {"id": "d2", "clause": "2", "text": "紧急故障", "key": "service.service_levels.levels[urgent]"},
        {"id": "d3", "clause": "3", "text": "说明"},
    ]
    project = bid.project.model_copy(update={"demands": tuple(map(Demand.model_validate, demands))})
    found = by_path(register(bid.model_copy(update={"project": project}), None, catalog))
    answered = {path: [one.demand.clause for one in entry.answers] for path, entry in found.items() if entry.answers}
    assert answered == {
        HARDWARE: ["1"],
        **{
            f"service.service_levels.levels[0].{limit}.{region}": ["2"]
            for limit in ("response", "onsite", "restore")
            for region in ("city", "county")
        },
    }


def test_an_override_shows_both_values_and_who_approved(found: dict[str, Registered]) -> None:
    entry = found[TIMES]
    assert entry.promise.text == "3次"
    assert entry.change == Change(TIMES, "2次", "分地点举办", "项目部", "2026-11-20", "project.overrides[0]")
    assert found[ONSITE].change is None


def test_an_override_of_a_whole_list_concerns_all_below(bid: Bid, catalog: Catalog) -> None:
    whole = Override("service.training.courses", "- {name: 旧}", Span("a", 1, 1, 1, 2), 0)
    found = by_path(register(bid, None, catalog, (whole,)))
    changed = [path for path, entry in found.items() if entry.change]
    assert changed == [
        f"service.training.courses[{at}].{key}" for key in ("hours", "times", "persons") for at in (0, 1)
    ]
    assert [entry.change.key for entry in found.values() if entry.change][:1] == ["service.training.courses"]


def test_what_the_makers_warrant_stands_behind_a_group(bid: Bid, catalog: Catalog) -> None:
    own = {"name": "服务器", "model": "S", "maker": "示例制造公司", "quantity": "1台", "group": "hardware"}
    products = Products.model_validate({"items": [{**own, "vendor_warranty": {"period": "1年"}}, own]})
    extension = {
        "vendor": "示例制造公司",
        "group": "hardware",
        "vendor_period": "1年",
        "service": "换件",
        "supply": "直供",
    }
    texts = {
        "proof": "订单",
        "proof_due": "5日",
        "waiver": "2年",
        "waiver_scope": "人工",
        "design_scope": "网络",
        "design": "每年1次",
    }
    terms = Preferential.model_validate({**texts, "extensions": [{**extension, "bought": "2年"}, extension]})
    backing = VendorBacking.model_validate({"vendor": "示例制造集团", "aliases": ["示例制造公司"], "period": "3年"})
    others = VendorBacking.model_validate({"vendor": "示例其他公司", "period": "9年"})
    changed = bid.model_copy(
        update={
            "service": bid.service.model_copy(update={"products": products, "preferential": terms}),
            "company": bid.company.model_copy(update={"vendor_backing": (others, backing)}),
        }
    )
    found = by_path(register(changed, None, catalog))
    assert found[HARDWARE].backing == (
        Backing("示例制造公司（服务器）", "1年", "service.products.items[0].vendor_warranty.period"),
        Backing("示例制造公司", "1年，自费购买延保2年", "service.preferential.extensions[0].vendor_period"),
        Backing("示例制造公司", "1年", "service.preferential.extensions[1].vendor_period"),
        Backing("示例制造集团", "3年", "company.vendor_backing[1].period"),
    )
    assert found[SOFTWARE].backing == ()


def test_a_bid_without_services_still_has_a_register(bid: Bid, catalog: Catalog) -> None:
    bare = bid.model_copy(update={"service": type(bid.service)()})
    assert [
        entry.promise.path for entry in register(bare, None, catalog).entries if "service" in entry.promise.path
    ] == []
