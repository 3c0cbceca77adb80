"""The review report of a project with planted defects: what the reviewer reads, read back from the files written."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from generator.cli.codes import titles
from generator.finding import Severity
from generator.pipeline.checking import check_project
from generator.pipeline.desk import Checked
from generator.pipeline.reviewing import review_checked
from generator.rules.laws import article_text

ROOT = Path(__file__).parents[2]
PROJECT = "projects/video_evidence/project.yaml"
WARRANTY = "catalogs/warranty/video_evidence.yaml"
LEVELS = "catalogs/service_levels/video_evidence.yaml"
CREDENTIALS = "company_profiles/shizheng/credentials.yaml"
TRAINING = "templates/zh/chapters/service/training.md.j2"
SLOGAN = "培训效果全国第一；联系人：XXX。"
RECORDS = """
waivers:
  - code: C101
    reason: 采购人口头同意
    approver: 示例视证项目管理部
    date: 2026-11-20
    until: 2026-11-30
  - code: Q102
    reason: =1+1
    approver: 质量管理部
    date: 2026-11-22
approvals:
  - key: service.warranty.groups[software].period
    content: 软件产品质保期6年
    approver: 质量管理部
    date: 2026-11-25
    reason: 采购人要求与平台使用年限一致
"""
Tables = Mapping[str, list[list[str]]]


@dataclass(frozen=True)
class Written:
    """A report on disk: the project it is about, the files, the words of the DOCX by the heading above them."""

    checked: Checked
    files: Mapping[str, Path]
    paragraphs: Mapping[str, list[str]]
    tables: Tables


def edit(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{file}: {old}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def workspace(root: Path) -> Path:
    for name in ("catalogs", "company_profiles", "templates", "projects/video_evidence"):
        shutil.copytree(ROOT / name, root / name)
    return root


def report(root: Path, out: Path, project: str = "video_evidence") -> Written:
    checked = check_project(root, root / "projects" / project / "project.yaml")
    made = review_checked(root, checked, out, root / "output", titles())
    assert made.findings == ()
    files = {path.suffix[1:]: path for path in made.files}
    paragraphs: dict[str, list[str]] = {}
    tables: dict[str, list[list[str]]] = {}
    heading = ""
    for item in docx.Document(str(files["docx"])).iter_inner_content():
        if isinstance(item, Paragraph) and item.style is not None and item.style.name.lower().startswith("heading"):
            heading = item.text
        elif isinstance(item, Paragraph):
            paragraphs.setdefault(heading, []).append(item.text)
        else:
            tables.setdefault(heading, []).extend(rows(item))
    return Written(checked, files, paragraphs, tables)


def rows(table: Table) -> Iterator[list[str]]:
    """Give the words of each row, a cell over several columns once."""
    for row in table.rows:
        cells = {id(cell._tc): cell.text for cell in row.cells}
        yield list(cells.values())


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = workspace(tmp_path_factory.mktemp("planted"))
    edit(root, WARRANTY, "period: 3年\n    covers: 维修", "period: 2年\n    covers: 维修")
    edit(root, WARRANTY, "period: 3年\n    covers: 缺陷", "period: 6年\n    covers: 缺陷")
    edit(root, LEVELS, "onsite: {city: 2小时, province: 6小时}", "onsite: {city: 10小时, province: 6小时}")
    edit(root, CREDENTIALS, "valid_to: 2028-06-11", "valid_to: 2026-06-11")
    edit(root, TRAINING, "。\n", f"。{SLOGAN}\n")
    project = root / PROJECT
    project.write_text(project.read_text(encoding="utf-8").rstrip("\n") + RECORDS, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def written(planted: Path, tmp_path_factory: pytest.TempPathFactory) -> Written:
    return report(planted, tmp_path_factory.mktemp("out"))


def grave(checked: Checked) -> list[str]:
    return [finding.code for finding in checked.findings if finding.severity >= Severity.WARNING]


def problem(written: Written, code: str) -> dict[str, str]:
    """Give the fields of the first finding with a code, by label."""
    name = next(name for name in written.tables if f"】{code} " in name)
    return {row[0]: row[1] for row in written.tables[name]}


# --- what is concluded -----------------------------------------------------------------------------------------------


def test_the_cover_says_what_is_reviewed_and_what_follows(written: Written) -> None:
    cover = written.paragraphs[""]
    assert cover[:3] == ["示例市公安局视频证据采集与检验设备采购项目", "审核报告", "结论：不能签发"]
    assert cover[3:11] == [
        "项目编号：\tSLZB-2026-018（第1包）",
        "采购人：\t示例市公安局",
        "投标人：\t示例岭南视证科技有限公司",
        "文件种类：\t质量保证和售后服务体系",
        "版式：\t默认版式",
        "资料日期：\t2026年11月30日",
        "开标日期：\t2026年12月10日",
        "检查程序：\tbidgen 0.1.0",
    ]


def test_the_conclusion_with_its_reasons_and_figures(written: Written) -> None:
    counts = dict.fromkeys(Severity, 0)
    for finding in written.checked.findings:
        counts[finding.severity] += 1
    risks, errors, warnings, notices = (counts[severity] for severity in sorted(Severity, reverse=True))
    said = written.paragraphs["审核结论"]
    assert said[:3] == [
        "结论：不能签发",
        f"有废标风险{risks}项、错误{errors}项，见“需要处理的问题”，改正并重新检查以前不能签发。",
        f"另有警告{warnings}项，由审核人逐项认定。",
    ]
    figures = {row[0]: row[1:] for row in written.tables["审核结论"] if len(row) == 3}
    assert figures["问题"] == [
        str(sum(counts.values())),
        f"废标风险{risks}，错误{errors}，警告{warnings}，提示{notices}",
    ]
    assert figures["批准记录"] == ["1", "都有效"]
    assert figures["豁免"] == ["2", "有问题的1项"]
    assert figures["招标要求"][1].endswith("负偏离1，不能比较0，没有响应0")


# --- findings --------------------------------------------------------------------------------------------------------


def test_every_grave_finding_has_its_section_the_gravest_first(written: Written) -> None:
    shown = [re.fullmatch(r"问题(\d+)　【(.+)】([A-Z]\d+) .+", name) for name in written.tables if name[:2] == "问题"]
    assert [found and int(found[1]) for found in shown] == list(range(1, len(shown) + 1))
    severities = [found[2] for found in shown if found]
    assert severities == sorted(severities, key=["废标风险", "错误", "警告"].index)
    assert sorted(found[3] for found in shown if found) == sorted(grave(written.checked))
    assert {"R110", "C101", "C102", "Q101", "W101", "W103", "S192"} <= set(grave(written.checked))


def test_a_finding_on_a_value_is_quoted_with_its_pages_and_every_basis(written: Written) -> None:
    told = problem(written, "R110")
    assert list(told) == ["问题", "文件原句", "资料位置", "相矛盾处", "依据", "处理"]
    assert told["问题"] == "条款2.3.1要求“硬件质保期自验收合格起不少于3年”，响应值“2年”达不到（负偏离）"
    quotes = told["文件原句"].splitlines()
    sentence = "硬件产品的质保期为2年，质保期内维修、更换零配件、人工和差旅免费。"
    assert quotes[1] == f"“{sentence}”（1.1.1 免费质保承诺，第2页）"
    assert re.match(r"另有\d+处：", quotes[3])
    assert told["资料位置"].splitlines() == [
        f"{WARRANTY}:7:13",
        "键：service.warranty.groups[0].period",
        "原文：period: 2年",
    ]
    assert told["相矛盾处"].splitlines()[0].endswith("text: 硬件质保期自验收合格起不少于3年")
    assert article_text("mof87_51").split("\n")[0] in told["依据"]


def test_an_article_is_told_once(written: Written) -> None:
    first, later = problem(written, "R110")["依据"], problem(written, "C101")["依据"]
    cited = "《政府采购货物和服务招标投标管理办法》（财政部令第87号）第五十一条"
    assert cited in first.splitlines()
    assert f"{cited}（条文见问题1）" in later.splitlines()
    assert article_text("mof87_51").split("\n")[0] not in later


def test_a_finding_on_words_of_a_template_is_quoted_from_the_document(written: Written) -> None:
    told = problem(written, "W101")
    quotes = told["文件原句"].splitlines()
    assert len(quotes) == 1
    assert re.fullmatch(r"“.*联系人：XXX。”（5\.3\.6 技术培训，第\d+页）", quotes[0])
    assert told["资料位置"].splitlines()[0].startswith(f"{TRAINING}:")


def test_records_are_not_said_to_be_missing_from_the_document(written: Written) -> None:
    assert list(problem(written, "S192")) == ["问题", "资料位置", "处理"]


def test_notices_stand_below_their_code_the_waived_with_reason_and_approver(written: Written) -> None:
    table = written.tables["提示"]
    heads = [row[0] for row in table if len(row) == 1]
    found = next(head for head in heads if head.startswith("Q102 "))
    waived = [row for row in table if len(row) == 4 and "（已豁免：=1+1；批准：质量管理部）" in row[1]]
    assert f"（{len(waived)}项）" in found
    assert len(waived) == sum(finding.code == "Q102" for finding in written.checked.findings) > 1


# --- promises, demands, records, extent ------------------------------------------------------------------------------


def test_every_demand_has_its_answer_verdict_and_places(written: Written) -> None:
    assert written.checked.bid is not None
    table = [row for row in written.tables["招标要求响应"][1:] if len(row) == 6]
    demands = written.checked.bid.project.demands
    assert sorted(row[2 - 1] for row in table) == sorted(demand.text for demand in demands)
    clause = next(row for row in table if row[0].startswith("★2.3.1"))
    assert clause[:4] == ["★2.3.1\n第18页", "硬件质保期自验收合格起不少于3年", "2年", "负偏离"]
    assert re.fullmatch(r"5\.4\.1 质保期\n第\d+页", clause[4])
    assert clause[5] == "catalogs/warranty/\nvideo_evidence.yaml:7"


def test_every_promise_stands_below_its_kind(written: Written) -> None:
    table = written.tables["承诺登记"]
    assert table[0] == ["序号", "事项和适用范围", "承诺", "起算点", "印在", "要求和支持"]
    book = load_workbook(written.files["xlsx"])
    numbers = sorted(int(row[0]) for row in table[1:] if len(row) == 6)
    assert numbers == list(range(1, book["承诺登记"].max_row))
    period = next(row for row in table if "质保期（硬件产品）" in row)
    assert period[2:4] == ["2年", "验收合格之日"]
    assert re.match(r"第一章 技术承诺，第1页\n另有第2、", period[4])
    assert period[5].splitlines()[0] == "回应★2.3.1（负偏离）"


def test_policy_and_records(written: Written) -> None:
    assert ["超出权限时的批准人", "质量管理部"] in written.tables["承诺权限"]
    assert written.tables["批准记录"][1][1:] == [
        "软件产品质保期6年",
        "采购人要求与平台使用年限一致",
        "质量管理部\n2026年11月25日",
        "有效",
    ]
    assert [row[4] for row in written.tables["豁免"][1:]] == ["不起作用", "有效，至开标（2026年12月10日）"]


def test_the_extent_of_the_check(written: Written) -> None:
    assert [row[0] for row in written.tables["规则"][1:]] == ["R", "Q", "P", "C", "W", "L", "—"]
    files = {row[0]: row[1] for row in written.tables["输入文件"][1:]}
    assert files == {file: digest[:12] for file, digest in written.checked.inputs.items()}


def test_the_reviewers_sign(written: Written) -> None:
    table = written.tables["签发意见"]
    assert table[0] == ["结论", "□同意签发　　□改正上列问题后签发　　□不同意签发　　"]
    assert [row[0] for row in table[3:]] == ["编制人", "审核人", "法务", "批准人"]


# --- the files -------------------------------------------------------------------------------------------------------


def test_the_pdf_says_the_same(written: Written) -> None:
    with pypdfium2.PdfDocument(written.files["pdf"]) as pdf:
        words = "".join("".join(page.get_textpage().get_text_range().split()) for page in pdf)
    assert "结论：不能签发" in words
    assert all("".join(name.split()) in words for name in written.tables)


def test_the_sheets_are_filtered_and_compute_nothing(written: Written) -> None:
    book = load_workbook(written.files["xlsx"])
    assert book.sheetnames == ["摘要", "问题", "承诺登记", "印出位置", "未印出", "招标要求", "批准和豁免"]
    problems = book["问题"]
    assert problems.max_row == len(written.checked.findings) + 1
    assert problems.auto_filter.ref == f"A1:P{problems.max_row}"
    reason = next(cell for row in book["批准和豁免"].iter_rows() for cell in row if cell.value == "=1+1")
    assert (reason.data_type, reason.quotePrefix) == ("s", True)


@pytest.mark.no_cover  # as `written`, once more
def test_the_same_project_gives_the_same_bytes(planted: Path, written: Written, tmp_path: Path) -> None:
    again = review_checked(planted, written.checked, tmp_path, planted / "output", titles())
    assert {path.name: path.read_bytes() for path in again.files} == {
        path.name: path.read_bytes() for path in written.files.values()
    }


@pytest.mark.outside("ooxml-validator")
@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_the_validator_of_the_open_xml_sdk_finds_nothing(
    written: Written, suffix: str, program: Callable[[str], str]
) -> None:
    done = subprocess.run(
        [program("ooxml-validator"), str(written.files[suffix])], capture_output=True, text=True, check=False
    )
    assert json.loads(done.stdout)["errors"] == []
    assert done.returncode == 0


# --- where not everything could be made ------------------------------------------------------------------------------


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    """Write no PDF, to be quick."""
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, ()))


@pytest.mark.usefixtures("without_pdf")
def test_without_a_typed_bid_the_findings_are_told(tmp_path: Path) -> None:
    root = workspace(tmp_path / "untyped")
    edit(root, PROJECT, "validity: 90日", "validity: 90次")
    found = report(root, tmp_path / "out")
    assert found.paragraphs[""][:5] == [
        "video_evidence",
        "审核报告",
        "结论：不能签发",
        "项目文件夹：\tvideo_evidence",
        "检查程序：\tbidgen 0.1.0",
    ]
    assert problem(found, "S105")["资料位置"].splitlines()[1:] == ["键：project.validity", "原文：validity: 90次"]
    assert found.paragraphs["承诺登记"] == ["资料有错误，承诺还不能登记。"]
    assert found.paragraphs["招标要求响应"] == ["资料有错误，这一部分还不能核对。"]
    assert load_workbook(found.files["xlsx"]).sheetnames == ["摘要", "问题", "招标要求", "批准和豁免"]


@pytest.mark.usefixtures("without_pdf")
def test_without_a_document_the_report_says_so(tmp_path: Path) -> None:
    root = workspace(tmp_path / "unrendered")
    edit(root, TRAINING, "。\n", "。{{ project.nowhere }}\n")
    found = report(root, tmp_path / "out")
    assert "文件没有排成，报告里没有印出的章节和页码；改正以后应当重新出具本报告。" in found.paragraphs["审核结论"]
    assert {row[4] for row in found.tables["承诺登记"][1:] if len(row) == 6} == {"—"}


@pytest.mark.usefixtures("without_pdf")
def test_unreadable_data_are_told_too(tmp_path: Path) -> None:
    (tmp_path / "ws/catalogs").mkdir(parents=True)
    (tmp_path / "ws/projects/x").mkdir(parents=True)
    (tmp_path / "ws/projects/x/project.yaml").write_text("a: [1\n", encoding="utf-8")
    found = report(tmp_path / "ws", tmp_path / "out", "x")
    assert list(found.tables)[1:2] == ["问题1　【错误】S005 YAML 语法错误"]


@pytest.mark.usefixtures("without_pdf")
def test_a_clean_project_may_be_signed(tmp_path: Path) -> None:
    found = report(ROOT, tmp_path / "out")
    assert found.paragraphs[""][2] == "结论：可以签发"
    assert found.paragraphs["审核结论"][:2] == ["结论：可以签发", "检查没有发现应当阻止签发的问题。"]
    assert found.paragraphs["需要处理的问题"] == ["没有废标风险、错误和警告。"]
    assert [name for name in found.tables if name.startswith("问题")] == []
    assert {row[3] for row in found.tables["招标要求响应"] if len(row) == 6} <= {"结论", "正偏离", "无偏离"}
