"""One YAML file as a tree of text with positions, for merging and for the source map."""

from __future__ import annotations

from dataclasses import dataclass

from generator.source import Entry, Span, child_path


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value that is text; `text` is None where nothing (or a plain `null`) was written."""

    span: Span
    text: str | None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    span: Span
    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One key of a mapping with its value."""

    key: str
    key_span: Span
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping; its keys are unique."""

    span: Span
    items: tuple[Item, ...]

    def get(self, key: str) -> Item | None:
        """Give the item of `key`, None where it is not written."""
        return next((item for item in self.items if item.key == key), None)


Node = Scalar | Sequence | Mapping


def flatten(node: Node, path: str, entries: dict[str, Entry], key: Span | None = None) -> object:
    """Give `node` as dict, list, str or None, and add the spans of everything in it to `entries` under `path`."""
    entries[path] = Entry(key, node.span)
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [flatten(item, child_path(path, index), entries) for index, item in enumerate(node.items)]
    return {item.key: flatten(item.value, child_path(path, item.key), entries, item.key_span) for item in node.items}
