"""What is told of tasks while they run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from generator.batch.task import Done, Task


def ignore(_: object) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Who is told which task starts, its steps (of a task in this process only), and what became of it."""

    started: Callable[[Task], None] = ignore
    step: Callable[[str], None] = ignore
    ended: Callable[[Done], None] = ignore


SILENT = Watch()
