"""Measure a document's tree against an inventory of what a complete document contains.

Matching ignores white space and case. `any_of` is a list of alternatives, each a list of words that must all occur.
Every function gives what is missing in words, so that an item is matched when nothing is missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from generator.document.nodes import (
    Block,
    Cell,
    Diagram,
    Document,
    Figure,
    Paragraph,
    Row,
    Section,
    SignBlock,
    Table,
)
from generator.document.walk import every, plain
from tests.coverage.calculations import reproduced
from tests.coverage.flows import flow_misses
from tests.coverage.pairs import pair

HERE = Path(__file__).parent
Item = Mapping[str, Any]
AnyOf = Sequence[Sequence[str]]
Misses = list[str]


@dataclass(frozen=True, slots=True)
class Result:
    """One item: where it was found (a section's id and title), and what is missing of it."""

    item: Item
    section: str
    place: str
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the document; the cover has level 0, the contents level 1."""

    id: str
    level: int
    text: str
    parent: int | None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Inventory:
    """The items of one sample, the example project measured by them, and what places.yaml says about some of them.

    `places` names the sections that stand for others, `left_out` the items our document does not contain.
    """

    sample: int
    kind: str
    name: str
    project: str
    items: tuple[Item, ...]
    places: Mapping[str, Mapping[str, str]]
    left_out: Mapping[str, str]


def read_inventories() -> tuple[Inventory, ...]:
    """Read every inventory of this folder with what places.yaml says about its items."""
    said = yaml.safe_load((HERE / "places.yaml").read_text(encoding="utf-8"))
    read = [yaml.safe_load(file.read_text(encoding="utf-8")) for file in sorted((HERE / "inventory").glob("*.yaml"))]
    return tuple(_inventory(data, said) for data in read)


def measure(document: Document, inventory: Inventory) -> tuple[Result, ...]:
    """Give a result for every item, in the order of the inventory."""
    found = headings(document)
    named = _named_headings(inventory, found)
    wanted = [item for item in inventory.items if item["type"] == "heading" and item["id"] not in named]
    free = [heading for heading in found if heading not in named.values()]
    pairs = match_headings(inventory.items, wanted, free, found)
    sections = {item["id"]: free[pairs[at]] for at, item in enumerate(wanted) if at in pairs} | named
    areas = {block.id: block.blocks for block in every(document.body) if isinstance(block, Section)}
    return tuple(_result(item, sections, areas, inventory.places, found) for item in inventory.items)


def squeezed(text: str) -> str:
    """Give a text without white space and case."""
    return "".join(text.split()).casefold()


def says(text: str, any_of: AnyOf) -> bool:
    """Tell whether a text holds all words of one alternative."""
    words = squeezed(text)
    return any(all(squeezed(word) in words for word in alternative) for alternative in any_of)


# --- headings --------------------------------------------------------------------------------------------------------


def headings(document: Document) -> list[Heading]:
    """Give the cover, the contents and every section as headings."""
    found = [
        Heading("", 0, plain(document.cover.title), None),
        Heading("", 1, plain(document.contents.heading), 0),
    ]
    _collect(document.body, 0, found)
    return found


def match_headings(
    items: Sequence[Item], wanted: Sequence[Item], free: Sequence[Heading], found: Sequence[Heading]
) -> dict[int, int]:
    """Pair wanted with free headings, none twice: first those that agree in level, parent and words, then fewer."""
    by_id = {item["id"]: item for item in items}

    def agreement(item: Item, heading: Heading) -> int:
        parent = by_id.get(item["parent"] or "")
        above = None if heading.parent is None else found[heading.parent]
        same_parent = bool(parent and above and says(above.text, parent["any_of"]))
        same_words = [squeezed(heading.text) == squeezed(item["title"])]
        same_words += [squeezed(above.text) == squeezed(parent["title"])] if parent and above else []
        return sum([item["level"] == heading.level, same_parent, *same_words])

    fits = [
        [agreement(item, heading) if says(heading.text, item["any_of"]) else -1 for heading in free] for item in wanted
    ]
    return pair(
        {at: [there for there, fit in enumerate(row) if fit == points] for at, row in enumerate(fits)}
        for points in (4, 3, 2, 1, 0)
    )


def _named_headings(inventory: Inventory, found: Sequence[Heading]) -> dict[str, Heading]:
    """Give the headings that places.yaml names for listed headings worded in another way."""
    by_id = {heading.id: heading for heading in found}
    headings = {item["id"] for item in inventory.items if item["type"] == "heading"}
    return {
        item: by_id[place["section"]]
        for item, place in inventory.places.items()
        if item in headings and place["section"] in by_id
    }


def _collect(blocks: Iterable[Block], parent: int, found: list[Heading]) -> None:
    for block in blocks:
        if isinstance(block, Section):
            found.append(Heading(block.id, block.level, plain(block.title), parent, block.label))
            _collect(block.blocks, len(found) - 1, found)


# --- one item --------------------------------------------------------------------------------------------------------


def _inventory(data: Mapping[str, Any], said: Mapping[str, Any]) -> Inventory:
    mark = f"S{data['sample']}-"
    places, left_out = (
        {name: value for name, value in (said[part] or {}).items() if name.startswith(mark)}
        for part in ("places", "left_out")
    )
    names = (data[part] for part in ("sample", "kind", "name", "project"))
    return Inventory(*names, tuple(data["items"]), places, left_out)


def _result(
    item: Item,
    sections: Mapping[str, Heading],
    areas: Mapping[str, tuple[Block, ...]],
    places: Mapping[str, Mapping[str, str]],
    found: Sequence[Heading],
) -> Result:
    if item["type"] == "heading":
        heading = sections.get(item["id"])
        missing: tuple[str, ...] = () if heading else ("没有这个标题",)
    else:
        heading = _place(item, sections, places, found)
        area = areas.get(heading.id, ()) if heading else ()
        missing = tuple(_MISSES[item["type"]](item, area)) if heading else ("没有所在的章节",)
    where = f"{heading.label} {heading.text}".strip() if heading else "—"
    return Result(item, heading.id if heading else "", where, missing)


def _place(
    item: Item, sections: Mapping[str, Heading], places: Mapping[str, Mapping[str, str]], found: Sequence[Heading]
) -> Heading | None:
    """Give the section an item is looked for in: the one named in places.yaml, else that of its listed heading."""
    if item["id"] in places:
        named = places[item["id"]]["section"]
        return next((heading for heading in found if heading.id == named), None)
    return sections.get(item["section"])


def _list_misses(item: Item, area: Sequence[Block]) -> Misses:
    texts = list(passages(area))
    return [f"要点：{_words(point)}" for point in item["points"] if not any(says(text, point) for text in texts)]


def _letter_misses(item: Item, area: Sequence[Block]) -> Misses:
    lines = [plain(line.label) for block in every(tuple(area)) if isinstance(block, SignBlock) for line in block.lines]
    signs = [sign for sign in item["sign_off"] if not any(says(line, [[name] for name in sign]) for line in lines)]
    return [*_list_misses(item, area), *(f"签署栏：{sign[0]}" for sign in signs)]


def _figure_misses(item: Item, area: Sequence[Block]) -> Misses:
    figures = [block for block in every(tuple(area)) if isinstance(block, Figure)]
    return [] if any(says(plain(figure.caption), item["any_of"]) for figure in figures) else ["没有这幅图"]


def _chart_misses(item: Item, area: Sequence[Block]) -> Misses:
    figures = [block for block in every(tuple(area)) if isinstance(block, Figure)]
    charts = [figure.body for figure in figures if isinstance(figure.body, Diagram) and figure.body.kind == "flow"]
    return _least(partial(flow_misses, item, says), charts, "没有流程图")


def _table_misses(item: Item, area: Sequence[Block]) -> Misses:
    tables = [table for table in _tables(area) if table.head]
    return _least(partial(_one_table, item), tables, "没有表格")


def _form_misses(item: Item, area: Sequence[Block]) -> Misses:
    return _least(partial(_one_form, item), _tables(area), "没有表单")


def _calculation_misses(item: Item, _: Sequence[Block]) -> Misses:
    return [f"算例：应得{example['result']}" for example in item["examples"] if not reproduced(item, example)]


def _least(misses: Callable[[Any], Misses], things: Sequence[Any], nothing: str) -> Misses:
    """Give what the best of several things misses."""
    return min(map(misses, things), key=len, default=[nothing])


# --- tables and forms ------------------------------------------------------------------------------------------------


def _one_table(item: Item, table: Table) -> Misses:
    heads = [_cell(cell) for row in table.head for cell in row.cells]
    rows = [_row(row) for row in table.rows if row.kind == "body" and not all(cell.header for cell in row.cells)]
    columns = _unpaired(item["columns"], heads, lambda name, head: squeezed(name) == squeezed(head))
    labels = _unpaired(item["row_labels"], rows, lambda name, row: squeezed(name) in squeezed(row))
    few = [f"内容行不足{item['min_rows']}行"] if len(rows) < item["min_rows"] else []
    named = [f"列：{names[0]}" for names in columns]
    return [*named, *_group_misses(item, table), *few, *(f"行：{names[0]}" for names in labels)]


def _group_misses(item: Item, table: Table) -> Misses:
    """Give the listed heading above several columns where no cell of the head spans them."""
    if "header_group" not in item:
        return []
    names = {squeezed(name) for name in item["header_group"]["name"]}
    width = len(item["header_group"]["spans"])
    cells = [cell for row in table.head for cell in row.cells if cell.colspan >= width]
    return (
        []
        if any(squeezed(_cell(cell)) in names for cell in cells)
        else [f"跨列表头：{item['header_group']['name'][0]}"]
    )


def _one_form(item: Item, table: Table) -> Misses:
    rows = (*table.head, *table.rows)
    labels = [_cell(cell) for row in rows for cell in row.cells if cell.header or row in table.head]
    fields = _unpaired(item["fields"], labels, lambda name, label: squeezed(name) in squeezed(label))
    return [f"栏目：{names[0]}" for names in fields]


def _unpaired(
    wanted: Sequence[Sequence[str]], found: Sequence[str], fits: Callable[[str, str], bool]
) -> list[Sequence[str]]:
    """Give the groups of accepted names that no text is left for when each text serves one group only."""
    edges = {
        at: [there for there, text in enumerate(found) if any(fits(name, text) for name in names)]
        for at, names in enumerate(wanted)
    }
    pairs = pair([edges])
    return [names for at, names in enumerate(wanted) if at not in pairs]


def _tables(area: Sequence[Block]) -> list[Table]:
    return [block for block in every(tuple(area)) if isinstance(block, Table)]


def _cell(cell: Cell) -> str:
    return "".join(plain(paragraph) for paragraph in cell.paragraphs)


def _row(row: Row) -> str:
    return "".join(_cell(cell) for cell in row.cells)


def passages(area: Sequence[Block]) -> Iterable[str]:
    """Give the paragraphs and table rows of an area, the texts in which a point may stand."""
    for block in every(tuple(area)):
        if isinstance(block, Paragraph):
            yield plain(block.content)
        if isinstance(block, Table):
            yield from (_row(row) for row in block.rows)


def _words(any_of: AnyOf) -> str:
    return "+".join(any_of[0])


_MISSES: Mapping[str, Callable[[Item, Sequence[Block]], Misses]] = {
    "calculation": _calculation_misses,
    "directory": _table_misses,
    "figure": _figure_misses,
    "flow": _chart_misses,
    "form": _form_misses,
    "letter": _letter_misses,
    "list": _list_misses,
    "table": _table_misses,
}
