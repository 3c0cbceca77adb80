"""The reader of Word packages under atheris, which turns bytes towards branches that were not yet taken."""

from __future__ import annotations

import importlib
import sys
import tempfile

from tests.audit.reading.packages import NAMES, document, files, zipped
from tests.audit.reading.test_random_packages import ATTRIBUTES, VALUES, holds_together
from tests.audit.reading.test_random_packages import NAMES as ELEMENTS

READER = "generator.audit.reading"
LONGEST = 4096
PARTS = ("document", "styles", "numbering", "footnotes", "comments", "header1")
TEXTS = ("", "甲", "1.1 ", "第一章 总则", "质保三年", "\u3000", "&amp;", "&#x2028;", "2小时内到场。")
_RAW, _OPEN, _CLOSE, _TEXT = range(4)


def package_of(data: bytes) -> bytes:
    """Make a package of bytes: the first chooses the part, and whether the rest is its XML or steps that write it."""
    part, raw = PARTS[data[0] % len(PARTS)] if data else PARTS[0], bool(data and data[0] & 0x80)
    content = data[1:].decode("utf-8", "replace") if raw else _written(data[1:])
    if part == "document":
        return zipped({**files(""), "word/document.xml": document(content)})
    return zipped({**files("<w:p/>", **{part: ""}), f"word/{part}.xml": f"<w:{part} {NAMES}>{content}</w:{part}>"})


def read(data: bytes) -> None:
    """Read the package; it gives text that holds together, or says why not."""
    from generator.audit.reading.docx import read_word  # noqa: PLC0415 - atheris follows what is imported under it

    outcome = read_word(package_of(data))
    if outcome.value is None:
        assert outcome.findings
    else:
        assert holds_together(outcome.value)


def fuzz(seconds: int, seed: int) -> None:
    """Read packages for so many seconds; atheris ends the process, at a failure with its traceback."""
    import atheris  # noqa: PLC0415 - only here it is needed

    for name in [name for name in sys.modules if name.startswith(READER)]:
        del sys.modules[name]
    with atheris.instrument_imports(include=[READER]):
        importlib.import_module(f"{READER}.docx")
    kept = f"-artifact_prefix={tempfile.gettempdir()}/"
    options = (f"-max_total_time={seconds}", f"-seed={seed}", f"-max_len={LONGEST}", "-len_control=0", kept)
    atheris.Setup([sys.argv[0], *options], read)
    atheris.Fuzz()


def _written(steps: bytes) -> str:
    """Write XML by two bytes a step: open an element, close the innermost, put a text; all are closed at the end."""
    parts: list[str] = []
    opened: list[str] = []
    for kind, value in zip(steps[::2], steps[1::2], strict=False):
        if kind % 4 in {_RAW, _OPEN}:
            opened.append(ELEMENTS[value % len(ELEMENTS)])
            parts.append(f"<{opened[-1]}{_attributes(kind >> 2)}>")
        elif kind % 4 == _CLOSE and opened:
            parts.append(f"</{opened.pop()}>")
        elif kind % 4 == _TEXT:
            parts.append(TEXTS[value % len(TEXTS)])
    return "".join((*parts, *(f"</{name}>" for name in reversed(opened))))


def _attributes(choice: int) -> str:
    value = VALUES[choice % len(VALUES)]
    return "".join(f' {name}="{value}"' for name in ATTRIBUTES) if choice else ""
