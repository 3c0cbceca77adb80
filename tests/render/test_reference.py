"""The authors' reference names every function, filter, test and style there is, and its examples are right."""

import re
from pathlib import Path

import pytest

from generator.render import lint
from generator.render.blocks import FUNCTIONS
from generator.render.environment import KNOWN, template_syntax
from generator.render.filters import FILTERS, TESTS
from generator.render.markdown import LIST_STYLES, PARAGRAPH_ROLES

REFERENCE = (Path(__file__).parents[2] / "docs" / "templates.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_function_is_described(name: str) -> None:
    assert f"{name}(" in REFERENCE


@pytest.mark.parametrize("name", FILTERS)
def test_every_filter_is_described(name: str) -> None:
    assert re.search(rf"\\?\|{name}\b", REFERENCE)


@pytest.mark.parametrize("name", [*TESTS, *PARAGRAPH_ROLES[1:], *LIST_STYLES[2:]])
def test_every_test_and_style_is_described(name: str) -> None:
    assert name in REFERENCE


@pytest.mark.parametrize("example", re.findall(r"```jinja\n(.*?)```", REFERENCE, re.DOTALL))
def test_examples_are_right(example: str) -> None:
    source = lint.ATTRIBUTE_START.sub("{?", example)
    findings = lint.lint("example", example, template_syntax().parse(source), KNOWN)
    assert [finding.message for finding in findings if finding.code not in {"T102", "T003"}] == []
