"""A checked project becomes files: documents, trace, register, manifest and lists, put in place together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from generator.document.fingerprint import fingerprint
from generator.finding import Finding, Place, Severity
from generator.model.identity import identity_of
from generator.pipeline.books import FORMATS, Book, copies_of, file_stem, named_books, output_name, told_of
from generator.pipeline.checking import check_project
from generator.pipeline.desk import (
    REGISTER,
    TRACE,
    Built,
    Checked,
    OnStep,
    as_built,
    build_time,
    is_stopped,
    unwritable,
    versions,
)
from generator.pipeline.making import Made, estimated_volumes, is_attaching, make_documents, pdf_bytes, taken_over
from generator.pipeline.reports import register_of
from generator.report.kept import Ending, Forgetful, Memory
from generator.report.manifest import Manifest, manifest_json
from generator.report.places import resolved
from generator.report.register_json import register_json
from generator.report.trace import trace_json
from generator.wanted import STANDARDS, TYPST, WHATEVER, Wanted
from generator.write.files import replace_files

if TYPE_CHECKING:
    pass


TELLS_INSIDE = "F313"
"""F313: the PDF carries the trace and the register, which are not for the eyes of who gets the bid."""
_FORGETFUL = Forgetful()


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
    if is_stopped(checked.findings) or checked.document is None or checked.sheet is None or checked.bid is None:
        return as_built(checked)
    key = _key(checked, wanted)
    kept = memory.kept(key)
    made = taken_over(checked, wanted, kept) if kept else make_documents(checked, wanted, step)
    findings = (*checked.findings, *made.findings, *_told_inside(checked, wanted))
    if is_stopped(tuple(found for found in findings if found.code != NO_PANGO)):
        return as_built(checked, findings)
    if made.value is None or not made.value.outputs:
        return as_built(checked, findings)
    step("写出文件")
    files = _files(checked, made.value, wanted)
    amiss = _attached_amiss(checked, files, wanted)
    if amiss:
        return as_built(checked, (*findings, *amiss))
    new = {name: data for name, data in files.items() if not (kept and _holds(output / name, data))}
    located = tuple(resolved(finding, checked.sources) for finding in findings)
    ending = Ending(key, files, made.value.page_counts, made.findings, located, checked.texts)
    try:
        replace_files({output / name: data for name, data in new.items()} | dict(memory.added(ending)))
    except OSError as error:
        return as_built(checked, (*findings, unwritable(output, error)))
    return as_built(checked, findings, tuple(output / name for name in new), made.value.page_counts)


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
        return as_built(checked)
    step("排版")
    made = [
        pdf_bytes(document, checked.sheet, build_time(checked.bid), engine)
        for document in estimated_volumes(checked, checked.sheet)
    ]
    findings = (*checked.findings, *dict.fromkeys(found for _, problems in made for found in problems))
    pdfs = [data for data, _ in made if data is not None]
    if len(pdfs) < len(made):
        return as_built(checked, findings)
    data = pdfs[0] if len(pdfs) == 1 else joined(pdfs)
    step("画出各页")
    files = preview_files(data, dpi, pages)
    try:
        replace_files({output / name: picture for name, picture in files.items()})
        remove_other_pictures(output, files)
    except OSError as error:
        return as_built(checked, (*findings, unwritable(output, error)))
    return as_built(checked, findings, tuple(output / name for name in files))


def _key(checked: Checked, wanted: Wanted) -> str:
    """Give the digest of all that decides the documents' bytes, but for the programs and fonts of this machine."""
    if checked.document is None or checked.sheet is None or checked.bid is None:
        raise AssertionError("only a checked document is written")
    parts = (
        fingerprint(checked.document),
        repr(checked.sheet),
        repr(identity_of(checked.bid)) if checked.sheet.blind else "",
        file_stem(checked),
        build_time(checked.bid).isoformat(),
        repr(wanted.effective),
        *(repr((book.suffix, checked.bid.project.volume_pages)) for book in named_books(checked)),
    )
    return sha256("\0".join(parts).encode()).hexdigest()


def _files(checked: Checked, made: Made, wanted: Wanted) -> dict[str, bytes]:
    """Give all files of a build by name: the outputs, the trace, the register (it names the bidder), the manifest."""
    if checked.bid is None or checked.kind is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    stem = file_stem(checked)
    files = _documents(checked, made.outputs)
    files[TRACE] = trace_json(made.printed, checked.sources)
    if not checked.sheet.blind:
        registered = register_of(checked, {printed.value.number: printed.pages for printed in made.printed})
        files[REGISTER] = register_json(registered, checked.sources)
    files |= made.lists or _signing_lists(checked, made, stem)
    files |= _labels(checked, made, stem)
    if is_attaching(checked, wanted):
        files |= _attached(checked, files)
    manifest = Manifest(
        project=checked.bid.project.name,
        kind=checked.kind.name,
        style=checked.sheet.name,
        built=build_time(checked.bid),
        versions=versions(),
        inputs=checked.inputs,
        outputs=files,
        pages={output_name(stem, name): count for name, count in made.page_counts.items()},
        books={output_name(stem, name): (book.volume, book.mark) for name, book in made.books.items() if book.suffix},
        standards=STANDARDS[wanted.pdf_variant],
    )
    return {**files, "manifest.json": manifest_json(manifest)}


def _labels(checked: Checked, made: Made, stem: str) -> dict[str, bytes]:
    """List what is bound, where the project says how."""
    from generator.report.labels import LABELS_XLSX, TITLE, Bid, Label, labels_sheet
    from generator.write.xlsx.workbook import write_xlsx

    if checked.bid is None or checked.sheet is None:
        raise AssertionError("only a checked document is written")
    project = checked.bid.project
    if not (project.volumes or project.printing or (project.copies and project.copies.separate_files)):
        return {}
    bidder = "" if checked.sheet.blind else checked.bid.company.name
    counts = copies_of(checked.bid)
    labels = [
        Label(output_name(stem, name), book.volume, book.mark, counts.get(book.mark, 0), made.page_counts[name])
        for name, book in made.books.items()
        if name in made.page_counts and name == book.output(_bindable(book, made))
    ]
    bid = Bid(project.name, project.number, bidder, duplex=checked.sheet.page.duplex)
    sheet = labels_sheet(labels, bid)
    return {LABELS_XLSX: write_xlsx((sheet,), TITLE, bidder or "bidgen", build_time(checked.bid))}


def _bindable(book: Book, made: Made) -> str:
    """Give the format whose pages are bound: the PDF where there is one."""
    return max(form for form in FORMATS if book.output(form) in made.page_counts)


def _signing_lists(checked: Checked, made: Made, stem: str) -> dict[str, bytes]:
    """List where people seal and sign, where a document asks for it."""
    from generator.report.signing import SIGNING_JSON, SIGNING_XLSX, TITLE, SignedFile, signing_json, signing_sheets
    from generator.write.xlsx.workbook import write_xlsx

    if not made.spots or checked.kind is None or checked.bid is None:
        return {}
    title = f"{checked.bid.project.name}　{TITLE}"
    files = [
        SignedFile(
            output_name(stem, name), " ".join(filter(None, (checked.kind.title, *told_of(made.books[name])))), found
        )
        for name, found in made.spots.items()
    ]
    sheets = write_xlsx(signing_sheets(files), title, checked.bid.company.name, build_time(checked.bid))
    return {SIGNING_JSON: signing_json(files), SIGNING_XLSX: sheets}


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

    names = (TRACE, REGISTER) if is_attaching(checked, wanted) else ()
    expected = {name: files[name] for name in names}
    pdfs = {name: data for name, data in files.items() if name.endswith(".pdf")}
    return tuple(found for name, data in pdfs.items() for found in verify_attachments(name, data, expected))


def _told_inside(checked: Checked, wanted: Wanted) -> Iterator[Finding]:
    """Warn that the PDF tells where its figures come from and what sales may promise."""
    if "pdf" in wanted.formats and is_attaching(checked, wanted):
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
    return {output_name(file_stem(checked), name): data for name, data in outputs.items()}
