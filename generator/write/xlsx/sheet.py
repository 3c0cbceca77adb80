"""What a sheet is: a titled table with columns and rows, before anybody writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


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
