"""The scale of days of a Gantt chart: the days it names, from the length of the whole."""

from __future__ import annotations

from generator.document.nodes import Gantt

_STEPS = (1, 2, 5, 10, 15, 30, 60, 90, 180, 360)
_MOST = 8
"""Named days that stand side by side without touching."""


def ticks(chart: Gantt) -> tuple[int, ...]:
    """Give the days a chart names, evenly spaced; the last is not before the end of the chart."""
    last = max((row.done for row in chart.rows), default=1)
    step = next((step for step in _STEPS if last <= step * _MOST), _STEPS[-1])
    return tuple(range(step, last + step, step))
