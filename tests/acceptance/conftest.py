"""The example projects, read once, and their outputs, built once by the program itself."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path

import pytest

from generator.layout.libreoffice import convert_to_pdf
from tests.acceptance.changes import DEMO, PROJECTS, ROOT, Example, read_example

Files = dict[str, bytes]
ELSEWHERE = {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONUTF8": "1", "PYTHONHASHSEED": "77"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage to the other tests: whole builds take half as long again with it, and run the same lines."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


def output_names(example: Example) -> tuple[str, ...]:
    """Give the names of a project's output files in order."""
    stem = f"{example.name}-{example.bid.project.kind}"
    return tuple(sorted(("manifest.json", "register.json", "trace.json", f"{stem}.docx", f"{stem}.pdf")))


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


@pytest.fixture(scope="session", params=PROJECTS)
def example(request: pytest.FixtureRequest) -> Example:
    """Give each example project in turn, loaded, typed and rendered."""
    return read_example(request.param)


@pytest.fixture(scope="session")
def demo() -> Example:
    """Give the demo project, loaded, typed and rendered."""
    return read_example(DEMO)


@pytest.fixture(scope="session")
def build(shared: Path) -> Callable[[str], Files]:
    """Give the function that builds a project in a zone of the east: once, whichever test process asks first."""
    environment = {"TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"}
    out = shared / "built"
    out.mkdir(exist_ok=True)

    @cache
    def once(project: str) -> Files:
        return files_in(made_once(out / project, lambda: run_build(ROOT, [project], out, environment)))

    return once


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
def converted(example: Example, docx: bytes, shared: Path) -> bytes:
    """Give the PDF that LibreOffice makes of an example project's DOCX: once, whichever test process asks first."""

    def convert() -> None:
        made = convert_to_pdf(docx)
        assert made is not None
        file.write_bytes(made)

    file = shared / f"{example.name}-converted.pdf"
    return made_once(file, convert).read_bytes()
