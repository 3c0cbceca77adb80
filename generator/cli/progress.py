"""Shows on a terminal how far a build has come; says nothing where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from generator.batch.task import Done, Task
from generator.batch.watch import Watch
from generator.languages.spoken import told


@contextmanager
def steps(title: str) -> Iterator[Callable[[str], None]]:
    """Give a function to call with the Chinese name of each step; it draws on standard error, a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(title)
        yield lambda step: progress.update(task, description=f"{title}：{told(step)}")


@contextmanager
def watching(names: Sequence[str], keep: Callable[[Done], None]) -> Iterator[Watch]:
    """Give what is told of the tasks of these names: steps of one, a bar for several; `keep` gets each one's end."""
    if len(names) == 1:
        with steps(names[0]) as on_step:
            yield Watch(step=on_step, ended=keep)
    elif sys.stderr.isatty():
        with _bar(len(names), keep) as watch:
            yield watch
    else:
        yield Watch(ended=keep)


@contextmanager
def _bar(total: int, keep: Callable[[Done], None]) -> Iterator[Watch]:
    """Draw how many are done, how fast they go, the time left and which are at work."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    columns = (BarColumn(), MofNCompleteColumn(), rate, TextColumn(told("剩余")), TimeRemainingColumn())
    names = TextColumn("{task.description}", markup=False)
    with Progress(*columns, names, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("", total=total, rate="")
        at_work: dict[str, None] = {}

        def started(task: Task) -> None:
            at_work[task.name] = None
            progress.update(bar, description="、".join(at_work))

        def ended(done: Done) -> None:
            keep(done)
            at_work.pop(done.name, None)
            elapsed = progress.tasks[0].elapsed or 0.0
            rate = told(f"每分钟{60 * (progress.tasks[0].completed + 1) / elapsed:.0f}个") if elapsed else ""
            progress.update(bar, advance=1, description="、".join(at_work), rate=rate)

        yield Watch(started, ended=ended)
