"""The vocabulary of extraction: read from `catalogs/audit/`, typed, and made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.audit import CueGroup, CueGroupName, KindCues
from generator.model.commitments import Kind
from generator.model.wording import Brand, Variants
from generator.source import SourceMap, child_path
from generator.zh.fold import fold

MALFORMED = "S186"
"""S186: a vocabulary of the auditor (catalogs/audit/kinds.yaml, words.yaml) is not of the form it must have."""

KINDS, WORDS, VARIANTS, BRANDS = (
    "catalogs/audit/kinds.yaml",
    "catalogs/audit/words.yaml",
    "catalogs/variants.yaml",
    "catalogs/brands.yaml",
)
_HINT = "可以参照自带的同名清单。"
_GAP = r"[^,;。:!?\n]{0,10}?"
T = TypeVar("T")


class Weight(IntEnum):
    """How much a cue says: a name of the figure, an act, an act that says little (完成)."""

    TERM = 0
    ACT = 1
    WEAK = 2


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells a kind."""

    kind: Kind
    word: str
    weight: Weight


@dataclass(frozen=True, slots=True)
class Seen:
    """A cue where it stands in a folded text."""

    cue: Cue
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words compiled to one pattern; every hit tells which word it is, the longest where several begin together."""

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    allowed: frozenset[str] = frozenset()

    def hits(self, plain: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
        """Give each word found with its place, none overlapping another."""
        found = self.pattern.finditer(plain, start, len(plain) if end is None else end)
        hits = ((self.words[(hit.lastindex or 1) - 1], hit.start(), hit.end()) for hit in found)
        return [hit for hit in hits if hit[0] not in self.allowed]

    def has(self, plain: str, start: int = 0, end: int | None = None) -> bool:
        """Tell whether one of the words stands there."""
        return bool(self.hits(plain, start, end))


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The cues that figures of certain families may have; a word without a cue says nothing, and hides those within."""

    lexicon: Lexicon
    cues: Mapping[str, Cue | None]

    def seen(self, plain: str) -> tuple[Seen, ...]:
        """Give every cue of a folded text in reading order."""
        hits = ((self.cues[word], start, end) for word, start, end in self.lexicon.hits(plain))
        return tuple(Seen(cue, start, end) for cue, start, end in hits if cue)


@dataclass(frozen=True, slots=True, eq=False)
class Vocabulary:
    """Everything extraction knows of words."""

    kinds: tuple[KindCues, ...]
    groups: Mapping[CueGroupName, Lexicon]
    variants: Mapping[int, str]
    brands: Lexicon
    _cues: dict[frozenset[str], CueLexicon] = field(default_factory=dict)

    def group(self, name: CueGroupName) -> Lexicon:
        """Give a list of words; an empty one where the catalog has none of this name."""
        return self.groups.get(name, _NO_WORDS)

    def cues(self, families: frozenset[str]) -> CueLexicon:
        """Give the cues that a figure of one of these families may have."""
        if families not in self._cues:
            neutral = self.groups["neutral"].words if "neutral" in self.groups else ()
            self._cues[families] = _cues_of(self.kinds, families, neutral)
        return self._cues[families]


_NO_WORDS = Lexicon(re.compile("(?!)"), ())


def load_vocabulary(root: Path) -> Outcome[Vocabulary]:
    """Read the vocabulary of the workspace `root`, or the built-in one; findings S001-S025 and S186."""
    kinds = _rows(root, KINDS, TypeAdapter(tuple[KindCues, ...]))
    words = _rows(root, WORDS, TypeAdapter(tuple[CueGroup, ...]))
    variants = _rows(root, VARIANTS, TypeAdapter(tuple[Variants, ...]))
    brands = _rows(root, BRANDS, TypeAdapter(tuple[Brand, ...]))
    findings = (*kinds.findings, *words.findings, *variants.findings, *brands.findings)
    if kinds.value is None or words.value is None:
        return Outcome(None, findings)
    return Outcome(vocabulary_of(kinds.value, words.value, variants.value or (), brands.value or ()), findings)


def vocabulary_of(
    kinds: tuple[KindCues, ...],
    groups: tuple[CueGroup, ...],
    variants: tuple[Variants, ...] = (),
    brands: tuple[Brand, ...] = (),
) -> Vocabulary:
    """Compile the lists."""
    by_id = {group.id: group for group in groups}
    pairs = [pair for group in variants for pair in group.pairs]
    pairs += by_id["traditional"].words if "traditional" in by_id else ()
    return Vocabulary(
        kinds,
        MappingProxyType({group.id: _lexicon(_plain(group.words), _plain(group.allowed)) for group in groups}),
        MappingProxyType({ord(pair[0]): pair[1] for pair in pairs if len(pair) == len("繁简")}),
        _lexicon(_plain(name for brand in brands if not brand.generic for name in (brand.name, *brand.words))),
    )


def _cues_of(kinds: tuple[KindCues, ...], families: frozenset[str], neutral: tuple[str, ...]) -> CueLexicon:
    cues: dict[str, Cue | None] = {}
    for row in (row for row in kinds if families & set(row.families)):
        for weight, words in ((Weight.TERM, row.terms), (Weight.ACT, row.acts), (Weight.WEAK, row.weak)):
            for word in words:
                cues.setdefault(fold(word).plain, Cue(row.kind, word, weight))
    for word in neutral:
        cues.setdefault(word, None)
    return CueLexicon(_lexicon(cues), MappingProxyType(cues))


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word).plain for word in words)


def _lexicon(words: Iterable[str], allowed: frozenset[str] = frozenset()) -> Lexicon:
    """Compile words so that only those that begin with the character at hand are tried."""
    by_first: dict[str, list[str]] = {}
    for word in sorted({*words, *allowed}, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    branches, order = [], []
    for first, group in by_first.items():
        rests = "|".join(f"({_pattern(word[1:])})" for word in group)
        branches.append(f"{re.escape(first)}(?:{rests})")
        order += group
    return Lexicon(re.compile("|".join(branches) or "(?!)"), tuple(order), allowed)


def _pattern(word: str) -> str:
    return _GAP.join(map(re.escape, re.split(r"…|\.\.\.", word)))


def _rows(root: Path, file: str, kind: TypeAdapter[tuple[T, ...]]) -> Outcome[tuple[T, ...]]:
    read = read_catalog_list(root, file)
    data, sources = read.value or ((), SourceMap())
    try:
        return Outcome(kind.validate_python(data), read.findings)
    except ValidationError as error:
        return Outcome(None, (*read.findings, *_problems(error, sources, file)))


def _problems(error: ValidationError, sources: SourceMap, file: str) -> Iterable[Finding]:
    stem = Path(file).stem
    for detail in error.errors():
        path = stem
        for part in detail["loc"]:
            path = child_path(path, part)
        message = f"审核用词清单的“{path.removeprefix(stem)}”填写不正确"
        yield Finding(MALFORMED, Severity.ERROR, Place(span=sources.value(path)), message, _HINT)
