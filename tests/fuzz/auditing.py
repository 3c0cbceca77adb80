"""One audit of any bytes through the command itself, and what must hold of it whatever the bytes are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from unittest.mock import patch

from click.testing import CliRunner

from generator.audit.edit.written import Audit, annotated, fixed
from generator.audit.extract import vocabulary
from generator.audit.reading.file import read_file
from generator.cli import audit as command
from generator.pipeline import auditing
from generator.pipeline.auditing import Audited, audit_file

ROOT = Path(__file__).parents[2]
PROJECT = ROOT / "projects" / "electronic_supply"
FORMATS = ("text", "json", "sarif")


@contextmanager
def quickly() -> Iterator[None]:
    """Read the catalogs and the project once for all audits inside; what is audited is still read each time."""
    kept = ("load_wording", "load_catalog", "check_project")
    with ExitStack() as stack:
        for name in kept:
            stack.enter_context(patch.object(auditing, name, cache(getattr(auditing, name))))
        stack.enter_context(patch.object(vocabulary, "load_vocabulary", cache(vocabulary.load_vocabulary)))
        yield


def audit_anything(data: bytes, folder: Path, *, is_compared: bool) -> Audited:
    """Audit bytes as a file, and demand that every finding and promise stands where it says it does."""
    file = folder / "投标文件.docx"
    file.write_bytes(data)
    audited = audit_file(ROOT, file, PROJECT if is_compared else None)
    assert audited.text is not None or audited.findings
    assert all(finding.code and finding.message for finding in audited.findings)
    whole = audited.text.whole if audited.text else ""
    for promise in audited.commitments:
        assert whole[promise.start : promise.end] == promise.text
    for told in audited.told:
        assert told.anchors
        assert all(0 <= each.start <= each.end <= len(whole) for each in told.anchors)
    _is_told(file, audited)
    _is_written_back(file, audited)
    return audited


def _is_told(file: Path, audited: Audited) -> None:
    """The command says it in every format; the answers for programs are JSON."""
    with patch.object(auditing, "audit_file", lambda *_: audited):
        for form in FORMATS:
            answer = CliRunner().invoke(command.audit, [str(file), "--format", form], standalone_mode=False)
            if answer.exception:
                raise answer.exception
            if form != "text":
                json.loads(answer.stdout)


def _is_written_back(file: Path, audited: Audited) -> None:
    """The file with comments, and the corrected one, are packages that are read again."""
    if audited.text is not None:
        audit = Audit(file.name, audited.data, audited.text, audited.told, audited.read)
        for write in (annotated, fixed):
            written = write(audit)
            assert written.findings if written.value is None else read_file(written.value.data).value is not None
