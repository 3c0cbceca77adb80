"""The program around its commands: help and mistakes in Chinese, exit codes, what happens when things go wrong."""

from __future__ import annotations

import errno
import json
import re
import runpy
import signal
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import click
import pytest

from generator.cli import main
from generator.cli.main import program, run

ROOT = Path(__file__).parents[2]

MISTAKES = [
    ([], 2, "用法："),
    (["bild"], 2, "错误：没有命令 'bild'。是否想写：'build'？"),
    (["chekc"], 2, "错误：没有命令 'chekc'。是否想写：'check'？"),
    (["check", "--formt", "json"], 2, "错误：没有选项 '--formt'。是否想写：'--format', '--report'？"),
    (["check", "--format"], 2, "错误：选项 '--format' 需要 1 个值。"),
    (
        ["check", "--format", "xml"],
        2,
        "错误：'--format' 的值无效：'xml' 不在可选值之内；可选：'text', 'json', 'sarif'。",
    ),
    (["check", "--limit", "高"], 2, "错误：'--limit' 的值无效：'高' 不在可选值之内"),
    (["check", "-w", "nowhere"], 2, "的值无效：文件夹 'nowhere' 不存在。"),
    (["check", "没有这个项目"], 2, "错误：没有项目“没有这个项目”。"),
    (["build", "--to", "docx,doc"], 2, "“doc”不是可用的格式；可选：docx、pdf。"),
    (["build", "--to", " ,"], 2, "不是可用的格式；可选：docx、pdf。"),
    (["init"], 2, "错误：缺少参数 '文件夹'。"),
    (["init", "a", "b"], 2, "错误：多出了参数（b）。"),
    (["explain", "S9999"], 2, "错误：没有编号“S9999”。"),
    (["completion", "tcsh"], 2, "'tcsh' 不在可选值之内；可选：'bash', 'zsh', 'fish'。"),
]


@pytest.mark.parametrize(("arguments", "code", "message"), MISTAKES, ids=[" ".join(row[0]) or "—" for row in MISTAKES])
def test_a_mistake_on_the_command_line_is_told_in_chinese(
    arguments: list[str], code: int, message: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(arguments) == code
    told = capsys.readouterr()
    assert message in told.err
    assert told.out == ""


@pytest.mark.parametrize(
    "command", [[], *([name] for name in program.commands)], ids=lambda names: " ".join(names) or "—"
)
def test_help_is_chinese_with_examples(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*command, "--help"]) == 0
    text = capsys.readouterr().out
    assert "用法：" in text
    assert "示例：\n" in text
    assert re.findall(r"\b(?:Usage|Options|Commands|Show|Error|default|required)\b", text) == []


LIBRARIES = (
    "pydantic",
    "yaml",
    "jinja2",
    "markdown_it",
    "lxml",
    "docx",
    "fontTools",
    "pypdfium2",
    "weasyprint",
    "rich",
)
STAGES = ("generator.pipeline.checking", "generator.cli.check", "generator.cli.diff")
WRITERS = (
    "generator.layout",
    "generator.write.docx",
    "generator.write.pdf",
    "generator.write.typst",
    "generator.verify",
)


def loaded(code: str, names: tuple[str, ...]) -> list[str]:
    """Give those of the modules that a process has loaded after the code."""
    told = f"import sys; {code}; print([name for name in {names!r} if name in sys.modules])"
    answer = subprocess.run([sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True)
    found: list[str] = json.loads(answer.stdout.splitlines()[-1].replace("'", '"'))
    return found


@pytest.mark.parametrize(
    "code",
    [
        "from generator.cli.main import run; run(['--version'])",
        "from generator.cli.main import run; run(['--help'])",
        (
            "from generator.cli.main import program; from click.shell_completion import BashComplete;"
            "print([item.value for item in BashComplete(program, {}, 'bidgen', '_X').get_completions([], 'ch')])"
        ),
    ],
    ids=["version", "help", "completion"],
)
def test_what_needs_no_project_answers_without_loading_libraries_or_commands(code: str) -> None:
    assert loaded(code, (*LIBRARIES, *STAGES)) == []


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"bidgen {main.__version__}\n"


def test_a_check_loads_no_writer() -> None:
    stages = ", ".join(f"generator.pipeline.{name}" for name in ("building", "auditing", "reviewing"))
    assert loaded(f"import {stages}", (*WRITERS, "docx", "fontTools", "pypdfium2", "weasyprint", "openpyxl")) == []


@pytest.mark.parametrize("name", main.COMMANDS)
def test_every_command_is_called_as_its_module(name: str) -> None:
    command = getattr(import_module(f"generator.cli.{name}"), name)
    assert isinstance(command, click.Command)
    assert command.name == name


def test_the_package_runs_as_a_program(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.argv", ["bidgen", "-V"])
    with pytest.raises(SystemExit) as left:
        runpy.run_module("generator", run_name="__main__")
    assert left.value.code == 0
    assert capsys.readouterr().out == f"bidgen {main.__version__}\n"


def raises(error: BaseException) -> object:
    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


FAILURES = [
    (KeyboardInterrupt(), 130, "已中断，没有改动已有的输出文件。"),
    (PermissionError(errno.EACCES, "Permission denied", "/a/b.docx"), 2, "错误：不能读写“/a/b.docx”：没有权限。"),
    (OSError(errno.ENOSPC, "No space left on device"), 2, "错误：不能读写文件：磁盘空间不足。"),
    (OSError(errno.ELOOP, "Too many levels"), 2, "错误：不能读写文件：Too many levels。"),
    (ZeroDivisionError("x"), 3, "错误：bidgen 自身出错（ZeroDivisionError），不是资料的问题。"),
]


@pytest.mark.parametrize(("error", "code", "message"), FAILURES, ids=[type(row[0]).__name__ for row in FAILURES])
def test_a_failure_is_told_in_a_sentence_without_a_traceback(
    error: BaseException,
    code: int,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(program, "main", raises(error))
    assert run(["kinds"]) == code
    told = capsys.readouterr()
    assert message in told.err
    assert "Traceback" not in told.err


def test_the_traceback_of_a_bug_is_saved_or_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr(program, "main", raises(ZeroDivisionError("除数为零")))
    assert run(["kinds"]) == 3
    (saved,) = tmp_path.iterdir()
    assert f"出错信息已保存到：{saved}" in capsys.readouterr().err
    assert saved.read_text(encoding="utf-8").endswith("ZeroDivisionError: 除数为零\n")
    assert run(["--debug", "kinds"]) == 3
    assert "ZeroDivisionError: 除数为零\n" in capsys.readouterr().err


def test_a_reader_that_leaves_early_gets_no_traceback() -> None:
    command = f"{sys.executable} -m generator rules | head -c 1 >/dev/null"
    answer = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert answer.stderr == ""


def test_an_interrupted_process_leaves_with_130_and_no_traceback() -> None:
    code = (
        "import time; from generator.cli import main;"
        "main.program.main = lambda *a, **k: (print('running', flush=True), time.sleep(60));"
        "main.main()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert (process.returncode, told) == (130, "\n已中断，没有改动已有的输出文件。\n")
