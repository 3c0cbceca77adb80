"""The table of changes: one row for one decision, both values, the places, and where to sign."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from generator.commitments.lattice import Scope, Tag
from generator.commitments.promise import Promise
from generator.document.nodes import Document, Row, Section, Table
from generator.document.walk import every, plain
from generator.model.commitments import Kind, Stricter
from generator.report.difference import Comparison, Version, compared
from generator.report.difference_document import difference_document, difference_sheets
from generator.style.load import load_sheet
from generator.style.numbering import numbering_of
from generator.zh.quantity import parse

STYLE = Path(__file__).parents[2] / "templates" / "zh" / "style" / "review.yaml"


def level(name: str, limit: str, clock: str = "接到报修") -> Promise:
    scope = Scope(severity=frozenset({Tag(name, name)}), region=frozenset({Tag("city", "市区")}))
    path = f"levels[{name}].onsite"
    return Promise(path, Kind.ARRIVAL, "到达现场", parse(limit), Stricter.LOWER, scope, path, clock)


PERIOD = Promise("g.period", Kind.WARRANTY_PERIOD, "质保期", parse("3年"), Stricter.HIGHER, Scope(), "g.period")
YEARS = Promise("y", Kind.SPARE_PART_YEARS, "备件供应", parse("不少于5年"), Stricter.HIGHER, Scope(), "y")
CLOCK = "确认故障"


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    before = (level("紧急", "1小时"), level("严重", "2小时"), level("一般", "24小时"), PERIOD)
    after = (
        replace(before[0], clock=CLOCK),
        replace(before[1], clock=CLOCK),
        replace(before[2], value=parse("1日")),
        YEARS,
    )
    old = Version(
        "一稿", before, {"levels[紧急].onsite": "a.yaml:1:1", "levels[一般].onsite": "a.yaml:3:1"}, "2026-11-30"
    )
    new = Version("二稿", after, {"levels[紧急].onsite": "a.yaml:1:1", "levels[一般].onsite": "b.yaml:9:1"})
    return compared(old, new, ("起算点没有比较。",))


@pytest.fixture(scope="module")
def document(comparison: Comparison) -> Document:
    sheet = load_sheet(STYLE.read_text(encoding="utf-8"), "review.yaml").value
    assert sheet is not None
    return difference_document(comparison, numbering_of(sheet))


def rows(document: Document, name: str) -> list[list[str]]:
    (table,) = (block for block in every(document.body) if isinstance(block, Table) and block.id == name)
    return [[words(row, at) for at in range(len(row.cells))] for row in table.rows]


def words(row: Row, at: int) -> str:
    return "|".join(plain(paragraph) for paragraph in row.cells[at].paragraphs)


def test_the_sections_are_the_directions_that_there_are(document: Document) -> None:
    sections = [plain(block.title) for block in document.body if isinstance(block, Section)]
    assert sections == ["概况", "取消", "改动", "新增", "审核意见"]
    assert plain(document.cover.title) == "承诺变化对照表"
    assert [plain((*line.label, *line.content)) for line in document.cover.lines] == [
        "原稿一稿（2026-11-30），承诺4项",
        "新稿二稿，承诺4项",
    ]


def test_one_row_for_one_decision(document: Document) -> None:
    assert rows(document, "changed_table") == [
        [
            "2",
            "到达现场（2处）|级别：紧急、严重|区域：市区|质保期内",
            "不超过1小时、不超过2小时",
            "数值不变",
            "起算点由“接到报修”改为“确认故障”",
            "a.yaml:1:1等2处",
        ],
        [
            "3",
            "到达现场|级别：一般|区域：市区|质保期内",
            "不超过24小时",
            "不超过1日",
            "单位不同，读者可能认为相同，请人工判断",
            "原：a.yaml:3:1|新：b.yaml:9:1",
        ],
    ]


def test_what_is_gone_and_what_is_new_have_one_side(document: Document) -> None:
    assert rows(document, "dropped_table") == [["1", "质保期|质保期内", "等于3年", "—", "", "g.period"]]
    assert rows(document, "added_table") == [["4", "备件供应|质保期内", "—", "不少于5年", "", "y"]]


def test_the_overview_counts_promises_and_says_what_was_not_compared(document: Document) -> None:
    assert [row[:2] for row in rows(document, "counts")] == [
        ["取消", "1"],
        ["放宽", "0"],
        ["改动", "3"],
        ["加严", "0"],
        ["新增", "1"],
    ]
    overview = document.body[0]
    assert isinstance(overview, Section)
    assert "起算点没有比较。" in {plain(getattr(block, "content", ())) for block in overview.blocks}


def test_there_is_a_line_to_sign_for_each_post(document: Document) -> None:
    assert [row[0] for row in rows(document, "signing_table")] == ["意见", "岗位", "编制人", "审核人", "法务", "批准人"]


def test_the_sheets_have_every_promise(comparison: Comparison) -> None:
    changes, told = difference_sheets(comparison)
    assert [row[:2] for row in changes.rows] == [(1, "取消"), (2, "改动"), (3, "改动"), (4, "改动"), (5, "新增")]
    assert changes.rows[3] == (
        4,
        "改动",
        "到场时限",
        "到达现场",
        "级别：一般；区域：市区",
        "质保期内",
        "不超过24小时",
        "不超过1日",
        "单位不同，读者可能认为相同，请人工判断",
        "a.yaml:3:1",
        "b.yaml:9:1",
        "levels[一般].onsite",
    )
    assert told.rows == (
        ("原", "一稿（2026-11-30），承诺4项"),
        ("新", "二稿，承诺4项"),
        ("结论", "共5项变化：取消1项，改动3项，新增1项。"),
        ("没有比较的", "起算点没有比较。"),
        ("编制人", ""),
        ("审核人", ""),
        ("法务", ""),
        ("批准人", ""),
    )


def test_no_change_has_no_table(comparison: Comparison) -> None:
    same = compared(comparison.before, comparison.before)
    sheet = load_sheet(STYLE.read_text(encoding="utf-8"), "review.yaml").value
    assert sheet is not None
    made = difference_document(same, numbering_of(sheet))
    assert [plain(block.title) for block in made.body if isinstance(block, Section)] == ["概况", "审核意见"]
