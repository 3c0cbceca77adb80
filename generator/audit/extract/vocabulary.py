"""The vocabulary of extraction: read from `catalogs/audit/`, typed, and made into patterns once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cached_property, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.audit import CueGroup, CueGroupName, KindCues, PhraseGroup
from generator.model.commitments import Kind
from generator.model.wording import Brand, Variants
from generator.source import SourceMap, child_path
from generator.zh.fold import fold

MALFORMED = "S186"
"""S186: a vocabulary of the auditor (kinds, words or phrases in catalogs/audit/) is not of the form it must have."""

KINDS, WORDS, PHRASES, VARIANTS, BRANDS = (
    "catalogs/audit/kinds.yaml",
    "catalogs/audit/words.yaml",
    "catalogs/audit/phrases.yaml",
    "catalogs/variants.yaml",
    "catalogs/brands.yaml",
)
_HINT = "可以参照自带的同名清单。"
_GAP = r"[^,;。:!?\n]{0,10}?"
_NEAR = r"[^。；：！？\n]{0,8}"
_PHRASES = re.compile("‹([a-z_]+)›")
WITHOUT_FIGURES: tuple[CueGroupName, ...] = ("price_basis", "lifetime", "by_reference")
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
    """Words compiled to one pattern; every hit tells which word it is, the longest where several begin together.

    Only the words with a gap have groups in the pattern: any other word is what was found.
    """

    pattern: re.Pattern[str]
    words: tuple[str, ...]
    allowed: frozenset[str] = frozenset()
    gapped: tuple[str, ...] = ()

    def hits(self, plain: str, start: int = 0, end: int | None = None) -> list[tuple[str, int, int]]:
        """Give each word found with its place, none overlapping another."""
        found = self.pattern.finditer(plain, start, len(plain) if end is None else end)
        gapped = self.gapped
        hits = [(gapped[hit.lastindex - 1] if hit.lastindex else hit[0], *hit.span()) for hit in found]
        return [hit for hit in hits if hit[0] not in self.allowed] if self.allowed else hits

    def has(self, plain: str, start: int = 0, end: int | None = None) -> bool:
        """Tell whether one of the words stands there."""
        if self.allowed:
            return bool(self.hits(plain, start, end))
        return self.pattern.search(plain, start, len(plain) if end is None else end) is not None


@dataclass(frozen=True, slots=True)
class CueLexicon:
    """The cues that figures of certain families may have; a word without a cue says nothing, and hides those within.

    The words stand by their first two characters (one, where only one is sure), the longest first: to look them up is
    as fast as a pattern of a thousand words, and a pattern would take longer to compile than a bid takes to read.
    """

    begun: Mapping[str, Sequence[Sought]]

    def seen(self, plain: str) -> tuple[Seen, ...]:
        """Give every cue of a folded text in reading order, none overlapping another."""
        found: list[Seen] = []
        begun, at, last = self.begun, 0, len(plain)
        while at < last:
            for each in begun.get(plain[at : at + 2]) or begun.get(plain[at]) or ():
                if end := each.end(plain, at):
                    if each.cue:
                        found.append(Seen(each.cue, at, end))
                    at = end - 1
                    break
            at += 1
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Sought:
    """A word that may tell a kind; one with a gap is found by its pattern, and begins with the characters before it."""

    word: str
    cue: Cue | None
    begins: str
    pattern: re.Pattern[str] | None = None

    def end(self, plain: str, at: int) -> int:
        """Give where the word ends that begins here; 0 where it does not."""
        if self.pattern is None:
            return at + len(self.word) if plain.startswith(self.word, at) else 0
        found = self.pattern.match(plain, at)
        return found.end() if found else 0


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """Everything extraction knows of words."""

    kinds: tuple[KindCues, ...]
    groups: Mapping[CueGroupName, Lexicon]
    variants: Mapping[int, str]
    brands: Lexicon
    phrases: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    _cues: dict[frozenset[str], CueLexicon] = field(default_factory=dict)
    _patterns: dict[str, re.Pattern[str]] = field(default_factory=dict)

    def pattern(self, source: str) -> re.Pattern[str]:
        """Give a pattern in which `‹name›` stands for the words of a list of `phrases.yaml`, compiled once."""
        if source not in self._patterns:
            self._patterns[source] = re.compile(_PHRASES.sub(lambda name: self._any_phrase(name[1]), source))
        return self._patterns[source]

    def _any_phrase(self, name: str) -> str:
        """Give a pattern for the words of a list; most characters begin none of them, which one look ahead tells."""
        words = sorted(self.phrases.get(name, ()), key=len, reverse=True)
        if not words:
            return "(?!)"
        first = "".join(sorted({word[0] for word in words}))
        return f"(?:(?=[{re.escape(first)}])(?:{'|'.join(re.escape(word).replace('…', _NEAR) for word in words)}))"

    @cached_property
    def _sought(self) -> tuple[tuple[Sought, ...], ...]:
        return tuple(map(_sought_of, self.kinds))

    @cached_property
    def without_figures(self) -> re.Pattern[str]:
        """One of the words that promise something without a figure: a basis of charging, no end, a replacement unit."""
        backups = [each for row in self._sought for each in row if each.cue and each.cue.kind is Kind.BACKUP_TRIGGER]
        words = [_GAP.join(map(re.escape, _GAPS.split(each.word))) for each in backups]
        lists = [self.group(name).pattern.pattern for name in WITHOUT_FIGURES]
        return re.compile("|".join((*words, *lists)))

    def group(self, name: CueGroupName) -> Lexicon:
        """Give a list of words; an empty one where the catalog has none of this name."""
        return self.groups.get(name, _NO_WORDS)

    def cues(self, families: frozenset[str]) -> CueLexicon:
        """Give the cues that a figure of one of these families may have."""
        if families not in self._cues:
            neutral = self.groups["neutral"].words if "neutral" in self.groups else ()
            rows = [each for row, each in zip(self.kinds, self._sought, strict=True) if families & set(row.families)]
            self._cues[families] = _cues_of(rows, neutral)
        return self._cues[families]


_NO_WORDS = Lexicon(re.compile("(?!)"), ())


def load_vocabulary(root: Path) -> Outcome[Vocabulary]:
    """Read the vocabulary of the workspace `root`, or the built-in one; findings S001-S025 and S186."""
    kinds = _rows(root, KINDS, TypeAdapter(tuple[KindCues, ...]))
    words = _rows(root, WORDS, TypeAdapter(tuple[CueGroup, ...]))
    variants = _rows(root, VARIANTS, TypeAdapter(tuple[Variants, ...]))
    brands = _rows(root, BRANDS, TypeAdapter(tuple[Brand, ...]))
    phrases = _rows(root, PHRASES, TypeAdapter(tuple[PhraseGroup, ...]))
    findings = (*kinds.findings, *words.findings, *variants.findings, *brands.findings, *phrases.findings)
    if kinds.value is None or words.value is None or phrases.value is None:
        return Outcome(None, findings)
    rows = (kinds.value, words.value, variants.value or (), brands.value or (), phrases.value)
    return Outcome(vocabulary_of(*rows), findings)


def vocabulary_of(
    kinds: tuple[KindCues, ...],
    groups: tuple[CueGroup, ...],
    variants: tuple[Variants, ...] = (),
    brands: tuple[Brand, ...] = (),
    phrases: tuple[PhraseGroup, ...] = (),
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
        MappingProxyType({group.id: group.words for group in phrases}),
    )


def _cues_of(rows: Iterable[Iterable[Sought]], neutral: tuple[str, ...]) -> CueLexicon:
    """Put together the words of some kinds; of two kinds with one word the first has it."""
    sought: dict[str, Sought] = {}
    for row in rows:
        for each in row:
            sought.setdefault(each.word, each)
    for word in neutral:
        sought.setdefault(word, _sought(word, None))
    return CueLexicon(MappingProxyType(_begun(sorted(sought.values(), key=_longest_first))))


def _sought_of(row: KindCues) -> tuple[Sought, ...]:
    lists = ((Weight.TERM, row.terms), (Weight.ACT, row.acts), (Weight.WEAK, row.weak))
    return tuple(_sought(_folded(word), Cue(row.kind, word, weight)) for weight, words in lists for word in words)


def _sought(word: str, cue: Cue | None) -> Sought:
    parts = _GAPS.split(word)
    pattern = re.compile(_GAP.join(map(re.escape, parts))) if len(parts) > 1 else None
    return Sought(word, cue, parts[0][:2], pattern)


def _begun(words: Sequence[Sought]) -> dict[str, list[Sought]]:
    """Put words by their first two characters; one of which only the first is sure stands under all that begin so."""
    short: dict[str, list[Sought]] = {}
    begun: dict[str, list[Sought]] = {}
    for each in words:
        (begun if len(each.begins) > 1 else short).setdefault(each.begins, []).append(each)
    for beginning, held in begun.items():
        if beginning[0] in short:
            held[:] = sorted((*held, *short[beginning[0]]), key=_longest_first)
    return begun | short


def _longest_first(each: Sought) -> tuple[int, str]:
    return -len(each.word), each.word


@lru_cache(maxsize=10_000)
def _folded(word: str) -> str:
    """Fold a word once: a kind's words are compiled with those of several families of figures."""
    return fold(word).plain


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(_folded, words))


def _lexicon(words: Iterable[str], allowed: frozenset[str] = frozenset()) -> Lexicon:
    """Compile words so that only those that begin with the character at hand are tried."""
    by_first: dict[str, list[str]] = {}
    for word in sorted({*words, *allowed}, key=lambda word: (-len(word), word)):
        by_first.setdefault(word[0], []).append(word)
    branches = [f"{re.escape(first)}(?:{'|'.join(map(_rest, group))})" for first, group in by_first.items()]
    order = tuple(word for group in by_first.values() for word in group)
    gapped = tuple(word for word in order if _GAPS.search(word, 1))
    return Lexicon(re.compile("|".join(branches) or "(?!)"), order, allowed, gapped)


def _rest(word: str) -> str:
    """Give the pattern of a word after its first character, as a group where it has a gap."""
    parts = _GAPS.split(word[1:])
    return f"({_GAP.join(map(re.escape, parts))})" if len(parts) > 1 else re.escape(word[1:])


_GAPS = re.compile(r"…|\.\.\.")


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
