"""`bidgen audit --annotate` and `bidgen fix`: what is written, what is left, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from generator.cli.main import run

Capture = pytest.CaptureFixture[str]
LINES = (
    "我公司提供724小时热线服务，接到报修后2小时内到达现场。",
    "故障发生后，工程师4小时内到达现场。",
    "质保期为3年，自验收合格之日起计算。",
)


@pytest.fixture
def word(tmp_path: Path) -> Path:
    return made(tmp_path / "标书.docx", LINES)


def made(file: Path, lines: tuple[str, ...]) -> Path:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.core_properties.author = document.core_properties.comments = ""
    document.save(str(file))
    return file


def body(file: Path) -> str:
    with zipfile.ZipFile(file) as archive:
        return archive.read("word/document.xml").decode()


def test_audit_writes_comments_into_a_copy(word: Path, tmp_path: Path, capsys: Capture) -> None:
    before, out = word.read_bytes(), tmp_path / "批注.docx"
    assert run(["audit", str(word), "--annotate", str(out)]) == 1
    assert capsys.readouterr().out.endswith(f"批注3条，写在：{out}\n")
    assert word.read_bytes() == before
    assert body(out).count("<w:commentReference ") == 3
    assert "<w:ins " not in body(out)


def test_json_stays_json_beside_comments(word: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["audit", str(word), "--annotate", str(tmp_path / "批注.docx"), "--format", "json"]) == 1
    assert capsys.readouterr().out.startswith("{")
    assert (tmp_path / "批注.docx").is_file()


def test_fix_writes_what_is_certain_and_lists_the_rest(word: Path, tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "改后.docx"
    assert run(["fix", str(word), "-o", str(out)]) == 0
    told = capsys.readouterr().out
    assert "警告 A141 标书.docx:1:21 到场时限：同一事项前后不一致" in told
    assert "A103" not in told
    assert told.endswith(f"改了1处，还有2处要由人处理。\n已写出：{out}\n")
    assert run(["fix", str(word), "-o", str(out), "--limit", "warning"]) == 1
    capsys.readouterr()
    assert run(["audit", str(out)]) == 0
    assert "A103" not in capsys.readouterr().out


def test_a_file_with_nothing_but_certain_faults_is_clean_afterwards(tmp_path: Path, capsys: Capture) -> None:
    word, out = made(tmp_path / "标书.docx", LINES[:1]), tmp_path / "改后.docx"
    assert run(["fix", str(word), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"改了1处。\n已写出：{out}\n"
    assert run(["audit", str(out)]) == 0
    told = capsys.readouterr().out
    assert [line.split()[1] for line in told.splitlines() if line.startswith(("警告", "错误"))] == [
        "A010",
        "A008",
        "A008",
    ]


def test_a_sound_file_is_copied(tmp_path: Path, capsys: Capture) -> None:
    word, out = made(tmp_path / "标书.docx", LINES[2:]), tmp_path / "改后.docx"
    assert run(["fix", str(word), "-o", str(out)]) == 0
    assert capsys.readouterr().out == f"改了0处。\n已写出：{out}\n"
    assert out.read_bytes() == word.read_bytes()


def test_the_date_of_marks_is_that_of_the_build(word: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772600767")
    assert run(["fix", str(word), "-o", str(tmp_path / "改后.docx")]) == 0
    assert 'w:author="bidgen" w:date="2026-03-04T05:06:07Z"' in body(tmp_path / "改后.docx")


@pytest.mark.parametrize(
    ("name", "code"), [("标书.docx", "A015"), ("改后.txt", "A016"), ("改后.docm", "A016"), ("没有/改后.docx", "")]
)
def test_where_the_output_may_not_lie(name: str, code: str, word: Path, tmp_path: Path, capsys: Capture) -> None:
    before, out = word.read_bytes(), tmp_path / name
    for command in (["fix", str(word), "-o", str(out)], ["audit", str(word), "--annotate", str(out)]):
        expected = 0 if not code and command[0] == "fix" else 1
        assert run(command) == expected
        assert code in capsys.readouterr().out
    assert word.read_bytes() == before
    assert out.exists() == (name == "标书.docx" or not code)


@pytest.mark.parametrize("option", [["fix", "标书.txt", "-o"], ["audit", "标书.txt", "--annotate"]])
def test_a_text_has_no_room_for_comments(
    option: list[str], tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("标书.txt").write_text("\n".join(LINES[2:]), encoding="utf-8")
    assert run([*option, "改后.docx"]) == 1
    assert "错误 A014 只有DOCX能写入批注和修订" in capsys.readouterr().out
    assert not Path("改后.docx").exists()


def test_an_unreadable_file_is_told(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "坏.docx"
    file.write_bytes(b"PK\x03\x04broken")
    assert run(["fix", str(file), "-o", str(tmp_path / "改后.docx")]) == 2
    assert "A001" in capsys.readouterr().out


def test_comments_of_several_files_have_no_one_name(word: Path, tmp_path: Path, capsys: Capture) -> None:
    assert run(["audit", str(word), str(word), "--annotate", str(tmp_path / "批注.docx")]) == 2
    assert "--annotate 一次只能用于一个文件" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_a_finding(word: Path, tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "文件").write_text("x")
    assert run(["fix", str(word), "-o", str(tmp_path / "文件" / "改后.docx")]) == 1
    assert "F010" in capsys.readouterr().out
