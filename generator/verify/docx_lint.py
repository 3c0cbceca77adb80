"""Faults of a DOCX that schema validators miss and Word repairs, hides or prints as errors, found beforehand.

Why: the Open XML SDK validator passes cells without paragraph, dangling list numbers and styles, repeated bookmark
names and references to nothing; LibreOffice and pandoc open such files without a word.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from generator.finding import Finding, Place, Severity
from generator.verify.docx_access import access_faults
from generator.verify.docx_package import MAIN, WP, Package, W, read_package, val

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

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SYMBOL_FONTS = {"Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings"}
_HINT = "这是生成程序的缺陷，请把这条结果连同项目文件交给维护者"


def lint_docx(data: bytes) -> tuple[Finding, ...]:
    """Give the faults of a DOCX; none for a sound file. An unreadable one gives a single finding."""
    try:
        package = read_package(data)
    except (zipfile.BadZipFile, etree.XMLSyntaxError, KeyError) as error:
        return (_finding(UNREADABLE, f"DOCX 文件不完整：{error}"),)
    return (*(finding for check in _CHECKS for finding in check(package)), *access_faults(package))


def _finding(code: str, message: str) -> Finding:
    return Finding(code, Severity.ERROR, Place(), message, _HINT)


# --- structure -------------------------------------------------------------------------------------------------------


def _cells(package: Package) -> Iterator[Finding]:
    for name, root in package.texts():
        for number, cell in enumerate(root.iter(f"{W}tc"), start=1):
            if len(cell) == 0 or cell[-1].tag != f"{W}p":
                yield _finding(CELL_WITHOUT_PARAGRAPH, f"{name} 的第 {number} 个单元格不以段落结尾")


def _numbering(package: Package) -> Iterator[Finding]:
    known = {item.get(f"{W}numId") for item in package.find("word/numbering.xml", "num")} | {"0"}
    for name in (*(name for name, _ in package.texts()), "word/styles.xml"):
        used = Counter(val(item) for item in package.find(name, "numId"))
        for number in used:
            if number not in known:
                yield _finding(UNKNOWN_NUMBERING, f"{name} 使用了没有定义的列表编号 {number}")


def _styles(package: Package) -> Iterator[Finding]:
    known = {style.get(f"{W}styleId") for style in package.find("word/styles.xml", "style")}
    for name, root in _with_styles(package):
        for style in dict.fromkeys(val(item) for item in root.iter(*_STYLE_USES)):
            if style not in known:
                yield _finding(UNKNOWN_STYLE, f"{name} 使用了没有定义的样式 {style}")


_STYLE_USES = tuple(f"{W}{tag}" for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"))


def _with_styles(package: Package) -> Iterator[tuple[str, etree._Element]]:
    yield from package.texts()
    for name in ("word/styles.xml", "word/numbering.xml"):
        if name in package.parts:
            yield name, package.parts[name]


def _bookmarks(package: Package) -> Iterator[Finding]:
    starts = [mark for _, root in package.texts() for mark in root.iter(f"{W}bookmarkStart")]
    ends = Counter(mark.get(f"{W}id") for _, root in package.texts() for mark in root.iter(f"{W}bookmarkEnd"))
    for name in _repeated(mark.get(f"{W}name") for mark in starts):
        yield _finding(REPEATED_BOOKMARK, f"书签名 {name} 重复")
    for number in _repeated(mark.get(f"{W}id") for mark in starts):
        yield _finding(REPEATED_BOOKMARK, f"书签编号 {number} 重复")
    for mark in starts:
        if ends[mark.get(f"{W}id")] != 1:
            yield _finding(REPEATED_BOOKMARK, f"书签 {mark.get(f'{W}name')} 没有唯一的结尾")


def _relationships(package: Package) -> Iterator[Finding]:
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


def _drawings(package: Package) -> Iterator[Finding]:
    ids = (item.get("id") for _, root in package.texts() for item in root.iter(f"{WP}docPr"))
    for number in _repeated(ids):
        yield _finding(REPEATED_DRAWING, f"图形编号 {number} 重复")


# --- fonts -----------------------------------------------------------------------------------------------------------


def _fonts(package: Package) -> Iterator[Finding]:
    root = package.parts.get("word/styles.xml")
    defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}rFonts") if root is not None else None
    if defaults is None or not defaults.get(f"{W}eastAsia"):
        yield _finding(NO_EAST_ASIAN_FONT, "默认格式没有指定中文字体")
    for name, part in _with_styles(package):
        for fonts in part.iter(f"{W}rFonts"):
            if fonts.get(f"{W}ascii") and not fonts.get(f"{W}eastAsia"):
                yield _finding(NO_EAST_ASIAN_FONT, f"{name} 只指定了西文字体 {fonts.get(f'{W}ascii')}，没有中文字体")


def _symbols(package: Package) -> Iterator[Finding]:
    for name, part in _with_styles(package):
        used = {font for fonts in part.iter(f"{W}rFonts") for font in map(str, fonts.attrib.values())}
        for font in sorted(used & _SYMBOL_FONTS):
            yield _finding(SYMBOL_FONT, f"{name} 使用了符号字体 {font}")
        if next(part.iter(f"{W}sym"), None) is not None:
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
    for element in root.iter(f"{W}fldChar", f"{W}instrText", f"{W}t"):
        kind = element.get(f"{W}fldCharType")
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
    if element.tag == f"{W}instrText":
        field.instruction += element.text or ""
    elif field.separated:
        field.result += element.text or ""


def _broken_fields(package: Package) -> Iterator[Finding]:
    for name, root in package.texts():
        if any(field is None or not field.words for field in _fields(root)):
            yield _finding(BROKEN_FIELD, f"{name} 中有不完整的域")


def _anchors(package: Package) -> Iterator[Finding]:
    known = {mark.get(f"{W}name") for _, root in package.texts() for mark in root.iter(f"{W}bookmarkStart")}
    for name, root in package.texts():
        links = (link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink"))
        used = [*(link for link in links if link), *_referenced(root)]
        for anchor in dict.fromkeys(used):
            if anchor not in known:
                yield _finding(UNKNOWN_ANCHOR, f"{name} 引用了不存在的书签 {anchor}")


def _referenced(root: etree._Element) -> Iterator[str]:
    for field in _fields(root):
        if field is not None and len(field.words) > 1 and field.words[0] in {"REF", "PAGEREF"}:
            yield field.words[1]


def _updates(package: Package) -> Iterator[Finding]:
    if next(package.find("word/settings.xml", "updateFields"), None) is not None:
        yield _finding(UPDATE_ASKED, "设置要求打开时更新域")
    for name, root in package.texts():
        if any(item.get(f"{W}dirty") for item in root.iter(f"{W}fldChar", f"{W}fldSimple")):
            yield _finding(UPDATE_ASKED, f"{name} 中有标为待更新的域")


def _captions(package: Package) -> Iterator[Finding]:
    """Count as Word does: on from the last, anew where the switch says so or a chapter has begun."""
    chapters = {
        style.get(f"{W}styleId")
        for style in package.find("word/styles.xml", "style")
        if val(style.find(f"{W}pPr/{W}outlineLvl")) == "0"
    }
    counters: Counter[str] = Counter()
    for paragraph in package.find(MAIN, "p"):
        if val(paragraph.find(f"{W}pPr/{W}pStyle")) in chapters:
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


def _repeated(items: Iterable[str | None]) -> list[str | None]:
    return [item for item, count in Counter(items).items() if count > 1]


_CHECKS: tuple[Callable[[Package], Iterator[Finding]], ...] = (
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
