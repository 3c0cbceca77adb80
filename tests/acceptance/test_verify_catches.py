"""Verify fails when it should: outputs tampered with, and trees that are not the one the output was written from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any

import pytest

from generator.document.nodes import Document, Paragraph, Row, Running, Table, Text, Value
from generator.finding import Severity
from generator.layout.pages import paginate
from generator.verify import outputs
from generator.verify.outputs import BodyPages, verify_docx, verify_pdf
from generator.verify.pdf_reader import Margins
from generator.write.docx.package import write_docx
from tests.acceptance.changes import Example

DOCX = "video_evidence-quality_assurance.docx"
PDF = "video_evidence-quality_assurance.pdf"
MAIN = "word/document.xml"
Change = Callable[[str], str]


@pytest.fixture(scope="module")
def pages(demo: Example) -> BodyPages:
    return BodyPages(paginate(demo.document, demo.sheet).sections, 1)


@pytest.fixture(scope="module")
def margins(demo: Example) -> Margins:
    page = demo.sheet.page
    return Margins(page.top, page.right, page.bottom, page.left)


# --- a DOCX that somebody changed ------------------------------------------------------------------------------------


def once(pattern: str, new: str | Callable[[re.Match[str]], str]) -> Change:
    """Give the change that replaces the first place where a pattern matches; there must be one."""

    def change(text: str) -> str:
        changed, count = re.subn(pattern, new, text, count=1, flags=re.DOTALL)
        assert count == 1
        return changed

    return change


def swap_cells(text: str) -> str:
    """Swap the first two cells that stand side by side with different content."""
    for found in re.finditer(r"(<w:tc>(?:(?!</w:tc>).)*</w:tc>)(<w:tc>(?:(?!</w:tc>).)*</w:tc>)", text, re.DOTALL):
        if _said(found[1]) != _said(found[2]):
            return text[: found.start()] + found[2] + found[1] + text[found.end() :]
    raise AssertionError("no two cells side by side")


def _said(xml: str) -> list[str]:
    return re.findall(r"<w:t[^>]*>([^<]*)", xml)


TAMPERED: dict[str, tuple[str, Change, set[str]]] = {
    "a digit of a value": (MAIN, once(r">400-000-0180<", ">400-000-0181<"), {"F201", "F202"}),
    "a letter of a template": (MAIN, once(r"先判断故障属于", "先判断故障属於"), {"F201"}),
    "a paragraph gone": (
        MAIN,
        once(r"<w:p>(?:(?!</w:p>).)*先判断故障属于(?:(?!</w:p>).)*</w:p>", ""),
        {"F201", "F202"},
    ),
    "two cells swapped": (MAIN, swap_cells, {"F201"}),
    "words added at the end": (
        MAIN,
        once(r"(<w:sectPr(?:(?!<w:sectPr).)*</w:sectPr></w:body>)", r"<w:p><w:r><w:t>另有说明</w:t></w:r></w:p>\1"),
        {"F201"},
    ),
    "a value's bookmark gone": (MAIN, once(r'<w:bookmarkStart [^>]*w:name="_v40"[^>]*/>', ""), {"F202"}),
    "a value's bookmark of its own": (
        MAIN,
        once(r"(<w:p>)", r'\1<w:bookmarkStart w:id="99999" w:name="_v99999"/><w:bookmarkEnd w:id="99999"/>'),
        {"F202"},
    ),
    "a page number of the contents": (
        MAIN,
        once(r"(PAGEREF .*?<w:t[^>]*>)(\d+)(</w:t>)", lambda found: f"{found[1]}{int(found[2]) + 1}{found[3]}"),
        {"F203"},
    ),
    "a header": ("word/header2.xml", once(r"(<w:t[ >][^>]*>?)[^<>]", r"\1改"), {"F202", "F204"}),
    "the labels of chapters": ("word/numbering.xml", once("第%1章", "第%1节"), {"F201"}),
}


@pytest.mark.parametrize("case", TAMPERED.values(), ids=TAMPERED.keys())
def test_a_docx_that_was_changed_is_told(
    case: tuple[str, Change, set[str]], built: dict[str, bytes], demo: Example, pages: BodyPages
) -> None:
    member, change, codes = case
    found = verify_docx(_changed(built[DOCX], member, change), demo.document, pages).findings
    assert {finding.code for finding in found} == codes
    assert {finding.severity for finding in found} == {Severity.ERROR}


def test_the_docx_as_it_was_written_passes(built: dict[str, bytes], demo: Example, pages: BodyPages) -> None:
    assert verify_docx(built[DOCX], demo.document, pages).findings == ()


@pytest.mark.parametrize("data", [b"", b"PK", b"%PDF-1.7"], ids=["empty", "torn", "another format"])
def test_what_is_no_docx_is_told(data: bytes, demo: Example, pages: BodyPages) -> None:
    assert [finding.code for finding in verify_docx(data, demo.document, pages).findings] == ["F205"]


def _changed(data: bytes, member: str, change: Change) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        assert member in source.namelist()
        for info in source.infolist():
            content = source.read(info)
            target.writestr(info, change(content.decode()).encode() if info.filename == member else content)
    return stream.getvalue()


# --- a tree the output was not written from --------------------------------------------------------------------------


def edited(node: Any, edit: Callable[[Any], Any], done: list[object]) -> Any:
    """Give a tree in which `edit` has changed one node: the first for which it gives another."""
    if not done and (new := edit(node)) is not node:
        done.append(node)
        return new
    if isinstance(node, tuple):
        return tuple(edited(part, edit, done) for part in node)
    if is_dataclass(node) and not isinstance(node, type) and not done:
        return replace(node, **{field.name: edited(getattr(node, field.name), edit, done) for field in fields(node)})
    return node


def _value_differs(node: Any) -> Any:
    if isinstance(node, Value) and node.paths == ("company.phones.hotline",):
        return replace(node, text="400-000-0181")
    return node


def _row_missing(node: Any) -> Any:
    return replace(node, rows=node.rows[:-1]) if isinstance(node, Table) and len(node.rows) > 2 else node


def _rows_swapped(node: Any) -> Any:
    if isinstance(node, Table) and len(node.rows) > 2 and _plain_rows(node.rows[:2]):
        return replace(node, rows=(node.rows[1], node.rows[0], *node.rows[2:]))
    return node


def _plain_rows(rows: tuple[Row, ...]) -> bool:
    return rows[0].cells != rows[1].cells and all(cell.rowspan == 1 for row in rows for cell in row.cells)


def _paragraph_added(node: Any) -> Any:
    return (*node, Paragraph((Text("另有说明。"),))) if _is_blocks(node) else node


def _is_blocks(node: Any) -> bool:
    return isinstance(node, tuple) and bool(node) and isinstance(node[-1], Paragraph)


def _header_differs(node: Any) -> Any:
    return replace(node, header_right=(Text("另一家公司"),)) if isinstance(node, Running) else node


TREES: dict[str, tuple[Callable[[Any], Any], set[str], set[str]]] = {
    "a value differs": (_value_differs, {"F201", "F202"}, {"F201"}),
    "a row is missing": (_row_missing, {"F201", "F202"}, {"F201"}),
    "two rows are swapped": (_rows_swapped, {"F201"}, {"F201"}),
    "a paragraph more": (_paragraph_added, {"F201"}, {"F201"}),
    "another header": (_header_differs, {"F202", "F204"}, {"F204"}),
}
"""What is different in the tree; the codes told of the DOCX and of the PDF."""


@pytest.mark.parametrize("case", TREES.values(), ids=TREES.keys())
def test_an_output_of_another_tree_is_told(
    case: tuple[Callable[[Any], Any], set[str], set[str]],
    built: dict[str, bytes],
    demo: Example,
    pages: BodyPages,
    margins: Margins,
) -> None:
    edit, of_docx, of_pdf = case
    document: Document = edited(demo.document, edit, [])
    assert document != demo.document
    assert {finding.code for finding in verify_docx(built[DOCX], document, pages).findings} == of_docx
    assert {finding.code for finding in verify_pdf(built[PDF], document, margins).findings} == of_pdf


def test_a_contents_page_other_than_the_heading_s_is_told_of_the_pdf(
    built: dict[str, bytes], demo: Example, margins: Margins, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = outputs.read_pdf

    def relabelled(data: bytes, margins: Margins, **named: Any) -> Any:
        read = sound(data, margins, **named)
        shifted = [
            replace(page, label=str(int(page.label) + 1)) if page.label.isdecimal() else page for page in read.pages
        ]
        return replace(read, pages=tuple(shifted))

    monkeypatch.setattr(outputs, "read_pdf", relabelled)
    codes = {finding.code for finding in verify_pdf(built[PDF], demo.document, margins).findings}
    assert codes == {"F203", "F204"}


def test_what_is_no_pdf_is_told(demo: Example, margins: Margins) -> None:
    assert [finding.code for finding in verify_pdf(b"no pdf", demo.document, margins).findings] == ["F205"]


def test_the_finding_names_the_place_and_both_words(demo: Example, pages: BodyPages) -> None:
    document = edited(demo.document, _value_differs, [])
    data = write_docx(document, demo.sheet, paginate(document, demo.sheet), datetime(2026, 11, 30, tzinfo=UTC))
    words, value = verify_docx(data, demo.document, pages).findings[:2]
    assert "应为" in words.message
    assert "400-000-0181" in words.message or "0181" in words.message
    assert value.place.path == "company.phones.hotline"
    assert "为“400-000-0181”，应为“400-000-0180”（company.phones.hotline）" in value.message
