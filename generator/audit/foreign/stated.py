"""Promises of a text made comparable: each with its claim, the thing it is for, and what else tells it apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from generator.audit.foreign.ground import Ground
from generator.audit.text import BlockKind, Commitment, Confidence, Provenance
from generator.commitments.lattice import Claim, Scope, Side
from generator.model.commitments import Kind, Phase, Role
from generator.zh.quantity import Family, Quantity
from generator.zh.scan import Comparator

_COMPARED = frozenset(
    {
        *(Kind.RESPONSE, Kind.ARRIVAL, Kind.RESOLUTION, Kind.RETURN_REPAIR, Kind.REPLY_TIME, Kind.SOLUTION_TIME),
        *(Kind.BACKUP_TRIGGER, Kind.WARRANTY_PERIOD, Kind.SPARE_PART_TIME, Kind.SPARE_PART_YEARS),
        *(Kind.INSPECTION_FREQUENCY, Kind.CALLBACK_FREQUENCY, Kind.REPORT_FREQUENCY, Kind.SERVICE_HOURS, Kind.UPTIME),
    }
)
"""Kinds of which a text has one value for one scope; deliveries, prices and counts are of many things."""
_DEADLINES = frozenset({Family.CLOCK, Family.DAY, Family.WORKDAY})
_OF_DEADLINES = frozenset(
    {
        *(Kind.RESPONSE, Kind.ARRIVAL, Kind.RESOLUTION, Kind.RETURN_REPAIR, Kind.REPLY_TIME, Kind.SOLUTION_TIME),
        *(Kind.BACKUP_TRIGGER, Kind.SPARE_PART_TIME),
    }
)
_RATES = frozenset({Family.RATE})
_FAMILIES = {
    Kind.WARRANTY_PERIOD: frozenset({Family.MONTH, Family.DAY}),
    Kind.SPARE_PART_YEARS: frozenset({Family.MONTH}),
    Kind.INSPECTION_FREQUENCY: _RATES,
    Kind.CALLBACK_FREQUENCY: _RATES,
    Kind.REPORT_FREQUENCY: _RATES,
    Kind.SERVICE_HOURS: frozenset({Family.COVERAGE}),
    Kind.UPTIME: frozenset({Family.PERCENT}),
}
_NAMED = {
    Kind.RESPONSE: "‹named_response›",
    Kind.ARRIVAL: "‹named_arrival›",
    Kind.RESOLUTION: "‹named_resolution›",
}
"""Words one of which the promise itself must hold: 处理 and 完成 are said of everything."""
_MEASURED = re.compile("÷|次数|未|届满前|期满前|升级期")
_OTHER_SHARE = re.compile("付|率不(?:高于|超过)|占用|利用率|使用率")
"""Shares that nobody promises to reach: instalments, the load of a machine."""
_BY_ITEM = frozenset({Kind.WARRANTY_PERIOD, Kind.SPARE_PART_YEARS})
_GENERAL = "‹every_thing›|[0-9、.,，]"
_QUALIFIERS = "‹qualifier›"
_OPTION = re.compile(
    "标准[A-Za-z一二三甲乙]|标准服务[A-Za-z一二三甲乙]|方案[A-Za-z一二三甲乙]|[A-Z]类|[金银铜]牌|套餐|可选|选项|签订|[客用]户[：:]|合约"
)
_OPTIONAL = re.compile("[（(]可选[）)]")
_PLACE = re.compile("[一-鿿、]{2,20}?(?:范围|周边|地区|片区|区域|[省市县州](?=[，,：:、内外]|$))")
_RIGHTS = "‹right›"
_ACT_WORDS = frozenset({Kind.RESPONSE, Kind.SOLUTION_TIME})
_ALIKE_WORDS = frozenset(
    {
        *(Kind.INSPECTION_FREQUENCY, Kind.CALLBACK_FREQUENCY, Kind.REPORT_FREQUENCY),
        *(Kind.UPTIME, Kind.REPLY_TIME, Kind.SPARE_PART_TIME),
    }
)
"""Kinds of many different things: only promises in like words are of one thing."""
_LEAST_ALIKE = 0.5
_EXCEPTIONS = frozenset({"工作日", "不可抗力", "特殊情况"})
"""What was taken for a condition: the unit of 3个工作日内, what a bracket excepts."""
_ITEM_REACH = 16
_RIGHT_REACH = 40
_LITTLE = 4
"""Characters of a clause that says nothing but 周期为."""
_FIGURES = re.compile(
    "[0-9一二三四五六七八九十两半]+个?(?:分钟|小时|工作日|日|天|周|月|季度|年|次)?|[每内的]|不少于|至少"
)


class Nature(NamedTuple):
    """What must be the same of two promises before they may be compared at all."""

    kind: Kind
    provenance: Provenance
    phase: Phase
    role: Role


@dataclass(frozen=True, slots=True)
class Stated:
    """A promise, its claim, and its sentence; `item` names the thing, `marks` what else confines it.

    `words` are the pairs of characters that stand together in what says what is done.
    """

    promise: Commitment
    claim: Claim
    sentence: tuple[int, int]
    item: str = ""
    marks: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    heads: tuple[str, ...] | None = None
    table: int = -1

    @property
    def is_cell(self) -> bool:
        """Tell whether a table says what it is; then `heads` are those of its row and column."""
        return self.heads is not None

    @property
    def nature(self) -> Nature:
        """Its kind, provenance, phase and role."""
        scope = self.claim.scope
        return Nature(self.promise.kind, self.promise.provenance, scope.phase, scope.role)

    @property
    def sort(self) -> tuple[str, Scope, str, frozenset[str]]:
        """What all promises that say the same of the same have in common."""
        return str(self.claim.value), self.claim.scope, self.item, self.marks


def stated(case: Ground) -> tuple[Stated, ...]:
    """Give the promises that may be compared, in reading order."""
    tables = _in_tables(case)
    found = ((each, each.quantity) for each in case.commitments)
    valued = ((each, value) for each, value in found if isinstance(value, Quantity) and _is_comparable(each, value))
    made = (
        _stated(case, _whose(case, each), value, in_table=each.start in tables)
        for each, value in valued
        if _is_named(case, each, in_table=each.start in tables) and not _is_step(case, each)
    )
    return tuple(_with_regions(made))


def _with_regions(several: Iterable[Stated]) -> Iterator[Stated]:
    """Give promises of running text the region named before another of the same sentence: 市区1小时到场、2小时恢复."""
    regions: dict[tuple[int, int], Side] = {}
    for each in several:
        scope = each.claim.scope
        key = (each.promise.block, each.sentence[0])
        if each.is_cell or scope.region:
            regions[key] = scope.region
            yield each
        elif region := regions.get(key):
            yield replace(each, claim=replace(each.claim, scope=replace(scope, region=region)))
        else:
            yield each


_STEP = re.compile("：\n|第[0-9一二三四五六七八九十~～至-]+[日天周月]")


def _is_step(case: Ground, promise: Commitment) -> bool:
    """Tell whether it is the time of a step in a drawing (现场工程师：填写服务日志（2小时内）) or in a plan."""
    block = case.text.blocks[promise.block]
    return block.kind is BlockKind.BOX and _STEP.search(block.text) is not None


_DEMAND = re.compile("(?:招标|采购|磋商|谈判|询价)(?:文件)?(?:的)?(?:要求|需求|规定|条款)")
_MAKER = "‹maker_heading›"


def _whose(case: Ground, promise: Commitment) -> Commitment:
    """Give a time in a table below a heading that speaks of the makers as theirs, of the tender as the buyer's."""
    if case.text.blocks[promise.block].cell and any(_DEMAND.search(head) for head in case.heads(promise.block)):
        return replace(promise, provenance=Provenance.DEMAND)
    is_cell = case.text.blocks[promise.block].cell is not None and promise.kind in _NAMED
    is_makers = is_cell and any(case.vocabulary.pattern(_MAKER).search(title) for title in case.titles(promise.block))
    if is_makers and promise.provenance is Provenance.OWN:
        return replace(promise, provenance=Provenance.MAKER)
    return promise


_LONGEST_CELL = 16


def _in_tables(case: Ground) -> frozenset[int]:
    """Give where promises stand that a table names: in a short cell, or side by side in a table run together."""
    named = [each for each in case.commitments if each.confidence is Confidence.STRUCTURED]
    blocks = case.text.blocks
    cells = {each.start for each in named if blocks[each.block].cell and len(blocks[each.block].text) <= _LONGEST_CELL}
    runs = [(one.start, other.start) for one, other in pairwise(named) if one.end == other.start]
    return frozenset(cells.union(*runs))


def same_thing(left: Stated, right: Stated) -> bool:
    """Tell whether two promises are about one thing."""
    if left.heads and right.heads and (left.heads != right.heads or left.table == right.table):
        return False
    return left.item == right.item and left.marks == right.marks and _is_alike(left, right)


def _is_alike(left: Stated, right: Stated) -> bool:
    """Tell whether two promises of a kind that many things have are in like words."""
    kind, common = left.promise.kind, len(left.words & right.words)
    if kind in _ACT_WORDS:
        return common > 0
    return kind not in _ALIKE_WORDS or common >= _LEAST_ALIKE * max(1, min(len(left.words), len(right.words)))


def _is_comparable(promise: Commitment, value: Quantity) -> bool:
    if promise.kind not in _COMPARED or not promise.provenance.binds or promise.confidence is Confidence.NONE:
        return False
    if promise.kind is Kind.UPTIME and _OTHER_SHARE.search(promise.text):
        return False
    if promise.comparator is Comparator.AFTER or _MEASURED.search(promise.text) or _is_at_once(promise, value):
        return False
    return value.family in _FAMILIES.get(promise.kind, _DEADLINES)


def _is_at_once(promise: Commitment, value: Quantity) -> bool:
    """Tell whether nothing is said that could be compared: 当场, and 立即 but for an answer."""
    is_word = value.family is Family.CLOCK and not value.unit
    return is_word and (promise.kind is not Kind.RESPONSE or value.text == "当场")


def _is_named(case: Ground, promise: Commitment, *, in_table: bool) -> bool:
    """Tell whether the kind is sure: a table says it, or a word that says nothing else."""
    if promise.confidence is Confidence.STRUCTURED:
        return in_table
    named = _NAMED.get(promise.kind)
    return named is None or case.vocabulary.pattern(named).search(promise.text) is not None


def _stated(case: Ground, promise: Commitment, value: Quantity, *, in_table: bool) -> Stated:
    sentence = case.sentence(promise.start, promise.end)
    item = _item(case, promise, sentence[0]) if promise.kind in _BY_ITEM else ""
    marks = _marks(case, promise, sentence[0])
    cell = case.text.blocks[promise.block].cell if in_table else None
    heads = (*case.heads(promise.block), str(cell.column if cell else "")) if in_table else None
    claim = Claim(_scope(promise), value, promise.kind.stricter)
    return Stated(
        promise, claim, sentence, item, marks, _words(case, promise, sentence[0]), heads, cell.table if cell else -1
    )


def _scope(promise: Commitment) -> Scope:
    """Give the scope without the unit that was taken for a condition: 3个工作日内."""
    condition: Side = frozenset(tag for tag in promise.scope.condition or () if tag.name not in _EXCEPTIONS) or None
    return replace(promise.scope, condition=condition)


def _item(case: Ground, promise: Commitment, begin: int) -> str:
    """Give the words that name the thing right before the promise; nothing where they name everything."""
    row = case.row_head(promise.block)
    words = row or case.simplified(max(begin, promise.start - _ITEM_REACH), promise.start)
    return case.vocabulary.pattern(_GENERAL).sub("", re.split("[、，,：:（(）)]", words)[-1]).strip()


def _marks(case: Ground, promise: Commitment, begin: int) -> frozenset[str]:
    """Give the words of its clause and the option in its headings that make it one of several."""
    clause = re.split("[，,：:]", case.simplified(begin, promise.start))[-1] + promise.text
    block = case.text.blocks[promise.block]
    own = (block.text,) if block.kind is BlockKind.HEADING or _OPTIONAL.search(block.text) else ()
    titles = (*own, *case.titles(promise.block), case.corner(promise.block))
    options = [title for title in titles if _OPTION.search(title)]
    particulars = (*_particulars(case, promise, begin), *_example(case, promise))
    return frozenset((*case.vocabulary.pattern(_QUALIFIERS).findall(clause), *options, *particulars))


def _example(case: Ground, promise: Commitment) -> Iterator[str]:
    """Give the words that make a list an example of one case: 以严重故障为例."""
    blocks = case.text.blocks
    if blocks[promise.block].kind is BlockKind.ITEM:
        above = next((each for each in blocks[promise.block :: -1] if each.kind is not BlockKind.ITEM), None)
        if above and above.text.endswith(("：", ":")):
            yield from _EXAMPLE.findall(above.text)


_EXAMPLE = re.compile("以[^，。；：]{2,12}为例")


def _particulars(case: Ground, promise: Commitment, begin: int) -> Iterator[str]:
    """Hours of service are those of one channel, times those of one place, warranties those of one right."""
    if promise.kind is Kind.SERVICE_HOURS:
        yield promise.subject
    if promise.kind in _BY_CHANNEL:
        yield from case.vocabulary.pattern(_CHANNELS).findall(case.simplified(begin, promise.end))
    yield from _row_names(case, promise)
    if promise.kind in _OF_DEADLINES and not promise.scope.region:
        yield from _PLACE.findall(case.simplified(begin, promise.start))
    if promise.kind is Kind.RETURN_REPAIR:
        yield from _GIVEN_BACK.findall(promise.text)
    if promise.kind is Kind.WARRANTY_PERIOD:
        yield from case.titles(promise.block)[:2] if case.row_head(promise.block) else ()
        is_right = promise.comparator is Comparator.AT_MOST
        behind = case.simplified(promise.end, promise.end + _RIGHT_REACH)
        yield from case.vocabulary.pattern(_RIGHTS).findall(behind)[:1] if is_right else ()


_GIVEN_BACK = re.compile("退货|换货|退换|更换合格")
_CHANNELS = "‹channel›"
_BY_CHANNEL = frozenset({Kind.SERVICE_HOURS, Kind.REPLY_TIME})


def _row_names(case: Ground, promise: Commitment) -> Iterator[str]:
    """Give the name of its row, unless it is the level or the region that its scope names."""
    head = case.row_head(promise.block)
    tags = [*(promise.scope.severity or ()), *(promise.scope.region or ())]
    above = "".join(case.titles(promise.block)) + case.corner(promise.block)
    is_scene = case.vocabulary.pattern(_SCENE).search(above) is not None
    if not tags:
        yield from filter(None, [head])
    if tags and not promise.scope.region:
        yield from _places_left(case, promise, [tag.name for tag in tags])
    if tags and is_scene:
        yield from (words for words in case.heads(promise.block) if not any(tag.name in words for tag in tags))


_LIKE_PLACE = re.compile("[市区县省镇州地楼]|中心|公里|以内|以外")
_LONGEST_PLACE = 20


def _places_left(case: Ground, promise: Commitment, levels: list[str]) -> Iterator[str]:
    """Give the words that name a place in the cells to the left, where the scope names none."""
    cell = case.text.blocks[promise.block].cell
    for number in range(promise.block - 1, max(-1, promise.block - _ITEM_REACH), -1) if cell else ():
        block = case.text.blocks[number]
        if not block.cell or not cell or (block.cell.table, block.cell.row) != (cell.table, cell.row):
            break
        is_place = len(block.text) <= _LONGEST_PLACE and _LIKE_PLACE.search(block.text)
        if is_place and not any(level in block.text or block.text in level for level in levels):
            yield block.text


_SCENE = "‹scene›"


def _words(case: Ground, promise: Commitment, begin: int) -> frozenset[str]:
    """Give the pairs of characters of the act, or of the clause where the act alone says little."""
    words = promise.subject
    if promise.kind in _ALIKE_WORDS:
        *before, clause = re.split("[，,：:]", case.simplified(begin, promise.start))
        words = _FIGURES.sub(" ", clause + promise.text)
        if len("".join(words.split())) <= _LITTLE:
            words = "".join(before[-1:]) + words
    return frozenset(one + other for one, other in pairwise(words) if not (one + other).isspace())
