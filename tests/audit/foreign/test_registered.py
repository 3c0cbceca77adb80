"""A text against what a project registers besides promises, and against promises told by the words of their subject."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.foreign.amounts import words_of
from generator.audit.foreign.case import ProjectFacts
from generator.audit.foreign.facts import Fact, registered
from generator.audit.foreign.finding import AuditFinding, Certainty
from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise
from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.model.commitments import Kind
from generator.zh.quantity import parse

ROOT = Path(__file__).parents[3]

Audit = Callable[..., tuple[AuditFinding, ...]]
Rows = Callable[..., list[tuple[str, ...]]]


def _fact(path: str, text: str, *owners: str) -> Fact:
    amounts = words_of(text).amounts
    return Fact(path, text, amounts[0].worth if amounts else (), owners)


def _promise(kind: Kind, subject: str, value: str, item: str = "") -> Promise:
    scope = Scope(item=frozenset({Tag(item, item)}) if item else None)
    return Promise(subject, kind, subject, parse(value), kind.stricter, scope, f"service.{kind.value}{item}")


_FACTS = ProjectFacts(
    promises=(
        _promise(Kind.CALLBACK_FREQUENCY, "电话回访", "每月1次"),
        _promise(Kind.REVIEW_FREQUENCY, "应急演练", "每年1次"),
        _promise(Kind.SPARE_PART_YEARS, "备件供应期限", "5年"),
        _promise(Kind.SUPPLY_COUNT, "供货数量", "12台", "管理工作站 HS-W520"),
    ),
    said="400-000-0240\n0000-8000-1001\n0000-8000-1002\n王示安\n李示平\n示例PM-24001\n示例PM-24002",
    facts=(
        _fact("company.phones.hotline", "400-000-0240"),
        _fact("company.partners[0].phone", "0000-8000-1001", "示例东城公司"),
        _fact("company.partners[1].phone", "0000-8000-1002", "示例西城公司"),
        _fact("company.emails.business", "business@jia.example"),
        _fact("company.legal_representative", "王示安"),
        _fact("project.validity", "90日"),
        _fact("company.staff[0].certificates[0].number", "PM-24001", "示例PM-24001"),
        _fact("company.staff[0].certificates[0].valid_to", "2031年12月31日", "示例PM-24001"),
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("服务热线：400-000-0249，全年受理。", ("A140", "400-000-0249", "400-000-0240")),
        ("法定代表人：张示三。", ("A140", "张示三", "王示安")),
        ("投标有效期为60日。", ("A140", "60日", "90日")),
        ("证书示例PM-24001，有效期至2032年12月31日。", ("A140", "2032年12月31日", "2031年12月31日")),
        ("发邮件到business@jie.example。", ("A139", "business@jie.example", "business@jia.example")),
        ("证书编号示例PM-24091。", ("A139", "PM-24091", "PM-24001")),
        ("示例西城公司的电话0000-8000-1003。", ("A139", "0000-8000-1003", "0000-8000-1002")),
    ],
)
def test_what_is_registered_otherwise_is_a_fact(text: str, expected: tuple[str, str, str], audit: Audit) -> None:
    (found,) = audit(text, "A139", "A140", project=_FACTS)
    (anchor,) = found.anchors
    assert (found.code, anchor.text, anchor.replacement) == expected
    assert found.certainty is Certainty.FACT
    assert found.path


def test_of_two_numbers_as_near_a_person_decides(audit: Audit) -> None:
    (found,) = audit("联系电话0000-8000-1003。", "A139", project=_FACTS)
    assert (found.certainty, found.anchors[0].replacement) == (Certainty.REVIEW, None)


@pytest.mark.parametrize(
    "text",
    [
        "服务热线：400-000-0240，全年受理。",
        "法定代表人：李示平。",  # another person whom the project knows
        "法定代表人（签字）：",
        "投标有效期为90个日历日。",
        "证书示例PM-24001，有效期至2031-12-31。",
        "采购人电话010-5555-6666。",
        "型号HS-W520的设备。",
    ],
)
def test_what_is_registered_or_is_another_thing_is_silent(text: str, rows: Rows) -> None:
    assert rows(text, "A139", "A140", project=_FACTS) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我方对用户电话回访每季度1次。", [("A131", "每季度1次")]),
        ("我方对用户电话回访每月一次。", []),
        ("应急演练每半年1次，由我方组织。", [("A131", "每半年1次")]),
        ("系统优化每半年1次，由我方组织。", []),
    ],
)
def test_promises_of_other_kinds_are_told_by_their_subject(
    text: str, expected: list[tuple[str, ...]], rows: Rows
) -> None:
    assert rows(text, "A131", project=_FACTS) == expected


def test_the_facts_of_a_bid_are_its_numbers_dates_and_people() -> None:
    loaded = load_project(ROOT, ROOT / "projects/public_health_network").value
    bid = build_bid(loaded).value if loaded else None
    assert bid is not None
    found = {each.path: each for each in registered(bid)}
    assert found["company.phones.hotline"].text == bid.company.phones.hotline
    assert found["project.project_manager"].text in {each.name for each in bid.company.staff}
    assert found["company.staff[0].certificates[0].valid_to"].owners[0] == bid.company.staff[0].certificates[0].number
    assert {each.sort for each in found.values()} >= {"code", "date", "time", "money", ""}
