"""Key paths with wildcards: which leaves the model has, and which values of a bid a pattern finds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from collections.abc import Mapping as MappingType
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import MappingProxyType, UnionType
from typing import Annotated, Literal, Union, get_args, get_origin

from generator.model.bid import Bid
from generator.model.record import Record, members
from generator.source import PathPart, child_path, parent_path
from generator.zh.dates import YearMonth
from generator.zh.moments import Moment
from generator.zh.money import Money
from generator.zh.quantity import Quantity

ANY_ITEM, ANY_KEY = "[*]", ".*"
_PART = re.compile(r"\[\*\]|\.\*|[^.\[\]*]+")
_FIGURES = (Quantity, Money, Decimal, int, date, YearMonth, Moment)


@dataclass(frozen=True, slots=True)
class Match:
    """A value that a pattern found: its key path, and its key path and value at every step down, itself included."""

    path: str
    value: object
    steps: tuple[tuple[str, object], ...]


def expand(bid: object, pattern: str) -> Iterator[Match]:
    """Give everything a pattern finds in a bid, in order; what is absent or left empty is not found."""
    yield from _expand(bid, "", pattern_parts(pattern), ())


def related(match: Match, pattern: str, wanted: str) -> Match | None:
    """Give what another pattern finds beside a match of `pattern`: where both run alike, in the same list items."""
    parts, others = pattern_parts(pattern), pattern_parts(wanted)
    common = next((at for at, pair in enumerate(zip(parts, others, strict=False)) if pair[0] != pair[1]), len(parts))
    if not common:
        return None
    path, value = match.steps[common - 1]
    return next(_expand(value, path, others[common:], match.steps[:common]), None)


@cache
def pattern_parts(pattern: str) -> tuple[str, ...]:
    """Split a pattern into its steps: `a.b[*].c.*` into `a`, `b`, `[*]`, `c`, `.*`."""
    return tuple(_PART.findall(pattern))


@cache
def leaf_patterns() -> Mapping[str, type]:
    """Give every leaf of the model by its pattern, with the type of its value."""
    return MappingProxyType(dict(_leaves(Bid, "")))


@cache
def container_patterns() -> frozenset[str]:
    """Give the pattern of every record, list and mapping of the model."""
    found: set[str] = set()
    for leaf in leaf_patterns():
        above = leaf
        while (above := parent_path(above)) and above not in found:
            found.add(above)
    return frozenset(found)


def figures() -> tuple[str, ...]:
    """Give the patterns of all leaves that hold a quantity, an amount of money, a number or a date."""
    return tuple(path for path, kind in leaf_patterns().items() if is_figure(kind))


def is_figure(kind: type) -> bool:
    """Tell whether a type of leaf is a figure: something that may be promised and compared."""
    return kind is not bool and issubclass(kind, _FIGURES)


def _expand(value: object, path: str, parts: tuple[str, ...], steps: tuple[tuple[str, object], ...]) -> Iterator[Match]:
    if not parts:
        if value is not None:
            yield Match(path, value, steps)
        return
    for part, inner in _members(value, parts[0]):
        here = child_path(path, part)
        yield from _expand(inner, here, parts[1:], (*steps, (here, inner)))


def _members(value: object, part: str) -> Iterator[tuple[PathPart, object]]:
    if part == ANY_ITEM:
        yield from enumerate(value) if isinstance(value, tuple) else ()
    elif part == ANY_KEY:
        yield from value.items() if isinstance(value, MappingType) else ()
    elif isinstance(value, Record) and part in type(value).model_fields:
        yield part, getattr(value, part)
    elif isinstance(value, Record):
        yield from ((key, inner) for key, inner in members(value) if key == part)


def _leaves(kind: object, path: str) -> Iterator[tuple[str, type]]:
    origin = get_origin(kind)
    if origin is Annotated:
        yield from _leaves(get_args(kind)[0], path)
    elif origin in (Union, UnionType):
        options = [option for option in get_args(kind) if option is not type(None)]
        yield from _leaves(options[0], path)
    elif origin is tuple:
        yield from _leaves(get_args(kind)[0], path + ANY_ITEM)
    elif origin is Literal:
        yield path, str
    elif isinstance(origin, type) and issubclass(origin, MappingType):
        yield from _leaves(get_args(kind)[1], path + ANY_KEY)
    elif isinstance(kind, type) and issubclass(kind, Record):
        for name, field in kind.model_fields.items():
            yield from _leaves(field.annotation, child_path(path, field.alias or name))
    elif isinstance(kind, type):
        yield path, kind
