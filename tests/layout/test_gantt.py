"""Gantt charts: words beside each other and never over bars, bars where their days are, arrows from end to begin."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.nodes import Gantt, GanttRow, Inlines, Text
from generator.document.scale import ticks
from generator.document.walk import chart_inlines, plain
from generator.layout.drawing import Area, Drawing, Label, draw
from generator.layout.measure import break_lines
from generator.style.sheet import DiagramLook

LOOK = DiagramLook()
WIDTH, HEIGHT = 445.0, 640.0
LEAST_SIZE = 8.0
HEAD = tuple((Text(words),) for words in ("工作内容", "责任岗位", "起止时间", "自合同生效起的天数"))


def words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def row(name: str, begin: int, done: int, *after: str, owner: str = "", kind: str = "task") -> GanttRow:
    span = f"第{begin + 1}~{done}日"
    return GanttRow(name, kind, begin, done, words(name), words(owner), words(span), after)  # type: ignore[arg-type]


def chart(*rows: GanttRow) -> Gantt:
    return Gantt(HEAD, rows)  # type: ignore[arg-type]


def apart(first: Label | Area, second: Label | Area) -> bool:
    return (
        first.x + first.width <= second.x + 0.01
        or second.x + second.width <= first.x + 0.01
        or first.y + first.height <= second.y + 0.01
        or second.y + second.height <= first.y + 0.01
    )


def assert_readable(made: Gantt, drawing: Drawing) -> None:
    """Check that all words stand inside, apart from each other and from bars, each with room for its lines."""
    assert drawing.width <= WIDTH + 0.01
    assert drawing.height <= HEIGHT + 0.01
    assert [label.content for label in drawing.labels] == [content for content in chart_inlines(made) if content]
    for index, label in enumerate(drawing.labels):
        assert label.x >= 0
        assert label.x + label.width <= drawing.width + 0.01
        assert label.y >= 0
        assert label.y + label.height <= drawing.height + 0.01
        lines = break_lines(plain(label.content), label.width, drawing.size)
        assert len(lines) * drawing.pitch <= label.height + 0.01
        assert [plain(other.content) for other in drawing.labels[index + 1 :] if not apart(label, other)] == []
        assert [bar for bar in drawing.bars if not apart(label, bar)] == []
    for area in (*drawing.grounds, *drawing.bars):
        assert area.x >= -0.01
        assert area.x + area.width <= drawing.width + 0.01
        assert area.y + area.height <= drawing.height + 0.01
    assert all(0 <= x <= drawing.width + 0.01 for line in drawing.lines for x, _ in line.points)
    assert all(0 <= y <= drawing.height + 0.01 for line in drawing.lines for _, y in line.points)


PLAN = chart(
    row("准备", 0, 6, kind="phase"),
    row("现场勘察", 0, 4, owner="技术负责人"),
    row("方案确认", 6, 6, "现场勘察", kind="milestone"),
    row("供货", 4, 30, kind="phase"),
    row("订货", 4, 24, "现场勘察", owner="采购专员"),
    row("安装", 27, 30, "方案确认", "订货", owner="工程师"),
)


@st.composite
def plans(draw_: st.DrawFn) -> Gantt:
    texts = st.text("设备安装与调试记录ISO 9001，", min_size=1, max_size=24)
    rows: list[GanttRow] = []
    for index in range(draw_(st.integers(1, 26))):
        kind = draw_(st.sampled_from(["phase", "task", "task", "task", "milestone"])) if index else "phase"
        begin, length = draw_(st.integers(0, 300)), draw_(st.integers(1, 90))
        done = begin if kind == "milestone" else begin + length
        names = [row.id for row in rows if row.done <= begin and row.kind != "phase"]
        after = draw_(st.lists(st.sampled_from(names), max_size=2, unique=True)) if names and kind != "phase" else []
        owner = words(draw_(st.sampled_from(["", "项目经理", "客户服务中心技术负责人"])))
        span = words(f"第{begin + 1}~{done}日")
        rows.append(GanttRow(f"r{index}", kind, begin, done, words(draw_(texts)), owner, span, tuple(after)))  # type: ignore[arg-type]
    return chart(*rows)


@settings(max_examples=25, deadline=None)
@given(plans())
def test_any_plan_is_readable(plan: Gantt) -> None:
    assert_readable(plan, draw(plan, LOOK, WIDTH, HEIGHT))


def test_twenty_tasks_with_milestones_keep_their_size() -> None:
    phases = [row(f"阶段{number}", 0, 90, kind="phase") for number in range(4)]
    names = {number: f"第{number}项现场安装与调试工作" for number in range(20)}
    tasks = [row(name, number * 4, number * 4 + 6, owner="实施工程师") for number, name in names.items()]
    stones = [row(f"里程碑{number}", number * 20, number * 20, kind="milestone") for number in range(5)]
    plan = chart(*phases, *tasks, *stones)
    drawing = draw(plan, LOOK, WIDTH, HEIGHT)
    assert_readable(plan, drawing)
    assert drawing.size == LOOK.size >= LEAST_SIZE


def test_bars_stand_where_their_days_are() -> None:
    drawing = draw(PLAN, LOOK, WIDTH, HEIGHT)
    days = dict(zip(ticks(PLAN), drawing.labels[4:], strict=False))
    place = {day: label.x + label.width / 2 for day, label in days.items()}
    day = (place[30] - place[5]) / 25
    zero = place[5] - 5 * day
    found = [
        (round((bar.x - zero) / day, 3), round((bar.x + bar.width - zero) / day, 3), bar.shape)
        for bar in drawing.bars
        if bar.shape == "rectangle"
    ]
    assert found == [(row.begin, row.done, "rectangle") for row in PLAN.rows if row.kind != "milestone"]
    (stone,) = [bar for bar in drawing.bars if bar.shape == "diamond"]
    assert round((stone.x + stone.width / 2 - zero) / day, 3) == 6


def test_bars_change_their_fill_from_phase_to_phase() -> None:
    drawing = draw(PLAN, LOOK, WIDTH, HEIGHT)
    first, second = LOOK.bars
    assert [bar.fill for bar in drawing.bars] == [
        LOOK.summary,
        first,
        LOOK.milestone,
        LOOK.summary,
        second,
        second,
    ]


def test_arrows_lead_from_the_end_of_a_bar_down_into_the_next() -> None:
    drawing = draw(PLAN, LOOK, WIDTH, HEIGHT)
    bars = {row.id: bar for row, bar in zip(PLAN.rows, drawing.bars, strict=True)}
    arrows = [line.points for line in drawing.lines if line.arrow]
    assert [len(points) for points in arrows] == [3, 2, 3, 3]
    for points, (source, target) in zip(
        arrows,
        (("现场勘察", "方案确认"), ("现场勘察", "订货"), ("方案确认", "安装"), ("订货", "安装")),
        strict=True,
    ):
        start, end = bars[source], bars[target]
        assert points[0][1] == pytest.approx(start.y + start.height / 2)
        assert end.x <= points[-1][0] <= end.x + end.width
        assert points[-1][1] == pytest.approx(end.y)
    assert arrows[0][0][0] == pytest.approx(bars["现场勘察"].x + bars["现场勘察"].width)


def test_an_arrow_to_a_row_above_enters_from_below() -> None:
    plan = chart(row("甲", 0, 3, kind="phase"), row("后", 5, 9, "先"), row("先", 0, 3))
    drawing = draw(plan, LOOK, WIDTH, HEIGHT)
    (arrow,) = [line for line in drawing.lines if line.arrow]
    late = drawing.bars[1]
    assert arrow.points[-1][1] == pytest.approx(late.y + late.height)


def test_without_owners_the_scale_takes_their_room() -> None:
    name, _, dates, scale = HEAD
    plan = Gantt((name, (), dates, scale), (row("阶段", 0, 3, kind="phase"), row("工作", 0, 3)))
    assert [plain(label.content) for label in draw(plan, LOOK, WIDTH, HEIGHT).labels[:3]] == [
        "工作内容",
        "起止时间",
        "自合同生效起的天数",
    ]


def test_long_names_wrap_so_that_the_scale_keeps_its_share() -> None:
    look = DiagramLook(size=10.5, pitch=14)
    rows = [row("现场安装调试与系统联调及试运行准备", 0, 40, owner="客户服务中心工程师")]
    drawing = draw(chart(row("阶段", 0, 40, kind="phase"), *rows), look, WIDTH, HEIGHT)
    scale = drawing.labels[3]
    assert scale.width >= 0.35 * WIDTH


def test_a_plan_too_long_for_the_page_is_scaled_down_with_its_words() -> None:
    rows = [row(f"工作{number}", number, number + 1) for number in range(60)]
    plan = chart(row("阶段", 0, 60, kind="phase"), *rows)
    drawing = draw(plan, LOOK, WIDTH, HEIGHT)
    assert drawing.height == pytest.approx(HEIGHT)
    assert drawing.size < LOOK.size
    assert drawing.pitch / drawing.size == pytest.approx(LOOK.pitch / LOOK.size)


def test_same_plan_gives_the_same_drawing() -> None:
    draw.cache_clear()
    first = draw(PLAN, LOOK, WIDTH, HEIGHT)
    draw.cache_clear()
    assert draw(PLAN, LOOK, WIDTH, HEIGHT) == first
