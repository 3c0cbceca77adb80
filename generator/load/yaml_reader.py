"""Reads one YAML file into a tree of text with the position of every key and value, for the workspace to merge.

Only the events of the parser are used, nothing is constructed: `012345`, `no`, `9:30` and `1e3` stay text, and the
depth and size of a file are bounded before any tree exists.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import NamedTuple

import yaml

from generator.finding import Finding, Outcome
from generator.load import limits
from generator.load.characters import find_escaped, find_forbidden, without_forbidden
from generator.load.nodes import Item, Mapping, Node, Scalar, Sequence
from generator.load.syntax import syntax_finding
from generator.load.yaml_problems import (
    alias_bomb,
    bad_alias,
    duplicate_key,
    folded_line,
    key_problem,
    several_documents,
    tab_indents,
    tag,
    too_deep,
    too_many,
)
from generator.source import Span

_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_BLANK_WITH_TAB = re.compile("^[ \t]*\t[ \t]*$", re.MULTILINE)
_FOLDED = re.compile("([\u2e80-\u9fff\uff00-\uffef]) ([\u2e80-\u9fff\uff00-\uffef])")

_Closing = yaml.MappingEndEvent | yaml.SequenceEndEvent
_Opening = yaml.MappingStartEvent | yaml.SequenceStartEvent


class _Built(NamedTuple):
    """A finished node with the number of nodes in it and its height, aliases written out."""

    node: Node
    size: int = 1
    height: int = 1


@dataclass(slots=True)
class _Frame:
    """A mapping or list that is still open, with the size and height of what it holds so far."""

    start: _Opening
    children: list[_Built] = field(default_factory=list)
    size: int = 0
    height: int = 0


@dataclass(slots=True)
class _State:
    """What is known while the events of one file go by; `stopped` ends the reading early."""

    file: str
    lines: list[str]
    frames: list[_Frame] = field(default_factory=list)
    anchors: dict[str, _Built | None] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    root: _Built | None = None
    nodes: int = 0
    stopped: bool = False


_KEPT = 256
"""Files; a project reads about forty."""


@lru_cache(maxsize=_KEPT)
def read_yaml(text: str, file: str) -> Outcome[Node]:
    """Read `text`, whose line ends are line feeds; `file` is its name in findings.

    The value is None where the text cannot be understood, and for an empty file; small faults (a duplicate key, a tag)
    are findings beside a value. What was read last is kept: projects share catalogs and word lists.
    """
    found = find_forbidden(text, file)
    clean = _BLANK_WITH_TAB.sub("", without_forbidden(text) if found else text)
    lines = clean.split("\n")
    tabs = tab_indents(lines, file)
    if tabs:
        return Outcome(None, (*found, tabs))
    state = _State(file, lines)
    _read_events(clean, state)
    root = state.root.node if state.root and not state.stopped else None
    return Outcome(root, (*found, *state.findings))


def _read_events(text: str, state: _State) -> None:
    parser = yaml.CSafeLoader(text)
    try:
        while not state.stopped and (event := parser.get_event()) is not None:
            _take(event, state)
    except yaml.YAMLError as error:
        state.findings.append(syntax_finding(error, state.file, state.lines))
        state.stopped = True
    finally:
        parser.dispose()


def _take(event: yaml.Event, state: _State) -> None:
    match event:
        case yaml.ScalarEvent():
            _check_tag(event, state)
            _add(_Built(_scalar(event, state)), event.anchor, state)
        case yaml.AliasEvent():
            _add_alias(event, state)
        case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
            _open(event, state)
        case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
            _close(event, state)
        case yaml.DocumentStartEvent() if state.root is not None:
            _stop(state, several_documents(_span(event, state)))


def _scalar(event: yaml.ScalarEvent, state: _State) -> Scalar:
    span = _scalar_span(event, state)
    plain = not event.style
    if plain and event.value in _NULLS:
        return Scalar(span, None)
    # What was forbidden in the text itself has been replaced: only a tab or an escape can bring it here.
    may_hold = event.style == '"' or "\t" in event.value
    escaped = find_escaped(event.value, span, state.lines) if may_hold else None
    if escaped:
        state.findings.append(escaped)
    if event.style not in ("|", None) and span.line != span.end_line and _FOLDED.search(event.value):
        state.findings.append(folded_line(span))
    return Scalar(span, event.value)


def _open(event: _Opening, state: _State) -> None:
    _check_tag(event, state)
    if event.anchor:
        state.anchors[event.anchor] = None
    state.frames.append(_Frame(event))
    _check_depth(0, _span(event, state), state)


def _close(event: _Closing, state: _State) -> None:
    frame = state.frames.pop()
    span = _collection_span(frame, event, state)
    children = frame.children
    if isinstance(event, yaml.MappingEndEvent):
        node: Node = Mapping(span, _items(children, state))
    else:
        node = Sequence(span, tuple(child.node for child in children))
    _add(_Built(node, 1 + frame.size, 1 + frame.height), frame.start.anchor, state)


def _add(built: _Built, anchor: str | None, state: _State) -> None:
    state.nodes += 1
    if anchor:
        state.anchors[anchor] = built
    if state.frames:
        frame = state.frames[-1]
        frame.children.append(built)
        frame.size += built.size
        frame.height = max(frame.height, built.height)
    else:
        state.root = built
    if state.nodes > limits.NODES and not state.stopped:
        _stop(state, too_many(built.node.span))


def _add_alias(event: yaml.AliasEvent, state: _State) -> None:
    span = _span(event, state)
    name = event.anchor or ""
    target = state.anchors.get(name)
    if target is None:
        state.findings.append(bad_alias(name, span, inside=name in state.anchors))
        _add(_Built(Scalar(span, None)), None, state)
        return
    state.nodes += target.size
    if state.nodes > limits.NODES:
        _stop(state, alias_bomb(name, span))
        return
    _check_depth(target.height, span, state)
    # The alias stands where it is written; what is inside keeps the places of the anchor, where it must be mended.
    _add(_Built(replace(target.node, span=span), target.size, target.height), None, state)


def _items(children: list[_Built], state: _State) -> tuple[Item, ...]:
    items: dict[str, Item] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        text = (key.node.text or "") if isinstance(key.node, Scalar) else ""
        span = key.node.span
        problem = key_problem(text, span) or duplicate_key(text, span, items)
        if problem:
            state.findings.append(problem)
        else:
            items[text] = Item(text, span, value.node)
    return tuple(items.values())


def _check_tag(event: yaml.ScalarEvent | _Opening, state: _State) -> None:
    if event.tag is not None:
        state.findings.append(tag(_span(event, state)))


def _check_depth(height: int, span: Span, state: _State) -> None:
    if len(state.frames) + height > limits.DEPTH and not state.stopped:
        _stop(state, too_deep(span))


def _stop(state: _State, finding: Finding) -> None:
    state.findings.append(finding)
    state.stopped = True


def _span(event: yaml.Event, state: _State) -> Span:
    return _between(event, event, state)


def _between(first: yaml.Event, last: yaml.Event, state: _State) -> Span:
    """Give the span of events; the parser counts from 0, in characters, also outside the basic plane."""
    start, end = first.start_mark, last.end_mark
    if start is None or end is None:
        raise AssertionError("the parser marks every event")
    return Span(state.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def _scalar_span(event: yaml.ScalarEvent, state: _State) -> Span:
    """Give the span of a scalar; that of a block scalar ends after its last character, not on the next key's line."""
    span = _span(event, state)
    if event.style not in ("|", ">"):
        return span
    last = min(span.end_line, len(state.lines))
    while last > span.line and not state.lines[last - 1][: _cut(last, span)].strip():
        last -= 1
    return Span(span.file, span.line, span.column, last, len(state.lines[last - 1].rstrip()) + 1)


def _cut(line: int, span: Span) -> int | None:
    return span.end_column - 1 if line == span.end_line else None


def _collection_span(frame: _Frame, end: _Closing, state: _State) -> Span:
    """Give the span of a collection; a block collection ends with its last child, not before the next token."""
    whole = _between(frame.start, end, state)
    if frame.start.flow_style or not frame.children:
        return whole
    last = frame.children[-1].node.span
    return Span(whole.file, whole.line, whole.column, last.end_line, last.end_column)
