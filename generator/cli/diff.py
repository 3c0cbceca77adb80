"""`bidgen diff`: tells which promises two projects or two builds do not share, and in which direction they changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli import failures
from generator.cli.answer import put_together, show_errors
from generator.cli.messages import say
from generator.cli.workspace import choose_projects, choose_root, complete_projects, file, workspace_option

if TYPE_CHECKING:
    from generator.commitments.catalog import Catalog
    from generator.pipeline.desk import Checked
    from generator.report.difference import Comparison, Version
    from generator.report.trace_promises import Printed

REGISTER, TRACE = "register.json", "trace.json"
BINARY = ("docx", "xlsx")
EPILOG = """\b
示例：
  bidgen diff 旧项目 新项目                       比较工作区里的两个项目
  bidgen diff 交付/一稿/p output/p                比较两次生成的结果（文件夹里有 register.json 或者 trace.json）
  bidgen diff 一稿/register.json p                比较一次生成的结果和现在的项目
  bidgen diff 一稿 p --format docx --out 变化.docx
  bidgen diff --format json 旧项目 新项目         供程序读取

方向按承诺的类别判断：时限缩短、质保期延长、巡检加密为加严，反之为放宽；判断不出方向的列为改动。
暗标只写出 trace.json：按印出的数值比较，并说明哪些没有比较。

退出码：0 承诺相同；1 有变化；2 用法有误或者输入读不出。
"""


@dataclass(frozen=True, slots=True)
class _Given:
    """What the user named: a register, a trace, or a project."""

    name: str
    register: Path | None = None
    trace: Path | None = None

    @property
    def by_trace_only(self) -> bool:
        """Whether only printed values are known."""
        return self.trace is not None and self.register is None


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("before", metavar="原", shell_complete=complete_projects)
@click.argument("after", metavar="新", shell_complete=complete_projects)
@workspace_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "docx", "xlsx"]),
    default="text",
    show_default=True,
    help="结果的形式：文字、JSON、DOCX 对照表（供签字）或者 XLSX。",
)
@click.option("--out", type=file(), metavar="FILE", help="写到哪个文件；DOCX 和 XLSX 必须写，其余的不写则直接显示。")
def diff(*, before: str, after: str, workspace: Path | None, form: str, out: Path | None) -> int:
    """比较两者的承诺，列出取消、放宽、改动、加严和新增的各项。

    “原”和“新”可以是项目，也可以是 bidgen build 的输出文件夹或者其中的 register.json、trace.json。
    """
    if out is None and form in BINARY:
        raise click.UsageError(f"--format {form} 需要用 --out 写明文件，例如 --out 变化.{form}。")
    with kept_templates():
        comparison = _compared(_given(before), _given(after), workspace)
    if comparison is None:
        return failures.UNUSABLE
    data = _written(form, comparison, workspace)
    if out is None:
        click.echo(data.decode(), nl=False)
    else:
        from generator.write.files import replace_files

        replace_files({out: data})
        say(f"已写出：{out}")
    return failures.FOUND if comparison.found else failures.CLEAN


# --- what is compared ------------------------------------------------------------------------------------------------


def _given(name: str) -> _Given:
    path = Path(name)
    if path.suffix == ".json" and path.is_file():
        beside = path.parent / TRACE
        if path.name == TRACE:
            return _Given(name, trace=path)
        return _Given(name, register=path, trace=beside if beside.is_file() else None)
    register, trace = path / REGISTER, path / TRACE
    return _Given(name, register if register.is_file() else None, trace if trace.is_file() else None)


def _compared(before: _Given, after: _Given, workspace: Path | None) -> Comparison | None:
    from generator.report.difference import compared

    if before.by_trace_only or after.by_trace_only:
        return _by_trace(before, after, workspace)
    old, new = _version(before, workspace), _version(after, workspace)
    return compared(old, new) if old and new else None


def _by_trace(before: _Given, after: _Given, workspace: Path | None) -> Comparison | None:
    from generator.commitments.catalog import Catalog
    from generator.report.trace_promises import compared_as_printed

    old, new = _printed(before, workspace), _printed(after, workspace)
    return compared_as_printed(old, new, _catalog(workspace) or Catalog()) if old and new else None


def _catalog(workspace: Path | None) -> Catalog | None:
    from generator.commitments.catalog import load_catalog

    return load_catalog(workspace or Path()).value


def _version(given: _Given, workspace: Path | None) -> Version | None:
    """Read the promises of a build or of a project; None where the project's findings had to be shown instead."""
    from generator.report.difference import Version

    if given.register is None:
        return _of_project(given.name, workspace)
    from generator.report.register_json import read_register

    try:
        read = read_register(given.register.read_text(encoding="utf-8"))
    except ValueError as error:
        message = f"“{given.register}”不是承诺登记：它应当是 bidgen build 写出的 {REGISTER}。"
        raise click.UsageError(message) from error
    return Version(given.name, read.promises, read.places, read.date)


def _of_project(name: str, workspace: Path | None) -> Version | None:
    from generator.commitments.promise import promises
    from generator.report.difference import Version

    checked = _checked(name, workspace)
    if checked.bid is None or checked.catalog is None:
        show_errors(put_together((checked,)))
        return None
    found = promises(checked.bid, checked.catalog)
    places = {promise.path: str(checked.sources.value(promise.path) or "") for promise in found}
    return Version(name, found, places, checked.bid.project.date.isoformat())


def _printed(given: _Given, workspace: Path | None) -> tuple[Version, tuple[Printed, ...]] | None:
    """Read what a build or a project prints."""
    from generator.report.difference import Version
    from generator.report.trace_promises import printed_in, read_trace

    if given.trace is not None:
        try:
            return Version(given.name, ()), read_trace(given.trace.read_text(encoding="utf-8"))
        except ValueError as error:
            message = f"“{given.trace}”读不出：它应当是 bidgen build 写出的 {TRACE}。"
            raise click.UsageError(message) from error
    if given.register is not None:
        raise click.UsageError(f"另一方只有 {TRACE}，“{given.name}”旁边也要有 {TRACE} 才能比较。")
    checked = _checked(given.name, workspace)
    if checked.bid is None or checked.document is None:
        show_errors(put_together((checked,)))
        return None
    version = Version(given.name, (), date=checked.bid.project.date.isoformat())
    return version, printed_in(checked.document, checked.sources)


def _checked(name: str, workspace: Path | None) -> Checked:
    from generator.pipeline.checking import check_project

    root = choose_root(workspace, (name,))
    (chosen,) = choose_projects(root, (name,))
    return check_project(root, chosen)


# --- how it is told --------------------------------------------------------------------------------------------------


def _written(form: str, comparison: Comparison, workspace: Path | None) -> bytes:
    from generator.report.difference import difference_json, difference_text

    if form not in BINARY:
        return (difference_json if form == "json" else difference_text)(comparison).encode()
    if form == "xlsx":
        from generator.report.difference_document import TITLE, difference_sheets
        from generator.write.xlsx.workbook import write_xlsx

        return write_xlsx(difference_sheets(comparison), TITLE, "bidgen", _day(comparison))
    from generator.pipeline.reviewing import difference_written

    return difference_written(workspace or Path(), comparison, _day(comparison))


def _day(comparison: Comparison) -> datetime:
    """Give the time written into the file, the later day of the two bids: the same input gives the same bytes."""
    days = [version.date for version in (comparison.before, comparison.after) if version.date]
    return datetime.fromisoformat(f"{max(days, default='2000-01-01')}T00:00:00+00:00")
