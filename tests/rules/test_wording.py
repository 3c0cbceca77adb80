"""The word lists: the built-in ones, a workspace's own, and what is wrong with a malformed one."""

from pathlib import Path
from typing import get_args

import pytest

from generator.model.wording import GroupName
from generator.rules.wording import Wording, load_wording


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "projects").mkdir()
    (tmp_path / "catalogs").mkdir()
    return tmp_path


def test_the_built_in_lists(workspace: Path) -> None:
    outcome = load_wording(workspace)
    assert outcome.findings == ()
    assert outcome.value is not None
    assert tuple(group.id for group in outcome.value.groups) == get_args(GroupName)
    assert "最佳" in outcome.value.group("absolute").words


def test_a_workspace_has_its_own_list(workspace: Path) -> None:
    text = "- id: vague\n  title: 含糊的词\n  words: [酌情]\n"
    (workspace / "catalogs" / "wording.yaml").write_text(text, encoding="utf-8")
    wording = load_wording(workspace).value
    assert wording is not None
    assert wording.group("vague").words == ("酌情",)
    assert wording.group("absolute").words == ()


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("- id: vauge\n  title: 词\n", "catalogs/wording.yaml:1:7", "用词清单的“[0].id”填写不正确"),
        ("- id: vague\n  title: 词\n  word: [酌情]\n", "catalogs/wording.yaml:3:9", "用词清单的“[0].word”填写不正确"),
        ("- id: vague\n  title: 词\n  words: 酌情\n", "catalogs/wording.yaml:3:10", "用词清单的“[0].words”填写不正确"),
    ],
)
def test_a_malformed_list_is_reported_at_its_place(workspace: Path, text: str, place: str, message: str) -> None:
    (workspace / "catalogs" / "wording.yaml").write_text(text, encoding="utf-8")
    outcome = load_wording(workspace)
    assert outcome.value is None
    assert [(finding.code, str(finding.place.span), finding.message) for finding in outcome.findings] == [
        ("S180", place, message)
    ]


def test_a_list_that_is_no_yaml_is_reported(workspace: Path) -> None:
    (workspace / "catalogs" / "wording.yaml").write_text("- id: [\n", encoding="utf-8")
    outcome = load_wording(workspace)
    assert outcome.value is not None
    assert outcome.value.groups == ()
    assert [finding.code for finding in outcome.findings] == ["S005"]


def test_the_built_in_terms_name_each_word_once(workspace: Path) -> None:
    wording = load_wording(workspace).value
    assert wording is not None
    words = [word for term in wording.terms for word in term.words]
    assert sorted(set(words)) == sorted(words)
    assert [term.id for term in wording.terms if term.fact] == ["buyer", "bidder", "warranty"]


def test_a_malformed_term_is_reported_at_its_place(workspace: Path) -> None:
    (workspace / "catalogs" / "terms.yaml").write_text("- {id: login, term: 登录, word: [登陆]}\n", encoding="utf-8")
    outcome = load_wording(workspace)
    assert outcome.value is None
    assert {finding.code for finding in outcome.findings} == {"S180"}
    assert ("catalogs/terms.yaml:1:31", "术语清单的“[0].word”填写不正确") in [
        (str(finding.place.span), finding.message) for finding in outcome.findings
    ]


def test_without_lists_every_group_is_empty() -> None:
    assert Wording().group("vague").words == ()
