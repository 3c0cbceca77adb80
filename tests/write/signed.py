"""The spots of the sample document as read back from the PDF of each engine, and the PDF with a field at each."""

from __future__ import annotations

from functools import cache

from generator.document.nodes import Document
from generator.layout.spots import Spot, spots
from generator.verify.outputs import ReadBack, verify_pdf
from generator.verify.pdf_reader import Margins
from generator.write.pdf.signature_fields import SignatureField, with_signature_fields
from tests.write.archived import plain
from tests.write.sample import house_sheet, sample_document

SHEET = house_sheet()
MARGINS = Margins(SHEET.page.top, SHEET.page.right, SHEET.page.bottom, SHEET.page.left)


def read_back(data: bytes, document: Document, engine: str) -> tuple[ReadBack, set[str]]:
    """Read a PDF back; give what was read and the codes of what was found."""
    outcome = verify_pdf(data, document, MARGINS, structured=engine == "typst")
    assert outcome.value is not None
    return outcome.value, {finding.code for finding in outcome.findings}


@cache
def found_in(engine: str) -> tuple[Spot, ...]:
    """Give the spots of the sample in its PDF."""
    document = sample_document()
    read, codes = read_back(plain(engine), document, engine)
    assert codes == set()
    return spots(document, SHEET, read.signs, (), {"pdf": read.page_count})


@cache
def fielded(engine: str) -> bytes:
    """Give the sample with a field at each spot but the dates."""
    fields = [
        SignatureField(f"Signature{number}", f"请在此签署：{spot.words}", spot.sheet, spot.box, spot.mark)
        for number, spot in enumerate(found_in(engine), start=1)
        if spot.box and spot.kind != "date"
    ]
    return with_signature_fields(plain(engine), fields)
