"""Files are found in the workspace or built in, and only read where that is safe."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import generator
from generator.finding import Place
from generator.load.files import find_template, is_inside, is_plain_path, read_bytes, read_for_display, read_text
from generator.load.resources import (
    Resource,
    builtin_root,
    find_resource,
    find_workspace,
    is_workspace,
    list_names,
    list_templates,
    path_of,
)
from generator.load.workspace import load_project
from generator.source import Span

Make = Callable[[Mapping[str, object]], Path]
SOURCE = Path(generator.__file__).resolve().parent.parent


def test_the_built_in_files_are_those_of_the_source_where_nothing_is_packed() -> None:
    assert builtin_root() == SOURCE


def test_the_built_in_files_of_a_wheel_go_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "builtin").mkdir()
    monkeypatch.setattr(generator, "__file__", str(tmp_path / "__init__.py"))
    assert builtin_root() == tmp_path / "builtin"


def test_a_workspace_is_found_from_any_folder_in_it(workspace: Make, tmp_path: Path) -> None:
    root = workspace({})
    assert find_workspace(root / "projects" / "p") == root
    assert find_workspace(tmp_path) is None
    assert not is_workspace(tmp_path)


def test_the_workspace_goes_before_what_is_built_in(workspace: Make) -> None:
    root = workspace({"templates/zh/style/house.yaml": "name: 自己的\n"})
    own = find_resource(root, "templates/zh/style/house.yaml")
    built_in = find_resource(root, "catalogs/warranty/video_evidence.yaml")
    assert own == Resource(root / "templates/zh/style/house.yaml", root, "templates/zh/style/house.yaml")
    assert built_in == Resource(
        SOURCE / "catalogs/warranty/video_evidence.yaml", SOURCE, "builtin:catalogs/warranty/video_evidence.yaml"
    )
    assert find_resource(root, "catalogs/nothing.yaml") is None


def test_names_in_findings_lead_back_to_the_files(workspace: Make) -> None:
    root = workspace({})
    assert path_of(root, "catalogs/standards.yaml") == root / "catalogs/standards.yaml"
    assert path_of(root, "builtin:catalogs/standards.yaml") == SOURCE / "catalogs/standards.yaml"


def test_names_are_listed_once_from_both(workspace: Make) -> None:
    root = workspace({"catalogs/warranty/video_evidence.yaml": "a: 1\n", "company_profiles/.old/a.yaml": "a: 1\n"})
    catalogs = sorted({"base", *(path.stem for path in (SOURCE / "catalogs" / "warranty").iterdir())})
    companies = sorted({"demo", *(path.name for path in (SOURCE / "company_profiles").iterdir())})
    assert list_names(root, "catalogs/warranty", ".yaml") == tuple(catalogs)
    assert list_names(root, "company_profiles") == tuple(companies)
    assert list_names(root, "catalogs/nothing", ".yaml") == ()


def test_templates_are_listed_once_from_both(workspace: Make) -> None:
    root = workspace({"templates/zh/style/house.yaml": "a: 1\n", "templates/zh/style/own.yaml": "a: 1\n"})
    names = {"own.yaml", *(path.name for path in (SOURCE / "templates" / "zh" / "style").iterdir())}
    assert list_templates(root, "style", ".yaml") == tuple(f"style/{name}" for name in sorted(names))


def test_a_template_is_read_by_its_path_from_the_templates(workspace: Make) -> None:
    root = workspace({"templates/zh/chapters/own.md.j2": "# 甲\n"})
    outcome = find_template(root, "chapters/own.md.j2")
    assert outcome.value is not None
    assert (outcome.value.file, outcome.value.text) == ("templates/zh/chapters/own.md.j2", "# 甲\n")


@pytest.mark.parametrize(
    ("relative", "code"), [("chapters/none.md.j2", "S001"), ("../../secret", "S014"), ("/etc/passwd", "S014")]
)
def test_a_template_that_is_missing_or_outside_is_a_finding(workspace: Make, relative: str, code: str) -> None:
    referrer = Place(span=Span("templates/zh/kinds/k.yaml", 3, 9, 3, 20))
    outcome = find_template(workspace({}), relative, referrer)
    assert [(finding.code, finding.place) for finding in outcome.findings] == [(code, referrer)]


@pytest.mark.parametrize(
    ("path", "plain"),
    [
        ("a", True),
        ("credentials/a b.png", True),
        ("证书/甲.png", True),
        ("", False),
        ("a//b", False),
        ("./a", False),
        ("a/../b", False),
        ("/a", False),
        ("a\\b", False),
        ("C:a", False),
        ("a\0", False),
        ("甲" * 86, False),
    ],
)
def test_paths_of_users_stay_below_their_folder(path: str, *, plain: bool) -> None:
    assert is_plain_path(path) is plain


def test_a_link_that_never_ends_is_not_inside(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to("loop")
    assert not is_inside(tmp_path / "loop", tmp_path / "loop" / "file")


@pytest.mark.parametrize(
    ("error", "reason"),
    [(PermissionError(), "没有读取权限"), (FileNotFoundError(), "文件不存在"), (OSError(), "读取时出错")],
)
def test_what_the_system_refuses_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, reason: str
) -> None:
    def refuse(*_: object) -> object:
        raise error

    (tmp_path / "a.yaml").write_text("a: 1\n", encoding="utf-8")
    monkeypatch.setattr(Path, "open", refuse)
    outcome = read_bytes(Resource(tmp_path / "a.yaml", tmp_path, "a.yaml"), 100)
    assert [finding.message for finding in outcome.findings] == [f"读不出文件“a.yaml”：{reason}"]


@pytest.mark.parametrize("refused", ["exists", "iterdir"])
def test_a_folder_we_may_not_look_into_counts_as_absent(
    workspace: Make, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    def refuse(_: Path) -> object:
        raise PermissionError

    root = workspace({})
    monkeypatch.setattr(Path, refused, refuse)
    outcome = load_project(root, root / "projects" / "p")
    codes = [finding.code for finding in outcome.findings]
    assert codes == {"exists": ["S025"], "iterdir": ["S001"]}[refused]


def test_a_finding_about_a_file_points_to_where_it_is_named(tmp_path: Path) -> None:
    referrer = Place(path="project.catalogs.training")
    outcome = read_text(Resource(tmp_path / "a.yaml", tmp_path, "a.yaml"), referrer)
    assert [(finding.code, finding.place) for finding in outcome.findings] == [("S001", referrer)]


def test_files_that_findings_point_into_are_shown_as_far_as_possible(workspace: Make) -> None:
    changes = {
        "a.yaml": {"text": "名称: 甲\r\n", "encoding": "gb18030"},
        "b.yaml": {"text": "名称: 乙\n", "encoding": "utf-16"},
        "c.yaml": {"hex": "613aff80ff"},
        "d.yaml": "名称: 丁\n",
        "e.yaml": {"link": "../outside.yaml"},
    }
    shown = read_for_display(
        workspace(changes), [*changes, "f.yaml", "../outside.yaml", "builtin:catalogs/standards.yaml"]
    )
    standards = (SOURCE / "catalogs/standards.yaml").read_text(encoding="utf-8")
    assert shown == {
        "a.yaml": "名称: 甲\n",
        "builtin:catalogs/standards.yaml": standards,
        "c.yaml": "a:\ufffd\ufffd\ufffd",
        "d.yaml": "名称: 丁\n",
    }
