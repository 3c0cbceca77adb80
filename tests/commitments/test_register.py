"""The register: promises with demands, backing, overrides and everywhere they are printed."""

from __future__ import annotations

import pytest

from generator.commitments.authority import Bound, Grant
from generator.commitments.backing import Backing
from generator.commitments.catalog import Catalog
from generator.commitments.register import (
    NOT_ANSWERED,
    NOT_COMPARABLE,
    Change,
    Exemption,
    Register,
    Registered,
    register,
)
from generator.document.nodes import Paragraph, Text
from generator.load.overrides import Override
from generator.load.workspace import Loaded
from generator.model.bid import Bid
from generator.model.credentials import Credential, PriceList, Supplier, VendorBacking
from generator.model.policy import Policy
from generator.model.preferential import Preferential
from generator.model.project import Approval, Demand, Waiver
from generator.model.supply import Products
from generator.model.vendors import Makers
from generator.model.warranty import AfterWarranty, Warranty
from generator.source import Span
from generator.zh.money import parse_money
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
    assert answer.verdict == "正偏离"
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
    backing = VendorBacking.model_validate(
        {"vendor": "示例制造集团", "aliases": ["示例制造公司"], "period": "3年", "authorisation": "SQ-1"}
    )
    paper = Credential.model_validate(
        {
            "id": "paper",
            "kind": "制造商授权",
            "name": "项目授权书",
            "number": "SQ-2",
            "holder": "示例公司",
            "issuer": "示例制造公司",
            "valid_from": "2026-01-01",
            "valid_to": "长期",
        }
    )
    others = VendorBacking.model_validate({"vendor": "示例其他公司", "period": "9年"})
    changed = bid.model_copy(
        update={
            "service": bid.service.model_copy(update={"products": products, "preferential": terms}),
            "company": bid.company.model_copy(
                update={"vendor_backing": (others, backing), "credentials": (paper, *bid.company.credentials)}
            ),
        }
    )
    found = by_path(register(changed, None, catalog))
    assert found[HARDWARE].backing == (
        Backing("示例制造公司（服务器）", "1年", "service.products.items[0].vendor_warranty.period"),
        Backing("示例制造公司", "1年，自费购买延保2年（换件）", "service.preferential.extensions[0].vendor_period"),
        Backing("示例制造公司", "1年（换件）", "service.preferential.extensions[1].vendor_period"),
        Backing("示例制造集团", "3年（授权书SQ-1）", "company.vendor_backing[1].period"),
        Backing("示例制造公司", "项目授权书（SQ-2）", "company.credentials[0].number"),
    )
    assert found[SOFTWARE].backing == ()


def test_a_bid_without_services_still_has_a_register(bid: Bid, catalog: Catalog) -> None:
    bare = bid.model_copy(update={"service": type(bid.service)()})
    assert [
        entry.promise.path for entry in register(bare, None, catalog).entries if "service" in entry.promise.path
    ] == []


@pytest.mark.parametrize(
    ("demand", "verdict"),
    [
        ({"comparator": "不少于", "quantity": "2年"}, "正偏离"),
        ({"comparator": "不少于", "quantity": "36个月"}, "无偏离"),
        ({"comparator": "不少于", "quantity": "5年"}, "负偏离"),
        ({"comparator": "不少于", "quantity": "30个工作日"}, NOT_COMPARABLE),
        ({}, "无偏离"),
    ],
)
def test_how_an_answer_compares_is_computed(bid: Bid, catalog: Catalog, demand: dict[str, str], verdict: str) -> None:
    key = "service.warranty.groups[hardware].period"
    one = Demand.model_validate({"id": "d", "clause": "1", "text": "质保", "key": key, **demand})
    project = bid.project.model_copy(update={"demands": (one,)})
    found = by_path(register(bid.model_copy(update={"project": project}), None, catalog))
    assert [answer.verdict for answer in found[HARDWARE].answers] == [verdict]


def test_a_demand_on_many_values_is_answered_only_by_words(bid: Bid, catalog: Catalog) -> None:
    one = {"id": "d", "clause": "1", "text": "紧急故障", "key": "service.service_levels.levels[urgent]"}
    demands = (Demand.model_validate(one), Demand.model_validate({**one, "id": "e", "response": "满足"}))
    project = bid.project.model_copy(update={"demands": demands})
    found = by_path(register(bid.model_copy(update={"project": project}), None, catalog))
    assert [answer.verdict for answer in found[ONSITE].answers] == [NOT_ANSWERED, "无偏离"]


MAKERS = {
    "escalate_to": "项目经理",
    "calendar": {"source": "放假通知", "holidays": ["2027-01-01"], "examples": ["2027-01-04"]},
    "items": [
        {
            "id": "maker",
            "name": "示例制造公司",
            "short_name": "示例制造",
            "document": "服务说明",
            "stated": "2026-01-01",
            "service_level": "次工作日到场",
            "fill": "由我方先行到场",
            "hotline": "400-000-0001",
            "website": "https://maker.example",
            "staff": "10人",
            "connect_rate": "99%",
            "sections": [{"title": "级别", "shows": "levels"}],
            "levels": [
                {"name": "一级", "definition": "中断", "response": "1小时", "onsite": "8小时", "report": "1小时"},
                {"name": "二级", "definition": "下降", "response": "2小时", "onsite": "1日", "report": "4小时"},
            ],
            "telephone": {"id": "hours", "hours": [{"days": "工作日", "hours": "8:00至18:00"}]},
        }
    ],
}
PARTS = {
    "currency": "人民币",
    "tax_rate": "13%",
    "tax_included": "true",
    "valid_to": "2030-12-31",
    "labour": [],
    "parts": [
        {"name": "电源", "model": "A", "supplier": "示例供应公司", "unit": "只", "price": "100元"},
        {"name": "风扇", "model": "B", "supplier": "示例供应公司", "unit": "只", "price": "10元"},
    ],
}


def test_makers_stand_behind_times_hours_and_parts(bid: Bid, catalog: Catalog) -> None:
    level = {"vendor": "示例其他公司", "service_level": "4小时到场", "service_window": "7×24"}
    company = bid.company.model_copy(
        update={
            "vendor_backing": (VendorBacking.model_validate(level),),
            "price_list": PriceList.model_validate(PARTS),
            "suppliers": (
                Supplier.model_validate({"name": "示例供应公司", "supplies": "电源和风扇", "proof": "框架协议"}),
            ),
        }
    )
    makers = Makers.model_validate(MAKERS)
    service = bid.service.model_copy(update={"makers": makers, "warranty": with_parts(bid)})
    found = by_path(register(bid.model_copy(update={"company": company, "service": service}), None, catalog))
    maker, levels = "service.makers.items[0]", "service.service_levels.levels[0]"
    other = Backing("示例其他公司", "4小时到场", "company.vendor_backing[0].service_level")
    assert found[f"{levels}.response.city"].backing == (
        Backing("示例制造公司", "原厂级别一级1小时、二级2小时", f"{maker}.levels[0].response"),
    )
    assert found[f"{levels}.onsite.city"].backing == (
        Backing("示例制造公司", "原厂级别一级8小时、二级1日", f"{maker}.levels[0].onsite"),
        Backing("示例制造公司", "次工作日到场；补足：由我方先行到场", f"{maker}.service_level"),
        other,
    )
    assert found[f"{levels}.restore.city"].backing == (
        Backing("示例制造公司", "次工作日到场", f"{maker}.service_level"),
        other,
    )
    assert found["service.service_levels.service_window"].backing == (
        Backing("示例制造公司", "工作日8:00至18:00", f"{maker}.telephone.hours[0].hours"),
        Backing("示例其他公司", "7×24小时", "company.vendor_backing[0].service_window"),
    )
    assert found["service.warranty.after_warranty.parts_years"].backing == (
        Backing("示例供应公司", "供应价格表中的零配件2种（框架协议）", "company.price_list.parts[0].supplier"),
    )


def with_parts(bid: Bid) -> Warranty:
    assert bid.service.warranty is not None
    after = AfterWarranty.model_validate({"basis": "成本", "parts_basis": "成本", "parts_years": "5年"})
    return bid.service.warranty.model_copy(update={"after_warranty": after})


POLICY = Policy.model_validate(
    {
        "approver": "总经理",
        "longest_warranty": "2年",
        "limits": [
            {"item": "onsite", "shortest": "30分钟"},
            {"item": "onsite", "region": "城区", "shortest": "2小时"},
        ],
        "free": [
            {"key": "service.warranty.after_warranty.parts_years", "longest": "10年"},
            {"key": "service.nothing", "longest": "1年"},
        ],
        "price_floor": "80%",
        "labour_floor": "900元/人日",
    }
)


def test_what_sales_may_promise_and_who_approved_more(bid: Bid, catalog: Catalog) -> None:
    prices = {"budget": parse_money("100.01万元"), "bid_price": parse_money("80万元")}
    approval = {"content": "三年", "approver": "总经理", "date": "2026-11-20", "reason": "客户要求"}
    given = [{"key": "service.warranty.groups[hardware].period"}, {"key": "service.nothing"}]
    waiver = {"code": "C102", "reason": "同城", "approver": "法务", "date": "2026-11-21"}
    project = bid.project.model_copy(
        update={
            **prices,
            "approvals": tuple(Approval.model_validate({**approval, **one}) for one in given),
            "waivers": (
                Waiver.model_validate({**waiver, "key": "service.service_levels.levels[0]", "until": "2027-01-01"}),
                Waiver.model_validate(waiver),
                Waiver.model_validate({**waiver, "key": ONSITE}),
            ),
        }
    )
    labour = {"level": "工程师", "rate": "800元/人日", "content": "维修"}
    company = bid.company.model_copy(
        update={"policy": POLICY, "price_list": PriceList.model_validate({**PARTS, "labour": [labour]})}
    )
    service = bid.service.model_copy(update={"warranty": with_parts(bid)})
    changed = bid.model_copy(update={"project": project, "company": company, "service": service})
    found = by_path(register(changed, None, catalog))
    bounds = {path: entry.bound for path, entry in found.items() if entry.bound}
    assert bounds[HARDWARE] == Bound("最长2年", "company.policy.longest_warranty", exceeded=True)
    assert bounds[ONSITE].exceeded
    assert {path.rpartition(".")[2]: bounds[path].text for path in bounds if ".levels[0]." in path} == {
        "city": "最短2小时",
        "county": "最短30分钟",
    }
    assert bounds["project.bid_price"] == Bound(
        "限价的80%，即不低于80.008万元", "company.policy.price_floor", exceeded=True
    )
    assert bounds["company.price_list.labour[0].rate"] == Bound(
        "不低于900元/人日", "company.policy.labour_floor", exceeded=True
    )
    assert bounds["service.warranty.after_warranty.parts_years"].path == "company.policy.free[0].longest"
    assert found[HARDWARE].grants == (Grant("三年", "客户要求", "总经理", "2026-11-20", "project.approvals[0]"),)
    assert found[ONSITE].exemptions == (
        Exemption("C102", "同城", "法务", "2026-11-21", "2027-01-01", "project.waivers[0]"),
        Exemption("C102", "同城", "法务", "2026-11-21", "", "project.waivers[2]"),
    )
    assert found[HARDWARE].exemptions == ()
