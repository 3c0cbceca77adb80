"""`bidgen register` and `bidgen diff`: what is written, what is shown, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from generator.cli.main import run

PERIOD = "service.warranty.groups[hardware].period"
WARRANTY = "catalogs/warranty/video_evidence.yaml"
Capture = pytest.CaptureFixture[str]


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def shown(capsys: Capture) -> dict[str, dict[str, object]]:
    rows = json.loads(capsys.readouterr().out)["promises"]
    return {row["id"]: row for row in rows}


@pytest.fixture
def second(workspace: Path, project: Path) -> Path:
    """Give the file of a second project, the same but for its name."""
    file = workspace / "projects" / "second" / "project.yaml"
    file.parent.mkdir()
    file.write_bytes(project.read_bytes())
    return file


def test_the_register_is_a_workbook_beside_the_outputs(workspace: Path, capsys: Capture) -> None:
    assert run(["register", "video_evidence"]) == 0
    file = workspace / "output" / "video_evidence" / "register.xlsx"
    assert capsys.readouterr().out == f"已写出：{file}\n"
    book = load_workbook(file)
    assert book.sheetnames == ["承诺登记表", "印出位置", "未印出", "说明"]
    assert book["承诺登记表"].max_row > 100
    first = file.read_bytes()
    assert run(["register", "video_evidence", "--out", "甲/乙.xlsx"]) == 0
    assert Path("甲/乙.xlsx").read_bytes() == first


def test_a_promise_with_its_place_in_the_yaml_and_in_the_document(workspace: Path, capsys: Capture) -> None:
    assert run(["register", "video_evidence", "--format", "json"]) == 0
    row = shown(capsys)[PERIOD]
    lines = (workspace / WARRANTY).read_text(encoding="utf-8").splitlines()
    assert (row["file"], lines[int(str(row["line"])) - 1].strip()) == (WARRANTY, "period: 3年")
    printed = row["printed"]
    assert isinstance(printed, list)
    assert "硬件产品的质保期为3年，质保期内维修、更换零配件、人工和差旅免费。" in {one["sentence"] for one in printed}
    assert {tuple(one["pages"]) for one in printed} == {()}


@pytest.mark.usefixtures("workspace")
def test_an_override_is_shown_with_both_values(capsys: Capture) -> None:
    assert run(["register", "video_evidence", "--format", "json"]) == 0
    row = shown(capsys)["service.training.courses[平台管理与日常维护].times"]
    assert row["value"] == "3次"
    override = row["override"]
    assert isinstance(override, dict)
    assert {key: override[key] for key in ("old", "approver", "file")} == {
        "old": "2次",
        "approver": "示例视证项目管理部",
        "file": "projects/video_evidence/project.yaml",
    }


@pytest.mark.usefixtures("workspace")
def test_pages_are_those_of_a_build_of_the_same_inputs(project: Path, capsys: Capture) -> None:
    assert run(["build", "video_evidence", "--to", "docx", "--out", "交付"]) == 0
    built = json.loads(Path("交付/video_evidence/register.json").read_text(encoding="utf-8"))
    capsys.readouterr()
    assert run(["register", "video_evidence", "--format", "json", "--built", "交付/video_evidence"]) == 0
    assert json.loads(capsys.readouterr().out) == built
    (period,) = (row for row in built["promises"] if row["id"] == PERIOD)
    assert all(int(one["pages"]["docx"]) > 0 for one in period["printed"])
    replace(project, "90日", "120日")
    assert run(["register", "video_evidence", "--format", "json", "--built", "交付/video_evidence"]) == 0
    assert all(one["pages"] == {} for row in shown(capsys).values() for one in row["printed"])  # type: ignore[attr-defined]


@pytest.mark.usefixtures("workspace")
def test_markdown_is_shown_or_written(capsys: Capture) -> None:
    assert run(["register", "video_evidence", "--format", "md"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("# 示例市公安局视频证据采集与检验设备采购项目 承诺登记表\n\n## 承诺登记表\n\n| 序号 |")
    assert run(["register", "video_evidence", "--format", "md", "--out", "登记.md"]) == 0
    assert Path("登记.md").read_text(encoding="utf-8") == text


@pytest.mark.usefixtures("workspace")
def test_a_project_with_errors_is_registered_as_far_as_it_goes(project: Path, capsys: Capture) -> None:
    replace(project, "kind: quality_assurance", "kind: quality_assurence")
    assert run(["register", "video_evidence", "--format", "json"]) == 1
    told = capsys.readouterr()
    assert told.err == "资料另有错误1项，用 bidgen check 查看。\n"
    assert all(row["printed"] == [] for row in json.loads(told.out)["promises"])


def test_a_project_that_cannot_be_typed_is_not_registered(workspace: Path, project: Path, capsys: Capture) -> None:
    replace(project, "90日", "90次")
    assert run(["register", "video_evidence"]) == 1
    told = capsys.readouterr().out
    assert "错误 S105 projects/video_evidence/project.yaml:" in told
    assert "提示" not in told
    assert list((workspace / "output").rglob("*")) == []


def test_a_faulty_catalog_of_promises_stops_the_register_and_the_check(workspace: Path, capsys: Capture) -> None:
    replace(workspace / "catalogs/commitments.yaml", "kind: response", "kind: 响应")
    assert run(["register", "video_evidence"]) == 1
    assert "错误 S181 catalogs/commitments.yaml:" in capsys.readouterr().out
    assert run(["check", "video_evidence"]) == 1
    assert run(["build", "video_evidence"]) == 1
    assert list((workspace / "output").rglob("*")) == []


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["register"], "缺少参数"),
        (["register", "nowhere"], "没有项目“nowhere”"),
        (["register", "video_evidence", "--format", "pdf"], "'pdf' 不在可选值之内"),
        (["register", "video_evidence", "--out", "."], "文件 '.' 是文件夹"),
        (["diff", "video_evidence"], "缺少参数"),
        (["diff", "video_evidence", "nowhere"], "没有项目“nowhere”"),
        (["diff", "other.json", "video_evidence"], "“other.json”不是承诺登记"),
        (["diff", "broken", "video_evidence"], "“broken/trace.json”读不出"),
        (["diff", "earlier", "plain/register.json"], "“plain/register.json”旁边也要有 trace.json"),
        (["diff", "video_evidence", "earlier", "--format", "docx"], "--format docx 需要用 --out 写明文件"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str, capsys: Capture) -> None:
    Path("other.json").write_text("[]", encoding="utf-8")
    Path("earlier").mkdir()
    Path("earlier/trace.json").write_text("[]", encoding="utf-8")
    Path("broken").mkdir()
    Path("broken/trace.json").write_text("[{}]", encoding="utf-8")
    Path("plain").mkdir()
    Path("plain/register.json").write_text('{"promises": []}', encoding="utf-8")
    assert run(arguments) == 2
    assert message in capsys.readouterr().err


# --- diff ------------------------------------------------------------------------------------------------------------


def test_the_same_promises_are_exit_code_0(second: Path, capsys: Capture) -> None:
    assert run(["diff", "video_evidence", second.parent.name]) == 0
    assert capsys.readouterr().out == "承诺的变化：video_evidence → second\n\n两者的承诺相同。\n"


def test_a_loosened_promise_is_told_with_its_direction(second: Path, capsys: Capture) -> None:
    override = "{key: 'service.warranty.groups[0].period', value: 1年, reason: 试, approver: 甲, date: 2026-11-20}"
    replace(second, "overrides:\n", f"overrides:\n  - {override}\n")
    line = second.read_text(encoding="utf-8").splitlines().index(f"  - {override}") + 1
    assert run(["diff", "video_evidence", "second"]) == 1
    assert capsys.readouterr().out == (
        "承诺的变化：video_evidence → second\n"
        "\n"
        "放宽（1项）\n"
        "  质保期 质保期（对象：硬件产品，质保期内）：承诺值由“3年”改为“1年”\n"
        f"    {PERIOD}\n"
        "    原：catalogs/warranty/video_evidence.yaml:7:13\n"
        f"    新：projects/second/project.yaml:{line}:55\n"
        "\n"
        "共1项变化：放宽1项。\n"
    )
    assert run(["diff", "second", "video_evidence", "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)["summary"]["stricter"] == 1


@pytest.mark.usefixtures("workspace")
def test_a_build_is_compared_with_the_project_as_it_is_now(project: Path, capsys: Capture) -> None:
    assert run(["register", "video_evidence", "--format", "json", "--out", "一稿/register.json"]) == 0
    replace(project, "validity: 90日", "validity: 120日")
    capsys.readouterr()
    assert run(["diff", "一稿", "video_evidence"]) == 1
    assert "加严（1项）\n  其他 投标有效期（不限，验收合格前）：承诺值由“90日”改为“120日”\n" in capsys.readouterr().out
    assert run(["diff", "一稿/register.json", "一稿"]) == 0


@pytest.mark.usefixtures("second")
def test_a_project_that_cannot_be_typed_is_not_compared(project: Path, capsys: Capture) -> None:
    replace(project, "90日", "90次")
    assert run(["diff", "second", "video_evidence"]) == 2
    assert "错误 S105" in capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
def test_the_differences_as_a_document_to_sign_and_as_a_sheet(project: Path, capsys: Capture) -> None:
    assert run(["register", "video_evidence", "--format", "json", "--out", "一稿/register.json"]) == 0
    replace(project, "validity: 90日", "validity: 120日")
    assert run(["register", "video_evidence", "--format", "json", "--out", "二稿/register.json"]) == 0
    capsys.readouterr()
    assert run(["diff", "一稿", "二稿", "--format", "docx", "--out", "变化.docx"]) == 1
    assert capsys.readouterr().out == "已写出：变化.docx\n"
    words = "\n".join(cell.text for table in Document("变化.docx").tables for row in table.rows for cell in row.cells)
    assert "投标有效期\n验收合格前\n等于90日\n等于120日" in words
    assert run(["diff", "一稿", "二稿", "--format", "xlsx", "--out", "变化.xlsx"]) == 1
    row = [cell.value for cell in load_workbook("变化.xlsx")["承诺变化"][2]]
    assert row[1:9] == ["加严", "其他", "投标有效期", "不限", "验收合格前", "等于90日", "等于120日", None]
    assert run(["diff", "一稿", "二稿", "--format", "json", "--out", "变化.json"]) == 1
    assert json.loads(Path("变化.json").read_text(encoding="utf-8"))["summary"]["total"] == 1


@pytest.mark.usefixtures("workspace")
def test_a_blind_build_is_compared_by_what_it_prints(project: Path, capsys: Capture) -> None:
    assert run(["build", "video_evidence", "--to", "docx", "--style", "blind", "--out", "暗标"]) == 0
    assert not Path("暗标/video_evidence-blind/register.json").exists()
    capsys.readouterr()
    assert run(["diff", "暗标/video_evidence-blind", "暗标/video_evidence-blind/trace.json"]) == 0
    told = capsys.readouterr().out
    assert "两者的承诺相同。\n注意：暗标只写出trace.json" in told
    override = "{key: 'service.warranty.groups[0].period', value: 1年, reason: 试, approver: 甲, date: 2026-11-20}"
    replace(project, "overrides:\n", f"overrides:\n  - {override}\n")
    replace(project, "style: house", "style: blind")
    assert run(["diff", "暗标/video_evidence-blind", "video_evidence", "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert [(one["direction"], one["after"]["path"], one["after"]["value"]) for one in data["changes"]] == [
        ("looser", "service.warranty.groups[0].period", "1年")
    ]
    replace(project, "90日", "90次")
    assert run(["diff", "暗标/video_evidence-blind", "video_evidence"]) == 2
    assert "错误 S105" in capsys.readouterr().out
