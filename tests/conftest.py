"""Checks by outside programs: run where the program is present, named where it is not, failed under BIDGEN_STRICT=1."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.outside.verapdf import find_verapdf
from tests.unmeasured import unmeasured

VALIDATOR = Path(__file__).parent / "outside" / "node_modules" / ".bin" / "ooxml-validator"
REASON = "缺少外部程序："


def find_program(name: str) -> Path | None:
    """Give where an outside program lies; the Open XML SDK validator is installed below tests/outside."""
    if name == "ooxml-validator":
        return VALIDATOR if VALIDATOR.exists() and shutil.which("node") else None
    if name == "verapdf":
        return find_verapdf()
    if name == "atheris":
        found_module = find_spec("atheris")
        return Path(found_module.origin or "") if found_module else None
    found = shutil.which(name)
    return Path(found) if found else None


@pytest.fixture(scope="session")
def program() -> Callable[[str], str]:
    """Give the function that finds an outside program which the test's marker names."""

    def find(name: str) -> str:
        found = find_program(name)
        assert found is not None, f"测试没有用 outside 标明 {name}"
        return str(found)

    return find


def pytest_configure() -> None:
    """Speak Chinese whatever the developer's locale is; tests of the language set the environment themselves."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name, "").startswith("en"):
            os.environ[name] = "C.UTF-8"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test marked outside(program) where a program is absent; fail it under BIDGEN_STRICT=1."""
    wanted = [name for marker in item.iter_markers("outside") for name in marker.args]
    missing = [name for name in wanted if find_program(name) is None]
    if not missing:
        return
    reason = REASON + "、".join(missing)
    if os.environ.get("BIDGEN_STRICT") == "1":
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


@pytest.hookimpl(wrapper=True, specname="pytest_runtest_setup")
def leave_fixtures_unmeasured(item: pytest.Item) -> Iterator[None]:
    """Pause coverage while the fixtures of a test marked no_cover are made: pytest-cov pauses in its call alone."""
    with unmeasured() if item.get_closest_marker("no_cover") else nullcontext():
        yield


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """List the outside checks that did not run."""
    rows = [
        f"{report.nodeid}（{report.longrepr[2].removeprefix('Skipped: ')}）"
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and REASON in report.longrepr[2]
    ]
    if rows:
        terminalreporter.section("未运行的外部检查")
        for row in rows:
            terminalreporter.line(row)
