"""Builds many tasks, in this process or in several: none can stop the others, and each tells what became of it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType

from generator.batch.mishaps import died, failed, refused
from generator.batch.task import Done, State, Task, run
from generator.batch.template_cache import kept_templates
from generator.batch.watch import SILENT, Watch, ignore

Build = Callable[[Task, Callable[[str], None]], Done]
TASKS_PER_WORKER = 50
"""After so many projects a worker gives back its memory by ending; another takes its place."""


def processors() -> int:
    """Give how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_all(tasks: Sequence[Task], jobs: int, watch: Watch = SILENT, build: Build = run) -> tuple[Done, ...]:
    """Build every task in so many processes, at most one for each; give what became of them in the tasks' order.

    With one process it is this one. Ctrl-C and SIGTERM raise KeyboardInterrupt; then no process of ours remains.
    """
    with interruptible():
        if min(jobs, len(tasks)) <= 1:
            return tuple(_run_here(task, watch, build) for task in tasks)
        desk = _Desk(deque(tasks), min(jobs, len(tasks)), watch, build)
        _run_apart(desk)
        return tuple(desk.done[task] for task in tasks)


def run_safely(build: Build, task: Task, step: Callable[[str], None] = ignore) -> Done:
    """Build a task; whatever goes wrong is told as what became of it."""
    try:
        with kept_templates():
            return build(task, step)
    except MemoryError:
        return failed(task, died(task))
    except OSError as error:
        return failed(task, refused(task, error))
    except Exception as error:  # noqa: BLE001 - a bug, whatever it is, stops only the project that met it
        return Done(task.name, (), state=State.CRASHED, failure="".join(traceback.format_exception(error)))


def _run_here(task: Task, watch: Watch, build: Build) -> Done:
    watch.started(task)
    done = run_safely(build, task, watch.step)
    watch.ended(done)
    return done


# --- processes -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Desk:
    """What still waits for a worker, what is done with it, and what became of the rest."""

    waiting: deque[Task]
    jobs: int
    watch: Watch
    build: Build
    done: dict[Task, Done] = field(default_factory=dict)

    def keep(self, task: Task, done: Done) -> None:
        self.done[task] = done
        self.watch.ended(done)


def _run_apart(desk: _Desk) -> None:
    """Build in workers. Where one dies, what was at work is built again one by one, so that only its task is blamed."""
    while desk.waiting:
        for suspect in _until_one_dies(desk):
            desk.keep(suspect, _run_alone(desk.build, suspect))


def _until_one_dies(desk: _Desk) -> tuple[Task, ...]:
    """Build what is waiting until all is done or a worker dies; give the tasks that were at work at that moment.

    Why no more are handed over than there are workers: what no worker has taken up cannot have killed it.
    """
    at_work: dict[Future[Done], Task] = {}
    with _workers(desk.jobs) as pool:
        while _hand_over(desk, pool, at_work) and at_work:
            for future in wait(at_work, return_when=FIRST_COMPLETED).done:
                done = _result(future)
                if done is None:
                    return tuple(at_work.values())
                desk.keep(at_work.pop(future), done)
    return tuple(at_work.values())


def _hand_over(desk: _Desk, pool: ProcessPoolExecutor, at_work: dict[Future[Done], Task]) -> bool:
    """Give every idle worker a task; tell whether the pool could take them."""
    while desk.waiting and len(at_work) < desk.jobs:
        try:
            future = pool.submit(run_safely, desk.build, desk.waiting[0])
        except BrokenProcessPool:
            return False
        at_work[future] = desk.waiting.popleft()
        desk.watch.started(at_work[future])
    return True


def _run_alone(build: Build, task: Task) -> Done:
    with _workers(1) as pool:
        return _result(pool.submit(run_safely, build, task)) or failed(task, died(task))


def _result(future: Future[Done]) -> Done | None:
    """Give what a worker returned; None where it died."""
    try:
        return future.result()
    except BrokenProcessPool:
        return None


@contextmanager
def _workers(count: int) -> Iterator[ProcessPoolExecutor]:
    """Give warm worker processes; where the work is broken off they are killed (their files are whole or untouched)."""
    pool = ProcessPoolExecutor(
        count,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
        initargs=(gc.get_threshold(),),
        max_tasks_per_child=TASKS_PER_WORKER,
    )
    with pool:
        try:
            yield pool
        except BaseException:
            for child in multiprocessing.active_children():
                child.kill()
            raise


def _begin(collection_threshold: tuple[int, int, int]) -> None:
    """Make a worker ready: it leaves Ctrl-C to its parent and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*collection_threshold)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let SIGTERM end the work as Ctrl-C does; only the main thread may ask for that."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(_: int, __: FrameType | None) -> None:
    raise KeyboardInterrupt
