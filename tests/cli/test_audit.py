"""`bidgen audit`: text, JSON and exit codes, of a text, a Word file and what is neither."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from generator.cli.main import run

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
    assert "错误 A103 标书.txt:2:8 服务时间丢失了乘号：“724”\n  2 │ 一、我公司提供724小时热线服务" in told
    assert "警告 A141 标书.txt:2:23 到场时限：同一事项前后不一致" in told
    assert "共发现错误1项、警告1项。" in told


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
    assert anchor == [{"start": start, "end": start + 3, "text": "724", "place": place}]


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
    assert "警告 A131 标书.txt:1:5 质保期“质保期为2年”与项目资料不一致" in told


@pytest.mark.parametrize(
    ("data", "code"), [(b"PK\x03\x04broken", "A001"), (b"%PDF-1.7 broken", "A011"), (b"\x00\x01\xff\xfe\x00", "A013")]
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
