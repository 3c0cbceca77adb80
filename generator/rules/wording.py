"""The word lists of `catalogs/wording.yaml`: which words the wording rules look for, and where they may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.wording import GroupName, WordGroup
from generator.source import SourceMap, child_path

MALFORMED = "S180"
"""S180: the word lists of catalogs/wording.yaml are not of the form they must have."""

FILE = "catalogs/wording.yaml"

_HINT = "每一项写 id（placeholder、absolute、unlimited、vague之一）、title和words，例如“words: [最佳, 国家级]”。"


@dataclass(frozen=True, slots=True)
class Wording:
    """All word lists."""

    groups: tuple[WordGroup, ...] = ()

    def group(self, name: GroupName) -> WordGroup:
        """Give a list by its id; an empty one where the file has none."""
        found = (group for group in self.groups if group.id == name)
        return next(found, WordGroup.model_construct(id=name, title=""))


def load_wording(root: Path) -> Outcome[Wording]:
    """Read the word lists of the workspace `root`, or the built-in ones; findings S001-S025 and S180."""
    read = read_catalog_list(root, FILE)
    data, sources = read.value or ((), SourceMap())
    try:
        groups = TypeAdapter(tuple[WordGroup, ...]).validate_python(data)
    except ValidationError as error:
        return Outcome(None, (*read.findings, *_problems(error, sources)))
    return Outcome(Wording(groups), read.findings)


def _problems(error: ValidationError, sources: SourceMap) -> Iterator[Finding]:
    for detail in error.errors():
        path = "wording"
        for part in detail["loc"]:
            path = child_path(path, part)
        message = f"用词清单的“{path.removeprefix('wording')}”填写不正确"
        yield Finding(MALFORMED, Severity.ERROR, Place(span=sources.value(path)), message, _HINT)
