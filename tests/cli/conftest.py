"""A workspace of its own for each test that changes one: one example of those `bidgen init` copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.cli.main import run


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "标书"
    assert run(["init", str(folder)]) == 0
    capsys.readouterr()
    for project in (folder / "projects").iterdir():
        if project.name != "video_evidence":
            shutil.rmtree(project)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def project(workspace: Path) -> Path:
    return workspace / "projects" / "video_evidence" / "project.yaml"
