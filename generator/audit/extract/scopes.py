"""Tells what a promise holds for: level, region, phase, party; from its clause, its heads, and the words before it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from generator.audit.extract.matrix import place_in_row
from generator.audit.extract.passages import Passage
from generator.audit.text import Provenance
from generator.commitments.lattice import Scope, Side, Tag
from generator.model.audit import CueGroupName, ValueFamily
from generator.model.commitments import Force, Party, Phase, Role

_LEVEL = re.compile(
    r"(?<![A-Za-z])(?:S-?|P|L|A-)[0-5](?![0-9])|(?<![分共])(?:(?:[一二三四五六1-6]|I{1,3}|IV|VI?|[A-D甲乙丙丁])[、和及]){0,5}(?:[一二三四五六1-6]|I{1,3}|IV|VI?|[A-D甲乙丙丁])[级类]"
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
        item=_item(passage),
        channel=_channel(passage),
        condition=_side(passage, spot, "condition", ()),
        phase=_phase(passage, spot.position),
        party=_PARTIES.get(provenance, Party.OURS),
        role=role,
        force=force,
    )


def _channel(passage: Passage) -> Side:
    """Give the ways of service that the nearest head names: a row 电话支持, a heading 远程服务."""
    for plain in _above(passage):
        names = _names(passage, plain, "channel", ())
        if names and not _ON_CALL.search(plain):
            return frozenset(Tag(each, each) for each in names)
    return None


_ON_CALL = re.compile("接到|收到|后")
"""电话 as what is waited for: 接到电话后."""


def _item(passage: Passage) -> Side:
    """Give the thing that the head of the row, or the words that lead a list in, name."""
    for head in passage.heads:
        is_leading = head.is_row or (head.block.label and head.block.text.endswith((":", "：")))
        name = head.plain.rstrip(":")
        if is_leading and _names_thing(passage, name):
            return frozenset({Tag(name, name)})
    return None


def _names_thing(passage: Passage, plain: str) -> bool:
    """Tell whether a head is the name of a thing: no level, place, case or act, nothing general."""
    vocabulary = passage.vocabulary
    is_known = any(vocabulary.group(name).has(plain) for name in _NO_THINGS) or _LEVEL.search(plain)
    return bool(_THING.fullmatch(plain)) and not is_known and not vocabulary.cues(_ALL_FAMILIES).seen(plain)


_THING = re.compile("[一-鿿A-Za-z][一-鿿A-Za-z0-9()、/-]{1,15}")
_ALL_FAMILIES = frozenset(get_args(ValueFamily))
_NO_THINGS: tuple[CueGroupName, ...] = (
    *("severity", "region", "condition", "channel", "general", "fault"),
    *("after_warranty", "in_warranty", "before_acceptance"),
)


_PARTIES = {Provenance.MAKER: Party.MANUFACTURER, Provenance.BUYER: Party.BUYER}


def _side(passage: Passage, spot: Spot, name: CueGroupName, forms: tuple[re.Pattern[str], ...]) -> Side:
    """Give what confines one side: named nearest before the figure in its sentence, else by the nearest head."""
    own, *before = _before(passage, spot)
    place = place_in_row(passage, spot.position)
    after = passage.plain[spot.position : spot.until]
    for plain in (own, after, *before, *_above(passage)):
        names = _names(passage, plain, name, forms)
        if place and len(names) == place[1]:
            names = [names[place[0]]]
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
    formed = [each for form in forms for found in form.finditer(plain) for each in _each(found[0])]
    return list(dict.fromkeys([*(word for word in words if not any(word in each for each in formed)), *formed]))


def _each(name: str) -> list[str]:
    """Give the levels that one word names: 一、二、三级."""
    *others, last = re.split("[、和及]", name) if _ROW_OF_LEVELS.fullmatch(name) else [name]
    return [*(f"{other}{last[-1]}" for other in others), last]


_ROW_OF_LEVELS = re.compile("(?:[一二三四五六1-6IVA-D]{1,3}[、和及])+[一二三四五六1-6IVA-D]{1,3}[级类]")


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
