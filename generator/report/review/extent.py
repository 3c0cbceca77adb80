"""How far the check went: the families of rules, the laws and standards behind them, the input files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.finding import Severity
from generator.model.bid import Bid
from generator.report.review.case import Case
from generator.rules.documentation import FAMILIES
from generator.rules.laws import laws
from generator.rules.table import RULES
from generator.zh.dates import long

DIGEST = 12
"""So many characters of a SHA-256 tell files of one project apart."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of rules: its letter and name, how many rules it has, how many findings of each severity it gave."""

    letter: str
    name: str
    rules: int
    found: Mapping[Severity, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A law or standard: title, number, the day it came into force, how many of its articles rules rest on."""

    title: str
    number: str
    since: str
    articles: int


def families(case: Case) -> tuple[Family, ...]:
    """Give the families of rules; what other stages found (data, templates, …) stands in the last one."""
    rules = Counter(rule.code[0] for rule in RULES)
    known = (
        Family(letter, name, rules[letter], _found(case, frozenset(letter)))
        for letter, name in sorted(FAMILIES.items(), key=lambda item: "RQPCWL".index(item[0]))
    )
    others = frozenset(finding.code[0] for finding in case.findings) - frozenset(FAMILIES)
    return (*known, Family("—", "资料、模板和输出", 0, _found(case, others)))


def sources() -> tuple[Source, ...]:
    """Give the laws and standards on which the rules rest, in the order of the register of laws."""
    used = {name for rule in RULES for name in rule.basis}
    rows = [row for name, row in laws().items() if name in used]
    articles = Counter(row.title for row in rows)
    by_title = {row.title: row for row in reversed(rows)}
    titles = dict.fromkeys(row.title for row in rows)
    return tuple(
        Source(title, by_title[title].number or "", long(by_title[title].since), articles[title]) for title in titles
    )


def standards(bid: Bid, day: date) -> tuple[int, int]:
    """Count the registered standards in force on a day, and those withdrawn by then."""
    withdrawn = sum(one.withdrawn is not None and one.withdrawn <= day for one in bid.standards)
    return len(bid.standards) - withdrawn, withdrawn


def inputs(case: Case) -> tuple[tuple[str, str], ...]:
    """Give each file that was read, with the beginning of its SHA-256."""
    return tuple((file, digest[:DIGEST]) for file, digest in sorted(case.inputs.items()))


def _found(case: Case, letters: frozenset[str]) -> Mapping[Severity, int]:
    counts = Counter(finding.severity for finding in case.findings if finding.code[0] in letters)
    return {severity: counts[severity] for severity in sorted(Severity, reverse=True)}
