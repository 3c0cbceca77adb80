"""`bidgen audit`: text, JSON and exit codes, of a text, a Word file and what is neither."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from generator.cli.main import run
from generator.finding import Finding, Place, Severity

Capture = pytest.CaptureFixture[str]
LINES = (
    "售后服务承诺",
    "一、我公司提供724小时热线服务，接到报修后2小时内到达现场。",
    "二、故障发生后，工程师4小时内到达现场。",
    "三、质保期为3年，自验收合格之日起计算。",
)


@pytest.fixture
def text(tmp_path: Path) -> Path:
    file = tmp_path / "标书.txt"
    file.write_text("\n".join(LINES), encoding="utf-8")
    return file


@pytest.fixture
def word(tmp_path: Path) -> Path:
    file, document = tmp_path / "标书.docx", Document()
    for line in LINES:
        document.add_paragraph(line)
    document.save(str(file))
    return file


def answer(capsys: Capture) -> dict[str, list[dict[str, object]]]:
    found: dict[str, list[dict[str, object]]] = json.loads(capsys.readouterr().out)
    return found


def test_a_text_is_told_with_its_lines(text: Path, capsys: Capture) -> None:
    assert run(["audit", str(text)]) == 1
    told = capsys.readouterr().out
    assert told.startswith(f"{text}（文本）\n\n【事实错误】1项\n错误 A103 服务时间丢失了乘号：“724”\n")
    assert "  标书.txt:2:8 第2行，售后服务承诺，一、  →  7×24\n    │ 一、我公司提供724小时热线服务" in told
    assert "【需人判断】1项\n警告 A141 到场时限：同一事项前后不一致" in told
    assert "    │ 二、故障发生后，工程师4小时内到达现场。\n    │                       ^^^^^^^^^^^^^^^\n" in told
    assert told.endswith("共发现错误1项、警告1项。\n读出承诺5处；可以照改1处。\n")


def test_promises_and_findings_as_json_have_the_offsets_of_the_text(text: Path, capsys: Capture) -> None:
    assert run(["audit", str(text), "--format", "json"]) == 1
    found, whole = answer(capsys), "\n".join(LINES)
    rows = found["commitments"]
    assert [(row["kind"], row["value_low"], row["unit"], row["comparator"]) for row in rows] == [
        ("hotline_hours", 7, "days_x_hours", "="),
        ("arrival", 2.0, "hour", "<="),
        ("arrival", 4.0, "hour", "<="),
        ("warranty_period", 3.0, "year", "="),
        ("warranty_start", None, "", "="),
    ]
    assert [whole[int(str(row["start"])) : int(str(row["end"]))] for row in rows] == [row["text"] for row in rows]
    assert [(one["code"], one["layer"], one["severity"]) for one in found["findings"]] == [
        ("A103", "A", "error"),
        ("A141", "C", "warning"),
    ]
    anchor = found["findings"][0]["anchors"]
    start = whole.index("724")
    place = {"part": "", "paragraph": 2, "run": 0, "offset": 7}
    asked = {"start": start, "end": start + 3, "text": "724", "place": place}
    words = {"where": "第2行，售后服务承诺，一、", "line": 2, "column": 8, "replacement": "7×24"}
    assert anchor == [asked | words]
    file: object = found["file"]
    assert file == {
        "name": str(text),
        "format": "txt",
        "bytes": text.stat().st_size,
        "sha256": sha256(text.read_bytes()).hexdigest(),
    }
    summary = {"disqualifying": 0, "error": 1, "warning": 1, "notice": 0, "causes": 2, "limit": "error"}
    assert dict(found["summary"]) == summary  # type: ignore[arg-type]


def test_a_word_file_says_the_same_with_its_paragraphs(word: Path, capsys: Capture) -> None:
    assert run(["audit", str(word), "--format", "json"]) == 1
    finding = answer(capsys)["findings"][0]
    assert finding["code"] == "A103"
    place = {"part": "word/document.xml", "paragraph": 1, "run": 0, "offset": 7}
    assert [one["place"] for one in finding["anchors"]] == [place]  # type: ignore[attr-defined]


def test_with_a_project_its_promises_are_compared(workspace: Path, text: Path, capsys: Capture) -> None:
    assert workspace.is_dir()
    text.write_text("硬件产品质保期为2年。\n投标人：示例恒维信息技术有限公司", encoding="utf-8")
    assert run(["audit", str(text), "--project", "video_evidence", "--limit", "warning"]) == 1
    told = capsys.readouterr().out
    assert "错误 A111" in told
    assert "【与资料不符】1项\n警告 A131 质保期“质保期为2年”与项目资料不一致" in told
    assert "  标书.txt:1:5 第1行\n    │ 硬件产品质保期为2年。\n" in told
    assert "读出承诺1处（需核对1处）" in told


def test_a_project_that_cannot_be_typed_is_told_and_the_file_is_audited_all_the_same(
    project: Path, text: Path, capsys: Capture
) -> None:
    project.write_text("name: [1\n", encoding="utf-8")
    assert run(["audit", str(text), "--project", "video_evidence"]) == 2
    told = capsys.readouterr().out
    assert "【文件状况】1项\n错误 A190 项目“video_evidence”的资料有错误，没有与它比较" in told
    assert "错误 A103" in told


def test_errors_of_a_project_that_was_compared_are_counted(project: Path, text: Path, capsys: Capture) -> None:
    data = project.read_text(encoding="utf-8")
    project.write_text(data.replace("kind: quality_assurance", "kind: nothing"), encoding="utf-8")
    assert run(["audit", str(text), "--project", "video_evidence"]) == 1
    assert "项目 video_evidence 的资料另有错误1项，用 bidgen check video_evidence 查看。" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"PK\x03\x04broken", "A001"),
        (b"%PDF-1.7 broken", "A011"),
        (b"\x00\x01\xff\xfe\x00", "A013"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1old", "A002"),
        (b"", "A012"),
        (" \u3000\n".encode(), "A012"),
    ],
)
def test_what_cannot_be_read_is_told(data: bytes, code: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "标书"
    file.write_bytes(data)
    assert run(["audit", str(file)]) == 2
    assert f"错误 {code}" in capsys.readouterr().out


def test_findings_of_reading_have_no_anchors_in_json(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "标书.bin"
    file.write_bytes(b"\xff\xfe\x00\x80")
    assert run(["audit", str(file), "--format", "json"]) == 2
    assert answer(capsys)["commitments"] == []
    file.write_bytes("质保期为3年。".encode("gb18030"))
    assert run(["audit", str(file), "--format", "json"]) == 0
    assert len(answer(capsys)["commitments"]) == 1


def test_several_files_are_audited_one_after_another(text: Path, word: Path, capsys: Capture) -> None:
    assert run(["audit", str(text), str(word)]) == 1
    told = capsys.readouterr().out
    assert told.index(f"{text}（文本）") < told.index(f"\n\n{word}（DOCX）")
    assert run(["audit", str(text), str(word), "--format", "json"]) == 1
    assert [each["file"]["format"] for each in answer(capsys)["files"]] == ["txt", "docx"]  # type: ignore[index]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("没有.docx", "没有文件“没有.docx”。这个文件夹里可以审核的有：标书.docx、标书.txt。"),
        ("别处/没有.docx", "没有文件“别处/没有.docx”。请检查名称和所在的文件夹。"),
        (".", "“.”是文件夹，请写要审核的文件。里面可以审核的有：标书.docx、标书.txt。"),
    ],
)
@pytest.mark.usefixtures("text", "word")
def test_what_is_no_file_is_told_with_what_could_be_meant(
    name: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["audit", name]) == 2
    assert f"错误：{said}" in capsys.readouterr().err


def test_of_many_files_some_are_named(tmp_path: Path, capsys: Capture) -> None:
    for number in range(7):
        (tmp_path / f"{number}.txt").touch()
    assert run(["audit", str(tmp_path)]) == 2
    assert "里面可以审核的有：0.txt、1.txt、2.txt、3.txt、4.txt等7个文件。" in capsys.readouterr().err


# --- SARIF ------------------------------------------------------------------------------------------------------------


def test_sarif_has_the_lines_of_a_text(text: Path, capsys: Capture) -> None:
    assert run(["audit", str(text), "--format", "sarif"]) == 1
    (made,) = json.loads(capsys.readouterr().out)["runs"]
    (artifact,) = made["artifacts"]
    assert artifact["hashes"] == {"sha-256": sha256(text.read_bytes()).hexdigest()}
    assert artifact["location"] == {"uri": text.as_uri()}
    first, second = made["results"]
    region = {"startLine": 2, "startColumn": 8, "endLine": 2, "endColumn": 11, "snippet": {"text": "724"}}
    (where,) = first["locations"]
    assert where["physicalLocation"] == {"artifactLocation": {"uri": text.as_uri()}, "region": region}
    assert first["properties"]["layer"] == "A"
    assert (second["ruleId"], len(second["relatedLocations"])) == ("A141", 1)
    assert [rule["id"] for rule in made["tool"]["driver"]["rules"]] == ["A103", "A141"]


def test_sarif_names_part_and_paragraph_of_a_word_file(
    word: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(word.parent)
    assert run(["audit", word.name, "--format", "sarif"]) == 1
    (made,) = json.loads(capsys.readouterr().out)["runs"]
    (where,) = made["results"][0]["locations"]
    assert where["physicalLocation"] == {"artifactLocation": {"uri": quote(word.name)}}
    (named,) = where["logicalLocations"]
    assert named["fullyQualifiedName"] == "word/document.xml#1"
    assert where["message"] == {"text": f"“724”（{named['name']}）"}


# --- the report -------------------------------------------------------------------------------------------------------


@pytest.fixture
def without_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("generator.write.pdf.engine.write_pdf", lambda *_: (None, ()))


def words_of(file: Path) -> str:
    document = Document(str(file))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(paragraph.text for paragraph in document.paragraphs), *cells))


@pytest.mark.usefixtures("without_pdf")
def test_the_report_of_one_file_lies_in_the_folder(text: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "审核"
    assert run(["audit", str(text), "--report", str(out)]) == 1
    names = ["audit.docx", "audit.json", "audit.xlsx"]
    assert sorted(path.name for path in out.iterdir()) == names
    said = capsys.readouterr().out.splitlines()
    assert sorted(said[said.index("审核报告：") + 1 :]) == [f"  {out / name}" for name in names]
    words = words_of(out / "audit.docx")
    for expected in (
        "结论：改正以前不应提交",
        sha256(text.read_bytes()).hexdigest(),
        "问题1　【错误】A103 服务时间丢失了乘号：“724”",
        "第2行，售后服务承诺，一、",
        "我公司提供724小时热线服务，接到报修后2小时内到达现场。",
        "可以照改的（1处）",
        "由人决定的（2处）",
        "到场时限（2处）",
        "同意签发",
    ):
        assert expected in words
    book = load_workbook(out / "audit.xlsx")
    assert book.sheetnames == ["摘要", "问题", "更正清单", "承诺登记", "不是承诺的数值"]
    first = next(book["更正清单"].iter_rows(min_row=2, values_only=True))
    assert first[1:3] + first[4:6] == ("照改", "第2行，售后服务承诺，一、", "724", "7×24")
    assert book["承诺登记"].max_row == 1 + 5
    assert json.loads((out / "audit.json").read_text(encoding="utf-8"))["summary"]["causes"] == 2


@pytest.mark.usefixtures("without_pdf")
def test_reports_of_several_files_lie_in_folders_of_their_own(text: Path, word: Path, tmp_path: Path) -> None:
    out = tmp_path / "审核"
    assert run(["audit", str(text), str(word), "--report", str(out)]) == 1
    assert sorted(str(path.relative_to(out)) for path in out.glob("*/*.docx")) == [
        "标书-2/audit.docx",
        "标书/audit.docx",
    ]


@pytest.mark.usefixtures("without_pdf")
def test_a_folder_that_cannot_be_written_is_told(text: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "审核").write_text("", encoding="utf-8")
    assert run(["audit", str(text), "--report", str(tmp_path / "审核/里面")]) == 1
    assert "不能写入输出文件夹" in capsys.readouterr().out


@pytest.mark.usefixtures("without_pdf")
def test_the_report_on_a_file_that_could_not_be_read_claims_nothing(tmp_path: Path, capsys: Capture) -> None:
    file, out = tmp_path / "空.txt", tmp_path / "审核"
    file.touch()
    assert run(["audit", str(file), "--report", str(out)]) == 2
    assert capsys.readouterr().out.startswith(f"{file}（没有读出）\n\n【文件状况】1项\n错误 A012 文件是空的")
    words = words_of(out / "audit.docx")
    assert "结论：没有读出，没有审核" in words
    assert "文件是空的，没有可以审核的文字" in words
    assert "没有发现" not in words
    assert "承诺" not in words


def test_a_workbook_is_no_empty_word_file(tmp_path: Path, capsys: Capture) -> None:
    Workbook().save(tmp_path / "价格.xlsx")
    assert run(["audit", str(tmp_path / "价格.xlsx")]) == 2
    assert "错误 A001 文件里没有Word正文，不是正确的DOCX\n  建议：请另存为.docx后再审核" in capsys.readouterr().out


@pytest.mark.usefixtures("without_pdf")
def test_a_document_that_does_not_read_back_is_left_out_and_the_others_are_written(
    text: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    fault = Finding("F201", Severity.ERROR, Place(), "DOCX 与内容不一致")
    monkeypatch.setattr("generator.verify.docx_lint.lint_docx", lambda _: (fault,))
    out = tmp_path / "审核"
    assert run(["audit", str(text), "--report", str(out)]) == 1
    assert sorted(path.name for path in out.iterdir()) == ["audit.json", "audit.xlsx"]
    assert "错误 F201 DOCX 与内容不一致" in capsys.readouterr().out
