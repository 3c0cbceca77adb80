"""Gantt charts as templates name them: a schedule of the data, its days computed from durations and predecessors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.document.nodes import Figure, Gantt, GanttRow, Inlines, Strong, Text
from generator.document.walk import plain
from generator.model.schedule import Milestone, Schedule, Step, Timing, joined, steps, timetable
from generator.render import views
from generator.render.charts import BAD_CHART
from generator.render.printing import inlines
from generator.render.run import Run
from generator.render.tables import Content
from generator.render.traced import BROKEN, Absent, Broken, traced
from generator.render.views import View

TOO_LARGE = "T050"
"""A chart with more rows or columns than a page shows in words one can read."""
MOST_ROWS = 36
HEAD = ("工作内容", "责任岗位", "起止时间")


def gantt(
    run: Run,
    id: str,  # noqa: A002
    schedule: object,
    caption: Content | None = None,
    head: Sequence[Content] = HEAD,
) -> Figure | Broken:
    """Draw a schedule of the data; its caption is the schedule's title unless another is given."""
    if isinstance(schedule, Broken):
        return BROKEN
    if not isinstance(schedule, View) or not isinstance(schedule.value, Schedule) or len(head) != len(HEAD):
        run.report(BAD_CHART, f"甘特图 {id} 的数据不是进度计划", "请写 service.schedule；head 写三个栏目名称", word=id)
        return BROKEN
    name = run.name(id)
    title = inlines(run, views.field(schedule, "title") if caption is None else caption)
    rows = tuple(_rows(run, schedule.value, schedule.path))
    if len(rows) > MOST_ROWS:
        message = f"甘特图 {name} 有 {len(rows)} 行，一页最多 {MOST_ROWS} 行"
        run.report(TOO_LARGE, message, "请合并较小的工作", path=schedule.path, word=name)
    scale = (Text("自"), *inlines(run, views.field(schedule, "start_event")), Text("起的天数"))
    work, owner, dates = (inlines(run, words) for words in head)
    return Figure(name, title, Gantt((work, owner, dates, scale), rows), plain(title) or "甘特图")


def _rows(run: Run, schedule: Schedule, path: str) -> Iterator[GanttRow]:
    days = timetable(schedule, path)
    every = tuple(steps(schedule, path))
    for index, phase in enumerate(schedule.phases):
        inside = [(at, step) for at, step in every if step.phase == phase.id]
        if inside:
            timing = joined([days[step.id] for _, step in inside])
            name = _words(run, View(phase, f"{path}.phases[{index}]"), "name")
            yield GanttRow(phase.id, "phase", timing.begin, timing.done, (Strong(name),), (), _dates(run, timing))
            yield from (_row(run, at, step, days) for at, step in inside)


def _row(run: Run, path: str, step: Step, days: Mapping[str, Timing]) -> GanttRow:
    timing, record = days[step.id], View(step, path)
    return GanttRow(
        step.id,
        "milestone" if isinstance(step, Milestone) else "task",
        timing.begin,
        timing.done,
        _words(run, record, "name"),
        _words(run, record, "owner"),
        _dates(run, timing),
        step.after,
    )


def _words(run: Run, record: View, name: str) -> Inlines:
    leaf = views.field(record, name)
    return () if isinstance(leaf, Absent) else inlines(run, leaf)


def _dates(run: Run, timing: Timing) -> Inlines:
    return inlines(run, traced(timing.span, *timing.paths))
