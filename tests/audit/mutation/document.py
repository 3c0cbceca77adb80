"""A finished DOCX as the harness changes it: its parts, its paragraphs, and the words of each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MAIN, CORE, APP = "word/document.xml", "docProps/core.xml", "docProps/app.xml"
SETTINGS, STYLES, NUMBERING = "word/settings.xml", "word/styles.xml", "word/numbering.xml"
TYPES, RELATIONS = "[Content_Types].xml", "word/_rels/document.xml.rels"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

Element = Any
"""An element of lxml: every search of it may give None, which a test would say at once."""
Change = Callable[[re.Match[str]], str | None]
"""Gives what a match becomes; None leaves it."""


def w(name: str) -> str:
    return f"{{{W}}}{name}"


P, R, T, TBL, TR, TC = w("p"), w("r"), w("t"), w("tbl"), w("tr"), w("tc")
PPR, RPR, SECTPR, DRAWING = w("pPr"), w("rPr"), w("sectPr"), w("drawing")
START, END = w("bookmarkStart"), w("bookmarkEnd")
_UNREAD = frozenset({w("del"), w("moveFrom"), w("txbxContent"), w("instrText")})
_PART_OF_A_PIECE = frozenset({T, w("tab")})


@dataclass
class Document:
    """Parts of a package by name in their order; the trees of those that were looked into; what is changed already."""

    parts: dict[str, bytes]
    trees: dict[str, Element] = field(default_factory=dict)
    taken: set[Element] = field(default_factory=set)
    kind: str = ""

    def tree(self, part: str) -> Element:
        """Give the root of a part, to be read or changed."""
        if part not in self.trees:
            self.trees[part] = etree.fromstring(self.parts[part])
        return self.trees[part]

    @property
    def body(self) -> Element:
        return self.tree(MAIN)[0]

    def copy(self) -> Document:
        """Give another document with the same content."""
        return Document(dict(self.parts), {part: deepcopy(tree) for part, tree in self.trees.items()}, kind=self.kind)

    def write(self, *, level: int = 1) -> bytes:
        """Give the bytes of the package."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
            for name, content in self.parts.items():
                tree = self.trees.get(name)
                archive.writestr(name, content if tree is None else written(tree))
        return stream.getvalue()

    def paragraphs(self) -> list[Element]:
        """Give the paragraphs of the body that nothing has changed yet, without those of the table of contents."""
        return [each for each in self.body.iter(P) if each not in self.taken and not style(each).startswith("TOC")]

    def take(self, *paragraphs: Element) -> None:
        """Keep paragraphs from further changes: what one change does must not hide what another did."""
        self.taken.update(paragraphs)

    def relate(self, kind: str, target: str, content: bytes, content_type: str) -> str:
        """Add a part that the body refers to; give the name of the relation."""
        number = f"rMutant{len(self.parts)}"
        self.parts[f"word/{target}"] = content
        row = etree.SubElement(self.tree(RELATIONS), f"{{{etree.QName(self.tree(RELATIONS)).namespace}}}Relationship")
        row.attrib.update({"Id": number, "Type": f"{OFFICE}/{kind}", "Target": target})
        types = self.tree(TYPES)
        override = etree.SubElement(types, f"{{{etree.QName(types).namespace}}}Override")
        override.attrib.update({"PartName": f"/word/{target}", "ContentType": content_type})
        return number


def opened(data: bytes, kind: str = "") -> Document:
    """Open a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Document({info.filename: archive.read(info) for info in archive.infolist()}, kind=kind)


def written(tree: Element) -> bytes:
    data: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


# --- paragraphs -------------------------------------------------------------------------------------------------------


def style(paragraph: Element) -> str:
    found = paragraph.find(f"{PPR}/{w('pStyle')}")
    return found.get(w("val"), "") if found is not None else ""


def pieces(paragraph: Element) -> Iterator[Element]:
    """Give the elements that hold the visible words of a paragraph, without those of boxes in it."""
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        if element.tag in _PART_OF_A_PIECE and element.getparent().tag == R:
            yield element
        elif element.tag not in _UNREAD:
            stack.extend(reversed(element))


def words(paragraph: Element) -> str:
    """Give the visible words of a paragraph."""
    return "".join(piece.text or "" if piece.tag == T else "\t" for piece in pieces(paragraph))


def rewrite(paragraph: Element, start: int, end: int, new: str) -> bool:
    """Put other words in the place of some of a paragraph; the first of its runs that has one takes them."""
    position = 0
    put = False
    for piece in list(pieces(paragraph)):
        text = (piece.text or "") if piece.tag == T else "\t"
        low, high = max(start - position, 0), min(end - position, len(text))
        position += len(text)
        if piece.tag != T or (low >= high and not (start == end and not put and 0 <= low <= len(text))):
            continue
        piece.text = text[:low] + ("" if put else new) + text[high:]
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        put = True
    return put


def change(paragraph: Element, pattern: str | re.Pattern[str], new: str | Change, random: Random) -> str:
    """Change one of the places of a paragraph where a pattern matches; say what became what, or nothing."""
    places = list(re.finditer(pattern, words(paragraph)))
    for found in random.sample(places, len(places)):
        text = new if isinstance(new, str) else new(found)
        if text is not None and text != found[0] and rewrite(paragraph, found.start(), found.end(), text):
            around = found.string
            before, after = around[max(found.start() - 8, 0) : found.start()], around[found.end() : found.end() + 8]
            return f"…{before}〔{found[0]}→{text}〕{after}…"
    return ""


def runs(paragraph: Element) -> list[Element]:
    """Give the runs of a paragraph that hold words and nothing else."""
    plain = {T, RPR}
    return [run for run in paragraph.iter(R) if all(part.tag in plain for part in run) and run.find(T) is not None]


def new_run(text: str, *properties: Element) -> Element:
    run = etree.Element(R)
    if properties:
        etree.SubElement(run, RPR).extend(properties)
    piece = etree.SubElement(run, T)
    piece.text = text
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return run


def new_paragraph(text: str, like: Element | None = None) -> Element:
    """Give a paragraph of these words, with the looks of another."""
    paragraph = etree.Element(P)
    looks: Element = like.find(PPR) if like is not None else None
    if looks is not None:
        paragraph.append(deepcopy(looks))
        for section in list(paragraph.iter(SECTPR)):
            parent: Element = section.getparent()
            parent.remove(section)
    paragraph.append(new_run(text))
    return paragraph


def is_prose(paragraph: Element) -> bool:
    """Tell whether a paragraph is a sentence of the body, outside of tables."""
    return paragraph.getparent().tag == w("body") and len(words(paragraph)) >= 12 and not is_heading(paragraph)


def is_heading(paragraph: Element) -> bool:
    return style(paragraph).startswith("Heading")


def cell_of(paragraph: Element) -> Element | None:
    parent = paragraph.getparent()
    return parent if parent is not None and parent.tag == TC else None


def neighbours(paragraph: Element) -> tuple[Element, ...]:
    """Give the last paragraph before an element and the first after it: where a gap shows."""
    ordered = list(paragraph.getroottree().getroot().iter(P))
    own = set(paragraph.iter(P))
    inside = [index for index, each in enumerate(ordered) if each in own]
    around = (inside[0] - 1, inside[-1] + 1)
    return tuple(ordered[index] for index in around if 0 <= index < len(ordered))


def heading_of(paragraph: Element) -> Element | None:
    """Give the heading under which an element of the body stands."""
    top = paragraph
    while top.getparent() is not None and top.getparent().tag != w("body"):
        top = top.getparent()
    return next((each for each in top.itersiblings(P, preceding=True) if is_heading(each)), None)


def set_words(paragraph: Element, text: str) -> None:
    """Put other words in the place of all of a paragraph."""
    rewrite(paragraph, 0, len(words(paragraph)), text)


def tables(document: Document) -> list[Element]:
    """Give the tables of the body of which nothing is changed yet."""
    return [table for table in document.body.iter(TBL) if not document.taken & set(table.iter(P))]


def rows(table: Element) -> list[Element]:
    return list(table.findall(TR))


def cells(row: Element) -> list[Element]:
    return list(row.findall(TC))


def cell_words(cell: Element) -> str:
    return "\n".join(words(paragraph) for paragraph in cell.iter(P))


def first(elements: Iterable[Element]) -> Element:
    return next(iter(elements))


def element(name: str, /, **attributes: str) -> Element:
    made = etree.Element(w(name))
    made.attrib.update({w(key): value for key, value in attributes.items()})
    return made


def wrapped(name: str, /, *content: Element, **attributes: str) -> Element:
    made = element(name, **attributes)
    made.extend(content)
    return made


def split(run: Element, start: int, end: int) -> Element:
    """Split a run into three; give the one in the middle."""
    text = run.find(T).text or ""
    middle, after = deepcopy(run), deepcopy(run)
    for part, words_of_it in ((run, text[:start]), (middle, text[start:end]), (after, text[end:])):
        piece = part.find(T)
        piece.text = words_of_it
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.addnext(middle)
    middle.addnext(after)
    return middle


def label_of(document: Document, numbers: Element) -> str:
    """Give the form of the automatic label of a list: ●, （%1）."""
    tree = document.tree(NUMBERING)
    number = numbers.find(w("numId")).get(w("val"))
    level = numbers.find(w("ilvl")).get(w("val")) if numbers.find(w("ilvl")) is not None else "0"
    for row in tree.findall(w("num")):
        if row.get(w("numId")) == number:
            abstract = row.find(w("abstractNumId")).get(w("val"))
            for each in tree.findall(w("abstractNum")):
                if each.get(w("abstractNumId")) == abstract:
                    for one in each.findall(w("lvl")):
                        if one.get(w("ilvl")) == level:
                            return str(one.find(w("lvlText")).get(w("val")))
    return ""
