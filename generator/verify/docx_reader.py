"""What a reader of a DOCX sees: its words in order with automatic numbers, its page numbers, its traced values.

Why not `python-docx`: `paragraph.text` drops symbols, tracked insertions, content controls, fields and text boxes
(python-docx issues 225, 328, 339, 803), and knows no automatic numbers.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree

from generator.verify.docx_numbering import Numbering, W, read_numbering

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_VALUE_BOOKMARK = re.compile(r"_v(\d+)(?:_\d+)?$")
_PAGE_FIELDS = {"PAGE", "NUMPAGES", "SECTIONPAGES", "PAGEREF"}
_SPACE = re.compile(r"\s+")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


@dataclass(frozen=True, slots=True)
class PageField:
    """A field that shows a page number: its kind, its target bookmark (of PAGEREF), its stored result."""

    kind: str
    target: str
    result: str


@dataclass(frozen=True, slots=True)
class Story:
    """One part's words without white space, the texts of its value bookmarks by trace number, its page fields."""

    text: str
    values: dict[int, str]
    pages: tuple[PageField, ...]


@dataclass(frozen=True, slots=True)
class ReadDocx:
    """The main text and, by part name, the headers and footers."""

    main: Story
    running: dict[str, Story]


def read_docx(data: bytes) -> ReadDocx:
    """Read a DOCX from its bytes; raises `zipfile.BadZipFile`, `KeyError` or `etree.XMLSyntaxError` if it is none."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = set(package.namelist())

        def part(name: str) -> etree._Element | None:
            return etree.fromstring(package.read(name), _PARSER) if name in names else None

        numbering, styles = part("word/numbering.xml"), part("word/styles.xml")
        body = etree.fromstring(package.read("word/document.xml"), _PARSER)
        running = {
            name: _story(etree.fromstring(package.read(name), _PARSER), read_numbering(None, None))
            for name in sorted(names)
            if re.fullmatch(r"word/(header|footer)\d*\.xml", name)
        }
    return ReadDocx(_story(body, read_numbering(numbering, styles)), running)


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    result: str = ""
    showing: bool = False

    @property
    def kind(self) -> str:
        return self.instruction.split()[0].upper() if self.instruction.split() else ""

    @property
    def target(self) -> str:
        return self.instruction.split()[1] if len(self.instruction.split()) > 1 else ""

    @property
    def is_page(self) -> bool:
        """Whether it shows a page number; a page reference in the text (`_Ref…`) is words like any other."""
        return self.kind in _PAGE_FIELDS and not self.target.startswith("_Ref")


@dataclass(slots=True)
class _Walk:
    numbering: Numbering
    words: list[str] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    open_values: dict[str, int] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)
    pages: list[PageField] = field(default_factory=list)


def _story(root: etree._Element, numbering: Numbering) -> Story:
    walk = _Walk(numbering)
    _visit(root, walk)
    return Story("".join(walk.words), walk.values, tuple(walk.pages))


def _visit(element: etree._Element, walk: _Walk) -> None:
    """Visit an element and what is below it, in reading order."""
    tag = element.tag
    if not isinstance(tag, str) or tag in _SKIPPED:
        return
    if tag == f"{MC}AlternateContent":
        choice = element.find(f"{MC}Choice")
        branch = choice if choice is not None else element.find(f"{MC}Fallback")
        if branch is not None:
            _visit(branch, walk)
        return
    if tag == f"{W}p":
        _say(walk.numbering.label(element), walk)
    leaf = _LEAVES.get(tag)
    if leaf is not None:
        leaf(element, walk)
        return
    for child in element:
        _visit(child, walk)


def _say(text: str, walk: _Walk) -> None:
    text = _SPACE.sub("", text)
    if not text:
        return
    current = next((entry for entry in reversed(walk.fields) if entry.showing), None)
    if current is not None and current.is_page:
        current.result += text
        return
    walk.words.append(text)
    for number in walk.open_values.values():
        walk.values[number] += text


def _text(element: etree._Element, walk: _Walk) -> None:
    _say(element.text or "", walk)


def _hyphen(_: etree._Element, walk: _Walk) -> None:
    _say("-", walk)


def _symbol(element: etree._Element, walk: _Walk) -> None:
    """Say a symbol as the code its font holds; our own files have none, so that any is a visible difference."""
    _say(chr(int(element.get(f"{W}char", "FFFD"), 16)), walk)


def _instruction(element: etree._Element, walk: _Walk) -> None:
    if walk.fields:
        walk.fields[-1].instruction += element.text or ""


def _field_mark(element: etree._Element, walk: _Walk) -> None:
    kind = element.get(f"{W}fldCharType")
    if kind == "begin":
        walk.fields.append(_Field())
    elif kind == "separate" and walk.fields:
        walk.fields[-1].showing = True
    elif kind == "end" and walk.fields:
        _close(walk.fields.pop(), walk)


def _simple_field(element: etree._Element, walk: _Walk) -> None:
    walk.fields.append(_Field(instruction=element.get(f"{W}instr", ""), showing=True))
    for child in element:
        _visit(child, walk)
    _close(walk.fields.pop(), walk)


def _close(ended: _Field, walk: _Walk) -> None:
    if ended.is_page:
        walk.pages.append(PageField(ended.kind, ended.target if ended.kind == "PAGEREF" else "", ended.result))


def _bookmark_start(element: etree._Element, walk: _Walk) -> None:
    match = _VALUE_BOOKMARK.match(element.get(f"{W}name", ""))
    if match:
        number = int(match[1])
        walk.open_values[element.get(f"{W}id", "")] = number
        walk.values.setdefault(number, "")


def _bookmark_end(element: etree._Element, walk: _Walk) -> None:
    walk.open_values.pop(element.get(f"{W}id", ""), None)


_SKIPPED = {f"{W}pPr", f"{W}rPr", f"{W}sectPr", f"{W}tblPr", f"{W}trPr", f"{W}tcPr", f"{W}del", f"{W}moveFrom"}
_LEAVES = {
    f"{W}t": _text,
    f"{W}noBreakHyphen": _hyphen,
    f"{W}sym": _symbol,
    f"{W}instrText": _instruction,
    f"{W}fldChar": _field_mark,
    f"{W}fldSimple": _simple_field,
    f"{W}bookmarkStart": _bookmark_start,
    f"{W}bookmarkEnd": _bookmark_end,
}
