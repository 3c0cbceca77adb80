"""Extraction on sentences of quite different registers: contracts, speech, tables, English, what is no promise."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.rows import is_exchanged
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.reading.plain import read_plain

_LINES = (Path(__file__).parent / "phrasings.jsonl").read_text(encoding="utf-8").splitlines()
_PHRASINGS = [(row["text"], [tuple(promise) for promise in row["promises"]]) for row in map(json.loads, _LINES)]


@pytest.mark.parametrize(("text", "promises"), _PHRASINGS)
def test_every_phrasing_is_read(text: str, promises: list[tuple[str, str]], vocabulary: Vocabulary) -> None:
    found = [each for each in commitments(read_plain(text), vocabulary) if is_exchanged(each)]
    assert [(each.kind.value, str(each.quantity or each.subject)) for each in found] == promises
