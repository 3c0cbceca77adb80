"""`bidgen schema`: writes the JSON Schemas that let an editor complete and check the YAML files."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.workspace import choose_root, folder, workspace_option

EPILOG = """\b
示例：
  bidgen schema                  写到工作区的 schemas 文件夹
  bidgen schema --out 文件夹

YAML 文件的第一行这样写，VS Code（装有 YAML 扩展）就会边写边提示：
  # yaml-language-server: $schema=../../schemas/project.schema.json
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@workspace_option
@click.option(
    "--out",
    type=folder(),
    metavar="DIR",
    help="写到哪里；不写则为工作区的 schemas。",
)
def schema(*, workspace: Path | None, out: Path | None) -> None:
    """输出公司资料、项目和各类目录的 JSON Schema，每个键都有中文说明。"""
    from generator.model.schema import write_schemas

    folder = out or choose_root(workspace) / "schemas"
    for path in write_schemas(folder):
        click.echo(path)
