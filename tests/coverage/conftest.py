"""The demo's numbered document, made once for all measurements."""

from __future__ import annotations

import pytest

from generator.document.nodes import Document
from tests.coverage.report import demo_document


@pytest.fixture(scope="session")
def document() -> Document:
    return demo_document()
