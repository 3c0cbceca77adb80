"""`bidgen register`: writes every promise of a project with its place in the YAML and in the document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import exit_code, put_together, show_errors
from generator.cli.messages import say
from generator.cli.workspace import choose_projects, choose_root, complete_projects, file, folder, workspace_option
from generator.finding import Severity

if TYPE_CHECKING:
    from generator.commitments.register import Register
    from generator.pipeline.desk import Checked

EPILOG = """\b
示例：
  bidgen register video_evidence                          写出 output/video_evidence/register.xlsx
  bidgen register video_evidence --out 登记表.xlsx        写到指定的文件
  bidgen register video_evidence --format json            显示 JSON，供程序读取
  bidgen register video_evidence --format md --out 登记表.md

页码取自最近一次 bidgen build；资料改动以后还没有重新生成的，页码一栏空着。
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("project", metavar="项目", shell_complete=complete_projects)
@workspace_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["xlsx", "json", "md"]),
    default="xlsx",
    show_default=True,
    help="登记表的形式：XLSX、JSON 或者 Markdown。",
)
@click.option(
    "--out",
    type=file(),
    metavar="FILE",
    help="写到哪个文件；不写则 XLSX 放在 output/<项目>，其余的直接显示。",
)
@click.option(
    "--built",
    type=folder(),
    metavar="DIR",
    help="取页码的输出文件夹；不写则为 output/<项目>。",
)
def register(*, project: str, workspace: Path | None, form: str, out: Path | None, built: Path | None) -> int:
    """登记项目的每一项承诺：类别、事项、适用范围、数值、起算点、资料位置、印出的章节和整句。

    没有印出的承诺单独列出。资料有错误时照样登记能登记的，并说明错误有几项。
    """
    root = choose_root(workspace, (project,))
    (chosen,) = choose_projects(root, (project,))
    home = root / "output" / chosen.parent.name

    from generator.pipeline.checking import check_project
    from generator.pipeline.reviewing import register_checked

    with kept_templates():
        checked = check_project(root, chosen)
    found = register_checked(checked, built or home)
    answer = put_together((checked,))
    if found is None:
        show_errors(answer)
        return exit_code(answer, Severity.ERROR)
    _give(_written(form, found, checked), form, out, home)
    errors = sum(finding.severity >= Severity.ERROR for finding in answer.findings)
    if errors:
        say(f"资料另有错误{errors}项，用 bidgen check 查看。", err=True)
    return exit_code(answer, Severity.ERROR)


def _written(form: str, found: Register, checked: Checked) -> bytes:
    from generator.pipeline.desk import build_time
    from generator.report.register_json import register_json
    from generator.report.register_tables import register_sheets

    title = f"{found.project} 承诺登记表"
    if form == "json":
        return register_json(found, checked.sources)
    sheets = register_sheets(found, checked.sources)
    if form == "md":
        from generator.report.markdown import markdown_tables

        return markdown_tables(sheets, title).encode()
    from generator.write.xlsx.workbook import write_xlsx

    if checked.bid is None:
        raise AssertionError("only a typed bid is registered")
    return write_xlsx(sheets, title, found.bidder, build_time(checked.bid))


def _give(data: bytes, form: str, out: Path | None, home: Path) -> None:
    from generator.write.files import replace_files

    target = out or (home / "register.xlsx" if form == "xlsx" else None)
    if target is None:
        click.echo(data.decode(), nl=False)
        return
    replace_files({target: data})
    say(f"已写出：{target}")
