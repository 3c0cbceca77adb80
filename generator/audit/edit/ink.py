"""The elements that are written into a file, in the names its own elements have."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from xml.sax.saxutils import escape, quoteattr

from generator.audit.reading.story import OWN_AUTHOR
from generator.load.package import W

INITIALS = "bg"
_HIGHEST = 2**31 - 1
_NEVER_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PIECES = re.compile(r"[\t\n]|[^\t\n]+")


class Numbers:
    """Gives numbers that no element has: those after the highest, or, where no more follow, from a milliard on."""

    def __init__(self, highest: int = -1) -> None:
        self.next = highest + 1 if highest < _HIGHEST - 1_000_000 else 1_000_000_000

    def __call__(self) -> int:
        """Give the next one."""
        self.next += 1
        return self.next - 1


@dataclass(slots=True)
class Ink:
    """How elements are written in one part: `prefix` as in the whole part, or none to rely on."""

    prefix: bytes
    number: Numbers
    moment: datetime | None = None
    uri: str = field(default=W[1:-1])

    def tag(self, name: str, **attributes: object) -> str:
        """Give the inside of a start tag."""
        prefix = self.prefix.decode() or "w"
        declared = "" if self.prefix else f' xmlns:{prefix}="{self.uri}"'
        said = "".join(f" {prefix}:{key}={quoteattr(str(value))}" for key, value in attributes.items())
        return f"{prefix}:{name}{declared}{said}"

    def empty(self, name: str, **attributes: object) -> bytes:
        """Give an element without content."""
        return f"<{self.tag(name, **attributes)}/>".encode()

    def begin(self, name: str, **attributes: object) -> bytes:
        """Give a start tag."""
        return f"<{self.tag(name, **attributes)}>".encode()

    def finish(self, name: str) -> bytes:
        """Give an end tag."""
        return f"</{self.prefix.decode() or 'w'}:{name}>".encode()

    def reference(self, number: int) -> bytes:
        """Give the run that shows a comment's mark."""
        return self.begin("r") + self.empty("commentReference", id=number) + self.finish("r")

    def change(self, name: str) -> bytes:
        """Begin a tracked change."""
        return self.begin(name, id=self.number(), author=OWN_AUTHOR, **self.dated())

    def dated(self) -> dict[str, str]:
        """Give the date of a mark, none where it would not be the same tomorrow."""
        return {"date": f"{self.moment:%Y-%m-%dT%H:%M:%SZ}"} if self.moment else {}

    def words(self, text: str) -> bytes:
        """Give characters as a run has them."""
        return b"".join(self._piece(piece) for piece in _PIECES.findall(_NEVER_IN_XML.sub("\ufffd", text)))

    def _piece(self, piece: str) -> bytes:
        if piece in {"\t", "\n"}:
            return self.empty("tab" if piece == "\t" else "br")
        tag = self.tag("t").encode()
        return b"<" + tag + b' xml:space="preserve">' + escape(piece).encode() + self.finish("t")
