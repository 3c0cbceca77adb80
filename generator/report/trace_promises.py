"""The promises of a bid as far as its printed values tell them: a blind bid writes a trace and no register."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from generator.commitments.catalog import Catalog, PromisePattern, ScopePattern
from generator.commitments.lattice import Promised, Scope, Side, Tag, confined
from generator.commitments.promise import NAMES, Promise, told_apart
from generator.document.nodes import Document
from generator.document.walk import values
from generator.model.commitments import Dimension
from generator.model.patterns import leaf_patterns
from generator.report.difference import Comparison, Version, compared
from generator.source import SourceMap
from generator.zh.dates import parse_date
from generator.zh.errors import FormError
from generator.zh.money import Money, parse_money
from generator.zh.quantity import Quantity, parse

AS_PRINTED = (
    "暗标只写出trace.json，不写承诺登记，因此按印出的数值比较：没有印出的承诺、起算点和责任岗位没有比较，"
    "适用范围按印出的名称辨认，印出变为不印出的列为取消。"
)
_SHOWN = 3

_INDEX = re.compile(r"\[\d+\]")
_PARTS = re.compile(r"\[\d+\]|[^.\[\]]+")
_LONG_DATE = re.compile(r"([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日")


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed value: its words, the key paths it came from, and where the first was written."""

    text: str
    paths: tuple[str, ...]
    place: str


@dataclass(frozen=True, slots=True)
class Retold:
    """The promises read back from what is printed, where each was written, and the key paths that could not be read."""

    promises: tuple[Promise, ...]
    places: Mapping[str, str]
    unread: tuple[str, ...]


class _Source(BaseModel):
    path: str
    file: str
    line: int
    column: int


class _Row(_Source):
    text: str
    also: tuple[_Source, ...] = ()


def read_trace(text: str) -> tuple[Printed, ...]:
    """Read the rows of a `trace.json`; ValueError where it is none."""
    try:
        rows = TypeAdapter(tuple[_Row, ...]).validate_json(text)
    except ValidationError as error:
        raise ValueError(str(error)) from error
    return tuple(Printed(row.text, (row.path, *(one.path for one in row.also)), _place(row)) for row in rows)


def printed_in(document: Document, sources: SourceMap) -> tuple[Printed, ...]:
    """Give what a document prints as its trace would tell it."""
    return tuple(
        Printed(value.text, value.paths, str(sources.value(value.paths[0]) or ""))
        for value in values(document)
        if value.paths
    )


def retold(printed: Sequence[Printed], catalog: Catalog) -> Retold:
    """Give the promises that printed values tell: their scope by printed names, without clocks and owners."""
    words: dict[str, list[str]] = {}
    for one in printed:
        if len(one.paths) == 1:
            words.setdefault(one.paths[0], []).append(one.text)
    told = {path: texts[0] for path, texts in words.items()}
    found: list[Promise] = []
    unread: list[str] = []
    for entry, path in _promised(catalog, (path for one in printed for path in one.paths)):
        value = _read(leaf_patterns().get(entry.pattern), words.get(path, ()))
        if value is None:
            unread.append(path)
        else:
            found.append(_promise(entry, path, value, told))
    places = {one.paths[0]: one.place for one in reversed(printed)}
    return Retold(tuple(told_apart(found)), places, tuple(unread))


def compared_as_printed(
    before: tuple[Version, Sequence[Printed]], after: tuple[Version, Sequence[Printed]], catalog: Catalog
) -> Comparison:
    """Compare two bids by what they print; what cannot be read on one side is left out on both."""
    (old, old_printed), (new, new_printed) = before, after
    old_told, new_told = retold(old_printed, catalog), retold(new_printed, catalog)
    unread = {*old_told.unread, *new_told.unread}
    limits = (AS_PRINTED, *_unread(old.name, old_told), *_unread(new.name, new_told))
    return compared(_version(old, old_told, unread), _version(new, new_told, unread), limits)


def _version(version: Version, told: Retold, unread: AbstractSet[str]) -> Version:
    known = tuple(promise for promise in told.promises if promise.path not in unread)
    return replace(version, promises=known, places=told.places)


def _unread(name: str, told: Retold) -> Iterator[str]:
    if told.unread:
        examples = "、".join(told.unread[:_SHOWN]) + ("等" if len(told.unread) > _SHOWN else "")
        yield f"“{name}”有{len(told.unread)}项承诺只印在算出的文字里，读不回来，没有比较：{examples}。"


def _place(row: _Row) -> str:
    return f"{row.file}:{row.line}:{row.column}" if row.file else ""


# --- which values are promises ---------------------------------------------------------------------------------------


def _promised(catalog: Catalog, paths: Iterable[str]) -> Iterator[tuple[PromisePattern, str]]:
    """Give each key path that is a promise, in the order of the catalog, with its pattern."""
    by_shape: dict[str, list[str]] = {}
    for path in dict.fromkeys(paths):
        by_shape.setdefault(_INDEX.sub("[*]", path), []).append(path)
    for entry in catalog.promises:
        for shape in _shapes(entry.pattern, by_shape):
            yield from ((entry, path) for path in by_shape[shape])


def _shapes(pattern: str, known: Mapping[str, object]) -> Iterator[str]:
    if ".*" not in pattern:
        yield from (pattern,) if pattern in known else ()
        return
    form = re.compile(re.escape(pattern).replace(r"\.\*", r"\.[^.\[\]]+"))
    yield from (shape for shape in known if form.fullmatch(shape))


# --- values ----------------------------------------------------------------------------------------------------------


def _read(kind: type | None, texts: Sequence[str]) -> Promised | None:
    """Give the first reading of a value among the forms it is printed in."""
    read = next((reader for known, reader in _READERS.items() if kind is known), None)
    for text in texts:
        try:
            return read(text) if read else text
        except (FormError, ValueError, InvalidOperation):
            continue
    return None


def _quantity(text: str) -> Quantity:
    return parse(text.removesuffix("内"))


def _date(text: str) -> date:
    found = _LONG_DATE.fullmatch(text)
    return date(*map(int, found.groups())) if found else parse_date(text)


_READERS: Mapping[type, Callable[[str], Any]] = {
    Quantity: _quantity,
    Money: parse_money,
    int: int,
    Decimal: Decimal,
    date: _date,
}


# --- promises --------------------------------------------------------------------------------------------------------


def _promise(entry: PromisePattern, path: str, value: Promised, told: Mapping[str, str]) -> Promise:
    rule = entry.rule
    stricter = rule.stricter or rule.kind.stricter
    steps = _steps(path)
    return Promise(_stable(steps, told), rule.kind, rule.subject, value, stricter, _scope(entry, steps, told), path)


def _steps(path: str) -> tuple[str, ...]:
    """Give the key path of every step down a key path, itself last."""
    return tuple(path[: found.end()] for found in _PARTS.finditer(path))


def _stable(steps: Sequence[str], told: Mapping[str, str]) -> str:
    """Give a key path with list items named by their printed names."""
    name = before = ""
    for step in steps:
        part = step[len(before) :]
        name += f"[{_name(step, told) or part[1:-1]}]" if part.startswith("[") else part
        before = step
    return name


def _name(step: str, told: Mapping[str, str]) -> str:
    words = next((told[key] for name in NAMES if (key := f"{step}.{name}") in told), "")
    model = told.get(f"{step}.model", "")
    return f"{words} {model}" if words and model else words


def _scope(entry: PromisePattern, steps: Sequence[str], told: Mapping[str, str]) -> Scope:
    sides: dict[Dimension, Side] = {}
    for pattern in entry.scopes:
        name = _side(pattern, steps[pattern.steps - 1], told)
        if name:
            sides[pattern.dimension] = frozenset({Tag(name, name)})
    return confined(Scope(phase=entry.phase, party=entry.party, role=entry.rule.role, force=entry.rule.force), sides)


def _side(pattern: ScopePattern, step: str, told: Mapping[str, str]) -> str:
    """Give the printed name of what a promise is confined to; an id that is not printed tells nothing."""
    if pattern.by:
        return "" if pattern.names else told.get(f"{step}.{pattern.by}", "")
    part = _PARTS.findall(step)[-1]
    return pattern.name or _name(step, told) or part.strip("[]")
