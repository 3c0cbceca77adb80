"""`bidgen demo`: builds the example projects and says where their documents are."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.build import build_all
from generator.cli.init import copy_example
from generator.cli.messages import say
from generator.cli.workspace import choose_projects, folder
from generator.load.resources import builtin_root
from generator.wanted import WHATEVER

EPILOG = """\b
示例：
  bidgen demo
  bidgen demo --out 示例结果
"""
WORKSPACE = "bidgen-demo"


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.option(
    "--out",
    type=folder(),
    metavar="DIR",
    help="输出文件夹；不写则为工作区的 output。",
)
def demo(*, out: Path | None) -> int:
    """生成示例项目的 DOCX 和 PDF，并说明文件在哪里。

    在源码里运行时使用源码自带的示例；安装后运行时在当前文件夹建立“bidgen-demo”工作区，可以直接修改着试。
    """
    root = example_workspace(Path.cwd())
    code = build_all(root, choose_projects(root, ()), out or root / "output", WHATEVER)
    say(f"示例资料在：{root / 'projects'}、{root / 'company_profiles'}，改一处再生成一次，看看哪些地方跟着变。")
    return code


def example_workspace(here: Path) -> Path:
    """Give the checkout itself, or, installed from the wheel, the example workspace in `here`, made where absent."""
    builtin = builtin_root()
    if builtin.name != "builtin":
        return builtin
    root = here / WORKSPACE
    if not root.exists():
        copy_example(root)
    return root
