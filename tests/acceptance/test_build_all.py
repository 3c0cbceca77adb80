"""All example projects are built by one command, as a user names them: `bidgen build projects/*`."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.changes import PROJECTS, read_example

KINDS = {"quality_assurance", "maintenance", "after_sales_plan", "supply_delivery", "integrator_service"}


def test_the_projects_show_every_kind() -> None:
    assert {read_example(project).bid.project.kind for project in PROJECTS} == KINDS


def test_one_command_builds_all(elsewhere: Path) -> None:
    assert sorted(path.parent.name for path in elsewhere.glob("*/*.docx")) == sorted(PROJECTS)
