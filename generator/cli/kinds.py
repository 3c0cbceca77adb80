"""`bidgen kinds`: lists the kinds of document a project may choose."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.workspace import choose_root, workspace_option
from generator.load.resources import list_names

EPILOG = """\b
示例：
  bidgen kinds
"""


@click.command(epilog=EPILOG, options_metavar="[选项]", short_help="列出可用的文件种类。")
@workspace_option
def kinds(*, workspace: Path | None) -> None:
    """列出项目的 kind 可以写什么：名称和标题。"""
    root = choose_root(workspace)
    for name in list_names(root, "templates/zh/kinds", ".yaml"):
        click.echo(f"{name}  {_title(root, name)}".rstrip())


def _title(root: Path, name: str) -> str:
    from generator.load.files import find_template
    from generator.render.kinds import read_kind

    found = find_template(root, f"kinds/{name}.yaml")
    kind = read_kind(found.value.text, found.value.file).value if found.value else None
    return kind.title if kind else ""
