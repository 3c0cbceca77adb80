"""A finished file is read, audited and, with its project, compared; the report on it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commitments.catalog import Catalog, load_catalog
from generator.document.nodes import Document
from generator.document.volumes import marked
from generator.finding import Finding, Place, Severity
from generator.load.files import read_bytes
from generator.load.resources import Resource
from generator.pipeline.books import COPY_MARK, marks_of
from generator.pipeline.checking import check_project
from generator.pipeline.desk import TRACE, Built, Checked, Desk, OnStep, is_stopped, unwritable
from generator.pipeline.making import estimated_volumes, write_document
from generator.pipeline.reports import in_users_language, review_sheet
from generator.rules.wording import load_wording
from generator.source import SourceMap
from generator.style.numbering import numbering_of
from generator.style.sheet import Sheet
from generator.wanted import Wanted
from generator.write.files import replace_files

if TYPE_CHECKING:
    from generator.audit.foreign.case import ProjectFacts
    from generator.audit.foreign.finding import AuditFinding
    from generator.audit.own.trace import Printed as PrintedValue
    from generator.audit.text import AuditText, Commitment
    from generator.report.audit_content import AuditContent


NOT_COMPARED = "A190"
"""A190: the project an audited file should be compared with has data that cannot be typed."""
AUDIT_REPORT = "成品文件审核报告"
_LARGEST_AUDITED = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Audited:
    """A finished file after the audit: its bytes, `read` the findings of reading it, `told` those of its text.

    `facts` is what was compared with it, `checked` the project they are of; both None where no project was given.
    `printed` are the stretches of the text that the project's own document says word for word.
    """

    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    readable: bool
    data: bytes = b""
    text: AuditText | None = None
    read: tuple[Finding, ...] = ()
    told: tuple[AuditFinding, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    facts: ProjectFacts | None = None
    checked: Checked | None = None
    printed: tuple[tuple[int, int], ...] = ()
    is_own: bool = False


def audit_file(root: Path, file: Path, project: Path | None = None) -> Audited:
    """Read a finished file and find what it promises, where that disagrees, and what was left in from elsewhere.

    With a project its promises and names are compared too, as far as its YAML can be typed.
    """
    from generator.audit.extract.vocabulary import load_vocabulary
    from generator.audit.foreign.case import Case
    from generator.audit.foreign.finding import as_finding, named
    from generator.audit.foreign.names import facts_of
    from generator.audit.foreign.table import found_in
    from generator.audit.own.edited import edited, together
    from generator.audit.reading.file import read_marked

    desk = Desk(root, lambda _: None)
    data = desk.take(read_bytes(Resource(file, file.parent, file.name), _LARGEST_AUDITED))
    marked = desk.take(named(read_marked(data), file.name)) if data is not None else None
    text = marked.text if marked else None
    vocabulary, wording = desk.take(load_vocabulary(root)), desk.take(load_wording(root))
    checked = check_project(root, project) if project else None
    if checked is not None and checked.bid is None:
        desk.findings.append(_not_compared(checked))
    catalog = desk.take(load_catalog(root)) or Catalog()
    if marked is None or text is None or vocabulary is None or wording is None:
        read = tuple(desk.findings)
        return Audited(read, SourceMap(), {}, readable=text is not None, data=data or b"", read=read)
    facts = facts_of(root, checked.bid, catalog, checked.document) if checked and checked.bid else None
    case = Case(text, vocabulary, wording, facts)
    told = found_in(case)
    trace = _trace_beside(root, file, project)
    own = edited(data or b"", text, marked.marks, trace, checked.document if checked else None, _volumes(checked))
    if own is not None:
        told = together(own, told, compared=facts is not None)
    read = tuple(desk.findings)
    return Audited(
        (*read, *(as_finding(one, text.whole, file.name) for one in told)),
        checked.sources if checked else SourceMap(),
        {**(checked.texts if checked else {}), file.name: text.whole},
        readable=checked is None or checked.bid is not None,
        data=data or b"",
        text=text,
        read=read,
        told=told,
        commitments=case.commitments,
        facts=facts,
        checked=checked,
        printed=case.alignment.same,
        is_own=own is not None,
    )


def _volumes(checked: Checked | None) -> Iterator[Document]:
    """Give the volumes that a project would print today, with each of their marks."""
    if checked is None or checked.bid is None or checked.sheet is None or checked.document is None:
        return
    marks = marks_of(checked.bid)
    if checked.document.volumes or marks != ("",):
        shown = estimated_volumes(checked, checked.sheet)
        yield from (marked(one, COPY_MARK, mark) if mark else one for mark in marks for one in shown)


def _trace_beside(root: Path, file: Path, project: Path | None) -> Mapping[int, PrintedValue]:
    """Give the trace that lies beside an audited file, or in the outputs of its project."""
    from generator.audit.own.trace import read_trace

    folders = (file.parent, *((root / "output" / project.name,) if project else ()))
    for folder in folders:
        if (folder / TRACE).is_file():
            found = read_bytes(Resource(folder / TRACE, folder, TRACE), _LARGEST_AUDITED)
            return read_trace(found.value or b"")
    return {}


def _not_compared(checked: Checked) -> Finding:
    hint = f"先用 bidgen check {checked.folder} 查看并改正，再审核一次；现在的结果只凭文件本身。"
    return Finding(NOT_COMPARED, Severity.ERROR, Place(), f"项目“{checked.folder}”的资料有错误，没有与它比较", hint)


def audit_written(  # noqa: PLR0913 - one parameter for each thing a user may choose
    root: Path,
    content: AuditContent,
    output: Path,
    answer: str,
    *,
    created: datetime,
    step: OnStep = lambda _: None,
) -> Built:
    """Write the report on an audited file into `output`; `answer` is its JSON.

    Of the documents those are written that were read back and proven equal: what a foreign file holds nobody has seen,
    and a reader of one form is not left without the others.
    """
    from generator.report.audit_document import audit_document
    from generator.report.audit_sheets import audit_sheets
    from generator.write.xlsx.workbook import write_xlsx

    desk = Desk(root, step)
    sheet = review_sheet(desk)
    document = in_users_language(audit_document(content, numbering_of(sheet))) if sheet else None
    files = _proven(desk, document, sheet, created) if document and sheet else {}
    files["xlsx"] = write_xlsx(audit_sheets(content), AUDIT_REPORT, "bidgen", created)
    files["json"] = answer.encode()
    found = tuple(finding for finding in desk.findings if finding.severity >= Severity.ERROR)
    written = {output / f"audit.{name}": data for name, data in files.items()}
    try:
        replace_files(written)
    except OSError as error:
        return Built((*found, unwritable(output, error)), SourceMap(), {}, readable=True)
    return Built(found, SourceMap(), {}, readable=True, files=tuple(written))


def _proven(desk: Desk, document: Document, sheet: Sheet, created: datetime) -> dict[str, bytes]:
    """Write a document in each format and give those in which nothing was found."""
    files: dict[str, bytes] = {}
    for name in ("docx", "pdf"):
        made = write_document(document, sheet, created, Wanted(frozenset({name})), desk.step)
        desk.findings.extend(made.findings)
        if made.value is not None and not is_stopped(made.findings):
            files.update(made.value.proven)
    return files
