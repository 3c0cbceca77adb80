"""The demo project, read once, and its outputs, built once by the program itself."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.acceptance.changes import PROJECT, ROOT, Demo, read_demo

NAMES = ("manifest.json", "trace.json", "video_evidence-quality_assurance.docx", "video_evidence-quality_assurance.pdf")


def run_build(root: Path, out: Path, environment: Mapping[str, str], *options: str) -> dict[str, bytes]:
    """Run `bidgen build` in a process of its own and give the files it wrote."""
    command = [
        sys.executable,
        "-m",
        "generator",
        "build",
        "video_evidence",
        "-w",
        str(root),
        "--out",
        str(out),
        *options,
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "TZ", "SOURCE_"))}
    done = subprocess.run(
        command,
        cwd=root,
        env={**kept, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {path.name: path.read_bytes() for path in sorted((out / PROJECT.name).iterdir())}


@pytest.fixture(scope="session")
def demo() -> Demo:
    """Give the demo project, loaded, typed and rendered."""
    return read_demo()


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Give the demo's four output files by name, built in its own folder in a zone of the east."""
    environment = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    return run_build(ROOT, tmp_path_factory.mktemp("built"), environment)
