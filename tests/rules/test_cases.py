"""Every rule against its case file: small edits of the demo bid, and the exact places the rule must name."""

import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.model.paths import path_parts
from generator.model.record import members
from generator.rules.rule import Context, Hit, Rule
from generator.rules.table import RULES

FOLDER = Path(__file__).parent / "cases"
MESSAGES = Path(__file__).parent / "messages.txt"
Messages = dict[tuple[str, str], list[str]]
BY_CODE = {rule.code: rule for rule in RULES}


def cases() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for file in sorted(FOLDER.glob("*.yaml")):
        content = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - text until typed
        found += [(file.stem, kind, case) for kind in ("pass", "fail") for case in content[kind]]
    return found


@pytest.fixture(scope="session")
def messages() -> Iterator[Messages]:
    """Give what each failing case says, as written in messages.txt; BIDGEN_WRITE_MESSAGES=1 writes the file anew."""
    if not os.environ.get("BIDGEN_WRITE_MESSAGES"):
        yield read_messages()
        return
    said: Messages = {}
    yield said
    failing = failing_cases()
    kept = {key: lines for key, lines in read_messages().items() if key in failing}
    MESSAGES.write_text("\n".join(written(kept | said)) + "\n", encoding="utf-8")


def read_messages() -> Messages:
    said: Messages = {}
    lines: list[str] = []
    for line in MESSAGES.read_text(encoding="utf-8").splitlines():
        if line.startswith("  "):
            lines.append(line.strip())
        else:
            code, _, name = line.partition(" ")
            lines = said[code, name] = []
    return said


def failing_cases() -> set[tuple[str, str]]:
    return {(code, case["name"]) for code, kind, case in cases() if kind == "fail"}


def written(said: Messages) -> Iterator[str]:
    for (code, name), lines in sorted(said.items()):
        if lines:
            yield f"{code} {name}"
            yield from (f"  {line}" for line in lines)


def told(hit: Hit) -> str:
    """Give in one line what a hit says, which other places it names, and how grave it is if not as its rule."""
    message, own = " ".join(hit.message.split()), (f"[{hit.severity.name.lower()}]",) if hit.severity else ()
    return " | ".join((message, *(place.path or str(place.span) for place in hit.also), *own))


def unknown_places(context: Context, found: list[Hit]) -> list[str]:
    """Give the key paths a reader would look for in vain: neither they nor what should hold them is in the bid."""
    named = {place.path for hit in found for place in (hit.place, *hit.also) if place.path}
    return sorted(path for path in named if not is_there(context.bid, path_parts(path)[:-1]))


def is_there(value: object, parts: Sequence[str | int]) -> bool:
    for part in parts:
        inside = dict(members(value))
        if part not in inside:
            return False
        value = inside[part]
    return True


def test_the_messages_are_complete() -> None:
    assert set(read_messages()) == failing_cases()


@pytest.mark.parametrize(
    ("code", "kind", "case"), [pytest.param(*case, id=f"{case[0]}-{case[1]}-{case[2]['name']}") for case in cases()]
)
def test_a_case(
    code: str,
    kind: str,
    case: dict[str, Any],
    context_for: Callable[[dict[str, Any]], Context],
    places: Callable[[list[Hit]], list[str]],
    messages: Messages,
) -> None:
    context = context_for(case)
    found = list(BY_CODE[code].function(context))
    assert places(found) == case.get("finds", [])
    assert bool(found) == (kind == "fail")
    assert all(hit.message for hit in found)
    assert [hit.message for hit in found] == case.get("says", [hit.message for hit in found])
    assert unknown_places(context, found) == []
    said = [told(hit) for hit in found]
    assert said == messages.get((code, case["name"]), said)
    messages[code, case["name"]] = said


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_every_rule_has_two_passing_and_two_failing_cases(rule: Rule) -> None:
    content = yaml.load((FOLDER / f"{rule.code}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506
    assert len(content["pass"]) >= 2
    assert len(content["fail"]) >= 2


def test_every_case_file_belongs_to_a_rule() -> None:
    assert {file.stem for file in FOLDER.glob("*.yaml")} == set(BY_CODE)
