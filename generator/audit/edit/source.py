"""The bytes of a part as UTF-8, whatever its encoding: edited there, then encoded again as they were."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from generator.load.package import broken_part

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a part in UTF-8, and the byte order mark and encoding that it has in its package."""

    data: bytes
    encoding: str = "utf-8"
    mark: bytes = b""

    def packed(self, data: bytes) -> bytes:
        """Give edited text in the encoding of the part."""
        return self.mark + (data if self.encoding == "utf-8" else data.decode().encode(self.encoding))


def source(part: str, raw: bytes) -> Source:
    """Give the text of a part; raise RefusedError where its bytes are no text of its encoding."""
    mark, encoding = next(((mark, name) for mark, name in _MARKS if raw.startswith(mark)), (b"", _declared(raw)))
    try:
        text = raw[len(mark) :].decode(encoding)
    except (UnicodeDecodeError, LookupError):
        raise broken_part(part) from None
    return Source(text.encode(), encoding, mark)


def _declared(raw: bytes) -> str:
    found = _DECLARED.match(raw)
    name = codecs.lookup(found[1].decode()).name if found and _known(found[1].decode()) else "utf-8"
    return "utf-8" if name == "ascii" else name


def _known(name: str) -> bool:
    try:
        codecs.lookup(name)
    except LookupError:
        return False
    return True
