"""The register: every promise with what it answers, what backs it, who changed it, and everywhere it is printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.commitments.authority import Bound, Grant, bounds, grants
from generator.commitments.backing import Backing, backing_of
from generator.commitments.catalog import Catalog
from generator.commitments.occurrences import Occurrence, occurrences
from generator.commitments.promise import Promise, promises
from generator.document.nodes import Document
from generator.load.overrides import Override, is_below
from generator.model.bid import Bid
from generator.model.deviation import answer as answered
from generator.model.paths import locate
from generator.model.project import Demand

NOT_COMPARABLE, NOT_ANSWERED = "不能比较", "没有响应"

_NO_PAGES: Mapping[int, Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Change:
    """A project's override of a promise: what the catalog said (of a list or mapping its YAML), why, by whom, when.

    `key` is what was replaced, `path` the override itself.
    """

    key: str
    old_text: str
    reason: str
    approver: str
    date: str
    path: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A demand of the tender that a promise answers, its key path, and how the answer compares, computed."""

    demand: Demand
    path: str
    verdict: str = NOT_COMPARABLE


@dataclass(frozen=True, slots=True)
class Exemption:
    """A waiver of a finding on a promise: the code it waives, why, by whom, from when and till when."""

    code: str
    reason: str
    approver: str
    date: str
    until: str
    path: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A promise with everything known of it; `bound` is what sales staff may promise without asking."""

    promise: Promise
    printed: tuple[Occurrence, ...] = ()
    answers: tuple[Answer, ...] = ()
    backing: tuple[Backing, ...] = ()
    change: Change | None = None
    bound: Bound | None = None
    grants: tuple[Grant, ...] = ()
    exemptions: tuple[Exemption, ...] = ()


@dataclass(frozen=True, slots=True)
class Register:
    """All promises of one bid in the order of the catalog; `project`, `number` and `bidder` name the bid."""

    project: str
    number: str
    bidder: str
    date: str
    entries: tuple[Registered, ...]

    @property
    def unprinted(self) -> tuple[Registered, ...]:
        """The promises that stand nowhere in the document."""
        return tuple(entry for entry in self.entries if not entry.printed)

    @property
    def has_pages(self) -> bool:
        """Whether it is known on which pages promises are printed."""
        return any(found.pages for entry in self.entries for found in entry.printed)


def register(
    bid: Bid,
    document: Document | None,
    catalog: Catalog,
    overrides: Sequence[Override] = (),
    pages: Mapping[int, Mapping[str, str]] = _NO_PAGES,
) -> Register:
    """Register the promises of a bid; `pages` gives the pages of each printed value by its trace number."""
    found = promises(bid, catalog)
    printed = occurrences(document, {promise.path for promise in found}, pages) if document else {}
    answers, behind, limits, granted = _answers(bid), backing_of(bid), bounds(bid, found), grants(bid)
    entries = tuple(
        Registered(
            promise,
            printed.get(promise.path, ()),
            tuple(answer for key, answer in answers if is_below(promise.path, (key,))),
            behind(promise.path),
            _change(bid, promise, overrides),
            limits.get(promise.path),
            granted.get(promise.path, ()),
            tuple(_exemptions(bid, promise)),
        )
        for promise in found
    )
    project = bid.project
    return Register(project.name, project.number, bid.company.name, project.date.isoformat(), entries)


def _answers(bid: Bid) -> tuple[tuple[str, Answer], ...]:
    """Give each demand that names a fact, behind the key path of that fact."""
    demands = (
        (locate(bid, demand.key), _answer(bid, demand, f"project.demands[{index}]"))
        for index, demand in enumerate(bid.project.demands)
        if demand.key
    )
    return tuple((located.path, answer) for located, answer in demands if located)


def _answer(bid: Bid, demand: Demand, path: str) -> Answer:
    found = answered(bid, demand, path)
    return Answer(demand, path, (found.verdict or NOT_COMPARABLE) if found else NOT_ANSWERED)


def _exemptions(bid: Bid, promise: Promise) -> Iterator[Exemption]:
    """Give the waivers that name the promise or what it belongs to."""
    for index, waiver in enumerate(bid.project.waivers):
        if waiver.key and is_below(promise.path, (waiver.key,)):
            until = waiver.until.isoformat() if waiver.until else ""
            path = f"project.waivers[{index}]"
            yield Exemption(waiver.code, waiver.reason, waiver.approver, waiver.date.isoformat(), until, path)


def _change(bid: Bid, promise: Promise, overrides: Sequence[Override]) -> Change | None:
    for override in overrides:
        if is_below(promise.path, (override.key,)):
            entry = bid.project.overrides[override.index]
            path = f"project.overrides[{override.index}]"
            day = entry.date.isoformat()
            return Change(override.key, override.old_text, entry.reason, entry.approver, day, path)
    return None
