from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.finding import Finding, Place, Severity
from generator.source import Entry, SourceMap, Span

PROJECT = "projects/示例/project.yaml"
CATALOG = "catalogs/warranty/base.yaml"


Example = tuple[tuple[Finding, ...], SourceMap, Mapping[str, str]]


@pytest.fixture
def example() -> Example:
    """Findings of every kind of place, not in order, with the sources and texts they point into."""
    sources = SourceMap(
        {
            "project.name": Entry(Span(PROJECT, 2, 1, 2, 5), Span(PROJECT, 2, 7, 2, 14)),
            "service.warranty.period": Entry(Span(CATALOG, 1, 1, 1, 7), Span(CATALOG, 1, 9, 1, 11)),
        }
    )
    texts = {PROJECT: "# 项目\nname: 示例采购项目𠮷 # 说明\n", CATALOG: "period: 3年\n"}
    findings = (
        Finding("F001", Severity.ERROR, Place(), "没有宋体", "安装宋体。"),
        Finding(
            "C100",
            Severity.DISQUALIFYING,
            Place(path="service.warranty.period"),
            "质保期短于招标文件的要求",
            "改为“5年”。",
            ("《招标投标法》第二十七条", "招标文件第五章"),
            (Place(path="project.name"), Place(path="company.nowhere")),
        ),
        Finding("S100", Severity.WARNING, Place(path="project.name", on_key=True), "键名不常用"),
        Finding("S001", Severity.NOTICE, Place(span=Span("notes.yaml", 1, 1, 1, 1)), "读不出这个文件"),
    )
    return findings, sources, texts
