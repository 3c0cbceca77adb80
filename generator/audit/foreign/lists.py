"""Lists that are not as long as the text says: 三个中心（甲、乙与乙）, 以上四城市."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.audit.foreign.case import Case
from generator.audit.foreign.finding import Anchor, AuditFinding, Certainty, Layer
from generator.finding import Severity
from generator.zh.numerals import parse_number

COUNT = "A154"

_FIGURE = "[2-9]|[1-9][0-9]|[二两三四五六七八九十]{1,2}"
_IN_BRACKETS = (
    rf"(?<![0-9第一二三四五六七八九十百])(?P<count>{_FIGURE})[个家种类项名处座][^，。；;：:（()）0-9\n]{{1,14}}"
    r"[（(](?:分别)?‹listed_verb›(?P<list>[^（()）\n]{3,120})[)）]"
)
_ABOVE = rf"(?P<whole>(?:以上|上述)(?P<count>{_FIGURE})[个家]?(?P<noun>‹listed_noun›))"
_LISTED = re.compile(r"[^，。；;：:（()）\n、\s]{1,14}(?:、[^，。；;：:（()）\n、\s]{1,14}){2,}")
_BETWEEN = re.compile("[、]|(?<=[一-鿿])[和与及](?=[一-鿿])")
_REACH = 160


def lists_are_complete(case: Case) -> Iterator[AuditFinding]:
    """Give the lists that name more or fewer things than are counted."""
    for found in case.vocabulary.pattern(_IN_BRACKETS).finditer(case.whole):
        names = [name.strip() for name in _BETWEEN.split(found["list"])]
        if len(set(names)) > 1 and len(set(names)) != parse_number(found["count"]) and "等" not in found["list"]:
            yield _finding(found["count"], names, (case.anchor(*found.span("count")), case.anchor(*found.span("list"))))
    for found in case.vocabulary.pattern(_ABOVE).finditer(case.whole):
        listed = list(_LISTED.finditer(case.whole, max(0, found.start() - _REACH), found.start()))
        names = _BETWEEN.split(listed[-1][0]) if listed else []
        if names and len(names) != parse_number(found["count"]) and "等" not in listed[-1][0]:
            yield _finding(found["count"], names, (case.anchor(*listed[-1].span()), case.anchor(*found.span("whole"))))


def _finding(count: str, names: list[str], anchors: tuple[Anchor, ...]) -> AuditFinding:
    message = f"说是{count}个，列出的不同名称有{len(set(names))}个：“{'、'.join(names)}”"
    return AuditFinding(COUNT, Layer.INSIDE, Severity.WARNING, Certainty.REVIEW, message, f"{COUNT}/{count}", anchors)
