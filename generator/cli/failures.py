"""What a user is told when a command cannot answer: wrong usage, the system's refusal, an interrupt, a bug."""

from __future__ import annotations

import errno
from pathlib import Path

import click

from generator.cli.messages import say
from generator.languages.spoken import is_english, told

CLEAN = 0
FOUND = 1
UNUSABLE = 2
BUG = 3
INTERRUPTED = 130

_REASONS = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘空间不足",
    errno.EROFS: "磁盘只能读、不能写",
    errno.ENOENT: "文件或者文件夹不存在",
    errno.ENOTDIR: "上一级不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EEXIST: "已经存在",
    errno.EDQUOT: "磁盘配额已满",
    errno.ENAMETOOLONG: "名称太长",
    errno.ETXTBSY: "文件正被别的程序使用",
}


def tell_usage(error: click.ClickException) -> int:
    """Show the usage of the command and what is wrong with the arguments; give exit code 2."""
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        say(error.format_message(), err=True)
        return UNUSABLE
    if context is not None:
        say(context.get_usage(), err=True)
        say(f"用法说明请看：{context.command_path} --help\n", err=True)
    say(f"错误：{_full_stop(error.format_message())}", err=True)
    return UNUSABLE


def tell_system(error: OSError) -> int:
    """Say which file the system refused and why; give exit code 2."""
    reason = _REASONS.get(error.errno or 0, error.strerror or "原因不明")
    name = f"“{error.filename}”" if error.filename else "文件"
    say(f"错误：不能读写{name}：{reason}。没有改动已有的输出文件。", err=True)
    return UNUSABLE


def tell_interrupted() -> int:
    """Say that the run was interrupted; give exit code 130."""
    say("\n已中断，没有改动已有的输出文件。", err=True)
    return INTERRUPTED


def tell_broken_off(ended: int, total: int) -> int:
    """Say how many projects of a batch were done when it was interrupted; give exit code 130."""
    say(f"\n已中断：{total}个项目中做完{ended}个，其余的输出文件没有改动；再运行一次就接着做。", err=True)
    return INTERRUPTED


def tell_bug(error: Exception, *, show: bool) -> int:
    """Say that the program failed; show the traceback or save it to a file and name that; give exit code 3."""
    import traceback

    _show_or_save("".join(traceback.format_exception(error)), show=show)
    say(f"错误：bidgen 自身出错（{type(error).__name__}），不是资料的问题。请把出错信息发给维护者。", err=True)
    return BUG


def tell_bug_in(project: str, lines: str, *, show: bool) -> int:
    """Say that the program failed at one project; show its traceback or save it to a file; give exit code 3."""
    _show_or_save(lines, show=show)
    message = f"错误：生成项目“{project}”时 bidgen 自身出错，不是资料的问题。请把出错信息发给维护者。"
    say(message, err=True)
    return BUG


def _show_or_save(lines: str, *, show: bool) -> None:
    if show:
        click.echo(lines, err=True)
    else:
        say(f"出错信息已保存到：{_save(lines)}", err=True)


def _save(lines: str) -> Path:
    import tempfile

    with tempfile.NamedTemporaryFile(
        "w", encoding="utf-8", prefix="bidgen-error-", suffix=".txt", delete=False
    ) as stream:
        stream.write(lines)
        return Path(stream.name)


def _full_stop(message: str) -> str:
    if is_english():
        return f"{told(message).rstrip('.。')}."
    message = message.replace("。 ", "。").rstrip(".。")
    return message if message.endswith("？") else message + "。"
