"""The numbering part: one multilevel list for the headings, one definition per list style, one restart per list."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import assert_never

from generator.document.labels import needs_blank
from generator.document.nodes import List
from generator.layout.lists import STEP, label_room
from generator.style.sheet import NumberingLook, Role, Sheet
from generator.write.docx.elements import NAMESPACES, XML_HEADER, escape, mark, twips, value, wrap
from generator.write.docx.styles import HEADING_LEVELS, role_look, style_id

HEADINGS_NUMBER = 1
"""The `w:numId` of the headings; the others follow in the order in which they are met."""

LEVELS = 9
_LIST_STYLES = ("bullet", "decimal", "paren", "circled")
_PLACEHOLDER = re.compile(r"\{(cn|n|path|circled)\}")


@dataclass(frozen=True, slots=True)
class _ListInstance:
    style: str
    depth: int


@dataclass(frozen=True, slots=True)
class _ChapterInstance:
    chapter: int


@dataclass(slots=True)
class ListBook:
    """The lists and chapters met so far, in order; entering one gives its `w:numId`."""

    instances: list[_ListInstance | _ChapterInstance] = field(default_factory=list)

    def enter_list(self, block: List, depth: int) -> tuple[int, int]:
        """Enter a list that stands `depth` lists deep (0 = outermost); give its `w:numId` and level."""
        level = min(depth, LEVELS - 1)
        return self._enter(_ListInstance(block.style, level)), level

    def enter_chapter(self, chapter: int) -> int:
        """Enter the sections below a chapter, counted from 1."""
        return self._enter(_ChapterInstance(chapter))

    def _enter(self, instance: _ListInstance | _ChapterInstance) -> int:
        self.instances.append(instance)
        return HEADINGS_NUMBER + len(self.instances)


def mixes_numerals(look: NumberingLook) -> bool:
    """Tell whether chapters count in Chinese numerals while sections repeat the chapter's number in Arabic ones."""
    return "{cn}" in look.headings[0] and any("{path}" in pattern for pattern in look.headings[1:])


def numbering_part(sheet: Sheet, book: ListBook) -> bytes:
    """Write `word/numbering.xml`."""
    definitions = [_headings(sheet), *(_list_definition(style, sheet) for style in _LIST_STYLES)]
    instances = [_instance(HEADINGS_NUMBER, 0)]
    for number, entered in enumerate(book.instances, start=HEADINGS_NUMBER + 1):
        match entered:
            case _ListInstance(style, depth):
                instances.append(_instance(number, 1 + _LIST_STYLES.index(style), _restart(depth)))
            case _ChapterInstance(chapter):
                instances.append(_instance(number, 0, _spelled_out(chapter, sheet)))
            case _:
                assert_never(entered)
    content = "".join(definitions + instances)
    return (XML_HEADER + f"<w:numbering {NAMESPACES}>{content}</w:numbering>").encode()


def item_indent(look: Role, edge: float, room: float) -> str:
    """Give the indent of an item's first paragraph: its label at `edge`, its text `room` behind it, in characters."""
    left, hanging = twips((edge + room) * look.size), twips(room * look.size)
    return mark("ind", leftChars=0, left=left, hangingChars=0, hanging=hanging)


def continued_indent(look: Role, edge: float) -> str:
    """Give the indent of further paragraphs of an item, whose text stands at `edge` characters."""
    return mark("ind", leftChars=0, left=twips(edge * look.size), firstLineChars=0, firstLine=0)


def _headings(sheet: Sheet) -> str:
    levels = [_heading_level(level, sheet) for level in range(HEADING_LEVELS)]
    return _definition(0, "".join(levels), "4B1D0001")


def _heading_level(level: int, sheet: Sheet, chapter: int | None = None) -> str:
    look, edge = sheet.numbering, role_look(f"heading{level + 1}", sheet).edges.left
    pattern = look.headings[min(level, len(look.headings) - 1)]
    text = _PLACEHOLDER.sub(lambda match: _placeholder(match[1], level), pattern)
    if chapter is not None:
        text = text.replace("%1", str(chapter))
    return wrap(
        "lvl",
        value("start", 1)
        + value("numFmt", _number_form(pattern))
        + value("pStyle", style_id(f"heading{level + 1}"))
        + ("<w:isLgl/>" if "{path}" in pattern else "")
        + value("suff", "space" if needs_blank(pattern) else "nothing")
        + value("lvlText", text)
        + value("lvlJc", "left")
        + wrap("pPr", mark("ind", left=twips(edge.room) if edge else 0, firstLine=0)),
        ilvl=level,
    )


def _placeholder(kind: str, level: int) -> str:
    if kind == "path":
        return ".".join(f"%{index + 1}" for index in range(level + 1))
    return f"%{level + 1}"


def _list_definition(style: str, sheet: Sheet) -> str:
    index = 1 + _LIST_STYLES.index(style)
    levels = [_list_level(style, depth, sheet) for depth in range(LEVELS)]
    return _definition(index, "".join(levels), f"4B1D{index + 1:04X}")


def _list_level(style: str, depth: int, sheet: Sheet) -> str:
    look, pattern = sheet.role("list"), _list_pattern(style, depth, sheet.numbering)
    return wrap(
        "lvl",
        value("start", 1)
        + value("numFmt", _number_form(pattern))
        + value("suff", "tab")
        + value("lvlText", _PLACEHOLDER.sub(f"%{depth + 1}", pattern))
        + value("lvlJc", "left")
        + wrap("pPr", item_indent(look, look.indent + STEP * depth, label_room(style))),
        ilvl=depth,
    )


def _list_pattern(style: str, depth: int, look: NumberingLook) -> str:
    match style:
        case "bullet":
            return look.bullet[min(depth, len(look.bullet) - 1)]
        case "paren":
            return look.paren
        case "circled":
            return "{circled}"
        case _:
            return look.decimal


def _number_form(pattern: str) -> str:
    """Give Word's name of the numerals a label form asks for; a form without number is a bullet."""
    if "{cn}" in pattern:
        return "chineseCountingThousand"
    if "{circled}" in pattern:
        return "decimalEnclosedCircle"
    return "decimal" if _PLACEHOLDER.search(pattern) else "bullet"


def _definition(index: int, levels: str, name: str) -> str:
    return wrap(
        "abstractNum",
        value("nsid", escape(name))
        + value("multiLevelType", "multilevel")
        + value("tmpl", f"{name[:4]}F{index:03X}")
        + levels,
        abstractNumId=index,
    )


def _instance(number: int, definition: int, override: str = "") -> str:
    return wrap("num", value("abstractNumId", definition) + override, numId=number)


def _restart(depth: int) -> str:
    return wrap("lvlOverride", value("startOverride", 1), ilvl=depth)


def _spelled_out(chapter: int, sheet: Sheet) -> str:
    """Spell the chapter's number out for readers that know no `w:isLgl`: LibreOffice before 7.5 would show 一.1.

    Word 2013 and later take the empty choice, so that there the number stays automatic when chapters move.
    """
    levels = (_heading_level(level, sheet, chapter) for level in range(1, HEADING_LEVELS))
    overrides = "".join(wrap("lvlOverride", content, ilvl=level) for level, content in enumerate(levels, start=1))
    return (
        f'<mc:AlternateContent><mc:Choice Requires="w15"/><mc:Fallback>{overrides}</mc:Fallback></mc:AlternateContent>'
    )
