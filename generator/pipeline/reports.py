"""What reports are printed with: their style, in the language of the user; and the register."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from generator.commitments.register import Register, register
from generator.document.nodes import Document
from generator.document.told import told_document
from generator.languages.spoken import is_english, told_if_known
from generator.load.resources import TEMPLATES
from generator.pipeline.desk import Checked, Desk
from generator.style.load import load_sheet
from generator.style.numbering import english_numbers
from generator.style.sheet import Sheet

if TYPE_CHECKING:
    pass


REVIEW_STYLE = "style/review.yaml"


def review_sheet(desk: Desk) -> Sheet | None:
    """Give the style of reports, with the numbers of the user's language."""
    text = desk.template(REVIEW_STYLE)
    sheet = desk.take(load_sheet(text, f"{TEMPLATES}/{REVIEW_STYLE}")) if text is not None else None
    return sheet and english_numbers(sheet) if is_english() else sheet


def in_users_language(document: Document) -> Document:
    """Give a report in the language of the user."""
    return told_document(document, told_if_known, "en") if is_english() else document


def register_of(checked: Checked, pages: Mapping[int, Mapping[str, str]]) -> Register:
    """Register the promises of a project that could be typed; `pages` are those of each printed value by format."""
    if checked.bid is None or checked.catalog is None:
        raise AssertionError("only a checked project is registered")
    return register(checked.bid, checked.document, checked.catalog, checked.overrides, pages)
