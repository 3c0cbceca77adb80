"""The 72 checks of a legal review: each is found by codes that exist, or says why it cannot be decided from data."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.cli.codes import all_codes

TABLE = yaml.load(
    (Path(__file__).parent / "review_rules.yaml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # noqa: S506 - text
)
LEAST_COVERED = 60


def test_every_check_of_the_review_is_listed() -> None:
    assert list(TABLE) == [f"R{number:02}" for number in range(1, 73)]


@pytest.mark.parametrize(("name", "row"), TABLE.items(), ids=list(TABLE))
def test_a_check_is_found_by_codes_that_exist(name: str, row: dict[str, Any]) -> None:
    assert row["check"], name
    assert set(row.get("codes", ())) <= set(all_codes())
    assert bool(row.get("codes")) != bool(row.get("reason"))


def test_most_checks_are_decided_by_the_program() -> None:
    assert sum(bool(row.get("codes")) for row in TABLE.values()) >= LEAST_COVERED
