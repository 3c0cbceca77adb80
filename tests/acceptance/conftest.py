"""The example projects, read once, and their outputs, built once by the program itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from generator.layout.libreoffice import convert_to_pdf
from tests.acceptance.changes import DEMO, PROJECTS, ROOT, Example, read_example
from tests.builds import Files, elsewhere, files_in, made_once, run_build, shared

__all__ = ("elsewhere", "shared")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage to the other tests: whole builds take half as long again with it, and run the same lines."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


def output_names(example: Example) -> tuple[str, ...]:
    """Give the names of a project's output files in order."""
    stem = f"{example.name}-{example.bid.project.kind}"
    lists = ("manifest.json", "register.json", "signing.json", "signing.xlsx", "trace.json")
    return tuple(sorted((*lists, f"{stem}.docx", f"{stem}.pdf")))


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
