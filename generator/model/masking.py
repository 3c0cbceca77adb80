"""A bid that does not tell who bids: neutral words in place of all that identifies, key paths as they were."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, get_args, get_type_hints

from generator.model.fields import Id, KeyPath, PicturePath, ScanPath, WordPath
from generator.model.identity import Identity
from generator.model.record import Record
from generator.source import child_path

R = TypeVar("R", bound=Record)

_UNPRINTED = ("project.company", "project.catalogs")
"""Names of files, which choose what is read."""


def masked(bid: R, identity: Identity) -> R:
    """Give the bid with each identifying leaf replaced by its label, and neutral words inside all other texts.

    Why on the bid and not on the printed words: templates, derived values and diagrams then take the same neutral
    words from the same key paths, and the trace stays whole.
    """
    return _record(bid, "", identity)


def _record(record: R, path: str, identity: Identity) -> R:
    pointing = _pointing(type(record))
    changes = {
        name: _value(getattr(record, name), child_path(path, field.alias or name), identity)
        for name, field in type(record).model_fields.items()
        if name not in pointing
    }
    return record.model_copy(update=changes)


def _value(value: object, path: str, identity: Identity) -> Any:  # noqa: ANN401 - as many types as there are leaves
    if path in identity.labels:
        return identity.labels[path]
    if path.startswith(_UNPRINTED):
        return value
    if isinstance(value, Record):
        return _record(value, path, identity)
    if isinstance(value, Mapping):
        return MappingProxyType({key: _value(part, child_path(path, key), identity) for key, part in value.items()})
    if isinstance(value, tuple):
        return tuple(_value(part, child_path(path, place), identity) for place, part in enumerate(value))
    return identity.replaced(value) if isinstance(value, str) else value


@cache
def _pointing(record: type[Record]) -> frozenset[str]:
    """Give the fields that hold ids, key paths and file names: they point to things and are not printed."""
    hints = get_type_hints(record, include_extras=True)
    return frozenset(name for name in record.model_fields if _points(hints[name]))


def _points(hint: object) -> bool:
    return hint in (Id, KeyPath, PicturePath, ScanPath, WordPath) or any(
        _points(part) for part in get_args(hint) if part is not Ellipsis
    )
