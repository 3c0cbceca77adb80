"""What a user may choose of the outputs; it is asked for before any stage is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

AUTO, WEASYPRINT, TYPST = "auto", "weasyprint", "typst"
"""The programs that set the PDF; `auto` is WeasyPrint where its system libraries are present, else Typst."""

A_2U, A_3A = "a-2u", "a-3a"
"""What a PDF is besides PDF/UA-1: PDF/A-2u, or PDF/A-3a with the trace and the register attached to it."""

STANDARDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {A_2U: ("PDF/A-2u", "PDF/UA-1"), A_3A: ("PDF/A-3a", "PDF/UA-1")}
)
"""The names of the standards that a PDF of each variant keeps."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Formats, where the contents' pages come from, what sets the PDF, for which archive, whether it can be signed."""

    formats: frozenset[str] = frozenset({"docx", "pdf"})
    toc_pages: str = "estimate"
    pdf_engine: str = AUTO
    pdf_variant: str = A_2U
    signature_fields: bool = False

    @property
    def effective(self) -> tuple[tuple[str, str], ...]:
        """The choices that decide anything: where no DOCX is wanted, nobody asks for the pages of its contents."""
        chosen = {"formats": ",".join(sorted(self.formats))}
        if "docx" in self.formats:
            chosen["toc_pages"] = self.toc_pages
        if "pdf" in self.formats:
            chosen["pdf_engine"] = self.pdf_engine
            chosen["pdf_variant"] = self.pdf_variant
            chosen["signature_fields"] = "有" if self.signature_fields else ""
        return tuple(chosen.items())


WHATEVER = Wanted()
"""What is made where nothing was chosen."""
