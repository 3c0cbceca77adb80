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

    @property
    def effective(self) -> tuple[tuple[str, str], ...]:
        """The choices that decide anything: where no DOCX is wanted, nobody asks for the pages of its contents."""
        chosen = {"formats": ",".join(sorted(self.formats))}
        if "docx" in self.formats:
            chosen["toc_pages"] = self.toc_pages
        if "pdf" in self.formats:
            chosen["pdf_engine"] = self.pdf_engine
        return tuple(chosen.items())


WHATEVER = Wanted()
"""What is made where nothing was chosen."""
