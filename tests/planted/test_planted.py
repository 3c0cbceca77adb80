"""Defects planted into the example projects: each is found, at its place, and nothing that does not follow from it.

`CODE.yaml` is a list of at least two plants of that rule:

    - does: 紧急故障的到场时限短于响应时限          # what is planted
      project: video_evidence
      edits:                                     # each `find` stands exactly once in the file
        - {file: catalogs/service_levels/video_evidence.yaml, find: "city: 1小时", write: "city: 5分钟"}
      finds: [service.service_levels.levels[0].onsite.city]          # places of the planted rule's new findings
      follows: [C102 service.service_levels.levels[1].onsite.city]   # other new findings, and why they follow
      why: 同一个数也慢于下一级别
      alone: 删掉了 C159 所比的年限                              # why it is never checked together with others

`other_codes.yaml` lists users' other mistakes, which loading, typing and rendering find; each row names its code.

A place is a key path, or `file:line:column` where a template or a word list is the place; findings the clean example
has as well are no new ones, and notices of other rules are not counted.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.finding import Finding, Severity
from generator.pipeline.checking import check_project
from generator.pipeline.desk import Checked
from generator.rules.table import RULES

pytestmark = pytest.mark.no_cover  # hundreds of whole checks: other tests measure which lines they run
ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent
PARTS = ("catalogs", "company_profiles", "projects", "templates")
ENOUGH = 150
OTHERS = "other_codes"
SIZE = 16

Plant = dict[str, Any]
Planted = tuple[str, Plant]


def plants(code: str) -> list[Plant]:
    file = FOLDER / f"{code}.yaml"
    content: list[Plant] = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader) if file.exists() else []  # noqa: S506
    return content


PLANTED: list[Planted] = [
    (plant.get("code", file.stem), plant) for file in sorted(FOLDER.glob("*.yaml")) for plant in plants(file.stem)
]


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with all examples, its templates too."""
    root = tmp_path_factory.mktemp("planted")
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part)
    return root


# --- bundles ---------------------------------------------------------------------------------------------------------


def bundles() -> Iterator[tuple[Planted, ...]]:
    """Put plants of one project together that do not touch each other: checking a project takes longer than planting.

    BIDGEN_EACH_PLANT=1 gives every plant a check of its own.
    """
    size = 1 if "BIDGEN_EACH_PLANT" in os.environ else SIZE
    begun: list[list[Planted]] = []
    for one in PLANTED:
        bundle = next(
            (found for found in begun if len(found) < size and all(_agree(one, other) for other in found)), None
        )
        if bundle is None:
            begun.append([one])
        else:
            bundle.append(one)
    yield from map(tuple, begun)


def _agree(one: Planted, other: Planted) -> bool:
    """Tell whether two plants of one project are told at one stage, stand apart and are found at different places."""
    (code, plant), (other_code, other_plant) = one, other
    if "alone" in plant or "alone" in other_plant or code == other_code:
        return False
    if plant["project"] != other_plant["project"] or _stage(one) != _stage(other):
        return False
    return _places(plant).isdisjoint(_places(other_plant)) and not any(
        _touch(edit, beside) for edit in plant["edits"] for beside in other_plant["edits"]
    )


def _stage(planted: Planted) -> str:
    """Give what finds a plant: the rules, or an earlier stage, whose findings stop the later ones."""
    code, plant = planted
    return code[:3] if "code" in plant else "rules"


def _places(plant: Plant) -> set[str]:
    """Give the places a plant's findings stand at, which no other plant of the bundle may share."""
    return set(plant["finds"]) | {place.split(" ", 1)[1] for place in plant.get("follows", [])}


def _touch(edit: dict[str, str], other: dict[str, str]) -> bool:
    """Tell whether one of two edits may change or move what the other is about: in templates a line moves places."""
    if edit["file"] != other["file"]:
        return False
    if edit["file"].startswith("templates/"):
        return True
    mine, others = _span(edit), _span(other)
    meet = mine.start < others.stop and others.start < mine.stop
    return meet or edit["find"] in other["write"] or other["find"] in edit["write"]


def _span(edit: dict[str, str]) -> range:
    """Give where in its file an edit stands."""
    start = _text(edit["file"]).find(edit["find"])
    return range(start, start + len(edit["find"]))


@cache
def _text(file: str) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def name_of(bundle: tuple[Planted, ...]) -> str:
    return "+".join(code for code, _ in bundle) + f"-{bundle[0][1]['project']}-{bundle[0][1]['does']}"


# --- planting --------------------------------------------------------------------------------------------------------


@contextmanager
def planted(workspace: Path, plants: Iterable[Plant]) -> Iterator[None]:
    """Plant defects, and take them out again."""
    before: dict[Path, str] = {}
    try:
        for edit in (edit for plant in plants for edit in plant["edits"]):
            file = workspace / edit["file"]
            text = file.read_text(encoding="utf-8")
            before.setdefault(file, text)
            assert text.count(edit["find"]) == 1, f"{edit['file']} 中“{edit['find']}”应当恰好出现一次"
            file.write_text(text.replace(edit["find"], edit["write"]), encoding="utf-8")
        yield
    finally:
        for file, text in before.items():
            file.write_text(text, encoding="utf-8")


def new_findings(workspace: Path, bundle: tuple[Planted, ...]) -> list[str]:
    """Give what is found with the plants in place and not without them."""
    project, codes = bundle[0][1]["project"], {code for code, _ in bundle}
    with planted(workspace, (plant for _, plant in bundle)):
        found = check_project(workspace, workspace / "projects" / project)
    return sorted((Counter(places(found, codes)) - Counter(places(clean(project), codes))).elements())


def expected(bundle: tuple[Planted, ...]) -> list[str]:
    found = [f"{code} {place}" for code, plant in bundle for place in plant["finds"]]
    return sorted([*found, *(follows for _, plant in bundle for follows in plant.get("follows", []))])


def wrong_plants(workspace: Path, bundle: tuple[Planted, ...]) -> list[tuple[str, list[str]]]:
    """Give what is found of each plant of which something else is expected: of halves where it is so of the whole."""
    found = new_findings(workspace, bundle)
    if found == expected(bundle):
        return []
    if len(bundle) == 1:
        return [(bundle[0][1]["does"], found)]
    half = len(bundle) // 2
    return [*wrong_plants(workspace, bundle[:half]), *wrong_plants(workspace, bundle[half:])]


@pytest.mark.parametrize("bundle", [pytest.param(bundle, id=name_of(bundle)) for bundle in bundles()])
def test_planted_defects_are_found_and_nothing_else(workspace: Path, bundle: tuple[Planted, ...]) -> None:
    assert wrong_plants(workspace, bundle) == []


@pytest.mark.parametrize(
    ("code", "plant"), PLANTED, ids=lambda value: value if isinstance(value, str) else value["does"]
)
def test_a_plant_says_what_it_finds_and_why_more_follows(code: str, plant: Plant) -> None:
    assert plant["finds"]
    assert not plant.get("follows") or plant["why"]
    assert code == plant.get("code", code)


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


def places(checked: Checked, codes: set[str]) -> Iterator[str]:
    """Give code and place of the findings that count; every one of them leads to a line of a file."""
    for finding in checked.findings:
        if finding.severity >= Severity.WARNING or finding.code in codes:
            assert finding.place.span or checked.sources.value(finding.place.path), finding
            yield f"{finding.code} {place(finding)}"


def place(finding: Finding) -> str:
    return finding.place.path or str(finding.place.span)
