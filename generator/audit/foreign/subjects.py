"""Promises of every kind against those of a project: told by the words of what they are for, not by their kind."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from generator.audit.foreign.against import HELD, differing
from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding
from generator.audit.text import Block, Commitment, Confidence, Provenance
from generator.commitments.lattice import Strictness, strictness
from generator.commitments.promise import Promise
from generator.model.commitments import Kind, Role
from generator.zh.errors import FormError
from generator.zh.money import Money
from generator.zh.quantity import Family, Quantity, parse, review_equal
from generator.zh.scan import Comparator

_LEAST, _SURE = 0.75, 0.99
"""How many of the words of a subject must stand in the clause: of one of its kind, of any kind."""
_STOPS = re.compile("[。；;！？\n，,：:]")
_CLAUSES = 2
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class _Subject:
    """A promise of the project and the words of what it is for."""

    promise: Promise
    pairs: frozenset[str]
    items: tuple[str, ...]


def subjects_as_in_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give the promises whose words are those of one promise of the project and whose value is none of its kind."""
    subjects = _subjects(case.project.promises if case.project else ())
    for each in case.commitments if subjects else ():
        if each.provenance is Provenance.OWN and each.confidence is not Confidence.NONE and each.kind not in HELD:
            meant = _meant(case, each, subjects)
            if meant and not any(_agrees(each, one.promise) for one in meant):
                promises = [one.promise for one in meant]
                yield differing(case, each, promises, is_sure=len(promises) == 1, is_unit=False)


def _subjects(promises: Sequence[Promise]) -> list[_Subject]:
    return [
        _Subject(each, _pairs(each.subject), _items(each))
        for each in promises
        if isinstance(each.value, Quantity | Money) and each.scope.role is not Role.TRIGGER
    ]


def _items(promise: Promise) -> tuple[str, ...]:
    sides = (promise.scope.item, promise.scope.channel, promise.scope.condition)
    return tuple(tag.name for side in sides for tag in side or ())


def _pairs(words: str) -> frozenset[str]:
    return frozenset(one + other for one, other in pairwise(words) if (one + other).isalnum())


def _meant(case: Case, each: Commitment, subjects: Sequence[_Subject]) -> list[_Subject]:
    """Give the promises of the project that have the most words of the clause, all of one sort of value."""
    context = _context(case, each)
    here = _pairs(context)
    found = []
    for one in subjects:
        like = len(one.pairs & here) / max(1, len(one.pairs))
        least = _LEAST if one.promise.kind is each.kind else _SURE
        if like >= least and _is_comparable(each, one.promise) and all(_names(item, context) for item in one.items):
            found.append((len(one.items), like, len(one.pairs), one))
    if not found or (each.kind is not Kind.SUPPLY_COUNT and max(length for *_, length, _ in found) < _FEWEST):
        return []
    best = max(rank[:3] for rank in found)
    return [one for *rank, one in found if tuple(rank) == best]


def _context(case: Case, each: Commitment) -> str:
    """Give the clauses that end with a promise and what heads its row."""
    begin, _ = case.sentence(each.start, each.end)
    clauses = [words for words in _STOPS.split(case.simplified(begin, each.start)) if words][-_CLAUSES:]
    return "".join((*case.heads(each.block), *clauses, case.simplified(each.start, each.end)))


def _names(item: str, context: str) -> bool:
    return item in context or any(part in context for part in item.split() if len(part) >= _FEWEST)


def _is_comparable(each: Commitment, promise: Promise) -> bool:
    said, meant = each.quantity, promise.value
    if isinstance(said, Money) and isinstance(meant, Money):
        return said.per == meant.per
    if isinstance(said, Quantity) and isinstance(meant, Quantity):
        return said.family is meant.family and (said.family is not Family.COUNT or said.unit == meant.unit)
    return False


def _agrees(each: Commitment, promise: Promise) -> bool:
    said, meant = each.quantity, promise.value
    if isinstance(said, Quantity) and isinstance(meant, Quantity) and review_equal(said, meant):
        return True
    return said is not None and strictness(said, meant, promise.stricter) is Strictness.SAME


# --- rows of things ---------------------------------------------------------------------------------------------------


def rows_as_in_the_project(case: Case) -> Iterator[AuditFinding]:
    """Give the figures in the rows of things that the project lists with another figure of the same unit."""
    things = _things(case.project.promises if case.project else ())
    for row in _rows(case.text.blocks) if things else ():
        names = {block.text.strip() for block in row}
        for name in names & things.keys():
            for promise in things[name]:
                said = [(block, value) for block in row if (value := _figure(block.text, promise)) is not None]
                if len(said) == 1 and strictness(said[0][1], promise.value, promise.stricter) is not Strictness.SAME:
                    block, value = said[0]
                    yield differing(case, _as_said(block, value, promise), [promise], is_sure=True, is_unit=False)


def _things(promises: Sequence[Promise]) -> dict[str, list[Promise]]:
    """Give the one promise of a unit that the project makes for each thing, by the names of the thing."""
    by_name: dict[str, list[Promise]] = {}
    for each in promises:
        if isinstance(each.value, Quantity) and each.value.family is Family.COUNT:
            for tag in each.scope.item or ():
                for name in {tag.name, *tag.name.split()}:
                    by_name.setdefault(name, []).append(each)
    return {name: several for name, several in by_name.items() if len({_unit(one) for one in several}) == len(several)}


def _unit(promise: Promise) -> str:
    return promise.value.unit if isinstance(promise.value, Quantity) else ""


def _rows(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    rows: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.cell:
            rows.setdefault((block.cell.table, block.cell.row), []).append(block)
    return iter(rows.values())


def _figure(words: str, promise: Promise) -> Quantity | None:
    """Give the figure of a cell where it is of the unit of a promise."""
    try:
        value = parse("".join(words.split()))
    except FormError:
        return None
    meant = promise.value
    is_same = isinstance(meant, Quantity) and value.family is meant.family and value.unit == meant.unit
    return value if is_same else None


def _as_said(block: Block, value: Quantity, promise: Promise) -> Commitment:
    comparator = Comparator.BARE
    return Commitment(promise.kind, value, comparator, block.number, block.start, block.end, block.text)
