"""What in a text decides what it promises: figures, names of the record, references, and words that turn a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from generator.zh.measure import Family
from generator.zh.money import Money
from generator.zh.quantity import Quantity
from generator.zh.scan import Comparator, Found, find_folded

TokenKind = Literal["figure", "name", "turn", "reference"]

_REFERENCE = re.compile(
    r"附?[表图]\s?[0-9]+(?:[-.][0-9]+)*|第\s?[0-9]+(?:\.[0-9]+)*\s?[章节条款]|第[一二三四五六七八九十]+[章节]"
)
_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9./:_-]*")
_DIGIT = re.compile("[0-9]")
_RANK = re.compile("[一二三四五六七八九十ⅠⅡⅢⅣⅤ][级类档期]")
_HARMLESS = re.compile(
    "不断|不同|不仅|不但|不限于|不锈钢|不间断|不动产|不定期|不等式|差不多|无线|无论|无缝|无忧|无锡|无源|无人机|无纸化|无障碍"
    "|未来|非常|除非|是非|非结构化|免疫|免维护|任免|避免|难免|不可或缺|必不可少|否则|是否|能否|可否|有无|有没有"
)
_TURNS = re.compile(
    "不含|不包括|不包含|除外|除|仅限|仅|只限|另行|另计|自费|有偿|免费|免收|免|收费|不收取|收取|成本价?|优惠价?|终身|永久|无限"
    "|不得|不|无|没有|未|非|勿|拒绝|尽量|尽力|力争|争取|原则上|酌情|视情况|可能|以外|之外|以内|之内|以上|以下|至少|至多|最多|最少"
)
_SAME = {"没有": "无", "免收": "免费", "免": "免费", "不收取": "免费", "另行": "", "尽力": "尽量", "之外": "以外"}
_SAME |= {
    "之内": "以内",
    "最多": "至多",
    "最少": "至少",
    "不包含": "不包括",
    "不含": "不包括",
    "只限": "仅限",
    "仅": "仅限",
}
_SENTENCE = re.compile(r"[,;。:]")
_TIMES = tuple(f"{family}:" for family in (Family.CLOCK, Family.DAY, Family.WORKDAY, Family.MONTH, Family.COVERAGE))
_DEADLINES = frozenset({Family.CLOCK, Family.DAY, Family.WORKDAY})
_BOUNDS = {Comparator.LESS: "<=", Comparator.MORE: ">=", Comparator.RANGE: ""}
_UNITS = {"名": "人", "位": "人", "员": "人"}


@dataclass(frozen=True, slots=True)
class Token:
    """Such a word with its place in a folded text; what means the same has the same `key`."""

    kind: TokenKind
    key: str
    start: int
    end: int

    @property
    def is_slight(self) -> bool:
        """Whether it is a count that prose is full of (一项): it says something only where it stands for another."""
        return self.key.startswith("count:1:1:") and self.end - self.start == len("一项")


def tokens_of(plain: str, names: Iterable[str] = (), spans: Iterable[tuple[int, int]] = ()) -> tuple[Token, ...]:
    """Give the tokens of a folded text in reading order, none overlapping another.

    `names` are values that are no figures, looked for everywhere; `spans` are stretches that are references.
    """
    taken = [Token("reference", "", start, end) for start, end in spans if start < end]
    for several in (_references(plain), _figures(plain), _names(plain, names), _words(plain), _turns(plain)):
        taken += _free(several, taken)
    return tuple(sorted(taken, key=lambda each: each.start))


def is_spoken(text: str) -> bool:
    """Tell whether a folded value is a figure or a sentence with one, and no name: its words may be put otherwise."""
    found = list(_figures(text))
    is_one = any(each.start == 0 and each.end == len(text) for each in found)
    return is_one or bool(found and _SENTENCE.search(text)) or any(each.key.startswith(_TIMES) for each in found)


def _free(several: Iterable[Token], taken: list[Token]) -> list[Token]:
    """Give those that overlap none of the ones taken; a name hides the figures within it."""
    found: list[Token] = []
    for each in several:
        if each.kind == "name":
            inner = [other for other in taken if each.start <= other.start and other.end <= each.end]
            if any(other.start < each.end and each.start < other.end and other not in inner for other in taken):
                continue
            for other in inner:
                taken.remove(other)
        elif any(other.start < each.end and each.start < other.end for other in (*taken, *found)):
            continue
        found.append(each)
    return found


def _references(plain: str) -> Iterator[Token]:
    return (Token("reference", "", *found.span()) for found in _REFERENCE.finditer(plain))


def _figures(plain: str) -> Iterator[Token]:
    return (Token("figure", _figure_key(found), found.start, found.end) for found in find_folded(plain))


def _figure_key(found: Found) -> str:
    quantity = found.quantity
    if isinstance(quantity, Money):
        return f"money:{quantity}:{_bound(found)}"
    told = quantity.text if quantity.family is Family.COVERAGE else f"{quantity.low}:{quantity.high}"
    unit = _UNITS.get(quantity.unit, quantity.unit) if quantity.family is Family.COUNT else ""
    return f"{quantity.family}:{told}:{unit}:{_bound(found)}"


def _bound(found: Found) -> str:
    is_deadline = isinstance(found.quantity, Quantity) and found.quantity.family in _DEADLINES
    if found.comparator is Comparator.BARE:
        return "<=" if is_deadline else ""
    return _BOUNDS.get(found.comparator, found.comparator.value)


def _names(plain: str, names: Iterable[str]) -> Iterator[Token]:
    """Give where the names stand, the longest first."""
    longest = sorted({name for name in names if name}, key=lambda name: (-len(name), name))
    if longest:
        pattern = re.compile("|".join(map(re.escape, longest)))
        yield from (Token("name", found[0], *found.span()) for found in pattern.finditer(plain))


def _words(plain: str) -> Iterator[Token]:
    for found in _WORD.finditer(plain):
        if _DIGIT.search(found[0]):
            yield Token("figure", found[0].lower().rstrip(".:/-"), *found.span())
    for found in _RANK.finditer(plain):
        yield Token("figure", found[0], *found.span())


def _turns(plain: str) -> Iterator[Token]:
    harmless = [found.span() for found in _HARMLESS.finditer(plain)]
    for found in _TURNS.finditer(plain):
        start, end = found.span()
        key = _SAME.get(found[0], found[0])
        if key and not any(low < end and start < high for low, high in harmless):
            yield Token("turn", key, start, end)
