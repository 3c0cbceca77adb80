"""What the tests of the auditor share: the built-in vocabulary."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.audit.extract.vocabulary import Vocabulary, load_vocabulary

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    outcome = load_vocabulary(ROOT)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value
