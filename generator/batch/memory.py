"""What a build of a task remembers: the documents of the one before, and the state it leaves for the next."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path

from generator.batch.changes import printed_changes
from generator.batch.plan import choices, project_name
from generator.batch.state import BuildState, digests_in, read_state, state_json, state_path
from generator.batch.surroundings import surroundings
from generator.batch.task import Task, pointed_into
from generator.finding import Finding, Severity
from generator.load.asked import Asked
from generator.report.kept import Ending, Kept
from generator.report.signing import SIGNING_JSON, SIGNING_XLSX

TRACE = "trace.json"
_LISTS = (SIGNING_JSON, SIGNING_XLSX)


@dataclass(slots=True)
class TaskMemory:
    """The memory of one build: the state before it, and, when it has ended, what it made and what changed."""

    task: Task
    asked: Asked
    digests: dict[str, str] = field(default_factory=dict)
    changes: tuple[str, ...] = ()
    _before: BuildState | None = None

    def __post_init__(self) -> None:
        """Read what the build before left."""
        self._before = read_state(state_path(self.task.output))

    @property
    def is_new(self) -> bool:
        """Whether no build is known that wrote into this output folder."""
        return self._before is None

    def kept(self, key: str) -> Kept | None:
        """Give the documents made from the same by the same programs, if they are as they were written."""
        before = self._before
        if before is None or self.task.force or before.key != key or _has_errors(before.making):
            return None
        if dict(before.surroundings) != dict(surroundings(self.task.wanted)) or not _intact(before, self.task.output):
            return None
        return _read(before, self.task.output)

    def added(self, ending: Ending) -> Mapping[Path, bytes]:
        """Give the state."""
        self.digests = {name: sha256(data).hexdigest() for name, data in ending.files.items()}
        if self.task.explain:
            self.changes = printed_changes(_bytes(self.task.output / TRACE), ending.files[TRACE])
        return {state_path(self.task.output): state_json(self._state(ending))}

    def _state(self, ending: Ending) -> BuildState:
        task = self.task
        earlier = {**self._before.former, **self._before.outputs} if self._before else {}
        return BuildState(
            workspace=_way(task.output, task.root),
            project=project_name(task),
            choices=choices(task),
            surroundings=surroundings(task.wanted),
            asked=self.asked,
            key=ending.key,
            outputs=self.digests,
            page_counts=ending.page_counts,
            findings=ending.findings,
            making=ending.making,
            shown=tuple(sorted(pointed_into(ending.findings, ending.texts))),
            former={name: digest for name, digest in earlier.items() if name not in self.digests},
        )


def _way(output: Path, root: Path) -> str:
    """Give the way from the output folder to the workspace, so that both may be moved together."""
    try:
        return Path(os.path.relpath(root, output)).as_posix()
    except ValueError:  # on another drive
        return root.as_posix()


def _intact(state: BuildState, output: Path) -> bool:
    """Tell whether the documents and the trace, which has their pages, are as they were written."""
    names = {*_documents(state).values(), TRACE, *_LISTS}
    needed = {name: digest for name, digest in state.outputs.items() if name in names}
    return digests_in(output, needed) == needed


def _documents(state: BuildState) -> dict[str, str]:
    """Give the documents' names by format."""
    return {form: next(filter(partial(_is_of, form), state.outputs)) for form in state.page_counts}


def _is_of(form: str, name: str) -> bool:
    """Tell whether a file has this format, or is the volume or copy whose name ends so."""
    return name.endswith(form if "." in form else f".{form}")


def _read(state: BuildState, output: Path) -> Kept | None:
    """Read the documents and each value's pages; None where the trace is not as it was written."""
    try:
        pages = {row["number"]: row["pages"] for row in json.loads(_bytes(output / TRACE))}
    except (ValueError, TypeError, KeyError):
        return None
    documents = {form: _bytes(output / name) for form, name in _documents(state).items()}
    lists = {name: _bytes(output / name) for name in _LISTS if name in state.outputs}
    return Kept(documents, state.page_counts, pages, state.making, lists)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:
        return b""


def _has_errors(findings: tuple[Finding, ...]) -> bool:
    return any(finding.severity >= Severity.ERROR for finding in findings)
