"""Wording that binds too much or to nothing: absolute, unlimited, vague; graver where the bidder promises it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.finding import Severity
from generator.model.wording import GroupName

ABSOLUTE, UNLIMITED, LIABILITY, EMPTY_WORDS, SOFT, BELITTLED = "A121", "A122", "A123", "A124", "A125", "A126"

_FIGURE = (
    "[0-9一二两三四五六七八九十半]个?(?:小时|分钟|秒|日|天|周|工作日|月|季度|年|次)"
    "|每[日天周月季年]|[0-9][%％]|立即|当场"
)
_REPORTED = "‹reported›|《[^》]*$"
_QUOTED = "[”’」』》][^，。；：！？\n]{0,4}‹defining›"
_OPENING = "“‘「『《"
_REACH = 60
_CLAUSE = "，,；;。！!？?：:\n"
_ACTING = "[^，。；：！？,;:!?\n]{0,6}‹acting›"
_BELITTLED = "‹rival_better›‹rival_other›的?‹rival›|[和与]‹rival_other›的?‹rival›‹compared›"


@dataclass(frozen=True, slots=True)
class Tier:
    """A list of words: how grave they are in a promise, and elsewhere (None: of no matter there).

    `acted` is how grave they are outside a promise where they say how something is done: 第一时间响应.
    """

    code: str
    group: GroupName
    message: str
    promised: Severity
    elsewhere: Severity | None = None
    acted: Severity | None = None
    without_figure: bool = False
    hint: str = ""
    basis: tuple[str, ...] = ()


TIERS: tuple[Tier, ...] = (
    Tier(
        ABSOLUTE,
        "absolute",
        "绝对化用语",
        Severity.WARNING,
        Severity.NOTICE,
        hint="删去，或者改为可以核对的指标",
        basis=("advertising_law_9",),
    ),
    Tier(
        UNLIMITED,
        "unlimited",
        "承诺没有限制",
        Severity.WARNING,
        Severity.NOTICE,
        hint="写明期限、次数、范围或者上限",
        basis=("civil_code_584",),
    ),
    Tier(
        LIABILITY,
        "liability",
        "责任没有上限",
        Severity.ERROR,
        Severity.WARNING,
        hint="写明以合同价的多少为限",
        basis=("civil_code_584",),
    ),
    Tier(
        EMPTY_WORDS,
        "gesture",
        "没有内容的表态",
        Severity.NOTICE,
        Severity.NOTICE,
        hint="删去，或者改为做什么、多长时间做到",
    ),
    Tier(
        EMPTY_WORDS,
        "vague",
        "没有给出具体的数",
        Severity.NOTICE,
        acted=Severity.NOTICE,
        without_figure=True,
        hint="写明时限、频次或者次数",
        basis=("civil_code_510",),
    ),
    Tier(
        SOFT,
        "soft",
        "承诺留有余地",
        Severity.NOTICE,
        hint="写明确定的做法；有例外的，写明例外的情形",
        basis=("mof87_51",),
    ),
)
"""The lists in the order of their gravity."""


def wording(case: Case) -> Iterator[AuditFinding]:
    """Give the words of every list that stand in a promise or, where that matters, elsewhere."""
    told: list[AuditFinding] = []
    for tier in TIERS:
        group = case.wording.group(tier.group)
        for start, end in case.words(group.words, group.allowed):
            severity = _severity(case, tier, start, end)
            if severity is not None:
                told.append(_finding(case, tier, severity, (start, end)))
    yield from _gravest(told)


def comparisons(case: Case) -> Iterator[AuditFinding]:
    """Give where others are belittled."""
    hint = "删去比较，只写自己的指标和证明材料"
    tier = Tier(
        BELITTLED, "absolute", "贬低或者比较其他经营者", Severity.WARNING, hint=hint, basis=("advertising_law_13",)
    )
    for found in case.vocabulary.pattern(_BELITTLED).finditer(case.whole):
        yield _finding(case, tier, tier.promised, found.span())


def _gravest(told: list[AuditFinding]) -> Iterator[AuditFinding]:
    """Give of several findings on the same words the gravest, of equally grave ones the longest."""
    ranked = sorted(told, key=lambda each: (-each.severity, each.anchors[0].start - each.anchors[0].end))
    taken: set[int] = set()
    for each in ranked:
        places = range(each.anchors[0].start, each.anchors[0].end)
        if taken.isdisjoint(places):
            taken.update(places)
            yield each


def _severity(case: Case, tier: Tier, start: int, end: int) -> Severity | None:
    """Give how grave words are in their sentence; None where a limit bounds them or nobody means them."""
    low, high = case.sentence(start, end)
    low, high = max(low, start - _REACH), min(high, end + _REACH)
    pattern = case.vocabulary.pattern
    if pattern(_REPORTED).search(case.simplified(low, start)) or _is_defined(case, start, end, high):
        return None
    sentence = case.simplified(low, high)
    if _is_limited(case, tier, (low, start, end, high)) or (tier.without_figure and pattern(_FIGURE).search(sentence)):
        return None
    if pattern("‹promising›").search(sentence):
        return tier.promised
    return tier.acted if tier.acted and _is_acted(case, start, end, high) else tier.elsewhere


def _is_limited(case: Case, tier: Tier, places: tuple[int, int, int, int]) -> bool:
    """Tell whether a limit bounds the words: what has no end is not bounded by a period named in an earlier clause."""
    low, start, end, high = places
    if case.vocabulary.pattern("‹endless›").match(case.simplified(start, end)):
        low = max(case.whole.rfind(mark, low, start) + 1 or low for mark in _CLAUSE)
    held = case.simplified(low, high)
    return any(limit in held for limit in case.wording.group(tier.group).limits)


def _is_acted(case: Case, start: int, end: int, high: int) -> bool:
    """Tell whether the words say how something is done, and not only that it is done again and again (定期巡检)."""
    is_mild = case.vocabulary.pattern("‹mild›").fullmatch(case.simplified(start, end))
    return not is_mild and case.vocabulary.pattern(_ACTING).match(case.simplified(end, high)) is not None


def _is_defined(case: Case, start: int, end: int, high: int) -> bool:
    """Tell whether the words are only named, to say what they mean: “终身”是指……."""
    before = case.whole[max(0, start - 1) : start]
    is_quoted = case.vocabulary.pattern(_QUOTED).match(case.simplified(end, high))
    return bool(before) and before in _OPENING and is_quoted is not None


def _finding(case: Case, tier: Tier, severity: Severity, span: tuple[int, int]) -> AuditFinding:
    anchor = case.anchor(*span)
    return AuditFinding(
        tier.code,
        Layer.TEXT,
        severity,
        Certainty.REVIEW,
        f"{tier.message}：“{anchor.text}”",
        f"{tier.code}/{anchor.text}",
        (anchor,),
        hint=tier.hint,
        basis=tier.basis,
    )
