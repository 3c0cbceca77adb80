"""Tells whose word a figure is, whether it binds, and what is none: history, parameters, examples."""

from __future__ import annotations

import re

from generator.audit.extract.passages import Passage
from generator.audit.text import Provenance
from generator.model.audit import CueGroupName
from generator.model.commitments import Force, Kind

_GROUPS: tuple[tuple[CueGroupName, Provenance], ...] = (
    ("example", Provenance.EXAMPLE),
    ("other_customer", Provenance.OTHER_CUSTOMER),
    ("history", Provenance.HISTORY),
    ("parameter", Provenance.PARAMETER),
    ("buyer", Provenance.BUYER),
    ("statute", Provenance.STATUTE),
    ("demand", Provenance.DEMAND),
    ("maker", Provenance.MAKER),
)
_KINDS: dict[Provenance, frozenset[Kind]] = {
    Provenance.HISTORY: frozenset(
        {
            Kind.WARRANTY_PERIOD,
            Kind.SUPPORT_PERIOD,
            Kind.RETENTION_PERIOD,
            Kind.OTHER,
            Kind.HEADCOUNT,
            Kind.UPTIME,
            Kind.TRAINING_COUNT,
        }
    ),
    Provenance.PARAMETER: frozenset({Kind.OTHER, Kind.SERVICE_HOURS, Kind.UPTIME, Kind.HEADCOUNT}),
    Provenance.BUYER: frozenset(Kind) - {Kind.PENALTY},
}
"""Which kinds a list may speak of; 电池保修一年 is no parameter of the battery, 有经验的工程师2小时到场 no history."""
_SERVES = re.compile("公司|将|承诺|提供|原厂|工程师|售后|技术支持")
_SERVICE = re.compile("服务|支持|体系|保障|承诺|保修|售后")


def provenance(passage: Passage, position: int, kind: Kind) -> Provenance:
    """Tell whose word a figure is by its clause, without brackets that it does not stand in."""
    words = _same_level(passage, position)
    if not _OWN_WORD.search(words):
        words += _said_before(passage, position)
    for name, source in _GROUPS:
        if kind in _KINDS.get(source, _ALL_KINDS) and passage.vocabulary.group(name).has(words):
            return source
    return Provenance.MAKER if _serves_by_brand(passage, words) else Provenance.OWN


def _said_before(passage: Passage, position: int) -> str:
    """Give what the clauses before say of whose word follows: 按照国家三包规定，七日内可以退货."""
    begin, _ = passage.sentence_span(position)
    start = passage.clause(position).start
    return "".join(hit[0] for name in _SAID_BEFORE for hit in passage.words(name, begin, start))


_OWN_WORD = re.compile("我方|我司|我公司|本公司|我们|乙方|承诺")
_SAID_BEFORE: tuple[CueGroupName, ...] = ("statute", "demand", "example")
_ALL_KINDS = frozenset(Kind)


def force(passage: Passage, position: int) -> Force:
    """Tell whether a promise is only aimed at."""
    clause = passage.clause(position)
    return Force.TARGET if passage.words("target", clause.start, clause.end) else Force.BINDING


def _serves_by_brand(passage: Passage, words: str) -> bool:
    """Tell whether a maker is named as the one who serves, in the clause or in a heading above."""
    brands = passage.vocabulary.brands
    if any(_SERVES.match(words, end) for _, _, end in brands.hits(words)):
        return True
    return any(brands.has(head.plain) for head in passage.heads if _SERVICE.search(head.plain))


def _same_level(passage: Passage, position: int) -> str:
    level = passage.depth(position)
    return "".join(passage.plain[at] for at in range(*passage.bracket(position)) if passage.depth(at) == level)
