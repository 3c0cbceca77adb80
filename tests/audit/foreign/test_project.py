"""A text against a project: promises, names, numbers; and how a finding is told with its lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from generator.audit.foreign.case import OwnName, ProjectFacts
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer, as_finding
from generator.audit.foreign.names import facts_of
from generator.commitments.catalog import load_catalog
from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise
from generator.finding import Finding, Place, Severity
from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.model.commitments import Kind, Phase
from generator.source import Span
from generator.zh.quantity import parse

ROOT = Path(__file__).parents[3]

Rows = Callable[..., list[tuple[str, ...]]]
Audit = Callable[..., tuple[AuditFinding, ...]]


def _promise(kind: Kind, value: str, scope: Scope | None = None) -> Promise:
    name = f"service.{kind.value}"
    return Promise(name, kind, "", parse(value), kind.stricter, scope or Scope(), name)


_GRAVE, _LIGHT = (Scope(severity=frozenset({Tag(each, each)})) for each in ("重大故障", "一般故障"))
_NAME = "示例乙医院监护设备采购项目"
_PROJECT = ProjectFacts(
    (
        _promise(Kind.ARRIVAL, "2小时", _GRAVE),
        _promise(Kind.ARRIVAL, "6小时", _LIGHT),
        _promise(Kind.RETURN_REPAIR, "5个工作日"),
        _promise(Kind.WARRANTY_PERIOD, "36个月"),
        _promise(Kind.WARRANTY_PERIOD, "12个月", Scope(phase=Phase.AFTER_WARRANTY)),
    ),
    frozenset({"示例甲科技有限公司", "示例乙医院"}),
    MappingProxyType({"示例丙信息有限公司": "另一家投标公司的名称", "示例丁中学": "另一个项目的采购人"}),
    "SLZB-2031-018",
    own=(
        OwnName("公司的名称", "示例甲科技有限公司", "company.name"),
        OwnName("采购人", "示例乙医院心血管病区", "project.buyer"),
        OwnName("项目的名称", _NAME, "project.name"),
    ),
    date=date(2031, 5, 6),
    said="示例甲科技有限公司\n示例乙医院\n监护设备\n华为",
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("重大故障2小时到场。", []),
        ("重大故障3小时到场。", [("A131", "3小时")]),
        ("一般故障360分钟到场。", []),
        ("6小时到场。", []),
        ("8小时到场。", [("A131", "8小时到场")]),
        ("特急故障1小时到场。", []),
        ("质保期3年。", []),
        ("质保期2年。", [("A131", "2年")]),
        ("返修设备3日内修复送回。", [("A132", "3日内修复送回")]),
        ("原厂工程师9小时到场。", []),
    ],
)
def test_promises_are_held_against_those_of_the_project(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, "A13", project=_PROJECT) == expected


def test_a_value_that_is_surely_another_is_a_fact(audit: Audit) -> None:
    (sure,) = audit("重大故障3小时到场。", "A13", project=_PROJECT)
    assert (sure.layer, sure.certainty, sure.severity) == (Layer.PROJECT, Certainty.FACT, Severity.ERROR)
    assert sure.message == "到场时限“3小时到场”与项目资料不一致，资料写的是2小时"
    (several,) = audit("8小时到场。", "A13", project=_PROJECT)
    assert (several.certainty, several.severity) == (Certainty.REVIEW, Severity.WARNING)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由示例丙信息有限公司负责", [("A111", "示例丙信息有限公司")]),
        ("示例丁中学的教师", [("A111", "示例丁中学")]),
        ("示例甲科技有限公司为示例乙医院服务", []),
        ("由示例戊机电设备有限公司安装", [("A112", "示例戊机电设备有限公司")]),
        ("项目编号SLZB-2031-018", []),
        ("证书SLZB-2029-003", []),
        ("项目编号SLZB-2029-003", [("A113", "SLZB-2029-003")]),
    ],
)
def test_names_and_numbers_of_other_bids_are_found(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, "A11", project=_PROJECT) == expected
    assert rows(text, "A11") == []


@pytest.mark.parametrize(
    ("text", "wrong", "right", "path"),
    [
        ("由示例丙信息有限公司负责", "示例丙信息有限公司", "示例甲科技有限公司", "company.name"),
        ("示例丁中学的教师", "示例丁中学", "示例乙医院心血管病区", "project.buyer"),
        ("项目编号SLZB-2029-003", "SLZB-2029-003", "SLZB-2031-018", "project.number"),
        ("由示例甲技科有限公司安装", "示例甲技科有限公司", None, ""),
        ("采购人：示例戊学院", "示例戊学院", "示例乙医院心血管病区", "project.buyer"),
        (
            "项目名称：示例戊学院多媒体设备项目",
            "示例戊学院多媒体设备项目",
            "示例乙医院监护设备采购项目",
            "project.name",
        ),
        (
            "示例乙医院监护设施采购项目的要求",
            "示例乙医院监护设施采购项目",
            "示例乙医院监护设备采购项目",
            "project.name",
        ),
        ("投标日期：2029年3月8日", "2029年3月8日", None, "project.date"),
        ("二〇二九年三月", "二〇二九年三月", None, "project.date"),
    ],
)
def test_a_name_of_another_bid_is_told_with_our_own(
    text: str, wrong: str, right: str | None, path: str, audit: Audit
) -> None:
    found = audit(text, "A11", project=_PROJECT)
    assert [(each.anchors[0].text, each.anchors[0].replacement, each.path) for each in found] == [(wrong, right, path)]


@pytest.mark.parametrize(
    "text",
    [
        "采购人：示例乙医院心血管病区",
        "项目名称：示例乙医院监护设备采购项目",
        "采购人：按合同提供场地和电源，配合验收。",
        "一、业绩\n采购人：示例戊学院",
        "2031年5月6日",
        "公司成立于2009年3月8日",
        "华为交换机",
    ],
)
def test_our_own_names_and_dates_are_left_alone(text: str, audit: Audit) -> None:
    assert audit(text, "A11", project=_PROJECT) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("更换锐捷交换机", [("A118", "锐捷")]),
        ("襄樊市办事处", [("A117", "襄樊市")]),
        ("原襄樊市办事处", []),
    ],
)
def test_brands_and_former_names_are_told_by_registries(text: str, expected: list[tuple[str, ...]], rows: Rows) -> None:
    assert rows(text, "A117", "A118", project=_PROJECT) == expected


def test_the_facts_of_a_project_are_read_from_its_data() -> None:
    loaded = load_project(ROOT, ROOT / "projects" / "data_centre").value
    assert loaded is not None
    bid, catalog = build_bid(loaded).value, load_catalog(ROOT).value
    assert bid is not None
    assert catalog is not None
    facts = facts_of(ROOT, bid, catalog)
    assert {bid.company.name, bid.project.buyer, bid.project.name} <= facts.known
    assert facts.foreign
    assert not facts.known & facts.foreign.keys()
    assert facts.promises


def test_a_finding_is_told_with_lines_and_columns() -> None:
    anchors = (Anchor(3, 5, "丙丁", 1), Anchor(6, 7, "己", 2))
    found = AuditFinding("A141", Layer.INSIDE, Severity.WARNING, Certainty.REVIEW, "不一致", "g", anchors)
    assert as_finding(found, "甲\n乙丙丁\n己", "a.txt") == Finding(
        "A141",
        Severity.WARNING,
        Place(span=Span("a.txt", 2, 2, 2, 4)),
        "不一致",
        also=(Place(span=Span("a.txt", 3, 1, 3, 2)),),
    )
