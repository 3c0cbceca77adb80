"""Every bad input gives exactly its findings, at their exact places, and never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.finding import Finding
from generator.load.workspace import load_project
from generator.report.places import in_order
from generator.source import SourceMap

CASES = yaml.safe_load((Path(__file__).parent / "bad_inputs.yaml").read_text(encoding="utf-8"))["cases"]

Make = Callable[[Mapping[str, object]], Path]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_bad_input(case: dict[str, Any], workspace: Make) -> None:
    root = workspace(case["files"])
    outcome = load_project(root, root / "projects" / "p")
    sources = outcome.value.sources if outcome.value else SourceMap()
    assert shown(outcome.findings, sources) == case["found"]


def test_names_are_unique() -> None:
    names = [case["name"] for case in CASES]
    assert sorted(set(names)) == sorted(names)


def shown(findings: tuple[Finding, ...], sources: SourceMap) -> list[str]:
    """Write each finding as `code place message`, with its further places behind."""
    lines = []
    for located in in_order(findings, sources):
        also = "".join(f" ＋{span}" for span in located.also)
        lines.append(f"{located.finding.code} {located.span} {located.finding.message}{also}")
    return lines
