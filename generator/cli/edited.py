"""What `audit --annotate` and `fix` share: the file that is written, and what speaks against writing it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cli.answer import put_together, show
from generator.cli.messages import say
from generator.finding import Finding, Outcome, Place, Severity
from generator.source import SourceMap

if TYPE_CHECKING:
    from generator.audit.edit.written import Audit, Edited
    from generator.pipeline.auditing import Audited
    from generator.pipeline.desk import Built

SAME_FILE, OTHER_SUFFIX = "A015", "A016"
"""A015: the output is the input. A016: Word opens no file of this kind under such a name."""
_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm")


def annotated_file(file: Path, audited: Audited, out: Path, form: str) -> Built:
    """Write a copy of a file with a comment at every finding, and tell so where no program reads the answer."""
    from generator.audit.edit.written import annotated

    built, edited = edited_file(file, audited, out, annotated)
    quiet = form != "text"
    if built.findings:
        if quiet:
            for finding in built.findings:
                say(f"{finding.code} {finding.message}", err=True)
        else:
            show(put_together([built]), "text", Severity.ERROR)
    if edited is not None and not quiet:
        say(f"批注{edited.comments}条，写在：{out}")
    return built


def edited_file(
    file: Path, audited: Audited, out: Path, write: Callable[[Audit], Outcome[Edited]]
) -> tuple[Built, Edited | None]:
    """Write a file edited after its audit; where that cannot be, nothing is written and the findings say why."""
    from generator.pipeline.desk import Built, unwritable
    from generator.write.files import replace_files

    outcome = _edited(file, audited, out, write)
    findings = outcome.findings
    if outcome.value is not None:
        try:
            replace_files({out: outcome.value.data})
            return Built(findings, SourceMap(), {}, readable=True, files=(out,)), outcome.value
        except OSError as error:
            findings = (*findings, unwritable(out.resolve().parent, error))
    return Built(findings, SourceMap(), {}, readable=True), None


def _edited(file: Path, audited: Audited, out: Path, write: Callable[[Audit], Outcome[Edited]]) -> Outcome[Edited]:
    from generator.audit.edit.written import Audit
    from generator.pipeline.desk import given_time

    if audited.text is None:
        return Outcome(None)
    refused = _refused(file, audited, out)
    if refused is not None:
        return Outcome(None, (refused,))
    return write(Audit(file.name, audited.data, audited.text, audited.told, audited.read, given_time()))


def _refused(file: Path, audited: Audited, out: Path) -> Finding | None:
    if out.exists() and out.samefile(file):
        return _error(SAME_FILE, f"输出文件“{out}”就是要审核的文件，没有写", "请另起一个文件名，原文件留着对照")
    suffix = file.suffix.lower()
    if audited.data.startswith(b"PK") and out.suffix.lower() != (suffix if suffix in _SUFFIXES else ".docx"):
        return _error(OTHER_SUFFIX, f"输出文件“{out.name}”的扩展名与原文件不同，没有写", f"请用{suffix}结尾的文件名")
    return None


def _error(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), message, hint)
