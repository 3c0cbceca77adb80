"""Applies a project's overrides to the merged values; each names its reason and its approver."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as MappingType
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from generator.finding import Finding, Place, Severity
from generator.load.nodes import Item, Mapping, Node, Scalar, Sequence, flatten
from generator.source import Entry, PathPart, Span, child_path, parent_path
from generator.zh.identifiers import nearest

MALFORMED = "S019"
"""S019: an override lacks its key, value, reason, approver or date."""
UNKNOWN_KEY = "S020"
"""S020: an override names a key path that does not exist or may not be overridden."""
REPEATED = "S021"
"""S021: two overrides replace the same value."""

FIELDS = ("key", "value", "reason", "approver", "date")
EXAMPLE = "“{key: service.training.fee, value: 免费, reason: 分三地办班, approver: 项目管理部, date: 2026-11-20}”"

_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")
_LABELS = {"key": "键路径", "value": "新的值", "reason": "理由", "approver": "批准人", "date": "批准日期"}


@dataclass(frozen=True, slots=True)
class Override:
    """A value that a project replaced: what stood there, where, and which entry of `project.overrides` replaced it.

    `old_text` is the text of a scalar ("" where it was empty) or the YAML of a list or mapping.
    """

    key: str
    old_text: str
    old_span: Span
    index: int


@dataclass(frozen=True, slots=True)
class _Target:
    """What overrides change, and what they have changed so far."""

    data: dict[str, object]
    entries: dict[str, Entry]
    texts: MappingType[str, str]
    broken: AbstractSet[str]
    applied: dict[str, Override]


def apply_overrides(
    node: Sequence,
    data: dict[str, object],
    entries: dict[str, Entry],
    texts: MappingType[str, str],
    broken: AbstractSet[str],
) -> tuple[tuple[Override, ...], tuple[Finding, ...]]:
    """Replace the values that the list `node` names, in `data` and in `entries`; `texts` gives what stood there.

    Key paths below `broken` could not be read; overrides of them are passed over in silence.
    """
    target = _Target(data, entries, texts, broken, {})
    findings: list[Finding] = []
    for index, entry in enumerate(node.items):
        problems = _malformed(entry, index) or _misplaced(_key(entry), index, target)
        findings.extend(problems)
        if not problems and not is_below(_key(entry).text or "", broken):
            _replace(entry, index, target)
    return tuple(target.applied.values()), tuple(findings)


def is_below(path: str, roots: Iterable[str]) -> bool:
    """Tell whether `path` is one of `roots` or lies below one."""
    return any(path == root or path.startswith((f"{root}.", f"{root}[")) for root in roots)


def path_parts(path: str) -> tuple[PathPart, ...]:
    """Split a key path: `a.b[2].c` into `a`, `b`, 2, `c`."""
    return tuple(int(found[1]) if found[1] else found[2] for found in _PART.finditer(path))


def _malformed(entry: Node, index: int) -> tuple[Finding, ...]:
    path = child_path("project.overrides", index)
    if not isinstance(entry, Mapping):
        place = Place(path=path, span=entry.span)
        return (Finding(MALFORMED, Severity.ERROR, place, "覆盖项要写成键和值", f"写成{EXAMPLE}。"),)
    return tuple(_lacking(entry, field, path) for field in FIELDS if _is_empty(entry.get(field), field))


def _lacking(entry: Mapping, field: str, path: str) -> Finding:
    item = entry.get(field)
    span = item.value.span if item else entry.span
    return Finding(
        MALFORMED,
        Severity.ERROR,
        Place(path=child_path(path, field), span=span),
        f"覆盖项没有写{_LABELS[field]}（{field}）",
        f"覆盖目录或者公司资料里的值要写明理由和批准人，例如{EXAMPLE}。",
    )


def _is_empty(item: Item | None, field: str) -> bool:
    if item is None:
        return True
    if isinstance(item.value, Scalar):
        return not (item.value.text or "").strip()
    return field != "value"


def _misplaced(key: Scalar, index: int, target: _Target) -> tuple[Finding, ...]:
    text = key.text or ""
    place = Place(path=f"project.overrides[{index}].key", span=key.span)
    if text in target.applied:
        also = (Place(path=child_path("project.overrides", target.applied[text].index)),)
        return (Finding(REPEATED, Severity.ERROR, place, f"“{text}”已经覆盖过一次", "只保留一处覆盖。", also=also),)
    if text == "project" or text.startswith(("project.", "project[")):
        hint = "项目自己的值直接改 project.yaml 中的那一处，不用覆盖。"
        return (Finding(UNKNOWN_KEY, Severity.ERROR, place, f"不能覆盖项目自己的值“{text}”", hint),)
    if is_below(text, target.broken):
        return ()
    if text in target.entries and not parent_path(text):
        hint = f"写出要覆盖的那一个值，例如{EXAMPLE}。"
        return (Finding(UNKNOWN_KEY, Severity.ERROR, place, f"不能覆盖整份“{text}”", hint),)
    if text not in target.entries:
        hint = _nearest_hint(text, target.entries)
        return (Finding(UNKNOWN_KEY, Severity.ERROR, place, f"要覆盖的键路径“{text}”不存在", hint),)
    return ()


def _nearest_hint(text: str, entries: MappingType[str, Entry]) -> str:
    known = tuple(path for path in entries if parent_path(path) and not path.startswith("project"))
    near = nearest(text, known)
    suggestion = f"是不是“{near}”？" if near else ""
    return f"{suggestion}键路径从 company、service 或 standards 写起，列表用方括号和从0起的序号。"


def _replace(entry: Node, index: int, target: _Target) -> None:
    key, value = _key(entry), _item(entry, "value").value
    path = key.text or ""
    old = target.entries[path].value
    container, part = _slot(target.data, path)
    target.applied[path] = Override(path, _old_text(container[part], old, target.texts), old, index)
    for name in [name for name in target.entries if name != path and is_below(name, (path,))]:
        del target.entries[name]
    container[part] = flatten(value, path, target.entries, key.span)


def _slot(data: dict[str, object], path: str) -> tuple[dict[PathPart, object], PathPart]:
    """Give the dict or list that holds the value at `path`, and its key or index there."""
    *above, last = path_parts(path)
    container: object = data
    for part in above:
        container = container[part]  # type: ignore[index]
    return container, last  # type: ignore[return-value]


def _old_text(value: object, span: Span, texts: MappingType[str, str]) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    lines = texts[span.file].split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def _key(entry: Node) -> Scalar:
    value = _item(entry, "key").value
    assert isinstance(value, Scalar)  # noqa: S101 - _malformed has seen to it
    return value


def _item(entry: Node, field: str) -> Item:
    item = entry.get(field) if isinstance(entry, Mapping) else None
    assert item is not None  # noqa: S101 - _malformed has seen to it
    return item
