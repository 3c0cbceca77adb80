"""`bidgen audit`: reads a finished file, whoever wrote it, and says what it promises and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from generator.batch.template_cache import kept_templates
from generator.cli.answer import LIMITS, exit_code, format_option, limit_option, put_together, show
from generator.cli.workspace import choose_projects, choose_root, workspace_option

if TYPE_CHECKING:
    from generator.pipeline import Audited

EPILOG = """\b
示例：
  bidgen audit 标书.docx                               占位符、丢失的符号、前后矛盾、没有处理的修订
  bidgen audit 标书.docx --project video_evidence      还与这个项目的承诺和名称比较
  bidgen audit 标书.txt --format json > 结果.json      承诺和问题，带字符位置，供程序读取
"""


@click.command(epilog=EPILOG, options_metavar="[选项]")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="文件")
@click.option("--project", "-p", default="", metavar="项目", help="与这个项目的承诺、名称比较。")
@workspace_option
@format_option
@limit_option
def audit(*, file: Path, project: str, workspace: Path | None, form: str, limit: str) -> int:
    """审核 DOCX、PDF 或者文本：它承诺了什么，哪里自相矛盾，哪里留着别的标书的内容。不改动任何文件。

    行号是读出的文字的行号：DOCX 每段一行。把握不大、要由人判断的只列为警告或者提示。
    """
    from generator.load.resources import builtin_root
    from generator.pipeline import audit_file

    root = choose_root(workspace) if project or workspace else builtin_root()
    chosen = choose_projects(root, (project,))[0] if project else None
    with kept_templates():
        audited = audit_file(root, file.resolve(), chosen)
    answer = put_together([audited])
    if form == "json":
        click.echo(_json(audited), nl=False)
    else:
        show(answer, form, LIMITS[limit])
    return exit_code(answer, LIMITS[limit])


def _json(audited: Audited) -> str:
    from generator.report.audit_json import audit_json

    return audit_json(audited.text, audited.commitments, audited.read, audited.told)
