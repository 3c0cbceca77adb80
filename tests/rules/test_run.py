"""The table as a whole: the demo is clean, findings carry their rule, waivers lower what they name."""

from collections.abc import Callable
from typing import Any

import pytest

from generator.finding import Severity
from generator.rules.laws import laws
from generator.rules.rule import Context, Rule
from generator.rules.run import check
from generator.rules.table import RULES

ContextFor = Callable[[dict[str, Any]], Context]


def test_the_demo_has_nothing_above_a_notice(context_for: ContextFor) -> None:
    findings = check(context_for({}))
    assert [(finding.code, finding.message) for finding in findings if finding.severity > Severity.NOTICE] == []


def test_a_bid_of_the_bare_minimum_breaks_no_rule(context_for: ContextFor) -> None:
    bare = context_for(
        {"set": {"service": {}, "project.overrides": []}, "remove": ["company.price_list", "company.trademark"]}
    )
    assert [finding.message for finding in check(bare) if finding.code != "Q102"] == []


def test_a_finding_carries_what_its_rule_says(context_for: ContextFor) -> None:
    case = {"set": {"service.service_levels.levels[0].onsite.city": "6小时"}}
    finding = next(finding for finding in check(context_for(case)) if finding.code == "C101")
    assert finding.severity is Severity.ERROR
    assert finding.basis == ("《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十一条",)
    assert finding.hint.startswith("把较早一步的时限改短")
    assert [place.path for place in finding.also] == ["service.service_levels.levels[0].restore.city"]


def waiver(code: str, key: str | None = None) -> dict[str, Any]:
    given = {"code": code, "reason": "采购人书面同意", "approver": "质量管理部", "date": "2026-11-25"}
    return {**given, "key": key} if key else given


SATISFIED = {"service.callbacks.satisfaction.target": "100%"}


@pytest.mark.parametrize(
    ("edits", "waived", "expected"),
    [
        pytest.param(
            SATISFIED,
            waiver("C131"),
            [
                (
                    "C131",
                    "提示",
                    "满意率目标（100%）由采购人评价，不能自己保证（已豁免：采购人书面同意；批准：质量管理部）",
                )
            ],
            id="一条规则",
        ),
        pytest.param(
            SATISFIED,
            waiver("C131", "service.callbacks"),
            [
                (
                    "C131",
                    "提示",
                    "满意率目标（100%）由采购人评价，不能自己保证（已豁免：采购人书面同意；批准：质量管理部）",
                )
            ],
            id="一处",
        ),
        pytest.param(
            SATISFIED,
            waiver("C131", "service.reports"),
            [
                ("C131", "警告", "满意率目标（100%）由采购人评价，不能自己保证"),
                ("S190", "警告", "豁免“C131”没有对应的问题"),
            ],
            id="另一处",
        ),
        pytest.param({}, waiver("C999"), [("S190", "警告", "豁免“C999”没有对应的问题")], id="没有的规则"),
        pytest.param(
            {"project.bid_price": "320万元", "project.budget": "300万元"},
            waiver("P105"),
            [
                ("P105", "废标风险", "投标总价（320万元）超过采购预算（300万元）"),
                ("S191", "错误", "“P105”有废标风险，不能豁免"),
            ],
            id="废标风险",
        ),
        pytest.param(
            SATISFIED,
            {**waiver("C131"), "until": "2026-12-10"},
            [
                (
                    "C131",
                    "提示",
                    "满意率目标（100%）由采购人评价，不能自己保证（已豁免：采购人书面同意；批准：质量管理部）",
                )
            ],
            id="开标当日截止",
        ),
        pytest.param(
            SATISFIED,
            {**waiver("C131"), "until": "2026-12-09"},
            [
                ("C131", "警告", "满意率目标（100%）由采购人评价，不能自己保证"),
                ("S192", "警告", "豁免“C131”2026年12月9日已经过期，不起作用"),
            ],
            id="已经过期",
        ),
        pytest.param(
            SATISFIED,
            {**waiver("C131"), "date": "2026-12-11"},
            [
                ("C131", "警告", "满意率目标（100%）由采购人评价，不能自己保证"),
                ("S192", "警告", "豁免“C131”批准日期在开标之后，不起作用"),
            ],
            id="开标之后才批准",
        ),
    ],
)
def test_waivers(
    context_for: ContextFor, edits: dict[str, Any], waived: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    findings = check(context_for({"set": {**edits, "project.waivers": [waived]}}))
    found = [(finding.code, finding.severity.label, finding.message) for finding in findings]
    assert [row for row in found if row[0] != "Q102"] == expected


SOLVED = "问题已经解决的，删去这一豁免；否则核对编号和键路径。"
AGAIN = "重新报批并更正date和until；不再需要的，删去这一豁免。"


def test_each_faulty_waiver_is_told_with_what_to_do(context_for: ContextFor) -> None:
    """The opening of the demo is on 2026-12-10."""
    waivers = [
        {**waiver("C131"), "date": "2026-12-10"},
        {**waiver("C103"), "date": "2026-12-11", "until": "2027-12-31"},
        {**waiver("C104"), "date": "2026-12-10", "until": "2026-12-10"},
        {**waiver("C105"), "date": "2026-12-09", "until": "2026-12-09"},
        {**waiver("C106"), "date": "2026-12-10", "until": "2026-12-09"},
    ]
    findings = check(context_for({"set": {**SATISFIED, "project.waivers": waivers}}))
    found = [(one.place.path, one.message, one.hint) for one in findings if one.code.startswith("S19")]
    assert found == [
        ("project.waivers[1]", "豁免“C103”批准日期在开标之后，不起作用", AGAIN),
        ("project.waivers[2]", "豁免“C104”没有对应的问题", SOLVED),
        ("project.waivers[3]", "豁免“C105”2026年12月9日已经过期，不起作用", AGAIN),
        ("project.waivers[4]", "豁免“C106”2026年12月9日已经过期，不起作用", AGAIN),
    ]


def test_one_essential_demand_among_others_cannot_be_waived(context_for: ContextFor) -> None:
    edits = {"service.warranty.groups[0].period": "2年", "service.inspection.onsite.frequency": "每半年1次"}
    findings = check(context_for({"set": {**edits, "project.waivers": [waiver("R110")]}}))
    assert [one.severity.label for one in findings if one.code == "R110"] == ["废标风险", "提示"]
    assert [one.message for one in findings if one.code == "S191"] == ["“R110”有废标风险，不能豁免"]


FALLS_SHORT = "条款2.3.1要求“硬件质保期自验收合格起不少于3年”，响应值“2年”达不到（负偏离）"
SELDOM = "条款3.5.1要求“每季度至少1次上门巡检”，响应值“每半年1次”达不到（负偏离）"


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param(
            {"service.warranty.groups[0].period": "2年"},
            [("R110", "废标风险", FALLS_SHORT), ("S191", "错误", "“R110”有废标风险，不能豁免")],
            id="实质性条款",
        ),
        pytest.param(
            {"service.inspection.onsite.frequency": "每半年1次"},
            [("R110", "提示", f"{SELDOM}（已豁免：采购人书面同意；批准：质量管理部）")],
            id="重要条款",
        ),
    ],
)
def test_only_an_essential_demand_cannot_be_waived(
    context_for: ContextFor, edits: dict[str, Any], expected: list[tuple[str, str, str]]
) -> None:
    findings = check(context_for({"set": {**edits, "project.waivers": [waiver("R110")]}}))
    found = [(finding.code, finding.severity.label, finding.message) for finding in findings]
    assert [row for row in found if row[0] in {"R110", "S191"}] == expected


def test_codes_are_in_order_and_used_once() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_says_how_to_mend(rule: Rule) -> None:
    assert rule.hint.endswith("。")
    assert not rule.title.endswith("。")
    assert set(rule.basis) <= set(laws())
    assert rule.function.__name__ != "<lambda>"
