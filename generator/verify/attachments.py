"""What is attached to a PDF, read back from its bytes and compared with what was to be attached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pypdfium2 as pdfium

from generator.finding import Finding, Place, Severity

ATTACHED_OTHERWISE = "F206"
"""F206: the files attached to a PDF are not those that were to be attached, byte for byte."""

_HINT = "这是 bidgen 自身的错误，文件没有写出。请保留项目资料并报告。"


def verify_attachments(name: str, data: bytes, expected: Mapping[str, bytes]) -> Iterator[Finding]:
    """Compare what is attached to the PDF of this name, byte for byte; nothing expected means nothing may be there."""
    found = read_attachments(data)
    for file in sorted(expected.keys() | found.keys()):
        if file not in found:
            yield _amiss(f"{name} 缺少附件 {file}")
        elif file not in expected:
            yield _amiss(f"{name} 多出附件 {file}")
        elif found[file] != expected[file]:
            yield _amiss(f"{name} 的附件 {file} 与写出的文件不同")


def read_attachments(data: bytes) -> dict[str, bytes]:
    """Give the files attached to a PDF, by name; raises `pypdfium2.PdfiumError` if it is none."""
    document = pdfium.PdfDocument(data)
    try:
        attached = [document.get_attachment(at) for at in range(document.count_attachments())]
        return {one.get_name(): bytes(one.get_data()) for one in attached}
    finally:
        document.close()


def _amiss(message: str) -> Finding:
    return Finding(ATTACHED_OTHERWISE, Severity.ERROR, Place(), message, _HINT)
