"""Rules on the names of the bid itself: a name with one character wrong belongs to nobody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.rules.passages import Passage
from generator.rules.rule import Context, Hit, place_of

SHORTEST_NAME = 8
"""Of a shorter name, one character more or less may well be another name."""


def names_written_right(context: Context) -> Iterator[Hit]:
    """项目、采购人、代理机构和公司的名称一字不差。

    名称由资料印出，不会写错；说明文字里另写的，少一字、多一字、错一字，就成了另一个单位或者另一个
    项目，评审时可能按没有响应处理。确是另一个单位的，登记到客户、供应商或者服务伙伴。

    反例：
        project: {buyer: 示例市政务服务管理局}
        trigger: 示例市政务服务管理处通知的重大活动
    正例：
        project: {buyer: 示例市政务服务管理局}
        trigger: 示例市政务服务管理局通知的重大活动
    """
    project, company = context.bid.project, context.bid.company
    own = {"项目名称": project.name, "采购人": project.buyer, "代理机构": project.agency, "公司名称": company.name}
    named = tuple(str(value) for path, value in context.leaves if isinstance(value, str) and is_registered(path))
    for title, name in own.items():
        for passage in _near(context, str(name)) if name and len(name) >= SHORTEST_NAME else ():
            for start, end in misspelt(passage.text, str(name)):
                if not (passage.is_value(start, end) or _within(passage.text, start, end, named)):
                    words = passage.text[start:end]
                    yield Hit(place_of(context, passage, start, end), f"“{words}”与{title}“{name}”差一个字")


def is_registered(path: str) -> bool:
    """Tell whether a key path is one at which the name of a unit or project is registered."""
    return path.endswith(_PARTNERS) or _REGISTER.match(path) is not None


_PARTNERS = (".client", ".maker", ".vendor", ".supplier", ".holder", ".issuer")
_REGISTER = re.compile(
    r"company\.(?:company_type|name|short_name|english_name|former_names|aliases)|company\.bank\.name"
    r"|company\.(?:clients|partners|suppliers|vendor_backing)\[\d+\]\.(?:name|vendor|aliases)"
    r"|project\.(?:buyer|agency|name|number)$|service\.makers\.items\[\d+\]\.name$"
)


def _near(context: Context, name: str) -> Iterator[Passage]:
    """Give the passages in which one half of a name stands without the other: only there it may be misspelt."""
    half = len(name) // 2
    head, tail = name[:half], name[half:]
    for passage in context.passages:
        text = passage.text
        if (head in text or tail in text) and not text.count(head) == text.count(tail) == text.count(name):
            yield passage


def is_misspelling(words: str, name: str) -> bool:
    """Tell whether words are a name with one character missing, added or changed, its ends as they are."""
    if words == name or abs(len(words) - len(name)) > 1 or words[0] != name[0] or words[-1] != name[-1]:
        return False
    same = next((at for at, (one, other) in enumerate(zip(words, name, strict=False)) if one != other), len(words))
    rests = ((words[same + 1 :], name[same + 1 :]), (words[same + 1 :], name[same:]), (words[same:], name[same + 1 :]))
    return any(one == other for one, other in rests)


def misspelt(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Give where a name stands misspelt: one of its halves is right, as only one character is wrong."""
    half = len(name) // 2
    found = {
        (start, start + length)
        for part, before in ((name[:half], 0), (name[half:], half))
        for match in re.finditer(re.escape(part), text)
        for length in range(len(name) - 1, len(name) + 2)
        for start in _starts(match.start(), before, length - len(name))
        if 0 <= start <= len(text) - length and is_misspelling(text[start : start + length], name)
    }
    return iter(sorted(found))


def _starts(at: int, before: int, longer: int) -> tuple[int, ...]:
    return (at,) if before == 0 else (at - before - longer,)


def _within(text: str, start: int, end: int, names: tuple[str, ...]) -> bool:
    """Tell whether a stretch is part of a registered name that stands there."""
    spans = (found.span() for name in names if len(name) >= end - start for found in re.finditer(re.escape(name), text))
    return any(low <= start and end <= high for low, high in spans)
