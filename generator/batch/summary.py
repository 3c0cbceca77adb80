"""What became of the projects of one run, for programs (JSON) and for people who sort and filter (XLSX)."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from generator import __version__
from generator.batch.task import Done
from generator.finding import Finding, Severity

TITLE = "生成结果"
GRAVEST_FIRST = tuple(sorted(Severity, reverse=True))
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def counts(done: Done) -> Mapping[Severity, int]:
    """Give how many findings of each severity a project has, the gravest first."""
    findings = dict.fromkeys(done.findings)
    return {severity: sum(finding.severity == severity for finding in findings) for severity in GRAVEST_FIRST}


def pages(done: Done) -> int:
    """Give the pages of a project's longest document, 0 where none was made."""
    return max(done.page_counts.values(), default=0)


def summary_json(dones: Sequence[Done]) -> bytes:
    """Give the summary as JSON; `cpu_seconds` alone differs from one run to the next."""
    content = {"bidgen": __version__, "projects": [_project(done) for done in dones]}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def summary_xlsx(dones: Sequence[Done]) -> bytes:
    """Give the summary as a workbook; it has no times, so that the same results give the same bytes."""
    from generator.write.xlsx.sheet import Column, Sheet
    from generator.write.xlsx.workbook import write_xlsx

    severities = tuple(Column(severity.label, 10) for severity in GRAVEST_FIRST)
    columns = (Column("项目", 30), Column("状态", 10), Column("页数", 8), *severities)
    rows = tuple((done.name, done.state.value, pages(done), *counts(done).values()) for done in dones)
    files = tuple((done.name, name, digest) for done in dones for name, digest in sorted(done.digests.items()))
    sheets = (
        Sheet(TITLE, columns, rows),
        Sheet("文件", (Column("项目", 30), Column("文件", 40), Column("SHA-256", 68)), files),
    )
    return write_xlsx(sheets, TITLE, "bidgen", _created())


def write_summary(dones: Sequence[Done], folder: Path) -> tuple[Finding, ...]:
    """Write the summary into a folder in both forms; give the finding where the system refuses."""
    from generator.write.files import replace_files

    files = {folder / "batch.json": summary_json(dones), folder / "batch.xlsx": summary_xlsx(dones)}
    try:
        replace_files(files)
    except OSError as error:
        from generator.pipeline.desk import unwritable

        return (unwritable(folder, error),)
    return ()


def _project(done: Done) -> Mapping[str, object]:
    return {
        "project": done.name,
        "state": done.state.name.lower(),
        "pages": dict(sorted(done.page_counts.items())),
        "findings": {severity.code: count for severity, count in counts(done).items()},
        "reasons": list(done.reasons),
        "outputs": dict(sorted(done.digests.items())),
        "cpu_seconds": round(done.seconds, 2),
    }


def _created() -> datetime:
    """Give the time written into the workbook: SOURCE_DATE_EPOCH where set, else a day of no meaning."""
    with suppress(ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "")), UTC)
    return _NO_DATE
