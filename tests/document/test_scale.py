"""The scale of days: evenly spaced, never more than fits, up to the end of the chart."""

import pytest

from generator.document.nodes import Gantt, GanttRow
from generator.document.scale import ticks

CASES: dict[int, tuple[int, ...]] = {
    1: (1,),
    5: (1, 2, 3, 4, 5),
    8: tuple(range(1, 9)),
    9: (2, 4, 6, 8, 10),
    24: (5, 10, 15, 20, 25),
    45: (10, 20, 30, 40, 50),
    66: (10, 20, 30, 40, 50, 60, 70),
    120: tuple(range(15, 121, 15)),
    130: (30, 60, 90, 120, 150),
    365: tuple(range(60, 421, 60)),
    5000: tuple(range(360, 5041, 360)),
}


@pytest.mark.parametrize("days", CASES)
def test_a_chart_of_so_many_days_names_these(days: int) -> None:
    row = GanttRow("a", "task", 0, days, (), (), ())
    assert ticks(Gantt(((), (), (), ()), (row,))) == CASES[days]


def test_a_chart_without_rows_has_one_day() -> None:
    assert ticks(Gantt(((), (), (), ()), ())) == (1,)
