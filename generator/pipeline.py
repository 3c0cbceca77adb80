"""The order of the stages, known only here: from a project's folder to findings, and to outputs that were read back."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from hashlib import sha256
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from generator import __version__
from generator.commitments.catalog import Catalog, load_catalog
from generator.commitments.promise import promises
from generator.commitments.register import Register, register
from generator.document.fingerprint import fingerprint
from generator.document.nodes import Document, Volume
from generator.document.number import number_document
from generator.document.pages import segment_pages
from generator.document.text import reading_text
from generator.document.told import told_document
from generator.document.volumes import Counted, Settled, marked, parted, settle, target_pages
from generator.document.walk import plain
from generator.finding import Finding, Outcome, Place, Severity, worst
from generator.languages.spoken import is_english, told_if_known
from generator.load.files import find_template, read_bytes
from generator.load.overrides import Override
from generator.load.pictures import read_pictures
from generator.load.resources import TEMPLATES, Resource, list_names
from generator.load.scans import read_scans
from generator.load.workspace import Loaded, load_project
from generator.model.bid import Bid, build_bid
from generator.model.derived import derived_values
from generator.model.identity import identity_of
from generator.model.masking import masked
from generator.model.paths import picture_paths, scan_paths
from generator.render.binding import bindings
from generator.render.composition import compose
from generator.render.document import render_document
from generator.render.kinds import Kind, read_kind
from generator.report.built import built_pages
from generator.report.kept import Ending, Forgetful, Kept, Memory
from generator.report.manifest import Manifest, manifest_json
from generator.report.places import resolved
from generator.report.register_json import register_json
from generator.report.trace import trace_json
from generator.rules.brands import foreign_models
from generator.rules.foreign import foreign_names
from generator.rules.rule import context_of
from generator.rules.run import check
from generator.rules.wording import load_wording
from generator.source import SourceMap
from generator.style.letterhead import lettered
from generator.style.load import load_sheet
from generator.style.numbering import english_numbers, numbering_of
from generator.style.sheet import Sheet
from generator.wanted import A_2U, A_3A, AUTO, STANDARDS, TYPST, WEASYPRINT, WHATEVER, Wanted
from generator.write.files import replace_files
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.audit.foreign.case import ProjectFacts
    from generator.audit.foreign.finding import AuditFinding
    from generator.audit.own.trace import Printed as PrintedValue
    from generator.audit.text import AuditText, Commitment
    from generator.layout.pages import Pages
    from generator.layout.spots import Spot
    from generator.report.audit_content import AuditContent
    from generator.report.difference import Comparison
    from generator.report.review.case import Case
    from generator.report.review.content import Content
    from generator.style.reference import Branded
    from generator.verify.outputs import Printed, ReadBack
    from generator.verify.pdf_reader import Margins

T = TypeVar("T")
OnStep = Callable[[str], None]
UNKNOWN_NAME = "T040"
"""T040: the project names a kind or a style that does not exist."""
NOT_COMPARED = "A190"
"""A190: the project an audited file should be compared with has data that cannot be typed."""
NOT_BLIND = "B118"
"""B118: the tender demands a blind bid, the style shows who bids."""
WIDE_GUTTER = "T045"
"""T045: the room for binding leaves too little for the text."""
UNSETTLED = "F207"
"""F207: the pages that volumes name in each other could not be settled."""
FORMATS = ("docx", "pdf")
COPY_MARK, RUN_ON = "project.copy", "各册连编"
TRACE, REGISTER = "trace.json", "register.json"
TELLS_INSIDE = "F313"
"""F313: the PDF carries the trace and the register, which are not for the eyes of who gets the bid."""
REVIEW, REVIEW_STYLE, AUDIT_REPORT = "审核报告", "style/review.yaml", "成品文件审核报告"
_WIDEST_GUTTER = 30
_NO_DATE = date(2000, 1, 1)
_LARGEST_AUDITED = 256 * 1024 * 1024
_FORGETFUL = Forgetful()
UNWRITABLE = "F010"
"""F010: the output folder cannot be written (no permission, disk full)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A project after all checks; `document` is None where an error stopped it. `texts` serve the carets."""

    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    readable: bool
    bid: Bid | None = None
    kind: Kind | None = None
    sheet: Sheet | None = None
    document: Document | None = None
    folder: str = ""
    overrides: tuple[Override, ...] = ()
    catalog: Catalog | None = None
    inputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


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


@dataclass(frozen=True, slots=True)
class Built:
    """A project after building: its findings and the files written (none where an error stopped it)."""

    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    readable: bool
    files: tuple[Path, ...] = ()
    page_counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class _Desk:
    """What one run has read and found so far."""

    root: Path
    step: OnStep
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str | None] = field(default_factory=dict)

    def take(self, outcome: Outcome[T]) -> T | None:
        """Keep an outcome's findings and give its value."""
        self.findings.extend(outcome.findings)
        return outcome.value

    def template(self, relative: str) -> str | None:
        """Read a file under `templates/zh`, once in a run; its absence is told by who asked for it."""
        if relative not in self.templates:
            self.templates[relative] = self._read(relative)
        return self.templates[relative]

    def _read(self, relative: str) -> str | None:
        outcome = find_template(self.root, relative)
        if outcome.value is None:
            return None
        self.texts[outcome.value.file] = outcome.value.text
        self.inputs[outcome.value.file] = outcome.value.sha256
        return outcome.value.text


def check_project(root: Path, project: Path, step: OnStep = lambda _: None, style: str = "") -> Checked:
    """Run every check on a project and write nothing; `style` is used instead of the project's where given."""
    desk = _Desk(root, step)
    step("读取资料")
    loaded = desk.take(load_project(root, project))
    folder = (project if project.is_dir() else project.parent).resolve().name
    if loaded is None:
        return Checked(tuple(desk.findings), SourceMap(), desk.texts, readable=False, folder=folder)
    desk.texts.update(loaded.texts)
    desk.inputs.update({file.file: file.sha256 for file in loaded.files})
    step("核对资料")
    bid = desk.take(build_bid(loaded))
    if bid is None:
        return _checked(desk, loaded, folder=folder)
    kind = _kind(desk, bid)
    sheet = _sheet(desk, bid, kind, style)
    desk.findings.extend(_openness(bid, sheet))
    look = _company_look(desk, loaded, bid, sheet)
    sheet = look.sheet if look else sheet
    step("排入章节")
    document = _document(desk, loaded, bid, kind, sheet) if kind and sheet else None
    if document and look and sheet:
        document = lettered(document, look.letterhead)
        sheet = _readable(document, sheet)
    desk.findings.extend(_cover_findings(document, sheet) if document and sheet else ())
    step("逐条审核")
    wording = desk.take(load_wording(root))
    catalog = desk.take(load_catalog(root))
    if wording is not None:
        context = context_of(
            bid,
            document,
            wording,
            MappingProxyType(desk.texts),
            {**foreign_names(root, bid), **foreign_models(root, bid)},
        )
        desk.findings.extend(check(context.with_promises(promises(bid, catalog or Catalog()))))
    return _checked(desk, loaded, bid=bid, kind=kind, sheet=sheet, document=document, folder=folder, catalog=catalog)


def _readable(document: Document, sheet: Sheet) -> Sheet:
    from generator.layout.cover import readable_cover

    return readable_cover(document.cover, sheet)


def _cover_findings(document: Document, sheet: Sheet) -> Iterator[Finding]:
    from generator.layout.cover import cover_findings

    return cover_findings(document.cover, sheet)


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

    desk = _Desk(root, lambda _: None)
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
    marks = _marks(checked.bid)
    if checked.document.volumes or marks != ("",):
        shown = _previewed(checked, checked.sheet)
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


def build_project(  # noqa: PLR0913, PLR0917 - one parameter for each thing a user may choose
    root: Path,
    project: Path,
    output: Path,
    wanted: Wanted = WHATEVER,
    step: OnStep = lambda _: None,
    style: str = "",
    memory: Memory = _FORGETFUL,
) -> Built:
    """Check a project and, where no error stops it, write its outputs into `output`, read back and proven equal.

    Files are replaced only when all of them are complete; with an error none is touched. Documents that `memory` has
    as they would be made again stay as they are.
    """
    from generator.write.pdf.engine import NO_PANGO

    checked = check_project(root, project, step, style)
    if _stopped(checked.findings) or checked.document is None or checked.sheet is None or checked.bid is None:
        return _built(checked)
    key = _key(checked, wanted)
    kept = memory.kept(key)
    made = _taken_over(checked, wanted, kept) if kept else _make(checked, wanted, step)
    findings = (*checked.findings, *made.findings, *_told_inside(checked, wanted))
    if _stopped(tuple(found for found in findings if found.code != NO_PANGO)):
        return _built(checked, findings)
    if made.value is None or not made.value.outputs:
        return _built(checked, findings)
    step("写出文件")
    files = _files(checked, made.value, wanted)
    amiss = _attached_amiss(checked, files, wanted)
    if amiss:
        return _built(checked, (*findings, *amiss))
    new = {name: data for name, data in files.items() if not (kept and _holds(output / name, data))}
    located = tuple(resolved(finding, checked.sources) for finding in findings)
    ending = Ending(key, files, made.value.page_counts, made.findings, located, checked.texts)
    try:
        replace_files({output / name: data for name, data in new.items()} | dict(memory.added(ending)))
    except OSError as error:
        return _built(checked, (*findings, unwritable(output, error)))
    return _built(checked, findings, tuple(output / name for name in new), made.value.page_counts)


def preview_checked(  # noqa: PLR0913 - one parameter for each thing a user may choose
    checked: Checked,
    output: Path,
    *,
    engine: str = TYPST,
    dpi: int = 100,
    pages: frozenset[int] = frozenset(),
    step: OnStep = lambda _: None,
) -> Built:
    """Write the pages of a checked project as pictures into `output`, also where errors would stop its outputs.

    Pictures of an earlier preview that has more pages are removed. Without a document there is nothing to see.
    """
    from generator.write.preview import joined, preview_files, remove_other_pictures

    if checked.document is None or checked.sheet is None:
        return _built(checked)
    step("排版")
    made = [
        _pdf(document, checked.sheet, build_time(checked.bid), engine)
        for document in _previewed(checked, checked.sheet)
    ]
    findings = (*checked.findings, *dict.fromkeys(found for _, problems in made for found in problems))
    pdfs = [data for data, _ in made if data is not None]
    if len(pdfs) < len(made):
        return _built(checked, findings)
    data = pdfs[0] if len(pdfs) == 1 else joined(pdfs)
    step("画出各页")
    files = preview_files(data, dpi, pages)
    try:
        replace_files({output / name: picture for name, picture in files.items()})
        remove_other_pictures(output, files)
    except OSError as error:
        return _built(checked, (*findings, unwritable(output, error)))
    return _built(checked, findings, tuple(output / name for name in files))


def _previewed(checked: Checked, sheet: Sheet) -> tuple[Document, ...]:
    """Give the volumes of a document with the pages they are estimated to have, or the document itself."""
    document, bid = checked.document, checked.bid
    if document is None:
        raise AssertionError("only a document is shown")
    if bid is None or not document.volumes:
        return (document,)
    run_on = bid.project.volume_pages == RUN_ON
    books = tuple(_Book("", "", "", part) for part in parted(document, named=sheet.blind is None))
    return _settled(books, lambda one: _sketched(one, sheet), sheet, run_on=run_on, guess=None).documents


def _placed(checked: Checked, sheet: Sheet) -> Pages:
    """Give the pages that everything has in the DOCX, of several volumes in that of its own."""
    from generator.layout.pages import Pages, paginate

    volumes = [paginate(document, sheet) for document in _previewed(checked, sheet)]
    return Pages(
        {name: page for volume in volumes for name, page in volume.sections.items()},
        sum(volume.body_count for volume in volumes),
        sum(volume.contents_count for volume in volumes),
        tuple(page for volume in volumes for page in volume.segments),
    )


def register_checked(checked: Checked, built: Path) -> Register | None:
    """Register the promises of a checked project; its pages are those of the build in the folder `built`.

    None where the project could not be typed or the catalog of promises is faulty: the findings tell.
    """
    if checked.bid is None or checked.catalog is None:
        return None
    kind, sheet = checked.kind, checked.sheet
    return _registered(checked, built_pages(built, kind.name, sheet.name, checked.inputs) if kind and sheet else {})


def review_checked(  # noqa: PLR0913 - one parameter for each thing a user may choose
    root: Path,
    checked: Checked,
    output: Path,
    built: Path,
    titles: Mapping[str, str],
    *,
    limit: Severity = Severity.ERROR,
    step: OnStep = lambda _: None,
) -> Built:
    """Write the review report of a checked project into `output`, read back and proven equal; errors do not stop it.

    The pages of the PDF are those of the build in the folder `built`; `titles` has the title of each code.
    """
    from generator.report.review.content import content_of
    from generator.write.pdf.engine import NO_PANGO

    desk = _Desk(root, step)
    files = _review_files(desk, content_of(_case(checked, built, titles, limit)), build_time(checked.bid))
    found = tuple(finding for finding in desk.findings if finding.severity >= Severity.ERROR)
    if any(finding.code != NO_PANGO for finding in found):
        return _built(checked, found)
    written = {output / f"review.{name}": data for name, data in files.items()}
    try:
        replace_files(written)
    except OSError as error:
        return _built(checked, (*found, unwritable(output, error)))
    return _built(checked, found, tuple(written))


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

    desk = _Desk(root, step)
    sheet = _review_sheet(desk)
    document = _in_users_language(audit_document(content, numbering_of(sheet))) if sheet else None
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


def _proven(desk: _Desk, document: Document, sheet: Sheet, created: datetime) -> dict[str, bytes]:
    """Write a document in each format and give those in which nothing was found."""
    files: dict[str, bytes] = {}
    for name in ("docx", "pdf"):
        made = _written(document, sheet, created, Wanted(frozenset({name})), desk.step)
        desk.findings.extend(made.findings)
        if made.value is not None and not _stopped(made.findings):
            files.update(made.value.proven)
    return files


def difference_written(root: Path, comparison: Comparison, created: datetime) -> bytes:
    """Write the changes between two bids as a DOCX, read back and proven equal; what fails here is a bug."""
    from generator.report.difference_document import difference_document

    desk = _Desk(root, lambda _: None)
    sheet = _review_sheet(desk)
    if sheet is None:
        raise AssertionError(f"the style of reports cannot be read: {desk.findings}")
    document = _in_users_language(difference_document(comparison, numbering_of(sheet)))
    made = _written(document, sheet, created, Wanted(frozenset({"docx"})), desk.step)
    if made.value is None or "docx" not in made.value.proven:
        raise AssertionError(f"the table of changes could not be read back: {made.findings}")
    return made.value.proven["docx"]


def _review_files(desk: _Desk, content: Content, created: datetime) -> Mapping[str, bytes]:
    """Write the report in each format in memory, the documents read back."""
    from generator.report.review.document import review_document
    from generator.report.review.sheets import review_sheets
    from generator.write.xlsx.workbook import write_xlsx

    files = {"xlsx": write_xlsx(review_sheets(content), REVIEW, "bidgen", created)}
    sheet = _review_sheet(desk)
    if sheet is None:
        return files
    document = _in_users_language(review_document(content, numbering_of(sheet)))
    made = desk.take(_written(document, sheet, created, WHATEVER, desk.step))
    return {**(made.outputs if made else {}), **files}


def _case(checked: Checked, built: Path, titles: Mapping[str, str], limit: Severity) -> Case:
    """Gather what the review report is made from."""
    from generator.report.review.case import Case
    from generator.report.review.pages import KnownPages, known_pages

    kind, sheet, document = checked.kind, checked.sheet, checked.document
    earlier = built_pages(built, kind.name, sheet.name, checked.inputs) if kind and sheet else {}
    pages = known_pages(reading_text(document), _placed(checked, sheet), earlier) if document and sheet else None
    is_known = checked.bid is not None and checked.catalog is not None
    return Case(
        folder=checked.folder,
        findings=checked.findings,
        sources=checked.sources,
        texts=checked.texts,
        inputs=checked.inputs,
        versions=versions(),
        titles=titles,
        limit=limit,
        bid=checked.bid,
        kind=kind.title if kind else "",
        style=sheet.title if sheet else "",
        is_blind=bool(sheet and sheet.blind),
        document=document,
        register=_registered(checked, pages.values if pages else {}) if is_known else None,
        pages=pages or KnownPages(),
    )


def _review_sheet(desk: _Desk) -> Sheet | None:
    text = desk.template(REVIEW_STYLE)
    sheet = desk.take(load_sheet(text, f"{TEMPLATES}/{REVIEW_STYLE}")) if text is not None else None
    return sheet and english_numbers(sheet) if is_english() else sheet


def _in_users_language(document: Document) -> Document:
    """Give a report in the language of the user."""
    return told_document(document, told_if_known, "en") if is_english() else document


@dataclass(frozen=True, slots=True)
class _Made:
    """The outputs by format, and where each printed value was found when they were read back.

    `spots` are by the output they were read in; `lists` are files that an earlier build made of them. Of a bid in
    several files the outputs go by what the names of their files end in (`-1-business.pdf`); `books` tells of each.
    """

    outputs: Mapping[str, bytes]
    printed: Sequence[Printed]
    page_counts: Mapping[str, int]
    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    lists: Mapping[str, bytes] = field(default_factory=dict)
    books: Mapping[str, _Book] = field(default_factory=dict)

    @property
    def proven(self) -> Mapping[str, bytes]:
        """The outputs that could be read back."""
        return {name: self.outputs[name] for name in self.page_counts}


def _key(checked: Checked, wanted: Wanted) -> str:
    """Give the digest of all that decides the documents' bytes, but for the programs and fonts of this machine."""
    if checked.document is None or checked.sheet is None or checked.bid is None:
        raise AssertionError("only a checked document is written")
    parts = (
        fingerprint(checked.document),
        repr(checked.sheet),
        repr(identity_of(checked.bid)) if checked.sheet.blind else "",
        _stem(checked),
        build_time(checked.bid).isoformat(),
        repr(wanted.effective),
        *(repr((book.suffix, checked.bid.project.volume_pages)) for book in _bookish(checked)),
    )
    return sha256("\0".join(parts).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class _Book:
    """What is bound as one: a volume, or the whole, with one mark; what the names of its files have behind the stem."""

    suffix: str
    volume: str
    mark: str
    document: Document

    def output(self, form: str) -> str:
        """Give the name its output of a format goes by."""
        return f"{self.suffix}.{form}" if self.suffix else form


@dataclass(frozen=True, slots=True)
class _Output:
    """A file in memory, what reading it back told and found, and its pages."""

    data: bytes | None
    read: ReadBack | None
    findings: tuple[Finding, ...]
    targets: Mapping[str, int] = field(default_factory=dict)
    body_count: int = 0


_Maker = Callable[[Document], _Output]


def _books(checked: Checked) -> tuple[tuple[_Book, ...], ...]:
    """Give the books of each mark the project wants files of; one of one where it says nothing."""
    document, sheet, bid = checked.document, checked.sheet, checked.bid
    if document is None or sheet is None or bid is None:
        raise AssertionError("only a checked document is written")
    parts = parted(document, named=sheet.blind is None)
    pairs = tuple(enumerate(zip(parts, document.volumes or (None,), strict=True), 1))
    return tuple(tuple(_book(part, volume, place, mark) for place, (part, volume) in pairs) for mark in _marks(bid))


def _bookish(checked: Checked) -> Iterator[_Book]:
    """Give the books that have names of their own."""
    return (book for books in _books(checked) for book in books if book.suffix)


def _book(part: Document, volume: Volume | None, place: int, mark: str) -> _Book:
    names = (*((str(place), volume.id) if volume else ()), *((mark,) if mark else ()))
    document = marked(part, COPY_MARK, mark) if mark else part
    return _Book("".join(f"-{name}" for name in names), plain(volume.title) if volume else "", mark, document)


def _marks(bid: Bid) -> tuple[str, ...]:
    """Give the marks of the copies that have files of their own."""
    copies = bid.project.copies
    return tuple(_copies(bid)) if copies and copies.separate_files and _copies(bid) else ("",)


def _copies(bid: Bid) -> dict[str, int]:
    """Give how many copies of each mark the tender asks for."""
    copies = bid.project.copies
    if copies is None:
        return {}
    counts = {"正本": copies.originals, "副本": copies.duplicates, "电子版": copies.electronic}
    return {mark: count for mark, count in counts.items() if count}


def _taken_over(checked: Checked, wanted: Wanted, kept: Kept) -> Outcome[_Made]:
    """Give documents of an earlier build as if they had been made now."""
    from generator.verify.outputs import ReadBack
    from generator.write.pdf.attachments import without_attachments

    outputs = dict(kept.outputs)
    if _is_attaching(checked, wanted):
        outputs |= {name: without_attachments(data) for name, data in outputs.items() if name.endswith("pdf")}
    shelves, counts = _books(checked), kept.page_counts
    printed: list[Printed] = []
    for book in shelves[0]:
        forms = [form for form in FORMATS if book.output(form) in counts]
        read = {form: ReadBack(_pages_in(form, kept), counts[book.output(form)]) for form in forms}
        printed += _printed(book, read)
    books = {book.output(form): book for books in shelves for book in books for form in FORMATS}
    return Outcome(_Made(outputs, printed, counts, lists=kept.lists, books=books), kept.findings)


def _pages_in(form: str, kept: Kept) -> dict[int, str]:
    return {number: pages[form] for number, pages in kept.value_pages.items() if form in pages}


def _printed(book: _Book, read: Mapping[str, ReadBack]) -> Sequence[Printed]:
    from generator.verify.outputs import printed_values

    found = printed_values(book.document, read)
    return [replace(one, volume=book.volume) for one in found] if book.volume else found


def _make(checked: Checked, wanted: Wanted, step: OnStep) -> Outcome[_Made]:
    """Write each format in memory and read it back."""
    sheet = checked.sheet
    if sheet is None or checked.bid is None:
        raise AssertionError("only a checked document is written")
    makers = _makers(sheet, build_time(checked.bid), wanted, step)
    run_on = checked.bid.project.volume_pages == RUN_ON
    made = _bound(_books(checked), makers, sheet, run_on=run_on)
    if not sheet.blind or made.value is None:
        return made
    step("检查暗标")
    return replace(made, findings=(*made.findings, *_leaks(checked, sheet, made.value.proven)))


def _written(document: Document, sheet: Sheet, created: datetime, wanted: Wanted, step: OnStep) -> Outcome[_Made]:
    """Write a document in each format in memory and read it back."""
    return _bound(((_Book("", "", "", document),),), _makers(sheet, created, wanted, step), sheet)


def _bound(
    books: Sequence[tuple[_Book, ...]], makers: Mapping[str, _Maker], sheet: Sheet, *, run_on: bool = False
) -> Outcome[_Made]:
    """Write the books of each mark in each format; the pages of the first mark are those of all."""
    findings: list[Finding] = []
    made: dict[str, dict[str, _Output]] = {book.suffix: {} for shelf in books for book in shelf}
    first, *copies = books
    guess = _estimated(first, sheet, run_on=run_on)
    for form, make in makers.items():
        settled = _settled(first, make, sheet, run_on=run_on, guess=guess)
        laid = [(first, settled)]
        laid += [(copy, _settled(copy, make, sheet, run_on=run_on, guess=settled.counted)) for copy in copies]
        for shelf, bound in laid:
            findings.extend(found for output in bound.laid for found in output.findings)
            findings.extend(() if bound.settled or _stopped(tuple(findings)) else (_unsettled(),))
            for book, output in zip(shelf, bound.laid, strict=True):
                made[book.suffix][form] = output
    every = [book for shelf in books for book in shelf]
    outputs = [(book, form, output) for book in every for form, output in made[book.suffix].items()]
    counts = {book.output(form): output.read.page_count for book, form, output in outputs if output.read}
    result = _Made(
        {book.output(form): output.data for book, form, output in outputs if output.data is not None},
        [one for book in first for one in _printed(book, _read(made[book.suffix]))],
        counts,
        dict(found for book in every for found in _spots(book, sheet, _read(made[book.suffix]))),
        books={book.output(form): book for book, form, _ in outputs},
    )
    return Outcome(result, tuple(dict.fromkeys(findings)))


def _settled(
    books: Sequence[_Book], make: _Maker, sheet: Sheet, *, run_on: bool, guess: Counted | None
) -> Settled[_Output]:
    parts = [book.document for book in books]
    return settle(parts, make, run_on=run_on, duplex=sheet.page.duplex, guess=guess)


def _read(outputs: Mapping[str, _Output]) -> dict[str, ReadBack]:
    return {form: output.read for form, output in outputs.items() if output.read is not None}


def _spots(book: _Book, sheet: Sheet, read: Mapping[str, ReadBack]) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    """Give where people sign in a book, under the output they were read in."""
    from generator.layout.spots import spots

    signs = {form: back.signs for form, back in read.items()}
    counts = {form: back.page_count for form, back in read.items()}
    found = spots(book.document, sheet, signs.get("pdf", ()), signs.get("docx", ()), counts)
    if found and read:
        yield book.output(max(read)), found


def _estimated(books: Sequence[_Book], sheet: Sheet, *, run_on: bool) -> Counted | None:
    """Guess the pages of several volumes, so that few must be laid out twice."""
    if len(books) == 1:
        return None
    return _settled(books, lambda document: _sketched(document, sheet), sheet, run_on=run_on, guess=None).counted


def _sketched(document: Document, sheet: Sheet) -> _Output:
    """Lay a document out without writing it."""
    from generator.layout.pages import paginate

    pages = paginate(document, sheet)
    return _Output(None, None, (), _targets(document, pages), pages.body_count)


def _targets(document: Document, pages: Pages) -> Mapping[str, int]:
    reading = reading_text(document)
    return target_pages(document, reading, segment_pages(reading, pages.sections, pages.segments))


def _unsettled() -> Finding:
    message = "各册互相引用的页码排不定：改动一处，另一处又变"
    return Finding(UNSETTLED, Severity.ERROR, Place("project.volumes"), message, "调整分册的章节，或者减少跨册引用。")


def _makers(sheet: Sheet, created: datetime, wanted: Wanted, step: OnStep) -> dict[str, _Maker]:
    """Give for each format wanted what writes a document in it and reads it back."""
    makers: dict[str, _Maker] = {
        "docx": lambda document: _made_docx(document, sheet, created, wanted, step),
        "pdf": lambda document: _made_pdf(document, sheet, created, wanted, step),
    }
    return {form: make for form, make in makers.items() if form in wanted.formats}


def _made_docx(document: Document, sheet: Sheet, created: datetime, wanted: Wanted, step: OnStep) -> _Output:
    from generator.verify.docx_lint import lint_docx
    from generator.verify.outputs import BodyPages, verify_docx

    step("生成 DOCX")
    findings: list[Finding] = []
    data, pages = _docx(document, sheet, created, wanted.toc_pages, findings)
    step("核对 DOCX")
    stored = BodyPages(pages.sections, _front_pages(pages, sheet) + pages.body_count, pages.segments)
    read = verify_docx(data, document, stored)
    findings += read.findings
    findings += lint_docx(data) if read.value is not None else ()
    return _Output(data, read.value, tuple(findings), _targets(document, pages), pages.body_count)


def _front_pages(pages: Pages, sheet: Sheet) -> int:
    """Give the pages of cover and contents; printed on both sides, each begins a leaf."""
    return 2 + pages.contents_count + pages.contents_count % 2 if sheet.page.duplex else 1 + pages.contents_count


def _made_pdf(document: Document, sheet: Sheet, created: datetime, wanted: Wanted, step: OnStep) -> _Output:
    from generator.layout.spots import spots
    from generator.verify.outputs import verify_pdf

    step("生成 PDF")
    engine = _engine(wanted.pdf_engine)
    data, problems = _pdf(document, sheet, created, engine, wanted.pdf_variant)
    if data is None:
        return _Output(None, None, problems)
    step("核对 PDF")
    read = verify_pdf(data, document, _margins(sheet), structured=engine == TYPST)
    if wanted.signature_fields and read.value is not None:
        data = _with_fields(data, spots(document, sheet, read.value.signs, (), {}))
        read = verify_pdf(data, document, _margins(sheet), structured=engine == TYPST)
    back, findings = read.value, (*problems, *read.findings)
    return _Output(data, back, findings, back.targets if back else {}, back.body_count if back else 0)


def _with_fields(data: bytes, found: Sequence[Spot]) -> bytes:
    """Put a signature field where people sign or seal; dates are theirs to write, pages as a whole have no field."""
    from generator.report.signing import NAMES
    from generator.write.pdf.signature_fields import SignatureField, with_signature_fields

    fields = [
        SignatureField(f"Signature{number}", f"{NAMES[spot.kind]}：{spot.words}", spot.sheet, spot.box, spot.mark)
        for number, spot in enumerate(found, start=1)
        if spot.box is not None and spot.words and spot.kind != "date"
    ]
    return with_signature_fields(data, fields)


def _engine(wanted: str) -> str:
    """Give the program that sets the PDF: where nobody chose one, WeasyPrint if its libraries are here, else Typst."""
    from generator.write.pdf.engine import pdf_problem

    if wanted != AUTO:
        return wanted
    return WEASYPRINT if pdf_problem() is None else TYPST


def _pdf(
    document: Document, sheet: Sheet, created: datetime, engine: str, variant: str = A_2U
) -> tuple[bytes | None, tuple[Finding, ...]]:
    from generator.write.pdf.engine import write_pdf
    from generator.write.typst.engine import write_typst

    if engine == TYPST:
        return write_typst(document, sheet, created, variant)
    result, findings = write_pdf(document, sheet, created, variant)
    return result.data if result else None, findings


def _leaks(checked: Checked, sheet: Sheet, outputs: Mapping[str, bytes]) -> Iterator[Finding]:
    """Search the outputs of a blind bid for what tells who bids."""
    from generator.verify.blind import check_blind

    if checked.bid is None:
        raise AssertionError("only a checked document is written")
    identity = identity_of(checked.bid)
    for name, data in outputs.items():
        yield from check_blind(_name(_stem(checked), name), data, identity, sheet)


def _docx(
    document: Document, sheet: Sheet, created: datetime, toc_pages: str, findings: list[Finding]
) -> tuple[bytes, Pages]:
    """Write the DOCX with computed page numbers, or with those LibreOffice gives it where the user wants them."""
    from generator.layout.libreoffice import libreoffice_pages
    from generator.layout.pages import paginate
    from generator.write.docx.package import write_docx

    pages = paginate(document, sheet)
    data = write_docx(document, sheet, pages, created)
    if toc_pages != "libreoffice":
        return data, pages
    exact = libreoffice_pages(data, document)
    findings.extend(exact.findings)
    if exact.value is None:
        return data, pages
    return write_docx(document, sheet, exact.value, created), exact.value


def _margins(sheet: Sheet) -> Margins:
    from generator.verify.pdf_reader import Margins

    page = sheet.page
    return Margins(page.top, page.right, page.bottom, page.left, page.duplex)


def _registered(checked: Checked, pages: Mapping[int, Mapping[str, str]]) -> Register:
    if checked.bid is None or checked.catalog is None:
        raise AssertionError("only a checked project is registered")
    return register(checked.bid, checked.document, checked.catalog, checked.overrides, pages)


def _stem(checked: Checked) -> str:
    """Give the name of the outputs without ending; that of a blind bid does not name the project's folder."""
    if checked.kind is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    return checked.kind.name if checked.sheet.blind else f"{checked.folder}-{checked.kind.name}"


def _files(checked: Checked, made: _Made, wanted: Wanted) -> dict[str, bytes]:
    """Give all files of a build by name: the outputs, the trace, the register (it names the bidder), the manifest."""
    if checked.bid is None or checked.kind is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    stem = _stem(checked)
    files = _documents(checked, made.outputs)
    files[TRACE] = trace_json(made.printed, checked.sources)
    if not checked.sheet.blind:
        registered = _registered(checked, {printed.value.number: printed.pages for printed in made.printed})
        files[REGISTER] = register_json(registered, checked.sources)
    files |= made.lists or _signing_lists(checked, made, stem)
    files |= _labels(checked, made, stem)
    if _is_attaching(checked, wanted):
        files |= _attached(checked, files)
    manifest = Manifest(
        project=checked.bid.project.name,
        kind=checked.kind.name,
        style=checked.sheet.name,
        built=build_time(checked.bid),
        versions=versions(),
        inputs=checked.inputs,
        outputs=files,
        pages={_name(stem, name): count for name, count in made.page_counts.items()},
        books={_name(stem, name): (book.volume, book.mark) for name, book in made.books.items() if book.suffix},
        standards=STANDARDS[wanted.pdf_variant],
    )
    return {**files, "manifest.json": manifest_json(manifest)}


def _labels(checked: Checked, made: _Made, stem: str) -> dict[str, bytes]:
    """List what is bound, where the project says how."""
    from generator.report.labels import LABELS_XLSX, TITLE, Bid, Label, labels_sheet
    from generator.write.xlsx.workbook import write_xlsx

    if checked.bid is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    project = checked.bid.project
    if not (project.volumes or project.printing or (project.copies and project.copies.separate_files)):
        return {}
    bidder = "" if checked.sheet.blind else checked.bid.company.name
    counts = _copies(checked.bid)
    labels = [
        Label(_name(stem, name), book.volume, book.mark, counts.get(book.mark, 0), made.page_counts[name])
        for name, book in made.books.items()
        if name in made.page_counts and name == book.output(_bindable(book, made))
    ]
    bid = Bid(project.name, project.number, bidder, duplex=checked.sheet.page.duplex)
    sheet = labels_sheet(labels, bid)
    return {LABELS_XLSX: write_xlsx((sheet,), TITLE, bidder or "bidgen", build_time(checked.bid))}


def _bindable(book: _Book, made: _Made) -> str:
    """Give the format whose pages are bound: the PDF where there is one."""
    return max(form for form in FORMATS if book.output(form) in made.page_counts)


def _signing_lists(checked: Checked, made: _Made, stem: str) -> dict[str, bytes]:
    """List where people seal and sign, where a document asks for it."""
    from generator.report.signing import SIGNING_JSON, SIGNING_XLSX, TITLE, SignedFile, signing_json, signing_sheets
    from generator.write.xlsx.workbook import write_xlsx

    if not made.spots or checked.kind is None or checked.bid is None:
        return {}
    title = f"{checked.bid.project.name}　{TITLE}"
    files = [
        SignedFile(_name(stem, name), " ".join(filter(None, (checked.kind.title, *_told(made.books[name])))), found)
        for name, found in made.spots.items()
    ]
    sheets = write_xlsx(signing_sheets(files), title, checked.bid.company.name, build_time(checked.bid))
    return {SIGNING_JSON: signing_json(files), SIGNING_XLSX: sheets}


def _is_attaching(checked: Checked, wanted: Wanted) -> bool:
    """Tell whether the PDF is to carry the trace and the register: never that of a blind bid."""
    return wanted.pdf_variant == A_3A and not (checked.sheet and checked.sheet.blind)


def _attached(checked: Checked, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Attach the trace and the register to every PDF."""
    from generator.write.pdf.attachments import Attachment, with_attachments

    attachments = (
        Attachment(TRACE, files[TRACE], "每个印出的值的来历和页码", "Supplement"),
        Attachment(REGISTER, files[REGISTER], "承诺登记", "Supplement"),
    )
    created = build_time(checked.bid)
    return {name: with_attachments(data, attachments, created) for name, data in files.items() if name.endswith(".pdf")}


def _attached_amiss(checked: Checked, files: Mapping[str, bytes], wanted: Wanted) -> tuple[Finding, ...]:
    """Read back what is attached to the PDFs."""
    from generator.verify.attachments import verify_attachments

    names = (TRACE, REGISTER) if _is_attaching(checked, wanted) else ()
    expected = {name: files[name] for name in names}
    pdfs = {name: data for name, data in files.items() if name.endswith(".pdf")}
    return tuple(found for name, data in pdfs.items() for found in verify_attachments(name, data, expected))


def _told_inside(checked: Checked, wanted: Wanted) -> Iterator[Finding]:
    """Warn that the PDF tells where its figures come from and what sales may promise."""
    if "pdf" in wanted.formats and _is_attaching(checked, wanted):
        message = "PDF 内附溯源和承诺登记，其中有资料出处、授权限度和审批记录"
        hint = "这样的文件供本单位存档；交给招标方的用 --pdf-variant a-2u 生成，不带附件。"
        yield Finding(TELLS_INSIDE, Severity.WARNING, Place(), message, hint)


def _holds(file: Path, data: bytes) -> bool:
    """Tell whether a file of an earlier build need not be written again."""
    try:
        return file.read_bytes() == data
    except OSError:
        return False


def _documents(checked: Checked, outputs: Mapping[str, bytes]) -> dict[str, bytes]:
    return {_name(_stem(checked), name): data for name, data in outputs.items()}


def _name(stem: str, output: str) -> str:
    """Give the name of an output's file: `p-plan.pdf`, or `p-plan-1-business.pdf` of one of several."""
    return f"{stem}{output}" if output.startswith("-") else f"{stem}.{output}"


def _told(book: _Book) -> tuple[str, str]:
    return book.volume, book.mark


def build_time(bid: Bid | None) -> datetime:
    """Give the time written into outputs: SOURCE_DATE_EPOCH where set, else the first moment of the bid's own date.

    Why not now: the same input must give the same bytes. Without a bid it is a day of no meaning.
    """
    return given_time() or datetime.combine(bid.project.date if bid else _NO_DATE, time(), UTC)


def given_time() -> datetime | None:
    """Give SOURCE_DATE_EPOCH where it is set and a moment, else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        with suppress(OverflowError, ValueError, OSError):  # a year that no calendar of this system has
            return datetime.fromtimestamp(int(epoch), UTC)
    return None


def versions() -> dict[str, str]:
    """Give the versions of what decides the outputs' bytes."""
    names = (
        *("fonttools", "jinja2", "lxml", "markdown-it-py", "pillow", "pydantic", "pypdfium2", "python-docx", "typst"),
        "weasyprint",
    )
    return {"bidgen": __version__, **{name: metadata.version(name) for name in names}}


def _kind(desk: _Desk, bid: Bid) -> Kind | None:
    name = bid.project.kind
    file = f"kinds/{name}.yaml"
    text = desk.template(file)
    if text is not None:
        kind = desk.take(read_kind(text, f"{TEMPLATES}/{file}"))
        chapters = desk.take(compose(kind.chapters, bid.project.chapters)) if kind else None
        if not kind or not chapters:
            return kind
        volumes = desk.take(bindings(chapters, bid.project.volumes)) or ()
        return replace(kind, chapters=chapters, volumes=volumes)
    desk.findings.append(_unknown(desk, "project.kind", "文件种类", name, "kinds"))
    return None


def _sheet(desk: _Desk, bid: Bid, kind: Kind | None, style: str = "") -> Sheet | None:
    name = style or bid.project.style or (kind.style if kind else "house")
    file = f"style/{name}.yaml"
    text = desk.template(file)
    if text is not None:
        return _printed_so(desk, desk.take(load_sheet(text, f"{TEMPLATES}/{file}")), bid)
    desk.findings.append(_unknown(desk, "" if style else "project.style", "版式", name, "style"))
    return None


def _company_look(desk: _Desk, loaded: Loaded, bid: Bid, sheet: Sheet | None) -> Branded | None:
    """Take the look of the company's own Word file over, where its profile names one."""
    if sheet is None or bid.company.brand is None:
        return None
    from generator.style.reference import company_look

    return desk.take(company_look(desk.root, bid.company.brand.reference_docx, sheet, loaded.sources))


def _printed_so(desk: _Desk, sheet: Sheet | None, bid: Bid) -> Sheet | None:
    """Give the sheet for how the project is printed: on both sides, with room where it is bound."""
    printing = bid.project.printing
    if sheet is None or printing is None:
        return sheet
    gutter = printing.gutter or 0
    if gutter > _WIDEST_GUTTER:
        message = f"装订线宽{gutter}毫米，正文放不下"
        hint = f"一般为5至15毫米，最多{_WIDEST_GUTTER}毫米。"
        desk.findings.append(Finding(WIDE_GUTTER, Severity.ERROR, Place("project.printing.gutter"), message, hint))
        return sheet
    page = sheet.page.model_copy(
        update={
            "left": sheet.page.left + gutter,
            "duplex": bool(printing.duplex),
            "chapters_on_right": bool(printing.duplex and printing.chapters_on_right),
        }
    )
    return sheet.model_copy(update={"page": page})


def _openness(bid: Bid, sheet: Sheet | None) -> Iterator[Finding]:
    """Tell where the tender demands a blind bid and the style makes an open one."""
    if bid.project.anonymous and sheet is not None and sheet.blind is None:
        message = f"招标文件要求暗标，版式“{sheet.title}”却会印出投标人"
        hint = "在 project.yaml 写 style: blind，或者用 bidgen build --style blind 生成。"
        yield Finding(NOT_BLIND, Severity.ERROR, Place("project.anonymous"), message, hint)


def _unknown(desk: _Desk, path: str, what: str, name: str, folder: str) -> Finding:
    known = list_names(desk.root, f"{TEMPLATES}/{folder}", ".yaml")
    best = nearest(name, known)
    hint = (f"是不是“{best}”？" if best else "") + f"可用的{what}：{'、'.join(known) or '（无）'}。"
    return Finding(UNKNOWN_NAME, Severity.ERROR, Place(path), f"没有名为“{name}”的{what}", hint)


def _document(desk: _Desk, loaded: Loaded, bid: Bid, kind: Kind, sheet: Sheet) -> Document | None:
    """Render and number; a picture that cannot be read is a finding, and leaves no document."""
    named = picture_paths(bid)
    pictures = desk.take(read_pictures(desk.root, named, loaded.sources)) or {}
    scanned = scan_paths(bid)
    scans = desk.take(read_scans(desk.root, scanned, loaded.sources)) or {}
    shown = masked(bid, identity_of(bid)) if sheet.blind else bid
    rendered = desk.take(
        render_document(shown, derived_values(shown), kind, desk.template, pictures, blind=sheet.blind, scans=scans)
    )
    if rendered is None or len(pictures) < len(named) or len(scans) < len(scanned):
        return None
    return desk.take(number_document(rendered, numbering_of(sheet)))


def _checked(desk: _Desk, loaded: Loaded, **made: object) -> Checked:
    return Checked(
        tuple(desk.findings),
        loaded.sources,
        MappingProxyType(desk.texts),
        readable=True,
        overrides=loaded.overrides,
        inputs=MappingProxyType(desk.inputs),
        **made,  # type: ignore[arg-type]
    )


def _built(
    checked: Checked,
    findings: tuple[Finding, ...] | None = None,
    files: tuple[Path, ...] = (),
    page_counts: Mapping[str, int] = MappingProxyType({}),
) -> Built:
    found = checked.findings if findings is None else findings
    return Built(found, checked.sources, checked.texts, checked.readable, files, page_counts)


def _stopped(findings: tuple[Finding, ...]) -> bool:
    gravest = worst(findings)
    return gravest is not None and gravest >= Severity.ERROR


def unwritable(output: Path, error: OSError) -> Finding:
    """Report an output folder that cannot be written."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Finding(
        UNWRITABLE,
        Severity.ERROR,
        Place(),
        f"不能写入输出文件夹“{output.name}”（{reason}）；原有文件没有改动",
        "检查文件夹的写入权限和磁盘剩余空间，或者用 --out 指定另一个文件夹。",
    )
