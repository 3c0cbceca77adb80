"""`bidgen check`: reads the projects, runs every check and shows what was found; writes a review report on request."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import LIMITS, exit_code, format_option, limit_option, put_together, show
from generator.cli.codes import titles
from generator.cli.messages import say
from generator.cli.progress import steps
from generator.cli.workspace import (
    choose_projects,
    choose_root,
    folder,
    projects_argument,
    style_option,
    workspace_option,
)

if TYPE_CHECKING:
    from generator.finding import Severity
    from generator.pipeline.desk import Built, Checked

EPILOG = """\b
示例：
  bidgen check                              检查工作区里的全部项目
  bidgen check video_evidence               检查一个项目
  bidgen check projects/video_evidence      同上，写路径
  bidgen check --format json > 结果.json    供程序读取
  bidgen check --limit warning              有警告也算不通过
  bidgen check video_evidence --report 审核     另写审核报告：审核/review.docx、review.pdf、review.xlsx
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@projects_argument
@workspace_option
@format_option
@limit_option
@style_option
@click.option(
    "--report",
    type=folder(),
    metavar="DIR",
    help="把审核报告（DOCX、PDF、XLSX）写到这个文件夹；有几个项目时，每个项目各占一个子文件夹。",
)
@click.option(
    "--built",
    type=folder(),
    metavar="DIR",
    help="审核报告取PDF页码的输出文件夹；不写则为工作区的 output。",
)
def check(  # noqa: PLR0913 - one parameter for each option
    *,
    projects: tuple[str, ...],
    workspace: Path | None,
    form: str,
    limit: str,
    style: str,
    report: Path | None,
    built: Path | None,
) -> int:
    """检查项目的资料和模板，逐条指出文件、行、列、原因和改法；不写 --report 则不写任何文件。

    不写项目名称则检查工作区里的全部项目。有错误时照样写审核报告，退出码不变。
    """
    root = choose_root(workspace, projects)
    chosen = choose_projects(root, projects)

    from generator.pipeline.checking import check_project

    with kept_templates():
        checked = [check_project(root, project, style=style) for project in chosen]
    written = _reports(root, checked, report, built or root / "output", style, LIMITS[limit]) if report else []
    answer = put_together([*checked, *written])
    show(answer, form, LIMITS[limit])
    if form == "text":
        _tell(written)
    return exit_code(answer, LIMITS[limit])


def _reports(  # noqa: PLR0913, PLR0917 - what a report is made from
    root: Path, checked: list[Checked], out: Path, built: Path, style: str, limit: Severity
) -> list[Built]:
    """Write a report for each project: of one into the folder itself, of several into a folder each."""
    from generator.pipeline.reviewing import review_checked

    reports = []
    for one in checked:
        name = f"{one.folder}-{style}" if style else one.folder
        with steps(one.folder) as on_step:
            folder_of_one = out if len(checked) == 1 else out / name
            reports.append(review_checked(root, one, folder_of_one, built / name, titles(), limit=limit, step=on_step))
    return reports


def _tell(reports: list[Built]) -> None:
    files = [file for report in reports for file in report.files]
    if files:
        say("审核报告：")
    for file in files:
        say(f"  {file}")
