"""What the tests of foreign texts share: the word lists, and a short form of what is found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.foreign.case import ProjectFacts
from generator.audit.foreign.finding import AuditFinding
from generator.audit.foreign.table import audited
from generator.audit.reading.plain import read_plain
from generator.rules.wording import Wording, load_wording

ROOT = Path(__file__).parents[3]

Audit = Callable[..., tuple[AuditFinding, ...]]


@pytest.fixture(scope="session")
def wording() -> Wording:
    outcome = load_wording(ROOT)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="session")
def audit(vocabulary: Vocabulary, wording: Wording) -> Audit:
    """Audit a text; only the codes that begin with one of `codes` are given."""

    def audit(text: str, *codes: str, project: ProjectFacts | None = None) -> tuple[AuditFinding, ...]:
        found = audited(read_plain(text), vocabulary, wording, project)
        return tuple(each for each in found if each.code.startswith(codes or ("A",)))

    return audit


@pytest.fixture(scope="session")
def rows(audit: Audit) -> Callable[..., list[tuple[str, ...]]]:
    """Give the code of each finding and the texts of its anchors."""

    def rows(text: str, *codes: str, project: ProjectFacts | None = None) -> list[tuple[str, ...]]:
        found = audit(text, *codes, project=project)
        return [(each.code, *(anchor.text for anchor in each.anchors)) for each in found]

    return rows
