"""The vocabulary is data: typed, checked, and read from the workspace where it has its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.audit.extract.commitments import commitments
from generator.audit.extract.vocabulary import Vocabulary, load_vocabulary
from generator.audit.reading.plain import read_plain
from generator.model.commitments import Kind

ROOT = Path(__file__).parents[2]


def _workspace(root: Path, name: str, text: str) -> Path:
    folder = root / "catalogs" / "audit"
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return root


def test_a_workspace_has_its_own_words(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "kinds.yaml", "- {kind: arrival, families: [clock], acts: [驾到]}\n")
    vocabulary = load_vocabulary(root).value
    assert vocabulary is not None
    found = commitments(read_plain("2小时驾到，4小时修复。"), vocabulary)
    assert [(each.kind, str(each.quantity)) for each in found] == [(Kind.ARRIVAL, "2小时"), (Kind.ARRIVAL, "4小时")]


@pytest.mark.parametrize(
    ("name", "text", "place", "key"),
    [
        ("kinds.yaml", "- {kind: 到场, families: [clock]}\n", "catalogs/audit/kinds.yaml:1:10", "[0].kind"),
        ("kinds.yaml", "- {kind: arrival, families: [hour]}\n", "catalogs/audit/kinds.yaml:1:30", "[0].families[0]"),
        ("kinds.yaml", "- {kind: arrival}\n", "catalogs/audit/kinds.yaml:1:3", "[0].families"),
        ("phrases.yaml", "- {id: nowhere, title: 甲, words: [乙]}\n", "catalogs/audit/phrases.yaml:1:8", "[0].id"),
        ("words.yaml", "- {id: region, title: 区域, word: [城区]}\n", "catalogs/audit/words.yaml:1:33", "[0].word"),
    ],
)
def test_a_malformed_list_is_a_finding(name: str, text: str, place: str, key: str, tmp_path: Path) -> None:
    outcome = load_vocabulary(_workspace(tmp_path, name, text))
    assert outcome.value is None
    assert ("S186", place, f"审核用词清单的“{key}”填写不正确") in [
        (finding.code, str(finding.place.span), finding.message) for finding in outcome.findings
    ]


def test_the_longest_word_counts_and_its_exceptions_do_not(vocabulary: Vocabulary) -> None:
    buyer = vocabulary.group("buyer")
    assert [hit[0] for hit in buyer.hits("用户应当配合，用户应急电话")] == ["用户应"]
    assert not buyer.has("用户需求")


def test_a_gap_stays_within_its_clause(vocabulary: Vocabulary) -> None:
    starts = vocabulary.group("clock_start")
    assert starts.has("接到用户的通知")
    assert starts.hits("接到来访,另行通知") == []


def test_every_kind_has_cues_but_those_that_are_read_otherwise(vocabulary: Vocabulary) -> None:
    without = set(Kind) - {row.kind for row in vocabulary.kinds}
    assert without == {Kind.WARRANTY_START, Kind.CREDENTIAL, Kind.SUPPLY_COUNT}


def test_traditional_characters_are_read_as_simplified(vocabulary: Vocabulary) -> None:
    found = commitments(read_plain("接到通知後，兩小時內趕到現場，鍾點工除外。"), vocabulary)
    assert [(each.kind, each.text) for each in found] == [(Kind.ARRIVAL, "兩小時內趕到")]


def test_a_name_in_a_pattern_stands_for_the_words_of_its_list(tmp_path: Path) -> None:
    root = _workspace(tmp_path, "phrases.yaml", "- {id: rival, title: 同行, words: [友商, 友商…产品]}\n")
    vocabulary = load_vocabulary(root).value
    assert vocabulary is not None
    assert vocabulary.pattern("比‹rival›好").fullmatch("比友商的一种产品好")
    assert vocabulary.pattern("比‹rival›好") is vocabulary.pattern("比‹rival›好")
    assert not vocabulary.pattern("‹site›").search("上传人")


def test_every_list_of_phrases_is_used_and_every_name_has_its_list(vocabulary: Vocabulary) -> None:
    sources = (ROOT / "generator" / "audit").rglob("*.py")
    used = {name for source in sources for name in re.findall("‹([a-z_]+)›", source.read_text(encoding="utf-8"))}
    assert used - {"name"} | {"common_word"} == set(vocabulary.phrases)
