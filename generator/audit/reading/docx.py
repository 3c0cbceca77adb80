"""Reads a Word file: every character of every part with its place, and what is told of it besides."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from generator.audit.reading.blocks import laid_out, property_block
from generator.audit.reading.draft import Draft, MarkKind, Stretch
from generator.audit.reading.numbering import read_numbering
from generator.audit.reading.story import OWN_AUTHOR, Shared, walk_part
from generator.audit.reading.styles import read_styles
from generator.audit.text import AuditText, BlockKind
from generator.finding import Finding, Outcome, Place, Severity
from generator.load.package import Package, RefusedError, Relation, open_package
from generator.source import Span

_MOST_TOLD = 50
"""So many findings of one kind; the rest is one more that counts them."""
_LONGEST_QUOTE = 60
_STORIES = (
    ("footnotes", BlockKind.FOOTNOTE),
    ("endnotes", BlockKind.FOOTNOTE),
    ("comments", BlockKind.COMMENT),
    ("header", BlockKind.HEADER),
    ("footer", BlockKind.FOOTER),
)
_PROPERTY_NAMES = {
    "title": "标题",
    "subject": "主题",
    "creator": "作者",
    "lastModifiedBy": "最后保存者",
    "keywords": "关键词",
    "description": "备注",
    "category": "类别",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "主管",
    "Template": "模板",
    "HyperlinkBase": "超链接基础",
}
_ORDINARY_LINKS = ("http:", "https:", "mailto:", "tel:", "#")
_FOREIGN_CONTENT = {"aFChunk": "嵌入的其他文档", "oleObject": "嵌入的对象", "package": "嵌入的文件", "control": "控件"}
_OTHER_OFFICE = ("xl/", "ppt/", "visio/")
"""Where the main part of a workbook, a presentation or a drawing lies."""
_MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")


@dataclass(frozen=True, slots=True)
class Mark:
    r"""What is told of a stretch of the whole text: a tracked change, hidden words, a field, a comment.

    `text` is what was taken away, the instruction of a field (`TOC \o`, `PAGE`) or the words of a comment; `block` is
    -1 where the paragraph has none.
    """

    kind: MarkKind
    start: int
    end: int
    block: int
    text: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class WordText:
    """A Word file as every check reads it, with its marks in the order of the text."""

    text: AuditText
    marks: tuple[Mark, ...]


def read_word(data: bytes) -> Outcome[WordText]:
    """Read a Word file from its bytes; one that cannot or must not be read is a finding, never an exception."""
    try:
        package = open_package(data)
        return _read(package)
    except RefusedError as refused:
        return Outcome(None, (refused.finding,))


def _read(package: Package) -> Outcome[WordText]:
    main = main_part(package)
    relations = package.relations(main)
    one = {relation.kind: relation.target for relation in relations if not relation.external}
    styles = read_styles(package.tree(one.get("styles", "")))
    shared = Shared(styles, read_numbering(package.tree(one.get("numbering", "")), styles))
    walk_part(main, package.read(main), BlockKind.PARAGRAPH, shared)
    stories = list(_stories(package, relations))
    for part, kind in stories:
        walk_part(part, package.read(part), kind, shared)
    text = laid_out((*shared.drafts, *_properties(package)))
    length = len(text.whole)
    marks = tuple(sorted((_mark(stretch, length) for stretch in shared.marks), key=lambda mark: (mark.start, mark.end)))
    parts = ("", main, *(part for part, _ in stories))
    lost = _lost_references(marks, shared.targets, text.whole)
    return Outcome(WordText(text, marks), (*_dangers(package, parts), *_told(marks, text.whole), *lost))


def main_part(package: Package) -> str:
    """Give the name of the part that holds the body."""
    for relation in package.relations(""):
        if relation.kind == "officeDocument" and not relation.external and package.has(relation.target):
            if relation.target.startswith(_OTHER_OFFICE):
                break
            return relation.target
    raise RefusedError("A001", "文件里没有Word正文，不是正确的DOCX", "请另存为.docx后再审核；表格先导出为PDF")


def _stories(package: Package, relations: Iterable[Relation]) -> Iterator[tuple[str, BlockKind]]:
    """Give each other part with paragraphs once."""
    for wanted, kind in _STORIES:
        targets = dict.fromkeys(
            relation.target for relation in relations if relation.kind == wanted and not relation.external
        )
        yield from ((part, kind) for part in targets if package.has(part))


def _mark(stretch: Stretch, length: int) -> Mark:
    """Place a mark in the whole text; one in a paragraph without a block stands where its words would."""
    start = min(stretch.draft.begin + stretch.start, length)
    end = min(stretch.last.begin + stretch.end, length)
    return Mark(stretch.kind, start, max(start, end), stretch.draft.number, stretch.text, stretch.author)


def _properties(package: Package) -> Iterator[Draft]:
    """Draft the properties that name people, firms and other documents, with the custom ones."""
    for relation in package.relations(""):
        if relation.kind in {"core-properties", "coreProperties", "extended-properties", "extendedProperties"}:
            yield from _named(package, relation.target)
        elif relation.kind in {"custom-properties", "customProperties"}:
            yield from _custom(package, relation.target)


def _named(package: Package, part: str) -> Iterator[Draft]:
    for index, element in enumerate(_children(package, part)):
        label = _PROPERTY_NAMES.get(etree.QName(element).localname)
        if label and element.text and element.text.strip():
            yield property_block(part, index, label, element.text)


def _custom(package: Package, part: str) -> Iterator[Draft]:
    for index, element in enumerate(_children(package, part)):
        text = "".join(str(piece) for piece in element.itertext())
        if text.strip():
            yield property_block(part, index, element.get("name", ""), text)


def _children(package: Package, part: str) -> Iterator[etree._Element]:
    root = package.tree(part)
    yield from (element for element in (root if root is not None else ()) if isinstance(element.tag, str))


# --- findings ---------------------------------------------------------------------------------------------------------


def _dangers(package: Package, parts: Iterable[str]) -> Iterator[Finding]:
    """Tell what a package has that runs, or lies outside: nothing of it is read."""
    if any(name.rpartition("/")[2] in _MACRO_PARTS for name in package.entries):
        yield _warning("A007", "文件带有宏", "宏没有运行，也没有检查；请另存为不带宏的.docx")
    seen: dict[tuple[str, str], None] = {}
    for part in parts:
        for relation in package.relations(part):
            told = _told_relation(relation)
            if told and told not in seen:
                seen[told] = None
    rows = list(seen)
    for code, message in rows[:_MOST_TOLD]:
        yield _warning(code, message, _RELATION_HINTS[code])
    if len(rows) > _MOST_TOLD:
        yield _warning("A006", f"另有{len(rows) - _MOST_TOLD}处指向文件外面或者嵌入的内容", _RELATION_HINTS["A006"])


_RELATION_HINTS = {
    "A006": "指向的内容没有读；请把内容放进文件里，或者删除链接",
    "A007": "嵌入的内容没有读；请改成正文或者图片",
}


def _told_relation(relation: Relation) -> tuple[str, str] | None:
    target = _quoted(relation.target)
    if relation.kind in _FOREIGN_CONTENT and not relation.external:
        return "A007", f"文件里有{_FOREIGN_CONTENT[relation.kind]}“{target}”"
    if relation.escapes:
        return "A006", f"文件里的关系指到包外面“{target}”"
    if relation.external and not (relation.kind == "hyperlink" and relation.target.lower().startswith(_ORDINARY_LINKS)):
        return "A006", f"文件链接到外面的“{target}”"
    return None


_MARK_FINDINGS: Mapping[MarkKind, tuple[str, str, str]] = {
    MarkKind.INSERTED: ("A008", "修订（插入）没有处理", "接受或者拒绝全部修订后再交付"),
    MarkKind.DELETED: ("A008", "修订（删除）没有处理", "接受或者拒绝全部修订后再交付"),
    MarkKind.MOVED_HERE: ("A008", "修订（移动）没有处理", "接受或者拒绝全部修订后再交付"),
    MarkKind.MOVED_AWAY: ("A008", "修订（移动）没有处理", "接受或者拒绝全部修订后再交付"),
    MarkKind.HIDDEN: ("A009", "有隐藏文字", "删除隐藏文字，或者取消隐藏"),
    MarkKind.COMMENT: ("A010", "有批注", "处理后删除批注再交付"),
}


def _told(marks: tuple[Mark, ...], whole: str) -> Iterator[Finding]:
    told = sorted((mark for mark in marks if mark.kind in _MARK_FINDINGS), key=lambda mark: mark.kind)
    for kind, same in groupby(told, key=lambda mark: mark.kind):
        code, message, hint = _MARK_FINDINGS[kind]
        marked = list(same)
        group = [mark for mark in marked if mark.author != OWN_AUTHOR]
        if len(group) < len(marked):
            yield _warning(code, f"{message}：bidgen写的有{len(marked) - len(group)}处", hint)
        for mark in group[:_MOST_TOLD]:
            author = f"，作者“{_quoted(mark.author)}”" if mark.author else ""
            quote = _quoted(mark.text or whole[mark.start : mark.end])
            place = Place(span=_span(mark, whole), quote=quote)
            yield Finding(code, Severity.WARNING, place, f"{message}：“{quote}”{author}", hint)
        if len(group) > _MOST_TOLD:
            yield _warning(code, f"{message}：另有{len(group) - _MOST_TOLD}处", hint)


def _lost_references(marks: Iterable[Mark], targets: Container[str], whole: str) -> Iterator[Finding]:
    """Tell the references to bookmarks that the file has not: they fail when the fields are updated."""
    fields = [(mark, _REFERENCE.match(mark.text)) for mark in marks if mark.kind is MarkKind.FIELD]
    lost = [(mark, found) for mark, found in fields if found and found["name"].casefold() not in targets]
    for mark, found in lost[:_MOST_TOLD]:
        quote = _quoted(whole[mark.start : mark.end])
        message = f"引用的书签“{found['name']}”不存在，更新域以后会变成错误：“{quote}”"
        yield Finding("A102", Severity.ERROR, Place(span=_span(mark, whole), quote=quote), message, _UPDATE)
    if len(lost) > _MOST_TOLD:
        yield _warning("A102", f"引用的书签不存在：另有{len(lost) - _MOST_TOLD}处", _UPDATE)


_REFERENCE = re.compile(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(?P<name>[^\s\\\"]+)", re.IGNORECASE)
_UPDATE = "在Word中全选后按F9更新域，改正引用或者删去"


def _span(mark: Mark, whole: str) -> Span:
    """Give the lines of a mark; the reader knows no name of its file."""
    return Span("", *_position(whole, mark.start), *_position(whole, mark.end))


def _position(whole: str, offset: int) -> tuple[int, int]:
    return whole.count("\n", 0, offset) + 1, offset - whole.rfind("\n", 0, offset)


def _quoted(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


def _warning(code: str, message: str, hint: str) -> Finding:
    return Finding(code, Severity.WARNING, Place(), message, hint)
