"""What every check of a text is given: the text, what it promises, the word lists, and what a project says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType

from generator.audit.foreign.ground import Ground
from generator.audit.foreign.stated import Stated, stated
from generator.commitments.promise import Promise
from generator.rules.wording import Wording


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project says that a text may contradict.

    `known` are the names that may stand in its documents, `foreign` those of other bids with what each of them is.
    """

    promises: tuple[Promise, ...] = ()
    known: frozenset[str] = frozenset()
    foreign: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    number: str = ""


@dataclass(frozen=True)
class Case(Ground):
    """A text under audit."""

    wording: Wording
    project: ProjectFacts | None = None

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The promises that may be compared, in reading order."""
        return stated(self)
