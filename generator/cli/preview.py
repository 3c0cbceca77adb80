"""`bidgen preview`: shows what the pages of a project look like, as pictures."""

from __future__ import annotations

import re
from pathlib import Path

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import exit_code, put_together, show
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
from generator.finding import Severity
from generator.wanted import TYPST, WEASYPRINT

EPILOG = """\b
示例：
  bidgen preview video_evidence                 各页和总览图，放在 output/video_evidence/preview
  bidgen preview video_evidence --pages 1,3-5   只要这几页和总览图
  bidgen preview video_evidence --dpi 200       看得更清楚
  bidgen preview --style blind                  全部项目的暗标
"""
_FEWEST_DPI, _MOST_DPI = 20, 400
_RANGE = re.compile(r"([1-9][0-9]{0,3})(?:-([1-9][0-9]{0,3}))?")


class Pages(click.ParamType[frozenset[int]]):
    """Pages such as `1,3-5`, counted from the cover as 1."""

    name = "pages"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> frozenset[int]:
        """Give the numbers; fail on anything else."""
        found: set[int] = set()
        for part in str(value).replace("，", ",").split(","):
            numbers = _RANGE.fullmatch(part.strip())
            if numbers is None:
                self.fail(f"“{part}”不是页码；写成 1,3-5 这样。", param, ctx)
            found.update(range(int(numbers[1]), int(numbers[2] or numbers[1]) + 1))
        return frozenset(found)


@click.command(epilog=EPILOG, options_metavar="[选项]")
@projects_argument
@workspace_option
@style_option
@click.option("--out", type=folder(), metavar="DIR", help="输出文件夹；不写则为工作区的 output。")
@click.option("--pages", type=Pages(), metavar="LIST", help="只画这几页，封面为第1页；总览图总有全部各页。")
@click.option(
    "--dpi",
    type=click.IntRange(_FEWEST_DPI, _MOST_DPI),
    default=100,
    show_default=True,
    metavar="N",
    help="每英寸的点数。",
)
@click.option(
    "--pdf-engine",
    "engine",
    type=click.Choice([TYPST, WEASYPRINT]),
    default=TYPST,
    show_default=True,
    help="排版的程序；Typst 快十倍，换行、换页的地方可能略有不同。",
)
def preview(  # noqa: PLR0913 - one parameter for each option
    *,
    projects: tuple[str, ...],
    workspace: Path | None,
    style: str,
    out: Path | None,
    pages: frozenset[int] | None,
    dpi: int,
    engine: str,
) -> int:
    """把各页画成图片（page-001.png 等），另有总览图（sheet-1.png），放在项目输出文件夹的 preview 里。

    资料有错误而文件还排得出来时也画，以便边改边看；退出码与 bidgen check 相同。图片不是投标文件，不作核对。
    """
    root = choose_root(workspace, projects)
    chosen = choose_projects(root, projects)

    from generator.pipeline.building import preview_checked
    from generator.pipeline.checking import check_project

    built = []
    for project in chosen:
        with kept_templates(), steps(project.name) as step:
            checked = check_project(root, project, step, style)
            name = f"{checked.folder}-{style}" if style else checked.folder
            to = (out or root / "output") / name / "preview"
            made = preview_checked(checked, to, engine=engine, dpi=dpi, pages=pages or frozenset(), step=step)
            built.append(made)
    answer = put_together(built)
    show(answer, "text", Severity.ERROR)
    for one in built:
        _tell(one.files)
    return exit_code(answer, Severity.ERROR)


def _tell(files: tuple[Path, ...]) -> None:
    sheets = [file for file in files if file.name.startswith("sheet-")]
    if sheets:
        say(f"已画出{len(files) - len(sheets)}页和总览图{len(sheets)}张：")
        say(f"  {files[0].parent}")
