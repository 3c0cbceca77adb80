"""The days of a schedule follow from durations, predecessors and waiting times, and name what they came from."""

from __future__ import annotations

import pytest

from generator.model.bid import Bid
from generator.model.derived import Derived, derived_values
from generator.model.schedule import Milestone, Schedule, Task, Timing, joined, steps, timetable
from generator.zh.quantity import parse

TASKS, MILESTONES = "service.schedule.tasks", "service.schedule.milestones"


@pytest.fixture
def schedule(bid: Bid) -> Schedule:
    assert bid.service.schedule is not None
    return bid.service.schedule


def durations(*indexes: int) -> tuple[str, ...]:
    return tuple(f"{TASKS}[{index}].duration" for index in indexes)


ROOM = (f"{TASKS}[0].duration", f"{TASKS}[2].lag", f"{TASKS}[2].duration")

EXPECTED = {
    "survey": Timing(0, 3, (f"{TASKS}[0].id",), durations(0)),
    "order": Timing(3, 17, durations(0), durations(0, 1)),
    "room": Timing(5, 15, ROOM[:2], ROOM),
    "arrived": Timing(17, 17, durations(0, 1), durations(0, 1)),
    "install": Timing(17, 18, (*durations(0, 1), *ROOM[1:]), (*durations(0, 1), *ROOM[1:], f"{TASKS}[3].duration")),
    "accepted": Timing(18, 18, *[(*durations(0, 1), *ROOM[1:], f"{TASKS}[3].duration")] * 2),
}


def test_each_step_begins_when_all_it_waits_for_is_done(schedule: Schedule) -> None:
    assert timetable(schedule, "service.schedule") == EXPECTED


def test_milestones_stand_behind_what_they_wait_for(schedule: Schedule) -> None:
    assert [(at, step.id) for at, step in steps(schedule, "service.schedule")] == [
        (f"{TASKS}[0]", "survey"),
        (f"{TASKS}[2]", "room"),
        (f"{TASKS}[1]", "order"),
        (f"{MILESTONES}[0]", "arrived"),
        (f"{TASKS}[3]", "install"),
        (f"{MILESTONES}[1]", "accepted"),
    ]


def test_milestones_of_one_task_keep_their_order_and_those_of_other_phases_stand_first() -> None:
    task = Task(id="a", phase="p", name="甲", owner="岗", duration="1日")  # type: ignore[arg-type]
    first, second, third = (
        Milestone(id=name, phase="p", name=name, after=(after,), evidence="据")
        for name, after in (("m", "a"), ("n", "a"), ("o", "other"))
    )
    plan = Schedule.model_construct(phases=(_phase("p"),), tasks=(task,), milestones=(first, second, third))
    assert [step.id for _, step in steps(plan, "s")] == ["o", "a", "m", "n"]


def _phase(name: str) -> object:
    return type("Phase", (), {"id": name, "name": name})()


@pytest.mark.parametrize(
    ("timing", "words"),
    [
        (Timing(0, 3, (), ()), ("第1日", "第3日", "第1~3日")),
        (Timing(4, 5, (), ()), ("第5日", "第5日", "第5日")),
        (Timing(17, 17, (), ()), ("第17日", "第17日", "第17日")),
    ],
)
def test_days_as_they_are_printed(timing: Timing, words: tuple[str, str, str]) -> None:
    assert (timing.first_day, timing.last_day, timing.span) == words


def test_steps_taken_together_run_from_the_first_to_the_last() -> None:
    whole = joined((Timing(3, 9, ("a",), ("a", "b")), Timing(1, 5, ("c",), ("c", "b"))))
    assert whole == Timing(1, 9, ("a", "c"), ("a", "b", "c"))


def test_days_are_derived_by_id(bid: Bid) -> None:
    derived = derived_values(bid)["schedule"]
    assert isinstance(derived, dict)
    assert {name: list(part) for name, part in derived.items() if isinstance(part, dict)} == {
        "tasks": ["survey", "order", "room", "install"],
        "milestones": ["arrived", "accepted"],
        "phases": ["prepare", "supply"],
    }
    assert derived["tasks"]["room"] == {
        "start": Derived("第6日", ROOM[:2]),
        "end": Derived("第15日", ROOM),
        "span": Derived("第6~15日", ROOM),
        "elapsed": Derived(parse("15日"), ROOM),
    }
    assert derived["phases"]["prepare"]["span"] == Derived("第1~15日", ROOM)
    assert derived["milestones"]["arrived"]["span"] == Derived("第17日", durations(0, 1))
    assert derived["total"] == Derived(parse("18日"), (*durations(0, 1), *ROOM[1:], f"{TASKS}[3].duration"))


def test_without_a_schedule_there_are_no_days(demo: Bid) -> None:
    assert derived_values(demo)["schedule"] is None
