"""One rendering run: its marks, its findings with their places in the templates, and what template functions share."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import FrameType, MappingProxyType
from typing import TYPE_CHECKING

from generator.document.number import REPEATED_ID, UNKNOWN_TARGET
from generator.finding import Finding, Place, Severity
from generator.render.marks import Marks, Origin
from generator.render.places import find_word, line_span
from generator.source import Span
from generator.zh.identifiers import nearest

if TYPE_CHECKING:
    from jinja2 import Template

    from generator.document.nodes import Picture

UNKNOWN_NAME = "T003"
"""A name of a variable or function that does not exist, or has no value where it is used."""
UNKNOWN_FIELD = "T004"
"""A field the data do not have."""
NOT_PRINTABLE = "T009"
"""A template prints a thing that is no text: a record, a list, a number of its own."""
BAD_ID = "T026"
"""An id of a section, table or figure is malformed."""
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

ONCE_A_PLACE = frozenset({UNKNOWN_NAME, UNKNOWN_FIELD, NOT_PRINTABLE})
"""Codes reported once for each place in a template: in a loop the same mistake meets every item."""

ReadTemplate = Callable[[str], str | None]
"""Gives the text of a template by its path from `templates/zh`, None where there is none."""

TEMPLATES = "templates/zh/"


@dataclass(slots=True)
class Run:
    """The state of one run; views, filters and block functions report here, so that one mistake hides no other.

    `files` are the chapter templates this document is made from, `declared` the ids they give; a `blind` document must
    not tell who the bidder is, and references to what is `left_out` of it are none.
    """

    roots: Mapping[str, object]
    pictures: Mapping[str, Picture]
    read: ReadTemplate
    scans: Mapping[str, tuple[Picture, ...]] = field(default_factory=lambda: MappingProxyType({}))
    marks: Marks = field(default_factory=Marks)
    findings: dict[Finding, None] = field(default_factory=dict)
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    ordinals: list[int] = field(default_factory=list)
    ids: dict[str, Origin] = field(default_factory=dict)
    kind_title: str = ""
    kind_title_en: str = ""
    files: frozenset[str] = frozenset()
    declared: frozenset[str] = frozenset()
    references: list[tuple[str, Origin]] = field(default_factory=list)
    blind: bool = False
    left_out: frozenset[str] = frozenset()
    _lines: dict[str, tuple[list[int], list[int]]] = field(default_factory=dict)
    _origins: dict[tuple[int, int], Origin] = field(default_factory=dict)

    def report(  # noqa: PLR0913 - the parts of a finding
        self,
        code: str,
        message: str,
        hint: str = "",
        *,
        path: str = "",
        word: str = "",
        origin: Origin | None = None,
    ) -> None:
        """Add an error at a template line (the one now executing unless given), at `word` where it stands there."""
        span = self.span(origin or self.origin(), word)
        if code in ONCE_A_PLACE and any(known.code == code and known.place.span == span for known in self.findings):
            return
        also = (Place(path=path, on_key=True),) if path else ()
        self.add(Finding(code, Severity.ERROR, Place(path=path, span=span), message, hint, also=also))

    def name(self, name: object, origin: Origin | None = None) -> str:
        """Take an id of a section, table or figure (words or a leaf); one that is malformed or taken is reported."""
        text = str(getattr(name, "text", name))
        here = origin or self.origin()
        if _ID.fullmatch(text) is None:
            self.report(
                BAD_ID, f"id“{text}”不合格", "以英文字母开头，由字母、数字、下划线和连字符组成", word=text, origin=here
            )
        elif text in self.ids:
            first = self.span(self.ids[text], text)
            place = Place(span=self.span(here, text))
            message = f"id“{text}”在 {first.file} 第 {first.line} 行已经用过"
            hint = "每个标题、表和图的 id 应各不相同"
            self.add(Finding(REPEATED_ID, Severity.ERROR, place, message, hint, also=(Place(span=first),)))
        self.ids.setdefault(text, here)
        return text

    def check_references(self) -> None:
        """Report references to ids nothing has."""
        for target, origin in self.references:
            if target not in self.ids and target not in self.left_out:
                close = nearest(target, self.ids)
                hint = f"最接近的是 {close}" if close else "请检查 ref(…) 中的 id"
                hint += f'；这种文件没有它的，写 {{% if has("{target}") %}}…{{% endif %}}'
                self.report(UNKNOWN_TARGET, f"没有 id 为 {target} 的标题、表或者图", hint, word=target, origin=origin)

    def file(self, name: str) -> str:
        """Give the workspace file of a template named by its path from `templates/zh`."""
        return name if name.startswith(TEMPLATES) else f"{TEMPLATES}{name}"

    def add(self, finding: Finding) -> None:
        """Add a finding once."""
        self.findings[finding] = None

    def origin(self) -> Origin:
        """Give the template line that is executing: that of the nearest template frame on the stack."""
        frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - the one way to learn where a template prints
        while frame is not None:
            template = frame.f_globals.get("__jinja_template__")
            if template is not None:
                return self._origin_at(template, frame)
            frame = frame.f_back
        return Origin("", 1)

    def template_origin(self, template: Template, line: int) -> Origin:
        """Give the template line that a line of a template's compiled code came from."""
        return Origin(template.name or "", self._template_line(template, line))

    def span(self, origin: Origin, word: str = "") -> Span:
        """Give the span of a word at a template line (it may stand some lines below), else of the line's text."""
        lines = self.sources.get(origin.template, ())
        return find_word(lines, origin, word) or line_span(lines, origin)

    def _origin_at(self, template: Template, frame: FrameType) -> Origin:
        """Remember the origin of each instruction: Python counts a frame's line anew each time it is asked."""
        key = (id(frame.f_code), frame.f_lasti)  # the code lives as long as the compiled templates, beyond this run
        if key not in self._origins:
            self._origins[key] = self.template_origin(template, frame.f_lineno)
        return self._origins[key]

    def _template_line(self, template: Template, line: int) -> int:
        name = template.name or ""
        if name not in self._lines:
            pairs = sorted((code, source) for source, code in template.debug_info)
            self._lines[name] = [code for code, _ in pairs], [source for _, source in pairs]
        codes, sources = self._lines[name]
        place = bisect_right(codes, line)
        return sources[place - 1] if place else 1
