"""The inputs of the measurements: trees that can be written and read back, projects without errors, a true template."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import jinja2
import pytest

from benchmarks.inputs import EXAMPLE, _cut, page_count, prints_the_company, tree, workspace
from benchmarks.template import template_of
from generator.document.nodes import Document, Figure, Section, Table
from generator.document.walk import blocks
from generator.finding import Severity
from generator.layout.pages import paginate
from generator.pipeline.checking import check_project
from generator.pipeline.desk import Checked
from generator.style.sheet import Sheet
from generator.verify.docx_reader import read_docx
from generator.verify.outputs import BodyPages, verify_docx
from generator.write.docx.package import write_docx

ROOT = Path(__file__).resolve().parents[2]
CONTROL_ROW = re.compile(r"<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>\{%tr (.*?) %\}.*?</w:tr>")
CREATED = datetime(2026, 11, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def example() -> tuple[Document, Sheet]:
    """Give some chapters of the example, about thirty pages: enough to leave sections out and to repeat them."""
    checked = check_project(ROOT, ROOT / "projects" / EXAMPLE)
    assert checked.document is not None
    assert checked.sheet is not None
    some = replace(checked.document, body=checked.document.body[:5])
    return _cut(some, checked.sheet, 1, 0), checked.sheet


@pytest.mark.parametrize("wanted", [pytest.param(10, id="few-sections"), pytest.param(45, id="once-and-a-part")])
def test_a_tree_has_about_the_pages_and_is_read_back(example: tuple[Document, Sheet], wanted: int) -> None:
    document = tree(*example, wanted)
    sheet = example[1]
    assert abs(page_count(document, sheet) - wanted) <= 3
    pages = paginate(document, sheet)
    stored = BodyPages(pages.sections, 1 + pages.contents_count + pages.body_count, pages.segments)
    assert verify_docx(write_docx(document, sheet, pages, CREATED), document, stored).findings == ()


def test_a_tree_repeats_the_example_under_new_ids(example: tuple[Document, Sheet]) -> None:
    document, sheet = example
    once = [block.id for block in blocks(document) if isinstance(block, Section | Table | Figure)]
    twice = tree(document, sheet, 2 * page_count(document, sheet))
    ids = [block.id for block in blocks(twice) if isinstance(block, Section | Table | Figure)]
    assert ids == [*once, *(f"{name}_copy1" for name in once)]


def test_the_template_filled_with_its_values_is_the_document(example: tuple[Document, Sheet]) -> None:
    document, sheet = example
    data = write_docx(document, sheet, paginate(document, sheet), CREATED)
    template, values = template_of(data)
    assert any(name.startswith("rows") for name in values)
    assert read_docx(filled(template, values)).main.text == read_docx(data).main.text


def filled(template: bytes, values: dict[str, object]) -> bytes:
    """Do what docxtpl does with such a template."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(template)) as source, zipfile.ZipFile(made, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            if name == "word/document.xml":
                loops = CONTROL_ROW.sub(r"{% \1 %}", text.decode())
                text = jinja2.Environment(autoescape=True).from_string(loops).render(values).encode()
            target.writestr(name, text)
    return made.getvalue()


@pytest.fixture(scope="module")
def small_projects(tmp_path_factory: pytest.TempPathFactory) -> list[Checked]:
    folder = tmp_path_factory.mktemp("workspace") / "workspace"
    workspace(ROOT, folder, 4)
    return [check_project(folder, file) for file in sorted(folder.glob("projects/*"))]


def test_the_projects_of_the_batch_differ_and_have_no_errors(small_projects: list[Checked]) -> None:
    gravest = [max(finding.severity for finding in checked.findings) for checked in small_projects]
    assert gravest == [Severity.NOTICE] * 4
    assert len({checked.bid.project.name for checked in small_projects if checked.bid}) == 4
    for checked in small_projects:
        assert checked.document is not None
        assert checked.sheet is not None
        assert 5 <= page_count(checked.document, checked.sheet) <= 12


def test_only_some_projects_print_the_company(small_projects: list[Checked]) -> None:
    printing = [
        any(isinstance(block, Section) and block.id == "overview" for block in sections(checked))
        for checked in small_projects
    ]
    assert printing == [prints_the_company(number) for number in range(4)] == [True, False, False, False]


def sections(checked: Checked) -> Iterator[object]:
    return blocks(checked.document) if checked.document else iter(())
