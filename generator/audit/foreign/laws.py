"""Laws between promises of several kinds, and between the rows of a table: what can be kept, and in what order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, product

from generator.audit.foreign.case import Case
from generator.audit.foreign.contradictions import apart, group, shown
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.audit.foreign.stated import Stated
from generator.audit.text import Provenance
from generator.commitments.lattice import Order, Side, Strictness, order, strictness
from generator.finding import Severity
from generator.model.commitments import Kind, Role, Stricter
from generator.zh.quantity import Quantity, review_equal

SEQUENCE, LEVELS, SAME_LEVELS = "A145", "A146", "A147"

_STEPS = ((Kind.RESPONSE, Kind.ARRIVAL), (Kind.ARRIVAL, Kind.RESOLUTION), (Kind.RESPONSE, Kind.RESOLUTION))
_BY_LEVEL = frozenset({Kind.ARRIVAL, Kind.RESOLUTION})
_GRADED = _BY_LEVEL | {Kind.RESPONSE}
_MOST = 80
_FEWEST_ROWS = 3
_FEWEST_REVERSED = 2


def steps_in_order(case: Case) -> Iterator[AuditFinding]:
    """Give the places where a later step is promised before an earlier one: response, arrival, resolution."""
    several = _own(case)
    for first, second in _STEPS:
        for early, late in product(_of(several, first), _of(several, second)):
            if _is_one_case(case, early, late) and _is_later(early, late):
                message = f"{first.label}“{shown(early)}”比{second.label}“{shown(late)}”还长，无法做到"
                yield _finding(case, SEQUENCE, (early, late), message)


def replacement_before_repair(case: Case) -> Iterator[AuditFinding]:
    """Give the places where a replacement unit comes later than the fault is to be mended."""
    several = _own(case)
    for unit, repair in product(_of(several, Kind.BACKUP_TRIGGER), _of(several, Kind.RESOLUTION)):
        if _CONDITION.search(unit.promise.text):
            continue
        is_near = order(unit.claim.scope, repair.claim.scope) is not Order.DISJOINT
        if is_near and unit.claim.scope.role is Role.PROMISE and _is_later(unit, repair):
            message = f"备机“{shown(unit)}”比排除故障“{shown(repair)}”还晚，备机没有作用"
            yield _finding(case, SEQUENCE, (repair, unit), message)


_CONDITION = re.compile("(?:小时|日|天)(?:内?[未不]能|仍|的[，,])")
"""A unit that comes when a fault has lasted so long (24小时的，换上备用设备) is promised at no time."""


def levels_in_order(case: Case) -> Iterator[AuditFinding]:
    """Give the rows of a table in which a graver level has more time than a lighter one, or all levels the same."""
    for columns in _tables(case):
        reversed_order = _is_reversed(columns)
        for column in columns:
            yield from _column(case, column[::-1] if reversed_order else column)


def _own(case: Case) -> tuple[Stated, ...]:
    """Give what is promised; a maker's row of levels beside our own is none of ours."""
    return tuple(each for each in case.stated if each.promise.provenance in {Provenance.OWN, Provenance.DEMAND})


def _of(several: Sequence[Stated], kind: Kind) -> list[Stated]:
    """Give the promises of a kind, each value for each scope once in each block."""
    found = {(each.sort, each.is_cell and each.promise.block): each for each in several if each.promise.kind is kind}
    return list(found.values())[:_MOST]


# --- steps ------------------------------------------------------------------------------------------------------------


def _is_one_case(case: Case, early: Stated, late: Stated) -> bool:
    """Tell whether two promises speak of one fault: of one scope, or each confined and both true of some fault."""
    if early.promise.provenance is not late.promise.provenance or early.marks != late.marks:
        return False
    if early.is_cell and late.is_cell and _row(case, early) != _row(case, late):
        return False
    found = order(early.claim.scope, late.claim.scope)
    if found is Order.EQUAL:
        return early.is_cell == late.is_cell or apart(case, early, late)
    return found is not Order.DISJOINT and _is_confined(early) and _is_confined(late)


def _row(case: Case, each: Stated) -> tuple[int, int]:
    """Give the table and row of a cell; in a table that was run together, its block."""
    cell = case.text.blocks[each.promise.block].cell
    return (cell.table, cell.row) if cell else (-1, each.promise.block)


def _is_confined(each: Stated) -> bool:
    return bool(each.claim.scope.severity or each.claim.scope.region)


def _is_later(early: Stated, late: Stated) -> bool:
    one, other = early.claim.value, late.claim.value
    if isinstance(one, Quantity) and isinstance(other, Quantity) and review_equal(one, other):
        return False
    return strictness(one, other, Stricter.LOWER) is Strictness.LOOSER


# --- levels -----------------------------------------------------------------------------------------------------------


def _tables(case: Case) -> Iterator[list[list[Stated]]]:
    """Give the columns of every table of levels; a column has the rows of one kind and region."""
    tables: dict[object, dict[object, list[Stated]]] = {}
    for each in case.stated:
        if each.is_cell and each.claim.scope.severity and each.promise.kind in _GRADED:
            cell = case.text.blocks[each.promise.block].cell
            table = f"table {cell.table}" if cell else f"block {each.promise.block}"
            tables.setdefault(table, {}).setdefault((each.nature, each.claim.scope.region), []).append(each)
    for columns in tables.values():
        yield [_rows(column) for column in columns.values()]


def _rows(column: Sequence[Stated]) -> list[Stated]:
    """Give the first cell of each level."""
    rows: dict[Side, Stated] = {}
    for each in column:
        rows.setdefault(each.claim.scope.severity, each)
    return list(rows.values())


def _is_reversed(columns: Sequence[Sequence[Stated]]) -> bool:
    """Tell whether the lightest level stands first: several columns grow shorter and none grows longer."""
    steps = [{_is_later(one, other) - _is_later(other, one) for one, other in pairwise(column)} for column in columns]
    shorter = [1 in step and -1 not in step for step in steps]
    return sum(shorter) >= _FEWEST_REVERSED and not any(-1 in step for step in steps)


def _column(case: Case, column: Sequence[Stated]) -> Iterator[AuditFinding]:
    kind = column[0].promise.kind
    for grave, light in pairwise(column):
        if _is_later(grave, light):
            message = f"{kind.label}的级别次序颠倒：较重的级别“{shown(grave)}”，较轻的级别“{shown(light)}”"
            yield _finding(case, LEVELS, (grave, light), message)
    if kind in _BY_LEVEL and len(column) >= _FEWEST_ROWS and len({str(each.claim.value) for each in column}) == 1:
        message = f"各个级别的{kind.label}都是“{shown(column[0])}”，分级没有意义"
        yield _finding(case, SAME_LEVELS, column, message)


def _finding(case: Case, code: str, several: Sequence[Stated], message: str) -> AuditFinding:
    """Give a finding; between the cells of a table it is a fact, unless it only asks for a reason."""
    kind, severity = several[-1].promise.kind, Severity.NOTICE if code == SAME_LEVELS else Severity.WARNING
    is_table = all(each.is_cell and case.text.blocks[each.promise.block].cell for each in several)
    certainty = Certainty.FACT if is_table and code != SAME_LEVELS else Certainty.REVIEW
    anchors = case.anchors(each.promise for each in several)
    return AuditFinding(code, Layer.INSIDE, severity, certainty, message, group(kind, code), anchors)
