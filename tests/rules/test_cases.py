"""Every rule against its case file: small edits of the demo bid, and the exact places the rule must name."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.rules.rule import Context, Hit, Rule
from generator.rules.table import RULES

FOLDER = Path(__file__).parent / "cases"
BY_CODE = {rule.code: rule for rule in RULES}


def cases() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text until typed
        found += [(file.stem, kind, case) for kind in ("pass", "fail") for case in content[kind]]
    return found


@pytest.mark.parametrize(
    ("code", "kind", "case"), [pytest.param(*case, id=f"{case[0]}-{case[1]}-{case[2]['name']}") for case in cases()]
)
def test_a_case(
    code: str,
    kind: str,
    case: dict[str, Any],
    context_for: Callable[[dict[str, Any]], Context],
    places: Callable[[list[Hit]], list[str]],
) -> None:
    found = list(BY_CODE[code].function(context_for(case)))
    assert places(found) == case.get("finds", [])
    assert bool(found) == (kind == "fail")
    assert all(hit.message for hit in found)
    assert [hit.message for hit in found] == case.get("says", [hit.message for hit in found])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_two_passing_and_two_failing_cases(rule: Rule) -> None:
    content = yaml.load((FOLDER / f"{rule.code}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    assert len(content["pass"]) >= 2
    assert len(content["fail"]) >= 2


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(BY_CODE)
