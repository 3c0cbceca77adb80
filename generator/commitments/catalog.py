"""The catalog of promises, `catalogs/commitments.yaml`: read, checked against the model, and made whole key paths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.workspace import read_catalog_list
from generator.model.commitments import CommitmentFamily, Dimension, Party, Phase, PromiseRule, ScopeRule
from generator.model.patterns import container_patterns, leaf_patterns, pattern_parts
from generator.model.record import rows_of
from generator.source import SourceMap, child_path
from generator.zh.identifiers import nearest

MALFORMED = "S181"
"""S181: the register of promises in catalogs/commitments.yaml is not of the form it must have."""
UNKNOWN_PATTERN = "S182"
"""S182: catalogs/commitments.yaml names a key path the model does not have."""
REPEATED_PATTERN = "S183"
"""S183: catalogs/commitments.yaml lists a key path twice."""

FILE = "catalogs/commitments.yaml"

_ROOT = "commitments"
_HINT = "每一族写 at，其下写 promises（keys、kind、subject）和 none（keys、reason），可以参照自带的承诺登记。"


@dataclass(frozen=True, slots=True)
class ScopePattern:
    """Where a side of the scope is told: after how many steps of the promise's key path, and how it is named."""

    steps: int
    dimension: Dimension
    name: str
    by: str
    names: str


@dataclass(frozen=True, slots=True)
class PromisePattern:
    """One pattern of key paths that are promises, with everything the catalog says about it; patterns are whole."""

    pattern: str
    rule: PromiseRule
    phase: Phase
    party: Party
    scopes: tuple[ScopePattern, ...]
    clock: str
    owner: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """All patterns in the order of the catalog; `none` gives the reason for each figure that promises nothing."""

    promises: tuple[PromisePattern, ...] = ()
    none: tuple[tuple[str, str], ...] = ()

    @property
    def patterns(self) -> tuple[str, ...]:
        """Every pattern the catalog lists, as a promise or as none."""
        return (*(promise.pattern for promise in self.promises), *(pattern for pattern, _ in self.none))


def load_catalog(root: Path) -> Outcome[Catalog]:
    """Read the catalog of the workspace `root`, or the built-in one; findings S001-S025 and S181-S183."""
    read = read_catalog_list(root, FILE)
    data, sources = read.value or ((), SourceMap())
    try:
        families = rows_of(CommitmentFamily).validate_python(data)
    except ValidationError as error:
        problems = tuple(_malformed(detail, sources) for detail in _own(error.errors()))
        return Outcome(None, (*read.findings, *problems))
    findings = (*read.findings, *_unknown(families, sources), *_repeated(families, sources))
    return Outcome(catalog_of(families), findings)


def catalog_of(families: tuple[CommitmentFamily, ...]) -> Catalog:
    """Give the catalog that families make; a pattern the model does not have finds nothing."""
    promises = tuple(promise for family in families for promise in _promises(family))
    none = tuple(
        (child_path(family.at, key), entry.reason) for family in families for entry in family.none for key in entry.keys
    )
    return Catalog(promises, none)


def _promises(family: CommitmentFamily) -> Iterator[PromisePattern]:
    for rule in family.promises:
        for key in rule.keys:
            pattern = child_path(family.at, key)
            yield PromisePattern(
                pattern,
                rule,
                rule.phase or family.phase,
                rule.party or family.party,
                tuple(_scopes(family, pattern)),
                child_path(family.at, rule.clock_key) if rule.clock_key else "",
                child_path(family.at, rule.owner_key) if rule.owner_key else "",
            )


def _scopes(family: CommitmentFamily, pattern: str) -> Iterator[ScopePattern]:
    parts = pattern_parts(pattern)
    for rule in family.scopes:
        place = pattern_parts(child_path(family.at, rule.at))
        if parts[: len(place)] == place:
            yield _scope(rule, len(place))


def _scope(rule: ScopeRule, steps: int) -> ScopePattern:
    return ScopePattern(steps, rule.dimension, rule.name or "", rule.by or "", rule.names or "")


# --- faults ----------------------------------------------------------------------------------------------------------


def _own(details: list[ErrorDetails]) -> Iterator[ErrorDetails]:
    """Give each error that does not merely follow from one below it, as a list too short for want of a right item."""
    places = [detail["loc"] for detail in details]
    for detail in details:
        loc = detail["loc"]
        if not any(len(place) > len(loc) and place[: len(loc)] == loc for place in places):
            yield detail


def _malformed(detail: ErrorDetails, sources: SourceMap) -> Finding:
    path = _ROOT
    for part in detail["loc"]:
        path = child_path(path, part)
    reason = detail.get("ctx", {}).get("message", "")
    what = f"承诺登记的“{path.removeprefix(_ROOT)}”填写不正确"
    return Finding(MALFORMED, Severity.ERROR, _at(sources, path), f"{what}：{reason}" if reason else what, _HINT)


def _unknown(families: tuple[CommitmentFamily, ...], sources: SourceMap) -> Iterator[Finding]:
    leaves, above = leaf_patterns(), container_patterns()
    for path, pattern, is_leaf in _named(families):
        if pattern not in leaves and (is_leaf or pattern not in above):
            near = nearest(pattern, leaves)
            hint = f"是不是“{near}”？" if near else "键路径从本族的 at 写起，列表项写“[*]”，任意键写“.*”。"
            yield Finding(UNKNOWN_PATTERN, Severity.WARNING, _at(sources, path), f"资料中没有“{pattern}”这样的键", hint)


def _repeated(families: tuple[CommitmentFamily, ...], sources: SourceMap) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for path, pattern in _listed(families):
        if pattern in seen:
            hint = "一个键只列一次：或者是承诺，或者不是。"
            also = (_at(sources, seen[pattern]),)
            yield Finding(
                REPEATED_PATTERN, Severity.WARNING, _at(sources, path), f"“{pattern}”列了两次", hint, also=also
            )
        seen.setdefault(pattern, path)


def _named(families: tuple[CommitmentFamily, ...]) -> Iterator[tuple[str, str, bool]]:
    """Give the place of every pattern, the pattern, and whether it must name a single value."""
    yield from ((path, pattern, True) for path, pattern in _listed(families))
    for at, family in enumerate(families):
        here = child_path(_ROOT, at)
        for index, scope in enumerate(family.scopes):
            yield f"{here}.scopes[{index}].at", child_path(family.at, scope.at), False
            if scope.names:
                yield f"{here}.scopes[{index}].names", scope.names, False
        for index, rule in enumerate(family.promises):
            for name, key in (("clock_key", rule.clock_key), ("owner_key", rule.owner_key)):
                if key:
                    yield f"{here}.promises[{index}].{name}", child_path(family.at, key), True


def _listed(families: tuple[CommitmentFamily, ...]) -> Iterator[tuple[str, str]]:
    for at, family in enumerate(families):
        listed = {"promises": [rule.keys for rule in family.promises], "none": [entry.keys for entry in family.none]}
        for name, entries in listed.items():
            for index, keys in enumerate(entries):
                for number, key in enumerate(keys):
                    yield f"{_ROOT}[{at}].{name}[{index}].keys[{number}]", child_path(family.at, key)


def _at(sources: SourceMap, path: str) -> Place:
    return Place(span=sources.value(path))
