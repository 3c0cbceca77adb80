"""What a user may choose of the outputs; it is asked for before any stage is loaded."""

from __future__ import annotations

from dataclasses import dataclass

AUTO, WEASYPRINT, TYPST = "auto", "weasyprint", "typst"
"""The programs that set the PDF; `auto` is WeasyPrint where its system libraries are present, else Typst."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Formats, where the contents' pages come from, what sets the PDF."""

    formats: frozenset[str] = frozenset({"docx", "pdf"})
    toc_pages: str = "estimate"
    pdf_engine: str = AUTO


WHATEVER = Wanted()
"""What is made where nothing was chosen."""
