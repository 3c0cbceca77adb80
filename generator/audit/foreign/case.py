"""What every check of a text is given: the text, what it promises, the word lists, and what a project says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from types import MappingProxyType

from generator.audit.foreign.alignment import Alignment, aligned
from generator.audit.foreign.comparison import Pair, compared_lines
from generator.audit.foreign.facts import Fact
from generator.audit.foreign.ground import Ground
from generator.audit.foreign.rendering import Line, Rendering
from generator.audit.foreign.stated import Stated, stated
from generator.commitments.promise import Promise
from generator.rules.wording import Wording


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name of the project itself: what it is, where it was written, and what other bids' names stand in its place."""

    title: str
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What a project says that a text may contradict.

    `known` are the names that may stand in its documents, `foreign` those of other bids with what each of them is;
    `rendering` is what its own document prints, nothing where the text is not to be laid beside it. `own` are the
    names of the bidder, the buyer and the project, `date` its date, `said` every word of its data, `facts` its
    numbers, dates and people.
    """

    promises: tuple[Promise, ...] = ()
    known: frozenset[str] = frozenset()
    foreign: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    number: str = ""
    rendering: Rendering = field(default_factory=Rendering)
    own: tuple[OwnName, ...] = ()
    date: date | None = None
    said: str = ""
    facts: tuple[Fact, ...] = ()

    def counterpart(self, title: str) -> OwnName | None:
        """Give the project's own name of the sort of a name of another bid: 另一个项目的采购人 → 采购人."""
        return next((each for each in self.own if title.endswith(each.title)), None)


@dataclass(frozen=True)
class Case(Ground):
    """A text under audit."""

    wording: Wording
    project: ProjectFacts | None = None

    @cached_property
    def stated(self) -> tuple[Stated, ...]:
        """The promises that may be compared, in reading order."""
        return stated(self)

    @cached_property
    def alignment(self) -> Alignment:
        """The lines of the text beside those that the project prints."""
        printed = self.project.rendering if self.project else Rendering()
        return aligned(self.text, printed, self.vocabulary.variants) if printed.lines else Alignment()

    @cached_property
    def pairs(self) -> tuple[tuple[Line, tuple[Pair, ...]], ...]:
        """Each line that the project prints otherwise, with its pieces and those found in their place."""
        return tuple(compared_lines(self.alignment, self._label_at, self.vocabulary.variants))

    def _label_at(self, start: int) -> str:
        block = self.block_at(start)
        return block.label if block and block.start == start else ""

    @cached_property
    def printed(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text that the project prints as they are, in order."""
        parts = (part for _, pairs in self.pairs for pair in pairs for part in pair.same)
        joined: list[tuple[int, int]] = []
        for start, end in sorted((*self.alignment.same, *parts)):
            if joined and not self.whole[joined[-1][1] : start].strip():
                joined[-1] = (joined[-1][0], max(joined[-1][1], end))
            else:
                joined.append((start, end))
        return tuple(joined)

    @cached_property
    def printed_blocks(self) -> frozenset[int]:
        """The numbers of the blocks that the project prints as they are."""
        found = (self.block_at(start) for start, _ in self.alignment.same)
        return frozenset(block.number for block in found if block)
