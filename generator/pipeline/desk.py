"""What every run keeps: what was read and found, a project after its checks, files after a build."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from importlib import metadata
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from generator import __version__
from generator.commitments.catalog import Catalog
from generator.document.nodes import Document
from generator.finding import Finding, Outcome, Place, Severity, worst
from generator.load.files import find_template
from generator.load.overrides import Override
from generator.load.workspace import Loaded
from generator.model.bid import Bid
from generator.render.kinds import Kind
from generator.source import SourceMap
from generator.style.sheet import Sheet

if TYPE_CHECKING:
    pass


T = TypeVar("T")
OnStep = Callable[[str], None]
UNKNOWN_NAME = "T040"
"""T040: the project names a kind or a style that does not exist."""
NOT_BLIND = "B118"
"""B118: the tender demands a blind bid, the style shows who bids."""
TRACE = "trace.json"
REGISTER = "register.json"
_NO_DATE = date(2000, 1, 1)
UNWRITABLE = "F010"
"""F010: the output folder cannot be written (no permission, disk full)."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A project after all checks; `document` is None where an error stopped it. `texts` serve the carets."""

    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    readable: bool
    bid: Bid | None = None
    kind: Kind | None = None
    sheet: Sheet | None = None
    document: Document | None = None
    folder: str = ""
    overrides: tuple[Override, ...] = ()
    catalog: Catalog | None = None
    inputs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Built:
    """A project after building: its findings and the files written (none where an error stopped it)."""

    findings: tuple[Finding, ...]
    sources: SourceMap
    texts: Mapping[str, str]
    readable: bool
    files: tuple[Path, ...] = ()
    page_counts: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(slots=True)
class Desk:
    """What one run has read and found so far."""

    root: Path
    step: OnStep
    findings: list[Finding] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    inputs: dict[str, str] = field(default_factory=dict)
    templates: dict[str, str | None] = field(default_factory=dict)

    def take(self, outcome: Outcome[T]) -> T | None:
        """Keep an outcome's findings and give its value."""
        self.findings.extend(outcome.findings)
        return outcome.value

    def template(self, relative: str) -> str | None:
        """Read a file under `templates/zh`, once in a run; its absence is told by who asked for it."""
        if relative not in self.templates:
            self.templates[relative] = self._read(relative)
        return self.templates[relative]

    def _read(self, relative: str) -> str | None:
        outcome = find_template(self.root, relative)
        if outcome.value is None:
            return None
        self.texts[outcome.value.file] = outcome.value.text
        self.inputs[outcome.value.file] = outcome.value.sha256
        return outcome.value.text


def build_time(bid: Bid | None) -> datetime:
    """Give the time written into outputs: SOURCE_DATE_EPOCH where set, else the first moment of the bid's own date.

    Why not now: the same input must give the same bytes. Without a bid it is a day of no meaning.
    """
    return given_time() or datetime.combine(bid.project.date if bid else _NO_DATE, time(), UTC)


def given_time() -> datetime | None:
    """Give SOURCE_DATE_EPOCH where it is set and a moment, else None."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        with suppress(OverflowError, ValueError, OSError):  # a year that no calendar of this system has
            return datetime.fromtimestamp(int(epoch), UTC)
    return None


def versions() -> dict[str, str]:
    """Give the versions of what decides the outputs' bytes."""
    names = (
        *("fonttools", "jinja2", "lxml", "markdown-it-py", "pillow", "pydantic", "pypdfium2", "python-docx", "typst"),
        "weasyprint",
    )
    return {"bidgen": __version__, **{name: metadata.version(name) for name in names}}


def as_checked(desk: Desk, loaded: Loaded, **made: object) -> Checked:
    """Give what is known of a project whose data could be read."""
    return Checked(
        tuple(desk.findings),
        loaded.sources,
        MappingProxyType(desk.texts),
        readable=True,
        overrides=loaded.overrides,
        inputs=MappingProxyType(desk.inputs),
        **made,  # type: ignore[arg-type]
    )


def as_built(
    checked: Checked,
    findings: tuple[Finding, ...] | None = None,
    files: tuple[Path, ...] = (),
    page_counts: Mapping[str, int] = MappingProxyType({}),
) -> Built:
    """Give what a build of a project came to, with the findings of its checks where none came after them."""
    found = checked.findings if findings is None else findings
    return Built(found, checked.sources, checked.texts, checked.readable, files, page_counts)


def is_stopped(findings: tuple[Finding, ...]) -> bool:
    """Tell whether findings are so grave that nothing is written."""
    gravest = worst(findings)
    return gravest is not None and gravest >= Severity.ERROR


def unwritable(output: Path, error: OSError) -> Finding:
    """Report an output folder that cannot be written."""
    reason = os.strerror(error.errno) if error.errno else str(error)
    return Finding(
        UNWRITABLE,
        Severity.ERROR,
        Place(),
        f"不能写入输出文件夹“{output.name}”（{reason}）；原有文件没有改动",
        "检查文件夹的写入权限和磁盘剩余空间，或者用 --out 指定另一个文件夹。",
    )
