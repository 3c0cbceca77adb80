"""Files attached to a finished PDF/A-3: each associated with the document as a whole (ISO 19005-3, 6.8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from typing import Literal

from generator.write.pdf.revision import Item, Revision, opened, text_string, without_last


@dataclass(frozen=True, slots=True)
class Attachment:
    """A JSON file with what it is in the reader's words, and how it is related to the document.

    `Data` is what the document was made from or presents, `Supplement` what tells more of it.
    """

    name: str
    data: bytes
    about: str
    relationship: Literal["Data", "Supplement"]


def with_attachments(data: bytes, attachments: Sequence[Attachment], created: datetime) -> bytes:
    """Attach files to a finished PDF of either engine; what was in it stays byte for byte."""
    revision = opened(data)
    named = {one.name: _specified(revision, one, created) for one in sorted(attachments, key=lambda one: one.name)}
    catalog = revision.dictionary(revision.root)
    names = revision.resolved(catalog.get("Names", {}))
    if not isinstance(names, dict):
        raise TypeError("the names of the catalog are no dictionary")
    listed: list[Item] = [item for name, place in named.items() for item in (text_string(name), place)]
    catalog["Names"] = {**names, "EmbeddedFiles": {"Names": listed}}
    catalog["AF"] = list(named.values())
    revision.replace(revision.root, catalog)
    return revision.finished()


def without_attachments(data: bytes) -> bytes:
    """Give a PDF as it was before `with_attachments`."""
    return without_last(data)


def _specified(revision: Revision, attachment: Attachment, created: datetime) -> bytes:
    date = _date(created)
    parameters: Item = {
        "Size": b"%d" % len(attachment.data),
        "CreationDate": date,
        "ModDate": date,
        "CheckSum": b"<%s>" % md5(attachment.data, usedforsecurity=False).hexdigest().encode(),
    }
    about: dict[str, Item] = {"Type": b"/EmbeddedFile", "Subtype": b"/application#2Fjson", "Params": parameters}
    stream = revision.add_stream(about, attachment.data)
    name = text_string(attachment.name)
    return revision.add(
        {
            "Type": b"/Filespec",
            "F": name,
            "UF": name,
            "Desc": text_string(attachment.about),
            "AFRelationship": b"/" + attachment.relationship.encode(),
            "EF": {"F": stream, "UF": stream},
        }
    )


def _date(created: datetime) -> bytes:
    moment = created.astimezone(UTC) if created.tzinfo else created
    return f"(D:{moment:%Y%m%d%H%M%S}Z)".encode()
