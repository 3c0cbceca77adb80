"""The page of the measurements: each goal judged by its limit, nothing invented where nothing was measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.page import MET, MISSED, UNKNOWN, goals_of, page_of

NOTES = Path(__file__).resolve().parents[2] / "benchmarks" / "notes.yaml"
BATCH = {"projects": 100, "dependents": ["a"], "changed": ["a"], "updated": ["a"], "pages": [6, 8]}
MACHINE = {
    "system": "Linux",
    "processor": "x86_64",
    "processors": 2,
    "memory": 4,
    "python": "3.11.7",
    "load": 0.1,
    "date": "2026-11-22",
    "packages": {"typst": "0.15.0"},
    "quick": False,
}


def run(cpu: float, wall: float = 0, peak: float = 0, **steps: float) -> dict[str, Any]:
    return {"cpu": cpu, "wall": wall or cpu, "peak": peak, "steps": steps, "facts": {"pages": 10}}


READ_BACK = run(10, **{"核对资料": 5.0, "核对 PDF": 1.0, "核对 DOCX": 2.0})


def verdict(runs: dict[str, list[dict[str, Any]]], about: str, batch: dict[str, Any] | None = None) -> tuple[str, str]:
    goals = goals_of({"runs": runs, "told": {"batch": batch or {}}})
    return next((goal.measured, goal.verdict) for goal in goals if goal.about == about)


@pytest.mark.parametrize(
    ("runs", "about", "expected"),
    [
        ({"docx@10": [run(1), run(9), run(2)], "docxtpl@10": [run(4)]}, "docx", ("0.50（墙钟0.50）", MET)),
        ({"docx@10": [run(2.1)], "docxtpl@10": [run(4)]}, "docx", ("0.53（墙钟0.53）", MISSED)),
        ({"weasyprint@60": [run(3)], "weasyprint_plain@60": [run(4)]}, "weasyprint", ("0.75（墙钟0.75）", MET)),
        ({"weasyprint@60": [run(3)]}, "weasyprint", ("", UNKNOWN)),
        ({"typst@60": [run(3, 8)], "typst_plain@60": [run(2, 4)]}, "typst", ("1.50（墙钟2.00）", MET)),
        ({"project_typst": [READ_BACK]}, "verify_typst", ("30 %", MISSED)),
        ({"check": [run(0.31)]}, "check", ("0.31 秒", MISSED)),
        ({"audit@80": [run(1.9)]}, "audit", ("1.90 秒", MET)),
        ({"audit_project@80": [run(2.1)]}, "audit_project", ("2.10 秒", MISSED)),
        ({"audit_again@20": [run(1)], "audit_again@2000": [run(110)]}, "audit_growth", ("1.10", MET)),
        ({"version": [run(0.1, 0.15)]}, "version", ("0.15 秒", MET)),
        ({"batch_1_workers": [run(9, 9)], "batch_2_workers": [run(9, 5)]}, "workers", ("1.80", MET)),
        ({"batch_unchanged": [run(2, 2.1)]}, "unchanged", ("21.0 毫秒", MISSED)),
        ({"build_typst@300": [run(1, 1, 801)]}, "memory_typst", ("801 MB", MISSED)),
        ({}, "growth", ("", UNKNOWN)),
    ],
)  # fmt: skip
def test_a_goal_is_judged_by_the_median(
    runs: dict[str, list[dict[str, Any]]], about: str, expected: tuple[str, str]
) -> None:
    assert verdict(runs, about) == expected


def test_growth_compares_time_with_pages() -> None:
    sizes = {"10": (1, 10), "300": (28, 280)}
    runs = {f"docx@{size}": [run(cpu)] for size, (cpu, _) in sizes.items()}
    layouts = {f"layout@{size}": [{**run(1), "facts": {"pages": pages}}] for size, (_, pages) in sizes.items()}
    assert verdict(runs | layouts, "growth") == ("1.00", MET)


@pytest.mark.parametrize(
    ("batch", "expected"),
    [
        (BATCH, ("1个项目", MET)),
        (BATCH | {"updated": ["a", "b"]}, ("2个项目", MISSED)),
        (BATCH | {"updated": [], "changed": []}, ("0个项目", MISSED)),
    ],
)
def test_only_the_dependents_may_be_updated(batch: dict[str, Any], expected: tuple[str, str]) -> None:
    assert verdict({}, "dependents", batch) == expected


def test_the_page_tells_what_nobody_has_explained(tmp_path: Path) -> None:
    notes = tmp_path / "notes.yaml"
    said = {"missed": {}, "functions": {"lxml.": "解析"}, "changes": [{"title": "一改", "text": "原来慢。\n"}]}
    notes.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    slowest = [{"function": name, "share": 0.1, "calls": 1} for name in ("lxml.etree.parse", "re.sub")]
    told = {"machine": MACHINE, "batch": BATCH, "slowest": {"check": slowest}}
    page = page_of({"runs": {"check": [run(0.4)]}, "told": told}, notes)
    assert "| `lxml.etree.parse` | 10 % | 解析 |" in page
    assert "| `re.sub` | 10 % | **还没有说明** |" in page
    assert "- 检查一个项目的 CPU 时间，不含导入：原因还没有写明。" in page
    assert page.endswith("### 一改\n\n原来慢。\n")


def test_the_notes_have_the_parts_the_page_reads() -> None:
    said = yaml.safe_load(NOTES.read_text(encoding="utf-8"))
    assert set(said) == {"missed", "functions", "changes"}
    assert all(set(change) == {"title", "text"} for change in said["changes"])
