"""The DOCX writer: a native, editable Word document from the document tree and the style sheet."""

from generator.write.docx.package import write_docx

__all__ = ["write_docx"]
