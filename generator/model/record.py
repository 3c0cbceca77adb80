"""The mapping every model of the workspace is: frozen, closed to unknown keys, named by its YAML keys."""

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import BaseModel, ConfigDict, model_validator


class Record(BaseModel):
    """A YAML mapping; every property carries a Chinese description, read by editors and in findings.

    An optional key without a value counts as not written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: object) -> object:
        if not isinstance(data, dict):
            return data
        return {key: value for key, value in data.items() if value is not None or key not in _optional_keys(cls)}


def members(value: object) -> Iterator[tuple[str | int, object]]:
    """Give the parts of a record, mapping or tuple with their YAML keys or indexes; of a leaf, nothing."""
    if isinstance(value, Record):
        for name, field in type(value).model_fields.items():
            yield field.alias or name, getattr(value, name)
    elif isinstance(value, Mapping):
        yield from value.items()
    elif isinstance(value, tuple):
        yield from enumerate(value)


def is_leaf(value: object) -> bool:
    """Tell whether a value is printed as a whole: neither a record, nor a mapping, nor a tuple."""
    return not isinstance(value, Record | Mapping | tuple)


@cache
def _optional_keys(record: type[Record]) -> frozenset[str]:
    fields = record.model_fields.items()
    return frozenset(field.alias or name for name, field in fields if not field.is_required())
