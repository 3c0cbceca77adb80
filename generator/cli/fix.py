"""`bidgen fix`: writes what ought to stand in a Word file as tracked changes, for a person to accept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import LIMITS, exit_code, limit_option, put_together, show
from generator.cli.edited import edited_file
from generator.cli.messages import say
from generator.cli.workspace import choose_projects, choose_root, complete_projects, file, workspace_option
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from generator.audit.edit.written import Left
    from generator.pipeline.auditing import Audited
    from generator.pipeline.desk import Built

EPILOG = """\b
示例：
  bidgen fix 标书.docx -p video_evidence -o 改后.docx    按项目资料改，每处是一条修订
  bidgen fix 标书.docx -o 改后.docx                      只改文件自身的毛病：丢失的符号、错别字
  bidgen audit 改后.docx -p video_evidence               再审核一次（修订按已接受来读）

原文件不动。改后的文件请在 Word 的“审阅”里逐条核对，接受或者拒绝。
退出码：0 剩下的问题没有到 --limit 的；1 有；2 用法有误，或者文件、项目读不出。
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件")
@click.option(
    "--project",
    "-p",
    default="",
    metavar="项目",
    help="按这个项目的承诺、名称改；不写则只改文件自身的毛病。",
    shell_complete=complete_projects,
)
@click.option("--out", "-o", type=file(), required=True, metavar="OUT.docx", help="改后的文件写到哪里。")
@workspace_option
@limit_option
def fix(*, path: Path, project: str, out: Path, workspace: Path | None, limit: str) -> int:
    """修改 DOCX：正确内容确定的地方写成修订，并用批注说明理由；要由人判断的只加批注，并列在屏幕上。"""
    from generator.audit.edit.written import fixed
    from generator.load.resources import builtin_root
    from generator.pipeline.auditing import audit_file

    root = choose_root(workspace) if project or workspace else builtin_root()
    chosen = choose_projects(root, (project,))[0] if project else None
    with kept_templates():
        audited = audit_file(root, path.resolve(), chosen)
    built, edited = edited_file(path, audited, out, fixed)
    if edited is None:
        failed = replace(audited, findings=(*(audited.read if audited.text is None else ()), *built.findings))
        show(put_together([failed]), "text", LIMITS[limit])
        return exit_code(put_together([failed]), Severity.ERROR)
    left = _left([each for each in edited.left if not each.touched], audited, path, built)
    answer = put_together([left])
    if answer.findings:
        show(answer, "text", LIMITS[limit])
    places = sum(each.places for each in edited.left if not each.touched)
    touched = sum(each.touched for each in edited.left)
    say(f"改了{edited.changes}处" + (f"，还有{places}处要由人处理。" if places else "。"))
    if touched:
        say(f"另有{touched}处与修订在同一处，接受修订以后请再审核一次。")
    say(f"已写出：{out}")
    return exit_code(answer, LIMITS[limit])


def _left(left: Sequence[Left], audited: Audited, path: Path, built: Built) -> Audited:
    """Give the audit as if only that had been found which is left to a person."""
    findings = tuple(_finding(each, audited, path) for each in left)
    return replace(audited, findings=(*built.findings, *findings))


def _finding(left: Left, audited: Audited, path: Path) -> Finding:
    from generator.audit.foreign.finding import as_finding

    found = left.finding
    whole = audited.text.whole if audited.text else ""
    finding = found if isinstance(found, Finding) else as_finding(found, whole, path.name)
    reason = f"没有自动改：{left.reason}" if left.reason else ""
    return replace(finding, hint="；".join(filter(None, (finding.hint, reason))))
