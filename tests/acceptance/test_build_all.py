"""All example projects are built by one command, as a user names them: `bidgen build projects/*`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run
from tests.acceptance.changes import PROJECTS, ROOT, read_example

KINDS = {"quality_assurance", "maintenance", "after_sales_plan", "supply_delivery", "integrator_service"}


def test_the_projects_show_every_kind() -> None:
    assert {read_example(project).bid.project.kind for project in PROJECTS} == KINDS


def test_one_command_builds_all(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projects = [str(ROOT / "projects" / project) for project in PROJECTS]
    assert run(["build", *projects, "--to", "docx", "--out", str(tmp_path)]) == 0, capsys.readouterr().out
    assert sorted(path.parent.name for path in tmp_path.glob("*/*.docx")) == sorted(PROJECTS)
