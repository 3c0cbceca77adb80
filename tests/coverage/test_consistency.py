"""docs/consistency.md tells the truth: its codes, its tests and its key paths exist, and its numbers are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.model.derived import derived_values
from generator.model.paths import locate
from generator.rules.table import RULES
from tests.coverage.documents import ROOT
from tests.coverage.report import DEMO

DEFECTS = 86
VERDICTS = {"不会发生", "规则发现", "未解决"}
OTHER_NAMES = re.compile(
    "保修期|质量保证期|维保期内|贵司|贵方|贵单位|贵公司|我司|我公司|本公司|甲方|乙方|用户方|客户方|总公司"
)
"""Words for the parties and the warranty beside those of `project.terms`."""

PAGE = (ROOT / "docs" / "consistency.md").read_text(encoding="utf-8")
ROWS = [line.strip("| ").split(" | ") for line in PAGE.splitlines() if re.match(r"\|(?!-).*[0-9]", line)]


def numbers(cell: str) -> Iterator[int]:
    first, _, last = cell.partition("–")
    return iter(range(int(first), int(last or first) + 1))


def test_every_defect_has_one_row() -> None:
    assert [number for row in ROWS for number in numbers(row[1])] == list(range(1, DEFECTS + 1))


def test_every_verdict_is_one_of_three() -> None:
    assert {row[2] for row in ROWS} == VERDICTS


def test_what_a_rule_finds_names_a_code_first() -> None:
    assert [row[0] for row in ROWS if row[2] == "规则发现" and not re.search("`[A-Z][0-9]{3}`", row[3])] == []


def test_every_code_exists() -> None:
    others = yaml.safe_load((ROOT / "generator" / "cli" / "codes.yaml").read_text(encoding="utf-8"))
    known = {rule.code for rule in RULES} | others.keys()
    assert set(re.findall("`([A-Z][0-9]{3})`", PAGE)) - known == set()


@pytest.mark.parametrize("name", sorted(set(re.findall("`(tests/[^`]+)`", PAGE))))
def test_every_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_key_path_exists() -> None:
    loaded = load_project(ROOT, DEMO).value
    assert loaded is not None
    bid = build_bid(loaded).value
    assert bid is not None
    paths = set(re.findall(r"`((?:company|project|service)\.[a-z_.]+)`", PAGE))
    assert [path for path in sorted(paths) if locate(bid, path) is None] == []
    assert set(re.findall(r"`derived\.([a-z_]+)`", PAGE)) - derived_values(bid).keys() == set()


@pytest.mark.parametrize("file", sorted((ROOT / "templates").rglob("*.j2")), ids=lambda file: file.name)
def test_templates_name_parties_and_terms_by_the_agreed_words(file: Path) -> None:
    assert OTHER_NAMES.findall(file.read_text(encoding="utf-8")) == []
