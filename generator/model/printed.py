"""What flow charts, forms, demands and overrides name: charts one can follow, key paths that lead to values."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from generator.finding import Finding, Place, Severity
from generator.model.charts import check_process
from generator.model.paths import leaves, locate
from generator.model.record import is_leaf, members
from generator.source import child_path, parent_path
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from generator.model.bid import Bid
    from generator.model.process import PlainField

UNKNOWN_PATH = "S130"
"""S130: a key path leads nowhere."""
NOT_A_VALUE = "S131"
"""S131: a key path leads to a list, a mapping or an absent value, where one value is to be printed."""
FORM_FIELD = "S132"
"""S132: a field of a form lacks what its kind needs, or has what only another kind uses."""


def check_printed(bid: Bid) -> Iterator[Finding]:
    """Give the findings of everything that names a key path."""
    yield from _processes(bid)
    yield from _forms(bid)
    yield from _assessment(bid)
    yield from _demands(bid)


def _processes(bid: Bid) -> Iterator[Finding]:
    for name, process in (bid.service.processes or {}).items():
        path = f"service.processes.{name}"
        yield from check_process(process, path)
        for index, node in enumerate(process.nodes):
            yield from _printed_path(bid, node.limit, f"{path}.nodes[{index}].limit")


def _forms(bid: Bid) -> Iterator[Finding]:
    for name, form in (bid.service.forms or {}).items():
        for index, field in enumerate(form.fields):
            path = f"service.forms.{name}.fields[{index}]"
            yield from _form_field(bid, field, path)
            if field.beside is not None:
                yield from _form_field(bid, field.beside, f"{path}.beside")


def _form_field(bid: Bid, field: PlainField, path: str) -> Iterator[Finding]:
    yield from _printed_path(bid, field.fact, f"{path}.fact")
    if field.kind == "fact" and field.fact is None:
        yield _error(
            FORM_FIELD, path, f"栏目“{field.label}”没有写要印出的事实", "请补写键路径，例如“fact: project.name”。"
        )
    if field.kind == "choice" and len(field.choices) < 2:  # noqa: PLR2004 - one choice is none
        yield _error(FORM_FIELD, path, f"栏目“{field.label}”至少要有两个选项", "请补写“choices: [满意, 不满意]”。")
    if field.kind != "fact" and field.fact is not None:
        hint = "请改为“kind: fact”或者删去。"
        yield _error(FORM_FIELD, f"{path}.fact", f"栏目“{field.label}”不印事实，却写了键路径", hint)
    if field.kind != "choice" and field.choices:
        hint = "请改为“kind: choice”或者删去。"
        yield _error(FORM_FIELD, f"{path}.choices", f"栏目“{field.label}”不是选项栏，却写了选项", hint)


def _assessment(bid: Bid) -> Iterator[Finding]:
    for index, item in enumerate(bid.service.assessment.items if bid.service.assessment else ()):
        yield from _printed_path(bid, item.target, f"service.assessment.items[{index}].target")


def _demands(bid: Bid) -> Iterator[Finding]:
    for index, demand in enumerate(bid.project.demands):
        yield from _existing_path(bid, demand.key, f"project.demands[{index}].key")


def _printed_path(bid: Bid, wanted: str | None, path: str) -> Iterator[Finding]:
    located = locate(bid, wanted) if wanted else None
    if located is None:
        yield from _existing_path(bid, wanted, path)
    elif located.value is None or not is_leaf(located.value):
        what = "没有填写" if located.value is None else "不是单个值"
        hint = "请写到一个已填写的值，例如“project.name”。"
        yield _error(NOT_A_VALUE, path, f"键路径“{wanted}”{what}，无法印出", hint)


def _existing_path(bid: Bid, wanted: str | None, path: str) -> Iterator[Finding]:
    if wanted is None or locate(bid, wanted) is not None:
        return
    known = [child_path(_known_parent(bid, wanted), part) for part, _ in members(_known_value(bid, wanted))]
    near = nearest(wanted, known) or nearest(wanted, [leaf for leaf, _ in leaves(bid)])
    yield _error(UNKNOWN_PATH, path, f"键路径“{wanted}”不存在", f"是不是“{near}”？" if near else "请检查每一级的键名。")


def _known_parent(bid: Bid, wanted: str) -> str:
    parent = parent_path(wanted)
    while parent and locate(bid, parent) is None:
        parent = parent_path(parent)
    return parent


def _known_value(bid: Bid, wanted: str) -> object:
    located = locate(bid, _known_parent(bid, wanted))
    return located.value if located else None


def _error(code: str, path: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(path), message, hint)
