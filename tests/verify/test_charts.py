"""Words of Gantt charts and coverage matrices are read back: a label changed in either file is noticed."""

from __future__ import annotations

import io
import zipfile
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest

from generator.document.nodes import Document, Figure
from generator.document.number import Numbering, number_document
from generator.document.text import compact
from generator.document.walk import every
from generator.layout.pages import paginate
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins
from generator.write.docx.package import write_docx
from generator.write.pdf.engine import write_pdf
from tests.write.sample import CREATED, house_sheet, sample_document

SHEET = house_sheet()
PAGE = SHEET.page
MARGINS = Margins(PAGE.top, PAGE.right, PAGE.bottom, PAGE.left)
CHANGES = ["出厂检验", "第21~24日", "合同生效", "○ 由邻近网点支援", "2小时", "备件库", "第1~24日"]
"""Words of the sample's two charts, those of values among them."""


@pytest.fixture(scope="module")
def document() -> Document:
    sample = sample_document()
    section = next(block for block in every(sample.body) if getattr(block, "id", "") == "forms")
    charts = tuple(block for block in section.blocks if isinstance(block, Figure))  # type: ignore[union-attr]
    body = (replace(section, blocks=charts),)  # type: ignore[type-var]
    numbered = number_document(replace(sample, body=body), Numbering()).value  # type: ignore[arg-type]
    assert numbered is not None
    return numbered


@pytest.fixture(scope="module")
def docx(document: Document) -> bytes:
    return write_docx(document, SHEET, paginate(document, SHEET), CREATED)


def test_both_files_are_read_back_as_written(document: Document, docx: bytes) -> None:
    pdf, _ = write_pdf(document, SHEET, CREATED)
    assert pdf is not None
    assert verify_docx(docx, document, _stored(document)).findings == ()
    assert verify_pdf(pdf.data, document, MARGINS).findings == ()


@pytest.mark.parametrize("words", CHANGES)
def test_a_changed_label_of_the_docx_is_noticed(words: str, document: Document, docx: bytes) -> None:
    findings = verify_docx(_replaced(docx, words), document, _stored(document)).findings
    assert findings[0].code == "F201"
    assert compact(words[:-1]) in findings[0].message


@pytest.mark.parametrize("words", ["出厂检验", "由邻近网点支援"])
def test_a_changed_label_of_the_pdf_is_noticed(words: str, document: Document) -> None:
    pdf, _ = write_pdf(_renamed(document, words), SHEET, CREATED)
    assert pdf is not None
    (finding,) = verify_pdf(pdf.data, document, MARGINS).findings
    assert finding.code == "F201"
    assert words[:-1] in finding.message


def _stored(document: Document) -> BodyPages:
    return BodyPages(paginate(document, SHEET).sections, 1)


def _renamed(node: Any, words: str) -> Any:
    """Give a tree with the last letter of a label changed."""
    if isinstance(node, str):
        return node.replace(words, f"{words[:-1]}改")
    if isinstance(node, tuple):
        return tuple(_renamed(part, words) for part in node)
    if is_dataclass(node) and not isinstance(node, type):
        return replace(node, **{field.name: _renamed(getattr(node, field.name), words) for field in fields(node)})
    return node


def _replaced(data: bytes, words: str) -> bytes:
    """Give the file with the last letter of a label changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/document.xml":
                text = part.decode()
                assert f">{words}<" in text
                part = text.replace(f">{words}<", f">{words[:-1]}改<", 1).encode()
            new.writestr(name, part)
    return stream.getvalue()
