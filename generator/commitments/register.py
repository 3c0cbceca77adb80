"""The register: every promise with what it answers, what backs it, who changed it, and everywhere it is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from generator.commitments.backing import Backing, warranty_backing
from generator.commitments.catalog import Catalog
from generator.commitments.occurrences import Occurrence, occurrences
from generator.commitments.promise import Promise, promises
from generator.document.nodes import Document
from generator.load.overrides import Override, is_below
from generator.model.bid import Bid
from generator.model.paths import locate
from generator.model.project import Demand

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
    """A demand of the tender that a promise answers, and its key path."""

    demand: Demand
    path: str


@dataclass(frozen=True, slots=True)
class Registered:
    """A promise with everything known of it."""

    promise: Promise
    printed: tuple[Occurrence, ...] = ()
    answers: tuple[Answer, ...] = ()
    backing: tuple[Backing, ...] = ()
    change: Change | None = None


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
    answers, backing = _answers(bid), warranty_backing(bid)
    entries = tuple(
        Registered(
            promise,
            printed.get(promise.path, ()),
            tuple(answer for key, answer in answers if is_below(promise.path, (key,))),
            backing.get(promise.path, ()),
            _change(bid, promise, overrides),
        )
        for promise in found
    )
    project = bid.project
    return Register(project.name, project.number, bid.company.name, project.date.isoformat(), entries)


def _answers(bid: Bid) -> tuple[tuple[str, Answer], ...]:
    """Give each demand that names a fact, behind the key path of that fact."""
    demands = (
        (locate(bid, demand.key), Answer(demand, f"project.demands[{index}]"))
        for index, demand in enumerate(bid.project.demands)
        if demand.key
    )
    return tuple((located.path, answer) for located, answer in demands if located)


def _change(bid: Bid, promise: Promise, overrides: Sequence[Override]) -> Change | None:
    for override in overrides:
        if is_below(promise.path, (override.key,)):
            entry = bid.project.overrides[override.index]
            path = f"project.overrides[{override.index}]"
            day = entry.date.isoformat()
            return Change(override.key, override.old_text, entry.reason, entry.approver, day, path)
    return None
