"""What the harness shares: the built example documents, each with what the untouched file is told of."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.audit.mutation.measure import Bench
from tests.builds import elsewhere, shared

__all__ = ("elsewhere", "shared")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave coverage to the other tests: hundreds of whole documents take half as long again with it."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def bench(elsewhere: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, str], Bench]:
    """Give the function that gives the bench of a kind of document and a mode."""

    @cache
    def of(kind: str, mode: str) -> Bench:
        (file,) = (elsewhere / kind).glob("*.docx")
        return Bench(kind, mode, file.read_bytes(), tmp_path_factory.mktemp("audited"))

    return of
