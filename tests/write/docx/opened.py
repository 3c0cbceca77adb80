"""A DOCX opened for tests: its parts as trees, its body as readable lines."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, replace

from lxml import etree

from generator.document.nodes import Block, Document, Inlines, Paragraph
from generator.document.number import Numbering, number_document
from generator.layout.pages import Pages
from generator.style.sheet import Sheet
from generator.write.docx import write_docx
from tests.write.sample import CREATED, house_sheet, sample_document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
NAMES = {
    "w": W[1:-1],
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
HOUSE = house_sheet()


@dataclass(frozen=True)
class Opened:
    """The members of a DOCX by name."""

    members: dict[str, bytes]

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.members[name])

    @property
    def document(self) -> etree._Element:
        return self.part("word/document.xml")


class AnyPage(dict[str, int]):
    """Page numbers for documents whose pages do not matter."""

    def __missing__(self, key: str) -> int:
        return 1


def opened(data: bytes) -> Opened:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return Opened({name: archive.read(name) for name in archive.namelist()})


def document_of(*blocks: Block, numbering: Numbering | None = None) -> Document:
    """Number a document whose body is the given blocks; its front is the sample's."""
    outcome = number_document(replace(sample_document(), body=blocks), numbering or Numbering())
    assert outcome.value is not None, outcome.findings
    return outcome.value


def written(*blocks: Block, sheet: Sheet = HOUSE, numbering: Numbering | None = None) -> Opened:
    """Write a document whose body is the given blocks."""
    pages = Pages(AnyPage(), 9, 1)
    return opened(write_docx(document_of(*blocks, numbering=numbering), sheet, pages, CREATED))


def written_runs(content: Inlines) -> str:
    """Give the runs of inlines as they stand in a paragraph; values in it count on from 9, after cover and headers."""
    root = written(Paragraph(content), Paragraph(())).document
    paragraph = body_elements(root)[0]
    runs = [child for child in paragraph if child.tag != f"{W}pPr"]
    return "".join(etree.tostring(run, encoding="unicode") for run in runs)


def body_elements(root: etree._Element) -> list[etree._Element]:
    """Give the elements of the body proper: those after the second section's end, without the last section."""
    body = root[0]
    ends = [index for index, child in enumerate(body) if child.find(f"{W}pPr/{W}sectPr") is not None]
    return list(body)[ends[1] + 1 : -1]


def lines(*elements: etree._Element) -> list[str]:
    """Give paragraphs as `style: text`, with marks for what is set beside the style, tables as indented rows."""
    shown: list[str] = []
    for element in elements:
        if element.tag == f"{W}tbl":
            shown += [f"  | {row}" for row in map(_row, element.iter(f"{W}tr"))]
        else:
            shown.append(_paragraph(element))
    return shown


def texts(element: etree._Element) -> str:
    """Give the words of an element, tabs as →, line ends as ↵."""
    words = {f"{W}t": None, f"{W}tab": "→", f"{W}br": "↵"}
    parts = (words[item.tag] or item.text or "" for item in element.iter(*words) if item.getparent().tag != f"{W}tabs")
    return "".join(parts)


def _row(row: etree._Element) -> str:
    return " | ".join(" / ".join(_paragraph(item) for item in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc"))


def _paragraph(element: etree._Element) -> str:
    properties = element.find(f"{W}pPr")
    style = properties.find(f"{W}pStyle").get(f"{W}val")
    return f"{style}{_marks(properties)}: {texts(element)}"


def _marks(properties: etree._Element) -> str:
    marks = [name for name in ("keepNext", "pageBreakBefore") if properties.find(f"{W}{name}") is not None]
    number = properties.find(f"{W}numPr")
    if number is not None:
        marks.append("num " + "/".join(child.get(f"{W}val") for child in reversed(number)))
    spacing = properties.find(f"{W}spacing")
    if spacing is not None and spacing.get(f"{W}before"):
        marks.append(f"before {int(spacing.get(f'{W}before')) / 20:g}")
    return f" [{', '.join(marks)}]" if marks else ""
