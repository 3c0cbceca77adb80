"""Says which projects a build makes anew and why, and which files nobody needs any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.batch.plan import Plan
from generator.batch.prune import Leftover
from generator.batch.task import Done, State


def intentions(plans: Sequence[Plan], found: Sequence[Leftover]) -> str:
    """Say what a build would do."""
    due = sum(plan.done is None for plan in plans)
    total = f"共{len(plans)}个项目：要生成{due}个，未变{len(plans) - due}个。"
    told = (line for plan in plans for line in _intention(plan))
    return _text([*told, total, *_leftover_lines("会删去", found)])


def explanation(done: Sequence[Done]) -> str:
    """Say why each project was built, and which of its printed values changed."""
    return _text(line for one in done for line in _explained(one))


def removals(found: Sequence[Leftover]) -> str:
    """Say what was removed and what was left."""
    return _text(_leftover_lines("已删去", found))


def _intention(plan: Plan) -> Iterator[str]:
    if plan.done is not None:
        yield f"{plan.task.name}：{State.UNCHANGED.value}"
        return
    yield f"{plan.task.name}：要生成"
    yield from (f"  {reason}" for reason in plan.reasons)


def _explained(done: Done) -> Iterator[str]:
    yield f"{done.name}：{done.state.value}"
    yield from (f"  {reason}" for reason in done.reasons)
    if done.changes:
        yield "  印出的值有变化："
        yield from (f"    {change}" for change in done.changes)


def _leftover_lines(verb: str, found: Sequence[Leftover]) -> Iterator[str]:
    for leftover in found:
        if leftover.is_as_written:
            yield f"{verb}：{leftover.file}（{leftover.reason}）"
        else:
            yield f"保留：{leftover.file}（{leftover.reason}，但是有人改动过）"


def _text(lines: Iterator[str] | Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
