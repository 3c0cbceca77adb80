"""Every style we bring along: read whole, its words in colours that can be read, its cover on one page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.document.nodes import Cell, Column, CoverLine, Document, PageNumber, Row, Table, Text
from generator.document.number import number_document
from generator.finding import Severity
from generator.layout.cells import striped_rows
from generator.layout.cover import COVER_TOO_LONG, UNREADABLE, cover_findings, cover_places, grounds
from generator.layout.pages import paginate
from generator.style.contrast import LEAST, contrast
from generator.style.load import load_sheet
from generator.style.numbering import numbering_of
from generator.style.sheet import POINTS_PER_MM, Art, Edge, Edges, Shape, Sheet
from tests.write.sample import sample_document, text

FOLDER = Path(__file__).parents[2] / "templates/zh/style"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml")))
DESIGNS = ("enterprise", "gbt9704", "government")
WHITE, BLACK = "FFFFFF", "000000"


def design(name: str) -> Sheet:
    outcome = load_sheet((FOLDER / f"{name}.yaml").read_text(encoding="utf-8"), f"style/{name}.yaml")
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@pytest.fixture(scope="module")
def document() -> Document:
    return sample_document()


def pairs(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Give what is printed where, the colour of its words and that of the ground."""
    table, diagram = sheet.table, sheet.diagram
    cells = {
        "cell_head": (table.head_fill,),
        "cell_label": (table.label_fill,),
        "cell_total": (table.total_fill, table.zebra),
        "cell": (table.zebra,),
    }
    for name, role in sheet.roles.items():
        if not name.startswith("cover_"):
            for ground in cells.get(name, (role.fill,)):
                yield name, role.color, ground or WHITE
    for ground in (diagram.fill, diagram.start_fill, diagram.band, *diagram.degrees):
        yield "diagram", BLACK, ground


@pytest.mark.parametrize("name", NAMES)
def test_words_stand_out_from_their_ground(name: str) -> None:
    assert [pair for pair in pairs(design(name)) if contrast(*pair[1:]) < LEAST] == []


def test_words_that_do_not_are_noticed() -> None:
    house = design("house")
    pale = house.model_copy(
        update={"roles": {**house.roles, "note": house.role("note").model_copy(update={"color": "999999"})}}
    )
    assert [pair for pair in pairs(pale) if contrast(*pair[1:]) < LEAST] == [("note", "999999", WHITE)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_drawn_where_the_text_stands(name: str) -> None:
    sheet = design(name)
    page = sheet.page
    top, bottom = page.header, page.height - page.footer
    inside = [
        shape
        for shape in sheet.art.pages
        if max(y for _, y in shape.corners) > top and min(y for _, y in shape.corners) < bottom
    ]
    assert inside == []


LONG = {
    "project": "示例省示例市公共视频监控建设与联网应用系统升级改造及三年运行维护服务采购项目",
    "title": "技术响应文件与售后服务保障方案",
}


@pytest.mark.parametrize("name", NAMES)
def test_the_cover_can_be_read(name: str, document: Document) -> None:
    for cover in (document.cover, replace(document.cover, copy_mark=())):
        assert [finding.message for finding in cover_findings(cover, design(name))] == []


@pytest.mark.parametrize("name", DESIGNS)
def test_long_names_and_seven_lines_stay_on_the_cover(name: str, document: Document) -> None:
    lines = (CoverLine(text("采购代理机构"), text("示例招标代理有限公司")),) * 7
    named = {key: text(words) for key, words in LONG.items()}
    for mark in ((), document.cover.copy_mark):
        cover = replace(document.cover, lines=lines, copy_mark=mark, **named)
        assert [finding.message for finding in cover_findings(cover, design(name))] == []


def test_a_title_that_leaves_its_ground_is_told(document: Document) -> None:
    cover = replace(document.cover, subtitle=text("投标文件" * 60))
    told = [(finding.code, finding.severity) for finding in cover_findings(cover, design("enterprise"))]
    assert told == [(UNREADABLE, Severity.ERROR)] * 3 + [(COVER_TOO_LONG, Severity.WARNING)]


def test_the_ground_is_the_uppermost_shape_under_the_words(document: Document) -> None:
    sheet = design("house")
    below, above = Shape(fill="111111", box=(0, 0, 210, 60)), Shape(fill="222222", points=((0, 0), (210, 0), (0, 120)))
    drawn = sheet.model_copy(update={"art": Art(cover=(below, above))})
    mark = cover_places(document.cover, drawn)[0]
    assert (mark.role, round(mark.left, 1), mark.top, round(mark.width, 1)) == ("cover_mark", 172.3, 26, 12.7)
    assert grounds(mark, drawn) == {"111111"}
    assert grounds(replace(mark, left=30.0), drawn) == {"222222"}
    assert grounds(replace(mark, top=80.0), drawn) == {WHITE}
    assert grounds(replace(mark, left=90.0, top=55.0, width=60.0), drawn) == {"111111", "222222", WHITE}


@pytest.mark.parametrize(
    ("one", "other", "expected"), [(BLACK, WHITE, 21.0), (WHITE, WHITE, 1.0), ("777777", WHITE, 4.48)]
)
def test_contrast_is_measured_as_the_guidelines_do(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == round(contrast(other, one), 2) == expected


def test_the_national_form_has_its_measures(document: Document) -> None:
    sheet = design("gbt9704")
    body = sheet.role("body")
    assert round(sheet.text_width / POINTS_PER_MM, 3) == 156
    assert round(sheet.text_height / POINTS_PER_MM, 3) == 225
    assert int(sheet.text_height / body.pitch) == 22
    assert (body.font, body.size) == ("fang", 16)
    numbered = number_document(document, numbering_of(sheet)).value
    assert numbered is not None
    dashed = (Text("— "), PageNumber(), Text(" —"))
    assert (numbered.contents_running.footer, numbered.body_running.footer) == (dashed, dashed)
    assert numbered.body_running.header_left == document.body_running.header_left


def test_rules_of_headings_take_room_on_the_page(document: Document) -> None:
    house = design("house")
    edges = Edges(top=Edge(width=12, gap=31), bottom=Edge(width=12, gap=31))
    heading = house.role("heading1").model_copy(update={"edges": edges})
    ruled = house.model_copy(update={"roles": {**house.roles, "heading1": heading}})
    assert (edges.above, edges.below, edges.across) == (43, 43, 0)
    pages = [paginate(document, sheet).sections["complaints"] for sheet in (house, ruled)]
    assert pages == [2, 3]


def test_every_second_row_is_striped() -> None:
    one, two = Cell((text("甲"),)), Cell((text("乙"),), rowspan=2)
    rows = (Row((one, one)), Row((two, one)), Row((one,)), Row((one, one)))
    table = Table("t", (), (Column(), Column()), (Row((one, one)),), rows)
    zebra = design("enterprise").table
    assert striped_rows(table, zebra) == (False, False, True, True, False)
    assert striped_rows(replace(table, role="form"), zebra) == (False,) * 5
    assert striped_rows(table, design("house").table) == (False,) * 5
