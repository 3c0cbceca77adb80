"""`doctor` and the front door's list of system parts."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from generator.cli import doctor, fonts, system
from generator.cli.main import run

ROOT = Path(__file__).parents[2]
NOTHING = "no such library or font"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which nothing beside Python is installed."""
    monkeypatch.setattr(system.importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(system, "has_library", lambda _: False)
    monkeypatch.setattr(system, "font_families", frozenset)
    monkeypatch.setattr(fonts, "font_families", frozenset)


def test_a_complete_machine_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    complete = not system.missing_parts()
    assert run(["doctor", "--workspace", str(ROOT)]) == (0 if complete else 1)
    told = capsys.readouterr().out
    assert "结论：可以生成 DOCX 和 PDF。" in told or not complete
    assert "  有  weasyprint 70.0\n" in told


@pytest.mark.usefixtures("bare")
def test_a_bare_machine_is_told_what_to_install(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["doctor", "--workspace", str(ROOT)]) == 1
    told = capsys.readouterr().out
    assert "  缺  HarfBuzz 字体子集库：请安装 libharfbuzz-subset0\n" in told
    assert "  缺  song：没有Noto Serif CJK SC、Source Han Serif SC、SimSun、FandolSong中的任何一种\n" in told
    assert (
        "补装命令（Debian、Ubuntu）：sudo apt-get install --no-install-recommends python3-venv libpango-1.0-0 "
        "libpangoft2-1.0-0 fontconfig libharfbuzz-subset0 fonts-noto-cjk fonts-arphic-gkai00mp fonts-liberation\n"
    ) in told
    assert told.endswith(
        "结论：缺少Python 虚拟环境（venv）、Pango（PDF 排版）、宋体类字体、黑体类字体，"
        "不能生成 PDF（DOCX 照常生成）；补齐后再运行一次。\n"
    )


def test_a_missing_library_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "LIBRARIES", ("click", "no-such-library"))
    assert run(["doctor", "--workspace", str(ROOT)]) == 1
    assert "  缺  no-such-library\n" in capsys.readouterr().out


def test_doctor_asks_for_the_libraries_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert tuple(name.split(">")[0] for name in project["dependencies"]) == doctor.LIBRARIES


def test_the_fonts_asked_for_are_those_of_the_house_style() -> None:
    sheet = yaml.safe_load((ROOT / "templates" / "zh" / "style" / "house.yaml").read_text(encoding="utf-8"))
    wanted = sheet["fonts"]
    assert tuple(wanted["song"]["pdf"]) == system.SONG
    assert tuple(wanted["hei"]["pdf"]) == system.HEI
    assert [name for name in wanted["kai"]["pdf"] if name not in (*system.KAI, *system.SONG)] == []
    assert tuple(wanted["song"]["pdf_latin"]) == system.LATIN_SERIF
    assert tuple(wanted["hei"]["pdf_latin"]) == system.LATIN_SANS


LINES = [
    (fonts.FoundFont("song", "Noto Serif CJK SC", ("Noto Serif CJK SC",)), "song：Noto Serif CJK SC"),
    (
        fonts.FoundFont("fang", "Noto Serif CJK SC", ("FangSong", "Noto Serif CJK SC"), "☑☒", 3),
        "fang：Noto Serif CJK SC（代替 FangSong）；缺汉字 3 个；缺符号 ☑ ☒",
    ),
    (fonts.FoundFont("kai", "", ("KaiTi", "LXGW WenKai")), "kai：没有KaiTi、LXGW WenKai中的任何一种"),
]


@pytest.mark.parametrize(("font", "line"), LINES)
def test_a_font_is_described_with_what_it_lacks(font: fonts.FoundFont, line: str) -> None:
    assert doctor.font_line(font) == line


def test_the_han_characters_of_gb2312_are_complete() -> None:
    assert (len(fonts.han_of_gb2312()), fonts.han_of_gb2312()[0], fonts.han_of_gb2312()[-1]) == (6763, "啊", "齄")


@pytest.mark.parametrize("program", ["/nowhere/program", "false"])
def test_a_program_that_does_not_tell_its_version_is_named_without(program: str) -> None:
    assert doctor._version(program) == ""


def test_a_library_the_loader_does_not_find_is_absent() -> None:
    assert not system.has_library("libno-such-library.so.0")


def test_without_fontconfig_no_font_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert system.font_families.__wrapped__() == frozenset()


ANSWERS = {
    "--names": (
        "Python 虚拟环境（venv）、Pango（PDF 排版）、HarfBuzz 字体子集库、"
        "宋体类字体、黑体类字体、楷体类字体、西文衬线字体、西文无衬线字体\n"
    ),
    "--packages": (
        "python3-venv libpango-1.0-0 libpangoft2-1.0-0 fontconfig libharfbuzz-subset0 fonts-noto-cjk "
        "fonts-arphic-gkai00mp fonts-liberation\n"
    ),
}


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("argument", ANSWERS)
def test_the_front_door_asks_for_names_and_packages(argument: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    system.main([argument])
    assert capsysbinary.readouterr().out.decode() == ANSWERS[argument]


def test_the_front_doors_question_needs_the_standard_library_alone() -> None:
    code = (
        "import sys; before = set(sys.modules); import generator.cli.system;"
        "print(sorted({name.split('.')[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names)))"
    )
    answer = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "['generator']\n"
