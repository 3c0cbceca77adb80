"""Pictures and diagrams in the line: sizes, alternative text, shapes with real text, lines with heads."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.document.nodes import Chart, Diagram, DiagramEdge, DiagramNode, Figure, Picture
from generator.document.walk import every, plain
from generator.layout.drawing import Drawing, draw
from generator.layout.pictures import figure_room
from generator.write.docx.elements import emu
from tests.write.docx.opened import HOUSE, NAMES, W, body_elements, texts, written
from tests.write.sample import sample_document, text

NODES = (
    DiagramNode("a", "start", text("开始")),
    DiagramNode("b", "decision", text("是否解决？")),
    DiagramNode("c", "step", text("再处理")),
    DiagramNode("d", "end", text("结束")),
)
EDGES = (
    DiagramEdge("a", "b"),
    DiagramEdge("b", "d", text("是")),
    DiagramEdge("b", "c", text("否")),
    DiagramEdge("c", "b"),
)
FLOW = Diagram("flow", NODES, EDGES)


def figure(body: Picture | Chart) -> etree._Element:
    block = Figure("f", text("流程图"), body, "说明 <图>")
    return body_elements(written(block).document)[0]


def shapes(element: etree._Element, geometry: str) -> list[etree._Element]:
    return [
        item
        for item in element.iter(f"{{{NAMES['wps']}}}wsp")
        if item.find(f"wps:spPr/a:{geometry}", NAMES) is not None
    ]


def test_nodes_are_preset_shapes_with_editable_text() -> None:
    element = figure(FLOW)
    shown = [
        (item.find("wps:spPr/a:prstGeom", NAMES).get("prst"), texts(item))
        for item in shapes(element, "prstGeom")
        if item.find("wps:txbx", NAMES) is not None
    ]
    assert shown == [
        ("flowChartTerminator", "开始"),
        ("flowChartDecision", "是否解决？"),
        ("flowChartProcess", "再处理"),
        ("flowChartTerminator", "结束"),
        ("rect", "是"),
        ("rect", "否"),
    ]


def test_lines_end_in_heads_and_bent_ones_are_one_shape() -> None:
    element = figure(FLOW)
    drawing = draw(FLOW, HOUSE.diagram, HOUSE.text_width, figure_room(HOUSE))
    bent = [line for line in drawing.lines if len(line.points) > 2]
    custom = shapes(element, "custGeom")
    assert [len(item.findall(".//a:pt", NAMES)) for item in custom] == [len(line.points) for line in bent]
    lines = [item for item in element.iter(f"{{{NAMES['wps']}}}wsp") if item.find("wps:cNvCnPr", NAMES) is not None]
    assert len(lines) == len(EDGES)
    assert {item.find("wps:spPr/a:ln/a:tailEnd", NAMES).get("type") for item in lines} == {"triangle"}


def test_organisation_lines_have_no_heads() -> None:
    nodes = (DiagramNode("a", "step", text("甲")), DiagramNode("b", "step", text("乙")))
    element = figure(Diagram("organisation", nodes, (DiagramEdge("a", "b"),)))
    assert element.find(".//a:tailEnd", NAMES) is None


def test_a_line_upwards_is_turned_over() -> None:
    back = Diagram("flow", NODES[:3], (DiagramEdge("a", "b"), DiagramEdge("b", "c"), DiagramEdge("c", "a")))
    drawing = draw(back, HOUSE.diagram, HOUSE.text_width, figure_room(HOUSE))
    straight = [line for line in drawing.lines if len(line.points) == 2]
    flips = [
        (item.find("wps:spPr/a:xfrm", NAMES).get("flipH"), item.find("wps:spPr/a:xfrm", NAMES).get("flipV"))
        for item in shapes(figure(back), "prstGeom")
        if item.find("wps:spPr/a:prstGeom", NAMES).get("prst") == "straightConnector1"
    ]
    expected = [
        ("1" if line.points[1][0] < line.points[0][0] else None, "1" if line.points[1][1] < line.points[0][1] else None)
        for line in straight
    ]
    assert flips == expected


def test_the_group_has_the_size_of_the_drawing_and_alternative_text() -> None:
    element = figure(FLOW)
    drawing = draw(FLOW, HOUSE.diagram, HOUSE.text_width, figure_room(HOUSE))
    extent = element.find(".//wp:extent", NAMES)
    size = (str(emu(drawing.width)), str(emu(drawing.height)))
    assert (extent.get("cx"), extent.get("cy")) == size
    transform = element.find(".//wpg:grpSpPr/a:xfrm", NAMES)
    for name in ("ext", "chExt"):
        found = transform.find(f"a:{name}", NAMES)
        assert (found.get("cx"), found.get("cy")) == size
    described = element.find(".//wp:docPr", NAMES)
    assert (described.get("name"), described.get("descr")) == ("图1", "说明 <图>")


def test_a_diagram_too_large_is_scaled_with_its_words() -> None:
    nodes = tuple(DiagramNode(str(index), "step", text(f"第{index}步")) for index in range(60))
    edges = tuple(DiagramEdge(str(index), str(index + 1)) for index in range(59))
    element = figure(Diagram("flow", nodes, edges))
    assert int(element.find(".//wp:extent", NAMES).get("cy")) <= emu(figure_room(HOUSE))
    sizes = {item.get(f"{W}val") for item in element.iter(f"{W}sz")}
    assert len(sizes) == 1
    assert int(sizes.pop()) < HOUSE.diagram.size * 2
    assert {item.get(f"{W}lineRule") for item in element.iter(f"{W}spacing")} == {"exact"}


def test_a_gantt_chart_is_bars_and_text_boxes_in_reading_order() -> None:
    chart = _sample("plan")
    element = figure(chart)
    drawing = draw(chart, HOUSE.diagram, HOUSE.text_width, figure_room(HOUSE))
    painted = [item for item in shapes(element, "prstGeom") if item.find("wps:spPr/a:solidFill", NAMES) is not None]
    assert [_paint(item) for item in painted] == [
        (_PRESETS[area.shape], area.fill) for area in (*drawing.grounds, *drawing.bars)
    ]
    boxes = [texts(item) for item in element.iter(f"{{{NAMES['wps']}}}wsp") if item.find("wps:txbx", NAMES) is not None]
    assert [words.replace("→", "") for words in boxes] == _lines(drawing)
    pens = [item for item in element.iter(f"{{{NAMES['wps']}}}wsp") if item.find("wps:cNvCnPr", NAMES) is not None]
    assert [item.find("wps:spPr/a:ln", NAMES).get("w") for item in pens] == [
        str(emu(line.width or HOUSE.diagram.line)) for line in drawing.lines
    ]


def test_a_coverage_matrix_is_grounds_and_text_boxes_in_reading_order() -> None:
    chart = _sample("cover")
    element = figure(chart)
    drawing = draw(chart, HOUSE.diagram, HOUSE.text_width, figure_room(HOUSE))
    light, _, dark = HOUSE.diagram.degrees
    painted = [item for item in shapes(element, "prstGeom") if item.find("wps:spPr/a:solidFill", NAMES) is not None]
    fills = [HOUSE.diagram.band, dark, dark, light, light, dark, dark, light, light, dark]
    assert [_paint(item) for item in painted] == [("rect", fill) for fill in fills]
    boxes = [texts(item) for item in element.iter(f"{{{NAMES['wps']}}}wsp") if item.find("wps:txbx", NAMES) is not None]
    assert [words.replace("→", "") for words in boxes] == _lines(drawing)


def test_words_of_one_line_stand_at_tabs_of_one_box() -> None:
    element = figure(_sample("cover"))
    box = next(item for item in element.iter(f"{{{NAMES['wps']}}}txbx") if texts(item).startswith("东江市"))
    stops = [(stop.get(f"{W}val"), int(stop.get(f"{W}pos"))) for stop in box.iter(f"{W}tab") if stop.get(f"{W}pos")]
    assert [align for align, _ in stops] == ["center"] * 3
    assert [place for _, place in stops] == sorted(place for _, place in stops)
    assert len([mark for mark in box.iter(f"{W}tab") if not mark.get(f"{W}pos")]) == 3


def _lines(drawing: Drawing) -> list[str]:
    """Give the words of the text boxes: labels of one line together."""
    lines: list[tuple[int, str]] = []
    for label in drawing.labels:
        if label.line and lines and lines[-1][0] == label.line:
            lines[-1] = label.line, lines[-1][1] + plain(label.content)
        else:
            lines.append((label.line, plain(label.content)))
    return [words for _, words in lines]


_PRESETS = {"rectangle": "rect", "diamond": "diamond"}


def _sample(name: str) -> Chart:
    (found,) = [block for block in every(sample_document().body) if isinstance(block, Figure) and block.id == name]
    assert not isinstance(found.body, Picture)
    return found.body


def _paint(item: etree._Element) -> tuple[str, str]:
    fill = item.find("wps:spPr/a:solidFill/a:srgbClr", NAMES)
    return item.find("wps:spPr/a:prstGeom", NAMES).get("prst"), fill.get("val")


PICTURES = {
    "小图按每英寸96点": ((200, 100), (150.0, 75.0)),
    "宽图缩到版心宽": ((4000, 100), (HOUSE.text_width, HOUSE.text_width / 40)),
    "高图留出题注与标题": ((100, 4000), (figure_room(HOUSE) / 40, figure_room(HOUSE))),
}


@pytest.mark.parametrize(("pixels", "points"), PICTURES.values(), ids=PICTURES.keys())
def test_picture_sizes(pixels: tuple[int, int], points: tuple[float, float]) -> None:
    element = figure(Picture("证书.png", "image/png", *pixels, b""))
    extent = element.find(".//wp:extent", NAMES)
    assert (extent.get("cx"), extent.get("cy")) == tuple(str(emu(length)) for length in points)
    assert element.find(".//pic:cNvPr", NAMES).get("name") == "证书.png"


def test_a_picture_points_to_its_part() -> None:
    block = Figure("f", (), Picture("a.jpg", "image/jpeg", 10, 10, b"\xff\xd8"), "说明")
    made = written(block)
    blip = made.document.find(".//a:blip", NAMES)
    relation = blip.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed")
    targets = {item.get("Id"): item.get("Target") for item in made.part("word/_rels/document.xml.rels")}
    assert targets[relation] == "media/picture1.jpg"
    assert made.members["word/media/picture1.jpg"] == b"\xff\xd8"
