"""Who is named in a row bears the duties of that row, and of the rows below it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from generator.rules.corpus import corpus_of
from generator.rules.duties import duties_have_a_bearer
from generator.rules.passages import Passage
from generator.rules.rule import Context

ContextFor = Callable[[dict[str, Any]], Context]
DUTY = Passage("接到通知后应当在当日启动", "service.plan.rows[0].content")
KEYS = "owner actor role person by department team party sender escalate_to supervisor"


def places(context: Context, *named: str) -> list[str]:
    """Give where a duty is found to have no bearer where these keys name somebody."""
    leaves = tuple((path, "值班岗位") for path in named)
    read = replace(context, leaves=leaves, corpus=corpus_of((DUTY,)))
    return [hit.place.path for hit in duties_have_a_bearer(read)]


@pytest.mark.parametrize("key", KEYS.split())
def test_each_key_of_a_responsible_person(context_for: ContextFor, key: str) -> None:
    assert places(context_for({}), f"service.plan.rows[0].{key}") == []


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        ("service.plan.owner", []),
        ("service.plan.rows[0].name", [DUTY.path]),
        ("service.plan.rows[1].owner", [DUTY.path]),
        ("service.other.owner", [DUTY.path]),
        ("service.owner", [DUTY.path]),
    ],
)
def test_where_the_responsible_person_must_be_named(context_for: ContextFor, named: str, expected: list[str]) -> None:
    assert places(context_for({}), named) == expected
