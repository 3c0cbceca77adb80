"""Turns a DOCX of ours into a docxtpl template of the same content, as somebody would have made it by hand in Word.

Each traced value becomes a tag; consecutive table rows that differ in their values only become one row in a loop. The
hidden bookmarks of values are taken out: only our own read-back needs them.
"""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count, groupby
from typing import Any

_BOOKMARKED = re.compile(r'<w:bookmarkStart [^>]*w:name="_v\d+"/>(?P<runs>.*?)<w:bookmarkEnd [^>]*/>', re.DOTALL)
_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")
_ROWS = re.compile(r"(?:<w:tr>(?:(?!<w:tr>).)*?</w:tr>)+", re.DOTALL)
_RUN = re.compile(r"<w:r>.*?</w:r>", re.DOTALL)
_NUMBER = re.compile(r"(<w:t(?: [^>]*)?>)([0-9]+)(</w:t>)")
_ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
_HELD = re.compile(r"\{\{ (\w+) \}\}")
_CONTROL = "<w:tr><w:tc><w:tcPr/><w:p><w:r><w:t>{{%tr {} %}}</w:t></w:r></w:p></w:tc></w:tr>"


@dataclass(slots=True)
class Template:
    """The values by the names of their tags, and the lists of rows by the names of their loops."""

    values: dict[str, Any] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=count)

    def tagged(self, found: re.Match[str]) -> str:
        """Put a tag into the first run of a value and leave its other runs out."""
        run = _RUN.search(found["runs"])
        if run is None:
            return found["runs"]
        words = "".join(words[2] for words in _WORDS.finditer(found["runs"]))
        return _WORDS.sub(lambda one: one[1] + self.tag(words) + one[3], run[0], count=1)

    def tag(self, words: str) -> str:
        """Give the tag that stands for these words."""
        name = f"v{next(self.numbers)}"
        self.values[name] = html.unescape(words)
        return f"{{{{ {name} }}}}"

    def looped(self, found: re.Match[str]) -> str:
        """Put rows that differ in values and running numbers only into a loop."""
        rows = (_NUMBER.sub(self._number, row) for row in _ROW.findall(found[0]))
        return "".join(self._rows(list(alike)) for _, alike in groupby(rows, key=_shape))

    def _number(self, found: re.Match[str]) -> str:
        return found[1] + self.tag(found[2]) + found[3]

    def _rows(self, rows: list[str]) -> str:
        names = [_HELD.findall(row) for row in rows]
        if len(rows) == 1:
            return "".join(rows)
        loop = f"rows{next(self.numbers)}"
        self.values[loop] = [[self.values.pop(name) for name in held] for held in names]
        numbers = iter(range(len(names[0])))
        row = _HELD.sub(lambda _: f"{{{{ row[{next(numbers)}] }}}}", rows[0])
        return _CONTROL.format(f"for row in {loop}") + row + _CONTROL.format("endfor")


def template_of(docx: bytes) -> tuple[bytes, dict[str, Any]]:
    """Give the template and the values it is filled with."""
    template = Template()
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(docx)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, _main_part(data, template) if name == "word/document.xml" else data)
    return made.getvalue(), template.values


def _main_part(data: bytes, template: Template) -> bytes:
    tagged = _BOOKMARKED.sub(template.tagged, data.decode())
    return _ROWS.sub(template.looped, tagged).encode()


def _shape(row: str) -> str:
    return _HELD.sub("{{ }}", row)
