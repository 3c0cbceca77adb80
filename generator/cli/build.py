"""`bidgen build`: checks the projects and writes their documents, proven by reading them back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import click

from generator.batch.plan import in_order, planned
from generator.batch.prune import leftovers, remove
from generator.batch.task import Done, State, Task
from generator.cli import failures
from generator.cli.answer import Findings, exit_code, put_together, show
from generator.cli.messages import say
from generator.cli.progress import watching
from generator.cli.reasons import explanation, intentions, removals
from generator.cli.workspace import (
    choose_projects,
    choose_root,
    folder,
    projects_argument,
    style_option,
    workspace_option,
)
from generator.finding import Finding, Severity
from generator.wanted import WHATEVER, Wanted

FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Manner:
    """How the user wants it done: all anew, each told why, only told what would be done, cleared up, and by whom."""

    force: bool = False
    explain: bool = False
    dry_run: bool = False
    prune: bool = False
    jobs: int | None = None
    scheduler: str = ""


AS_NEEDED = Manner()
_MOST_FILES_SHOWN = 50
EPILOG = """\b
示例：
  bidgen build video_evidence                     生成 DOCX 和 PDF，放在 output/video_evidence
  bidgen build video_evidence --to docx           只要 DOCX
  bidgen build video_evidence --out 交付          放在“交付/video_evidence”
  bidgen build --toc-pages libreoffice            目录页码取 LibreOffice 排出的结果
  bidgen build --pdf-engine typst                 用 Typst 排 PDF：快，且不需要系统部件
  bidgen build --pdf-variant a-3a                 存档用 PDF/A-3a，内附溯源和承诺登记
  bidgen build --style blind                      生成暗标，放在 output/<项目>-blind
  bidgen build --dry-run                          只看哪些项目有变化、为什么
  bidgen build --jobs 4                           全部项目，同时生成四个；结果另存 output/batch.xlsx
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


@click.command(epilog=EPILOG, options_metavar="[选项]")
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
@click.option(
    "--pdf-variant",
    type=click.Choice(["a-2u", "a-3a"]),
    default="a-2u",
    show_default=True,
    help="PDF 的归档标准，总是同时符合 PDF/UA-1；a-3a 内附 trace.json 和 register.json，供存档。",
)
@click.option(
    "--signature-fields",
    is_flag=True,
    help="在 PDF 的签字和盖章处放电子签名域（用数字证书签署），位置见 signing.xlsx。",
)
@style_option
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="同时生成几个项目；不写则与处理器数相同。",
)
@click.option("--explain", is_flag=True, help="说明每个项目为什么重新生成、哪些印出的值变了。")
@click.option(
    "--scheduler",
    default="",
    metavar="URL",
    help="Dask 调度器的地址（tcp://主机:端口）：由它的各个工作节点生成，代替本机的 --jobs。",
)
@click.option("--force", is_flag=True, help="没有变化的项目也重新生成。")
@click.option("--dry-run", is_flag=True, help="只说明要生成哪些项目、为什么，不写任何文件。")
@click.option("--prune", is_flag=True, help="删去不再需要的输出：项目已经不在的，以及换了名称或格式以前的。")
def build(  # noqa: PLR0913 - one parameter for each option
    *,
    projects: tuple[str, ...],
    workspace: Path | None,
    formats: frozenset[str],
    out: Path | None,
    toc_pages: str,
    style: str,
    pdf_engine: str,
    pdf_variant: str,
    signature_fields: bool,
    jobs: int | None,
    scheduler: str,
    explain: bool,
    force: bool,
    dry_run: bool,
    prune: bool,
) -> int:
    """检查项目；没有错误时生成 DOCX 和 PDF，再读回来与内容逐字核对。

    只生成有变化的项目：资料、模板、图片、版式、字体和程序都与上次相同的，文件保持原样。有错误时不改动已有的
    输出文件。不写项目名称则生成工作区里的全部项目；一个项目出错，其余照常生成。
    """
    root = choose_root(workspace, projects)
    wanted = Wanted(formats, toc_pages, pdf_engine, pdf_variant, signature_fields)
    manner = Manner(force, explain, dry_run, prune, jobs, scheduler)
    return build_all(root, choose_projects(root, projects), out or root / "output", wanted, style, manner)


def build_all(  # noqa: PLR0913, PLR0917 - one parameter for each thing a user may choose
    root: Path,
    projects: tuple[Path, ...],
    out: Path,
    wanted: Wanted = WHATEVER,
    style: str = "",
    manner: Manner = AS_NEEDED,
) -> int:
    """Build what changed of the projects below `out`, show findings and the files written, give the exit code."""
    named = (_task(root, project, out, wanted, style) for project in projects)
    tasks = tuple(replace(task, force=manner.force, explain=manner.explain) for task in named)
    plans = planned(tasks)
    if manner.dry_run:
        say(intentions(plans, leftovers(root, out) if manner.prune else ()), nl=False)
        return failures.CLEAN
    _sweep(tasks, out)
    ended: list[Done] = []
    try:
        built = _built(tuple(plan.task for plan in plans if plan.done is None), manner, ended)
    except KeyboardInterrupt:
        _sweep(tasks, out)
        ended.extend(plan.done for plan in plans if plan.done is not None)
        return failures.tell_broken_off(len(ended), len(tasks)) if len(tasks) > 1 else failures.tell_interrupted()
    if manner.explain:
        say(explanation(in_order(plans, built)), nl=False)
    if manner.prune:
        say(_pruned(root, out), nl=False)
    return _answered(in_order(plans, built), out)


def _pruned(root: Path, out: Path) -> str:
    found = leftovers(root, out)
    remove(found)
    return removals(found)


def _built(tasks: tuple[Task, ...], manner: Manner, ended: list[Done]) -> tuple[Done, ...]:
    """Run tasks; why the import stands here: where nothing changed, nothing of this is needed."""
    if not tasks:
        return ()
    from generator.batch.workers import processors, run_all

    with watching([task.name for task in tasks], ended.append) as watch:
        if manner.scheduler:
            from generator.batch.remote import run_remotely

            return run_remotely(tasks, manner.scheduler, watch)
        return run_all(tasks, manner.jobs or processors(), watch)


def _answered(done: tuple[Done, ...], out: Path) -> int:
    """Show findings, files and, of several projects, the summary; give the exit code."""
    answer = put_together(done)
    if len(done) > 1:
        answer = replace(answer, findings=(*answer.findings, *_summed_up(done, out)))
    _show(answer, [file for one in done for file in one.files])
    if len(done) > 1:
        _show_summary(done)
    elif any(one.state is State.UNCHANGED for one in done):
        say(f"{done[0].name}：没有变化，文件保持原样。")
    bugs = [failures.tell_bug_in(one.name, one.failure, show=_is_debugging()) for one in done if one.failure]
    return max(exit_code(answer, Severity.ERROR), *bugs, failures.CLEAN)


def _sweep(tasks: tuple[Task, ...], out: Path) -> None:
    """Clear away what a run that was killed left half written."""
    from generator.batch.state import state_path
    from generator.write.files import sweep

    for place in (out, *(task.output for task in tasks), *(state_path(task.output).parent for task in tasks)):
        sweep(place)


def _summed_up(done: tuple[Done, ...], out: Path) -> tuple[Finding, ...]:
    from generator.batch.summary import write_summary

    return write_summary(done, out)


def _show_summary(done: tuple[Done, ...]) -> None:
    from generator.cli.summary import summary_table

    click.echo(f"\n{summary_table(done)}", nl=False)


def _is_debugging() -> bool:
    context = click.get_current_context(silent=True)
    return bool(context and context.find_root().params.get("debug"))


def _task(root: Path, project: Path, out: Path, wanted: Wanted, style: str) -> Task:
    name = project.parent.name
    return Task(name, root, project, out / (f"{name}-{style}" if style else name), wanted, style)


def _show(answer: Findings, files: list[Path]) -> None:
    graver = tuple(finding for finding in answer.findings if finding.severity > Severity.NOTICE)
    if graver:
        show(replace(answer, findings=graver), "text", Severity.ERROR)
    if len(answer.findings) > len(graver):
        say(f"另有提示{len(answer.findings) - len(graver)}项，用 bidgen check 查看。")
    if len(files) > _MOST_FILES_SHOWN:
        say(f"已生成{len(files)}个文件，每个项目的在一个文件夹里：{files[0].parent.parent}")
        return
    if files:
        say("已生成：")
    for file in files:
        say(f"  {file}")
