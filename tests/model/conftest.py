"""A small workspace of its own, and the loader that tells where its values stand."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid

WORKSPACE = Path(__file__).parent / "workspace"
REPOSITORY = Path(__file__).parents[2]

Load = Callable[..., Loaded]


def load(root: Path, project: str) -> Loaded:
    outcome = load_project(root, root / "projects" / project)
    assert outcome.value is not None
    return outcome.value


@pytest.fixture
def changed(tmp_path: Path) -> Load:
    """Give the function that loads the workspace with one piece of one file replaced."""

    def change(file: str, old: str, new: str) -> Loaded:
        shutil.copytree(WORKSPACE, tmp_path, dirs_exist_ok=True)
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1
        (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
        return load(tmp_path, "p")

    return change


@pytest.fixture(scope="session")
def bid() -> Bid:
    """Give the bid of the small workspace."""
    return typed(load(WORKSPACE, "p"))


@pytest.fixture(scope="session")
def demo() -> Bid:
    """Give the bid of the demo project."""
    return typed(load(REPOSITORY, "video_evidence"))


def typed(loaded: Loaded) -> Bid:
    outcome = build_bid(loaded)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value
