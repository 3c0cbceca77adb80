"""The tags of Typst's tables completed: cells that head their row named, the cells of no width taken out.

Why afterwards: Typst names heads of rows only by a function that its wheel does not offer. Without this, what reads
aloud would not say of which row a figure is, and end each row with a cell of nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.document.nodes import Table
from generator.layout.cells import PlacedRow, placed_rows
from generator.write.pdf.revision import Item, Revision, opened, referred

_TABLE = re.compile(rb"(?:^|\n)(\d+) 0 obj\n<</Type/StructElem/S/Table\b")
_NOTHING = b"null"


def with_row_heads(data: bytes, tables: Iterable[Table]) -> bytes:
    """Give a PDF of Typst with the tags of its tables completed; `tables` are those it has, in reading order."""
    revision = opened(data)
    numbers = [int(number) for number in _TABLE.findall(data)]
    removed: set[int] = set()
    for number, table in zip(numbers, tables, strict=True):
        rows = placed_rows(table)
        for tag, row in zip(_row_tags(revision, number), rows, strict=True):
            removed.update(_completed(revision, tag, row))
    _forget(revision, removed)
    return revision.rewritten()


def _row_tags(revision: Revision, table: int) -> Iterator[int]:
    for number in _kids(revision.dictionary(table)):
        tag = revision.dictionary(number)
        if tag["S"] == b"/TR":
            yield number
        else:
            yield from _kids(tag)


def _kids(tag: dict[str, Item]) -> list[int]:
    kids = tag.get("K", [])
    return [referred(one) for one in (kids if isinstance(kids, list) else [kids])]


def _completed(revision: Revision, number: int, row: PlacedRow) -> Iterator[int]:
    """Name the heads among the cells of a row, and give the number of the cell of no width that was taken out."""
    tag = revision.dictionary(number)
    cells = [place.cell for place in row.places if not place.covered]
    kids = _kids(tag)
    for kid, cell in zip(kids, cells, strict=False):
        if cell.header:
            _name_head(revision, kid)
    if len(kids) > len(cells):
        tag["K"] = [b"%d 0 R" % kid for kid in kids[: len(cells)]]
        revision.replace(number, tag)
        yield from kids[len(cells) :]


def _name_head(revision: Revision, number: int) -> None:
    cell = revision.dictionary(number)
    if cell["S"] != b"/TD":
        return
    attributes = cell.get("A", [])
    if not isinstance(attributes, list):
        attributes = [attributes]
    named = [
        {**one, "Scope": b"/Row"} if isinstance(one, dict) and one.get("O") == b"/Table" else one for one in attributes
    ]
    revision.replace(number, {**cell, "S": b"/TH", "A": named})


def _forget(revision: Revision, removed: set[int]) -> None:
    """Take the tags out of the file and of the list of their names."""
    for number in removed:
        revision.replace(number, _NOTHING)
    root = referred(revision.dictionary(revision.root)["StructTreeRoot"])
    tree = revision.dictionary(root)
    names = tree.get("IDTree")
    listed = names.get("Names") if isinstance(names, dict) else None
    if isinstance(names, dict) and isinstance(listed, list):
        pairs = zip(listed[::2], listed[1::2], strict=True)
        kept = [item for name, tag in pairs if referred(tag) not in removed for item in (name, tag)]
        revision.replace(root, {**tree, "IDTree": {**names, "Names": kept}})
