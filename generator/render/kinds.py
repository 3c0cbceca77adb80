"""Kinds of documents: which chapters in which order, which front, which style, from `templates/zh/kinds/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.finding import Finding, Outcome, Place, Severity
from generator.load.nodes import Item, Mapping, Node, Scalar, Sequence
from generator.load.yaml_reader import read_yaml
from generator.source import Span
from generator.zh.identifiers import nearest

BAD_KIND = "T030"
"""A kind's file is empty or has a value of the wrong shape."""
UNKNOWN_KEY = "T031"
"""A key a kind does not know."""
MISSING_KEY = "T032"
"""A key a kind needs is missing or empty."""
REPEATED_CHAPTER = "T033"
"""Two chapters of a kind have the same id, or an id is malformed."""

DEFAULT_STYLE = "house"
_KEYS = ("name", "title", "subject", "style", "keywords", "contents", "front", "chapters")
_NEEDED = ("name", "title", "front", "chapters")
_CHAPTER_KEYS = ("id", "file", "when")
_FRONT_KEYS = ("cover", "running")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its id, its template (path from `templates/zh`), the key path that must be given (empty: always)."""

    id: str
    file: str
    when: str
    span: Span


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document; `contents` is the heading of the contents, `front` files are paths from `templates/zh`."""

    name: str
    title: str
    cover: str
    running: str
    chapters: tuple[Chapter, ...]
    file: str
    subject: str = ""
    style: str = DEFAULT_STYLE
    keywords: str = ""
    contents: str = "目录"


def read_kind(text: str, file: str) -> Outcome[Kind]:
    """Read a kind from YAML; every fault is a finding at its place, and None is given then."""
    outcome = read_yaml(text, file)
    findings = list(outcome.findings)
    if isinstance(outcome.value, Mapping):
        findings += _faults(outcome.value)
    elif not findings:
        findings.append(
            _error(BAD_KIND, Span(file, 1, 1, 1, 1), "文件种类应是一组键和值", "例如 name: quality_assurance")
        )
    if findings or not isinstance(outcome.value, Mapping):
        return Outcome(None, tuple(findings))
    return Outcome(_kind(outcome.value, file))


# --- reading what has been checked -----------------------------------------------------------------------------------


def _kind(root: Mapping, file: str) -> Kind:
    front = _mapping(root, "front")
    optional = {name: _text(root, name) for name in ("subject", "style", "keywords", "contents") if _text(root, name)}
    return Kind(
        _text(root, "name"),
        _text(root, "title"),
        _text(front, "cover"),
        _text(front, "running"),
        tuple(_chapter(node) for node in _chapter_nodes(root)),
        file,
        **optional,
    )


def _chapter(node: Mapping) -> Chapter:
    return Chapter(_text(node, "id"), _text(node, "file"), _text(node, "when"), node.span)


def _chapter_nodes(root: Mapping) -> tuple[Mapping, ...]:
    item = root.get("chapters")
    nodes = item.value.items if item and isinstance(item.value, Sequence) else ()
    return tuple(node for node in nodes if isinstance(node, Mapping))


def _mapping(root: Mapping, key: str) -> Mapping:
    item = root.get(key)
    return item.value if item and isinstance(item.value, Mapping) else Mapping(root.span, ())


def _text(node: Mapping, key: str) -> str:
    item = node.get(key)
    return (item.value.text or "").strip() if item and isinstance(item.value, Scalar) else ""


# --- checking --------------------------------------------------------------------------------------------------------


def _faults(root: Mapping) -> Iterator[Finding]:
    yield from _key_faults(root, _KEYS, _NEEDED, "文件种类")
    for item in root.items:
        wanted = {"front": Mapping, "chapters": Sequence}.get(item.key, Scalar)
        if item.key in _KEYS and not isinstance(item.value, wanted):
            yield _error(BAD_KIND, item.value.span, f"{item.key} 的写法不对", _shape_hint(item))
    if isinstance(getattr(root.get("front"), "value", None), Mapping):
        yield from _key_faults(_mapping(root, "front"), _FRONT_KEYS, _FRONT_KEYS, "front")
    chapters = root.get("chapters")
    if chapters and isinstance(chapters.value, Sequence):
        yield from _chapter_faults(chapters.value.items)


def _chapter_faults(nodes: tuple[Node, ...]) -> Iterator[Finding]:
    seen: dict[str, Span] = {}
    for node in nodes:
        if not isinstance(node, Mapping):
            yield _error(
                BAD_KIND, node.span, "章节应写 id 和 file", "例如 {id: promise, file: chapters/promise/chapter.md.j2}"
            )
            continue
        yield from _key_faults(node, _CHAPTER_KEYS, ("id", "file"), "章节")
        name, item = _text(node, "id"), node.get("id")
        if item and name and _ID.fullmatch(name) is None:
            yield _error(
                REPEATED_CHAPTER,
                item.value.span,
                f"章节 id“{name}”不合格",
                "以英文字母开头，由字母、数字、下划线和连字符组成",
            )
        if item and name in seen:
            also = (Place(span=seen[name]),)
            place = Place(span=item.value.span)
            yield Finding(
                REPEATED_CHAPTER, Severity.ERROR, place, f"章节 id“{name}”重复", "每章的 id 应各不相同", also=also
            )
        if item and name:
            seen.setdefault(name, item.value.span)


def _key_faults(node: Mapping, known: tuple[str, ...], needed: tuple[str, ...], what: str) -> Iterator[Finding]:
    for item in node.items:
        if item.key not in known:
            close = nearest(item.key, known)
            hint = f"最接近的是 {close}" if close else f"可用：{'、'.join(known)}"
            yield _error(UNKNOWN_KEY, item.key_span, f"{what}没有名为 {item.key} 的键", hint)
    for key in needed:
        item_found = node.get(key)
        if item_found is None or (isinstance(item_found.value, Scalar) and not _text(node, key)):
            span = (
                item_found.key_span
                if item_found
                else Span(node.span.file, node.span.line, node.span.column, node.span.line, node.span.column + 1)
            )
            yield _error(MISSING_KEY, span, f"{what}缺少 {key}", f"请补写 {key}: …")


def _shape_hint(item: Item) -> str:
    examples = {
        "front": "front: {cover: front/cover.md.j2, running: front/running.md.j2}",
        "chapters": "chapters: 下面每行一章，如 - {id: promise, file: chapters/promise/chapter.md.j2}",
    }
    return f"应写成 {examples.get(item.key, f'{item.key}: 文字')}"


def _error(code: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(span=span), message, hint)
