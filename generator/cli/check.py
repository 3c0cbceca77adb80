"""`bidgen check`: reads the projects, runs every check and shows what was found; writes nothing."""

from __future__ import annotations

from pathlib import Path

import click

from generator.cli.answer import LIMITS, exit_code, format_option, limit_option, put_together, show
from generator.cli.template_cache import kept_templates
from generator.cli.workspace import choose_projects, choose_root, projects_argument, style_option, workspace_option

EPILOG = """\b
示例：
  bidgen check                              检查工作区里的全部项目
  bidgen check video_evidence               检查一个项目
  bidgen check projects/video_evidence      同上，写路径
  bidgen check --format json > 结果.json    供程序读取
  bidgen check --limit warning              有警告也算不通过
"""


@click.command(epilog=EPILOG, options_metavar="[选项]", short_help="检查项目，不写任何文件。")
@projects_argument
@workspace_option
@format_option
@limit_option
@style_option
def check(*, projects: tuple[str, ...], workspace: Path | None, form: str, limit: str, style: str) -> int:
    """检查项目的资料和模板，逐条指出文件、行、列、原因和改法；不写任何文件。

    不写项目名称则检查工作区里的全部项目。
    """
    root = choose_root(workspace, projects)
    chosen = choose_projects(root, projects)

    from generator.pipeline import check_project

    with kept_templates():
        answer = put_together(check_project(root, project, style=style) for project in chosen)
    show(answer, form, LIMITS[limit])
    return exit_code(answer, LIMITS[limit])
