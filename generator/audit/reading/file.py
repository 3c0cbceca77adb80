"""Reads any file that can be audited: Word, PDF or plain text, told apart by their first bytes, not by their names."""

from __future__ import annotations

from generator.audit.reading.docx import WordText, read_word
from generator.audit.reading.pdf import read_pdf_text
from generator.audit.reading.plain import read_plain
from generator.audit.text import AuditText, BlockKind
from generator.finding import Finding, Outcome, Place, Severity

NO_TEXT = "A013"
"""A013: the file is neither Word nor PDF nor text in UTF-8 or GB18030."""
SILENT = "A012"
"""A012: the file has no words: it is empty, or a scan."""

_ZIP, _OLE, _PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"


def read_file(data: bytes) -> Outcome[AuditText]:
    """Give the text of a file from its bytes; what cannot be read is a finding."""
    read = read_marked(data)
    return Outcome(read.value.text if read.value else None, read.findings)


def read_marked(data: bytes) -> Outcome[WordText]:
    """Give the text of a file with the marks of it; only Word files have any. One that says nothing is a finding."""
    read = read_word(data) if data.startswith((_ZIP, _OLE)) else _unmarked(_read_words(data))
    if read.value is not None and not _says_something(read.value.text):
        return Outcome(None, (*read.findings, _silent(data)))
    return read


def _unmarked(read: Outcome[AuditText]) -> Outcome[WordText]:
    return Outcome(WordText(read.value, ()) if read.value else None, read.findings)


def _says_something(text: AuditText) -> bool:
    """Tell whether there are words but for those of the file's properties."""
    return any(block.kind is not BlockKind.PROPERTY and block.text.strip() for block in text.blocks)


def _silent(data: bytes) -> Finding:
    if not data:
        return Finding(SILENT, Severity.ERROR, Place(), "文件是空的，没有可以审核的文字", "请核对是不是拿错了文件")
    hint = "请核对是不是拿错了文件；正文是图片的，先做文字识别"
    return Finding(SILENT, Severity.ERROR, Place(), "文件里没有文字，没有可以审核的内容", hint)


def _read_words(data: bytes) -> Outcome[AuditText]:
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
