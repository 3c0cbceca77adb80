"""Documents written in memory and read back, volume by volume until the pages they name are right."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from generator.document.nodes import Document
from generator.document.pages import segment_pages
from generator.document.text import reading_text
from generator.document.volumes import Counted, Settled, parted, settle, target_pages
from generator.finding import Finding, Outcome, Place, Severity
from generator.model.identity import identity_of
from generator.pipeline.books import FORMATS, RUN_ON, Book, books_of, file_stem, output_name
from generator.pipeline.desk import Checked, OnStep, build_time, is_stopped
from generator.report.kept import Kept
from generator.style.sheet import Sheet
from generator.wanted import A_2U, A_3A, AUTO, TYPST, WEASYPRINT, Wanted

if TYPE_CHECKING:
    from generator.layout.pages import Pages
    from generator.layout.spots import Spot
    from generator.verify.outputs import Printed, ReadBack
    from generator.verify.pdf_reader import Margins


UNSETTLED = "F207"
"""F207: the pages that volumes name in each other could not be settled."""


def estimated_volumes(checked: Checked, sheet: Sheet) -> tuple[Document, ...]:
    """Give the volumes of a document with the pages they are estimated to have, or the document itself."""
    document, bid = checked.document, checked.bid
    if document is None:
        raise AssertionError("only a document is shown")
    if bid is None or not document.volumes:
        return (document,)
    run_on = bid.project.volume_pages == RUN_ON
    books = tuple(Book("", "", "", part) for part in parted(document, named=sheet.blind is None))
    return _settled(books, lambda one: _sketched(one, sheet), sheet, run_on=run_on, guess=None).documents


@dataclass(frozen=True, slots=True)
class Made:
    """The outputs by format, and where each printed value was found when they were read back.

    `spots` are by the output they were read in; `lists` are files that an earlier build made of them. Of a bid in
    several files the outputs go by what the names of their files end in (`-1-business.pdf`); `books` tells of each.
    """

    outputs: Mapping[str, bytes]
    printed: Sequence[Printed]
    page_counts: Mapping[str, int]
    spots: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    lists: Mapping[str, bytes] = field(default_factory=dict)
    books: Mapping[str, Book] = field(default_factory=dict)

    @property
    def proven(self) -> Mapping[str, bytes]:
        """The outputs that could be read back."""
        return {name: self.outputs[name] for name in self.page_counts}


@dataclass(frozen=True, slots=True)
class _Output:
    """A file in memory, what reading it back told and found, and its pages."""

    data: bytes | None
    read: ReadBack | None
    findings: tuple[Finding, ...]
    targets: Mapping[str, int] = field(default_factory=dict)
    body_count: int = 0


_Maker = Callable[[Document], _Output]


def taken_over(checked: Checked, wanted: Wanted, kept: Kept) -> Outcome[Made]:
    """Give documents of an earlier build as if they had been made now."""
    from generator.verify.outputs import ReadBack
    from generator.write.pdf.attachments import without_attachments

    outputs = dict(kept.outputs)
    if is_attaching(checked, wanted):
        outputs |= {name: without_attachments(data) for name, data in outputs.items() if name.endswith("pdf")}
    shelves, counts = books_of(checked), kept.page_counts
    printed: list[Printed] = []
    for book in shelves[0]:
        forms = [form for form in FORMATS if book.output(form) in counts]
        read = {form: ReadBack(_pages_in(form, kept), counts[book.output(form)]) for form in forms}
        printed += _printed(book, read)
    books = {book.output(form): book for books in shelves for book in books for form in FORMATS}
    return Outcome(Made(outputs, printed, counts, lists=kept.lists, books=books), kept.findings)


def _pages_in(form: str, kept: Kept) -> dict[int, str]:
    return {number: pages[form] for number, pages in kept.value_pages.items() if form in pages}


def _printed(book: Book, read: Mapping[str, ReadBack]) -> Sequence[Printed]:
    from generator.verify.outputs import printed_values

    found = printed_values(book.document, read)
    return [replace(one, volume=book.volume) for one in found] if book.volume else found


def make_documents(checked: Checked, wanted: Wanted, step: OnStep) -> Outcome[Made]:
    """Write each format in memory and read it back."""
    sheet = checked.sheet
    if sheet is None or checked.bid is None:
        raise AssertionError("only a checked document is written")
    makers = _makers(sheet, build_time(checked.bid), wanted, step)
    run_on = checked.bid.project.volume_pages == RUN_ON
    made = _bound(books_of(checked), makers, sheet, run_on=run_on)
    if not sheet.blind or made.value is None:
        return made
    step("检查暗标")
    return replace(made, findings=(*made.findings, *_leaks(checked, sheet, made.value.proven)))


def write_document(document: Document, sheet: Sheet, created: datetime, wanted: Wanted, step: OnStep) -> Outcome[Made]:
    """Write a document in each format in memory and read it back."""
    return _bound(((Book("", "", "", document),),), _makers(sheet, created, wanted, step), sheet)


def _bound(
    books: Sequence[tuple[Book, ...]], makers: Mapping[str, _Maker], sheet: Sheet, *, run_on: bool = False
) -> Outcome[Made]:
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
            findings.extend(() if bound.settled or is_stopped(tuple(findings)) else (_unsettled(),))
            for book, output in zip(shelf, bound.laid, strict=True):
                made[book.suffix][form] = output
    every = [book for shelf in books for book in shelf]
    outputs = [(book, form, output) for book in every for form, output in made[book.suffix].items()]
    counts = {book.output(form): output.read.page_count for book, form, output in outputs if output.read}
    result = Made(
        {book.output(form): output.data for book, form, output in outputs if output.data is not None},
        [one for book in first for one in _printed(book, _read(made[book.suffix]))],
        counts,
        dict(found for book in every for found in _spots(book, sheet, _read(made[book.suffix]))),
        books={book.output(form): book for book, form, _ in outputs},
    )
    return Outcome(result, tuple(dict.fromkeys(findings)))


def _settled(
    books: Sequence[Book], make: _Maker, sheet: Sheet, *, run_on: bool, guess: Counted | None
) -> Settled[_Output]:
    parts = [book.document for book in books]
    return settle(parts, make, run_on=run_on, duplex=sheet.page.duplex, guess=guess)


def _read(outputs: Mapping[str, _Output]) -> dict[str, ReadBack]:
    return {form: output.read for form, output in outputs.items() if output.read is not None}


def _spots(book: Book, sheet: Sheet, read: Mapping[str, ReadBack]) -> Iterator[tuple[str, tuple[Spot, ...]]]:
    """Give where people sign in a book, under the output they were read in."""
    from generator.layout.spots import spots

    signs = {form: back.signs for form, back in read.items()}
    counts = {form: back.page_count for form, back in read.items()}
    found = spots(book.document, sheet, signs.get("pdf", ()), signs.get("docx", ()), counts)
    if found and read:
        yield book.output(max(read)), found


def _estimated(books: Sequence[Book], sheet: Sheet, *, run_on: bool) -> Counted | None:
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
    data, problems = pdf_bytes(document, sheet, created, engine, wanted.pdf_variant)
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


def pdf_bytes(
    document: Document, sheet: Sheet, created: datetime, engine: str, variant: str = A_2U
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Set a document as PDF; None where its engine cannot, which the findings tell."""
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
        yield from check_blind(output_name(file_stem(checked), name), data, identity, sheet)


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


def is_attaching(checked: Checked, wanted: Wanted) -> bool:
    """Tell whether the PDF is to carry the trace and the register: never that of a blind bid."""
    return wanted.pdf_variant == A_3A and not (checked.sheet and checked.sheet.blind)
