"""The tags of Typst's tables: heads of columns and rows named, nothing tagged that is not there, as in the tree."""

from __future__ import annotations

import re

import pytest

from generator.document.nodes import Table
from generator.document.walk import blocks
from generator.layout.cells import placed_rows
from generator.write.pdf.revision import Item, Revision, opened, referred
from generator.write.typst.tags import with_row_heads
from tests.write.archived import plain
from tests.write.sample import sample_document

TABLES = tuple(block for block in blocks(sample_document()) if isinstance(block, Table))
KINDS = {b"/TH": "head", b"/TD": "cell"}


def kids(revision: Revision, tag: dict[str, Item]) -> list[dict[str, Item]]:
    items = tag["K"]
    assert isinstance(items, list)
    return [revision.dictionary(referred(item)) for item in items]


def scope(cell: dict[str, Item]) -> bytes:
    attributes = cell["A"]
    assert isinstance(attributes, list)
    (found,) = [one.get("Scope", b"") for one in attributes if isinstance(one, dict) and one["O"] == b"/Table"]
    assert isinstance(found, bytes)
    return found


def rows_of(revision: Revision, table: dict[str, Item]) -> list[list[tuple[str, bytes]]]:
    rows: list[list[tuple[str, bytes]]] = []
    for tag in kids(revision, table):
        rows += [
            [(KINDS[cell["S"]], scope(cell)) for cell in kids(revision, row) if isinstance(cell["S"], bytes)]
            for row in ([tag] if tag["S"] == b"/TR" else kids(revision, tag))
        ]
    return rows


def expected(table: Table) -> list[list[tuple[str, bytes]]]:
    rows = []
    for index, row in enumerate(placed_rows(table)):
        cells = [place.cell for place in row.places if not place.covered]
        heads = index < len(table.head)
        rows.append(
            [("head", b"/Column") if heads else ("head", b"/Row") if cell.header else ("cell", b"") for cell in cells]
        )
    return rows


def test_each_row_has_the_cells_and_the_heads_of_the_tree() -> None:
    revision = opened(plain("typst"))
    tags = [revision.item(number) for number in revision.numbers()]
    tables = [tag for tag in tags if isinstance(tag, dict) and tag.get("S") == b"/Table"]
    assert [rows_of(revision, table) for table in tables] == [expected(table) for table in TABLES]
    assert [cell for row in expected(TABLES[-1]) for cell in row if cell[0] == "head"][:2] == [("head", b"/Row")] * 2


def test_no_name_leads_to_a_tag_that_was_taken_out() -> None:
    revision = opened(plain("typst"))
    names = revision.dictionary(referred(revision.dictionary(revision.root)["StructTreeRoot"]))["IDTree"]
    assert isinstance(names, dict)
    listed = names["Names"]
    assert isinstance(listed, list)
    tags = [revision.dictionary(referred(tag)) for tag in listed[1::2]]
    assert [tag["ID"] for tag in tags] == listed[::2]
    used = re.findall(rb"\(U\d+x\d+y\d+\)", plain("typst"))
    assert set(used) == set(listed[::2])


def test_other_tables_than_those_of_the_file_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        with_row_heads(plain("typst"), TABLES[1:])
