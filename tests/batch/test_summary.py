"""The summary of a run: a row for each project, the same bytes for the same results, times in JSON alone."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook

from generator import __version__
from generator.batch.summary import summary_json, summary_xlsx, write_summary
from generator.batch.task import Done, State
from generator.cli.summary import summary_table
from generator.finding import Finding, Place, Severity

WARNING = Finding("W1", Severity.WARNING, Place("a"), "甲")
ERROR = Finding("E1", Severity.ERROR, Place("b"), "乙")
DONE = (
    Done(
        "housing",
        (WARNING, WARNING, replace(WARNING, code="W2")),
        page_counts={"housing-plan.docx": 12, "housing-plan.pdf": 11},
        seconds=1.234,
        state=State.UPDATED,
        reasons=("catalogs/sla.yaml 有改动",),
        digests={"housing-plan.pdf": "b" * 64, "housing-plan.docx": "a" * 64},
    ),
    Done("机房维保", (ERROR,), state=State.FAULTY),
    Done("x", (), state=State.CRASHED, failure="Traceback"),
)


def test_json_has_what_programs_ask_for() -> None:
    none = {"disqualifying": 0, "error": 0, "warning": 0, "notice": 0}
    assert json.loads(summary_json(DONE)) == {
        "bidgen": __version__,
        "projects": [
            {
                "project": "housing",
                "state": "updated",
                "pages": {"housing-plan.docx": 12, "housing-plan.pdf": 11},
                "findings": {**none, "warning": 2},
                "reasons": ["catalogs/sla.yaml 有改动"],
                "outputs": {"housing-plan.docx": "a" * 64, "housing-plan.pdf": "b" * 64},
                "cpu_seconds": 1.23,
            },
            {
                "project": "机房维保",
                "state": "faulty",
                "pages": {},
                "findings": {**none, "error": 1},
                "reasons": [],
                "outputs": {},
                "cpu_seconds": 0.0,
            },
            {
                "project": "x",
                "state": "crashed",
                "pages": {},
                "findings": none,
                "reasons": [],
                "outputs": {},
                "cpu_seconds": 0.0,
            },
        ],
    }


def test_the_workbook_has_the_projects_and_their_files() -> None:
    book = load_workbook(io.BytesIO(summary_xlsx(DONE)))
    assert [[cell.value for cell in row] for row in book["生成结果"].iter_rows()] == [
        ["项目", "状态", "页数", "废标风险", "错误", "警告", "提示"],
        ["housing", "已更新", 12, 0, 0, 2, 0],
        ["机房维保", "有错误", 0, 0, 1, 0, 0],
        ["x", "出错", 0, 0, 0, 0, 0],
    ]
    assert [[cell.value for cell in row] for row in book["文件"].iter_rows()] == [
        ["项目", "文件", "SHA-256"],
        ["housing", "housing-plan.docx", "a" * 64],
        ["housing", "housing-plan.pdf", "b" * 64],
    ]


def test_times_do_not_change_the_workbook(monkeypatch: pytest.MonkeyPatch) -> None:
    first = summary_xlsx(DONE)
    assert summary_xlsx([replace(done, seconds=9.9) for done in DONE]) == first
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    dated = summary_xlsx(DONE)
    assert dated != first
    assert b"2023-11-14" not in first


def test_both_files_are_written_or_the_reason_is_told(tmp_path: Path) -> None:
    assert write_summary(DONE, tmp_path / "output") == ()
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == ["batch.json", "batch.xlsx"]
    (tmp_path / "taken").write_bytes(b"")
    (finding,) = write_summary(DONE, tmp_path / "taken")
    assert (finding.code, finding.severity) == ("F010", Severity.ERROR)


def test_the_table_stands_in_columns_whatever_the_width_of_the_characters() -> None:
    assert summary_table(DONE) == (
        "项目      状态    页数  废标风险  错误  警告  提示   秒\n"
        "housing   已更新    12                     2        1.2\n"
        "机房维保  有错误                     1              0.0\n"
        "x         出错                                      0.0\n"
        "共3个项目：已更新1个、有错误1个、出错1个。\n"
    )
