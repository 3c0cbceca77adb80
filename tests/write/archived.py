"""The sample document as PDF/A-3a of each engine, with and without attachments; made once in a process."""

from __future__ import annotations

from functools import cache

from generator.wanted import A_3A
from generator.write.pdf.attachments import Attachment, with_attachments
from generator.write.pdf.engine import write_pdf
from generator.write.typst.engine import write_typst
from tests.write.sample import CREATED, house_sheet, sample_document

ENGINES = ("typst", "weasyprint")
FILES = {"trace.json": b"[\n]\n" * 900, "register.json": '{"承诺": 1}\n'.encode()}


@cache
def plain(engine: str) -> bytes:
    """Give the sample as PDF/A-3a without attachments."""
    if engine == "typst":
        data, _ = write_typst(sample_document(), house_sheet(), CREATED, A_3A)
    else:
        result, _ = write_pdf(sample_document(), house_sheet(), CREATED, A_3A)
        data = result.data if result else None
    assert data is not None
    return data


def attached(data: bytes) -> bytes:
    """Attach the files."""
    return with_attachments(
        data, [Attachment(name, content, "附件（示例）", "Supplement") for name, content in FILES.items()], CREATED
    )
