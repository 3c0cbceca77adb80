"""`bidgen init`: makes a workspace from the example that travels with the program."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from generator.cli.messages import say
from generator.load.resources import builtin_root

EPILOG = """\b
示例：
  bidgen init 我的标书
  cd 我的标书 && bidgen build
"""
COPIED = ("company_profiles", "catalogs", "projects")
IGNORED = "output/\n"


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("folder", type=click.Path(path_type=Path), metavar="文件夹")
def init(*, folder: Path) -> None:
    """建立工作区：公司资料、目录库和每种文件一个示例项目，供修改后使用。

    文件夹须不存在或者是空的，已有的文件不会被覆盖。YAML 文件的第一行让 VS Code 等编辑器（装有 YAML 扩展）边写边提示。
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"“{folder}”已存在，而且不是空文件夹；请换一个名称，已有的文件没有改动。")
    copy_example(folder)
    say(f"工作区已建立：{folder.resolve()}")
    say(f"接下来：\n  cd {folder}\n  bidgen check\n  bidgen build")


def copy_example(folder: Path) -> None:
    """Copy the example into `folder`, which is absent or empty; a failure half-way leaves nothing behind."""
    from generator.model.schema import write_schemas

    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}.", dir=folder.parent) as beside:
        workspace = Path(beside) / "workspace"
        for name in COPIED:
            shutil.copytree(builtin_root() / name, workspace / name, ignore=shutil.ignore_patterns(".*"))
        write_schemas(workspace / "schemas")
        (workspace / ".gitignore").write_text(IGNORED, encoding="utf-8")
        (workspace / "output").mkdir()
        if folder.exists():
            folder.rmdir()
        workspace.rename(folder)
