"""Many tasks at once: each tells what became of it, whatever happens to the others; nothing outlives the run."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from generator.batch import workers
from generator.batch.task import Done, State
from generator.batch.watch import Watch
from tests.batch.doubles import act, task

ROOT = Path(__file__).parents[2]


def built(folder: Path, names: Sequence[str], jobs: int) -> tuple[Done, ...]:
    return workers.run_all([task(name, folder) for name in names], jobs, build=act)


def told(done: Sequence[Done]) -> list[tuple[str, str, list[str]]]:
    return [(one.name, one.state.name, [finding.code for finding in one.findings]) for one in done]


FATES = [
    ("bug", "CRASHED", []),
    ("memory", "CRASHED", ["F012"]),
    ("refused", "CRASHED", ["F011"]),
    ("good", "NEW", []),
]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_goes_wrong_with_one_is_told_for_it_and_stops_no_other(tmp_path: Path, jobs: int) -> None:
    done = built(tmp_path, [name for name, _, _ in FATES], jobs)
    assert told(done) == FATES
    assert done[0].failure.endswith("ZeroDivisionError: bug\n")
    (finding,) = done[2].findings
    assert finding.message == "项目“refused”没有做完：不能读写“部件.bin”（Permission denied）；原有文件没有改动"
    is_apart = str(os.getpid()) not in done[3].reasons
    assert is_apart == (jobs > 1)


def test_a_worker_that_dies_is_told_for_its_task_alone(tmp_path: Path) -> None:
    done = built(tmp_path, ["slow-1", "killed", "good-1", "good-2"], 2)
    assert told(done) == [
        ("slow-1", "NEW", []),
        ("killed", "CRASHED", ["F012"]),
        ("good-1", "NEW", []),
        ("good-2", "NEW", []),
    ]


def test_what_killed_its_worker_only_beside_another_is_built_after_all(tmp_path: Path) -> None:
    assert told(built(tmp_path, ["once", "slow-1", "good"], 2)) == [
        ("once", "NEW", []),
        ("slow-1", "NEW", []),
        ("good", "NEW", []),
    ]


def test_results_come_in_the_order_of_the_tasks_and_are_told_when_they_end(tmp_path: Path) -> None:
    started: list[str] = []
    ended: list[str] = []
    watch = Watch(lambda task: started.append(task.name), ended=lambda done: ended.append(done.name))
    names = ["slow-1", "good-1", "good-2"]
    done = workers.run_all([task(name, tmp_path) for name in names], 2, watch, act)
    assert [one.name for one in done] == names
    assert started == names
    assert sorted(ended) == sorted(names)
    assert ended[-1] == "slow-1"


def test_a_worker_gives_back_its_memory_after_some_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "TASKS_PER_WORKER", 1)
    done = built(tmp_path, ["good-1", "good-2", "good-3", "good-4"], 2)
    assert len({one.reasons for one in done}) == 4


def test_there_are_as_many_processors_as_this_process_may_use(monkeypatch: pytest.MonkeyPatch) -> None:
    assert workers.processors() >= 1
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: None)
    assert workers.processors() == 1


# --- the end of the run ----------------------------------------------------------------------------------------------

PROGRAM = """
import sys
from pathlib import Path
from generator.batch.workers import run_all
from tests.batch.doubles import act, task

if __name__ == "__main__":
    try:
        run_all([task(name, Path(sys.argv[1])) for name in ("endless-1", "endless-2", "good")], 2, build=act)
    except KeyboardInterrupt:
        print("interrupted")
"""


def is_alive(process: int) -> bool:
    status = Path(f"/proc/{process}/stat")
    try:
        return status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def until(condition: Callable[[], bool]) -> None:
    """Wait for what must come; a test that waits in vain fails."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("waited in vain")


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")
@pytest.mark.parametrize(
    ("ending", "said"), [(signal.SIGKILL, ""), (signal.SIGTERM, "interrupted\n"), (signal.SIGINT, "interrupted\n")]
)
def test_no_worker_outlives_the_run(tmp_path: Path, ending: signal.Signals, said: str) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, program, tmp_path],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
    )
    numbers = [tmp_path / f"endless-{number}.pid" for number in (1, 2)]
    until(lambda: all(path.exists() and path.read_text(encoding="utf-8") for path in numbers))
    process.send_signal(ending)
    assert process.communicate(timeout=60)[0] == said
    until(lambda: not any(is_alive(int(path.read_text(encoding="utf-8"))) for path in numbers))


def test_a_thread_that_is_not_the_first_leaves_the_signals_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers.threading, "main_thread", lambda: None)
    before = signal.getsignal(signal.SIGTERM)
    assert [one.state for one in built(tmp_path, ["good"], 1)] == [State.NEW]
    assert signal.getsignal(signal.SIGTERM) is before
