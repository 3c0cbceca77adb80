"""What a rule is: a row of the table with its function, what the function reads, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from generator.commitments.promise import Promise
from generator.document.nodes import Document
from generator.finding import Place, Severity
from generator.model.bid import Bid
from generator.model.paths import leaves
from generator.rules.corpus import Corpus, Found, corpus_of
from generator.rules.passages import Passage, data_passages, document_passages, template_place
from generator.rules.wording import Wording


@dataclass(frozen=True, slots=True)
class Context:
    """What rules read: the bid, the numbered document (None where none could be made), the word lists.

    `templates` gives the source of each template by the name the document calls it, to tell the line of a word;
    `foreign` the names that belong to other bids of the workspace, with what they are; `corpus` all words at once;
    `promises` are those of the register.
    """

    bid: Bid
    document: Document | None
    wording: Wording
    templates: Mapping[str, str]
    data_passages: tuple[Passage, ...]
    document_passages: tuple[Passage, ...]
    leaves: tuple[tuple[str, object], ...]
    corpus: Corpus
    foreign: Mapping[str, str]
    promises: tuple[Promise, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All words: those of the data, then those of the document."""
        return self.data_passages + self.document_passages

    def with_bid(self, bid: Bid) -> Context:
        """Give the same words read with another bid."""
        return replace(self, bid=bid)

    def with_promises(self, promises: tuple[Promise, ...]) -> Context:
        """Give the same with the promises of the register."""
        return replace(self, promises=promises)

    @property
    def decisive_day(self) -> date:
        """The day on which the bid is judged: the opening, else the deadline, else the bid's own date."""
        project = self.bid.project
        return project.opening or project.deadline or project.date


def context_of(
    bid: Bid,
    document: Document | None = None,
    wording: Wording | None = None,
    templates: Mapping[str, str] = MappingProxyType({}),
    foreign: Mapping[str, str] = MappingProxyType({}),
) -> Context:
    """Gather what rules read; without a document the rules on it have nothing to say."""
    found = tuple(leaves(bid))
    above, below = tuple(data_passages(found)), tuple(document_passages(document)) if document else ()
    corpus = corpus_of((*above, *below))
    return Context(bid, document, wording or Wording(), templates, above, below, found, corpus, foreign)


@dataclass(frozen=True, slots=True)
class Hit:
    """One fault a rule found: where, what is said about it, and the places it contradicts.

    `severity` is given where one rule tells graver cases from lighter ones.
    """

    place: Place
    message: str
    also: tuple[Place, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table; `basis` are ids of catalogs/law.yaml, the function's docstring is the explanation."""

    code: str
    title: str
    severity: Severity
    basis: tuple[str, ...]
    hint: str
    function: Callable[[Context], Iterable[Hit]]


def place_of(context: Context, passage: Passage, start: int, end: int) -> Place:
    """Give the place of a stretch of a passage: its key path, or its line in the template."""
    if passage.path:
        return Place(passage.path)
    return template_place(context.templates, passage.template, passage.text, start, end)


def place_found(context: Context, found: Found) -> Place:
    """Give the place of a stretch found in the corpus."""
    return place_of(context, found.passage, found.start, found.end)


def one_for_each_place(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Tell one cause once: the first hit at each place, with what the further ones there contradict too."""
    by_place: dict[Place, list[Hit]] = {}
    for hit in hits:
        by_place.setdefault(hit.place, []).append(hit)
    for first, *others in by_place.values():
        further = f"；另有{len(others)}处也是如此" if others else ""
        also = tuple(dict.fromkeys(place for hit in (first, *others) for place in hit.also))
        yield replace(first, message=f"{first.message}{further}", also=also)


def at(path: str) -> Place:
    """Give the place of the value at a key path."""
    return Place(path)
