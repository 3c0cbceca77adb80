"""Audits changed documents and tells which changes were noticed, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from unittest.mock import patch
from zlib import crc32

from generator.audit.extract import vocabulary
from generator.audit.foreign.finding import AuditFinding, Layer
from generator.commitments.catalog import load_catalog
from generator.finding import Finding
from generator.pipeline import auditing
from generator.rules.wording import load_wording
from tests.acceptance.changes import ROOT
from tests.audit.mutation.document import MAIN, RELATIONS, START, TYPES, Document, P, opened, w
from tests.audit.mutation.operator import Mutant
from tests.audit.mutation.operators import CONCERNS, OPERATORS
from tests.audit.mutation.rewrites import REWRITES

OWN, FOREIGN = "own", "foreign"
MODES = (OWN, FOREIGN)
_LONGEST_ANCHOR = 400
"""A finding whose words are longer points to no paragraph."""
_RECORDS = ("customXml/",)
_TOGETHER = 80
"""So many changes in one document of the short run; each of another paragraph."""


def audit(data: bytes, kind: str, folder: Path) -> auditing.Audited:
    """Audit a file that lies alone in a folder, with its project; that and the word lists are read once."""
    file = folder / f"{kind}.docx"
    file.write_bytes(data)
    with (
        patch.object(auditing, "check_project", _check_project),
        patch.object(auditing, "load_wording", _load_wording),
        patch.object(auditing, "load_catalog", _load_catalog),
        patch.object(vocabulary, "load_vocabulary", _load_vocabulary),
    ):
        return auditing.audit_file(ROOT, file, ROOT / "projects" / kind)


_check_project = cache(auditing.check_project)
_load_wording = cache(load_wording)
_load_catalog = cache(load_catalog)
_load_vocabulary = cache(vocabulary.load_vocabulary)


def foreign(document: Document) -> Document:
    """Give a document as if nobody knew where it came from: without the record and the bookmarks of its values."""
    for mark in list(document.tree(MAIN).iter(START)):
        if (mark.get(w("name")) or "").startswith("_v"):
            mark.getparent().remove(mark)
    for part in [name for name in document.parts if name.startswith(_RECORDS)]:
        del document.parts[part]
        document.trees.pop(part, None)
    for part in (RELATIONS, TYPES, "_rels/.rels"):
        for row in list(document.tree(part)):
            if any(name in (row.get("Target") or row.get("PartName") or "") for name in _RECORDS):
                document.tree(part).remove(row)
    return document


# --- what was noticed -------------------------------------------------------------------------------------------------

Told = tuple[str, str, tuple[str, ...]]
"""What makes a finding the same in two files: its code, its message, the words it points to."""


@dataclass(frozen=True)
class Notice:
    """A finding with the places of its words: parts, and paragraphs by number."""

    code: str
    layer: str
    message: str
    places: frozenset[tuple[str, int]]
    quote: str = ""
    told: Told = ("", "", ())

    @property
    def is_sure(self) -> bool:
        return self.layer != Layer.INSIDE


def notices(audited: auditing.Audited) -> list[Notice]:
    """Give everything that was found in a file."""
    return [*(_of_text(audited, each) for each in audited.told), *map(_of_reading, audited.read)]


def _of_text(audited: auditing.Audited, found: AuditFinding) -> Notice:
    text = audited.text
    assert text is not None
    places = set()
    for anchor in found.anchors:
        if anchor.end - anchor.start <= _LONGEST_ANCHOR:
            for block in text.blocks[anchor.block :]:
                if block.start > anchor.end or (block.start == anchor.end and block.number > anchor.block):
                    break
                place = text.origin.place(block.number, 0)
                places.add((place.part, place.paragraph))
    told = (found.code, found.message, tuple(anchor.text for anchor in found.anchors))
    return Notice(found.code, found.layer.value, found.message, frozenset(places), "", told)


def _of_reading(found: Finding) -> Notice:
    return Notice(
        found.code, Layer.TEXT.value, found.message, frozenset(), found.place.quote, (found.code, found.message, ())
    )


def fresh(found: Iterable[Notice], known: Mapping[Told, int]) -> list[Notice]:
    """Give the findings that the untouched file has not, or not as often."""
    left = Counter(known)
    new = []
    for each in found:
        if left[each.told]:
            left[each.told] -= 1
        else:
            new.append(each)
    return new


def _is_at(notice: Notice, mutant: Mutant, places: frozenset[tuple[str, int]]) -> bool:
    in_part = bool(mutant.part) and any(part == mutant.part for part, _ in notice.places)
    quoted = bool(mutant.quote) and not notice.places and mutant.quote[:40] in notice.quote + notice.message
    return bool(notice.places & places) or in_part or quoted


# --- runs -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Result:
    """Whether one change was noticed, by which findings; `elsewhere` are those that stand in other places."""

    kind: str
    mode: str
    concern: str
    operator: str
    mutant: Mutant
    by: tuple[Notice, ...]
    elsewhere: tuple[Notice, ...] = field(default=(), repr=False)

    @property
    def is_found(self) -> bool:
        return bool(self.by)

    @property
    def is_sure(self) -> bool:
        return any(each.is_sure for each in self.by)


@dataclass(frozen=True)
class Rewritten:
    """What a document that says the same in other words was told of with certainty: nothing, where all is well."""

    kind: str
    mode: str
    rewrite: str
    told: tuple[Notice, ...]


@dataclass
class Bench:
    """A built document with what the untouched file is told of."""

    kind: str
    mode: str
    data: bytes
    folder: Path
    known: Counter[Told] = field(default_factory=Counter)
    first: list[Notice] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.first = notices(self.audited(opened(self.data, self.kind)))
        self.known = Counter(each.told for each in self.first)

    def audited(self, document: Document) -> auditing.Audited:
        return audit((foreign(document) if self.mode == FOREIGN else document).write(), self.kind, self.folder)

    def told_of(self, document: Document) -> list[Notice]:
        """Give what a document is told of that the untouched one is not."""
        return fresh(notices(self.audited(document)), self.known)

    def judged(self, document: Document, done: list[tuple[str, Mutant]]) -> list[Result]:
        """Audit a document in which several changes were made; give the result of each."""
        found = self.told_of(document)
        order = {each: index for index, each in enumerate(document.tree(MAIN).iter(P))}
        results = []
        for name, mutant in done:
            places = frozenset((MAIN, order[each]) for each in mutant.places if each in order)
            by = tuple(each for each in found if _is_at(each, mutant, places))
            other = () if by else tuple(found)
            results.append(Result(self.kind, self.mode, CONCERN[name], name, mutant, by, other))
        return results

    def alone(self, names: Iterable[str], seed: int) -> list[Result]:
        """Make each change in a document of its own."""
        results = []
        for name in names:
            document = opened(self.data, self.kind)
            mutant = OPERATORS[name](document, seeded(seed, name, self.kind))
            results.extend(self.judged(document, [(name, mutant)]) if mutant else [])
        return results

    def rewritten(self, names: Iterable[str], seed: int) -> list[Rewritten]:
        """Make each rewrite in a document of its own."""
        results = []
        for name in names:
            document = opened(self.data, self.kind)
            if REWRITES[name](document, seeded(seed, name, self.kind)):
                told = tuple(each for each in self.told_of(document) if each.is_sure)
                results.append(Rewritten(self.kind, self.mode, name, told))
        return results

    def rewritten_together(self, names: list[str], seed: int) -> Rewritten:
        """Make several rewrites in one document."""
        document = opened(self.data, self.kind)
        for name in names:
            REWRITES[name](document, seeded(seed, name, self.kind))
        told = tuple(each for each in self.told_of(document) if each.is_sure)
        return Rewritten(self.kind, self.mode, "、".join(names), told)

    def together(self, names: list[str], seed: int) -> list[Result]:
        """Make a dozen changes in one document, each in another paragraph."""
        shuffled = seeded(seed, self.kind).sample(names, len(names))
        results = []
        for start in range(0, len(shuffled), _TOGETHER):
            document = opened(self.data, self.kind)
            made = [
                (name, mutant)
                for name in shuffled[start : start + _TOGETHER]
                if (mutant := OPERATORS[name](document, seeded(seed, name, self.kind)))
            ]
            results.extend(self.judged(document, made))
        return results


def seeded(seed: int, *names: str) -> Random:
    return Random(crc32("/".join((str(seed), *names)).encode()))  # noqa: S311 - the same changes every time


CONCERN = {name: concern for concern, table in CONCERNS.items() for name in table}


def recall(results: Iterable[Result], key: Callable[[Result], str]) -> dict[str, tuple[int, int, int]]:
    """Give for every key how many changes were made, noticed, and noticed with certainty."""
    rows: dict[str, list[Result]] = {}
    for each in results:
        rows.setdefault(key(each), []).append(each)
    return {
        name: (len(several), sum(each.is_found for each in several), sum(each.is_sure for each in several))
        for name, several in rows.items()
    }
