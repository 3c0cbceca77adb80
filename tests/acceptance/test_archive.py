"""Every PDF, of either engine, is one for the archive (PDF/A-2u) and for readers of every kind (PDF/UA-1)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from generator.write.typst.engine import write_typst
from tests.acceptance.changes import PROJECTS, Example
from tests.acceptance.conftest import Files
from tests.outside.verapdf import validated

FLAVOURS = ("2u", "ua1")


@pytest.mark.outside("verapdf")
def test_both_engines_write_archive_files(build: Callable[[str], Files], demo: Example, tmp_path: Path) -> None:
    """All kinds by WeasyPrint; by Typst, which refuses by itself to write what is none, one of them."""
    typst, _ = write_typst(demo.document, demo.sheet, datetime(2026, 11, 22, tzinfo=UTC))
    assert typst is not None
    data = {"typst": typst, **{project: pdf_of(build(project)) for project in PROJECTS}}
    files = [tmp_path / f"{name}.pdf" for name in data]
    for file in files:
        file.write_bytes(data[file.stem])
    assert validated(files, FLAVOURS) == [f"pass {flavour} {file}" for file in files for flavour in FLAVOURS]


def pdf_of(files: Files) -> bytes:
    return next(data for name, data in files.items() if name.endswith(".pdf"))
