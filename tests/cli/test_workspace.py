"""`init`, `schema`, `kinds` and how commands find the workspace and its projects."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.cli.demo import example_workspace
from generator.cli.main import run
from generator.cli.workspace import choose_projects, choose_root, project_names
from generator.load import resources

ROOT = Path(__file__).parents[2]
PROJECT = "projects/video_evidence/project.yaml"


def test_init_makes_a_workspace_whose_modelines_lead_to_schemas(workspace: Path) -> None:
    assert sorted(path.name for path in workspace.iterdir()) == [
        ".gitignore",
        "catalogs",
        "company_profiles",
        "output",
        "projects",
        "schemas",
    ]
    files = sorted(workspace.rglob("*.yaml"))
    modelines = {file: re.search(r"\$schema=(\S+)", file.read_text(encoding="utf-8")) for file in files}
    linked = {file: file.parent / found[1] for file, found in modelines.items() if found}
    assert [file for file, schema in linked.items() if not schema.is_file()] == []
    assert workspace / PROJECT in linked
    assert workspace / "company_profiles" / "shizheng" / "staff.yaml" in linked


def test_init_fills_an_empty_folder_and_leaves_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    assert run(["init", str(tmp_path / "new")]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("taken", ["folder", "file"])
def test_init_overwrites_nothing(taken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "taken"
    if taken == "folder":
        target.mkdir()
        (target / "重要.txt").write_text("原有内容", encoding="utf-8")
    else:
        target.write_text("原有内容", encoding="utf-8")
    assert run(["init", str(target)]) == 2
    assert f"“{target}”已存在，而且不是空文件夹；请换一个名称，已有的文件没有改动。" in capsys.readouterr().err
    kept = target / "重要.txt" if taken == "folder" else target
    assert kept.read_text(encoding="utf-8") == "原有内容"


def test_schema_writes_one_file_for_each_kind_of_yaml(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["schema", "--workspace", str(ROOT), "--out", str(tmp_path)]) == 0
    written = {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").iterdir()}
    assert sorted(capsys.readouterr().out.splitlines()) == sorted(str(tmp_path / name) for name in written)


def test_kinds_are_listed_with_their_titles(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kinds", "--workspace", str(ROOT)]) == 0
    listed = dict(line.split("  ") for line in capsys.readouterr().out.splitlines())
    assert list(listed) == sorted(path.stem for path in (ROOT / "templates" / "zh" / "kinds").iterdir())
    assert listed["quality_assurance"] == "质量保证和售后服务体系"


def test_a_kind_is_listed_with_its_chapters_and_what_they_need(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = workspace / "templates" / "zh"
    (folder / "kinds").mkdir(parents=True)
    (folder / "chapters").mkdir()
    (folder / "kinds" / "own.yaml").write_text(OWN_KIND, encoding="utf-8")
    (folder / "chapters" / "own.md.j2").write_text(OWN_CHAPTER, encoding="utf-8")
    assert run(["kinds", "own"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "自定方案（own）",
        "  a  甲",
        "    own  ‹warranty›承诺  own  需要 service.warranty、company.sites（缺少时不印）  填写了 project.remark 才有",
        "  other  名单  own/other  暗标中不印",
    ]


OWN_KIND = """\
name: own
title: 自定方案
front: {cover: front/cover.md.j2, running: front/running.md.j2}
chapters:
  - {id: a, title: 甲, sections: [{file: own, optional: true, when: project.remark}]}
  - {file: own/other, title: 名单, open_only: true}
"""
OWN_CHAPTER = (
    "{# needs: service.warranty, company.sites #}\n"
    "# {{ project.terms.warranty }}承诺{% if company.sites is given %}{% endif %} {#own}\n"
)


def test_an_unknown_kind_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["kinds", "quality_asurance", "--workspace", str(ROOT)]) == 2
    assert "没有名为“quality_asurance”的文件种类；是不是 quality_assurance？" in capsys.readouterr().err


def test_a_kind_that_cannot_be_read_is_listed_without_a_title(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kinds = workspace / "templates" / "zh" / "kinds"
    kinds.mkdir(parents=True)
    (kinds / "broken.yaml").write_bytes("title: 损坏".encode("gb18030"))
    (kinds / "listed.yaml").write_text("- 一\n", encoding="utf-8")
    assert run(["kinds"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if "  " not in line] == ["broken", "listed"]
    assert "quality_assurance  质量保证和售后服务体系" in lines


@pytest.mark.parametrize("name", ["video_evidence", "projects/video_evidence", PROJECT, f"./{PROJECT}"])
def test_a_project_is_named_by_its_name_its_folder_or_its_file(name: str, workspace: Path) -> None:
    assert choose_projects(workspace, (name, name)) == (workspace / PROJECT,)


def test_the_workspace_is_found_from_a_folder_inside_it_and_from_a_projects_path(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(workspace / "catalogs")
    assert choose_root(None) == workspace
    monkeypatch.chdir(tmp_path)
    assert choose_root(None) == ROOT
    assert choose_root(None, (str(workspace / "projects" / "video_evidence"),)) == workspace


REFUSED = [
    (["check", "-w", "catalogs"], "不是工作区：里面应有 projects 和 company_profiles（或者 catalogs）文件夹。"),
    (["check", "nothing"], "没有项目“nothing”。工作区“{workspace}”里有：video_evidence。"),
    (["check", "../outside"], "项目“../outside”不在工作区“{workspace}”里。"),
]


@pytest.mark.parametrize(("arguments", "message"), REFUSED)
def test_what_is_no_project_of_the_workspace_is_refused(
    arguments: list[str], message: str, workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = workspace.parent / "outside"
    outside.mkdir()
    (outside / "project.yaml").write_text("name: 别处\n", encoding="utf-8")
    assert run(arguments) == 2
    assert message.format(workspace=workspace) in capsys.readouterr().err


def test_a_workspace_without_projects_says_so(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / PROJECT).unlink()
    assert run(["check"]) == 2
    assert "的 projects 文件夹里没有项目。" in capsys.readouterr().err
    assert project_names(workspace) == ()


def test_installed_from_the_wheel_a_command_outside_a_workspace_says_how_to_make_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("generator.cli.workspace.builtin_root", lambda: Path("site-packages/generator/builtin"))
    assert run(["check"]) == 2
    assert "用“bidgen init 文件夹”建立一个。" in capsys.readouterr().err


def test_the_demo_of_the_checkout_is_the_checkout_and_that_of_the_wheel_a_workspace_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert example_workspace(tmp_path) == ROOT
    packed = tmp_path / "builtin"
    packed.symlink_to(ROOT, target_is_directory=True)
    for module in ("generator.cli.demo", "generator.cli.init"):
        monkeypatch.setattr(f"{module}.builtin_root", lambda: packed)
    made = example_workspace(tmp_path)
    assert made == tmp_path / "bidgen-demo"
    assert resources.is_workspace(made)
    (made / PROJECT).write_text("# 改过\n", encoding="utf-8")
    assert example_workspace(tmp_path) == made
    assert (made / PROJECT).read_text(encoding="utf-8") == "# 改过\n"
