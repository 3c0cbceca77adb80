"""Tells what a promise holds for: level, region, phase, party; from its clause, its heads, and the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.extract.passages import Passage
from generator.audit.text import Provenance
from generator.commitments.lattice import Scope, Side, Tag
from generator.model.audit import CueGroupName
from generator.model.commitments import Force, Party, Phase, Role

_LEVEL = re.compile(
    r"(?<![A-Za-z])(?:S-?|P|L|A-)[0-5](?![0-9])|(?<![分共])(?:[一二三四五六1-6]|I{1,3}|IV|VI?|[A-D甲乙丙丁])[级类]"
    r"|第[一二三四1-4][级类]"
)
_PLACE = re.compile(
    r"[一-鿿]{2,6}?(?:市区|市|省|地区|区县|县|州|镇)(?:范围|区域)?(?:内|外|以内|以外)|^[一-鿿]{2,5}(?:市|省|县|区|州)$"
    r"|[一-鿿、]{2,12}?(?:周边区域|周边地区|片区|范围内|范围外|区域内|区域外)"
)
_DISTANCE = re.compile(r"[0-9]+(?:公里|km|千米)(?:以)?[内外]")
_FIGURES_BEFORE = 12
_FIGURES = str.maketrans("一二三四五六", "123456")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a promise stands.

    Words before `since`, the end of the figure before it of the same kind, tell of that one: 城区1小时、近郊2小时.
    Words up to `until` tell of it where its act stands there: 2小时内排除重大故障.
    """

    position: int
    since: int = 0
    until: int = 0


def scope(passage: Passage, spot: Spot, provenance: Provenance, force: Force, *, role: Role = Role.PROMISE) -> Scope:
    """Give the scope of a promise."""
    return Scope(
        severity=_side(passage, spot, "severity", (_LEVEL,)),
        region=_side(passage, spot, "region", (_PLACE, _DISTANCE)),
        condition=_side(passage, spot, "condition", ()),
        phase=_phase(passage, spot.position),
        party=_PARTIES.get(provenance, Party.OURS),
        role=role,
        force=force,
    )


_PARTIES = {Provenance.MAKER: Party.MANUFACTURER, Provenance.BUYER: Party.BUYER}


def _side(passage: Passage, spot: Spot, name: CueGroupName, forms: tuple[re.Pattern[str], ...]) -> Side:
    """Give what confines one side: named nearest before the figure in its sentence, else by the nearest head."""
    own, *before = _before(passage, spot)
    after = passage.plain[spot.position : spot.until]
    for plain in (own, after, *before, *_above(passage)):
        names = _names(passage, plain, name, forms)
        if names:
            return frozenset(Tag(_identity(each), each) for each in names)
    return None


def _before(passage: Passage, spot: Spot) -> Iterator[str]:
    """Give the stretches of the sentence before a figure, the nearest first: of its clause, then between figures."""
    begin, _ = passage.sentence_span(spot.position)
    if spot.since and _NAME.search(passage.plain, spot.since, spot.position):
        begin = spot.since
    edges = [each.end for each in passage.founds_in(begin, spot.position)[-_FIGURES_BEFORE:]]
    end = max([begin, passage.clause(spot.position).start, *edges])
    yield passage.plain[end : spot.position]
    for edge in sorted({begin, *edges} - {end}, reverse=True):
        yield passage.plain[edge:end]
        end = edge


_NAME = re.compile("[一-鿿]")


def _above(passage: Passage) -> tuple[str, ...]:
    """Give the heads, those of the row and the column first."""
    heads = sorted(passage.heads, key=lambda head: not (head.is_column or head.is_row))
    return tuple(head.plain for head in heads)


def _names(passage: Passage, plain: str, name: CueGroupName, forms: tuple[re.Pattern[str], ...]) -> list[str]:
    words = [hit[0] for hit in passage.vocabulary.group(name).hits(plain)]
    formed = [found[0] for form in forms for found in form.finditer(plain)]
    return list(dict.fromkeys([*(word for word in words if not any(word in each for each in formed)), *formed]))


def _identity(name: str) -> str:
    return name.translate(_FIGURES)


def _phase(passage: Passage, position: int) -> Phase:
    sentence, _ = passage.sentence_span(position)
    own = passage.plain[sentence : passage.clause(position).end]
    for plain in (own, *(head.plain for head in passage.heads)):
        phase = _phase_of(passage, plain)
        if phase:
            return phase
    return Phase.IN_WARRANTY


def _phase_of(passage: Passage, plain: str) -> Phase | None:
    for name, phase in _PHASES:
        if passage.vocabulary.group(name).has(plain):
            return phase
    return None


_PHASES: tuple[tuple[CueGroupName, Phase], ...] = (
    ("after_warranty", Phase.AFTER_WARRANTY),
    ("in_warranty", Phase.IN_WARRANTY),
    ("before_acceptance", Phase.BEFORE_ACCEPTANCE),
)
