"""Finds what is promised without a figure: a replacement unit, on what basis is charged, service without end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.extract.figures import DEADLINES
from generator.audit.extract.passages import Clause, Passage
from generator.audit.extract.vocabulary import Seen, Weight
from generator.model.audit import CueGroupName
from generator.model.commitments import Kind

_PERIOD = frozenset({"month"})


@dataclass(frozen=True, slots=True)
class Term:
    """A promise without a figure; `subject` is the word that tells it."""

    kind: Kind
    start: int
    end: int
    subject: str


def terms(passage: Passage) -> Iterator[Term]:
    """Give the terms of a passage in reading order."""
    if passage.vocabulary.without_figures.search(passage.plain) is None:
        return
    for clause in passage.clauses:
        yield from _bases(passage, clause)
        yield from _endless(passage, clause)
        yield from _replacements(passage, clause)


def _bases(passage: Passage, clause: Clause) -> Iterator[Term]:
    """On what basis is charged: 按成本价, 免收服务费."""
    for word, start, end in passage.words("price_basis", clause.start, clause.end):
        yield Term(Kind.PRICE, start, end, word)


def _endless(passage: Passage, clause: Clause) -> Iterator[Term]:
    """Service without end, or as long as somebody else says: 终身维护, 按原厂保修期执行."""
    for name in _WITHOUT_PERIOD:
        for word, start, _ in passage.words(name, clause.start, clause.end):
            for seen in passage.cues_in(_PERIOD, start, clause.end)[:1]:
                yield Term(seen.cue.kind, start, seen.end, word)


_WITHOUT_PERIOD: tuple[CueGroupName, ...] = ("lifetime", "by_reference")


def _replacements(passage: Passage, clause: Clause) -> Iterator[Term]:
    """A replacement unit, where no figure says when."""
    if not passage.founds_in(clause.start, clause.end):
        for seen in _backups(passage, clause.start, clause.end)[:1]:
            yield Term(Kind.BACKUP_TRIGGER, clause.start, clause.end, seen.cue.word)


def _backups(passage: Passage, start: int, end: int) -> list[Seen]:
    cues = passage.cues_in(DEADLINES, start, end)
    return [seen for seen in cues if seen.cue.kind is Kind.BACKUP_TRIGGER and seen.cue.weight is not Weight.TERM]
