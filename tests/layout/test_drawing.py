"""Diagrams: what every drawing keeps to, whatever the graph, and how the usual charts come out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.nodes import Diagram, DiagramEdge, DiagramNode, Inlines, Text, Value
from generator.layout.drawing import Box, Drawing, Line, draw, scaled
from generator.style.sheet import DiagramLook

LOOK = DiagramLook(gap_x=20, gap_y=18)
WIDTH, HEIGHT = 445.0, 600.0


def inlines(text: str) -> Inlines:
    return (Text(text),) if text else ()


def chart(*nodes: tuple[str, str, str], edges: str, kind: str = "flow") -> Diagram:
    """Build a diagram from nodes (id, kind, text) and edges written `a-b a-c:否`."""
    pairs = [edge.partition(":") for edge in edges.split()]
    return Diagram(
        "flow" if kind == "flow" else "organisation",
        tuple(DiagramNode(id_, shape, inlines(text)) for id_, shape, text in nodes),  # type: ignore[arg-type]
        tuple(DiagramEdge(*ends.split("-"), inlines(label)) for ends, _, label in pairs),
    )


def box(drawing: Drawing, id_: str) -> Box:
    return next(box for box in drawing.boxes if box.id == id_)


def middle(box: Box) -> tuple[float, float]:
    return round(box.x + box.width / 2, 3), round(box.y + box.height / 2, 3)


def on_border(box: Box, point: tuple[float, float]) -> bool:
    """Tell whether a point is a corner of the diamond or lies on the outline's rectangle."""
    x, y = point
    across = abs(x - box.x) < 0.01 or abs(x - box.x - box.width) < 0.01
    down = abs(y - box.y) < 0.01 or abs(y - box.y - box.height) < 0.01
    inside = box.x - 0.01 <= x <= box.x + box.width + 0.01 and box.y - 0.01 <= y <= box.y + box.height + 0.01
    return inside and (across or down)


def crosses(line: Line, box: Box) -> bool:
    """Tell whether a line passes through the inside of a box."""
    return any(
        min(x1, x2) < box.x + box.width - 0.1
        and max(x1, x2) > box.x + 0.1
        and min(y1, y2) < box.y + box.height - 0.1
        and max(y1, y2) > box.y + 0.1
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False)
    )


def apart(first: Box, second: Box) -> bool:
    return (
        first.x + first.width < second.x + 0.01
        or second.x + second.width < first.x + 0.01
        or first.y + first.height < second.y + 0.01
        or second.y + second.height < first.y + 0.01
    )


def assert_well_formed(diagram: Diagram, drawing: Drawing) -> None:
    assert drawing.width <= WIDTH + 0.01
    assert drawing.height <= HEIGHT + 0.01
    assert [box.id for box in drawing.boxes] == [node.id for node in diagram.nodes]
    assert len(drawing.lines) == len(diagram.edges)
    for box_ in drawing.boxes:
        assert box_.x >= 0
        assert box_.x + box_.width <= drawing.width
        assert box_.y >= 0
        assert box_.y + box_.height <= drawing.height
    for index, first in enumerate(drawing.boxes):
        assert [other.id for other in drawing.boxes[index + 1 :] if not apart(first, other)] == []
    for line, edge in zip(drawing.lines, diagram.edges, strict=True):
        assert on_border(box(drawing, edge.source), line.points[0])
        assert on_border(box(drawing, edge.target), line.points[-1])
        assert [other.id for other in drawing.boxes if crosses(line, other)] == []
        assert all(0 <= x <= drawing.width and 0 <= y <= drawing.height for x, y in line.points)
        assert all(
            abs(x1 - x2) < 0.001 or abs(y1 - y2) < 0.001
            for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False)
        )


@st.composite
def graphs(draw_: st.DrawFn) -> Diagram:
    count = draw_(st.integers(1, 12))
    ids = [f"n{index}" for index in range(count)]
    kinds = st.sampled_from(["start", "step", "decision", "end"])
    texts = st.text("质量控制计划是否通过ISO 9001，。", min_size=1, max_size=24)
    nodes = [DiagramNode(id_, draw_(kinds), inlines(draw_(texts))) for id_ in ids]  # type: ignore[arg-type]
    pair = st.tuples(st.sampled_from(ids), st.sampled_from(ids))
    pairs = draw_(st.lists(pair, max_size=16, unique=True))
    labels = st.sampled_from(["", "是", "否", "重大技术问题", "进度/暂停/重启"])
    return Diagram("flow", tuple(nodes), tuple(DiagramEdge(*ends, inlines(draw_(labels))) for ends in pairs))


@st.composite
def trees(draw_: st.DrawFn) -> Diagram:
    count = draw_(st.integers(1, 12))
    texts = st.text("技术支持中心与质量部", min_size=1, max_size=10)
    nodes = tuple(DiagramNode(f"n{index}", "step", inlines(draw_(texts))) for index in range(count))
    edges = (DiagramEdge(f"n{draw_(st.integers(0, index - 1))}", f"n{index}") for index in range(1, count))
    return Diagram("organisation", nodes, tuple(edges))


@pytest.mark.no_cover  # the examples above run the same lines
@settings(max_examples=150, deadline=None)
@given(graphs())
def test_any_flow_chart_is_well_formed(diagram: Diagram) -> None:
    assert_well_formed(diagram, draw(diagram, LOOK, WIDTH, HEIGHT))


@settings(max_examples=80, deadline=None)
@given(trees())
def test_any_organisation_chart_is_well_formed(diagram: Diagram) -> None:
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    assert_well_formed(diagram, drawing)
    assert [line.arrow for line in drawing.lines] == [False] * len(diagram.edges)


COMPLAINT = chart(
    ("n1", "start", "用户提出投诉"),
    ("n2", "step", "登记投诉并告知受理编号"),
    ("d", "decision", "是否属于我方责任"),
    ("n3", "step", "道歉并解决问题"),
    ("n4", "step", "向用户说明情况"),
    ("n5", "end", "回访并归档"),
    edges="n1-n2 n2-d d-n3:是 d-n4:否 n3-n5 n4-n5",
)


def test_main_way_runs_straight_down_and_the_other_beside_it() -> None:
    drawing = draw(COMPLAINT, LOOK, WIDTH, HEIGHT)
    main = [middle(box(drawing, id_)) for id_ in ("n1", "n2", "d", "n3", "n5")]
    assert len({x for x, _ in main}) == 1
    assert [y for _, y in main] == sorted(y for _, y in main)
    assert middle(box(drawing, "n4"))[0] > main[0][0]
    assert middle(box(drawing, "n4"))[1] == middle(box(drawing, "n3"))[1]


def test_labels_stand_at_the_ways_out_in_the_order_of_edges() -> None:
    drawing = draw(COMPLAINT, LOOK, WIDTH, HEIGHT)
    assert [label.content for label in drawing.labels] == [inlines("是"), inlines("否")]
    decision = box(drawing, "d")
    yes, no = drawing.labels
    assert (round(yes.x, 3), round(yes.y, 3)) == (
        round(middle(decision)[0] + 3, 3),
        round(decision.y + decision.height + 1, 3),
    )
    assert round(no.x, 3) == round(decision.x + decision.width + 3, 3)


def test_loop_runs_back_beside_what_it_passes() -> None:
    diagram = chart(
        ("a", "start", "编制计划"),
        ("b", "step", "审核计划"),
        ("d", "decision", "是否通过"),
        ("c", "end", "实施"),
        ("r", "step", "修订计划"),
        edges="a-b b-d d-c:是 d-r:否 r-b",
    )
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    loop = drawing.lines[-1].points
    assert len(loop) == 4
    assert loop[1][0] == loop[2][0] > box(drawing, "r").x + box(drawing, "r").width
    assert loop[-1] == (box(drawing, "b").x + box(drawing, "b").width, pytest.approx(middle(box(drawing, "b"))[1]))


def test_many_ways_out_stand_in_the_order_of_the_diagram() -> None:
    names = ["需求", "人员", "进度", "阶段", "文档"]
    diagram = chart(
        ("s", "start", "提出变更"),
        ("d", "decision", "变更类型"),
        *((f"n{index}", "step", f"处理{name}变更并报部门评审") for index, name in enumerate(names)),
        ("e", "end", "记录"),
        edges="s-d " + " ".join(f"d-n{i}:{name} n{i}-e" for i, name in enumerate(names)),
    )
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    xs = [middle(box(drawing, f"n{index}"))[0] for index in range(5)]
    assert xs == sorted(xs)
    assert len({middle(box(drawing, f"n{index}"))[1] for index in range(5)}) == 1
    assert len({label.y for label in drawing.labels}) == 1


def test_value_stays_one_piece() -> None:
    value = Value("2小时", ("service.sla",), "chapters/a.md.j2", 3, 7)
    diagram = Diagram("flow", (DiagramNode("a", "step", (Text("响应时限"), value)),), ())
    assert draw(diagram, LOOK, WIDTH, HEIGHT).boxes[0].content == (Text("响应时限"), value)


def test_tall_chart_is_made_to_fit_the_page() -> None:
    count = 30
    nodes = [(f"n{i}", "step", "核对资料并登记设备编号与安装位置") for i in range(count)]
    edges = " ".join(f"n{i}-n{i + 1}" for i in range(count - 1))
    drawing = draw(chart(*nodes, edges=edges), LOOK, WIDTH, HEIGHT)
    assert drawing.height <= HEIGHT + 0.01
    assert drawing.size < LOOK.size


def test_organisation_chart_hangs_its_last_level_where_it_is_too_wide() -> None:
    leaves = [(f"n{i}", "step", "技术支持工程师") for i in range(9)]
    heads = [(f"h{i}", "step", "部门") for i in range(3)]
    edges = " ".join([f"r-h{i}" for i in range(3)] + [f"h{i // 3}-n{i}" for i in range(9)])
    diagram = chart(("r", "step", "总经理"), *heads, *leaves, edges=edges, kind="organisation")
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    assert [middle(box(drawing, f"n{i}"))[0] for i in range(3)] == [middle(box(drawing, "n0"))[0]] * 3
    assert drawing.size == LOOK.size


def test_same_diagram_gives_the_same_drawing() -> None:
    assert draw(COMPLAINT, LOOK, WIDTH, HEIGHT) == draw(COMPLAINT, LOOK, WIDTH, HEIGHT)


def test_organisation_chart_that_is_no_tree_is_laid_out_in_layers_without_arrows() -> None:
    people = [(name, "step", name) for name in ("总经理", "质量部", "技术部", "项目组")]
    diagram = chart(*people, edges="总经理-质量部 总经理-技术部 质量部-项目组 技术部-项目组", kind="organisation")
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    assert_well_formed(diagram, drawing)
    assert [line.arrow for line in drawing.lines] == [False] * 4


def test_label_in_an_organisation_chart_stands_beside_its_line() -> None:
    diagram = chart(("a", "step", "总经理"), ("b", "step", "技术部"), edges="a-b:分管", kind="organisation")
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    (label,) = drawing.labels
    assert label.content == inlines("分管")
    assert label.x > drawing.lines[0].points[0][0]
    assert label.y + label.height < box(drawing, "b").y


def test_single_box() -> None:
    (only,) = draw(chart(("a", "start", "开始"), edges=""), LOOK, WIDTH, HEIGHT).boxes
    assert (only.shape, only.line_count, only.radius) == ("start", 1, 11.0)
    assert (only.width, only.height) == (2 * 9 + 2 + 12, 22)


def test_drawing_is_scaled_in_all_its_lengths() -> None:
    drawing = draw(COMPLAINT, LOOK, WIDTH, HEIGHT)
    half = scaled(drawing, 0.5)
    assert (half.width, half.size, half.pitch) == (drawing.width / 2, drawing.size / 2, drawing.pitch / 2)
    assert half.boxes[0].text_width == drawing.boxes[0].text_width / 2
    assert half.labels[0].y == drawing.labels[0].y / 2
    assert half.lines[0].points[0] == tuple(length / 2 for length in drawing.lines[0].points[0])


def test_way_that_joins_past_another_box_enters_from_above() -> None:
    steps = [(name, "step", f"步骤{name}") for name in "bcd"]
    diagram = chart(("a", "start", "开始"), *steps, edges="a-c a-d b-c")
    drawing = draw(diagram, LOOK, WIDTH, HEIGHT)
    assert_well_formed(diagram, drawing)
    target = box(drawing, "c")
    assert drawing.lines[2].points[-1] == (target.x + target.width / 2, target.y)
