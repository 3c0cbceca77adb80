"""The demo document contains what complete documents of its kind contain, and the measurement can fail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from generator.document.nodes import (
    Block,
    Diagram,
    Document,
    Figure,
    Letter,
    List,
    Row,
    Section,
    SignBlock,
    Table,
    Text,
)
from generator.document.walk import blocks, plain
from tests.coverage.calculations import charge
from tests.coverage.documents import ROOT, document_of
from tests.coverage.matching import Inventory, measure, read_inventories
from tests.coverage.report import coverage_page, share
from tests.coverage.subjects import Subjects, read_subjects, unprinted

pytestmark = pytest.mark.no_cover  # whole documents: other tests measure which lines make them
Change = Callable[[Block], Block | None]

INVENTORIES = read_inventories()
SUBJECTS = read_subjects()


@pytest.fixture(
    scope="module",
    params=[pytest.param(inventory, id=f"sample_{inventory.sample}") for inventory in INVENTORIES],
)
def inventory(request: pytest.FixtureRequest) -> Inventory:
    found: Inventory = request.param
    return found


@pytest.fixture(scope="module")
def ours(inventory: Inventory) -> Document:
    """Give our document of an inventory's kind; a project that is not there yet fails."""
    return document_of(inventory.project)


@pytest.fixture(scope="module")
def subjects(inventory: Inventory) -> Subjects:
    return SUBJECTS[inventory.sample]


# --- what is covered -------------------------------------------------------------------------------------------------


def test_at_least_98_percent_of_each_inventory_is_covered(ours: Document, inventory: Inventory) -> None:
    assert share(measure(ours, inventory)) >= 0.98


def test_exactly_the_items_left_out_on_purpose_are_missing(ours: Document, inventory: Inventory) -> None:
    missing = {result.item["id"]: result.missing for result in measure(ours, inventory) if result.missing}
    assert missing.keys() == inventory.left_out.keys(), missing


def test_exactly_the_subjects_left_out_on_purpose_are_not_printed(ours: Document, subjects: Subjects) -> None:
    assert [subject.id for subject in unprinted(ours, subjects)] == list(subjects.left_out)


def test_every_place_named_for_an_item_exists(ours: Document, inventory: Inventory) -> None:
    sections = {block.id for block in blocks(ours) if isinstance(block, Section)}
    assert {place["section"] for place in inventory.places.values()} - sections == set()


def test_places_and_reasons_are_about_listed_items(inventory: Inventory) -> None:
    listed = {item["id"] for item in inventory.items}
    assert (inventory.places.keys() | inventory.left_out.keys()) - listed == set()


def test_ids_are_unique_and_parents_and_sections_are_listed(inventory: Inventory) -> None:
    ids = [item["id"] for item in inventory.items]
    headings = {item["id"] for item in inventory.items if item["type"] == "heading"}
    named = {item.get("section", item.get("parent")) for item in inventory.items} - {None}
    assert len(set(ids)) == len(ids)
    assert named <= headings


def test_no_two_headings_share_a_section(ours: Document, inventory: Inventory) -> None:
    results = [result for result in measure(ours, inventory) if result.item["type"] == "heading" and not result.missing]
    places = [(result.section, result.place) for result in results]
    assert len(set(places)) == len(places)


def test_subjects_are_those_of_the_same_samples_and_unique() -> None:
    ids = [subject.id for subjects in SUBJECTS.values() for subject in subjects.items]
    assert list(SUBJECTS) == [inventory.sample for inventory in INVENTORIES]
    assert len(set(ids)) == len(ids)
    assert [name for subjects in SUBJECTS.values() for name in subjects.left_out if name not in ids] == []


def test_the_page_of_coverage_is_current() -> None:
    again = "请运行 python -m tests.coverage.report > docs/coverage.md"
    assert (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8") == coverage_page(), again


# --- the measurement can fail ----------------------------------------------------------------------------------------


def changed(document: Document, change: Change) -> Document:
    """Give the document with every block replaced by what `change` makes of it; None removes it."""
    return replace(document, body=_changed(document.body, change))


def _changed(parts: tuple[Block, ...], change: Change) -> tuple[Block, ...]:
    made = (change(part) for part in parts)
    return tuple(_inside(part, change) for part in made if part is not None)


def _inside(block: Block, change: Change) -> Block:
    if isinstance(block, Section | Letter):
        return replace(block, blocks=_changed(block.blocks, change))
    return block


def at(wanted: str, edit: Callable[[Block], Block | None]) -> Change:
    """Give the change of the block with this id alone."""
    return lambda block: edit(block) if getattr(block, "id", "") == wanted else block


def removed(_: Block) -> None:
    return None


def untitled(section: Block) -> Block:
    assert isinstance(section, Section)
    return replace(section, title=(Text("其他"),))


def uncaptioned(figure: Block) -> Block:
    assert isinstance(figure, Figure)
    return replace(figure, caption=())


def rows_left(count: int) -> Callable[[Block], Block]:
    def edit(table: Block) -> Block:
        assert isinstance(table, Table)
        return replace(table, rows=table.rows[:count])

    return edit


def without_cell(words: str) -> Callable[[Block], Block]:
    """Give the edit that empties a table of the cells with these words, in its head and its rows."""

    def kept(row: Row) -> Row:
        return replace(row, cells=tuple(cell for cell in row.cells if words not in map(plain, cell.paragraphs)))

    def edit(table: Block) -> Block:
        assert isinstance(table, Table)
        return replace(table, head=tuple(map(kept, table.head)), rows=tuple(map(kept, table.rows)))

    return edit


def without_step(name: str) -> Callable[[Block], Block]:
    """Give the edit that takes a step out of a chart and joins the ways before and after it."""

    def edit(figure: Block) -> Block:
        assert isinstance(figure, Figure)
        assert isinstance(figure.body, Diagram)
        chart = figure.body
        after = [edge.target for edge in chart.edges if edge.source == name]
        joined = [replace(edge, target=target) for edge in chart.edges if edge.target == name for target in after]
        edges = [edge for edge in chart.edges if name not in (edge.source, edge.target)]
        nodes = tuple(node for node in chart.nodes if node.id != name)
        return replace(figure, body=replace(chart, nodes=nodes, edges=(*edges, *joined)))

    return edit


def without_way(source: str, target: str) -> Callable[[Block], Block]:
    def edit(figure: Block) -> Block:
        assert isinstance(figure, Figure)
        assert isinstance(figure.body, Diagram)
        edges = tuple(edge for edge in figure.body.edges if (edge.source, edge.target) != (source, target))
        return replace(figure, body=replace(figure.body, edges=edges))

    return edit


def unsigned(block: Block) -> Block:
    """Take the date line out of every signature block."""
    if not isinstance(block, SignBlock):
        return block
    return replace(block, lines=tuple(line for line in block.lines if plain(line.label) != "日期"))


def unlisted(block: Block) -> Block | None:
    return None if isinstance(block, List) else block


FAILURES: list[tuple[str, Change, tuple[str, ...]]] = [
    ("S0-H-5.3.8", at("satisfaction_survey", untitled), ("没有这个标题",)),
    ("S0-H-6", at("maintenance", removed), ("没有这个标题",)),
    ("S0-F-satisfaction", at("satisfaction_survey", untitled), ("没有所在的章节",)),
    ("S0-T-parts", at("parts_prices", rows_left(4)), ("内容行不足5行",)),
    ("S0-T-parts", at("parts_prices", without_cell("供应商")), ("列：供应商",)),
    ("S0-T-sla", at("sla", without_cell("一般故障")), ("行：一般故障",)),
    ("S0-T-sla", at("sla", removed), ("没有表格",)),
    ("S0-FORM-lead", at("lead_form", without_cell("籍贯")), ("栏目：籍贯",)),
    ("S0-F-complaint", at("flow_complaint", removed), ("没有流程图",)),
    ("S0-F-complaint", at("flow_complaint", without_step("n5")), ("步骤：道歉",)),
    ("S0-F-emergency", at("flow_emergency", without_way("n6", "n7")), ("连线：n6→n7",)),
    ("S0-F-quality_plan", at("flow_quality_plan", without_way("n4", "n7")), ("连线：n4→n7", "出口：n4")),
    ("S0-FIG-complaint", at("flow_complaint", uncaptioned), ("没有这幅图",)),
    ("S0-FIG-iso9001", at("iso9001", removed), ("没有这幅图",)),
    ("S0-LET-promise", unsigned, ("签署栏：日期",)),
    (
        "S0-L-consult_content",
        unlisted,
        ("要点：新产品", "要点：改进+意见", "要点：技术方案", "要点：规划", "要点：技术难题"),
    ),
]


@pytest.mark.parametrize(("item", "change", "missing"), FAILURES)
def test_what_is_taken_away_is_missed(document: Document, item: str, change: Change, missing: tuple[str, ...]) -> None:
    results = measure(changed(document, change), INVENTORIES[0])
    assert {result.item["id"]: result.missing for result in results}[item] == missing


def test_a_change_of_nothing_leaves_the_measurement_as_it_is(document: Document) -> None:
    assert measure(changed(document, lambda block: block), INVENTORIES[0]) == measure(document, INVENTORIES[0])


def test_a_charge_follows_the_rates() -> None:
    data = {"rates": {"工程师": 500}, "prices": {"硬盘": 600}}
    given = {"in_warranty": False, "person_days": {"工程师": 1.5}, "parts": {"硬盘": 2}}
    assert charge(data, given) == Decimal(1950)
    assert charge({**data, "rates": {"工程师": 600}}, given) == Decimal(2100)
    assert charge(data, {**given, "in_warranty": True}) == Decimal(0)
