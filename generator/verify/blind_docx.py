"""A blind DOCX searched part by part for what tells its bidder: words, properties, names, looks, and hidden things."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

from lxml import etree

from generator.finding import Finding
from generator.model.identity import Identity
from generator.style.sheet import POINTS_PER_MM, Sheet
from generator.verify.docx_numbering import W
from generator.verify.docx_reader import read_docx
from generator.verify.leaks import (
    EMPHASIS,
    HIDDEN_PART,
    OTHER_COLOUR,
    OTHER_FONT,
    OTHER_SIZE,
    OTHER_SPACING,
    PICTURE_SHOWN,
    PROPERTY_FILLED,
    RUNNING_WORDS,
    Search,
    unreadable,
)

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(core|app)\.xml"
    r"|word/(document|styles|numbering|settings|fontTable|header\d+|footer\d+)\.xml|word/_rels/document\.xml\.rels"
)
_PICTURES = re.compile(r".*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)", re.IGNORECASE)
_NAMES = {
    "word/document.xml": "正文",
    "word/comments.xml": "批注",
    "word/footnotes.xml": "脚注",
    "word/endnotes.xml": "尾注",
    "word/styles.xml": "样式",
    "word/numbering.xml": "编号定义",
    "word/settings.xml": "文档设置",
    "word/fontTable.xml": "字体表",
    "docProps/core.xml": "文件属性",
    "docProps/app.xml": "文件属性",
    "docProps/custom.xml": "自定义属性",
}
_WORDS = frozenset({f"{W}t", f"{W}delText", f"{_A}t", "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"})
_INSTRUCTIONS = frozenset({f"{W}instrText", f"{W}delInstrText"})
_PARAGRAPHS = (f"{W}p", f"{_A}p")
_MEASURES = frozenset({"x", "y", "cx", "cy", "w", "h", "l", "t", "r", "b", "id", "pos", "lIns", "rIns", "tIns", "bIns"})
"""Attributes that hold a measure, whose digits are no number of anybody."""
_ATTRIBUTES = {
    "descr": "替代文字",
    "title": "替代文字的标题",
    "name": "名称",
    "author": "修订人",
    "instr": "域代码",
    "Target": "关系",
    "tooltip": "链接提示",
}
_EMPTY_PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "上次修改者",
    "keywords": "关键词",
    "category": "类别",
    "description": "备注",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "经理",
    "HyperlinkBase": "超链接基础",
}
_OFF = frozenset({"0", "false", "none", "off"})
_EMPHASIS = {"b": "加粗", "i": "倾斜", "u": "下划线", "strike": "删除线", "dstrike": "删除线", "em": "着重号"}
_EMPHASIS |= {"shadow": "阴影", "outline": "空心", "emboss": "阳文", "imprint": "阴文", "effect": "动态效果"}
_REVISIONS = {"ins": "修订（插入）", "del": "修订（删除）", "moveFrom": "修订（移动）", "moveTo": "修订（移动）"}
_REVISIONS |= {"vanish": "隐藏文字", "webHidden": "隐藏文字", "commentReference": "批注", "specVanish": "隐藏文字"}
_INK = frozenset({"auto", "000000", "windowText", "tx1"})
_PAPER = frozenset({"auto", "FFFFFF", "nil", ""})
_HINT = "这一处与暗标版式不符：改模板，或者按招标文件的规定改 templates/zh/style 里的暗标版式。"
_PART_HINT = "暗标文件里只能有看得见的正文；请不要在生成以后另行编辑。"


def check_blind_docx(data: bytes, identity: Identity, sheet: Sheet) -> tuple[Finding, ...]:
    """Give every leak in a DOCX and every look that the blind style does not have; none for a clean file."""
    search = Search("DOCX", identity, sheet)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            search.words("压缩包注释", package.comment.decode("utf-8", "replace"))
            for name in package.namelist():
                _part(name, package.read(name), search)
        _running(data, search)
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        return (*search.findings(), unreadable("DOCX", error))
    return search.findings()


def _part(name: str, content: bytes, search: Search) -> None:
    search.words(f"部件名“{name}”", name)
    if _PICTURES.fullmatch(name):
        search.look(PICTURE_SHOWN, "有图片", f"部件“{name}”", "暗标不印图片；由资料取来的图片会自动略去。")
        search.words(f"图片“{name}”", printable(content))
    elif not _PARTS.fullmatch(name):
        search.look(HIDDEN_PART, f"有不该有的部件“{name}”", "压缩包里", _PART_HINT)
    if name.endswith((".xml", ".rels")):
        _xml(name, etree.fromstring(content, _PARSER), search)
    elif not _PICTURES.fullmatch(name):
        search.words(f"部件“{name}”", printable(content))


def printable(content: bytes) -> str:
    """Give what of some bytes may be words, in the encodings programs write; each on a line of its own."""
    return "\n".join(content.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))


def _xml(name: str, root: etree._Element, search: Search) -> None:
    part = _NAMES.get(name) or _running_name(name) or f"部件“{name}”"
    _paragraphs(root, part, search)
    _other_words(root, part, search)
    _attributes(root, part, search)
    if name.startswith("docProps/"):
        _properties(root, search)
    if name.startswith("word/") and name.endswith(".xml"):
        _looks(root, part, search)
    _external(root, part, search)


def _running_name(name: str) -> str:
    found = re.fullmatch(r"word/(header|footer)(\d+)\.xml", name)
    return f"{'页眉' if found[1] == 'header' else '页脚'}{found[2]}" if found else ""


# --- words -----------------------------------------------------------------------------------------------------------


def _paragraphs(root: etree._Element, part: str, search: Search) -> None:
    """Search each paragraph as a whole, so that words split into runs are found; a heading names what follows it."""
    heading = ""
    for number, paragraph in enumerate(root.iter(*_PARAGRAPHS), start=1):
        words, codes = _paragraph_words(paragraph)
        if _style(paragraph).startswith("Heading"):
            heading = words
        where = f"{part}第{number}段" + (f"（“{heading}”下）" if heading and heading != words else "")
        search.words(where, words)
        search.words(f"{where}的域代码", codes)


def _paragraph_words(paragraph: etree._Element) -> tuple[str, str]:
    """Give the words and the field codes of a paragraph, without those of paragraphs in its text boxes."""
    words, codes = [], []
    for element in _below(paragraph):
        if element.tag in _WORDS:
            words.append(element.text or "")
        elif element.tag in _INSTRUCTIONS:
            codes.append(element.text or "")
    return "".join(words), "".join(codes)


def _below(element: etree._Element) -> Iterator[etree._Element]:
    for child in element:
        if child.tag not in _PARAGRAPHS:
            yield child
            yield from _below(child)


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def _other_words(root: etree._Element, part: str, search: Search) -> None:
    """Search words outside of paragraphs: properties, custom XML, comments of the XML."""
    for element in root.iter():
        if element.tag in _WORDS or element.tag in _INSTRUCTIONS:
            continue
        name = _local(element.tag) if isinstance(element.tag, str) else "注释"
        for text in (element.text, element.tail):
            if text and text.strip():
                search.words(f"{part}的 {name}", text)


def _attributes(root: etree._Element, part: str, search: Search) -> None:
    seen: set[tuple[str, str]] = set()
    for element in root.iter(etree.Element):
        for attribute, value in element.attrib.items():
            name = _local(str(attribute))
            if name not in _MEASURES and (name, str(value)) not in seen:
                seen.add((name, str(value)))
                search.words(_attribute_place(part, element, name), str(value))


def _attribute_place(part: str, element: etree._Element, name: str) -> str:
    owner = _local(str(element.tag))
    what = "书签" if owner == "bookmarkStart" else _ATTRIBUTES.get(name, "属性")
    return f"{part}的{what}（{owner}/@{name}）"


def _local(name: str) -> str:
    return name.rpartition("}")[2]


# --- properties, running lines, hidden parts -------------------------------------------------------------------------


def _properties(root: etree._Element, search: Search) -> None:
    for element in root.iter(etree.Element):
        label = _EMPTY_PROPERTIES.get(_local(str(element.tag)))
        if label and (element.text or "").strip():
            hint = "暗标的文件属性应为空；请不要在生成以后用别的程序另存。"
            search.look(PROPERTY_FILLED, f"“{label}”为“{element.text}”，应为空", "文件属性", hint)


def _running(data: bytes, search: Search) -> None:
    """Headers have no words, footers none but the page number, whose field the reader leaves out of the words."""
    for name, story in read_docx(data).running.items():
        if story.text:
            search.look(RUNNING_WORDS, f"有文字“{story.text}”", _running_name(name), "暗标没有页眉，页脚只有页码。")
        allowed = search.sheet.blind is not None and search.sheet.blind.page_number and name.startswith("word/footer")
        if story.pages and not allowed:
            search.look(RUNNING_WORDS, "有页码", _running_name(name), "暗标版式没有页码。")


def _external(root: etree._Element, part: str, search: Search) -> None:
    for element in root.iter(etree.Element):
        if element.get("TargetMode") == "External":
            search.look(HIDDEN_PART, f"有外部链接“{element.get('Target')}”", part, _PART_HINT)


# --- looks -----------------------------------------------------------------------------------------------------------


def _looks(root: etree._Element, part: str, search: Search) -> None:
    for element in root.iter(etree.Element):
        check = _LOOKS.get(str(element.tag))
        if check is not None:
            check(element, part, search)


def _fonts(element: etree._Element, part: str, search: Search) -> None:
    allowed = {name for font in search.sheet.fonts.values() for name in (font.word, font.latin)}
    for attribute, value in element.attrib.items():
        if _local(str(attribute)) not in {"hint", "charset", "pitchFamily", "panose"} and str(value) not in allowed:
            search.look(OTHER_FONT, f"用了字体“{value!s}”", part, _HINT)


def _font_name(element: etree._Element, part: str, search: Search) -> None:
    allowed = {name for font in search.sheet.fonts.values() for name in (font.word, font.latin)}
    if element.get(f"{W}name") not in allowed:
        search.look(OTHER_FONT, f"列有字体“{element.get(f'{W}name')}”", part, _HINT)


def _size(element: etree._Element, part: str, search: Search) -> None:
    points = int(_val(element) or 0) / 2
    if points in search.sizes or (_is_drawn(element) and points <= search.sheet.diagram.size):
        return
    search.look(OTHER_SIZE, f"用了 {points:g} 磅的字", part, _HINT)


def _is_drawn(element: etree._Element) -> bool:
    """Tell whether letters stand in a drawing: in a text box, or in the style of one."""
    owner = next(element.iterancestors(f"{W}txbxContent", f"{W}style"), None)
    return owner is not None and (owner.tag == f"{W}txbxContent" or owner.get(f"{W}styleId") == "DiagramText")


def _colour(element: etree._Element, part: str, search: Search) -> None:
    for name in ("val", "themeColor"):
        value = element.get(f"{W}{name}", "auto")
        if value not in _INK:
            search.look(OTHER_COLOUR, f"有颜色 {value}", part, _HINT)


def _border(element: etree._Element, part: str, search: Search) -> None:
    value = element.get(f"{W}color", "auto")
    if value not in _INK:
        search.look(OTHER_COLOUR, f"有颜色 {value} 的边框", part, _HINT)


def _shading(element: etree._Element, part: str, search: Search) -> None:
    fill = element.get(f"{W}fill", "auto")
    if fill not in _PAPER or element.get(f"{W}val") not in {None, "clear", "nil"}:
        search.look(OTHER_COLOUR, f"有底纹 {fill}", part, _HINT)


def _highlight(element: etree._Element, part: str, search: Search) -> None:
    if _val(element) not in _OFF:
        search.look(OTHER_COLOUR, f"有突出显示 {_val(element)}", part, _HINT)


def _drawn_colour(element: etree._Element, part: str, search: Search) -> None:
    value = element.get("val", "")
    if value.upper() not in {"000000", "FFFFFF"}:
        search.look(OTHER_COLOUR, f"图中有颜色 {value}", part, _HINT)


def _emphasis(element: etree._Element, part: str, search: Search) -> None:
    name, rules = _local(str(element.tag)).removesuffix("Cs"), search.sheet.blind
    allowed = rules is not None and ((name == "b" and rules.bold) or (name == "u" and rules.underline))
    if _val(element) not in _OFF and not allowed:
        search.look(EMPHASIS, f"有{_EMPHASIS[name]}", part, _HINT)


def _hidden(element: etree._Element, part: str, search: Search) -> None:
    if element.get(f"{W}val") not in _OFF:
        search.look(HIDDEN_PART, f"有{_REVISIONS[_local(str(element.tag))]}", part, _PART_HINT)


def _picture(_: etree._Element, part: str, search: Search) -> None:
    search.look(PICTURE_SHOWN, "有图片", part, "暗标不印图片；由资料取来的图片会自动略去。")


def _spacing(element: etree._Element, part: str, search: Search) -> None:
    """Lines have the pitches of the style; drawings have their own, a paragraph without words may be of any height."""
    line = element.get(f"{W}line")
    if line is None or _is_drawn(element) or not _has_words(element):
        return
    pitch, rule = int(line) / 20, element.get(f"{W}lineRule", "auto")
    allowed = {role.pitch for role in search.sheet.roles.values()}
    if rule == "auto" or pitch not in allowed:
        search.look(OTHER_SPACING, f"有 {pitch:g} 磅（{rule}）的行距", part, _HINT)


def _has_words(element: etree._Element) -> bool:
    paragraph = next(element.iterancestors(f"{W}p", f"{W}style"), None)
    return paragraph is None or paragraph.tag == f"{W}style" or _paragraph_words(paragraph)[0] != ""


def _page(element: etree._Element, part: str, search: Search) -> None:
    page = search.sheet.page
    sizes = {"w": page.width, "h": page.height, "top": page.top, "bottom": page.bottom}
    sizes |= {"left": page.left, "right": page.right}
    for name, millimetres in sizes.items():
        value = element.get(f"{W}{name}")
        if value is not None and abs(int(value) / 20 - millimetres * POINTS_PER_MM) > 1:
            found = int(value) / 20 / POINTS_PER_MM
            search.look(
                OTHER_SPACING, f"纸张或者页边距（{name}）为 {found:.0f} 毫米，应为 {millimetres:g} 毫米", part, _HINT
            )


def _val(element: etree._Element) -> str | None:
    return element.get(f"{W}val")


_LOOKS: Mapping[str, Callable[[etree._Element, str, Search], None]] = {
    f"{W}rFonts": _fonts,
    f"{W}font": _font_name,
    **dict.fromkeys((f"{_A}latin", f"{_A}ea", f"{_A}cs", f"{_A}sym", f"{_A}buFont"), _fonts),
    **dict.fromkeys((f"{W}sz", f"{W}szCs"), _size),
    f"{W}color": _colour,
    **dict.fromkeys(
        (f"{W}{side}" for side in ("top", "left", "bottom", "right", "insideH", "insideV", "bdr", "start", "end")),
        _border,
    ),
    f"{W}shd": _shading,
    f"{W}highlight": _highlight,
    **dict.fromkeys((f"{_A}{name}" for name in ("srgbClr", "schemeClr", "sysClr", "prstClr", "hslClr")), _drawn_colour),
    **dict.fromkeys((f"{W}{name}" for name in (*_EMPHASIS, "bCs", "iCs")), _emphasis),
    **dict.fromkeys((f"{W}{name}" for name in _REVISIONS), _hidden),
    **dict.fromkeys((f"{_PIC}pic", f"{W}pict", f"{W}object"), _picture),
    f"{W}spacing": _spacing,
    **dict.fromkeys((f"{W}pgSz", f"{W}pgMar"), _page),
}
