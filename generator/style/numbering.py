"""The label forms of a sheet in the shape `document.number` wants them."""

from __future__ import annotations

from generator.document.number import Numbering
from generator.style.sheet import Sheet


def numbering_of(sheet: Sheet) -> Numbering:
    """Give the label forms of a sheet."""
    return Numbering(**sheet.numbering.model_dump())


def english_numbers(sheet: Sheet) -> Sheet:
    """Give the sheet of a report with the labels of an English one."""
    english = {"headings": ("{n}.", "({n})", "{n}.", "({n})"), "caption": "Table {n}", "paren": "({n})"}
    return sheet.model_copy(update={"numbering": sheet.numbering.model_copy(update=english)})
