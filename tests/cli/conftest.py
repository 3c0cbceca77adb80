"""A workspace of its own for each test that changes one: the example, copied by `bidgen init`."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.cli.main import run


@pytest.fixture
def workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "标书"
    assert run(["init", str(folder)]) == 0
    capsys.readouterr()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def project(workspace: Path) -> Path:
    return workspace / "projects" / "video_evidence" / "project.yaml"
