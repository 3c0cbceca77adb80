"""The word lists of the workspace (wording, terms, trades): what wording rules look for, and where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.wording import GroupName, Term, Trade, WordGroup
from generator.source import SourceMap, child_path

MALFORMED = "S180"
"""S180: the word lists of catalogs/wording.yaml, terms.yaml or trades.yaml are not of the form they must have."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _ListFile:
    """A file of word lists: what it is called, and how a row is written."""

    file: str
    title: str
    hint: str


_WORDS = _ListFile(
    "catalogs/wording.yaml",
    "用词清单",
    "每一项写 id（placeholder、absolute、unlimited、vague、soft、typo之一）、title和words，例如“words: [最佳]”。",
)
_TERMS = _ListFile(
    "catalogs/terms.yaml",
    "术语清单",
    "每一项写 id、term和words，例如“{id: login, term: 登录, words: [登陆]}”。",
)
_TRADES = _ListFile(
    "catalogs/trades.yaml",
    "行业用词清单",
    "每一项写 id、title和words，例如“{id: medical, title: 医疗行业, words: [患者]}”。",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """All word lists, the agreed terms, and the words of trades."""

    groups: tuple[WordGroup, ...] = ()
    terms: tuple[Term, ...] = ()
    trades: tuple[Trade, ...] = ()

    def group(self, name: GroupName) -> WordGroup:
        """Give a list by its id; an empty one where the file has none."""
        found = (group for group in self.groups if group.id == name)
        return next(found, WordGroup.model_construct(id=name, title=""))


def load_wording(root: Path) -> Outcome[Wording]:
    """Read the word lists and terms of the workspace `root`, or the built-in ones; findings S001-S025 and S180."""
    groups = _read(root, _WORDS, TypeAdapter(tuple[WordGroup, ...]))
    terms = _read(root, _TERMS, TypeAdapter(tuple[Term, ...]))
    trades = _read(root, _TRADES, TypeAdapter(tuple[Trade, ...]))
    findings = (*groups.findings, *terms.findings, *trades.findings)
    if groups.value is None or terms.value is None or trades.value is None:
        return Outcome(None, findings)
    return Outcome(Wording(groups.value, terms.value, trades.value), findings)


def _read(root: Path, source: _ListFile, rows: TypeAdapter[tuple[T, ...]]) -> Outcome[tuple[T, ...]]:
    read = read_catalog_list(root, source.file)
    data, sources = read.value or ((), SourceMap())
    try:
        return Outcome(rows.validate_python(data), read.findings)
    except ValidationError as error:
        return Outcome(None, (*read.findings, *_problems(error, sources, source)))


def _problems(error: ValidationError, sources: SourceMap, source: _ListFile) -> Iterator[Finding]:
    stem = Path(source.file).stem
    for detail in error.errors():
        path = stem
        for part in detail["loc"]:
            path = child_path(path, part)
        message = f"{source.title}的“{path.removeprefix(stem)}”填写不正确"
        yield Finding(MALFORMED, Severity.ERROR, Place(span=sources.value(path)), message, source.hint)
