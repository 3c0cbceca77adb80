"""Whatever the tree: the file is sound, says what the tree says, in its order, every value in its bookmark."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings

from generator.document.nodes import Document
from generator.document.number import Numbering, number_document
from generator.document.text import compact, reading_text
from generator.document.walk import values
from generator.finding import Severity
from generator.layout.pages import Pages
from generator.verify.docx_lint import lint_docx
from generator.verify.docx_reader import read_docx
from generator.write.docx import write_docx
from tests.write.docx.opened import HOUSE, AnyPage
from tests.write.docx.trees import documents
from tests.write.sample import CREATED


@pytest.mark.no_cover  # the sample document runs the same lines
@given(documents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_random_documents(document: Document) -> None:
    numbered = number_document(document, Numbering()).value
    assert numbered is not None
    data = write_docx(numbered, HOUSE, Pages(AnyPage(), 1, 1), CREATED)
    assert [found for found in lint_docx(data) if found.severity >= Severity.ERROR] == []
    read = read_docx(data)
    assert read.main.text == compact(reading_text(numbered).text)
    found = {number: text for story in (read.main, *read.running.values()) for number, text in story.values.items()}
    assert found == {value.number: compact(value.text) for value in values(numbered)}
