"""The program `bidgen`: hands a command its arguments and turns whatever comes back into an exit code."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from generator import __version__
from generator.cli import failures
from generator.cli.messages import in_users_language, speak_language
from generator.languages.spoken import asked_for, told

COMMANDS = {
    "check": "检查项目；可以另写审核报告。",
    "build": "检查并生成 DOCX 和 PDF。",
    "preview": "把各页画成图片，看看版面。",
    "audit": "审核任何 DOCX、PDF 或者文本：承诺、矛盾、残留。",
    "fix": "把审核出的正确内容作为修订写进 DOCX。",
    "register": "写出承诺登记表：每项承诺的来源和印出位置。",
    "diff": "比较两个项目或者两次生成的承诺。",
    "demo": "生成示例项目。",
    "init": "建立工作区。",
    "schema": "输出 JSON Schema，供编辑器提示。",
    "doctor": "检查运行环境。",
    "rules": "列出全部问题编号。",
    "explain": "说明一个问题编号。",
    "kinds": "列出可用的文件种类和各章需要的资料。",
    "completion": "输出命令补全脚本。",
}
"""What each command is for; the command itself is called as its module."""

EPILOG = """\b
示例：
  bidgen demo                     生成示例项目，看看结果是什么样
  bidgen init 我的标书            建立工作区
  bidgen check video_evidence     检查一个项目
  bidgen build video_evidence     检查并生成 DOCX 和 PDF
  bidgen audit 标书.docx          审核一份成品文件，不论是谁写的
  bidgen fix 标书.docx -p video_evidence -o 改后.docx   能改的用修订改好

退出码：0 无问题；1 有达到界限的问题；2 用法有误或者输入读不出；3 程序自身出错；130 被中断。
"""


class Program(click.Group):
    """A group that knows its commands by name and purpose, and loads the module of the one that is used."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Give the command that the arguments begin with, loaded."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, command and in_users_language(_loaded(name)), rest

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by its name and purpose, the purpose in the language of the user."""
        command = super().get_command(ctx, cmd_name)
        return command and click.Command(command.name, short_help=told(command.short_help or ""))


def _loaded(name: str | None) -> click.Command:
    command = getattr(import_module(f"generator.cli.{name}"), str(name))
    assert isinstance(command, click.Command)  # noqa: S101 - a test loads them all
    return command


@click.group(
    cls=Program,
    commands={name: click.Command(name, short_help=purpose) for name, purpose in COMMANDS.items()},
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=EPILOG,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]...",
)
@click.version_option(__version__, "-V", "--version", message="bidgen %(version)s", help="显示版本号并退出。")
@click.option("--debug", is_flag=True, help="程序自身出错时显示完整的出错信息。")
def program(*, debug: bool) -> None:
    """从 YAML 事实生成前后一致、可追溯的投标文件（DOCX 和 PDF）。"""
    del debug  # read in `run`, before a command starts


_OBJECTS_BEFORE_COLLECTION = 500_000


def main() -> None:
    """Run the program on the arguments of the process and leave with its exit code.

    Why the threshold: a check makes some hundred thousand small objects that live until it ends; looking for dead ones
    among them over and over costs a fifth of its time.
    """
    gc.set_threshold(_OBJECTS_BEFORE_COLLECTION)
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run the program on `arguments` and give the exit code: 0, 1, 2, 3 or 130."""
    speak_language(asked_for(arguments, os.environ))
    try:
        answer = in_users_language(program).main(list(arguments), prog_name="bidgen", standalone_mode=False)
    except (click.Abort, KeyboardInterrupt):
        return failures.tell_interrupted()
    except click.ClickException as error:
        return failures.tell_usage(error)
    except OSError as error:
        return failures.tell_system(error)
    except Exception as error:  # noqa: BLE001 - a bug, whatever it is: the user gets a sentence, the traceback a file
        return failures.tell_bug(error, show="--debug" in arguments)
    return answer if isinstance(answer, int) else 0
