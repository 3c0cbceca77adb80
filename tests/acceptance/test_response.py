"""The answers to the tender as the outputs print them: read back from the bytes, reckoned anew from the YAML alone.

Nothing of what weighs, renders or paginates is used here: the facts are looked up in the files, the verdicts come of a
small table of units, the pages of a search for the headings in the text of the PDF. Only the headings' ids are taken
from the tree, for no output shows them.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import docx as python_docx
import pypdfium2 as pdfium
import pytest
import yaml

from generator.document.nodes import Section
from generator.document.walk import blocks, plain
from generator.finding import Severity
from generator.pipeline.building import build_project
from tests.acceptance.changes import DEMO, ROOT, Example

DEVIATIONS = ["序号", "条款号", "招标文件要求", "投标响应", "偏离", "响应章节"]
SCORING = ["序号", "评分项", "分值", "评分标准", "响应章节", "页码"]
SELF = ["序号", "评分项", "分值", "自评分", "自评依据和证明材料"]

Row = list[str]
Facts = Mapping[str, Any]

# --- the YAML, read by this test -------------------------------------------------------------------------------------


@cache
def project(name: str) -> Facts:
    return _yaml(ROOT / "projects" / name / "project.yaml")


def _yaml(file: Path) -> Facts:
    content: Facts = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text alone
    return content


def fact(name: str, key: str) -> str:
    """Give what the files say at a key path: the project's override, else its catalog."""
    parts = re.findall(r"[^.\[\]]+", key)
    if parts[0] == "project":
        return str(_at(project(name), parts[1:]))
    assert parts[0] == "service", key
    chosen = project(name)["catalogs"][parts[1]]
    value = _at(_yaml(ROOT / "catalogs" / parts[1] / f"{chosen}.yaml"), parts[2:])
    overrides = {row["key"]: row["value"] for row in project(name).get("overrides", ())}
    return str(overrides.get(key, value))


def _at(data: Any, parts: list[str]) -> Any:
    for part in parts:
        if isinstance(data, list):
            data = data[int(part)] if part.isdecimal() else next(row for row in data if row["id"] == part)
        else:
            data = data[part]
    return data


# --- verdicts, by a table of this test -------------------------------------------------------------------------------

UNITS = {
    "立即": ("clock", 0),
    "秒": ("clock", 1),
    "分钟": ("clock", 60),
    "小时": ("clock", 3600),
    "日": ("day", 1),
    "个工作日": ("workday", 1),
    "个月": ("month", 1),
    "年": ("month", 12),
    "%": ("percent", 1),
    "每月次": ("times a year", 12),
    "每季度次": ("times a year", 4),
    "每半年次": ("times a year", 2),
    "每年次": ("times a year", 1),
}


def measured(text: str) -> tuple[str, float]:
    """Give the sort of a figure and its size in the smallest unit; the days times the hours of a service window."""
    window = re.fullmatch(r"(\d+)×(\d+)", text)
    if window:
        return "window", int(window[1]) * int(window[2])
    number = re.search(r"[\d.]+", text)
    sort, size = UNITS[re.sub(r"[\d.]+", "", text)]
    return sort, size * float(number[0]) if number else size


def verdict(given: str, comparator: str, wanted: str) -> str:
    (sort, mine), (wanted_sort, theirs) = measured(given), measured(wanted)
    assert sort == wanted_sort, (given, wanted)
    if comparator == "等于":
        return "无偏离" if mine == theirs else "负偏离"
    ahead = {"不超过": theirs - mine, "不少于": mine - theirs}[comparator]
    return "正偏离" if ahead > 0 else "无偏离" if ahead == 0 else "负偏离"


@pytest.mark.parametrize(
    ("given", "comparator", "wanted", "expected"),
    [
        ("立即", "不超过", "5分钟", "正偏离"),
        ("90分钟", "不超过", "1小时", "负偏离"),
        ("36个月", "不少于", "3年", "无偏离"),
        ("每季度1次", "不少于", "每半年1次", "正偏离"),
        ("3年", "等于", "3年", "无偏离"),
    ],
)
def test_the_table_of_this_test(given: str, comparator: str, wanted: str, expected: str) -> None:
    assert verdict(given, comparator, wanted) == expected


# --- the tables that the YAML asks for -------------------------------------------------------------------------------


def deviation_rows(example: Example, wanted: list[Facts]) -> list[Row]:
    return [
        [str(number), row["clause"], _asked(row), *_answered(example.name, row), _place(example, row.get("section"))]
        for number, row in enumerate(wanted, 1)
    ]


def _asked(row: Facts) -> str:
    page = f"（第{row['page']}页）" if "page" in row else ""
    return f"{row.get('mark', '')}{row['text']}{page}"


def _answered(name: str, row: Facts) -> tuple[str, str]:
    words = row.get("response", "")
    if "key" not in row:
        return words, "无偏离"
    value = fact(name, row["key"])
    said = re.sub(r"^(\d×\d+)$", r"\1小时", value)
    weighed = verdict(value, row["comparator"], row["quantity"]) if "quantity" in row else "无偏离"
    return (f"{words}：{said}" if words else said), weighed


def _place(example: Example, section: str | None) -> str:
    return _chapter(_headings(example)[section][0]) if section else "—"


def _chapter(label: str) -> str:
    return label if label.startswith("第") else f"第{label}节"


def _headings(example: Example) -> Mapping[str, tuple[str, str]]:
    """Give label and title of each section by its id."""
    found = (block for block in blocks(example.document) if isinstance(block, Section))
    return {block.id: (block.label.strip(), plain(block.title)) for block in found}


def demands(example: Example, **wanted: str) -> list[Facts]:
    defaults = {"part": "技术", "mark": ""}
    rows: list[Facts] = project(example.name)["demands"]
    return [row for row in rows if all(row.get(key, defaults[key]) == word for key, word in wanted.items())]


def scoring(example: Example) -> list[Facts]:
    rows: list[Facts] = project(example.name)["scoring"]
    return rows


def index_rows(example: Example) -> list[Row]:
    """Give the rows of the scoring index without their pages."""
    items = [
        [
            str(number),
            f"{item['clause']}　{item['name']}" if "clause" in item else item["name"],
            item["points"],
            item["criteria"],
            _place(example, item["section"]),
        ]
        for number, item in enumerate(scoring(example), 1)
    ]
    return [*items, ["合计", "合计", str(sum(int(item["points"]) for item in scoring(example))), "", ""]]


def self_rows(example: Example) -> list[Row]:
    return [
        [str(number), item["name"], item["points"], item["self_points"], item["evidence"]]
        for number, item in enumerate(scoring(example), 1)
    ]


# --- the DOCX --------------------------------------------------------------------------------------------------------


def tables_of(docx: bytes, head: Row) -> list[list[Row]]:
    """Give the rows below the head of every table with these column headings."""
    return [rows[1:] for rows in _tables(docx) if rows and rows[0] == head]


@lru_cache(maxsize=1)
def _tables(docx: bytes) -> list[list[Row]]:
    tables = python_docx.Document(io.BytesIO(docx)).tables
    return [[[cell.text.strip() for cell in row.cells] for row in table.rows] for table in tables]


def test_the_docx_has_a_row_for_every_clause_with_its_answer_and_its_verdict(docx: bytes, example: Example) -> None:
    commercial, technical, essential = tables_of(docx, DEVIATIONS)
    assert commercial == deviation_rows(example, demands(example, part="商务"))
    assert technical == deviation_rows(example, demands(example, part="技术"))
    assert essential == deviation_rows(example, demands(example, mark="★"))
    assert len(commercial) + len(technical) == len(project(example.name)["demands"])


def test_no_answer_falls_short_and_some_are_better(example: Example) -> None:
    verdicts = [row[4] for row in deviation_rows(example, project(example.name)["demands"])]
    assert set(verdicts) == {"正偏离", "无偏离"}
    assert verdicts.count("正偏离") < verdicts.count("无偏离")


def test_the_introduction_counts_the_verdicts(docx: bytes, example: Example) -> None:
    verdicts = [row[4] for row in deviation_rows(example, project(example.name)["demands"])]
    counts = "，".join(f"{word}{verdicts.count(word)}项" for word in ("正偏离", "无偏离", "负偏离"))
    words = [paragraph.text for paragraph in python_docx.Document(io.BytesIO(docx)).paragraphs]
    assert len([text for text in words if counts in text]) == 1


def test_the_docx_has_every_scoring_point_with_its_chapter(docx: bytes, example: Example) -> None:
    (index,) = tables_of(docx, SCORING)
    assert [row[:5] for row in index] == index_rows(example)
    assert index[-1][2] == project(example.name)["scoring_total"]
    assert tables_of(docx, SELF) == [self_rows(example)]


def test_no_self_assessment_is_above_its_points(example: Example) -> None:
    assert [item["name"] for item in scoring(example) if int(item["self_points"]) > int(item["points"])] == []


# --- pages -----------------------------------------------------------------------------------------------------------


@lru_cache(maxsize=2)
def pages(pdf: bytes) -> dict[str, str]:
    """Give the words of the pages of the body, line by line, by the page number they carry."""
    document = pdfium.PdfDocument(pdf)
    try:
        texts = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    found = ((re.search(r"第(\d+)页共\d+页", _packed(text)), text) for text in texts)
    return {number[1]: text for number, text in found if number}


def _packed(text: str) -> str:
    return re.sub(r"\s", "", text)


def page_of_heading(read: Mapping[str, str], label: str, title: str) -> list[str]:
    """Give the pages on which a heading stands in a line of its own."""
    heading = _packed(label + title)
    return [number for number, text in read.items() if heading in map(_packed, text.splitlines())]


def expected_pages(example: Example, read: Mapping[str, str]) -> list[list[str]]:
    return [page_of_heading(read, *_headings(example)[item["section"]]) for item in scoring(example)]


def test_the_pdf_names_the_pages_on_which_the_chapters_stand(pdf: bytes, example: Example) -> None:
    read = pages(pdf)
    words = _packed("".join(read.values()))
    for row, found in zip(index_rows(example), expected_pages(example, read), strict=False):
        assert len(found) == 1, row
        assert _packed("".join(row) + found[0]) in words


@pytest.mark.outside("soffice")
def test_the_docx_names_the_pages_on_which_libreoffice_puts_the_chapters(
    docx: bytes, converted: bytes, example: Example
) -> None:
    (index,) = tables_of(docx, SCORING)
    assert [[row[5]] for row in index[:-1]] == expected_pages(example, pages(converted))


def test_the_pdf_has_every_row_of_the_deviation_tables(pdf: bytes, example: Example) -> None:
    words = _packed("".join(pages(pdf).values()))
    rows = [
        *deviation_rows(example, demands(example, part="商务")),
        *deviation_rows(example, demands(example, part="技术")),
        *deviation_rows(example, demands(example, mark="★")),
        *self_rows(example),
    ]
    assert [row for row in rows if _packed("".join(row)) not in words] == []


# --- what stops a build ----------------------------------------------------------------------------------------------

WAIVER = """waivers:
  - code: R110
    reason: 采购人口头同意
    approver: 质量管理部
    date: 2026-11-25
"""


def test_an_essential_demand_that_is_not_met_stops_the_build_though_it_is_waived(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    for part in ("catalogs", "company_profiles", "projects", "templates"):
        shutil.copytree(ROOT / part, root / part)
    file = root / "projects" / DEMO / "project.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("validity: 90日", "validity: 60日", 1) + WAIVER, encoding="utf-8")
    built = build_project(root, file.parent, tmp_path / "out")
    found = [
        (finding.code, finding.severity.label) for finding in built.findings if finding.severity > Severity.WARNING
    ]
    assert sorted(found) == [("R110", "废标风险"), ("S191", "错误")]
    assert built.files == ()
    assert not (tmp_path / "out").exists()
