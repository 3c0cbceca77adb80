"""Kinds of documents: which chapters in which order, which front, which style, from `templates/zh/kinds/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

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
_KEYS = ("name", "title", "title_en", "subject", "style", "keywords", "contents", "front", "chapters")
_OPTIONAL = ("subject", "style", "keywords", "contents", "title_en")
_NEEDED = ("name", "title", "front", "chapters")
_CHAPTER_KEYS = ("id", "title", "file", "when", "optional", "open_only", "sections")
_FRONT_KEYS = ("cover", "running")
_FLAGS = ("optional", "open_only")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CHAPTER_EXAMPLE = "例如 - promise/letter，或者 {id: promise, title: 服务承诺, file: promise/letter}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter or, below one, a section; its place in the kind gives its level.

    `file` is its template (path from `templates/zh`; empty: a heading alone), `title` replaces the template's own one
    where given (`title_path` is the key path of a title that comes from the project). It is printed where the key path
    `when` is given (empty: always); where data its template needs are missing, it is left out if `optional`, else
    that is an error. `open_only`: never in a blind document.
    """

    id: str
    file: str
    when: str
    span: Span
    title: str = ""
    title_path: str = ""
    optional: bool = False
    open_only: bool = False
    sections: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Binding:
    """One of the volumes a project has its document bound in: its chapters by id, the key path that says so."""

    id: str
    title: str
    chapters: tuple[str, ...]
    path: str
    title_en: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of document; `contents` is the heading of the contents, `front` files are paths from `templates/zh`.

    `title_en` stands on bilingual covers. `volumes` come from the project; without them the document is one.
    """

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
    volumes: tuple[Binding, ...] = ()
    title_en: str = ""


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
    optional: dict[str, Any] = {name: _text(root, name) for name in _OPTIONAL if _text(root, name)}
    return Kind(
        _text(root, "name"),
        _text(root, "title"),
        _text(front, "cover"),
        _text(front, "running"),
        _chapters(root, "chapters"),
        file,
        **optional,
    )


def _chapters(root: Mapping, key: str) -> tuple[Chapter, ...]:
    item = root.get(key)
    nodes = item.value.items if item and isinstance(item.value, Sequence) else ()
    return tuple(_chapter(node) for node in nodes)


def _chapter(node: Node) -> Chapter:
    if not isinstance(node, Mapping):
        name = _word(node)
        return Chapter(_own_name(name), template_of(name), "", node.span)
    file = _text(node, "file")
    optional, open_only = (_text(node, key) == "true" for key in _FLAGS)
    return Chapter(
        _chapter_id(node),
        template_of(file),
        _text(node, "when"),
        node.span,
        _text(node, "title"),
        optional=optional,
        open_only=open_only,
        sections=_chapters(node, "sections"),
    )


def template_of(name: str) -> str:
    """Give the template of a chapter as kinds name it (`service/training`) by its path from `templates/zh`."""
    return f"chapters/{name}.md.j2" if name else ""


def _chapter_id(node: Mapping) -> str:
    return _text(node, "id") or _own_name(_text(node, "file"))


def _own_name(file: str) -> str:
    return file.rpartition("/")[2]


def _mapping(root: Mapping, key: str) -> Mapping:
    item = root.get(key)
    return item.value if item and isinstance(item.value, Mapping) else Mapping(root.span, ())


def _text(node: Mapping, key: str) -> str:
    item = node.get(key)
    return _word(item.value) if item else ""


def _word(node: Node) -> str:
    return (node.text or "").strip() if isinstance(node, Scalar) else ""


# --- checking --------------------------------------------------------------------------------------------------------


def _faults(root: Mapping) -> Iterator[Finding]:
    yield from _key_faults(root, _KEYS, _NEEDED, "文件种类")
    for item in root.items:
        wanted = {"front": Mapping, "chapters": Sequence}.get(item.key, Scalar)
        if item.key in _KEYS and not isinstance(item.value, wanted):
            yield _error(BAD_KIND, item.value.span, f"{item.key} 的写法不对", _shape_hint(item))
    if isinstance(getattr(root.get("front"), "value", None), Mapping):
        yield from _key_faults(_mapping(root, "front"), _FRONT_KEYS, _FRONT_KEYS, "front")
    yield from _chapter_faults(root.get("chapters"), {})


def _chapter_faults(item: Item | None, seen: dict[str, Span]) -> Iterator[Finding]:
    for node in item.value.items if item and isinstance(item.value, Sequence) else ():
        if isinstance(node, Mapping):
            yield from _mapping_faults(node)
        if not isinstance(node, Mapping) and not _word(node):
            yield _error(BAD_KIND, node.span, "章节应写模板的路径，或者一组键和值", _CHAPTER_EXAMPLE)
            continue
        yield from _id_faults(node, seen)
        if isinstance(node, Mapping):
            yield from _chapter_faults(node.get("sections"), seen)


def _mapping_faults(node: Mapping) -> Iterator[Finding]:
    yield from _key_faults(node, _CHAPTER_KEYS, (), "章节")
    if not _text(node, "file") and not _text(node, "title"):
        yield _error(MISSING_KEY, _start(node), "章节缺少 file，也没有 title", _CHAPTER_EXAMPLE)
    if not _chapter_id(node) and _text(node, "title"):
        yield _error(MISSING_KEY, _start(node), "章节缺少 id", "没有 file 的章节请写 id，如 id: company")
    for part in node.items:
        if part.key == "sections" and not isinstance(part.value, Sequence):
            yield _error(BAD_KIND, part.value.span, "sections 的写法不对", f"下面每行写一节，{_CHAPTER_EXAMPLE}")
        if part.key in _FLAGS and _word(part.value) not in ("true", "false"):
            yield _error(BAD_KIND, part.value.span, f"{part.key} 应写 true 或者 false", f"例如 {part.key}: true")


def _id_faults(node: Node, seen: dict[str, Span]) -> Iterator[Finding]:
    name = _chapter_id(node) if isinstance(node, Mapping) else _own_name(_word(node))
    given = node.get("id") if isinstance(node, Mapping) else None
    span = given.value.span if given else node.span
    if name and _ID.fullmatch(name) is None:
        message, hint = f"章节 id“{name}”不合格", "以英文字母开头，由字母、数字、下划线和连字符组成"
        yield _error(REPEATED_CHAPTER, span, message, hint)
    if name in seen:
        also = (Place(span=seen[name]),)
        message, hint = f"章节 id“{name}”重复", "每章的 id 应各不相同；没有写 id 的，取模板文件名"
        yield Finding(REPEATED_CHAPTER, Severity.ERROR, Place(span=span), message, hint, also=also)
    if name:
        seen.setdefault(name, span)


def _key_faults(node: Mapping, known: tuple[str, ...], needed: tuple[str, ...], what: str) -> Iterator[Finding]:
    for item in node.items:
        if item.key not in known:
            close = nearest(item.key, known)
            hint = f"最接近的是 {close}" if close else f"可用：{'、'.join(known)}"
            yield _error(UNKNOWN_KEY, item.key_span, f"{what}没有名为 {item.key} 的键", hint)
    for key in needed:
        item_found = node.get(key)
        if item_found is None or (isinstance(item_found.value, Scalar) and not _text(node, key)):
            span = item_found.key_span if item_found else _start(node)
            yield _error(MISSING_KEY, span, f"{what}缺少 {key}", f"请补写 {key}: …")


def _start(node: Node) -> Span:
    span = node.span
    return Span(span.file, span.line, span.column, span.line, span.column + 1)


def _shape_hint(item: Item) -> str:
    examples = {
        "front": "front: {cover: front/cover.md.j2, running: front/running.md.j2}",
        "chapters": f"chapters: 下面每行一章，{_CHAPTER_EXAMPLE}",
    }
    return f"应写成 {examples.get(item.key, f'{item.key}: 文字')}"


def _error(code: str, span: Span, message: str, hint: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(span=span), message, hint)
