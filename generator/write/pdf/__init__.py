"""The PDF writer: tree to paged HTML and CSS, rendered by WeasyPrint with Chinese typesetting added."""

from generator.write.pdf.engine import PdfResult, pdf_problem, write_pdf

__all__ = ["PdfResult", "pdf_problem", "write_pdf"]
