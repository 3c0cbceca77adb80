"""What the report says, gathered once for the tree and for the sheets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.report.review import policy
from generator.report.review.case import Case
from generator.report.review.demands import Answered, answer_paths, answered
from generator.report.review.policy import Record
from generator.report.review.problems import Problem, problems
from generator.report.review.quotes import printing
from generator.zh.dates import long


@dataclass(frozen=True, slots=True)
class Content:
    """A case with its findings told in full, the demands answered, and the records of who decided what."""

    case: Case
    problems: tuple[Problem, ...]
    demands: tuple[Answered, ...]
    approvals: tuple[Record, ...]
    overrides: tuple[Record, ...]
    waivers: tuple[Record, ...]


def content_of(case: Case) -> Content:
    """Gather what the report says."""
    printed = printing(case, _paths(case))
    return Content(
        case,
        problems(case, printed),
        answered(case, printed),
        policy.approvals(case),
        policy.overrides(case),
        policy.waivers(case),
    )


def identity(case: Case) -> tuple[tuple[str, str], ...]:
    """Give what tells this bid from others, label and words; what is not known is empty."""
    bid = case.bid
    shared = (("文件种类", case.kind), ("版式", case.style))
    version = ("检查程序", f"bidgen {case.versions['bidgen']}")
    if bid is None:
        return (("项目文件夹", case.folder), *shared, version)
    project = bid.project
    package = f"（{project.package}）" if project.package else ""
    return (
        ("项目编号", f"{project.number}{package}"),
        ("采购人", project.buyer),
        ("投标人", bid.company.name),
        *shared,
        ("资料日期", long(project.date)),
        ("开标日期", long(project.opening) if project.opening else ""),
        version,
    )


def _paths(case: Case) -> Iterator[str]:
    """Give the key paths the report asks printed words for."""
    for finding in case.findings:
        yield from (place.path for place in (finding.place, *finding.also))
    if case.bid is not None:
        yield from answer_paths(case.bid)
