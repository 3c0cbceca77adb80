"""The numbered documents of the example projects, each made once in a process."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from generator.document.nodes import Document
from generator.finding import Severity
from generator.pipeline.checking import check_project

ROOT = Path(__file__).resolve().parents[2]


class NoDocumentError(AssertionError):
    """An example project that does not exist or cannot be rendered; the message says why, in Chinese."""


@cache
def document_of(project: str) -> Document:
    """Give the numbered document of an example project."""
    folder = ROOT / "projects" / project
    if not folder.is_dir():
        raise NoDocumentError(f"示例项目projects/{project}还没有建立")
    checked = check_project(ROOT, folder)
    if checked.document is None:
        errors = [f"{found.code} {found.message}" for found in checked.findings if found.severity >= Severity.ERROR]
        raise NoDocumentError(f"示例项目projects/{project}不能排成文件：{'；'.join(errors[:10])}")
    return checked.document
