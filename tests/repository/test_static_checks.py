"""The checks that need no run of the program: style, types, layers, shell scripts, and the lock."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

CHECKS = {
    "ruff check": [sys.executable, "-m", "ruff", "check", "--no-cache", "."],
    "ruff format": [sys.executable, "-m", "ruff", "format", "--no-cache", "--check", "."],
    "mypy": [sys.executable, "-m", "mypy", "--no-error-summary"],
    "import-linter": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
}


@pytest.mark.parametrize("command", CHECKS.values(), ids=CHECKS.keys())
def test_the_code_passes(command: list[str]) -> None:
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.outside("shellcheck")
def test_the_shell_scripts_pass_shellcheck(program: Callable[[str], str]) -> None:
    command = [program("shellcheck"), "bidgen", ".ci/run"]
    answer = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert answer.stdout + answer.stderr == ""


def test_the_lock_holds_every_package_with_hashes_and_names_no_host() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = dict(re.findall(r"^([a-z0-9-]+)==\S+.*\\\n    --hash=(sha256):", lock, re.MULTILINE))
    names = [re.match(r"[a-z0-9-]+", requirement).group() for requirement in wanted]  # type: ignore[union-attr]
    assert [name for name in names if name not in locked] == []
    assert re.findall(r"https?:|--index|--find-links", lock) == []
