"""The register as JSON and back, as tables, as Markdown."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from generator.commitments.authority import Bound, Grant
from generator.commitments.backing import Backing
from generator.commitments.lattice import Promised, Scope, Tag
from generator.commitments.occurrences import Occurrence
from generator.commitments.promise import Promise
from generator.commitments.register import Answer, Change, Exemption, Register, Registered
from generator.model.commitments import Force, Kind, Party, Phase, Stricter
from generator.model.project import Demand
from generator.report.built import built_pages
from generator.report.markdown import markdown_tables
from generator.report.register_json import read_register, register_json
from generator.report.register_tables import register_sheets, scope_words
from generator.source import Entry, SourceMap, Span
from generator.write.xlsx.sheet import Column, Sheet
from generator.zh.money import parse_money
from generator.zh.quantity import parse

FILE = "catalogs/warranty/p.yaml"
PATH = "service.warranty.groups[0].period"
SOURCES = SourceMap({PATH: Entry(None, Span(FILE, 7, 13, 7, 15))})
SCOPE = Scope(item=frozenset({Tag("hardware", "硬件")}), severity=frozenset({Tag("b", "一般"), Tag("a", "紧急")}))
PERIOD = Promise(
    "service.warranty.groups[hardware].period",
    Kind.WARRANTY_PERIOD,
    "质保期",
    parse("3年"),
    Stricter.HIGHER,
    SCOPE,
    PATH,
    "验收合格之日",
    "服务部",
)
PRINTED = (
    Occurrence(4, "3年", "5.1 质保", "", "质保期为3年。", "a.md.j2", 9, derived=False, pages={"docx": "8", "pdf": "9"}),
    Occurrence(
        9,
        "36个月",
        "6.1 表",
        "表6-1 质保",
        "硬件：36个月",
        "b.md.j2",
        2,
        derived=True,
        pages={"docx": "8", "pdf": "12"},
    ),
)
DEMAND = Demand.model_validate(
    {
        "id": "warranty",
        "clause": "3.2",
        "text": "质保期不少于3年",
        "mark": "★",
        "comparator": "不少于",
        "quantity": "3年",
    }
)
WHOLE = Registered(
    PERIOD,
    PRINTED,
    (Answer(DEMAND, "project.demands[0]", "无偏离"),),
    (Backing("示例公司", "3年", "company.vendor_backing[0].period"),),
    Change(PATH, "1年", "投标需要", "总经理", "2026-11-20", "project.overrides[0]"),
    Bound("最长2年", "company.policy.longest_warranty", exceeded=True),
    (Grant("质保三年", "客户要求", "总经理", "2026-11-21", "project.approvals[0]"),),
    (
        Exemption("C122", "已购延保", "法务部", "2026-11-22", "2027-01-31", "project.waivers[0]"),
        Exemption("C123", "另有约定", "法务部", "2026-11-22", "", "project.waivers[1]"),
    ),
)
PLAIN = Registered(
    Promise("a.b", Kind.OTHER, "事项", "按合同", Stricter.NEITHER, Scope(phase=Phase.AFTER_WARRANTY), "a.b")
)
REGISTER = Register("示例采购项目", "SL-001", "示例公司", "2026-11-30", (WHOLE, PLAIN))


def test_a_row_of_the_json() -> None:
    data = json.loads(register_json(REGISTER, SOURCES))
    assert {key: data[key] for key in ("version", "project", "number", "bidder", "date")} == {
        "version": 1,
        "project": "示例采购项目",
        "number": "SL-001",
        "bidder": "示例公司",
        "date": "2026-11-30",
    }
    assert data["promises"][0] == {
        "id": "service.warranty.groups[hardware].period",
        "kind": "warranty_period",
        "kind_label": "质保期",
        "subject": "质保期",
        "value": "3年",
        "type": "quantity",
        "comparator": "等于",
        "stricter": "higher",
        "scope": {
            "severity": [{"id": "a", "name": "紧急"}, {"id": "b", "name": "一般"}],
            "region": None,
            "item": [{"id": "hardware", "name": "硬件"}],
            "channel": None,
            "condition": None,
        },
        "phase": "in_warranty",
        "party": "ours",
        "role": "promise",
        "force": "binding",
        "provenance": "own",
        "clock": "验收合格之日",
        "owner": "服务部",
        "path": PATH,
        "file": FILE,
        "line": 7,
        "column": 13,
        "printed": [
            {
                "number": 4,
                "text": "3年",
                "section": "5.1 质保",
                "block": "",
                "sentence": "质保期为3年。",
                "derived": False,
                "template": "a.md.j2",
                "template_line": 9,
                "pages": {"docx": "8", "pdf": "9"},
            },
            {
                "number": 9,
                "text": "36个月",
                "section": "6.1 表",
                "block": "表6-1 质保",
                "sentence": "硬件：36个月",
                "derived": True,
                "template": "b.md.j2",
                "template_line": 2,
                "pages": {"docx": "8", "pdf": "12"},
            },
        ],
        "demands": [
            {
                "clause": "3.2",
                "mark": "★",
                "text": "质保期不少于3年",
                "comparator": "不少于",
                "value": "3年",
                "verdict": "无偏离",
                "path": "project.demands[0]",
                "file": "",
                "line": 0,
                "column": 0,
            }
        ],
        "backing": [
            {
                "name": "示例公司",
                "text": "3年",
                "path": "company.vendor_backing[0].period",
                "file": "",
                "line": 0,
                "column": 0,
            }
        ],
        "override": {
            "key": PATH,
            "old": "1年",
            "reason": "投标需要",
            "approver": "总经理",
            "date": "2026-11-20",
            "path": "project.overrides[0]",
            "file": "",
            "line": 0,
            "column": 0,
        },
        "bound": {
            "text": "最长2年",
            "exceeded": True,
            "path": "company.policy.longest_warranty",
            "file": "",
            "line": 0,
            "column": 0,
        },
        "approvals": [
            {
                "content": "质保三年",
                "reason": "客户要求",
                "approver": "总经理",
                "date": "2026-11-21",
                "path": "project.approvals[0]",
                "file": "",
                "line": 0,
                "column": 0,
            }
        ],
        "waivers": [
            {
                "code": code,
                "reason": reason,
                "approver": "法务部",
                "date": "2026-11-22",
                "until": until,
                "path": path,
                "file": "",
                "line": 0,
                "column": 0,
            }
            for code, reason, until, path in (
                ("C122", "已购延保", "2027-01-31", "project.waivers[0]"),
                ("C123", "另有约定", "", "project.waivers[1]"),
            )
        ],
    }
    plain = data["promises"][1]
    assert (plain["override"], plain["bound"], plain["approvals"], plain["waivers"]) == (None, None, [], [])


def test_one_promise_a_line() -> None:
    lines = register_json(REGISTER, SOURCES).decode().splitlines()
    assert [line[:12] for line in lines] == ['{"version": ', '{"id": "serv', '{"id": "a.b"', "]}"]


@pytest.mark.parametrize(
    "value",
    [
        parse("3年"),
        parse("不少于2次"),
        parse("2~4小时"),
        parse("半个工作日"),
        parse("7×24小时"),
        parse("立即"),
        parse_money("1000元/人日"),
        parse_money("3.5万元"),
        12,
        Decimal("1.5"),
        date(2027, 6, 1),
        "验收合格之日",
    ],
    ids=str,
)
def test_promises_are_read_back_as_they_were(value: Promised) -> None:
    scope = Scope(region=frozenset({Tag("c", "城区")}), force=Force.TARGET, party=Party.MANUFACTURER)
    one = Promise("x", Kind.OTHER, "事项", value, Stricter.LOWER, scope, "a.x", "验收", "服务部")
    entries = (Registered(one), WHOLE)
    read = read_register(register_json(Register("甲", "1", "乙", "2026-11-30", entries), SOURCES).decode())
    assert read.promises == (one, PERIOD)
    assert [tag.name for tag in read.promises[0].scope.region or ()] == ["城区"]
    assert (read.places, read.date) == ({PATH: f"{FILE}:7:13"}, "2026-11-30")


@pytest.mark.parametrize("text", ["", "[]", "{", '{"promises": [{"id": "a"}]}', '{"version": 1}'])
def test_what_is_no_register_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_register(text)


def test_a_value_that_cannot_be_read_is_refused() -> None:
    broken = register_json(REGISTER, SOURCES).decode().replace('"value": "3年", "type"', '"value": "很久", "type"')
    with pytest.raises(ValueError, match="很久"):
        read_register(broken)


def test_the_sheets() -> None:
    promises, places, unprinted, summary = register_sheets(REGISTER, SOURCES)
    assert [sheet.title for sheet in (promises, places, unprinted, summary)] == [
        "承诺登记表",
        "印出位置",
        "未印出",
        "说明",
    ]
    assert named(promises, 0) == {
        "序号": 1,
        "类别": "质保期",
        "事项": "质保期",
        "适用范围": "级别：紧急、一般；对象：硬件",
        "阶段": "质保期内",
        "承诺方": "投标人",
        "比较": "等于",
        "承诺值": "3年",
        "起算点": "验收合格之日",
        "效力": "承诺",
        "印出处数": 2,
        "首次印在": "5.1 质保",
        "DOCX页": "8",
        "PDF页": "9、12",
        "回应的招标要求": "★3.2 质保期不少于3年",
        "偏离": "无偏离",
        "原厂支持": "示例公司：3年",
        "责任岗位": "服务部",
        "承诺权限": "最长2年，已超出",
        "改写、批准和豁免": "改写：目录原为1年；投标需要；总经理 2026-11-20 批准\n"
        "批准：质保三年；客户要求；总经理 2026-11-21 批准\n"
        "豁免C122：已购延保；法务部 2026-11-22 批准，至2027-01-31\n"
        "豁免C123：另有约定；法务部 2026-11-22 批准",
        "资料位置": f"{FILE}:7:13",
        "编号": "service.warranty.groups[hardware].period",
    }
    plain = named(promises, 1)
    assert (plain["首次印在"], plain["适用范围"]) == ("未印出", "不限")
    assert [plain[heading] for heading in ("偏离", "承诺权限", "改写、批准和豁免")] == ["", "", ""]
    assert named(places, 1) == {
        "序号": 1,
        "类别": "质保期",
        "事项": "质保期",
        "适用范围": "级别：紧急、一般；对象：硬件",
        "承诺值": "3年",
        "印出的文字": "36个月",
        "章节": "6.1 表",
        "图表": "表6-1 质保",
        "DOCX页": "8",
        "PDF页": "12",
        "整句": "硬件：36个月",
        "来历": "算出",
        "模板位置": "b.md.j2:2",
        "资料位置": f"{FILE}:7:13",
    }
    assert unprinted.rows == ((2, "其他", "事项", "不限", "按合同", "a.b", "a.b"),)
    assert summary.rows[4:11] == (
        ("承诺", 2),
        ("印出处", 2),
        ("没有印出的承诺", 1),
        ("改写过的承诺", 1),
        ("超出承诺权限的承诺", 1),
        ("负偏离的承诺", 0),
        ("页码", "取自最近一次生成的文件"),
    )


def named(sheet: Sheet, at: int) -> dict[str, str | int]:
    assert all(len(row) == len(sheet.columns) for row in sheet.rows)
    return dict(zip((column.heading for column in sheet.columns), sheet.rows[at], strict=True))


def test_an_override_of_more_than_the_promise_names_what_it_replaced() -> None:
    change = Change("service.warranty", "groups: []", "重写", "总经理", "2026-11-20", "project.overrides[0]")
    register = Register("甲", "1", "乙", "", (Registered(PERIOD, change=change),))
    assert named(register_sheets(register, SOURCES)[0], 0)["改写、批准和豁免"] == (
        "改写：整段改写“service.warranty”；重写；总经理 2026-11-20 批准"
    )
    assert register_sheets(register, SOURCES)[3].rows[10] == ("页码", "尚无：资料改动以后还没有生成文件")


def test_a_scope_that_is_not_confined_holds_for_all() -> None:
    assert scope_words(Scope()) == "不限"


def test_markdown_tables() -> None:
    sheets = (
        Sheet("甲", (Column("名称", 9), Column("数", 4)), (("a|b\\c\n", 3),)),
        Sheet("乙", (Column("名称", 9),), ()),
    )
    assert markdown_tables(sheets, "登记表") == (
        "# 登记表\n\n## 甲\n\n| 名称 | 数 |\n| --- | --- |\n| a\\|b\\\\c<br> | 3 |\n\n## 乙\n\n（无）\n"
    )


@pytest.mark.parametrize("name", ["manifest.json", "trace.json"])
def test_pages_of_a_build_that_is_broken_are_unknown(name: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(
        '{"kind": "k", "style": "s", "inputs": [{"file": "a", "sha256": "1"}]}', encoding="utf-8"
    )
    (tmp_path / "trace.json").write_text('[{"number": 1, "pages": {"docx": "2"}}]', encoding="utf-8")
    assert built_pages(tmp_path, "k", "s", {"a": "1"}) == {1: {"docx": "2"}}
    assert built_pages(tmp_path, "k", "s", {"a": "2"}) == {}
    assert built_pages(tmp_path, "k", "other", {"a": "1"}) == {}
    assert built_pages(tmp_path / "nowhere", "k", "s", {"a": "1"}) == {}
    (tmp_path / name).write_text("[{]", encoding="utf-8")
    assert built_pages(tmp_path, "k", "s", {"a": "1"}) == {}
