"""The record of a document as custom XML of its package, which Word, WPS and LibreOffice keep when they save it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.document.nodes import Document
from generator.document.record import (
    RECORD_NAMESPACE,
    RECORD_VERSION,
    Record,
    RecordPart,
    RecordSpan,
    record_of,
)
from generator.write.docx.elements import XML_HEADER, escape

_ITEM = "{7B1D6E0A-5C0F-4E5B-9A53-B1D6E4A0C6F1}"
"""The id of the item: one and the same in all documents, as each has one item only."""
_PROPERTIES_NAMESPACE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_SPANS = {"value": "v", "reference": "r", "blank": "b"}


def record_part(document: Document) -> bytes:
    """Write `customXml/item1.xml`: the units of the document in order, one a line."""
    record = record_of(document)
    head = f'xmlns="{RECORD_NAMESPACE}" version="{RECORD_VERSION}"'
    named = f'project="{escape(record.project)}" number="{escape(record.number)}"'
    content = "\n".join(_units(record))
    return (XML_HEADER + f"<record {head} {named}>\n{content}\n</record>").encode()


def record_properties_part() -> bytes:
    """Write `customXml/itemProps1.xml`, which names the item and what it is."""
    schema = f'<ds:schemaRefs><ds:schemaRef ds:uri="{RECORD_NAMESPACE}"/></ds:schemaRefs>'
    item = f'<ds:datastoreItem ds:itemID="{_ITEM}" xmlns:ds="{_PROPERTIES_NAMESPACE}">{schema}</ds:datastoreItem>'
    return (XML_HEADER + item).encode()


def _units(record: Record) -> Iterator[str]:
    """Give each unit as an element; a value says its number only where it is not the next one."""
    expected = 1
    for unit in record.units:
        level = f' level="{unit.level}"' if unit.level else ""
        digest = f' sha256="{unit.digest}"' if unit.digest else ""
        label = f' label="{escape(unit.label)}"' if unit.label else ""
        parts = []
        for part in unit.parts:
            parts.append(f"<p>{''.join(_pieces(part, expected))}</p>")
            expected = next((span.number + 1 for span in reversed(part.spans) if span.number), expected)
        yield f"<{unit.kind}{level}{label}{digest}>{''.join(parts)}</{unit.kind}>"


def _pieces(part: RecordPart, expected: int) -> Iterator[str]:
    offset = 0
    for span in part.spans:
        yield escape(part.text[offset : span.start])
        yield _span(span, part.text[span.start : span.end], expected)
        offset = span.end
        expected = span.number + 1 if span.number else expected
    yield escape(part.text[offset:])


def _span(span: RecordSpan, text: str, expected: int) -> str:
    name = _SPANS[span.kind]
    number = f' n="{span.number}"' if span.number not in {0, expected} else ""
    return f"<{name}{number}>{escape(text)}</{name}>" if text else f"<{name}{number}/>"
