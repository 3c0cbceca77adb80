"""Faults of a DOCX that schema validators miss and Word repairs, hides or prints as errors, found beforehand.

Why: the Open XML SDK validator passes cells without paragraph, dangling list numbers and styles, repeated bookmark
names and references to nothing; LibreOffice and pandoc open such files without a word.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from generator.finding import Finding, Place, Severity

UNREADABLE = "F211"
"""The file is no zip archive of well-formed XML with a main document."""
CELL_WITHOUT_PARAGRAPH = "F212"
"""A table cell does not end with a paragraph: Word refuses the file."""
UNKNOWN_NUMBERING = "F213"
"""A paragraph or style uses a list number that is not defined."""
UNKNOWN_STYLE = "F214"
"""A paragraph, run or table uses a style that is not defined."""
REPEATED_BOOKMARK = "F215"
"""Two bookmarks have the same name or the same id, or a bookmark does not end."""
NO_EAST_ASIAN_FONT = "F216"
"""The defaults, a paragraph style or a run name a Western font but none for Chinese."""
UNKNOWN_ANCHOR = "F217"
"""A link or reference field points to a bookmark that does not exist."""
MISSING_RELATION = "F218"
"""A relationship that is used does not exist, or its part is missing."""
UPDATE_ASKED = "F219"
"""The file makes Word ask whether to update fields."""
CAPTION_NUMBER = "F220"
"""The stored number of a caption is not the one Word would compute."""
REPEATED_DRAWING = "F221"
"""Two drawings have the same id."""
SYMBOL_FONT = "F222"
"""A symbol font is used, whose characters other programs lose."""
BROKEN_FIELD = "F223"
"""A field does not begin, separate and end in order."""

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "word/document.xml"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_SYMBOL_FONTS = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"}
_HINT = "这是生成程序的缺陷，请把这条结果连同项目文件交给维护者"


@dataclass(frozen=True, slots=True)
class _Package:
    """The XML parts by name, the relationships of each part, and the names of all members."""

    parts: Mapping[str, etree._Element]
    relations: Mapping[str, Mapping[str, str]]
    names: frozenset[str]

    def texts(self) -> Iterator[tuple[str, etree._Element]]:
        """Give the parts that hold paragraphs: main text, headers, footers."""
        return ((name, root) for name, root in self.parts.items() if _TEXT_PART.fullmatch(name))

    def find(self, name: str, tag: str) -> Iterator[etree._Element]:
        root = self.parts.get(name)
        return iter(()) if root is None else root.iter(f"{_W}{tag}")


_TEXT_PART = re.compile(r"word/(document|header\d*|footer\d*)\.xml")


def lint_docx(data: bytes) -> tuple[Finding, ...]:
    """Give the faults of a DOCX; none for a sound file. An unreadable one gives a single finding."""
    try:
        package = _read(data)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return (_finding(UNREADABLE, f"DOCX 文件不完整：{error}"),)
    return tuple(finding for check in _CHECKS for finding in check(package))


def _read(data: bytes) -> _Package:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        parts = {
            name: etree.fromstring(archive.read(name), _PARSER)
            for name in sorted(names)
            if name.endswith((".xml", ".rels"))
        }
    if _MAIN not in parts:
        raise KeyError(_MAIN)
    relations = {name: _relations(name, root) for name, root in parts.items() if name.endswith(".rels")}
    return _Package(parts, {_owner(name): targets for name, targets in relations.items()}, names)


def _owner(name: str) -> str:
    """`word/_rels/document.xml.rels` belongs to `word/document.xml`."""
    folder, file = posixpath.split(name)
    return posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))


def _relations(name: str, root: etree._Element) -> dict[str, str]:
    base = posixpath.dirname(_owner(name))
    return {
        relation.get("Id", ""): _target(base, relation)
        for relation in root.iter(_RELATION)
        if relation.get("TargetMode") != "External"
    }


def _target(base: str, relation: etree._Element) -> str:
    target = relation.get("Target", "")
    return target[1:] if target.startswith("/") else posixpath.normpath(posixpath.join(base, target))


def _finding(code: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), message, _HINT)


# --- structure -------------------------------------------------------------------------------------------------------


def _cells(package: _Package) -> Iterator[Finding]:
    for name, root in package.texts():
        for number, cell in enumerate(root.iter(f"{_W}tc"), start=1):
            if len(cell) == 0 or cell[-1].tag != f"{_W}p":
                yield _finding(CELL_WITHOUT_PARAGRAPH, f"{name} 的第 {number} 个单元格不以段落结尾")


def _numbering(package: _Package) -> Iterator[Finding]:
    known = {item.get(f"{_W}numId") for item in package.find("word/numbering.xml", "num")} | {"0"}
    for name in (*(name for name, _ in package.texts()), "word/styles.xml"):
        used = Counter(_val(item) for item in package.find(name, "numId"))
        for number in used:
            if number not in known:
                yield _finding(UNKNOWN_NUMBERING, f"{name} 使用了没有定义的列表编号 {number}")


def _styles(package: _Package) -> Iterator[Finding]:
    known = {style.get(f"{_W}styleId") for style in package.find("word/styles.xml", "style")}
    for name, root in _with_styles(package):
        for style in dict.fromkeys(_val(item) for item in root.iter(*_STYLE_USES)):
            if style not in known:
                yield _finding(UNKNOWN_STYLE, f"{name} 使用了没有定义的样式 {style}")


_STYLE_USES = tuple(f"{_W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))


def _with_styles(package: _Package) -> Iterator[tuple[str, etree._Element]]:
    yield from package.texts()
    for name in ("word/styles.xml", "word/numbering.xml"):
        if name in package.parts:
            yield name, package.parts[name]


def _bookmarks(package: _Package) -> Iterator[Finding]:
    starts = [mark for _, root in package.texts() for mark in root.iter(f"{_W}bookmarkStart")]
    ends = Counter(mark.get(f"{_W}id") for _, root in package.texts() for mark in root.iter(f"{_W}bookmarkEnd"))
    for name in _repeated(mark.get(f"{_W}name") for mark in starts):
        yield _finding(REPEATED_BOOKMARK, f"书签名 {name} 重复")
    for number in _repeated(mark.get(f"{_W}id") for mark in starts):
        yield _finding(REPEATED_BOOKMARK, f"书签编号 {number} 重复")
    for mark in starts:
        if ends[mark.get(f"{_W}id")] != 1:
            yield _finding(REPEATED_BOOKMARK, f"书签 {mark.get(f'{_W}name')} 没有唯一的结尾")


def _relationships(package: _Package) -> Iterator[Finding]:
    for name, root in package.texts():
        targets = package.relations.get(name, {})
        for used in _relation_ids(root):
            if used not in targets:
                yield _finding(MISSING_RELATION, f"{name} 使用了没有定义的关系 {used}")
    for owner, targets in package.relations.items():
        for identifier, target in targets.items():
            if target not in package.names:
                yield _finding(MISSING_RELATION, f"{owner or '文件包'} 的关系 {identifier} 指向不存在的 {target}")


def _relation_ids(root: etree._Element) -> Iterator[str]:
    return (
        str(value)
        for element in root.iter(etree.Element)
        for attribute, value in element.attrib.items()
        if str(attribute).startswith(_R)
    )


def _drawings(package: _Package) -> Iterator[Finding]:
    ids = (item.get("id") for _, root in package.texts() for item in root.iter(f"{_WP}docPr"))
    for number in _repeated(ids):
        yield _finding(REPEATED_DRAWING, f"图形编号 {number} 重复")


# --- fonts -----------------------------------------------------------------------------------------------------------


def _fonts(package: _Package) -> Iterator[Finding]:
    root = package.parts.get("word/styles.xml")
    defaults = root.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}rFonts") if root is not None else None
    if defaults is None or not defaults.get(f"{_W}eastAsia"):
        yield _finding(NO_EAST_ASIAN_FONT, "默认格式没有指定中文字体")
    for name, part in _with_styles(package):
        for fonts in part.iter(f"{_W}rFonts"):
            if fonts.get(f"{_W}ascii") and not fonts.get(f"{_W}eastAsia"):
                yield _finding(NO_EAST_ASIAN_FONT, f"{name} 只指定了西文字体 {fonts.get(f'{_W}ascii')}，没有中文字体")


def _symbols(package: _Package) -> Iterator[Finding]:
    for name, part in _with_styles(package):
        used = {font for fonts in part.iter(f"{_W}rFonts") for font in map(str, fonts.attrib.values())}
        for font in sorted(used & _SYMBOL_FONTS):
            yield _finding(SYMBOL_FONT, f"{name} 使用了符号字体 {font}")
        if next(part.iter(f"{_W}sym"), None) is not None:
            yield _finding(SYMBOL_FONT, f"{name} 使用了符号字符 w:sym")


# --- fields ----------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: str = ""
    separated: bool = False

    @property
    def words(self) -> list[str]:
        return self.instruction.split()


def _fields(root: etree._Element) -> Iterator[_Field | None]:
    """Give the complex fields in the order in which they end; None for a mark out of order."""
    stack: list[_Field] = []
    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}t"):
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            stack.append(_Field())
        elif kind is not None and not stack:
            yield None
        elif kind == "separate":
            stack[-1].separated = True
        elif kind == "end":
            yield stack.pop()
        elif stack:
            _feed(stack[-1], element)
    yield from (None for _ in stack)


def _feed(field: _Field, element: etree._Element) -> None:
    if element.tag == f"{_W}instrText":
        field.instruction += element.text or ""
    elif field.separated:
        field.result += element.text or ""


def _broken_fields(package: _Package) -> Iterator[Finding]:
    for name, root in package.texts():
        if any(field is None or not field.words for field in _fields(root)):
            yield _finding(BROKEN_FIELD, f"{name} 中有不完整的域")


def _anchors(package: _Package) -> Iterator[Finding]:
    known = {mark.get(f"{_W}name") for _, root in package.texts() for mark in root.iter(f"{_W}bookmarkStart")}
    for name, root in package.texts():
        links = (link.get(f"{_W}anchor") for link in root.iter(f"{_W}hyperlink"))
        used = [*(link for link in links if link), *_referenced(root)]
        for anchor in dict.fromkeys(used):
            if anchor not in known:
                yield _finding(UNKNOWN_ANCHOR, f"{name} 引用了不存在的书签 {anchor}")


def _referenced(root: etree._Element) -> Iterator[str]:
    for field in _fields(root):
        if field is not None and len(field.words) > 1 and field.words[0] in {"REF", "PAGEREF"}:
            yield field.words[1]


def _updates(package: _Package) -> Iterator[Finding]:
    if next(package.find("word/settings.xml", "updateFields"), None) is not None:
        yield _finding(UPDATE_ASKED, "设置要求打开时更新域")
    for name, root in package.texts():
        if any(item.get(f"{_W}dirty") for item in root.iter(f"{_W}fldChar", f"{_W}fldSimple")):
            yield _finding(UPDATE_ASKED, f"{name} 中有标为待更新的域")


def _captions(package: _Package) -> Iterator[Finding]:
    """Count as Word does: on from the last, anew where the switch says so or a chapter has begun."""
    chapters = {
        style.get(f"{_W}styleId")
        for style in package.find("word/styles.xml", "style")
        if _val(style.find(f"{_W}pPr/{_W}outlineLvl")) == "0"
    }
    counters: Counter[str] = Counter()
    for paragraph in package.find(_MAIN, "p"):
        if _val(paragraph.find(f"{_W}pPr/{_W}pStyle")) in chapters:
            counters.clear()
        for field in _fields(paragraph):
            if field is not None and field.words[:1] == ["SEQ"]:
                yield from _sequence_fault(field, counters)


def _sequence_fault(field: _Field, counters: Counter[str]) -> Iterator[Finding]:
    name = field.words[1]
    restart = re.search(r"\\r (\d+)", field.instruction)
    counters[name] = int(restart[1]) if restart else counters[name] + 1
    if field.result != str(counters[name]):
        yield _finding(CAPTION_NUMBER, f"题注“{name}”的编号 {field.result} 应为 {counters[name]}")


def _val(element: etree._Element | None) -> str | None:
    return None if element is None else element.get(f"{_W}val")


def _repeated(items: Iterable[str | None]) -> list[str | None]:
    return [item for item, count in Counter(items).items() if count > 1]


_CHECKS: tuple[Callable[[_Package], Iterator[Finding]], ...] = (
    _cells,
    _numbering,
    _styles,
    _bookmarks,
    _fonts,
    _anchors,
    _relationships,
    _updates,
    _captions,
    _drawings,
    _symbols,
    _broken_fields,
)
