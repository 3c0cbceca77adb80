"""A project, its company, catalogs and standards become one namespace of key paths."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from generator.finding import Finding, Place
from generator.load import limits
from generator.load.overrides import Override, path_parts
from generator.load.workspace import Loaded, load_project, read_catalog_list
from generator.source import Entry, Span

Make = Callable[[Mapping[str, object]], Path]

PROJECT = "projects/p/project.yaml"
OVERRIDE = "  - key: {key}\n    value: {value}\n    reason: 现场条件\n    approver: 示例部\n    date: 2026-11-20\n"


def load(root: Path) -> Loaded:
    outcome = load_project(root, root / "projects" / "p")
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


def test_the_parts_are_merged_under_four_roots(workspace: Make) -> None:
    loaded = load(workspace({}))
    assert loaded.data == {
        "project": {"name": "示例项目", "company": "demo", "catalogs": {"warranty": "base", "training": "base"}},
        "company": {
            "name": "示例科技有限公司",
            "phones": {"hotline": "400-000-0180"},
            "staff": [{"id": "an", "name": "安示例"}],
        },
        "service": {
            "warranty": {"start_event": "验收合格之日", "groups": [{"id": "hardware", "period": "3年"}]},
            "training": {"fee": "免费", "courses": [{"name": "操作培训", "times": "2次"}]},
        },
        "standards": [{"id": "gbt_19001", "number": "GB/T 19001-2016"}],
    }


def test_every_value_knows_its_file_and_place(workspace: Make) -> None:
    entries = load(workspace({})).sources.entries
    assert entries["company"] == Entry(None, Span("company_profiles/demo/profile.yaml", 1, 1, 3, 24))
    assert entries["company.staff[0].name"].value == Span("company_profiles/demo/staff.yaml", 2, 20, 2, 23)
    assert entries["service"] == Entry(None, Span(PROJECT, 4, 3, 5, 17))
    assert entries["service.training"] == Entry(None, Span("catalogs/training/base.yaml", 1, 1, 4, 14))
    assert entries["project.catalogs.training"] == Entry(Span(PROJECT, 5, 3, 5, 11), Span(PROJECT, 5, 13, 5, 17))
    assert entries["standards[0].id"].value == Span("catalogs/standards.yaml", 1, 8, 1, 17)


def test_the_files_are_listed_with_their_digests_and_texts(workspace: Make) -> None:
    root = workspace({"company_profiles/demo/.hidden.yaml": "a: [", "company_profiles/demo/notes.txt": "a: ["})
    loaded = load(root)
    assert [file.file for file in loaded.files] == [
        PROJECT,
        "company_profiles/demo/profile.yaml",
        "company_profiles/demo/staff.yaml",
        "catalogs/warranty/base.yaml",
        "catalogs/training/base.yaml",
        "catalogs/standards.yaml",
    ]
    assert set(loaded.texts) == {file.file for file in loaded.files}
    assert loaded.files[0].sha256 == hashlib.sha256((root / PROJECT).read_bytes()).hexdigest()
    assert loaded.root == root


def test_carriage_returns_and_byte_order_marks_are_not_part_of_the_text(workspace: Make) -> None:
    root = workspace({PROJECT: {"text": "name: 甲\r\ncompany: demo\r\n", "encoding": "utf-8-sig"}})
    loaded = load(root)
    assert loaded.texts[PROJECT] == "name: 甲\ncompany: demo\n"
    assert loaded.sources.entries["project.name"].key == Span(PROJECT, 1, 1, 1, 5)


@pytest.mark.parametrize("given", ["projects/p", "projects/p/project.yaml", "projects/../projects/p"])
def test_a_project_is_named_by_its_folder_or_its_file(workspace: Make, given: str) -> None:
    root = workspace({})
    outcome = load_project(root, root / given)
    assert outcome.value is not None
    assert outcome.value.files[0].file == PROJECT


def test_a_project_outside_the_workspace_is_refused(workspace: Make, tmp_path: Path) -> None:
    outcome = load_project(workspace({}), tmp_path / "elsewhere")
    assert outcome.value is None
    assert [finding.code for finding in outcome.findings] == ["S014"]


def test_sections_written_in_the_project_stand_beside_catalogs(workspace: Make) -> None:
    text = "company: demo\ncatalogs: {warranty: base}\nservice:\n  training: {fee: 免费}\n"
    loaded = load(workspace({PROJECT: text}))
    assert loaded.data["service"] == {
        "training": {"fee": "免费"},
        "warranty": {"start_event": "验收合格之日", "groups": [{"id": "hardware", "period": "3年"}]},
    }
    assert loaded.data["project"] == {"company": "demo", "catalogs": {"warranty": "base"}}
    assert loaded.sources.entries["service.training"].key == Span(PROJECT, 4, 3, 4, 11)


@pytest.mark.parametrize("text", ["company: demo\n", "company: demo\ncatalogs:\nservice:\noverrides:\n"])
def test_a_project_without_sections_has_an_empty_service(workspace: Make, text: str) -> None:
    loaded = load(workspace({PROJECT: text}))
    assert loaded.data["service"] == {}
    assert loaded.overrides == ()


def test_an_override_replaces_the_value_and_its_place(workspace: Make) -> None:
    override = OVERRIDE.format(key="service.training.courses[0].times", value="3次")
    loaded = load(workspace({PROJECT: f"company: demo\ncatalogs: {{training: base}}\noverrides:\n{override}"}))
    assert loaded.data["service"] == {"training": {"fee": "免费", "courses": [{"name": "操作培训", "times": "3次"}]}}
    old = Span("catalogs/training/base.yaml", 4, 12, 4, 14)
    assert loaded.overrides == (Override("service.training.courses[0].times", "2次", old, 0),)
    entry = loaded.sources.entries["service.training.courses[0].times"]
    assert entry == Entry(Span(PROJECT, 4, 10, 4, 43), Span(PROJECT, 5, 12, 5, 14))


def test_an_override_may_replace_a_list_and_keeps_what_stood_there(workspace: Make) -> None:
    override = OVERRIDE.format(key="service.training.courses", value="[{name: 维护培训}]")
    loaded = load(workspace({PROJECT: f"company: demo\ncatalogs: {{training: base}}\noverrides:\n{override}"}))
    assert loaded.data["service"] == {"training": {"fee": "免费", "courses": [{"name": "维护培训"}]}}
    assert loaded.overrides[0].old_text == "- name: 操作培训\n    times: 2次"
    assert "service.training.courses[0].times" not in loaded.sources.entries
    assert loaded.sources.entries["service.training.courses[0].name"].value.file == PROJECT


def test_an_override_may_fill_an_empty_value(workspace: Make) -> None:
    override = OVERRIDE.format(key="service.training.fee", value="免费")
    changes = {PROJECT: f"company: demo\ncatalogs: {{training: base}}\noverrides:\n{override}"}
    loaded = load(workspace({**changes, "catalogs/training/base.yaml": "fee:\n"}))
    assert loaded.data["service"] == {"training": {"fee": "免费"}}
    assert loaded.overrides[0].old_text == ""


def test_an_override_may_name_an_item_of_the_standards(workspace: Make) -> None:
    override = OVERRIDE.format(key="standards[0].number", value="GB/T 19001-2016 2版")
    loaded = load(workspace({PROJECT: f"company: demo\noverrides:\n{override}"}))
    assert loaded.data["standards"] == [{"id": "gbt_19001", "number": "GB/T 19001-2016 2版"}]


def test_a_broken_catalog_leaves_the_rest_and_says_which_paths_are_broken(workspace: Make) -> None:
    root = workspace({"catalogs/training/base.yaml": "fee: [\n"})
    outcome = load_project(root, root / "projects" / "p")
    assert outcome.value is not None
    assert outcome.value.broken == {"service.training"}
    assert outcome.value.is_broken("service.training.courses[0].times")
    assert outcome.value.is_broken("service.training")
    assert not outcome.value.is_broken("service.training_room")
    assert outcome.value.sources.value("service.training.fee") == Span(PROJECT, 5, 13, 5, 17)


def test_a_folder_with_too_many_files_is_refused(workspace: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FOLDER_FILES", 1)
    root = workspace({})
    outcome = load_project(root, root / "projects" / "p")
    assert [(finding.code, finding.message) for finding in outcome.findings] == [
        ("S015", "文件夹“company_profiles/demo”里有2个 YAML 文件，超过上限1个")
    ]


def test_the_catalogs_of_the_program_stand_in_for_those_a_workspace_lacks(workspace: Make) -> None:
    changes = {PROJECT: "company: shizheng\ncatalogs: {warranty: base, training: video_evidence}\n"}
    loaded = load(workspace({**changes, "catalogs/standards.yaml": None}))
    assert [file.file for file in loaded.files] == [
        PROJECT,
        "builtin:company_profiles/shizheng/profile.yaml",
        "builtin:company_profiles/shizheng/credentials.yaml",
        "builtin:company_profiles/shizheng/policy.yaml",
        "builtin:company_profiles/shizheng/prices.yaml",
        "builtin:company_profiles/shizheng/staff.yaml",
        "catalogs/warranty/base.yaml",
        "builtin:catalogs/training/video_evidence.yaml",
        "builtin:catalogs/standards.yaml",
    ]


def test_the_standards_are_read_alone(workspace: Make) -> None:
    outcome = read_catalog_list(workspace({}), "catalogs/standards.yaml")
    assert outcome.value is not None
    value, sources = outcome.value
    assert value == [{"id": "gbt_19001", "number": "GB/T 19001-2016"}]
    assert sources.value("standards[0].number") == Span("catalogs/standards.yaml", 1, 27, 1, 42)


def test_a_list_that_does_not_exist_is_a_finding(workspace: Make) -> None:
    outcome = read_catalog_list(workspace({}), "catalogs/laws.yaml")
    place = Place(span=Span("catalogs/laws.yaml", 1, 1, 1, 1))
    assert [(finding.code, finding.place) for finding in outcome.findings] == [("S001", place)]


def test_key_paths_are_split_at_dots_and_brackets() -> None:
    assert path_parts("service.training.courses[2].times") == ("service", "training", "courses", 2, "times")


def test_every_finding_has_a_hint(workspace: Make) -> None:
    root = workspace({PROJECT: "company: none\ncompany: none\n", "catalogs/standards.yaml": "a: \t[\n"})
    findings: tuple[Finding, ...] = load_project(root, root / "projects" / "p").findings
    assert [finding.code for finding in findings if finding.hint] == ["S006", "S015", "S005"]
