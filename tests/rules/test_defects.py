"""The defects of sample documents, written anew into the demo: each is found by the rule docs/consistency.md names."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.rules.rule import Context, Hit
from generator.rules.table import RULES

DEFECTS: list[dict[str, Any]] = yaml.load(
    (Path(__file__).parent / "defects.yaml").read_text(encoding="utf-8"),
    yaml.BaseLoader,  # noqa: S506 - text until typed
)
BY_CODE = {rule.code: rule for rule in RULES}


@pytest.mark.parametrize(
    "defect", [pytest.param(row, id=f"{row['sample']}-{row['numbers']}-{row['code']}") for row in DEFECTS]
)
def test_a_defect_of_the_samples_is_found(
    defect: dict[str, Any],
    context_for: Callable[[dict[str, Any]], Context],
    places: Callable[[list[Hit]], list[str]],
) -> None:
    assert places(list(BY_CODE[defect["code"]].function(context_for(defect)))) == defect["finds"]
