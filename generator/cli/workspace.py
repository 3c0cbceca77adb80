"""Finds what a command works on: the workspace and the projects that the user named."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click
from click.shell_completion import CompletionItem

from generator.load.resources import builtin_root, find_workspace, is_workspace

F = TypeVar("F", bound=Callable[..., object])
PROJECT_FILE = "project.yaml"


def folder(*, exists: bool = False) -> click.Path:
    """Give the type of an argument that names a folder."""
    kind = click.Path(exists=exists, file_okay=False, path_type=Path)
    kind.name = "文件夹"  # Click asked for the name's translation before it could be told the language
    return kind


def file() -> click.Path:
    """Give the type of an argument that names a file to be written."""
    kind = click.Path(dir_okay=False, path_type=Path)
    kind.name = "文件"
    return kind


def workspace_option(command: F) -> F:
    """Add `--workspace`, a folder that must exist."""
    return click.option(
        "--workspace",
        "-w",
        type=folder(exists=True),
        metavar="DIR",
        help="工作区文件夹；不写则从当前文件夹向上寻找。",
    )(command)


def style_option(command: F) -> F:
    """Add `--style`, a style to use instead of the project's."""
    return click.option(
        "--style",
        default="",
        metavar="NAME",
        help="版式，代替项目里写的一种，例如 blind（暗标）。",
    )(command)


def projects_argument(command: F) -> F:
    """Add the argument that names projects, completed from the workspace."""
    return click.argument("projects", nargs=-1, metavar="[项目]...", shell_complete=complete_projects)(command)


def choose_root(workspace: Path | None, projects: tuple[str, ...] = ()) -> Path:
    """Give the workspace: the one named, else that of the first project's path, of here, or the built-in example's."""
    if workspace is not None:
        return _checked(workspace.resolve())
    starts = [Path(project) for project in projects[:1] if Path(project).exists()]
    for start in (*starts, Path.cwd()):
        found = find_workspace(start)
        if found is not None:
            return found
    builtin = builtin_root()
    if builtin.name != "builtin":
        return builtin
    raise click.UsageError("当前文件夹不在工作区里。请用 --workspace 指明工作区，或者用“bidgen init 文件夹”建立一个。")


def choose_projects(root: Path, names: tuple[str, ...]) -> tuple[Path, ...]:
    """Give the project files the user named (by name, folder or file); all of the workspace's where none is named."""
    if names:
        return tuple(dict.fromkeys(_project(root, name) for name in names))
    found = tuple(sorted((root / "projects").glob(f"*/{PROJECT_FILE}")))
    if not found:
        raise click.UsageError(f"工作区“{root}”的 projects 文件夹里没有项目。")
    return found


def project_names(root: Path) -> tuple[str, ...]:
    """Give the names of the workspace's projects in order."""
    return tuple(path.parent.name for path in sorted((root / "projects").glob(f"*/{PROJECT_FILE}")))


def complete_projects(context: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the name of a project."""
    try:
        root = choose_root(context.params.get("workspace"))
    except click.UsageError:
        return []
    return [CompletionItem(name) for name in project_names(root) if name.startswith(incomplete)]


def _checked(root: Path) -> Path:
    if not is_workspace(root):
        raise click.UsageError(f"“{root}”不是工作区：里面应有 projects 和 company_profiles（或者 catalogs）文件夹。")
    return root


def _project(root: Path, name: str) -> Path:
    candidates = [root / "projects" / name / PROJECT_FILE, Path(name), Path(name) / PROJECT_FILE, root / name]
    for candidate in candidates:
        if candidate.is_file():
            return _inside(root, candidate.resolve(), name)
    known = "、".join(project_names(root)) or "没有项目"
    raise click.UsageError(f"没有项目“{name}”。工作区“{root}”里有：{known}。")


def _inside(root: Path, path: Path, name: str) -> Path:
    if not path.is_relative_to(root):
        raise click.UsageError(f"项目“{name}”不在工作区“{root}”里。")
    return path
