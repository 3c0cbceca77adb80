"""Wording that binds too much or to nothing: absolute, unlimited, vague; graver where the bidder promises it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import AuditFinding, Certainty, Layer
from generator.finding import Severity
from generator.model.wording import GroupName

ABSOLUTE, UNLIMITED, LIABILITY, EMPTY_WORDS, SOFT, BELITTLED = "A121", "A122", "A123", "A124", "A125", "A126"

_FIGURE = re.compile(
    "[0-9一二两三四五六七八九十半]个?(?:小时|分钟|秒|日|天|周|工作日|月|季度|年|次)|每[日天周月季年]|[0-9][%％]|立即|当场"
)
_PROMISED = re.compile("承诺|保证|确保|负责|将|提供|给予|为[您用客采业]|我[方司们公]|本公司|乙方")
_REPORTED = re.compile("不得|不使用|禁止|严禁|并非|不是|要求投标人|招标文件|法规?定|《[^》]*$")
_REACH = 60
_BELITTLED = re.compile(
    r"(?:优于|强于|胜过|超过|领先于|好于|不像|不同于)(?:其他|别的|同行|同类|一般|国外|国内)(?:的)?(?:厂商|公司|供应商|投标人|企业|单位|产品|品牌)"
    r"|[和与](?:其他|别的|同行|同类|一般|国外|国内|外国)(?:的)?(?:厂商|厂家|公司|供应商|投标人|企业|产品|品牌)(?:不同|相比|比较)"
)


@dataclass(frozen=True, slots=True)
class Tier:
    """A list of words: how grave they are in a promise, and elsewhere (None: of no matter there)."""

    code: str
    group: GroupName
    message: str
    promised: Severity
    elsewhere: Severity | None = None
    without_figure: bool = False


TIERS: tuple[Tier, ...] = (
    Tier(ABSOLUTE, "absolute", "绝对化用语", Severity.WARNING, Severity.NOTICE),
    Tier(UNLIMITED, "unlimited", "承诺没有限制", Severity.WARNING, Severity.NOTICE),
    Tier(LIABILITY, "liability", "责任没有上限", Severity.ERROR, Severity.WARNING),
    Tier(EMPTY_WORDS, "gesture", "没有内容的表态", Severity.NOTICE, Severity.NOTICE),
    Tier(EMPTY_WORDS, "vague", "没有给出具体的数", Severity.NOTICE, without_figure=True),
    Tier(SOFT, "soft", "承诺留有余地", Severity.NOTICE),
)
"""The lists in the order of their gravity."""


def wording(case: Case) -> Iterator[AuditFinding]:
    """Give the words of every list that stand in a promise or, where that matters, elsewhere."""
    for tier in TIERS:
        group = case.wording.group(tier.group)
        for start, end in case.words(group.words, group.allowed):
            severity = _severity(case, tier, start, end)
            if severity is not None:
                yield _finding(case, tier.code, tier.message, severity, (start, end))


def comparisons(case: Case) -> Iterator[AuditFinding]:
    """Give where others are belittled."""
    for found in _BELITTLED.finditer(case.whole):
        yield _finding(case, BELITTLED, "贬低或者比较其他经营者", Severity.WARNING, found.span())


def _severity(case: Case, tier: Tier, start: int, end: int) -> Severity | None:
    """Give how grave words are in their sentence; None where a limit bounds them or nobody means them."""
    low, high = case.sentence(start, end)
    low, high = max(low, start - _REACH), min(high, end + _REACH)
    sentence = case.simplified(low, high)
    limits = case.wording.group(tier.group).limits
    if any(limit in sentence for limit in limits) or _REPORTED.search(case.simplified(low, start)):
        return None
    if tier.without_figure and _FIGURE.search(sentence):
        return None
    return tier.promised if _PROMISED.search(sentence) else tier.elsewhere


def _finding(case: Case, code: str, message: str, severity: Severity, span: tuple[int, int]) -> AuditFinding:
    anchor = case.anchor(*span)
    return AuditFinding(
        code, Layer.TEXT, severity, Certainty.REVIEW, f"{message}：“{anchor.text}”", f"{code}/{anchor.text}", (anchor,)
    )
