"""Random edits of a workspace: an incremental build gives what a full one gives, and makes no document for nothing."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from generator.batch.plan import in_order, planned
from generator.batch.task import Done, State, Task, run
from generator.finding import Finding
from tests.batch.edits import DAMAGE, EDITS, PROJECTS, Bench, bench, mend

ROUNDS = int(os.environ.get("BIDGEN_EDITS", "30"))
MOST_NEEDLESS = 0.05
STAYS_BROKEN = 0.3


@dataclass(slots=True)
class Seen:
    """Edits after which a document was another, was the same, and was written although it was the same."""

    changed: list[str] = field(default_factory=list)
    same: list[str] = field(default_factory=list)
    needless: list[str] = field(default_factory=list)


@pytest.mark.no_cover  # whole builds: other tests measure which lines make them
@pytest.mark.parametrize("seed", [20261122])
def test_an_incremental_build_equals_a_full_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    made, seen = bench(tmp_path, seed), Seen()
    assert [one.state for one in build(made.tasks("output"))] == [State.NEW] * PROJECTS
    edits: list[str] = []
    is_sound = True
    for _ in range(ROUNDS):
        edit = made.random.choice(EDITS) if is_sound or made.random.random() < STAYS_BROKEN else mend
        edit(made)
        edits.append(edit.__name__)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", made.epoch)
        is_sound = agree(made, seen, edits)
    assert len(seen.changed) >= ROUNDS / 4, edits
    assert len(seen.needless) <= MOST_NEEDLESS * len(seen.same), (seen.needless, edits)


def agree(made: Bench, seen: Seen, edits: list[str]) -> bool:
    """Build what changed, then everything elsewhere, and compare; tell whether no project has an error."""
    tasks = made.tasks("output")
    before = {task: outputs(task) for task in tasks}
    done = build(tasks)
    full = build(tuple(replace(task, force=True) for task in made.tasks("full")))
    for task, one, whole in zip(tasks, done, full, strict=True):
        assert described(one) == described(whole), edits
        now = outputs(task)
        if whole.files:
            full_now = outputs(replace(task, output=whole.files[0].parent))
            assert {name: now.get(name) for name in full_now} == full_now, edits
        if edits[-1] not in DAMAGE:
            count(one, before[task], now, seen, edits[-1])
    shutil.rmtree(made.root / "full", ignore_errors=True)
    return all(one.files for one in full)


def count(done: Done, before: dict[str, bytes], now: dict[str, bytes], seen: Seen, edit: str) -> None:
    documents = {name for name in now if name.endswith((".docx", ".pdf"))}
    written = {file.name for file in done.files} & documents
    (seen.changed if any(before.get(name) != now[name] for name in written) else seen.same).append(edit)
    seen.needless.extend(edit for name in written if before.get(name) == now[name])


def build(tasks: tuple[Task, ...]) -> tuple[Done, ...]:
    plans = planned(tasks)
    return in_order(plans, [run(plan.task) for plan in plans if plan.done is None])


def outputs(task: Task) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in task.output.glob("*") if file.is_file()}


def described(done: Done) -> tuple[tuple[Finding, ...], bool, dict[str, int], dict[str, str]]:
    """Give what the user is told: findings with their spans, pages, and the lines under the carets."""
    return done.findings, done.readable, dict(done.page_counts), dict(done.texts)
