"""`bidgen doctor`: what this machine has for making documents, what it lacks, and how to get it."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator import __version__
from generator.cli import failures
from generator.cli.messages import say
from generator.cli.system import PARTS, Part, missing_packages
from generator.cli.workspace import choose_root, workspace_option
from generator.load.resources import builtin_root

if TYPE_CHECKING:
    from generator.cli.fonts import FoundFont

LIBRARIES = (
    "babel",
    "click",
    "fonttools",
    "jinja2",
    "lxml",
    "markdown-it-py",
    "mdit-py-plugins",
    "openpyxl",
    "pillow",
    "pydantic",
    "pypdfium2",
    "python-docx",
    "pyyaml",
    "rich",
    "typst",
    "weasyprint",
)
PROGRAMS = {
    "LibreOffice": ("soffice", "--toc-pages libreoffice 用它排版取页码"),
    "Node.js": ("node", "测试用它运行 Open XML SDK 校验"),
    "Open XML SDK 校验": ("ooxml-validator", "测试用它校验 DOCX；npm install --no-save --prefix tests/outside"),
    "veraPDF": ("verapdf", "测试用它校验 PDF/A"),
}
STYLE = "style/house.yaml"
EPILOG = """\b
示例：
  bidgen doctor
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@workspace_option
def doctor(*, workspace: Path | None) -> int:
    """报告 Python、程序库、系统部件、字体和可选的外部程序，各缺什么、怎样补上。

    能生成 DOCX 和 PDF 时退出码为 0，否则为 1。
    """
    say(f"bidgen {__version__}，Python {platform.python_version()}（{sys.executable}），{platform.platform()}")
    absent = [*_libraries()]
    missing = tuple(part for part in PARTS if not part.present())
    _tell_parts(missing)
    _tell_fonts(workspace)
    _tell_programs()
    return _conclude(absent, missing)


def _libraries() -> Iterator[str]:
    """Print the version of each library; give those that are absent."""
    say("\n程序库")
    for name in LIBRARIES:
        try:
            say(f"  有  {name} {version(name)}")
        except PackageNotFoundError:
            say(f"  缺  {name}")
            yield name


def _tell_parts(missing: tuple[Part, ...]) -> None:
    say("\n系统部件")
    for part in PARTS:
        lack = f"：请安装 {' '.join(part.packages)}" if part in missing else ""
        say(f"  {'缺' if part in missing else '有'}  {part.name}{lack}")


def _tell_fonts(workspace: Path | None) -> None:
    from generator.cli.fonts import find_fonts
    from generator.load.files import find_template
    from generator.style.load import load_sheet

    say(f"\n字体（版式 {STYLE}）")
    found = find_template(choose_root(workspace), STYLE)
    sheet = load_sheet(found.value.text, found.value.file).value if found.value else None
    for font in find_fonts(sheet.fonts) if sheet else ():
        say(f"  {'有' if font.family else '缺'}  {font_line(font)}")


def font_line(font: FoundFont) -> str:
    """Say which family serves a font key, in whose place, and what it lacks."""
    if not font.family:
        return f"{font.key}：没有{'、'.join(font.wanted)}中的任何一种"
    instead = "" if font.family == font.wanted[0] else f"（代替 {font.wanted[0]}）"
    lacking = f"；缺汉字 {font.lacking_han} 个" if font.lacking_han else ""
    symbols = f"；缺符号 {' '.join(font.lacking)}" if font.lacking else ""
    return f"{font.key}：{font.family}{instead}{lacking}{symbols}"


def _tell_programs() -> None:
    say("\n外部程序（可选）")
    for name, (program, use) in PROGRAMS.items():
        path = find_program(program)
        say(f"  {'有' if path else '缺'}  {name}{_version(path) if path else ''}：{use}")


def find_program(program: str) -> str | None:
    """Give where a program lies: on the path, or among the Node packages that the tests of the checkout install."""
    folder = builtin_root() / "tests" / "outside" / "node_modules" / ".bin"
    return shutil.which(program) or shutil.which(program, path=str(folder))


def _version(program: str) -> str:
    try:
        answer = subprocess.run([program, "--version"], capture_output=True, check=True, timeout=30)  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return ""
    first = answer.stdout.decode("utf-8", "replace").strip().partition("\n")[0]
    return f"（{first}）" if first else ""


def _conclude(absent: list[str], missing: tuple[Part, ...]) -> int:
    required = [part for part in missing if part.required]
    if missing:
        packages = " ".join(missing_packages(missing))
        say(f"\n补装命令（Debian、Ubuntu）：sudo apt-get install --no-install-recommends {packages}")
    if absent or required:
        lacks = "、".join([*absent, *(part.name for part in required)])
        say(f"\n结论：缺少{lacks}，不能生成 PDF（DOCX 照常生成）；补齐后再运行一次。")
        return failures.FOUND
    say("\n结论：可以生成 DOCX 和 PDF。")
    return failures.CLEAN
