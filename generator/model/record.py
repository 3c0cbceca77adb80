"""The mapping every model of the workspace is: frozen, closed to unknown keys, named by its YAML keys."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, TypeAdapter, model_validator

R = TypeVar("R", bound="Record")


class Record(BaseModel):
    """A YAML mapping; every property carries a Chinese description, read by editors and in findings.

    An optional key without a value counts as not written. What validates a record is built when it is first needed:
    most records are only ever read as parts of others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in _optional_keys(cls)}


@cache
def rows_of(record: type[R]) -> TypeAdapter[tuple[R, ...]]:
    """Give what validates a list of records, built once for each class."""
    return TypeAdapter(tuple[record, ...])  # type: ignore[valid-type]


def members(value: object) -> Iterator[tuple[str | int, object]]:
    """Give the parts of a record, mapping or tuple with their YAML keys or indexes; of a leaf, nothing."""
    if isinstance(value, tuple):
        yield from enumerate(value)
    elif isinstance(value, Record):
        for key, name in _keys(type(value)):
            yield key, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()


def is_leaf(value: object) -> bool:
    """Tell whether a value is printed as a whole: neither a record, nor a mapping, nor a tuple."""
    return _is_leaf(type(value))  # type: ignore[arg-type] # a class is hashable


@cache
def _is_leaf(kind: type) -> bool:
    """Tell it of a class: to ask it of a hundred thousand values is slow, as abstract classes are among the others."""
    return not issubclass(kind, (Record, Mapping, tuple))


@cache
def _keys(record: type[Record]) -> tuple[tuple[str, str], ...]:
    """Give the keys of a record with the names of its attributes."""
    return tuple((field.alias or name, name) for name, field in record.model_fields.items())


@cache
def _optional_keys(record: type[Record]) -> frozenset[str]:
    fields = record.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if not field.is_required())
