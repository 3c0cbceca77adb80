"""Tasks that do what their name says, for worker processes to import."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from generator.batch.task import Done, Task


def task(name: str, folder: Path) -> Task:
    return Task(name, folder, folder / name / "project.yaml", folder / "output" / name)


def act(task: Task, _: Callable[[str], None]) -> Done:
    """Do what the first word of the task's name says; what remains afterwards is the number of the process."""
    match task.name.split("-")[0]:
        case "slow":
            time.sleep(0.5)
        case "bug":
            raise ZeroDivisionError(task.name)
        case "memory":
            raise MemoryError
        case "refused":
            raise PermissionError(13, "Permission denied", "/somewhere/部件.bin")
        case "killed":
            os.kill(os.getpid(), signal.SIGKILL)
        case "once":
            marker = task.root / task.name
            if not marker.exists():
                marker.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        case "endless":
            (task.root / f"{task.name}.pid").write_text(str(os.getpid()), encoding="utf-8")
            time.sleep(300)
    return Done(task.name, (), reasons=(str(os.getpid()),))
