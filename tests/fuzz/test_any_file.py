"""Whatever bytes are audited, the answer is findings: never an exception, never a place outside the text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.auditing import audit_anything, quickly
from tests.fuzz.files import COMPARED, any_files

FEW = 30
"""Enough for a test run; `python -m tests.fuzz.run hypothesis` goes on for as long as it is told."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with quickly():
        yield tmp_path_factory.mktemp("fuzz")


@settings(max_examples=FEW, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=any_files(), is_compared=st.sampled_from(COMPARED))
def test_any_file_is_audited(folder: Path, data: bytes, is_compared: bool) -> None:
    audit_anything(data, folder, is_compared=is_compared)
