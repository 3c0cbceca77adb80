"""Documents rendered to PDF by Typst: source, fonts and pictures brought together; nothing is fetched."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from generator.document.nodes import Document, Table
from generator.document.walk import blocks
from generator.finding import Finding, Place, Severity
from generator.style.sheet import Sheet
from generator.wanted import A_2U, A_3A
from generator.write.pdf.box_font import box_font
from generator.write.pdf.fonts import ChosenFont, FontFile, choose_fonts, no_glyph
from generator.write.typst.source import Families, Source, document_source
from generator.write.typst.tags import with_row_heads

if TYPE_CHECKING:
    import typst

NO_TYPST = "F311"
"""The Typst wheel is missing: the PDF cannot be made with it."""
TYPST_SAYS = "F312"
"""Typst refused the document or warned about it."""

_STANDARDS: Mapping[str, list[typst.PDFStandard]] = MappingProxyType({A_2U: ["a-2u", "ua-1"], A_3A: ["a-3a", "ua-1"]})
"""For the archive and for readers of every kind; with them Typst refuses a character no font has."""

_MAIN = "main.typ"
_NO_GLYPH = re.compile(r"the text `\"(?P<text>.+)\"` could not be displayed", re.DOTALL)


def typst_problem() -> Finding | None:
    """Tell what keeps Typst from working on this machine, None where it works."""
    try:
        import typst  # noqa: F401, PLC0415 - whether it loads is the question
    except ImportError:
        hint = "执行：pip install typst"
        return Finding(NO_TYPST, Severity.ERROR, Place(), "无法生成 PDF：没有安装 typst。DOCX 不受影响。", hint)
    return None


def write_typst(
    document: Document, sheet: Sheet, created: datetime, variant: str = A_2U
) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Render a document; the same document, sheet and moment (with its time zone) give the same bytes.

    Without the wheel or any Chinese font there is no result, and findings say what to install.
    """
    problem = typst_problem()
    if problem is not None:
        return None, (problem,)
    choice = choose_fonts(sheet, installed_fonts())
    if not choice.fonts:
        return None, choice.findings
    families: Families = {key: (*_latin(font), font.family) for key, font in choice.fonts.items()}
    data, findings = compiled(document_source(document, sheet, created, families), created, variant)
    if data is not None:
        data = with_row_heads(data, (block for block in blocks(document) if isinstance(block, Table)))
    return data, (*choice.findings, *findings)


def compiled(source: Source, created: datetime, variant: str = A_2U) -> tuple[bytes | None, tuple[Finding, ...]]:
    """Compile a source in a folder of its own."""
    import typst  # noqa: PLC0415 - loaded on first use

    with tempfile.TemporaryDirectory(prefix="bidgen-") as name:
        folder = Path(name)
        for file, data in {**source.files, _MAIN: source.code.encode()}.items():
            (folder / file).write_bytes(data)
        try:
            data, warnings = typst.compile_with_warnings(
                str(folder / _MAIN),
                root=name,
                font_paths=_known(),
                format="pdf",
                pdf_standards=_STANDARDS[variant],
                timestamp=_moment(created),
            )
        except typst.TypstError as error:
            return None, (_refused(str(error)),)
    return data, tuple(_warned(str(warning)) for warning in warnings)


# --- fonts -----------------------------------------------------------------------------------------------------------


@cache
def _known() -> typst.Fonts:
    """Read the fonts of this machine and our own font of boxes once per process."""
    import typst  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="bidgen-") as folder:
        (Path(folder) / "box.ttf").write_bytes(box_font())
        return typst.Fonts(include_system_fonts=True, include_embedded_fonts=False, font_paths=[folder])


@cache
def installed_fonts() -> tuple[FontFile, ...]:
    """List the upright fonts of normal width that Typst finds."""
    upright = (font for font in _known().fonts() if font.style == "normal" and font.path)
    found = {
        FontFile(font.family, _STYLES.get(font.weight, str(font.weight)), Path(font.path or "")) for font in upright
    }
    return tuple(sorted(found, key=lambda font: (font.family, font.style, font.file)))


_STYLES = {400: "Regular", 700: "Bold"}


def _latin(font: ChosenFont) -> Iterator[str]:
    """Give the family of the Latin companion, where there is one."""
    regular = font.latin.get("Regular")
    yield from (one.family for one in installed_fonts() if one.file == regular and one.family != font.family)


# --- what Typst says -------------------------------------------------------------------------------------------------


def _moment(created: datetime) -> datetime:
    return created if created.tzinfo else created.replace(tzinfo=UTC)


def _refused(message: str) -> Finding:
    missing = _NO_GLYPH.search(message)
    if missing:
        return no_glyph(missing["text"])
    return Finding(TYPST_SAYS, Severity.ERROR, Place(), f"PDF 排版程序不能排这份文件：{message}")


def _warned(message: str) -> Finding:
    return Finding(TYPST_SAYS, Severity.WARNING, Place(), f"PDF 排版程序提示：{message}")
