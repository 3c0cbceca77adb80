"""Ten seconds of atheris over the reader of Word packages, where it is installed (dependency group `fuzz`)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.fuzz.walker import package_of, read

ROOT = Path(__file__).parents[2]
SECONDS = 10


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00",
        b"\x80<w:p><w:r><w:t>a",
        b"\x80" + "<w:p><w:r><w:t>甲</w:t></w:r></w:p>".encode(),
        bytes(range(256)),
    ],
)
def test_bytes_become_packages_that_are_read(data: bytes) -> None:
    assert package_of(data).startswith(b"PK")
    read(data)


@pytest.mark.outside("atheris")
def test_the_reader_stands_ten_seconds_of_atheris() -> None:
    command = (sys.executable, "-m", "tests.fuzz.run", "atheris", "--seconds", str(SECONDS), "--seed", "1")
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
