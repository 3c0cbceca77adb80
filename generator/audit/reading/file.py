"""Reads any file that can be audited: Word, PDF or plain text, told apart by their first bytes, not by their names."""

from __future__ import annotations

from generator.audit.reading.docx import read_word
from generator.audit.reading.pdf import read_pdf_text
from generator.audit.reading.plain import read_plain
from generator.audit.text import AuditText
from generator.finding import Finding, Outcome, Place, Severity

NO_TEXT = "A013"
"""A013: the file is neither Word nor PDF nor text in UTF-8 or GB18030."""

_ZIP, _OLE, _PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_file(data: bytes) -> Outcome[AuditText]:
    """Give the text of a file from its bytes; what cannot be read is a finding."""
    if data.startswith((_ZIP, _OLE)):
        word = read_word(data)
        return Outcome(word.value.text if word.value else None, word.findings)
    if data.startswith(_PDF):
        return read_pdf_text(data)
    decoded = _decoded(data)
    return Outcome(read_plain(decoded)) if decoded is not None else Outcome(None, (_no_text(),))


def _decoded(data: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else text
    return None


def _no_text() -> Finding:
    message = "文件不是DOCX、PDF，也不是UTF-8或者GB18030编码的文本"
    return Finding(NO_TEXT, Severity.ERROR, Place(), message, "另存为.docx、.pdf或者UTF-8编码的.txt后再审核。")
