"""Coverage matrices: every word inside its own cell, grounds by degree, a legend below that wraps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document.nodes import Coverage, CoverageCell, CoverageRow, Inlines, Text
from generator.document.walk import chart_inlines, plain
from generator.layout.drawing import Area, Drawing, Label, draw
from generator.layout.measure import break_lines
from generator.style.sheet import DiagramLook

LOOK = DiagramLook()
WIDTH, HEIGHT = 445.0, 640.0
MARKS = ("●", "○", "—", "2小时", "4个工作日", "12人")


def words(text: str) -> Inlines:
    return (Text(text),) if text else ()


def cell(text: str, degree: int = 0) -> CoverageCell:
    return CoverageCell(words(text), degree)  # type: ignore[arg-type]


def matrix(head: str, *rows: str, legend: tuple[CoverageCell, ...] = ()) -> Coverage:
    """Build a matrix of lines written `name cell cell`, ● of degree 3 and ○ of degree 1."""
    degrees = {"●": 3, "○": 1}
    made = []
    for line in rows:
        name, *cells = line.split()
        made.append(CoverageRow(words(name), tuple(cell(text, degrees.get(text, 0)) for text in cells)))
    return Coverage(tuple(words(text) for text in head.split()), tuple(made), legend)


def apart(first: Label, second: Label) -> bool:
    return (
        first.x + first.width <= second.x + 0.01
        or second.x + second.width <= first.x + 0.01
        or first.y + first.height <= second.y + 0.01
        or second.y + second.height <= first.y + 0.01
    )


def assert_readable(made: Coverage, drawing: Drawing) -> None:
    assert drawing.width <= WIDTH + 0.01
    assert drawing.height <= HEIGHT + 0.01
    assert [label.content for label in drawing.labels] == [content for content in chart_inlines(made) if content]
    for index, label in enumerate(drawing.labels):
        assert label.x >= 0
        assert label.x + label.width <= drawing.width + 0.01
        assert label.y + label.height <= drawing.height + 0.01
        lines = break_lines(plain(label.content), label.width, drawing.size)
        assert len(lines) * drawing.pitch <= label.height + 0.01
        assert [plain(other.content) for other in drawing.labels[index + 1 :] if not apart(label, other)] == []
    assert all(area.x + area.width <= drawing.width + 0.01 for area in drawing.grounds)
    assert all(area.y + area.height <= drawing.height + 0.01 for area in drawing.grounds)


@st.composite
def matrices(draw_: st.DrawFn) -> Coverage:
    names = st.text("东江市南湾区第一服务中心ABC", min_size=1, max_size=16).map(words)
    count = draw_(st.integers(1, 8))
    cells = st.builds(CoverageCell, st.sampled_from([*MARKS, ""]).map(words), st.sampled_from([0, 1, 2, 3]))
    rows = st.builds(CoverageRow, names, st.tuples(*[cells] * count))
    legend = st.lists(st.builds(CoverageCell, names, st.sampled_from([0, 1, 3])), max_size=6).map(tuple)
    head = draw_(st.tuples(names, *[names] * count))
    return Coverage(head, tuple(draw_(st.lists(rows, min_size=1, max_size=24))), draw_(legend))


@settings(max_examples=25, deadline=None)
@given(matrices())
def test_any_matrix_is_readable(made: Coverage) -> None:
    assert_readable(made, draw(made, LOOK, WIDTH, HEIGHT))


def test_a_large_matrix_keeps_its_size() -> None:
    head = "服务城市 服务网点 驻点工程师 备件库 紧急到场 严重到场 一般到场 夜间值守 定期巡检"
    rows = [f"示例{number}市 ● 4人 ○ 2小时 4小时 8小时 — ●" for number in range(24)]
    made = matrix(head, *rows, legend=(cell("● 本地设有", 3), cell("○ 由邻近网点支援", 1), cell("— 不设")))
    drawing = draw(made, LOOK, WIDTH, HEIGHT)
    assert_readable(made, drawing)
    assert drawing.size == LOOK.size >= 8


def test_grounds_are_as_dark_as_degrees_and_lie_within_their_cells() -> None:
    made = matrix("城市 网点 备件", "甲市 ● —", "乙市 ○ ●")
    drawing = draw(made, LOOK, WIDTH, HEIGHT)
    band, *tiles = drawing.grounds
    assert (band.x, band.y, band.width, band.fill) == (0, 0, WIDTH, LOOK.band)
    light, _, dark = LOOK.degrees
    assert [tile.fill for tile in tiles] == [dark, light, dark]
    marks = [label for label in drawing.labels if plain(label.content) in {"●", "○"}]
    assert all(_inside(label, tile) for label, tile in zip(marks, tiles, strict=True))


def _inside(label: Label, area: Area) -> bool:
    middle = label.x + label.width / 2, label.y + label.height / 2
    return area.x < middle[0] < area.x + area.width and area.y < middle[1] < area.y + area.height


def test_columns_share_what_is_left_and_none_is_narrower_than_its_words() -> None:
    drawing = draw(matrix("城市 网点 一般故障到场", "甲市 ● 4小时"), LOOK, WIDTH, HEIGHT)
    short, long = drawing.labels[1:3]
    assert long.width - short.width == pytest.approx((len("一般故障到场") - len("网点")) * LOOK.size)


def test_columns_with_too_many_words_are_equally_wide() -> None:
    head = "城市 " + " ".join(["现场服务到场时限"] * 9)
    drawing = draw(matrix(head, "甲市 " + "● " * 9), LOOK, WIDTH, HEIGHT)
    widths = {round(label.width, 3) for label in drawing.labels[1:10]}
    assert len(widths) == 1


def test_the_legend_wraps_and_tiles_without_words_stand_close() -> None:
    legend = (*(cell("由相邻城市的服务网点支援", 1) for _ in range(4)), cell("", 1), cell("", 2), cell("越深越多", 3))
    drawing = draw(matrix("城市 网点", "甲市 ●", legend=legend), LOOK, WIDTH, HEIGHT)
    entries = drawing.labels[-5:]
    assert len({label.y for label in entries}) == 2
    first, second, third = drawing.grounds[-3:]
    assert second.x - first.x == third.x - second.x == first.width


def test_same_matrix_gives_the_same_drawing() -> None:
    made = matrix("城市 网点", "甲市 ●")
    draw.cache_clear()
    first = draw(made, LOOK, WIDTH, HEIGHT)
    draw.cache_clear()
    assert draw(made, LOOK, WIDTH, HEIGHT) == first
