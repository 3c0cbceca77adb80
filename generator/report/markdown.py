"""Tables as Markdown, each below a heading of its title."""

from __future__ import annotations

from collections.abc import Sequence

from generator.languages.spoken import told_if_known
from generator.write.xlsx.sheet import Sheet, told_sheet


def markdown_tables(sheets: Sequence[Sheet], title: str) -> str:
    """Give the sheets as Markdown tables below one heading; an empty table says so."""
    return "\n".join((f"# {told_if_known(title)}\n", *map(_table, map(told_sheet, sheets))))


def _table(sheet: Sheet) -> str:
    if not sheet.rows:
        return told_if_known(f"## {sheet.title}\n\n（无）\n")
    lines = [
        _row([column.heading for column in sheet.columns]),
        _row(["---"] * len(sheet.columns)),
        *(_row([str(value) for value in row]) for row in sheet.rows),
    ]
    return f"## {sheet.title}\n\n" + "\n".join(lines) + "\n"


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(map(_escaped, cells))} |"


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "<br>")
