"""The word lists of the workspace (wording, terms, typos, brands …): what rules look for, and where it may stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.record import rows_of
from generator.model.wording import Brand, FormerName, GroupName, Term, Trade, Typo, Variants, WordGroup
from generator.source import SourceMap, child_path

MALFORMED = "S180"
"""S180: a word list of the catalogs (wording.yaml, terms.yaml, typos.yaml …) is not of the form it must have."""

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
    "每一项写 id（placeholder、absolute、unlimited、liability、gesture、vague、soft之一）、title和words，"
    "例如“words: [最佳]”。",
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
_TYPOS = _ListFile(
    "catalogs/typos.yaml",
    "错别字清单",
    "每一项写 right和wrong，例如“{right: 安装, wrong: [按装]}”。",
)
_VARIANTS = _ListFile(
    "catalogs/variants.yaml",
    "异体字清单",
    "每一项写 id、title和pairs，例如“{id: traditional, title: 繁体字, pairs: [務务]}”。",
)
_BRANDS = _ListFile(
    "catalogs/brands.yaml",
    "品牌清单",
    "每一项写 id、name，有其他写法的写words，例如“{id: example, name: 示例牌, words: [EXAMPLE]}”。",
)
_FORMER = _ListFile(
    "catalogs/former_names.yaml",
    "旧名称清单",
    "每一项写 id、name、words和since，例如“{id: xiangyang, name: 襄阳市, words: [襄樊市], since: 2010-12-09}”。",
)


@dataclass(frozen=True, slots=True)
class Wording:
    """All word lists: groups of words, agreed terms, trades, mistakes of writing, brands, names no longer in use."""

    groups: tuple[WordGroup, ...] = ()
    terms: tuple[Term, ...] = ()
    trades: tuple[Trade, ...] = ()
    typos: tuple[Typo, ...] = ()
    variants: tuple[Variants, ...] = ()
    brands: tuple[Brand, ...] = ()
    former_names: tuple[FormerName, ...] = ()

    def group(self, name: GroupName) -> WordGroup:
        """Give a list by its id; an empty one where the file has none."""
        found = (group for group in self.groups if group.id == name)
        return next(found, WordGroup.model_construct(id=name, title=""))


def load_wording(root: Path) -> Outcome[Wording]:
    """Read the word lists of the workspace `root`, or the built-in ones; findings S001-S025 and S180."""
    desk = _Desk(root, [])
    wording = Wording(
        groups=desk.rows(_WORDS, rows_of(WordGroup)),
        terms=desk.rows(_TERMS, rows_of(Term)),
        trades=desk.rows(_TRADES, rows_of(Trade)),
        typos=desk.rows(_TYPOS, rows_of(Typo)),
        variants=desk.rows(_VARIANTS, rows_of(Variants)),
        brands=desk.rows(_BRANDS, rows_of(Brand)),
        former_names=desk.rows(_FORMER, rows_of(FormerName)),
    )
    is_malformed = any(finding.code == MALFORMED for finding in desk.findings)
    return Outcome(None if is_malformed else wording, tuple(desk.findings))


@dataclass(frozen=True, slots=True)
class _Desk:
    """Reads one list after another and keeps what is found wrong."""

    root: Path
    findings: list[Finding]

    def rows(self, source: _ListFile, kind: TypeAdapter[tuple[T, ...]]) -> tuple[T, ...]:
        """Give the rows of a list, none where it is malformed."""
        read = _read(self.root, source, kind)
        self.findings.extend(read.findings)
        return read.value or ()


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
