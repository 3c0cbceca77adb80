"""Read-only views: what templates see of models, tuples and mappings, key paths kept, leaves traced.

A view has no attributes of its own that a template could reach (`environment` asks `field` and `item` instead), so a
data field may be called `items` or `path`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from generator.model.paths import path_parts
from generator.render.traced import Absent, Traced, traced
from generator.source import child_path
from generator.zh.identifiers import nearest


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A record, list or mapping of the data and its key path."""

    value: BaseModel | Mapping[str, object] | tuple[object, ...]
    path: str

    def __bool__(self) -> bool:
        return len(self) > 0

    def __len__(self) -> int:
        return 1 if isinstance(self.value, BaseModel) else len(self.value)

    def __iter__(self) -> Iterator[object]:
        return iter(children(self))


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """Some records of the list at `path`, chosen by the leaves at `chosen_by`."""

    records: tuple[View, ...]
    path: str
    chosen_by: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.records)

    def __iter__(self) -> Iterator[View]:
        return iter(self.records)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Records that share a field's text: `key` that text, `items` the records, in the order of the data."""

    key: Traced
    items: Selection


@dataclass(frozen=True, slots=True)
class Pair:
    """An entry of a mapping: its key as a leaf and its value."""

    key: Traced
    value: object


@dataclass(frozen=True, slots=True)
class UnknownName:
    """The answer to a name that does not exist: the names that do, the nearest of them."""

    path: str
    known: tuple[str, ...]
    nearest: str | None


def view(value: object, path: str, choices: tuple[str, ...] = ()) -> object:
    """Wrap a typed value: records, lists and mappings as views, flags as they are, nothing as Absent, leaves traced."""
    if value is None:
        return Absent(path)
    wrap = _wrapper(type(value))  # type: ignore[arg-type] # a class is hashable
    return wrap(value, path) if wrap is not None else _leaf(value, path, choices)


def field(owner: View, name: str) -> object:
    """Give the part of a record or mapping called `name` (its YAML key), or UnknownName."""
    value = owner.value
    if isinstance(value, BaseModel):
        return _model_field(owner, value, name)
    if isinstance(value, Mapping):
        return view(value[name], child_path(owner.path, name)) if name in value else _unknown(owner, name)
    return UnknownName(f"{owner.path}.{name}", (), None)


def item(owner: View, index: int) -> object:
    """Give the list item at `index` (negative from the end), or UnknownName."""
    if not isinstance(owner.value, tuple) or not -len(owner.value) <= index < len(owner.value):
        return UnknownName(f"{owner.path}[{index}]", (), None)
    place = index % len(owner.value)
    return view(owner.value[place], child_path(owner.path, place))


def children(owner: View) -> tuple[object, ...]:
    """Give what a loop over a view yields: list items, or pairs of a mapping; of a record, nothing."""
    value = owner.value
    if isinstance(value, tuple):
        return tuple(view(part, child_path(owner.path, index)) for index, part in enumerate(value))
    if isinstance(value, Mapping):
        pairs = ((key, child_path(owner.path, str(key))) for key in value)
        return tuple(Pair(traced(key, path), view(value[key], path)) for key, path in pairs)
    return ()


def names(owner: View) -> tuple[str, ...]:
    """Give the names one may ask of a view."""
    value = owner.value
    if isinstance(value, BaseModel):
        return tuple(_fields(type(value)))
    return tuple(str(key) for key in value) if isinstance(value, Mapping) else ()


def resolve(roots: Mapping[str, object], path: str) -> object:
    """Give what stands at a key path such as `service.levels[0].onsite.city`, or UnknownName."""
    first, *rest = path_parts(path) or ("",)
    found: object = roots.get(str(first))
    if found is None:
        return UnknownName(str(first), tuple(roots), nearest(str(first), roots))
    for part in rest:
        if not isinstance(found, View):
            return found if isinstance(found, UnknownName | Absent) else UnknownName(path, (), None)
        found = _step(found, part)
    return found


@cache
def _wrapper(kind: type) -> Callable[[Any, str], object] | None:
    """Give how values of a class are wrapped, None for leaves; asked once for each class, as values are many."""
    if issubclass(kind, (bool, View, Traced)):
        return lambda value, _: value
    if issubclass(kind, RootModel):
        return lambda value, path: view(value.root, path)
    if issubclass(kind, (BaseModel, Mapping)):
        return View
    return (lambda value, path: View(tuple(value), path)) if issubclass(kind, (tuple, list)) else None


# --- records ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    attribute: str
    key: str
    choices: tuple[str, ...]


def _model_field(owner: View, value: BaseModel, name: str) -> object:
    found = _fields(type(value)).get(name)
    if found is None:
        return _unknown(owner, name)
    return view(getattr(value, found.attribute), child_path(owner.path, found.key), found.choices)


@cache
def _fields(model: type[BaseModel]) -> Mapping[str, _Field]:
    fields = {}
    for name, info in model.model_fields.items():
        key = info.alias or name
        fields[key] = fields[name] = _Field(name, key, _choices(info.annotation))
    return fields


def _choices(annotation: object) -> tuple[str, ...]:
    """Give the words of a Literal or an enumeration, alone, annotated or with None."""
    if get_origin(annotation) is Literal:
        return tuple(str(choice) for choice in get_args(annotation))
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return tuple(str(member.value) for member in annotation)
    if get_origin(annotation) in (Annotated, Union, UnionType):
        return tuple(word for part in get_args(annotation) for word in _choices(part))
    return ()


def _leaf(value: object, path: str, choices: tuple[str, ...]) -> object:
    paths = getattr(value, "paths", None)
    if paths is not None and hasattr(value, "value"):  # a derived value names the key paths it came from
        return traced(value.value, *paths)
    if isinstance(value, Enum):
        return traced(value.value, path, choices=choices or tuple(str(member.value) for member in type(value)))
    return traced(value, path, choices=choices)


def _unknown(owner: View, name: str) -> UnknownName:
    known = names(owner)
    return UnknownName(child_path(owner.path, name), known, nearest(name, known))


def _step(owner: View, part: str | int) -> object:
    """Take one step of a key path: a name, an index or, in a list, an id."""
    if isinstance(part, int):
        return item(owner, part)
    if isinstance(owner.value, tuple):
        records = (child for child in children(owner) if isinstance(child, View))
        return next((record for record in records if _id(record) == part), None) or _unknown(owner, part)
    return field(owner, part)


def _id(record: View) -> str:
    leaf = field(record, "id")
    return leaf.text if isinstance(leaf, Traced) else ""
