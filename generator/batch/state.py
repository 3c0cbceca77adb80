"""What a build left beside its output folder, so that the next one can tell whether anything is to be done.

Why beside and not in the folder: the folder of a blind bid may be handed in as it is, and this names the bidder.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from generator.finding import Finding, Place, Severity
from generator.load.asked import Asked, Kind, Question
from generator.source import Span

FORM = 1
"""Changes with what a state means: one of another form is passed over."""
STATES, _FILE = ".bidgen", "state.json"


@dataclass(frozen=True, slots=True)
class BuildState:
    """What a build was made from, what it made, and what it found.

    `workspace` leads from the output folder to the workspace, `project` from there to the project's file. `choices`
    are the user's, `surroundings` the programs and fonts. `outputs` and `former` give SHA-256 by file name; the former
    ones were written by builds before and are not outputs any more. `key` and `making` are for the documents alone.
    """

    workspace: str
    project: str
    choices: Mapping[str, str]
    surroundings: Mapping[str, str]
    asked: Asked
    key: str
    outputs: Mapping[str, str]
    page_counts: Mapping[str, int]
    findings: tuple[Finding, ...] = ()
    making: tuple[Finding, ...] = ()
    shown: tuple[str, ...] = ()
    former: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_errors(self) -> bool:
        """Whether the build found an error and yet wrote something."""
        return any(finding.severity >= Severity.ERROR for finding in self.findings)


def state_path(output: Path) -> Path:
    """Give where the state of an output folder lies."""
    return output.parent / STATES / output.name / _FILE


def state_paths(out: Path) -> tuple[Path, ...]:
    """Give every state of the output folders in `out`."""
    return tuple(sorted((out / STATES).glob(f"*/{_FILE}")))


def output_of(state: Path) -> Path:
    """Give the output folder that a state's file is about."""
    return state.parent.parent.parent / state.parent.name


def read_state(path: Path) -> BuildState | None:
    """Read a state; None where there is none or it cannot be understood."""
    try:
        return _state(json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, KeyError, IndexError):
        return None


def state_json(state: BuildState) -> bytes:
    """Write a state."""
    content = {
        "form": FORM,
        "workspace": state.workspace,
        "project": state.project,
        "choices": dict(state.choices),
        "surroundings": dict(state.surroundings),
        "asked": [[question.kind.value, question.about, answer] for question, answer in state.asked.items()],
        "key": state.key,
        "outputs": dict(state.outputs),
        "page_counts": dict(state.page_counts),
        "findings": [_finding_row(finding) for finding in state.findings],
        "making": [_finding_row(finding) for finding in state.making],
        "shown": list(state.shown),
        "former": dict(state.former),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def digests_in(folder: Path, names: Mapping[str, str]) -> dict[str, str]:
    """Give the SHA-256 of those of the named files that lie in a folder and can be read."""
    found = {name: _digest(folder / name) for name in names}
    return {name: digest for name, digest in found.items() if digest}


def _digest(file: Path) -> str:
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _state(content: dict[str, Any]) -> BuildState | None:
    if content["form"] != FORM:
        return None
    return BuildState(
        workspace=str(content["workspace"]),
        project=str(content["project"]),
        choices=dict(content["choices"]),
        surroundings=dict(content["surroundings"]),
        asked={Question(Kind(kind), about): answer for kind, about, answer in content["asked"]},
        key=content["key"],
        outputs=dict(content["outputs"]),
        page_counts=dict(content["page_counts"]),
        findings=tuple(map(_finding, content["findings"])),
        making=tuple(map(_finding, content["making"])),
        shown=tuple(content["shown"]),
        former=dict(content["former"]),
    )


# --- findings --------------------------------------------------------------------------------------------------------


def _finding_row(finding: Finding) -> list[object]:
    return [
        finding.code,
        finding.severity.value,
        _place_row(finding.place),
        finding.message,
        finding.hint,
        list(finding.basis),
        [_place_row(place) for place in finding.also],
    ]


def _place_row(place: Place) -> list[object]:
    span = place.span
    lines = [span.file, span.line, span.column, span.end_line, span.end_column] if span else None
    return [place.path, lines, place.on_key, place.quote]


def _finding(row: list[Any]) -> Finding:
    code, severity, place, message, hint, basis, also = row
    places = tuple(map(_place, also))
    return Finding(code, Severity(severity), _place(place), message, hint, tuple(basis), places)


def _place(row: list[Any]) -> Place:
    path, span, on_key, quote = row
    return Place(path, Span(*span) if span else None, on_key, quote)
