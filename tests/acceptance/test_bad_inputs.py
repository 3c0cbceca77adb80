"""Bad input before the program itself: the exact place, the exit code, never a traceback, no output touched.

The tables of bad files and bad values are those of the loader's and the model's own tests; here each goes through
`bidgen check --format json` and `bidgen build`, as a user would meet it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.main import run
from generator.document.text import compact
from generator.finding import Severity
from generator.pipeline.building import build_project
from generator.verify.docx_reader import read_docx
from generator.verify.pdf_reader import Margins, read_pdf
from tests.acceptance.changes import PROJECT, ROOT
from tests.load.conftest import TABLE, _write
from tests.write.sample import house_sheet

FILES = [case for case in TABLE["cases"] if case["found"]]
VALUES = yaml.safe_load((ROOT / "tests/model/bad_values.yaml").read_text(encoding="utf-8"))
SMALL = ROOT / "tests/model/workspace"

NO_PROJECT = {"没有项目文件", "项目文件是文件夹", "项目文件是断了的链接", "项目文件是指向自己的链接"}
"""Cases in which there is no project to name: a fault of the command line, told on standard error."""

UNREADABLE = {"项目文件是空的", "项目文件是一个列表", "项目文件超过上限"}
"""Cases in which nothing of the project can be read: exit code 2; in all others there is something to check: 1."""

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def answers(capsys: Capture) -> Callable[[Path], tuple[int, list[dict[str, Any]]]]:
    """Give the function that checks and builds project p of a workspace, and gives exit code and findings.

    It proves on the way that nothing went to the traceback, and that the outputs of an earlier build stay as they were.
    """

    def ask(root: Path, project: str = "p") -> tuple[int, list[dict[str, Any]]]:
        before = _earlier_outputs(root / "output" / project)
        built = run(["build", project, "-w", str(root)])
        told = capsys.readouterr()
        assert "Traceback" not in told.out + told.err
        assert "已生成" not in told.out
        assert {path: _state(path) for path in (root / "output" / project).iterdir()} == before
        checked = run(["check", project, "-w", str(root), "--format", "json"])
        told = capsys.readouterr()
        assert told.err == ""
        assert built == checked
        return checked, json.loads(told.out)["findings"]

    return ask


def _earlier_outputs(folder: Path) -> dict[Path, tuple[bytes, int]]:
    folder.mkdir(parents=True)
    for name in ("p-quality_assurance.docx", "p-quality_assurance.pdf", "trace.json", "manifest.json"):
        (folder / name).write_bytes(b"earlier")
    return {path: _state(path) for path in folder.iterdir()}


def _state(path: Path) -> tuple[bytes, int]:
    return path.read_bytes(), path.stat().st_mtime_ns


# --- files -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", FILES, ids=[case["name"] for case in FILES])
def test_a_bad_file(case: dict[str, Any], tmp_path: Path, capsys: Capture, answers: Any) -> None:
    root = _small_workspace(tmp_path, case["files"])
    if case["name"] in NO_PROJECT or not _inside(root):
        assert run(["check", "p", "-w", str(root), "--format", "json"]) == 2
        assert "Traceback" not in capsys.readouterr().err
        return
    code, findings = answers(root)
    own = [finding for finding in findings if finding["code"] < "S100" or finding["code"] in _codes(case)]
    assert [_line(finding) for finding in own] == case["found"]
    assert code == (2 if case["name"] in UNREADABLE else 1)


def _small_workspace(folder: Path, changes: Mapping[str, Any]) -> Path:
    root = folder / "workspace"
    (folder / "outside.yaml").write_text("secret: 1\n", encoding="utf-8")
    (folder / "outside").mkdir()
    (folder / "outside" / "profile.yaml").write_text("secret: 1\n", encoding="utf-8")
    for file, content in {**TABLE["workspace"], **changes}.items():
        (root / file).parent.mkdir(parents=True, exist_ok=True)
        _write(root / file, content)
    return root


def _inside(root: Path) -> bool:
    return (root / "projects/p/project.yaml").resolve().is_relative_to(root.resolve())


def _codes(case: Mapping[str, Any]) -> set[str]:
    return {line.split()[0] for line in case["found"]}


def _line(finding: Mapping[str, Any]) -> str:
    also = "".join(f" ＋{_place(place)}" for place in finding["also"])
    return f"{finding['code']} {_place(finding)} {finding['message']}{also}"


def _place(place: Mapping[str, Any]) -> str:
    return f"{place['file']}:{place['line']}:{place['column']}"


# --- values ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", VALUES, ids=[case["title"] for case in VALUES])
def test_a_bad_value(case: dict[str, Any], tmp_path: Path, answers: Any) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "workspace"))
    _replace(root / case["file"], case["old"], case["new"])
    code, findings = answers(root)
    rows = [
        {**{key: finding[key] for key in ("code", "path", "message", "hint")}, "at": _place(finding)}
        for finding in findings
    ]
    assert sorted(rows, key=str) == sorted(case["findings"], key=str)
    assert code == 1


def _replace(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


# --- templates -------------------------------------------------------------------------------------------------------

CHAPTER = "templates/zh/chapters/company/business.md.j2"
COUNTED = "company.business_lines|count"
MISTAKES = {
    "不认识的键": (COUNTED, "company.busines_lines|count", ["T004 5:29"]),
    "不认识的过滤器": (COUNTED, "company.business_lines|countt", ["T028 5:44"]),
    "没有填写的选填值": (COUNTED, "company.phones.emergency", ["T005 5:36"]),
    "对值做算术": (COUNTED, "company.business_lines|count + 1", ["T006 5:1"]),
    "没有闭合的括号": ("{{ " + COUNTED + " }}", "{{ " + COUNTED + " }", ["T002 5:1"]),
    "没有结束的循环": ("{% endfor %}\n{% endcall %}", "{% endcall %}", ["T002 10:1"]),
    "手写的时限": ("各方向共用", "热线8小时内答复，各方向共用", ["T101 5:87"]),
    "引用没有的图表": ('ref("business_lines")', 'ref("busines_lines")', ["T201 5:65"]),
    "写了网页代码": ("各方向共用", "<b>各方向</b>共用", ["T011 5:1"]),
}
"""A template changed in one place: old words, new words, the findings as `code line:column`."""


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a copy of the demo's workspace."""
    root = tmp_path_factory.mktemp("demo")
    for name in ("catalogs", "company_profiles", "projects", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES.keys())
def test_a_mistake_in_a_template(mistake: tuple[str, str, list[str]], workspace: Path, answers: Any) -> None:
    old, new, found = mistake
    sound = (workspace / CHAPTER).read_text(encoding="utf-8")
    (workspace / CHAPTER).write_text(sound.replace(old, new, 1), encoding="utf-8")
    try:
        code, findings = answers(workspace, PROJECT.name)
    finally:
        (workspace / CHAPTER).write_text(sound, encoding="utf-8")
        shutil.rmtree(workspace / "output")
    assert [f"{row['code']} {row['line']}:{row['column']}" for row in findings if row["file"] == CHAPTER] == found
    assert code == 1


UNKNOWN_NAMES = {
    "文件种类": ("kind: quality_assurance", "kind: quality_asurance", "T040 3:7", "是不是“quality_assurance”？"),
    "版式": ("style: house", "style: hous", "T040 4:8", "是不是“house”？"),
}


@pytest.mark.parametrize("change", UNKNOWN_NAMES.values(), ids=UNKNOWN_NAMES.keys())
def test_a_kind_or_style_that_does_not_exist(change: tuple[str, str, str, str], workspace: Path, answers: Any) -> None:
    old, new, found, hint = change
    file = workspace / "projects" / PROJECT.name / "project.yaml"
    sound = file.read_text(encoding="utf-8")
    _replace(file, old, new)
    try:
        code, findings = answers(workspace, PROJECT.name)
    finally:
        file.write_text(sound, encoding="utf-8")
        shutil.rmtree(workspace / "output")
    (row,) = [row for row in findings if row["severity"] == "error"]
    assert (f"{row['code']} {row['line']}:{row['column']}", row["hint"][: len(hint)]) == (found, hint)
    assert code == 1


# --- hostile data ----------------------------------------------------------------------------------------------------

HOSTILE = [
    "7*24*365",
    "a|b",
    "# x",
    "{{ x }}",
    "{% if x %}",
    "{# x #}",
    "<script>alert(1)</script>",
    "<!-- x -->",
    "**b**",
    "_b_",
    "`b`",
    "1. x",
    "- x",
    "> x",
    "---",
    "[x](http://x.example)",
    "&lt;&amp;&#65;",
    "\\*",
    "{.note}",
    "%(x)s",
    "${x}",
    "]]>",
    "url(x)",
]
"""Data that mean something to Markdown, Jinja, HTML, XML, CSS or Python."""

HOSTILE_CHAPTER = """# 简介 {#intro}

{% for line in company.introduction %}
- {{ line }}
{% endfor %}

{% for line in company.introduction %}
{{ line }}

{% endfor %}
{% call(row) table("lines", caption="原样", head=["甲"]) %}
{% for line in company.introduction %}
{{ row(line) }}
{% endfor %}
{% endcall %}
"""


def test_hostile_data_print_literally_in_both_outputs(workspace: Path, tmp_path: Path) -> None:
    root = Path(shutil.copytree(workspace, tmp_path / "workspace"))
    _keep_only_the_hostile_chapter(root)
    profile = root / "company_profiles/shizheng/profile.yaml"
    _put_introduction(profile, HOSTILE)
    built = build_project(root, root / "projects" / PROJECT.name, tmp_path / "out")
    assert [finding.message for finding in built.findings if finding.severity >= Severity.ERROR] == []
    files = {path.suffix: path.read_bytes() for path in built.files}
    values = read_docx(files[".docx"]).main.values
    rows = [row for row in json.loads((tmp_path / "out" / "trace.json").read_bytes()) if "introduction" in row["path"]]
    assert [row["text"] for row in rows] == HOSTILE * 3
    assert [values[row["number"]] for row in rows] == [compact(text) for text in HOSTILE * 3]
    page = house_sheet().page
    paper = read_pdf(files[".pdf"], Margins(page.top, page.right, page.bottom, page.left))
    words = "".join(page.body for page in paper.pages)
    assert "●".join(["", *map(compact, HOSTILE)]) + "".join(map(compact, HOSTILE)) in words


def _keep_only_the_hostile_chapter(root: Path) -> None:
    kind = root / "templates/zh/kinds/quality_assurance.yaml"
    head = kind.read_text(encoding="utf-8").partition("chapters:")[0]
    kind.write_text(head + "chapters:\n  - {id: intro, file: hostile}\n", encoding="utf-8")
    (root / "templates/zh/chapters/hostile.md.j2").write_text(HOSTILE_CHAPTER, encoding="utf-8")
    project = root / "projects" / PROJECT.name / "project.yaml"
    # The one chapter answers no demand of the tender; what looks like a placeholder is meant as it stands.
    meant = "waivers: [{code: W101, reason: 原样印出, approver: 质量管理部, date: 2026-11-20}]\noverrides:"
    sound = re.sub(r"demands:\n.*?overrides:", meant, project.read_text(encoding="utf-8"), flags=re.DOTALL)
    project.write_text(sound, encoding="utf-8")


def _put_introduction(profile: Path, lines: list[str]) -> None:
    text = profile.read_text(encoding="utf-8")
    before, found, rest = text.partition("introduction:\n")
    assert found
    rest = re.sub(r"\A(?: .*\n)+", "", rest)
    quoted = "".join(f"  - {json.dumps(line)}\n" for line in lines)
    profile.write_text(before + found + quoted + rest, encoding="utf-8")


REFUSED = {
    "private use": "\ue000",
    "bidi override": "\u202e",
    "bidi isolate": "\u2066",
    "zero-width space": "\u200b",
    "control": "\x07",
    "replacement character": "\ufffd",
}


@pytest.mark.parametrize("character", REFUSED.values(), ids=REFUSED.keys())
def test_characters_that_cannot_be_seen_are_refused(character: str, tmp_path: Path, answers: Any) -> None:
    root = Path(shutil.copytree(SMALL, tmp_path / "workspace"))
    _replace(
        root / "company_profiles/demo/profile.yaml",
        "name: 示例科技有限公司\ncredit",
        f"name: 示例{character}科技\ncredit",
    )
    code, findings = answers(root)
    told = [(row["code"], _place(row)) for row in findings if row["code"] == "S013"]
    assert told == [("S013", "company_profiles/demo/profile.yaml:1:9")]
    assert code == 1
