"""The measured runs do what they say, on a few pages: ours and what they are compared with get the same content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest

from benchmarks.inputs import EXAMPLE, _cut
from benchmarks.measured import RUNS, Clock
from benchmarks.prepared import audited, prepare
from generator.pipeline.checking import check_project

ROOT = Path(__file__).resolve().parents[2]
CREATED = datetime(2026, 11, 30, tzinfo=UTC)
Measured = tuple[dict[str, Any], Clock]


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the inputs of a tree of one chapter."""
    checked = check_project(ROOT, ROOT / "projects" / EXAMPLE)
    assert checked.document is not None
    assert checked.sheet is not None
    folder = tmp_path_factory.mktemp("cases") / "few"
    some = replace(checked.document, body=checked.document.body[1:2])
    document = _cut(some, checked.sheet, 1, 0)
    prepare(folder, document, checked.sheet, CREATED)
    audited(folder.parent / "audited", document, checked.sheet, CREATED)
    return folder


@pytest.fixture
def measured(case: Path) -> Callable[[str], Measured]:
    def measure(name: str) -> Measured:
        clock = Clock()
        return RUNS[name](case, clock), clock

    return measure


@pytest.mark.parametrize("name", ["docx", "layout", "weasyprint_plain", "typst_plain"])
def test_a_run_counts_its_time(measured: Callable[[str], Measured], name: str) -> None:
    facts, clock = measured(name)
    assert facts
    assert clock.cpu > 0
    assert clock.wall > 0


def test_an_audit_reads_a_foreign_file(case: Path) -> None:
    folder = case.parent / "audited"
    with ZipFile(folder / "audited.docx") as package:
        assert not [name for name in package.namelist() if name.startswith("customXml/")]
        assert b"customXml" not in package.read("word/_rels/document.xml.rels")
    clock = Clock()
    facts = RUNS["audit_again"](folder, clock)
    assert facts["blocks"] > 10
    assert clock.cpu > 0


def test_a_build_counts_its_steps(measured: Callable[[str], Measured]) -> None:
    facts, clock = measured("build_typst")
    assert list(clock.by_step()) == ["生成 DOCX", "核对 DOCX", "生成 PDF", "核对 PDF"]
    assert 0 < sum(clock.by_step().values()) <= clock.cpu
    assert set(facts["pages"]) == {"docx", "pdf"}


def test_the_page_brings_its_fonts_and_pictures(case: Path) -> None:
    page = (case / "page" / "page.html").read_text(encoding="utf-8")
    assert "bidgen:" not in page
    assert all(file.name in page for file in (case / "page").iterdir() if file.suffix != ".html")


def test_the_references_print_the_same_words(case: Path) -> None:
    from typst import compile as compiled  # noqa: PLC0415
    from weasyprint import HTML  # noqa: PLC0415

    html = (case / "page" / "page.html").read_text(encoding="utf-8")
    plain = HTML(string=html, base_url=str(case / "page")).write_pdf()
    typst = compiled(str(case / "typst" / "main.typ"), root=str(case / "typst"), font_paths=[str(case / "fonts")])
    assert isinstance(typst, bytes)
    assert letters(plain) == letters(typst)


def letters(pdf: bytes) -> int:
    """Count the Chinese characters of a PDF's text."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return sum("一" <= character <= "鿿" for character in text)
