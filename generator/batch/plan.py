"""Which projects are to be built and why: what an earlier build was made from is looked up again, and nothing more."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.batch.state import BuildState, digests_in, read_state, state_path
from generator.batch.surroundings import surroundings
from generator.batch.task import Done, State, Task
from generator.load.answers import Answers
from generator.load.asked import Kind, Question
from generator.load.files import read_for_display
from generator.load.resources import BUILTIN

FORCED = "要求重新生成（--force）"
NEVER_BUILT = "还没有生成过"
HAD_ERRORS = "上次生成时有错误"
NAMES_CHANGED = "工作区里其他公司、项目的名称有变化"
MODELS_CHANGED = "工作区里产品目录的型号有变化"

_CHOICES = {
    "formats": "输出格式",
    "toc_pages": "目录页码的来历",
    "pdf_engine": "排 PDF 的程序",
    "pdf_variant": "PDF 的归档标准",
    "signature_fields": "PDF 的签名域",
    "style": "版式",
    "time": "SOURCE_DATE_EPOCH",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A task with what became of it where nothing is to be done, else with the reasons to build it."""

    task: Task
    done: Done | None = None

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why the task must be run, in Chinese; nothing where it need not be."""
        return self.task.reasons


def planned(tasks: Sequence[Task]) -> tuple[Plan, ...]:
    """Find out which tasks must be run; files that several projects read are looked at once."""
    answers: dict[Path, Answers] = {}
    return tuple(_planned(task, answers.setdefault(task.root, Answers(task.root))) for task in tasks)


def in_order(plans: Sequence[Plan], built: Sequence[Done]) -> tuple[Done, ...]:
    """Give what became of every task, in the order of the plans; `built` are those that were run, in their order."""
    following = iter(built)
    return tuple(plan.done or next(following) for plan in plans)


def choices(task: Task) -> dict[str, str]:
    """Give what the user chose that decides outputs."""
    return {**dict(task.wanted.effective), "style": task.style, "time": os.environ.get("SOURCE_DATE_EPOCH", "")}


def _planned(task: Task, answers: Answers) -> Plan:
    start = time.process_time()
    state = read_state(state_path(task.output))
    reasons = tuple(dict.fromkeys(_reasons(task, state, answers)))
    if reasons or state is None:
        return Plan(replace(task, reasons=reasons))
    return Plan(task, _unchanged(task, state, time.process_time() - start))


def _unchanged(task: Task, state: BuildState, seconds: float) -> Done:
    return Done(
        task.name,
        state.findings,
        read_for_display(task.root, state.shown),
        page_counts=dict(state.page_counts),
        seconds=seconds,
        state=State.UNCHANGED,
        digests=dict(state.outputs),
    )


# --- reasons ---------------------------------------------------------------------------------------------------------


def _reasons(task: Task, state: BuildState | None, answers: Answers) -> Iterator[str]:
    if task.force:
        yield FORCED
    if state is None or state.project != project_name(task):
        yield NEVER_BUILT
        return
    if state.has_errors:
        yield HAD_ERRORS
    yield from _changed_choices(state.choices, choices(task))
    yield from _changed_surroundings(state.surroundings, surroundings(task.wanted))
    yield from _changed_answers(state.asked, answers)
    yield from _changed_outputs(state.outputs, digests_in(task.output, state.outputs))


def project_name(task: Task) -> str:
    """Give the project's file by its path from the workspace, links on the way to it followed."""
    file = task.project.parent.resolve() / task.project.name
    return file.relative_to(task.root).as_posix() if file.is_relative_to(task.root) else file.as_posix()


def _changed_choices(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name, title in _CHOICES.items():
        if name in before and name in now and before[name] != now[name]:
            yield f"选项有变化：{title}由{before.get(name) or '（无）'}改为{now.get(name) or '（无）'}"


def _changed_surroundings(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name, digest in now.items():
        if before.get(name, digest) != digest:
            yield f"{name}与上次不同" + _what_differs(before[name], digest)


def _what_differs(before: str, now: str) -> str:
    """Tell versions that differ; digests say nothing to people."""
    old, new = set(before.split()), set(now.split())
    named = sorted(word for word in new - old if "=" in word)
    return f"（{'、'.join(named)}）" if named else ""


def _changed_outputs(before: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name, digest in before.items():
        if name not in now:
            yield f"输出文件不在了：{name}"
        elif now[name] != digest:
            yield f"输出文件被改动过：{name}"


def _changed_answers(asked: Mapping[Question, str], answers: Answers) -> Iterator[str]:
    """Tell what is answered otherwise today; of a file that was replaced by another only that."""
    today = {question: answers.answer(question) for question in asked}
    changed = {question: now for question, now in today.items() if now != asked[question]}
    replaced = {asked[question] for question in changed if question.kind is Kind.FOUND}
    for question, now in changed.items():
        if not (question.kind is Kind.CONTENT and question.about in replaced):
            yield from _told(question, asked[question], now)


def _told(question: Question, before: str, now: str) -> Iterator[str]:
    match question.kind:
        case Kind.FOUND:
            yield _told_found(question.about, before, now)
        case Kind.CONTENT:
            yield f"改动：{question.about}" if now else f"读不到了：{question.about}"
        case Kind.ENTRIES | Kind.NAMES:
            yield from _told_entries(question.about, before.split("\n"), now.split("\n"))
        case Kind.LENT_NAMES:
            yield NAMES_CHANGED
        case Kind.LENT_MODELS:
            yield MODELS_CHANGED


def _told_found(relative: str, before: str, now: str) -> str:
    if not before:
        return f"新出现：{now}"
    if not now:
        return f"不在了：{relative}"
    own = "工作区里的" if before.startswith(BUILTIN) else "自带的"
    return f"改用{own}{relative}"


def _told_entries(folder: str, before: Sequence[str], now: Sequence[str]) -> Iterator[str]:
    place = folder.partition("/*")[0]
    yield from (f"新出现：{place}/{name}" for name in now if name and name not in before)
    yield from (f"不在了：{place}/{name}" for name in before if name and name not in now)
