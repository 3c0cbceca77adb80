"""What a sheet is: a titled table with columns and rows, before anybody writes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from generator.languages.spoken import is_english, told_if_known


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and its width in characters; what is only for programs is left out of the print."""

    heading: str
    width: int
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its title (the sheet's name), its columns and rows, and the paper it is printed on, across."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int, ...], ...]
    paper: Literal["A3", "A4"] = "A4"


def told_sheet(sheet: Sheet) -> Sheet:
    """Give a sheet in the language of the user: its own words, not the values of documents in its cells."""
    if not is_english():
        return sheet
    columns = tuple(replace(column, heading=_capital(told_if_known(column.heading))) for column in sheet.columns)
    rows = tuple(tuple(told_if_known(cell) if isinstance(cell, str) else cell for cell in row) for row in sheet.rows)
    return replace(sheet, title=_capital(told_if_known(sheet.title)), columns=columns, rows=rows)


def _capital(heading: str) -> str:
    return heading[:1].upper() + heading[1:]
