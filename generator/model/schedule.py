"""The schedule of supply: tasks with durations and what they wait for; the days follow from them, nobody types them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import Field

from generator.finding import Finding, Place, Severity
from generator.model.fields import Days, Id, Text
from generator.model.record import Record
from generator.zh.identifiers import nearest
from generator.zh.quantity import base

REPEATED_STEP = "S140"
"""S140: a task and a milestone have the same id."""
UNKNOWN_PHASE = "S141"
"""S141: a task or a milestone belongs to a phase that does not exist."""
UNKNOWN_STEP = "S142"
"""S142: a task or a milestone waits for one that does not exist."""
CIRCLE = "S143"
"""S143: tasks wait for each other in a circle."""


class Phase(Record, title="阶段"):
    """A part of the schedule: its tasks and milestones stand together."""

    id: Id = Field(description="阶段编号名")
    name: Text = Field(description="阶段名称")


class Task(Record, title="工作"):
    """A piece of work with a duration; it starts when all it waits for is done, `lag` days later."""

    id: Id = Field(description="工作编号名（其他工作的after按它引用）")
    phase: Id = Field(description="工作所属阶段（阶段编号名）")
    name: Text = Field(description="工作名称")
    owner: Text = Field(description="工作的责任岗位")
    duration: Days = Field(description="工作的工期（日）")
    after: tuple[Id, ...] = Field((), description="紧前工作或者里程碑（编号名），不填则从起算事件开始")
    lag: Days | None = Field(None, description="紧前工作完成后的等待时间（日）")
    record: Text | None = Field(None, description="工作的成果或者记录")


class Milestone(Record, title="里程碑"):
    """A point in time: reached when all it waits for is done, and shown by its evidence."""

    id: Id = Field(description="里程碑编号名（工作的after也可以引用）")
    phase: Id = Field(description="里程碑所属阶段（阶段编号名）")
    name: Text = Field(description="里程碑名称")
    after: tuple[Id, ...] = Field(min_length=1, description="达到里程碑前要完成的工作（编号名）")
    owner: Text | None = Field(None, description="里程碑的责任岗位")
    evidence: Text = Field(description="里程碑的验收依据")


class Schedule(Record, title="进度计划"):
    """Phases, tasks and milestones; start and end of each are counted in days from the start event."""

    title: Text = Field(description="进度计划题名")
    start_event: Text = Field(description="进度计划的起算事件（如合同生效）")
    phases: tuple[Phase, ...] = Field(min_length=1, description="进度计划的阶段，按先后排列")
    tasks: tuple[Task, ...] = Field(min_length=1, description="进度计划的工作")
    milestones: tuple[Milestone, ...] = Field((), description="进度计划的里程碑")


Step = Task | Milestone


@dataclass(frozen=True, slots=True)
class Timing:
    """When a step is: days since the start event before it begins and when it is done, with the key paths behind both.

    A task takes the days from `begin` + 1 to `done`; a milestone is at the end of day `done`, which is also its begin.
    """

    begin: int
    done: int
    begin_paths: tuple[str, ...]
    paths: tuple[str, ...]

    @property
    def first_day(self) -> str:
        """The first day as printed: 第3日."""
        return f"第{min(self.begin + 1, self.done)}日"

    @property
    def last_day(self) -> str:
        """The last day as printed: 第7日."""
        return f"第{self.done}日"

    @property
    def span(self) -> str:
        """First and last day as printed: 第3~7日; of one day 第7日."""
        return self.last_day if self.first_day == self.last_day else f"第{self.begin + 1}~{self.done}日"


def steps(schedule: Schedule, path: str) -> Iterator[tuple[str, Step]]:
    """Give tasks and milestones phase by phase with their key paths, a milestone after the last task it waits for."""
    every = tuple(_steps(schedule, path))
    for phase in schedule.phases:
        yield from _arranged([(at, step) for at, step in every if step.phase == phase.id])


def timetable(schedule: Schedule, path: str) -> Mapping[str, Timing]:
    """Give the timing of each step by id: a forward pass over a schedule without faults."""
    known = {step.id: (at, step) for at, step in _steps(schedule, path)}
    done: dict[str, Timing] = {}
    for name in _in_order(known):
        at, step = known[name]
        done[name] = _timing(at, step, [done[before] for before in step.after])
    return done


def joined(timings: Sequence[Timing]) -> Timing:
    """Give the timing of several steps taken as one."""
    begin_paths = dict.fromkeys(path for timing in timings for path in timing.begin_paths)
    paths = dict.fromkeys(path for timing in timings for path in timing.paths)
    begin, done = min(timing.begin for timing in timings), max(timing.done for timing in timings)
    return Timing(begin, done, tuple(begin_paths), tuple(paths))


def check_schedule(schedule: Schedule, path: str) -> Iterator[Finding]:
    """Give the findings of a schedule whose key path is `path`."""
    every = tuple(_steps(schedule, path))
    faults = (*_repeated(every), *_unknown_phases(schedule, every), *_unknown_steps(every))
    yield from faults
    if not faults:
        yield from _circles(every)


# --- the forward pass ------------------------------------------------------------------------------------------------


def _steps(schedule: Schedule, path: str) -> Iterator[tuple[str, Step]]:
    for index, task in enumerate(schedule.tasks):
        yield f"{path}.tasks[{index}]", task
    for index, milestone in enumerate(schedule.milestones):
        yield f"{path}.milestones[{index}]", milestone


def _arranged(inside: list[tuple[str, Step]]) -> list[tuple[str, Step]]:
    """Put each milestone of a phase behind what it waits for; one that waits for other phases alone stands first."""
    placed: list[tuple[str, Step]] = [(at, step) for at, step in inside if isinstance(step, Task)]
    for at, step in inside:
        if isinstance(step, Milestone):
            behind = (index for index, (_, other) in enumerate(placed, start=1) if other.id in step.after)
            place = max(behind, default=0)
            while place < len(placed) and isinstance(placed[place][1], Milestone):
                place += 1
            placed.insert(place, (at, step))
    return placed


def _in_order(known: Mapping[str, tuple[str, Step]]) -> list[str]:
    """Give ids so that each stands after all it waits for; those of a circle are left out."""
    ordered: dict[str, None] = {}
    waiting = list(known)
    while free := [name for name in waiting if all(before in ordered for before in known[name][1].after)]:
        ordered.update(dict.fromkeys(free))
        waiting = [name for name in waiting if name not in ordered]
    return list(ordered)


def _timing(path: str, step: Step, before: list[Timing]) -> Timing:
    reached = max((timing.done for timing in before), default=0)
    paths = tuple(dict.fromkeys(part for timing in before for part in timing.paths))
    if isinstance(step, Milestone):
        return Timing(reached, reached, paths, paths)
    waited = (*paths, f"{path}.lag") if step.lag else paths
    begin = reached + (int(base(step.lag)) if step.lag else 0)
    # The first day of a task that waits for nothing follows from nothing but the task itself.
    begin_paths = waited or (f"{path}.id",)
    return Timing(begin, begin + int(base(step.duration)), begin_paths, (*waited, f"{path}.duration"))


# --- faults ----------------------------------------------------------------------------------------------------------


def _repeated(every: tuple[tuple[str, Step], ...]) -> Iterator[Finding]:
    """Tell ids that a task and a milestone share; ids repeated within one list are told with those of all lists."""
    tasks = {step.id: at for at, step in every if isinstance(step, Task)}
    for at, step in every:
        if isinstance(step, Milestone) and step.id in tasks:
            message = f"编号名“{step.id}”已用于一项工作"
            also = (Place(f"{tasks[step.id]}.id"),)
            yield _error(REPEATED_STEP, f"{at}.id", message, "工作和里程碑的编号名应各不相同。", also)


def _unknown_phases(schedule: Schedule, every: tuple[tuple[str, Step], ...]) -> Iterator[Finding]:
    known = {phase.id: phase.name for phase in schedule.phases}
    for at, step in every:
        if step.phase not in known:
            message = f"没有编号名为“{step.phase}”的阶段"
            yield _error(UNKNOWN_PHASE, f"{at}.phase", message, _choices(step.phase, known))


def _unknown_steps(every: tuple[tuple[str, Step], ...]) -> Iterator[Finding]:
    known = {step.id: step.name for _, step in every}
    for at, step in every:
        for index, before in enumerate(step.after):
            if before not in known:
                message = f"没有编号名为“{before}”的工作或者里程碑"
                yield _error(UNKNOWN_STEP, f"{at}.after[{index}]", message, _choices(before, known))


def _choices(name: str, known: Mapping[str, str]) -> str:
    near = nearest(name, known)
    return f"是不是“{near}”（{known[near]}）？" if near else f"可以写的有：{'、'.join(known)}。"


def _circles(every: tuple[tuple[str, Step], ...]) -> Iterator[Finding]:
    """Tell the first circle, at the reference that closes it."""
    known = {step.id: (at, step) for at, step in every}
    stuck = [name for name in known if name not in _in_order(known)]
    if not stuck:
        return
    way = _way_round(known, stuck)
    at, step = known[way[0]]
    index = step.after.index((*way, way[0])[1])
    names = "→".join(known[name][1].name for name in (way[0], *reversed(way)))
    also = tuple(Place(f"{known[name][0]}.after") for name in way[1:])
    hint = "请删去其中一处after，使工作有先有后。"
    yield _error(CIRCLE, f"{at}.after[{index}]", f"工作互相等待：{names}", hint, also)


def _way_round(known: Mapping[str, tuple[str, Step]], stuck: list[str]) -> list[str]:
    """Follow what a stuck step waits for until a step comes again: each waits for the next, the last for the first."""
    way = [stuck[0]]
    while True:
        following = next(before for before in known[way[-1]][1].after if before in stuck)
        if following in way:
            return way[way.index(following) :]
        way.append(following)


def _error(code: str, path: str, message: str, hint: str, also: tuple[Place, ...] = ()) -> Finding:
    return Finding(code, Severity.ERROR, Place(path), message, hint, also=also)
