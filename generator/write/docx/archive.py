"""The archive: a package's parts zipped in a fixed order with fixed dates, the same bytes for the same parts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from docx.opc.constants import CONTENT_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.part import Part

from generator.write.docx.elements import XML_HEADER, escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date a zip file can hold."""

_STORED = (".png", ".jpg")
_DEFAULTS = (("rels", CONTENT_TYPE.OPC_RELATIONSHIPS), ("xml", CONTENT_TYPE.XML))
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def zipped(package: OpcPackage) -> bytes:
    """Zip a package, its parts in the order they were related; python-docx's own writer stamps today's date."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in _members(package):
            archive.writestr(_member(name), content)
    return stream.getvalue()


def _members(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    parts = list(package.iter_parts())
    yield CONTENT_TYPES_URI.membername, _content_types(parts)
    yield PACKAGE_URI.rels_uri.membername, _bytes(package.rels.xml)
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, _bytes(part.rels.xml)


def _content_types(parts: list[Part]) -> bytes:
    defaults = "".join(f'<Default Extension="{extension}" ContentType="{name}"/>' for extension, name in _DEFAULTS)
    overrides = "".join(
        f'<Override PartName="{escape(part.partname)}" ContentType="{part.content_type}"/>' for part in parts
    )
    return (XML_HEADER + f'<Types xmlns="{_TYPES}">{defaults}{overrides}</Types>').encode()


def _bytes(xml: str | bytes) -> bytes:
    return xml.encode() if isinstance(xml, str) else xml


def _member(name: str) -> zipfile.ZipInfo:
    """Describe a member; pictures are compressed already, everything else is deflated."""
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    return info
