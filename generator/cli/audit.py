"""`bidgen audit`: reads finished files, whoever wrote them, and says what they promise and what is wrong with them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import LIMITS, exit_code, format_option, limit_option, put_together, show
from generator.cli.codes import titles
from generator.cli.edited import annotated_file
from generator.cli.messages import say
from generator.cli.progress import steps
from generator.cli.workspace import choose_projects, choose_root, complete_projects, file, folder, workspace_option
from generator.finding import Severity

if TYPE_CHECKING:
    from generator.pipeline.auditing import Audited
    from generator.pipeline.desk import Built
    from generator.report.audit_content import AuditContent

READABLE = (".docx", ".pdf", ".txt")
_MOST_NAMED = 5
EPILOG = """\b
示例：
  bidgen audit 标书.docx                               占位符、丢失的符号、前后矛盾、没有处理的修订
  bidgen audit 标书.docx --project video_evidence      还与这个项目的承诺和名称比较
  bidgen audit 标书.docx -p video_evidence --report 审核   另写审核报告：审核/audit.docx、audit.pdf、audit.xlsx
  bidgen audit 标书.docx --annotate 批注.docx          问题作为批注写在原文的文字上
  bidgen audit 商务标.docx 技术标.docx                 一次审核几个文件
  bidgen audit 标书.txt --format json > 结果.json      承诺和问题，带字符位置，供程序读取

退出码：0 没有到 --limit 的问题；1 有；2 用法有误，或者文件、项目读不出。
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="文件...")
@click.option(
    "--project",
    "-p",
    default="",
    metavar="项目",
    help="与这个项目的承诺、名称比较。",
    shell_complete=complete_projects,
)
@workspace_option
@format_option
@limit_option
@click.option(
    "--report",
    type=folder(),
    metavar="DIR",
    help="把审核报告（DOCX、PDF、XLSX、JSON）写到这个文件夹；有几个文件时，每个各占一个子文件夹。",
)
@click.option(
    "--annotate",
    type=file(),
    metavar="OUT.docx",
    help="另存一份DOCX，每个问题在所在的文字上加批注；别的一概不动。",
)
def audit(  # noqa: PLR0913 - one parameter for each option
    *,
    files: tuple[Path, ...],
    project: str,
    workspace: Path | None,
    form: str,
    limit: str,
    report: Path | None,
    annotate: Path | None,
) -> int:
    """审核 DOCX、PDF 或者文本：它承诺了什么，哪里自相矛盾，哪里留着别的标书的内容。不改动任何文件。

    同一原因的问题合为一项，列出全部位置。分四部分：文件状况（修订、批注、没有读到的部分）；事实错误；与资料不符；
    需人判断（把握不大的只列为警告或者提示）。行号是读出的文字的行号：DOCX 每段一行。
    """
    from generator.load.resources import builtin_root
    from generator.pipeline.auditing import audit_file

    for path in files:
        _must_be_a_file(path)
    if annotate and len(files) > 1:
        raise click.UsageError("--annotate 一次只能用于一个文件。")
    root = choose_root(workspace) if project or workspace else builtin_root()
    chosen = choose_projects(root, (project,))[0] if project else None
    with kept_templates():
        audited = [audit_file(root, path.resolve(), chosen) for path in files]
    contents = [_content(path, each, LIMITS[limit]) for path, each in zip(files, audited, strict=True)]
    _show(contents, form)
    written = _reports(root, contents, audited, report) if report else []
    _tell(written, form)
    written += [annotated_file(files[0], audited[0], annotate, form)] if annotate else []
    _tell_of_project(audited)
    return exit_code(put_together([*audited, *written]), LIMITS[limit])


def _must_be_a_file(file: Path) -> None:
    if file.is_dir():
        known = _audited_in(file)
        inside = f"里面可以审核的有：{known}。" if known else "里面没有 DOCX、PDF 或者文本。"
        raise click.UsageError(f"“{file}”是文件夹，请写要审核的文件。{inside}")
    if not file.exists():
        known = _audited_in(file.parent)
        beside = f"这个文件夹里可以审核的有：{known}。" if known else "请检查名称和所在的文件夹。"
        raise click.UsageError(f"没有文件“{file}”。{beside}")


def _audited_in(home: Path) -> str:
    """Give the names of the first files of a folder that can be audited."""
    if not home.is_dir():
        return ""
    found = sorted(path.name for path in home.iterdir() if path.suffix.lower() in READABLE and path.is_file())
    more = f"等{len(found)}个文件" if len(found) > _MOST_NAMED else ""
    return "、".join(found[:_MOST_NAMED]) + more


def _content(file: Path, audited: Audited, limit: Severity) -> AuditContent:
    from generator import __version__
    from generator.report.audit_content import AuditCase, content_of
    from generator.report.audit_told import in_users_language

    is_compared = audited.checked is not None and audited.facts is not None
    case = AuditCase(
        name=str(file),
        data=audited.data,
        text=audited.text,
        read=audited.read,
        found=audited.told,
        commitments=audited.commitments,
        sources=audited.sources,
        texts=audited.texts,
        titles=titles(),
        version=__version__,
        limit=limit,
        project=audited.checked.folder if audited.checked and is_compared else "",
        promises=audited.facts.promises if audited.facts and is_compared else None,
        printed=audited.printed,
        is_own=audited.is_own,
    )
    return in_users_language(content_of(case))


# --- how it is told --------------------------------------------------------------------------------------------------


def _show(contents: Sequence[AuditContent], form: str) -> None:
    from generator.report.audit_json import audit_json
    from generator.report.audit_sarif import audit_sarif

    if form == "json":
        click.echo(audit_json(contents), nl=False)
    elif form == "sarif":
        click.echo(audit_sarif(contents, titles()), nl=False)
    else:
        _show_text(contents)


def _show_text(contents: Sequence[AuditContent]) -> None:
    from rich.console import Console

    from generator.report.audit_text import audit_lines, audit_text
    from generator.report.text import print_lines

    for number, content in enumerate(contents):
        if number:
            say()
        if sys.stdout.isatty():
            print_lines(audit_lines(content), Console(highlight=False))
        else:
            click.echo(audit_text(content), nl=False)


def _reports(root: Path, contents: Sequence[AuditContent], audited: Sequence[Audited], out: Path) -> list[Built]:
    """Write a report for each file: of one into the folder itself, of several into a folder each."""
    from generator.pipeline.auditing import audit_written
    from generator.pipeline.desk import build_time
    from generator.report.audit_json import audit_json

    homes = [out] if len(contents) == 1 else [out / name for name in _names(contents)]
    written = []
    for content, home, each in zip(contents, homes, audited, strict=True):
        created = build_time(each.checked.bid if each.checked else None)
        with steps(content.case.name) as on_step:
            written.append(audit_written(root, content, home, audit_json([content]), created=created, step=on_step))
    return written


def _names(contents: Sequence[AuditContent]) -> list[str]:
    """Give the folder of each report: the name of its file, numbered where two files have one name."""
    names: list[str] = []
    for content in contents:
        stem = Path(content.case.name).stem
        same = sum(name == stem or name.startswith(f"{stem}-") for name in names)
        names.append(f"{stem}-{same + 1}" if stem in names else stem)
    return names


def _tell(written: Sequence[Built], form: str) -> None:
    """Name the reports; what kept one from being written is told where no program reads the answer."""
    files = [file for each in written for file in each.files]
    if form != "text":
        return
    failed = put_together(written)
    if failed.findings:
        show(failed, "text", Severity.ERROR)
    if files:
        say("审核报告：")
    for path in files:
        say(f"  {path}")


def _tell_of_project(audited: Sequence[Audited]) -> None:
    checked = next((each.checked for each in audited if each.checked), None)
    errors = sum(finding.severity >= Severity.ERROR for finding in checked.findings) if checked else 0
    if checked and checked.bid is not None and errors:
        say(f"项目 {checked.folder} 的资料另有错误{errors}项，用 bidgen check {checked.folder} 查看。", err=True)
