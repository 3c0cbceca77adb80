"""Spans, key paths and findings: the words every stage shares."""

from __future__ import annotations

import pytest

from generator.finding import Finding, Outcome, Place, Severity, worst
from generator.source import Entry, PathPart, SourceMap, Span, child_path, parent_path

ROOT = Span("a.yaml", 1, 1, 9, 1)
KEY = Span("a.yaml", 2, 1, 2, 6)
LIST = Span("a.yaml", 3, 3, 5, 9)
SOURCES = SourceMap({"company": Entry(None, ROOT), "company.staff": Entry(KEY, LIST)})


@pytest.mark.parametrize(
    ("path", "part", "child"),
    [("", "company", "company"), ("company", "staff", "company.staff"), ("company.staff", 3, "company.staff[3]")],
)
def test_child_and_parent_paths_undo_each_other(path: str, part: PathPart, child: str) -> None:
    assert child_path(path, part) == child
    assert parent_path(child) == path


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ("company", ROOT, ROOT),
        ("company.staff", LIST, KEY),
        ("company.staff[2].name", LIST, KEY),
        ("company.phones.fax", ROOT, ROOT),
        ("service.warranty", None, None),
        ("", None, None),
    ],
)
def test_a_path_resolves_to_its_nearest_written_ancestor(path: str, value: Span | None, key: Span | None) -> None:
    assert SOURCES.value(path) == value
    assert SOURCES.key(path) == key


def test_a_span_prints_as_a_place_editors_open() -> None:
    assert str(LIST) == "a.yaml:3:3"


def test_an_empty_source_map_knows_nothing() -> None:
    assert SourceMap().value("company") is None


@pytest.mark.parametrize(
    ("severity", "label", "code"),
    [
        (Severity.NOTICE, "提示", "notice"),
        (Severity.WARNING, "警告", "warning"),
        (Severity.ERROR, "错误", "error"),
        (Severity.DISQUALIFYING, "废标风险", "disqualifying"),
    ],
)
def test_severities_have_names_for_people_and_programs(severity: Severity, label: str, code: str) -> None:
    assert (severity.label, severity.code) == (label, code)


def test_the_worst_of_findings_is_the_gravest() -> None:
    findings = tuple(Finding("S001", severity, Place(), "") for severity in (Severity.NOTICE, Severity.ERROR))
    assert worst(findings) is Severity.ERROR
    assert worst(()) is None


def test_an_outcome_has_no_findings_unless_told() -> None:
    assert Outcome(1).findings == ()
