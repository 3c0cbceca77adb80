"""docs/consistency.md tells the truth: its codes, its tests and its key paths exist, and its numbers are complete."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from generator.load.workspace import load_project
from generator.model.bid import build_bid
from generator.model.company import Company, Phones, Site
from generator.model.credentials import Credential
from generator.model.derived import derived_values
from generator.model.network import Desk, Network, Partner
from generator.model.paths import locate
from generator.model.people import StaffMember
from generator.model.record import Record
from generator.model.vendors import Maker, MakerLevel
from generator.rules.table import RULES
from tests.coverage.documents import ROOT

DEFECTS = {"样本一": 86, "样本二": 96}
MOST_LEFT = 5
PROJECTS = sorted((ROOT / "projects").iterdir())
VERDICTS = {"不会发生", "规则发现", "未解决"}
OTHER_NAMES = re.compile(
    "保修期|质量保证期|维保期内|贵司|贵方|贵单位|贵公司|我司|我公司|本公司|甲方|乙方|用户方|客户方|总公司"
)
"""Words for the parties and the warranty beside those of `project.terms`."""

PAGE = (ROOT / "docs" / "consistency.md").read_text(encoding="utf-8")
REPRODUCED = yaml.load((ROOT / "tests" / "rules" / "defects.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
"""The defects of the samples written anew, each proven to be found by tests/rules/test_defects.py."""
REQUIRED: dict[type[Record], tuple[str, ...]] = {
    Company: ("name", "legal_representative", "address", "phones"),
    Phones: ("hotline",),
    Site: ("city", "address", "phone", "contact", "region"),
    StaffMember: ("name", "role"),
    Partner: ("name", "city", "address", "contact", "phone"),
    Desk: ("department", "phone", "content"),
    Network: ("service_contact", "callback_agent"),
    Maker: ("service_level", "fill", "hotline", "website"),
    MakerLevel: ("definition", "response", "onsite", "report"),
    Credential: ("number", "valid_from", "valid_to"),
}


def rows_of(sample: str) -> list[list[str]]:
    part = PAGE.partition(f"## {sample}\n")[2].partition("\n## ")[0]
    return [line.strip("| ").split(" | ") for line in part.splitlines() if re.match(r"\|(?!-).*[0-9]", line)]


ROWS = {sample: rows_of(sample) for sample in DEFECTS}


def numbers(cell: str) -> Iterator[int]:
    first, _, last = cell.partition("–")
    return iter(range(int(first), int(last or first) + 1))


@pytest.mark.parametrize(("sample", "count"), DEFECTS.items())
def test_every_defect_has_one_row(sample: str, count: int) -> None:
    assert [number for row in ROWS[sample] for number in numbers(row[1])] == list(range(1, count + 1))


@pytest.mark.parametrize("sample", DEFECTS)
def test_every_verdict_is_one_of_three(sample: str) -> None:
    assert {row[2] for row in ROWS[sample]} == VERDICTS


@pytest.mark.parametrize("sample", DEFECTS)
def test_few_are_left_to_people_and_each_says_what_is_to_be_read(sample: str) -> None:
    left = [row for row in ROWS[sample] if row[2] == "未解决"]
    assert sum(len(list(numbers(row[1]))) for row in left) <= MOST_LEFT
    assert [row[0] for row in left if "要人" not in row[3]] == []


@pytest.mark.parametrize("sample", DEFECTS)
def test_what_a_rule_finds_is_found_when_it_is_written_anew(sample: str) -> None:
    rules = {rule.code for rule in RULES}
    found = {
        (number, row["code"]) for row in REPRODUCED if row["sample"] == sample[-1] for number in numbers(row["numbers"])
    }
    missing = [
        (row[0], number)
        for row in ROWS[sample]
        if row[2] == "规则发现" and (code := re.findall("`([A-Z][0-9]{3})`", row[3])[0]) in rules
        for number in numbers(row[1])
        if (number, code) not in found
    ]
    assert missing == []


@pytest.mark.parametrize("sample", DEFECTS)
def test_what_cannot_happen_names_a_key_a_code_or_a_test(sample: str) -> None:
    assert [row[0] for row in ROWS[sample] if row[2] == "不会发生" and "`" not in row[3] and "同上" not in row[3]] == []


@pytest.mark.parametrize(("record", "keys"), REQUIRED.items(), ids=[record.__name__ for record in REQUIRED])
def test_what_the_samples_left_empty_is_required(record: type[Record], keys: tuple[str, ...]) -> None:
    assert [key for key in keys if not record.model_fields[key].is_required()] == []


def test_every_code_exists() -> None:
    others = yaml.safe_load((ROOT / "generator" / "cli" / "codes.yaml").read_text(encoding="utf-8"))
    known = {rule.code for rule in RULES} | others.keys()
    assert set(re.findall("`([A-Z][0-9]{3})`", PAGE)) - known == set()


@pytest.mark.parametrize("name", sorted(set(re.findall("`(tests/[^`]+[.]py::[^`]+)`", PAGE))))
def test_every_test_exists(name: str) -> None:
    file, _, function = name.partition("::")
    assert f"def {function}(" in (ROOT / file).read_text(encoding="utf-8")


def test_every_key_path_exists() -> None:
    loaded = [load_project(ROOT, project).value for project in PROJECTS]
    bids = [bid for one in loaded if one is not None and (bid := build_bid(one).value) is not None]
    assert len(bids) == len(PROJECTS)
    paths = {path.replace("[]", "[0]") for path in re.findall(r"`((?:company|project|service)\.[a-z_.\[\]]+)`", PAGE)}
    assert [path for path in sorted(paths) if all(locate(bid, path) is None for bid in bids)] == []
    assert set(re.findall(r"`derived\.([a-z_]+)`", PAGE)) - derived_values(bids[0]).keys() == set()


@pytest.mark.parametrize("file", sorted((ROOT / "templates").rglob("*.j2")), ids=lambda file: file.name)
def test_templates_name_parties_and_terms_by_the_agreed_words(file: Path) -> None:
    assert OTHER_NAMES.findall(file.read_text(encoding="utf-8")) == []
