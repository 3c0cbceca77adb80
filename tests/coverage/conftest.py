"""The demo's numbered document, made once for all measurements."""

from __future__ import annotations

import pytest

from generator.document.nodes import Document
from tests.coverage.documents import document_of


@pytest.fixture(scope="session")
def document() -> Document:
    return document_of("video_evidence")
