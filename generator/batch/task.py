"""One project to build as a value that can travel to another process, and what became of it as one that can return."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from generator.finding import Finding, Severity
from generator.source import SourceMap
from generator.wanted import WHATEVER, Wanted

if TYPE_CHECKING:
    from generator.batch.memory import TaskMemory


class State(StrEnum):
    """What became of a project's outputs, by the Chinese name users read."""

    NEW = "新建"
    UPDATED = "已更新"
    UNCHANGED = "未变"
    FAULTY = "有错误"
    CRASHED = "出错"


@dataclass(frozen=True, slots=True)
class Task:
    """A project of the workspace `root` to be built into the folder `output`, and why.

    `force` makes the documents anew even where they would be the same; `explain` asks which printed values changed.
    """

    name: str
    root: Path
    project: Path
    output: Path
    wanted: Wanted = WHATEVER
    style: str = ""
    force: bool = False
    explain: bool = False
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: findings with their spans, the texts these point into, the files written, CPU seconds.

    `digests` has the SHA-256 of each output by its name; `failure` is the traceback of a bug that stopped the task.
    `changes` names printed values that are not what they were, where the task asked for them.
    """

    name: str
    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    readable: bool = True
    files: tuple[Path, ...] = ()
    page_counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0
    state: State = State.NEW
    reasons: tuple[str, ...] = ()
    digests: Mapping[str, str] = field(default_factory=dict)
    failure: str = ""
    changes: tuple[str, ...] = ()

    @property
    def sources(self) -> SourceMap:
        """Nothing: the findings' spans are known already."""
        return SourceMap()


def run(task: Task, on_step: Callable[[str], None] = lambda _: None) -> Done:
    """Build a project and give what became of it; documents that would be the same stay as they are."""
    from generator.batch.memory import TaskMemory
    from generator.load.asked import recorded
    from generator.pipeline.building import build_project
    from generator.report.places import resolved

    start = time.process_time()
    with recorded() as asked:
        memory = TaskMemory(task, asked)
        built = build_project(task.root, task.project, task.output, task.wanted, on_step, task.style, memory)
    findings = tuple(resolved(finding, built.sources) for finding in built.findings)
    state = _state(findings, built.files, memory)
    is_whole = bool(built.files) or state is State.UNCHANGED
    return Done(
        task.name,
        findings,
        pointed_into(findings, built.texts),
        built.readable,
        built.files,
        dict(built.page_counts),
        time.process_time() - start,
        state=state,
        reasons=task.reasons,
        digests=memory.digests if is_whole else {},
        changes=memory.changes if is_whole else (),
    )


def pointed_into(findings: tuple[Finding, ...], texts: Mapping[str, str]) -> dict[str, str]:
    """Give the texts that the findings' spans need; the others need not travel."""
    spans = (place.span for finding in findings for place in (finding.place, *finding.also))
    return {span.file: texts[span.file] for span in spans if span is not None and span.file in texts}


def _state(findings: tuple[Finding, ...], files: tuple[Path, ...], memory: TaskMemory) -> State:
    if not memory.digests or any(finding.severity >= Severity.ERROR for finding in findings):
        return State.FAULTY
    if memory.is_new:
        return State.NEW
    return State.UPDATED if files else State.UNCHANGED
