"""What is written is what is read: text, places, and nothing interpreted."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.load.nodes import flatten
from generator.load.syntax import syntax_finding
from generator.load.yaml_reader import read_yaml
from generator.source import Entry, Span


def read(text: str) -> tuple[object, dict[str, Entry]]:
    outcome = read_yaml(text, "f.yaml")
    assert outcome.findings == ()
    assert outcome.value is not None
    entries: dict[str, Entry] = {}
    return flatten(outcome.value, "r", entries), entries


@pytest.mark.parametrize(
    "written",
    ["012345", "0951-6012345", "no", "Yes", "on", "9:30", "1e3", "0x1F", "1_000", "2026-11-30", "true", ".inf"],
)
def test_every_plain_value_stays_text(written: str) -> None:
    assert read(f"key: {written}\n")[0] == {"key": written}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_nothing_written_is_none(written: str) -> None:
    assert read(f"key: {written}\n")[0] == {"key": None}


@pytest.mark.parametrize("written", ["''", '"~"', "'null'"])
def test_quoted_nothing_is_text(written: str) -> None:
    assert read(f"key: {written}\n")[0] == {"key": written.strip("'\"")}


def test_an_empty_file_has_no_value_and_no_finding() -> None:
    assert read_yaml("# 只有注释\n", "f.yaml").value is None
    assert read_yaml("", "f.yaml").findings == ()


def test_places_count_characters_also_beyond_the_basic_plane() -> None:
    _, entries = read("𠮷键: 值𠮷 # 注释\nb: [甲, '乙𠮷']\n")
    assert entries["r.𠮷键"] == Entry(Span("f.yaml", 1, 1, 1, 3), Span("f.yaml", 1, 5, 1, 7))
    assert entries["r.b"] == Entry(Span("f.yaml", 2, 1, 2, 2), Span("f.yaml", 2, 4, 2, 13))
    assert entries["r.b[1]"] == Entry(None, Span("f.yaml", 2, 8, 2, 12))


def test_block_collections_end_with_their_last_value() -> None:
    _, entries = read("a:\n  - b: 甲\n    c: 乙丙\n\n# 注释\nd: 丁\n")
    assert entries["r"].value == Span("f.yaml", 1, 1, 6, 5)
    assert entries["r.a"].value == Span("f.yaml", 2, 3, 3, 10)
    assert entries["r.a[0]"].value == Span("f.yaml", 2, 5, 3, 10)


def test_block_text_ends_with_its_last_line() -> None:
    data, entries = read("a: |\n  甲乙\n  丙\n\nb: >-\n  丁\n")
    assert data == {"a": "甲乙\n丙\n", "b": "丁"}
    assert entries["r.a"].value == Span("f.yaml", 1, 4, 3, 4)
    assert entries["r.b"].value == Span("f.yaml", 5, 4, 6, 4)


def test_an_empty_value_stands_behind_its_colon() -> None:
    _, entries = read("a:\nb: 1\n")
    assert entries["r.a"].value == Span("f.yaml", 1, 3, 1, 3)


def test_an_alias_has_its_own_place_and_its_contents_keep_theirs() -> None:
    data, entries = read("a: &x {k: 甲}\nb: *x\nc: &y [乙]\nd: *y\ne: &z 丙\nf: *z\n")
    assert data == {"a": {"k": "甲"}, "b": {"k": "甲"}, "c": ["乙"], "d": ["乙"], "e": "丙", "f": "丙"}
    assert entries["r.b"].value == Span("f.yaml", 2, 4, 2, 6)
    assert entries["r.b.k"].value == Span("f.yaml", 1, 11, 1, 12)
    assert entries["r.d"].value == Span("f.yaml", 4, 4, 4, 6)
    assert entries["r.f"].value == Span("f.yaml", 6, 4, 6, 6)


def test_the_values_of_an_alias_are_copies() -> None:
    data, _ = read("a: &x [甲]\nb: *x\n")
    assert isinstance(data, dict)
    assert data["a"] is not data["b"]


def test_wrapped_latin_words_are_no_finding() -> None:
    assert read("a: one\n  two\n")[0] == {"a": "one two"}


def test_tabs_where_yaml_allows_them_are_no_finding() -> None:
    assert read("a:\t甲\n\t\nb: 乙\t# 注释\n")[0] == {"a": "甲", "b": "乙"}


def test_an_error_without_a_place_is_shown_at_the_start() -> None:
    finding = syntax_finding(yaml.YAMLError("?"), "f.yaml", ["a: 1"])
    assert finding.place.span == Span("f.yaml", 1, 1, 1, 1)


NAMES = st.text("abc键_𠮷", min_size=1, max_size=5)
WORDS = st.text("ab12 甲乙，。:#-'\"[]{}*&!|>%@`~\\𠮷", max_size=12)
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3))


@given(st.dictionaries(NAMES, TREES, min_size=1, max_size=4))
def test_what_a_yaml_writer_writes_is_read_back(tree: dict[str, object]) -> None:
    assert read(yaml.safe_dump(tree, allow_unicode=True, width=10_000))[0] == tree


@given(st.text("ab甲𠮷：:-?,[]{}'\"\\#&*!|>%@` \n\t\ue000\x07", max_size=60))
def test_any_text_gives_a_value_or_findings_inside_the_text(text: str) -> None:
    outcome = read_yaml(text, "f.yaml")
    lines = text.split("\n")
    for finding in outcome.findings:
        span = finding.place.span
        assert span is not None
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
