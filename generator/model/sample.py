"""What the JSON Schema says of one place: its description, its known keys and a sample of the right form."""

from collections.abc import Mapping, Sequence
from typing import Any

from generator.model.leaf import ANY_TEXT
from generator.source import PathPart

Schema = Mapping[str, Any]
DEEPEST = 3
"""How deep a sample shows keys within keys."""


def schema_at(schema: Schema, loc: Sequence[PathPart]) -> Schema:
    """Give the schema of the place `loc` leads to, references resolved; empty where the schema has none.

    The result keeps the definitions, so that it can be walked further.
    """
    definitions = schema.get("$defs", {})
    here = _plain(schema, definitions)
    for part in loc:
        here = _plain(_child(here, part), definitions)
    return {**here, "$defs": definitions}


def description_of(schema: Schema) -> str:
    """Give the Chinese description of a place."""
    return str(schema.get("description") or schema.get("title", ""))


def title_of(schema: Schema) -> str:
    """Give the Chinese name of a place: its description without the remark in brackets."""
    return description_of(schema).partition("（")[0]


def examples_of(schema: Schema) -> tuple[str, ...]:
    """Give examples of right values; none where any text is right."""
    examples = tuple(str(example) for example in schema.get("examples", ()))
    return () if examples == (ANY_TEXT,) else examples


def names_of(schema: Schema) -> tuple[str, ...]:
    """Give the keys a mapping may have, in the order of the model."""
    return tuple(schema.get("properties", {}))


def sample_of(schema: Schema, depth: int = 0) -> str:
    """Give a sample in YAML flow style: an example of a value, of a list item, or the keys that must be written."""
    schema = schema_at(schema, ())
    if "examples" in schema:
        return _example(schema)
    if "items" in schema:
        return f"[{sample_of(schema_at(schema, (0,)), depth + 1)}]"
    if _values(schema) is not None:
        return f"{{名称: {sample_of(schema_at(schema, ('',)), depth + 1)}}}"
    return _sample_of_keys(schema, depth)


def _example(schema: Schema) -> str:
    """Give the first example; of free text, the name of what is asked for says more."""
    examples = examples_of(schema)
    return examples[0] if examples else title_of(schema) or ANY_TEXT


def _sample_of_keys(schema: Schema, depth: int) -> str:
    names = schema.get("required") or names_of(schema)[:1]
    if depth >= DEEPEST or not names:
        return "……"
    parts = (f"{name}: {sample_of(schema_at(schema, (name,)), depth + 1)}" for name in names)
    return f"{{{', '.join(parts)}}}"


def _child(schema: Schema, part: PathPart) -> Schema:
    if isinstance(part, int):
        return dict(schema.get("items", {}))
    known = schema.get("properties", {})
    if part in known:
        return dict(known[part])
    return dict(_values(schema) or {})


def _values(schema: Schema) -> Schema | None:
    """Give the schema of a free mapping's values, None where the mapping has fixed keys."""
    more = schema.get("additionalProperties") or next(iter(schema.get("patternProperties", {}).values()), None)
    return more if isinstance(more, dict) else None


def _plain(schema: Schema, definitions: Schema) -> Schema:
    """Follow references and take the part of a union that is not null; a description found on the way stays."""
    while target := _target(schema, definitions):
        outer = {key: schema[key] for key in ("description",) if key in schema}
        schema = {**target, **outer}
    return schema


def _target(schema: Schema, definitions: Schema) -> Schema | None:
    if "$ref" in schema:
        return dict(definitions[str(schema["$ref"]).rpartition("/")[2]])
    options = [option for option in schema.get("anyOf", ()) if option.get("type") != "null"]
    if "examples" in schema or len(options) != 1:
        return None
    return dict(options[0])
