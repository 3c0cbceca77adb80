"""Every wrong value or reference gives its finding at the exact place, in words a person can act on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.finding import Finding, Place, Severity
from generator.load.workspace import Loaded, load_project
from generator.model.bid import build_bid

CASES = yaml.safe_load((Path(__file__).parent / "bad_values.yaml").read_text(encoding="utf-8"))
Change = Callable[[str, str, str], Loaded]


def row(finding: Finding, loaded: Loaded) -> dict[str, str]:
    place = finding.place
    span = loaded.sources.key(place.path) if place.on_key else loaded.sources.value(place.path)
    where = {"path": place.path, "at": str(span)}
    return {"code": finding.code, **where, "message": finding.message, "hint": finding.hint}


@pytest.mark.parametrize("case", CASES, ids=[case["title"] for case in CASES])
def test_a_wrong_value_is_told_at_its_place(case: dict[str, Any], changed: Change) -> None:
    loaded = changed(case["file"], case["old"], case["new"])
    outcome = build_bid(loaded)
    assert [row(finding, loaded) for finding in outcome.findings] == case["findings"]
    assert {finding.severity for finding in outcome.findings} == {Severity.ERROR}
    assert outcome.value is None


def test_the_cases_cover_every_code_of_the_model() -> None:
    told = {finding["code"] for case in CASES for finding in case["findings"]}
    assert sorted(told) == [
        *(f"S{number}" for number in range(100, 114)),
        *(f"S{number}" for number in range(120, 130)),
        *(f"S{number}" for number in range(130, 135)),
        *(f"S{number}" for number in range(140, 144)),
    ]


def test_all_wrong_values_are_told_in_one_pass(changed: Change) -> None:
    loaded = changed("catalogs/complaints/base.yaml", "2小时\nverify_time: 2个工作日", "尽快\nverify_time: 及时")
    assert [finding.place.path for finding in build_bid(loaded).findings] == [
        "service.complaints.accept_time",
        "service.complaints.verify_time",
    ]


def test_a_text_over_the_limit_is_told(changed: Change) -> None:
    loaded = changed("company_profiles/demo/profile.yaml", "公司从事", "公司从事" + "示例" * 1000)
    assert build_bid(loaded).findings == (
        Finding(
            "S104",
            Severity.ERROR,
            Place("company.introduction[0]"),
            "文字共2015个字符，超过2000个字符的上限",
            "请改写成一段较短的文字。",
        ),
    )


def test_a_repeated_id_names_the_first_place_too(changed: Change) -> None:
    loaded = changed("catalogs/service_levels/base.yaml", "id: general", "id: urgent")
    (finding,) = build_bid(loaded).findings
    assert finding.also == (Place("service.service_levels.levels[0].id"),)


def test_a_catalog_nobody_reads_is_told_where_the_project_picks_it(changed: Change) -> None:
    loaded = changed("projects/p/project.yaml", "  forms: base\n", "  forms: base\n  spare: base\n")
    (loaded.root / "catalogs/spare").mkdir()
    (loaded.root / "catalogs/spare/base.yaml").write_text("items: []\n", encoding="utf-8")
    again = load_project(loaded.root, loaded.root / "projects" / "p").value
    assert again is not None
    assert [row(finding, again) for finding in build_bid(again).findings] == [
        {
            "code": "S101",
            "path": "project.catalogs.spare",
            "at": "projects/p/project.yaml:35:3",
            "message": "不认识的键“spare”",
            "hint": "是不是“spare_parts”（备机备件目录文件名）？",
        }
    ]


SILENT = {
    "the company was not found": ("projects/p/project.yaml", "company: demo", "company: nobody"),
    "a catalog was not found": ("projects/p/project.yaml", "training: base", "training: nothing"),
    "a kind of catalog does not exist": ("projects/p/project.yaml", "training: base", "training: base\n  trips: base"),
    "an override has no value": ("projects/p/project.yaml", "    value: 3次\n", ""),
}


@pytest.mark.parametrize("change", SILENT.values(), ids=SILENT.keys())
def test_what_loading_has_told_is_not_told_again(change: tuple[str, str, str], changed: Change) -> None:
    loaded = changed(*change)
    assert loaded.broken
    assert build_bid(loaded).findings == ()
