"""The auditor notices what goes wrong in a finished document, at its place, and nothing where nothing is wrong.

The ordinary run makes many changes in each of a few documents; BIDGEN_MUTANTS=N makes each of them in a document of its
own, N times over. `python -m tests.audit.mutation` writes the table of docs/audit-mutation.md.
"""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from tests.acceptance.changes import PROJECTS
from tests.audit.mutation.document import Document, P, opened, style, words
from tests.audit.mutation.measure import FOREIGN, MODES, OWN, Bench, Result, Rewritten, recall, seeded
from tests.audit.mutation.operators import CONCERNS, OPERATORS
from tests.audit.mutation.rewrites import REWRITES, XML

SEEDS = int(os.environ.get("BIDGEN_MUTANTS", "0"))
LEAST = {OWN: 0.98, FOREIGN: 0.9}
"""The share of changes that must be noticed at their place."""
LEAST_OF_AN_OPERATOR = 0.9
MOST_FALSE = 0.02

FOREIGN_KINDS = PROJECTS if SEEDS else PROJECTS[:2]

BenchOf = Callable[[str, str], Bench]


def made(bench: Bench, names: list[str]) -> list[Result]:
    if SEEDS:
        return [each for seed in range(SEEDS) for each in bench.alone(names, seed)]
    return bench.together(names, 0)


def missed(results: list[Result]) -> list[str]:
    return [f"{each.kind} {each.operator}: {each.mutant.what}" for each in results if not each.is_found]


def share(results: list[Result]) -> float:
    return sum(each.is_found for each in results) / len(results)


def test_there_are_enough_operators() -> None:
    assert len(OPERATORS) == sum(len(table) for table in CONCERNS.values()) >= 60
    assert len(REWRITES) - 1 >= 30


@pytest.mark.parametrize("kind", PROJECTS)
@pytest.mark.parametrize("mode", MODES)
def test_an_untouched_document_is_told_of_nothing_certain(kind: str, mode: str, bench: BenchOf) -> None:
    told = bench(kind, mode).first
    assert [each.message for each in told if each.is_sure or mode == OWN] == []


@pytest.mark.parametrize("kind", PROJECTS)
def test_what_goes_wrong_in_our_own_document_is_noticed(kind: str, bench: BenchOf) -> None:
    """In the ordinary run each kind of document suffers every other operator."""
    names = list(OPERATORS) if SEEDS else list(OPERATORS)[PROJECTS.index(kind) % 2 :: 2]
    results = made(bench(kind, OWN), names)
    assert len(results) > 0.8 * len(names)
    assert share(results) >= LEAST[OWN], missed(results)
    if SEEDS:
        rows = recall(results, lambda each: each.operator)
        assert {name: row for name, row in rows.items() if row[1] < LEAST_OF_AN_OPERATOR * row[0]} == {}


@pytest.mark.parametrize("kind", FOREIGN_KINDS)
def test_what_goes_wrong_in_a_foreign_document_is_noticed(kind: str, bench: BenchOf) -> None:
    """In the ordinary run each of a few kinds of document suffers a part of the operators."""
    turn = PROJECTS.index(kind)
    names = list(OPERATORS) if SEEDS else list(OPERATORS)[turn :: len(FOREIGN_KINDS)]
    results = made(bench(kind, FOREIGN), names)
    assert share(results) >= LEAST[FOREIGN], missed(results)


@pytest.mark.parametrize(
    ("mode", "kind"), [*((OWN, kind) for kind in PROJECTS), *((FOREIGN, kind) for kind in FOREIGN_KINDS)]
)
def test_what_leaves_the_meaning_is_told_of_nothing_certain(kind: str, mode: str, bench: BenchOf) -> None:
    """In the ordinary run each kind of document suffers a part of the rewrites, several in one document."""
    turn = PROJECTS.index(kind) + (mode == FOREIGN)
    results: list[Rewritten] = []
    if SEEDS:
        results = [each for seed in range(SEEDS) for each in bench(kind, mode).rewritten(REWRITES, seed)]
    else:
        results = [bench(kind, mode).rewritten_together(list(REWRITES)[turn % len(PROJECTS) :: len(PROJECTS)], 0)]
    told = {each.rewrite: [one.message for one in each.told] for each in results if each.told}
    assert len(told) <= MOST_FALSE * len(results), told


@pytest.mark.parametrize("name", XML)
def test_a_rewrite_of_the_xml_leaves_the_words(name: str, bench: BenchOf) -> None:
    document = opened(bench(PROJECTS[0], OWN).data, PROJECTS[0])
    before = said(document)
    assert XML[name](document, seeded(0, name))
    assert said(document) == before


def said(document: Document) -> str:
    """Give the words of the body without what the rewrites may add: bullets, hyphens, blanks, pages of the contents."""
    shown = "".join(words(each) for each in document.body.iter(P) if not style(each).startswith("TOC"))
    return "".join(character for character in shown if character not in " ●-")
