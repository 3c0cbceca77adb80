"""What a project registers besides promises: numbers, addresses, dates and people, each with what stands beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.audit.foreign.amounts import Worth, words_of
from generator.model.bid import Bid
from generator.model.paths import leaves, resolve
from generator.source import parent_path
from generator.zh.dates import long

CODE, DATE = "code", "date"
_FEWEST_DIGITS = 4
_SHORTEST = 6
_OWNERS = ("number", "name", "contact")


@dataclass(frozen=True, slots=True)
class Fact:
    """A registered value: its key path, its words as they are printed, what it is worth.

    `owners` are the number and the name of the thing that it is of (a certificate, a person).
    """

    path: str
    text: str
    worth: Worth
    owners: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """What it is: a code, a date, a sum, a time; nothing for a name."""
        return self.worth[0] if self.worth else ""


def registered(bid: Bid) -> tuple[Fact, ...]:
    """Give the codes, telephones, addresses and dates of a bid, and what a label of a document may name."""
    people = ((path, _person(bid, path)) for path in ("project.project_manager", "project.technical_lead"))
    named = (Fact(path, name, ()) for path, name in people if name)
    return (*(fact for path, value in leaves(bid) for fact in _facts(bid, path, value)), *named)


def _facts(bid: Bid, path: str, value: object) -> Iterator[Fact]:
    if type(value) is date:
        yield Fact(path, long(value), words_of(long(value)).amounts[0].worth, _owners(bid, path))
    elif path in _LABELLED or (isinstance(value, str) and _is_registered(path, value)):
        yield from _worded(bid, path, str(value))


def _is_registered(path: str, value: str) -> bool:
    return any(map(str.isdigit, value)) and not path.endswith(_NO_CODES) and not path.startswith("standards[")


_NO_CODES = (".id", ".picture", ".logo", ".reference_docx", ".query_url", ".key")
"""What is a code to the data only."""
_LABELLED = frozenset(
    {
        *("company.legal_representative", "company.bank.name", "company.registered_capital", "project.validity"),
        *("company.emails.business", "company.emails.support", "company.emails.complaint", "company.website"),
    }
)
"""What a label of a document names though it is no code."""


def _worded(bid: Bid, path: str, text: str) -> Iterator[Fact]:
    amounts = words_of(text).amounts
    if path in _LABELLED:
        yield Fact(path, text, amounts[0].worth if amounts else ())
    elif path == "company.bank.account":
        yield Fact(path, text, (CODE, "".join(text.split())))
    else:
        for each in amounts:
            words = text[each.start : each.end]
            if each.worth[0] == CODE and is_telling(words):
                yield Fact(path, words, each.worth, _owners(bid, path))


def is_telling(code: str) -> bool:
    """Tell whether a code is long enough that one like it is the same one miswritten."""
    return len(code) >= _SHORTEST and ("@" in code or sum(map(str.isdigit, code)) >= _FEWEST_DIGITS)


def _owners(bid: Bid, path: str) -> tuple[str, ...]:
    parent = resolve(bid, parent_path(path)) if parent_path(path) else None
    names = (getattr(parent, key, None) for key in _OWNERS)
    return tuple(name for name in names if isinstance(name, str))


def _person(bid: Bid, path: str) -> str:
    wanted = resolve(bid, path)
    return next((each.name for each in bid.company.staff if each.id == wanted), "")
