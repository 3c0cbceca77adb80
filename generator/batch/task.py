"""One project to build as a value that can travel to another process, and what became of it as one that can return."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.finding import Finding
from generator.source import SourceMap
from generator.wanted import WHATEVER, Wanted


@dataclass(frozen=True, slots=True)
class Task:
    """A project of the workspace `root` to be built into the folder `output`."""

    name: str
    root: Path
    project: Path
    output: Path
    wanted: Wanted = WHATEVER
    style: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a task: findings with their spans, the texts these point into, the files written, CPU seconds."""

    name: str
    findings: tuple[Finding, ...]
    texts: Mapping[str, str] = field(default_factory=dict)
    readable: bool = True
    files: tuple[Path, ...] = ()
    page_counts: Mapping[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def sources(self) -> SourceMap:
        """Nothing: the findings' spans are known already."""
        return SourceMap()


def run(task: Task, on_step: Callable[[str], None] = lambda _: None) -> Done:
    """Build a project and give what became of it."""
    from generator.pipeline import build_project
    from generator.report.places import resolved

    start = time.process_time()
    built = build_project(task.root, task.project, task.output, task.wanted, on_step, task.style)
    findings = tuple(resolved(finding, built.sources) for finding in built.findings)
    return Done(
        task.name,
        findings,
        _pointed_into(findings, built.texts),
        built.readable,
        built.files,
        dict(built.page_counts),
        time.process_time() - start,
    )


def _pointed_into(findings: tuple[Finding, ...], texts: Mapping[str, str]) -> dict[str, str]:
    """Give the texts that the findings' spans need; the others need not travel."""
    spans = (place.span for finding in findings for place in (finding.place, *finding.also))
    return {span.file: texts[span.file] for span in spans if span is not None and span.file in texts}
