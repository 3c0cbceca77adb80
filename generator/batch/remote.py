"""Hands tasks to the workers of a Dask cluster and puts what comes back in place here, each file proven by its SHA-256.

The scheduling is Dask's. A worker must have the same bidgen, packages and fonts as this machine: else the same project
would give other bytes there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from generator.batch.mishaps import died, different, failed, lost, no_cluster, no_dask
from generator.batch.parcel import Contents, Parcel, Returned, about, base_of, build_there, contents_of, packed
from generator.batch.task import Done, Task
from generator.batch.watch import SILENT, Watch
from generator.batch.workers import interruptible
from generator.finding import Finding
from generator.wanted import Wanted

PATIENCE = 10
"""Seconds within which the scheduler must answer."""


class Answer(Protocol):
    """What a cluster will give for a task."""

    def result(self) -> Returned:
        """Give it, or raise what went wrong."""


class Cluster(Protocol):
    """What is used of Dask's client."""

    loop: object

    def submit(self, build: Callable[..., Returned], parcel: Parcel, files: object, *, pure: bool) -> Answer:
        """Hand over a task."""

    def scatter(self, contents: list[bytes], *, hash: bool) -> list[object]:  # noqa: A002 - Dask's name
        """Hand over contents; equal ones travel once."""

    def run(self, ask: Callable[[Wanted], object], wanted: Wanted, *, on_error: str) -> dict[str, object]:
        """Ask every worker."""


def run_remotely(tasks: Sequence[Task], scheduler: str, watch: Watch = SILENT) -> tuple[Done, ...]:
    """Build every task on the cluster of a scheduler (`tcp://…`); give what became of them in the tasks' order."""
    with interruptible():
        try:
            with _client(scheduler) as client:
                hindrance = _hindrance(client, scheduler, tasks[0])
                return _undone(tasks, hindrance, watch) if hindrance else _run_on(client, tasks, watch)
        except ModuleNotFoundError:
            return _undone(tasks, no_dask(), watch)
        except OSError as error:
            return _undone(tasks, no_cluster(scheduler, str(error) or "没有应答"), watch)


@contextmanager
def _client(scheduler: str) -> Iterator[Cluster]:
    from distributed import Client

    client = Client(scheduler, timeout=PATIENCE, set_as_default=False)
    try:
        yield client
    finally:
        client.close()


def _run_on(client: Cluster, tasks: Sequence[Task], watch: Watch) -> tuple[Done, ...]:
    from distributed import as_completed

    files = _Files(client)
    futures = {client.submit(build_on_worker, *files.sent(task), pure=False): task for task in tasks}
    done: dict[Task, Done] = {}
    for future in as_completed(futures, loop=client.loop):
        task = futures[future]
        done[task] = _taken_back(task, future)
        watch.ended(done[task])
    return tuple(done[task] for task in tasks)


class _Files:
    """The files of the workspaces, handed to the cluster once each."""

    def __init__(self, client: Cluster) -> None:
        self._client = client
        self._contents: dict[Path, Contents] = {}
        self._sent: dict[str, object] = {}

    def sent(self, task: Task) -> tuple[Parcel, Mapping[str, object]]:
        """Give the parcel of a task and where the cluster has its files, by digest."""
        if task.root not in self._contents:
            contents = self._contents[task.root] = contents_of(task.root)
            new = [digest for digest in contents.by_digest if digest not in self._sent]
            scattered = self._client.scatter([contents.by_digest[digest] for digest in new], hash=True)
            self._sent.update(zip(new, scattered, strict=True))
        contents = self._contents[task.root]
        return packed(task, contents), {digest: self._sent[digest] for digest in contents.by_digest}


def build_on_worker(parcel: Parcel, files: Mapping[str, bytes]) -> Returned:
    """Build a task in the folder that Dask gives its worker."""
    from distributed import get_worker

    return build_there(parcel, files, get_worker().local_directory)


def _hindrance(client: Cluster, scheduler: str, task: Task) -> Finding | None:
    """Tell why the cluster cannot be used: it has no workers, or one of them is not as this machine."""
    here = about(task.wanted)
    found = client.run(about, task.wanted, on_error="return")
    if not found:
        return no_cluster(scheduler, "没有工作节点")
    for worker, there in sorted(found.items()):
        if not isinstance(there, dict):
            return different(worker, [f"bidgen（{type(there).__name__}：{there}）"])
        names = [name for name in here if there.get(name) != here[name]]
        if names:
            return different(worker, names)
    return None


def _undone(tasks: Sequence[Task], finding: Finding, watch: Watch) -> tuple[Done, ...]:
    done = tuple(failed(task, finding) for task in tasks)
    for one in done:
        watch.ended(one)
    return done


def _taken_back(task: Task, future: Answer) -> Done:
    from distributed import KilledWorker

    try:
        returned = future.result()
    except KilledWorker:
        return failed(task, died(task))
    except Exception as error:  # noqa: BLE001 - whatever happened on the way, the other projects go on
        return failed(task, lost(task, f"{type(error).__name__}：{error}"))
    return put_in_place(task, returned)


def put_in_place(task: Task, returned: Returned) -> Done:
    """Put the files that came back where a build here would have put them, the state last."""
    from generator.write.files import replace_files

    if not returned.is_whole:
        return failed(task, lost(task, "校验值不符"))
    try:
        replace_files({base_of(task) / name: data for name, data in returned.files.items()})
    except OSError as error:
        from generator.pipeline.desk import unwritable

        return failed(task, unwritable(task.output, error))
    return replace(returned.done, files=tuple(task.output / path.name for path in returned.done.files))
