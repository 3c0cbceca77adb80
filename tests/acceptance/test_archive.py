"""Every PDF, of either engine, is one for the archive (PDF/A-2u or 3a) and for readers of every kind (PDF/UA-1)."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.finding import Place
from generator.style.letterhead import lettered
from generator.style.reference import branded
from generator.verify.outputs import verify_pdf
from generator.verify.pdf_reader import Margins
from generator.write.pdf.engine import write_pdf
from generator.write.typst.engine import write_typst
from tests.acceptance.changes import DEMO, PROJECTS, read_example
from tests.acceptance.conftest import Files
from tests.outside.verapdf import validated
from tests.style.references import company_file
from tests.write.archived import ENGINES, attached
from tests.write.sample import CREATED, house_sheet, sample_document
from tests.write.signed import fielded

FLAVOURS = ("2u", "ua1")


KINDS = PROJECTS if "BIDGEN_ALL_PDF" in os.environ else (DEMO,)
"""Validating a file takes as long as setting it: in the ordinary run the sample has every construct of the others."""


@pytest.mark.outside("verapdf")
def test_both_engines_write_archive_files(build: Callable[[str], Files], tmp_path: Path) -> None:
    sheet, document = house_sheet(), sample_document()
    typst, _ = write_typst(document, sheet, CREATED)
    weasyprint, _ = write_pdf(document, sheet, CREATED)
    assert typst is not None
    assert weasyprint is not None
    data = {"typst": typst, "weasyprint": weasyprint.data, **{project: pdf_of(build(project)) for project in KINDS}}
    data |= branded_pdfs()
    data |= {f"typst-{name}": by_typst(name) for name in KINDS if KINDS == PROJECTS}
    files = [tmp_path / f"{name}.pdf" for name in data]
    for file in files:
        file.write_bytes(data[file.stem])
    assert validated(files, FLAVOURS) == [f"pass {flavour} {file}" for file in files for flavour in FLAVOURS]


@pytest.mark.outside("verapdf")
def test_both_engines_write_archive_files_with_signature_fields_and_attachments(tmp_path: Path) -> None:
    files = [tmp_path / f"{engine}.pdf" for engine in ENGINES]
    for file in files:
        file.write_bytes(attached(fielded(file.stem)))
    assert validated(files, ("3a", "ua1")) == [f"pass {flavour} {file}" for file in files for flavour in ("3a", "ua1")]


def branded_pdfs() -> dict[str, bytes]:
    """Give the sample in the look of a company's own Word file: pictures and shapes lie behind its words."""
    look = branded(company_file(), house_sheet(), Place()).value
    assert look is not None
    document = lettered(sample_document(), look.letterhead)
    typst, _ = write_typst(document, look.sheet, CREATED)
    weasyprint, _ = write_pdf(document, look.sheet, CREATED)
    assert typst is not None
    assert weasyprint is not None
    page = look.sheet.page
    margins = Margins(page.top, page.right, page.bottom, page.left)
    for data, tagged in ((typst, True), (weasyprint.data, False)):
        assert verify_pdf(data, document, margins, structured=tagged).findings == ()
    return {"branded-typst": typst, "branded-weasyprint": weasyprint.data}


def by_typst(project: str) -> bytes:
    example = read_example(project)
    data, findings = write_typst(example.document, example.sheet, CREATED)
    assert data is not None, findings
    return data


def pdf_of(files: Files) -> bytes:
    return next(data for name, data in files.items() if name.endswith(".pdf"))
