"""Defects planted into the example projects: each is found, at its place, and nothing that does not follow from it.

`CODE.yaml` is a list of at least two plants of that rule:

    - does: 紧急故障的到场时限短于响应时限          # what is planted
      project: video_evidence
      edits:                                     # each `find` stands exactly once in the file
        - {file: catalogs/service_levels/video_evidence.yaml, find: "city: 1小时", write: "city: 5分钟"}
      finds: [service.service_levels.levels[0].onsite.city]          # places of the planted rule's new findings
      follows: [C102 service.service_levels.levels[1].onsite.city]   # other new findings, and why they follow
      why: 同一个数也慢于下一级别

`other_codes.yaml` lists users' other mistakes, which loading, typing and rendering find; each row names its code.

A place is a key path, or `file:line:column` where a template or a word list is the place; findings the clean example
has as well are no new ones, and notices of other rules are not counted.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.finding import Finding, Severity
from generator.pipeline import Checked, check_project
from generator.rules.table import RULES

pytestmark = pytest.mark.no_cover  # hundreds of whole checks: other tests measure which lines they run
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
PARTS = ("catalogs", "company_profiles", "projects", "templates")
ENOUGH = 150
OTHERS = "other_codes"

Plant = dict[str, Any]


def plants(code: str) -> list[Plant]:
    file = FOLDER / f"{code}.yaml"
    content: list[Plant] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) if file.exists() else []  # noqa: S506
    return content


PLANTED = [
    (plant.get("code", file.stem), plant) for file in sorted(FOLDER.glob("*.yaml")) for plant in plants(file.stem)
]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with all examples, its templates too."""
    root = tmp_path_factory.mktemp("planted")
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part)
    return root


@pytest.fixture
def planted(workspace: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """Plant the defect of a test, and take it out again."""
    before: dict[Path, str] = {}
    for edit in request.param["edits"]:
        file = workspace / edit["file"]
        text = file.read_text(encoding="utf-8")
        before.setdefault(file, text)
        assert text.count(edit["find"]) == 1, f"{edit['file']} 中“{edit['find']}”应当恰好出现一次"
        file.write_text(text.replace(edit["find"], edit["write"]), encoding="utf-8")
    yield workspace
    for file, text in before.items():
        file.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("planted", "code", "plant"),
    [pytest.param(plant, code, plant, id=f"{code}-{plant['project']}-{plant['does']}") for code, plant in PLANTED],
    indirect=["planted"],
)
def test_a_planted_defect_is_found_and_nothing_else(planted: Path, code: str, plant: Plant) -> None:
    found = check_project(planted, planted / "projects" / plant["project"])
    new = Counter(places(found, code)) - Counter(places(clean(plant["project"]), code))
    expected = [f"{code} {place}" for place in plant["finds"]] + plant.get("follows", [])
    assert plant["finds"]
    assert sorted(new.elements()) == sorted(expected)
    assert not plant.get("follows") or plant["why"]


def test_every_rule_has_two_plants() -> None:
    rules = {rule.code for rule in RULES}
    assert [rule.code for rule in RULES if len(plants(rule.code)) < 2] == []
    assert {file.stem for file in FOLDER.glob("*.yaml")} <= {*rules, OTHERS}
    assert {plant["code"] for plant in plants(OTHERS)}.isdisjoint(rules)
    assert len(PLANTED) >= ENOUGH


@pytest.mark.parametrize("project", sorted(path.name for path in (ROOT / "projects").iterdir()))
def test_the_clean_examples_have_no_warning(project: str) -> None:
    assert [finding for finding in clean(project).findings if finding.severity >= Severity.WARNING] == []


@cache
def clean(project: str) -> Checked:
    return check_project(ROOT, ROOT / "projects" / project)


def places(checked: Checked, code: str) -> Iterator[str]:
    """Give code and place of the findings that count; every one of them leads to a line of a file."""
    for finding in checked.findings:
        if finding.severity >= Severity.WARNING or finding.code == code:
            assert finding.place.span or checked.sources.value(finding.place.path), finding
            yield f"{finding.code} {place(finding)}"


def place(finding: Finding) -> str:
    return finding.place.path or str(finding.place.span)
