"""ARCHITECTURE.md tells the truth: its quoted lines, files, names, the tree's node and the trace row are real."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from generator.document.dump import dump
from generator.document.walk import values
from generator.pipeline.checking import check_project
from generator.pipeline.desk import Checked

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
PATH = "service.warranty.groups[0].period"
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", TEXT, re.DOTALL)
QUOTED = re.findall(r"^# ([\w/.]+):(\d+)\n(.+)$", TEXT, re.MULTILINE)
NAMES = re.findall(r"`(generator/[\w/]+\.py)`(?: \(|, )((?:`\w+`(?:, )?)+)", TEXT)


@pytest.fixture(scope="module")
def checked() -> Checked:
    return check_project(ROOT, ROOT / "projects" / "video_evidence")


@pytest.mark.parametrize(("file", "line", "words"), QUOTED)
def test_a_quoted_line_stands_where_the_text_says(file: str, line: str, words: str) -> None:
    assert (ROOT / file).read_text(encoding="utf-8").splitlines()[int(line) - 1].strip() == words.strip()


def test_two_lines_are_quoted() -> None:
    assert len(QUOTED) == 2


@pytest.mark.parametrize(("file", "names"), NAMES)
def test_a_name_is_defined_in_its_file(file: str, names: str) -> None:
    source = (ROOT / file).read_text(encoding="utf-8")
    missing = [
        name for name in re.findall(r"\w+", names) if not re.search(rf"^(?:def|class) {name}\b", source, re.MULTILINE)
    ]
    assert missing == []


def test_every_file_named_exists() -> None:
    named = re.findall(r"`((?:generator|templates|docs|tests)/[\w/.]+)`", TEXT)
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_the_key_path_leads_to_the_quoted_line(checked: Checked) -> None:
    (file, line, _), _ = QUOTED
    assert str(checked.sources.value(PATH)) == f"{file}:{line}:13"
    assert f"`{file}:{line}:13`" in TEXT


def test_the_node_and_the_trace_row_are_those_of_the_tree(checked: Checked) -> None:
    assert checked.document is not None
    _, (template, line, _) = QUOTED
    found = [value for value in values(checked.document) if value.paths == (PATH,) and value.template == template]
    assert [(value.text, value.template_line) for value in found] == [("3年", int(line))]
    assert f"‹{found[0].number}:3年={PATH}@{line}›" in dump(checked.document)
    assert f"‹<number>:3年={PATH}@{line}›" in TEXT
    (row,) = (json.loads(body) for language, body in BLOCKS if language == "json")
    assert {key: row[key] for key in ("text", "path", "template", "template_line")} == {
        "text": "3年",
        "path": PATH,
        "template": template,
        "template_line": int(line),
    }


def test_the_layers_are_those_of_the_contract() -> None:
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    written = re.search(r"\nlayers = \[\n(.*?)\]", contract, re.DOTALL)
    assert written is not None
    layers = [re.sub(r"[\",()]", "", line).strip() for line in written[1].splitlines()]
    (shown,) = (body for _, body in BLOCKS if body.startswith("cli\n"))
    assert shown.splitlines() == layers
