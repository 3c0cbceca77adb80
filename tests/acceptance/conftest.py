"""The example projects, read once, and their outputs, built once by the program itself."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.layout.libreoffice import convert_to_pdf
from tests.acceptance.changes import DEMO, PROJECTS, ROOT, Example, read_example

Files = dict[str, bytes]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage to the other tests: whole builds take half as long again with it, and run the same lines."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


def output_names(example: Example) -> tuple[str, ...]:
    """Give the names of a project's output files in order."""
    stem = f"{example.name}-{example.bid.project.kind}"
    return tuple(sorted(("manifest.json", "register.json", "trace.json", f"{stem}.docx", f"{stem}.pdf")))


def run_build(root: Path, project: str, out: Path, environment: Mapping[str, str], *options: str) -> Files:
    """Run `bidgen build` in a process of its own and give the files it wrote."""
    command = [sys.executable, "-m", "generator", "build", f"projects/{project}", "--out", str(out), *options]
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
    return {path.name: path.read_bytes() for path in sorted((out / project).iterdir())}


@pytest.fixture(scope="session", params=PROJECTS)
def example(request: pytest.FixtureRequest) -> Example:
    """Give each example project in turn, loaded, typed and rendered."""
    return read_example(request.param)


@pytest.fixture(scope="session")
def demo() -> Example:
    """Give the demo project, loaded, typed and rendered."""
    return read_example(DEMO)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Files]:
    """Give the function that builds a project in a zone of the east: once, whichever test process asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    @cache
    def once(project: str) -> Files:
        environment = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
        out = shared / "built"
        with (shared / f"{project}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (out / project).exists():
                run_build(ROOT, project, out, environment)
        return {path.name: path.read_bytes() for path in sorted((out / project).iterdir())}

    return once


@pytest.fixture(scope="session")
def files(example: Example, build: Callable[[str], Files]) -> Files:
    """Give an example project's output files by name."""
    return build(example.name)


@pytest.fixture(scope="session")
def built(build: Callable[[str], Files]) -> Files:
    """Give the demo's output files by name."""
    return build(DEMO)


@pytest.fixture(scope="session")
def docx(example: Example, files: Files) -> bytes:
    return files[f"{example.name}-{example.bid.project.kind}.docx"]


@pytest.fixture(scope="session")
def pdf(example: Example, files: Files) -> bytes:
    return files[f"{example.name}-{example.bid.project.kind}.pdf"]


@pytest.fixture(scope="session")
def converted(example: Example, docx: bytes, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Give the PDF that LibreOffice makes of an example project's DOCX: once, whichever test process asks first."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    file = shared / f"{example.name}-converted.pdf"
    with (shared / f"{example.name}-converted.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            made = convert_to_pdf(docx)
            assert made is not None
            file.write_bytes(made)
    return file.read_bytes()
