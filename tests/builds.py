"""Builds of the example projects that several folders of tests read: each made once in a run, by who asks first."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest

from tests.acceptance.changes import PROJECTS, ROOT

Files = dict[str, bytes]
ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONHASHSEED": "77"}


def run_build(root: Path, projects: Iterable[str], out: Path, environment: Mapping[str, str], *options: str) -> None:
    """Run `bidgen build` on projects in a process of its own."""
    named = [f"projects/{project}" for project in projects]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "SOURCE_"))}
    done = subprocess.run(
        [sys.executable, "-m", "generator", "build", *named, "--out", str(out), *options],
        cwd=root,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def files_in(folder: Path) -> Files:
    """Give the files of a folder by name."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder that all test processes of this run share."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(path: Path, make: Callable[[], object]) -> Path:
    """Give a file or folder that the test process which asks first makes, while the others wait."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not path.exists():
            make()
    return path


@pytest.fixture(scope="session")
def elsewhere(shared: Path) -> Path:
    """Give the folder into which one command built the DOCX of all, in a copied workspace and a zone of the west."""
    out = shared / "elsewhere"
    return made_once(out, lambda: run_build(copied(shared), PROJECTS, out, ELSEWHERE, "--to", "docx"))


def copied(folder: Path) -> Path:
    """Copy the workspace to another place, whose name is not as plain; give its root."""
    root = folder / "另一处 with blanks" / "工作区"
    for name in ("catalogs", "company_profiles", "projects", "templates"):
        shutil.copytree(ROOT / name, root / name)
    return root
