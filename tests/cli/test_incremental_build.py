"""`build` where little or nothing changed: what it says, what it writes, what it removes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.small import PROJECT, small_workspace, write
from generator.cli.main import run

NAMES = ("school_100-note.docx", "trace.json", "register.json", "signing.json", "signing.xlsx", "manifest.json")
HEAVY = (
    "generator.pipeline",
    "pydantic",
    "yaml",
    "jinja2",
    "docx",
    "weasyprint",
    "typst",
    "concurrent.futures.process",
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("w")
    small_workspace(root, 2)
    assert run(["build", "-w", str(root), "--to", "docx", "--jobs", "1"]) == 0
    return root


@pytest.fixture
def small(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "w"))


def build(root: Path, *arguments: str) -> int:
    return run(["build", *arguments, "-w", str(root), "--to", "docx", "--jobs", "1"])


def contents(root: Path) -> dict[str, tuple[bytes, int]]:
    files = (file for file in (root / "output").rglob("*") if file.is_file())
    return {file.relative_to(root).as_posix(): (file.read_bytes(), file.stat().st_ino) for file in files}


def rename_buyer(root: Path) -> None:
    text = PROJECT.format(number=100, validity="100日").replace("buyer: 示例第100中学", "buyer: 示例第一小学")
    write(root / "projects/school_100/project.yaml", text)


def test_nothing_changed(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(small)
    assert build(small, "school_100") == 0
    assert capsys.readouterr().out.endswith("school_100：没有变化，文件保持原样。\n")
    assert contents(small) == before


def test_where_nothing_changed_nothing_heavy_is_loaded(small: Path) -> None:
    code = (
        "import sys; from generator.cli.main import run; "
        f"run(['build', 'school_100', '-w', {str(small)!r}, '--to', 'docx']); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.endswith("文件保持原样。\n[]\n")


def test_only_what_changed_is_made(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(small)
    rename_buyer(small)
    assert build(small, "--explain") == 0
    told = capsys.readouterr().out
    assert told.startswith(
        "school_100：已更新\n"
        "  改动：projects/school_100/project.yaml\n"
        "  工作区里其他公司、项目的名称有变化\n"
        "  印出的值有变化：\n"
        "    project.buyer：示例第100中学 → 示例第一小学\n"
        "school_101：未变\n"
        "  工作区里其他公司、项目的名称有变化\n"
    )
    now = contents(small)
    kept = {name for name in now if now[name] == before.get(name)}
    assert kept == {f"output/school_101/{name}".replace("_100", "_101") for name in NAMES}


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(small)
    write(small / "projects/school_101/project.yaml", PROJECT.format(number=101, validity="90日"))
    assert build(small, "--dry-run") == 0
    assert capsys.readouterr().out == (
        "school_100：未变\nschool_101：要生成\n  改动：projects/school_101/project.yaml\n"
        "共2个项目：要生成1个，未变1个。\n"
    )
    assert contents(small) == before


def test_force_makes_everything_anew_with_the_same_bytes(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(small)
    assert build(small, "school_100", "--force", "--explain") == 0
    assert capsys.readouterr().out.startswith("school_100：已更新\n  要求重新生成（--force）\n")
    now = contents(small)
    for name in NAMES:
        file = f"output/school_100/{name}"
        assert now[file][0] == before[file][0]
        assert now[file][1] != before[file][1]


def test_prune_removes_what_is_not_needed_and_tells_it_before(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(small / "projects/school_101")
    write(small / "output/school_101/register.json", "手工")
    assert build(small, "--prune", "--dry-run") == 0
    told = capsys.readouterr().out
    folder = small / "output/school_101"
    assert f"会删去：{folder}/school_101-note.docx（项目不在了）\n" in told
    assert (folder / "school_101-note.docx").exists()
    assert build(small, "--prune") == 0
    told = capsys.readouterr().out
    assert f"已删去：{folder}/school_101-note.docx（项目不在了）\n" in told
    assert f"保留：{folder}/register.json（项目不在了，但是有人改动过）\n" in told
    assert [file.name for file in folder.iterdir()] == ["register.json"]


def test_an_error_is_told_again_until_it_is_mended(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = contents(small)
    file = small / "projects/school_100/project.yaml"
    sound = file.read_text("utf-8")
    write(file, sound.replace("date: 2026-11-30", "date: 某日"))
    assert [build(small, "school_100"), build(small, "school_100")] == [1, 1]
    assert capsys.readouterr().out.count("错误 S107") == 2
    assert contents(small) == before
    write(file, sound)
    assert build(small, "school_100") == 0
    assert contents(small) == before
