"""The catalog of promises: whole over the model, and its faults told with their places."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.commitments.catalog import Catalog, load_catalog
from generator.finding import Severity
from generator.model.commitments import Dimension, Kind, Party, Phase
from generator.model.patterns import figures, leaf_patterns


def test_every_figure_of_the_model_is_a_promise_or_has_a_reason_why_not(catalog: Catalog) -> None:
    missing = sorted(set(figures()) - set(catalog.patterns))
    assert missing == [], "请在 catalogs/commitments.yaml 登记为承诺，或者写入 none 并说明理由"


def test_the_catalog_lists_leaves_of_the_model_each_once(catalog: Catalog) -> None:
    assert sorted(catalog.patterns) == sorted(set(catalog.patterns))
    assert set(catalog.patterns) - set(leaf_patterns()) == set()


def test_every_reason_is_told(catalog: Catalog) -> None:
    assert [pattern for pattern, reason in catalog.none if len(reason) < 5] == []


def test_every_kind_can_be_shown_and_compared() -> None:
    assert len({kind.label for kind in Kind}) == len(Kind)
    assert all(kind.stricter.label for kind in Kind)


def test_a_promise_knows_its_family_and_what_tells_its_scope(catalog: Catalog) -> None:
    known = {promise.pattern: promise for promise in catalog.promises}
    response = known["service.service_levels.levels[*].response.*"]
    assert (response.phase, response.party) == (Phase.IN_WARRANTY, Party.OURS)
    assert response.clock == "service.service_levels.clock_start"
    assert [(part.steps, part.dimension, part.names) for part in response.scopes] == [
        (4, Dimension.SEVERITY, ""),
        (6, Dimension.REGION, "service.service_levels.regions"),
    ]
    assert known["service.itsm.patrol_after"].phase is Phase.AFTER_WARRANTY
    assert known["service.makers.items[*].staff"].party is Party.MANUFACTURER
    assert known["service.products.items[*].vendor_warranty.period"].party is Party.MANUFACTURER


GOOD = "- at: service.reports\n  promises:\n    - {kind: retention_period, subject: 保存, keys: [retention]}\n"


def workspace(folder: Path, text: str) -> Path:
    (folder / "catalogs").mkdir()
    (folder / "catalogs/commitments.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_workspace_may_have_a_catalog_of_its_own(tmp_path: Path) -> None:
    outcome = load_catalog(workspace(tmp_path, GOOD))
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.patterns == ("service.reports.retention",)


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        (
            "kind: retention_period",
            "kind: 保存期限",
            "3:14",
            "承诺登记的“[0].promises[0].kind”填写不正确：“保存期限”不在可选项内，可选：",
        ),
        ("keys: [retention]", "keys: ['保存 期限']", "3:52", "承诺登记的“[0].promises[0].keys[0]”填写不正确："),
        ("subject: 保存, ", "", "3:7", "承诺登记的“[0].promises[0].subject”填写不正确"),
    ],
    ids=["kind", "pattern", "missing"],
)
def test_a_malformed_catalog_is_an_error(tmp_path: Path, old: str, new: str, place: str, message: str) -> None:
    outcome = load_catalog(workspace(tmp_path, GOOD.replace(old, new)))
    assert outcome.value is None
    (found,) = outcome.findings
    assert (found.code, found.severity) == ("S181", Severity.ERROR)
    assert str(found.place.span) == f"catalogs/commitments.yaml:{place}"
    assert found.message.startswith(message)


@pytest.mark.parametrize(
    ("addition", "messages"),
    [
        ("    - {kind: other, subject: 甲, keys: [retentoin]}\n", ["资料中没有“service.reports.retentoin”这样的键"]),
        ("    - {kind: other, subject: 甲, keys: [items]}\n", ["资料中没有“service.reports.items”这样的键"]),
        (
            '    - {kind: other, subject: 甲, keys: ["items[*].due"], owner_key: "items[*].boss"}\n',
            ["资料中没有“service.reports.items[*].boss”这样的键"],
        ),
        (
            '  scopes:\n    - {at: "things[*]", dimension: item, names: service.levels}\n',
            ["资料中没有“service.reports.things[*]”这样的键", "资料中没有“service.levels”这样的键"],
        ),
    ],
)
def test_a_pattern_the_model_does_not_have_is_told_and_finds_nothing(
    tmp_path: Path, addition: str, messages: list[str]
) -> None:
    outcome = load_catalog(workspace(tmp_path, GOOD + addition))
    assert outcome.value is not None
    assert [(found.code, found.severity, found.message) for found in outcome.findings] == [
        ("S182", Severity.WARNING, message) for message in messages
    ]


def test_a_key_listed_twice_is_told_with_both_places(tmp_path: Path) -> None:
    twice = GOOD + "  none:\n    - {keys: [retention], reason: 不是承诺}\n"
    (found,) = load_catalog(workspace(tmp_path, twice)).findings
    assert (found.code, found.message) == ("S183", "“service.reports.retention”列了两次")
    assert str(found.place.span) == "catalogs/commitments.yaml:5:15"
    assert [str(place.span) for place in found.also] == ["catalogs/commitments.yaml:3:52"]
