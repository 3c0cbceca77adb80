"""Contradictions about warranty: its start, its end, whose it is, what is charged, what replaces a faulty unit."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, product

from generator.audit.foreign.case import Case
from generator.audit.foreign.contradictions import group
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.audit.foreign.stated import Stated
from generator.audit.text import Commitment, Provenance
from generator.commitments.lattice import Strictness, strictness
from generator.finding import Severity
from generator.model.commitments import Kind, Phase, Stricter
from generator.zh.money import Money
from generator.zh.quantity import Quantity
from generator.zh.scan import find_quantities

START, BASIS, REPLACEMENT, BACKING, HEADING, OUTSIDE = "A148", "A149", "A150", "A151", "A152", "A153"

_EVENTS = (
    ("初验", "初验|初步验收"),
    ("终验", "终验|最终验收|竣工"),
    ("验收", "验收"),
    ("安装", "安装|开通|调试|投运|上线|试运行|使用之日"),
    ("交货", "交货|到货|签收|交付|送达"),
    ("购买", "购买|售出|销售|发票|开票|购机"),
    ("出厂", "出厂|生产日期|发货"),
    ("签订", "签订|签约|签署"),
)
_COMPATIBLE = frozenset({frozenset({"初验", "验收"}), frozenset({"终验", "验收"})})
_BASES = (
    ("按成本", "成本"),
    ("按低价", "最低价|低价|微利"),
    ("按优惠价", "优惠|折扣"),
    ("只收材料费", "(?:只|仅)收(?:取)?(?:材料|配件)费?"),
    ("另签协议", "服务协议|协商收费"),
    ("按合同价", "成交价|合同价"),
    ("按市场价", "市场价"),
)
_FIXED, _FREE = "按固定单价", "不收费"
_LABOUR = re.compile("人|工时|小时|日|天")
"""What labour costs contradicts nothing that is said of parts."""
_FREE_REPAIR = re.compile("终[身生](?:免费)?(?:保修|质保)")
_FREE_BUT_PAID = re.compile(
    r"免费(?!保修期|质保期|服务期|维护期)(?P<what>[一-鿿]{2,6}?)(?:服务)?[，,][^。；;\n]{0,20}?(?:[仅只]收取?|收取)[^。；;，,\n]{0,12}?费"
)
_CONFINED = "‹confined›"
_SINCE = re.compile("之日|起")
_EXCEPTION = "‹exceptional›"
_PROVIDED = "‹provided›"
_MAY = re.compile("可以|可(?=提供|供|协)")
_WITHIN = re.compile("(?:期|保)内[^。；，：\n]{0,12}$")
_OUTSIDE = re.compile(r"后[^。；;，,\n]{0,10}?[为属]于?(?:质量)?(?:保证|质保|保修)期[以之]?外")
_REACH = 24
_MOST = 60


def starts_agree(case: Case) -> Iterator[AuditFinding]:
    """Give the places that let the warranty begin at different events."""
    starts = [each for each in case.commitments if _is_start(case, each)]
    for left, right in _differing(starts, _event):
        if frozenset({_event(left), _event(right)}) not in _COMPATIBLE:
            message = f"质保起算时间不一致：“{left.clock_start}”与“{right.clock_start}”"
            yield _finding(case, START, Kind.WARRANTY_START, (left, right), message)


def charges_agree(case: Case) -> Iterator[AuditFinding]:
    """Give the places that charge for one thing on different bases: at cost, at a low price, at fixed rates."""
    paid = [each for each in case.commitments if _is_charge(each)]
    for left, right in _differing(paid, _basis):
        message = f"收费口径不一致：一处{_basis(left)}，一处{_basis(right)}"
        yield _finding(case, BASIS, Kind.PRICE, (left, right), message)
    for found in _FREE_BUT_PAID.finditer(case.whole):
        anchors = (case.anchor(*found.span()),)
        message = f"先说免费{found['what']}，又说收费"
        yield _review(BASIS, message, group(Kind.PRICE, BASIS), anchors)


def replacements_agree(case: Case) -> Iterator[AuditFinding]:
    """Give the places that promise a replacement unit for some things and for all, or once surely and once perhaps."""
    units = [each for each in _own(case, Kind.BACKUP_TRIGGER) if _is_provided(case, each)]
    for left, right in _differing(units, lambda each: _confined(case, each)):
        message = "备机的范围不一致：一处只对部分设备，一处不分设备"
        yield _finding(case, REPLACEMENT, Kind.BACKUP_TRIGGER, (left, right), message)
    for left, right in _differing(
        units, lambda each: "可以" if _MAY.search(_before(case, each) + each.text) else "必须"
    ):
        message = "备机一处“可以提供”，一处必须提供，承诺的效力不一致"
        yield _finding(case, REPLACEMENT, Kind.BACKUP_TRIGGER, (left, right), message)


def makers_stand_behind(case: Case) -> Iterator[AuditFinding]:
    """Give the places where our warranty is longer than what a maker gives, or is left to the maker elsewhere."""
    periods = [each for each in case.stated if each.promise.kind is Kind.WARRANTY_PERIOD]
    ours = [each for each in periods if each.promise.provenance is Provenance.OWN and not _is_makers(case, each)]
    general = [each for each in ours if not each.item][:1]
    makers = [each for each in periods if _is_makers(case, each) and each.promise.provenance is not Provenance.STATUTE]
    for our in general:
        for maker in makers[:_MOST]:
            if strictness(maker.claim.value, our.claim.value, Stricter.HIGHER) is Strictness.LOOSER:
                message = f"原厂质保“{maker.promise.text}”短于我方承诺的“{our.promise.text}”，差的部分没有支持"
                yield _finding(case, BACKING, Kind.WARRANTY_PERIOD, (our.promise, maker.promise), message)
    for our, each in product([one for one in ours if not one.item][:_MOST], _by_reference(case)):
        message = f"一处质保“{our.promise.text}”，一处“{each.text}”"
        yield _finding(case, BACKING, Kind.WARRANTY_PERIOD, (our.promise, each), message)


def lifetime_outside_the_period(case: Case) -> Iterator[AuditFinding]:
    """Give the promises for life that stand below a heading that speaks of the warranty period."""
    for each in case.commitments:
        if each.subject in {"终身", "终生", "永久", "无限期"} and each.quantity is None:
            above = (case.whole[max(0, each.start - _REACH) : each.start], *case.titles(each.block)[:1])
            if any(_WITHIN.search(re.split("承诺", re.sub(r"[\s\d、.]", "", words))[0]) for words in above):
                message = f"“期内”标题下写了“{each.text}”"
                yield _review(HEADING, message, group(each.kind, HEADING), (case.anchor(each.start, each.end),))


def outside_begins_at_the_end(case: Case) -> Iterator[AuditFinding]:
    """Give the places that call a time after which the warranty is over, where it is another than the warranty's."""
    periods = [each for each in case.stated if each.promise.kind is Kind.WARRANTY_PERIOD]
    periods = [each for each in periods if each.claim.scope.phase is Phase.IN_WARRANTY and not _is_makers(case, each)]
    for found in _OUTSIDE.finditer(case.whole):
        begin = max(0, found.start() - _REACH)
        said = [
            each for each in find_quantities(case.whole[begin : found.start()]) if begin + each.end == found.start()
        ]
        for each in said:
            other = next((one for one in periods if _differs(one, each.quantity)), None)
            if other and not any(one.claim.value == each.quantity for one in periods):
                anchor = case.anchor(begin + each.start, found.end())
                message = f"质保期“{other.promise.text}”，又写“{anchor.text}”"
                anchors = (*case.anchors([other.promise]), anchor)
                yield _review(OUTSIDE, message, group(Kind.WARRANTY_PERIOD), anchors)


def _differs(one: Stated, other: Quantity | Money) -> bool:
    return strictness(one.claim.value, other, Stricter.HIGHER) in {Strictness.STRICTER, Strictness.LOOSER}


def _by_reference(case: Case) -> list[Commitment]:
    """Give the warranties that are left to the maker: 按原厂商提供的保修期."""
    periods = [each for each in case.commitments if each.kind is Kind.WARRANTY_PERIOD and each.quantity is None]
    return [each for each in periods if each.subject.startswith(("按", "以", "随"))][:_MOST]


# --- what a promise is of ---------------------------------------------------------------------------------------------


def _own(case: Case, kind: Kind) -> list[Commitment]:
    return [each for each in case.commitments if each.kind is kind and each.provenance is Provenance.OWN]


def _is_start(case: Case, each: Commitment) -> bool:
    """Tell whether it says when the warranty begins, for all and not for who has lost the invoice."""
    if each.provenance is not Provenance.OWN or each.scope.phase is Phase.AFTER_WARRANTY or not each.clock_start:
        return False
    is_period = each.kind is Kind.WARRANTY_PERIOD and _SINCE.search(each.text) is not None
    is_exception = case.vocabulary.pattern(_EXCEPTION).search(case.simplified(*case.sentence(each.start, each.end)))
    return (is_period or each.kind is Kind.WARRANTY_START) and not is_exception


def _event(start: Commitment) -> str:
    return next((name for name, words in _EVENTS if re.search(words, start.clock_start)), "")


def _is_charge(each: Commitment) -> bool:
    """Tell whether it says what is charged after the warranty; a contract may name prices of its own."""
    if each.kind is Kind.WARRANTY_PERIOD:
        return _FREE_REPAIR.search(each.text) is not None and each.provenance.binds
    is_after = each.scope.phase is Phase.AFTER_WARRANTY or "协议" in each.text or isinstance(each.quantity, Money)
    return each.kind is Kind.PRICE and each.provenance.binds and is_after


def _basis(each: Commitment) -> str:
    if isinstance(each.quantity, Money):
        return _FIXED if each.quantity.per and not _LABOUR.search(each.quantity.per) else ""
    if each.kind is Kind.WARRANTY_PERIOD:
        return _FREE
    return next((name for name, words in _BASES if re.search(words, each.text)), "")


def _before(case: Case, each: Commitment) -> str:
    return re.split("[，,。；;：:]", case.simplified(max(0, each.start - _REACH), each.start))[-1]


def _confined(case: Case, each: Commitment) -> str:
    words = _before(case, each) + each.text
    is_part = case.vocabulary.pattern(_CONFINED).search(words) or case.vocabulary.brands.has(words)
    return "部分" if is_part else "全部"


def _is_provided(case: Case, each: Commitment) -> bool:
    """Tell whether somebody promises it; a cell that only names a unit promises nothing."""
    words = _before(case, each) + each.text
    return case.text.blocks[each.block].cell is None and case.vocabulary.pattern(_PROVIDED).search(words) is not None


def _is_makers(case: Case, each: Stated) -> bool:
    words = _before(case, each.promise) + each.promise.text
    return each.promise.provenance is Provenance.MAKER or case.vocabulary.brands.has(words)


# --- findings ---------------------------------------------------------------------------------------------------------


def _differing(
    several: Sequence[Commitment], name: Callable[[Commitment], str]
) -> Iterator[tuple[Commitment, Commitment]]:
    """Give for every two names the first promise of one with each of the other; what has no name is left out."""
    by_name: dict[str, list[Commitment]] = {}
    for each in several:
        by_name.setdefault(name(each), []).append(each)
    by_name.pop("", None)
    for left, right in combinations(by_name.values(), 2):
        pairs = {(left[0].start, each.start): (left[0], each) for each in right[:_MOST]}
        pairs |= {(each.start, right[0].start): (each, right[0]) for each in left[:_MOST]}
        yield from pairs.values()


def _finding(case: Case, code: str, kind: Kind, pair: tuple[Commitment, Commitment], message: str) -> AuditFinding:
    anchors = case.anchors(sorted(pair, key=lambda each: each.start))
    return _review(code, message, group(kind, code), anchors)


def _review(code: str, message: str, cause: str, anchors: tuple[Anchor, ...]) -> AuditFinding:
    return AuditFinding(code, Layer.INSIDE, Severity.WARNING, Certainty.REVIEW, message, cause, anchors)
