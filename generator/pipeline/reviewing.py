"""What reviewers read of a checked project: its register, the review report, the changes between two bids."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commitments.register import Register
from generator.document.text import reading_text
from generator.finding import Severity
from generator.pipeline.desk import Built, Checked, Desk, OnStep, as_built, build_time, unwritable, versions
from generator.pipeline.making import estimated_volumes, write_document
from generator.pipeline.reports import in_users_language, register_of, review_sheet
from generator.report.built import built_pages
from generator.style.numbering import numbering_of
from generator.style.sheet import Sheet
from generator.wanted import WHATEVER, Wanted
from generator.write.files import replace_files

if TYPE_CHECKING:
    from generator.layout.pages import Pages
    from generator.report.difference import Comparison
    from generator.report.review.case import Case
    from generator.report.review.content import Content


REVIEW = "审核报告"


def _placed(checked: Checked, sheet: Sheet) -> Pages:
    """Give the pages that everything has in the DOCX, of several volumes in that of its own."""
    from generator.layout.pages import Pages, paginate

    volumes = [paginate(document, sheet) for document in estimated_volumes(checked, sheet)]
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
    return register_of(checked, built_pages(built, kind.name, sheet.name, checked.inputs) if kind and sheet else {})


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

    desk = Desk(root, step)
    files = _review_files(desk, content_of(_case(checked, built, titles, limit)), build_time(checked.bid))
    found = tuple(finding for finding in desk.findings if finding.severity >= Severity.ERROR)
    if any(finding.code != NO_PANGO for finding in found):
        return as_built(checked, found)
    written = {output / f"review.{name}": data for name, data in files.items()}
    try:
        replace_files(written)
    except OSError as error:
        return as_built(checked, (*found, unwritable(output, error)))
    return as_built(checked, found, tuple(written))


def difference_written(root: Path, comparison: Comparison, created: datetime) -> bytes:
    """Write the changes between two bids as a DOCX, read back and proven equal; what fails here is a bug."""
    from generator.report.difference_document import difference_document

    desk = Desk(root, lambda _: None)
    sheet = review_sheet(desk)
    if sheet is None:
        raise AssertionError(f"the style of reports cannot be read: {desk.findings}")
    document = in_users_language(difference_document(comparison, numbering_of(sheet)))
    made = write_document(document, sheet, created, Wanted(frozenset({"docx"})), desk.step)
    if made.value is None or "docx" not in made.value.proven:
        raise AssertionError(f"the table of changes could not be read back: {made.findings}")
    return made.value.proven["docx"]


def _review_files(desk: Desk, content: Content, created: datetime) -> Mapping[str, bytes]:
    """Write the report in each format in memory, the documents read back."""
    from generator.report.review.document import review_document
    from generator.report.review.sheets import review_sheets
    from generator.write.xlsx.workbook import write_xlsx

    files = {"xlsx": write_xlsx(review_sheets(content), REVIEW, "bidgen", created)}
    sheet = review_sheet(desk)
    if sheet is None:
        return files
    document = in_users_language(review_document(content, numbering_of(sheet)))
    made = desk.take(write_document(document, sheet, created, WHATEVER, desk.step))
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
        register=register_of(checked, pages.values if pages else {}) if is_known else None,
        pages=pages or KnownPages(),
    )
