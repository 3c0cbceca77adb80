"""What a rule is: a row of the table with its function, what the function reads, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from generator.document.nodes import Document
from generator.finding import Place, Severity
from generator.model.bid import Bid
from generator.rules.passages import Passage, data_passages, document_passages, template_place
from generator.rules.wording import Wording


@dataclass(frozen=True, slots=True)
class Context:
    """What rules read: the bid, the numbered document (None where none could be made), the word lists.

    `templates` gives the source of each template by the name the document calls it, to tell the line of a word.
    """

    bid: Bid
    document: Document | None
    wording: Wording
    templates: Mapping[str, str]
    data_passages: tuple[Passage, ...]
    document_passages: tuple[Passage, ...]

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All words: those of the data, then those of the document."""
        return self.data_passages + self.document_passages

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
) -> Context:
    """Gather what rules read; without a document the rules on it have nothing to say."""
    below = tuple(document_passages(document)) if document else ()
    return Context(bid, document, wording or Wording(), templates, tuple(data_passages(bid)), below)


@dataclass(frozen=True, slots=True)
class Hit:
    """One fault a rule found: where, what is said about it, and the places it contradicts."""

    place: Place
    message: str
    also: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A row of the table; `basis` names law articles or standards, the function's docstring is the explanation."""

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


def at(path: str) -> Place:
    """Give the place of the value at a key path."""
    return Place(path)
