"""Extraction on texts of twenty-four trades, labelled by people who had not seen its rules."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.rows import is_exchanged, outward_kind, value
from generator.audit.extract.vocabulary import Vocabulary
from generator.audit.reading.plain import read_plain
from tests.audit.scoring import Row, Score, row_of

SENTENCES = Path(__file__).parent / "sentences"
TEXTS = 440
MEASURED = (("[!w]*", 0.974, 0.953, 1), ("w_[a-k]*", 0.971, 0.950, 3), ("w_[l-z]*", 0.894, 0.862, 8))
"""Files, and the F1 and share of right kinds measured there, less a hundredth; and in how many texts that promise
nothing something was found. The rules were made with the first two groups open; no rule was ever written with the
last one open, whose figures tell how well unseen texts are read."""


def _texts(names: str) -> Iterator[tuple[str, list[Row]]]:
    for file in sorted(SENTENCES.glob(f"{names}.jsonl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            labelled = json.loads(line)
            yield labelled["text"], [row_of(row) for row in labelled["commitments"]]


def _extracted(text: str, vocabulary: Vocabulary) -> list[Row]:
    found = [each for each in commitments(read_plain(text), vocabulary) if is_exchanged(each)]
    values = [value(each) for each in found]
    return [
        Row(each.start, each.end, outward_kind(each), held.low, held.high, held.unit)
        for each, held in zip(found, values, strict=True)
    ]


def test_the_labels_stand_where_they_say() -> None:
    rows = [json.loads(line) for file in SENTENCES.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows) == TEXTS
    for row in rows:
        assert all(row["text"][each["start"] : each["end"]] == each["text"] for each in row["commitments"]), row["id"]


@pytest.mark.parametrize(("names", "lowest_f1", "lowest_kind", "most_false"), MEASURED)
def test_extraction_reads_texts_it_was_not_made_for(
    vocabulary: Vocabulary, names: str, lowest_f1: float, lowest_kind: float, most_false: int
) -> None:
    score, false = Score(), 0
    for text, wanted in _texts(names):
        given = _extracted(text, vocabulary)
        score.add(wanted, given)
        false += not wanted and bool(given)
    told = f"{score.told()}\nnothing promised, something found: {false}"
    assert score.f1 >= lowest_f1, told
    assert score.kind >= lowest_kind, told
    assert false <= most_false, told
