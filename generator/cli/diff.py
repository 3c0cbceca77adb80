"""`bidgen diff`: tells which promises two projects or two builds do not share, and in which direction they changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.cli import failures
from generator.cli.answer import put_together, show_errors
from generator.cli.template_cache import kept_templates
from generator.cli.workspace import choose_projects, choose_root, complete_projects, workspace_option

if TYPE_CHECKING:
    from generator.commitments.promise import Promise

REGISTER, TRACE = "register.json", "trace.json"
EPILOG = """\b
示例：
  bidgen diff 旧项目 新项目                       比较工作区里的两个项目
  bidgen diff 交付/一稿/p output/p                比较两次生成的结果（文件夹里有 register.json）
  bidgen diff 一稿/register.json p                比较一次生成的结果和现在的项目
  bidgen diff --format json 旧项目 新项目         供程序读取

方向按承诺的类别判断：时限缩短、质保期延长、巡检加密为加严，反之为放宽；判断不出方向的列为改动。

退出码：0 承诺相同；1 有变化；2 用法有误或者输入读不出。
"""


@click.command(epilog=EPILOG, options_metavar="[选项]", short_help="比较两个项目或者两次生成的承诺。")
@click.argument("before", metavar="原", shell_complete=complete_projects)
@click.argument("after", metavar="新", shell_complete=complete_projects)
@workspace_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="结果的形式：文字或者 JSON。",
)
def diff(*, before: str, after: str, workspace: Path | None, form: str) -> int:
    """比较两者的承诺，列出取消、放宽、改动、加严和新增的各项。

    “原”和“新”可以是项目，也可以是 bidgen build 的输出文件夹或者其中的 register.json。
    """
    with kept_templates():
        old, new = _promises(before, workspace), _promises(after, workspace)
    if old is None or new is None:
        return failures.UNUSABLE

    from generator.commitments.difference import differences
    from generator.report.difference import difference_json, difference_text

    found = differences(old, new)
    report = difference_json if form == "json" else difference_text
    click.echo(report(found, before, after), nl=False)
    return failures.FOUND if found else failures.CLEAN


def _promises(name: str, workspace: Path | None) -> tuple[Promise, ...] | None:
    """Read the promises of a build or of a project; None where the project's findings had to be shown instead."""
    path = Path(name)
    file = path / REGISTER if path.is_dir() else path
    if file.is_file() and file.suffix == ".json":
        return _read(file)
    if (path / TRACE).is_file():
        raise click.UsageError(f"“{path}”里没有 {REGISTER}：请用 bidgen build 重新生成（暗标不写出 {REGISTER}）。")
    return _project(name, workspace)


def _read(file: Path) -> tuple[Promise, ...]:
    from generator.report.register_json import read_promises

    try:
        return read_promises(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise click.UsageError(f"“{file}”不是承诺登记：它应当是 bidgen build 写出的 {REGISTER}。") from error


def _project(name: str, workspace: Path | None) -> tuple[Promise, ...] | None:
    from generator.commitments.promise import promises
    from generator.pipeline import check_project

    root = choose_root(workspace, (name,))
    (chosen,) = choose_projects(root, (name,))
    checked = check_project(root, chosen)
    if checked.bid is not None and checked.catalog is not None:
        return promises(checked.bid, checked.catalog)
    show_errors(put_together((checked,)))
    return None
