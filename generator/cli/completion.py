"""`bidgen completion`: the script that lets a shell complete commands, options and project names."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

EPILOG = """\b
示例：
  bidgen completion bash >> ~/.bashrc
  bidgen completion zsh >> ~/.zshrc
  bidgen completion fish > ~/.config/fish/completions/bidgen.fish
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@click.pass_context
def completion(context: click.Context, shell: str) -> None:
    """输出一段脚本，加入 Shell 的配置文件后，按 Tab 键补全命令、选项和项目名称。"""
    script = get_completion_class(shell)
    assert script is not None  # noqa: S101 - the three names above are Click's own
    click.echo(script(context.find_root().command, {}, "bidgen", "_BIDGEN_COMPLETE").source())
