"""Page numbers as LibreOffice lays a DOCX out: for those who want the contents exact for that program."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium

from generator.document.nodes import Document, Section
from generator.document.walk import blocks
from generator.finding import Finding, Outcome, Place, Severity
from generator.layout.pages import Pages

NO_LIBREOFFICE = "F020"
"""F020: LibreOffice was asked for the page numbers, but is not installed or did not convert the file."""

_SECONDS = 180


def convert_to_pdf(data: bytes) -> bytes | None:
    """Convert a DOCX to PDF with LibreOffice; None where it is not installed or fails."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="bidgen-") as name:
        folder = Path(name)
        (folder / "document.docx").write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}',
            "--outdir",
            str(folder),
            str(folder / "document.docx"),
        ]
        try:
            subprocess.run(command, check=True, capture_output=True, timeout=_SECONDS)  # noqa: S603 - fixed arguments
        except (OSError, subprocess.SubprocessError):
            return None
        output = folder / "document.pdf"
        return output.read_bytes() if output.exists() else None


def libreoffice_pages(data: bytes, document: Document) -> Outcome[Pages]:
    """Give the pages of a written DOCX as LibreOffice lays it out; the value is None where it cannot."""
    converted = convert_to_pdf(data)
    pages = pages_of_outline(converted, document) if converted is not None else None
    if pages is None:
        message = "无法从 LibreOffice 取得页码，目录页码改用 bidgen 推算的结果"
        hint = "安装 LibreOffice（apt-get install libreoffice-writer-nogui），或者不写 --toc-pages。"
        return Outcome(None, (Finding(NO_LIBREOFFICE, Severity.WARNING, Place(), message, hint),))
    return Outcome(pages)


def pages_of_outline(converted: bytes, document: Document) -> Pages | None:
    """Read section pages from the outline of a converted DOCX; None where its headings are not the document's.

    Sections deeper than the contents go are in the outline too; all sections are met in reading order.
    """
    pdf = pdfium.PdfDocument(converted)
    try:
        places = [_page(bookmark) for bookmark in pdf.get_toc()]
        total = len(pdf)
    finally:
        pdf.close()
    targets = section_ids(document)
    if len(places) != len(targets) or not places:
        return None
    first = places[0] - document.first_page + 1
    sections = {target: page - first + 1 for target, page in zip(targets, places, strict=True)}
    return Pages(sections, total - places[0], places[0] - 1)


def _page(bookmark: pdfium.PdfBookmark) -> int:
    destination = bookmark.get_dest()
    return int(destination.get_index() or 0) if destination else 0


def section_ids(document: Document) -> list[str]:
    """Give the ids of all sections in reading order."""
    return [block.id for block in blocks(document) if isinstance(block, Section)]
