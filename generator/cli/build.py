"""`bidgen build`: checks the projects and writes their documents, proven by reading them back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from generator.batch.task import Done, Task, run
from generator.batch.template_cache import kept_templates
from generator.cli.answer import Findings, exit_code, put_together, show
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
from generator.wanted import WHATEVER, Wanted

FORMATS = ("docx", "pdf")
EPILOG = """\b
示例：
  bidgen build video_evidence                     生成 DOCX 和 PDF，放在 output/video_evidence
  bidgen build video_evidence --to docx           只要 DOCX
  bidgen build video_evidence --out 交付          放在“交付/video_evidence”
  bidgen build --toc-pages libreoffice            目录页码取 LibreOffice 排出的结果
  bidgen build --pdf-engine typst                 用 Typst 排 PDF：快，且不需要系统部件
  bidgen build --style blind                      生成暗标，放在 output/<项目>-blind
"""


class Formats(click.ParamType[frozenset[str]]):
    """A list of output formats, such as `docx,pdf`."""

    name = "formats"

    def convert(
        self, value: str | frozenset[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> frozenset[str]:
        """Split at commas and refuse what is not a format."""
        if isinstance(value, frozenset):
            return value
        chosen = frozenset(name.strip().lower() for name in value.replace("，", ",").split(",") if name.strip())
        unknown = sorted(chosen.difference(FORMATS))
        if unknown or not chosen:
            self.fail(f"“{'、'.join(unknown) or value}”不是可用的格式；可选：{'、'.join(FORMATS)}", param, ctx)
        return chosen


@click.command(epilog=EPILOG, options_metavar="[选项]", short_help="检查并生成 DOCX 和 PDF。")
@projects_argument
@workspace_option
@click.option(
    "--to",
    "formats",
    type=Formats(),
    default="docx,pdf",
    show_default=True,
    metavar="LIST",
    help="输出格式，用逗号隔开。",
)
@click.option(
    "--out",
    type=folder(),
    metavar="DIR",
    help="输出文件夹；不写则为工作区的 output。每个项目各占一个子文件夹。",
)
@click.option(
    "--toc-pages",
    type=click.Choice(["estimate", "libreoffice"]),
    default="estimate",
    show_default=True,
    help="DOCX 目录页码的来源：自行排版推算，或者由 LibreOffice 排版后读取（需要安装 LibreOffice）。",
)
@click.option(
    "--pdf-engine",
    type=click.Choice(["auto", "weasyprint", "typst"]),
    default="auto",
    show_default=True,
    help="排 PDF 的程序：Typst 快十倍，不需要系统部件；auto 在有 Pango 时用 WeasyPrint，否则用 Typst。",
)
@style_option
def build(  # noqa: PLR0913 - one parameter for each option
    *,
    projects: tuple[str, ...],
    workspace: Path | None,
    formats: frozenset[str],
    out: Path | None,
    toc_pages: str,
    style: str,
    pdf_engine: str,
) -> int:
    """检查项目；没有错误时生成 DOCX 和 PDF，再读回来与内容逐字核对。

    有错误时不改动已有的输出文件。不写项目名称则生成工作区里的全部项目。
    """
    root = choose_root(workspace, projects)
    wanted = Wanted(formats, toc_pages, pdf_engine)
    return build_all(root, choose_projects(root, projects), out or root / "output", wanted, style)


def build_all(root: Path, projects: tuple[Path, ...], out: Path, wanted: Wanted = WHATEVER, style: str = "") -> int:
    """Build every project below `out`, show findings and the files written, give the exit code."""
    done: list[Done] = []
    for task in (_task(root, project, out, wanted, style) for project in projects):
        with steps(task.name) as on_step, kept_templates():
            done.append(run(task, on_step))
    answer = put_together(done)
    _show(answer, [file for one in done for file in one.files])
    return exit_code(answer, Severity.ERROR)


def _task(root: Path, project: Path, out: Path, wanted: Wanted, style: str) -> Task:
    name = project.parent.name
    return Task(name, root, project, out / (f"{name}-{style}" if style else name), wanted, style)


def _show(answer: Findings, files: list[Path]) -> None:
    graver = tuple(finding for finding in answer.findings if finding.severity > Severity.NOTICE)
    if graver:
        show(replace(answer, findings=graver), "text", Severity.ERROR)
    if len(answer.findings) > len(graver):
        click.echo(f"另有提示{len(answer.findings) - len(graver)}项，用 bidgen check 查看。")
    if files:
        click.echo("已生成：")
    for file in files:
        click.echo(f"  {file}")
