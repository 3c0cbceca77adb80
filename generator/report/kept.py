"""What a build takes over from an earlier one of the same document, and what it leaves for a later one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from generator.finding import Finding


@dataclass(frozen=True, slots=True)
class Kept:
    """Documents of an earlier build by format, the number of their pages, each value's pages, and what was found.

    `lists` are the files that tell of the documents' places alone (the signing list), by name.
    """

    outputs: Mapping[str, bytes]
    page_counts: Mapping[str, int]
    value_pages: Mapping[int, Mapping[str, str]]
    findings: tuple[Finding, ...]
    lists: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ending:
    """A build about to be written: all its files by name, and what its documents were made from (`key`).

    `making` was found when the documents were made; `findings` are all, with their spans; `texts` are what these
    point into. `page_counts` are by format.
    """

    key: str
    files: Mapping[str, bytes]
    page_counts: Mapping[str, int]
    making: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    texts: Mapping[str, str]


class Memory(Protocol):
    """Remembers builds: what one may take over, and what it adds to the files so that the next one may."""

    def kept(self, key: str) -> Kept | None:
        """Give the documents that an earlier build made from the same; None where there are none, or not as made."""

    def added(self, ending: Ending) -> Mapping[Path, bytes]:
        """Give further files, to be written after all others."""


class Forgetful:
    """Remembers nothing."""

    def kept(self, key: str) -> Kept | None:  # noqa: ARG002 - as the protocol has it
        """Give nothing."""
        return None

    def added(self, ending: Ending) -> Mapping[Path, bytes]:  # noqa: ARG002 - as the protocol has it
        """Add nothing."""
        return {}
