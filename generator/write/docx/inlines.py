"""Runs: inlines of the tree as runs, fields and bookmarks of WordprocessingML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from generator.document.nodes import (
    Blank,
    Checkbox,
    Inline,
    Inlines,
    LineBreak,
    PageCount,
    PageNumber,
    PageRef,
    Ref,
    Strong,
    Text,
    Underline,
    Value,
)
from generator.write.docx.elements import bookmark, field, half_points, line_break, link, run, value
from generator.write.docx.ink import Ink

_BOLD = "<w:b/><w:bCs/>"
_UNDERLINE = '<w:u w:val="single"/>'
_BOX_FONT = "Segoe UI Symbol"
"""Both boxes from one font, so that they are alike: 宋体 has □ but no ☑."""

_BOX_PROPERTIES = f'<w:rFonts w:ascii="{_BOX_FONT}" w:hAnsi="{_BOX_FONT}" w:eastAsia="{_BOX_FONT}" w:cs="{_BOX_FONT}"/>'


@dataclass(frozen=True, slots=True)
class RunLook:
    """How runs differ from their paragraph's style; `size` in points, 0 where the style's is right."""

    bold: bool = False
    underline: bool = False
    size: float = 0

    @property
    def properties(self) -> str:
        """The inside of `w:rPr`, in the order of the schema."""
        return (
            (_BOLD if self.bold else "")
            + (value("sz", half_points(self.size)) + value("szCs", half_points(self.size)) if self.size else "")
            + (_UNDERLINE if self.underline else "")
        )


PLAIN_LOOK = RunLook()


def runs(content: Inlines, ink: Ink, look: RunLook = PLAIN_LOOK) -> str:
    """Write inlines as runs; each numbered Value stands in its hidden bookmark `_v<number>`."""
    properties = look.properties
    return "".join(_inline(inline, ink, look, properties) for inline in content)


def plain_runs(content: Inlines) -> str:
    """Write inlines as runs without bookmarks, for words that are printed a second time (contents)."""
    return "".join(_plain(inline) for inline in content)


def is_empty(content: Inlines) -> bool:
    """Tell whether inlines print nothing."""
    return all(isinstance(inline, (Text, Value)) and not inline.text for inline in content)


def _inline(inline: Inline, ink: Ink, look: RunLook, properties: str) -> str:  # noqa: C901, PLR0911 - one case per node
    match inline:
        case Text(text=text):
            return run(text, properties)
        case Value():
            return _traced(inline, ink, properties)
        case Strong(content=content):
            return runs(content, ink, replace(look, bold=True))
        case Underline(content=content):
            return runs(content, ink, replace(look, underline=True))
        case Blank(width=width):
            return _blank(width, look)
        case Checkbox(checked=checked):
            return _checkbox(checked, look)
        case Ref():
            return _reference(inline, ink, properties)
        case PageRef(target=name):
            page = ink.pages.sections[name]
            return field(f"PAGEREF {ink.targets[name].reference_bookmark} \\h", str(page), properties)
        case LineBreak():
            return line_break(properties)
        case PageNumber():
            return field("PAGE", ink.running.first_page, properties)
        case PageCount():
            return field(ink.running.count_field, str(ink.pages.body_count), properties)
        case _:
            assert_never(inline)


def _blank(width: int, look: RunLook) -> str:
    """An empty line is as many underlined ideographic spaces: each is one character wide in every font."""
    return run("\u3000" * width, replace(look, underline=True).properties)


def _checkbox(checked: bool, look: RunLook) -> str:
    return run("☑" if checked else "□", _BOX_PROPERTIES + look.properties)


def _traced(item: Value, ink: Ink, properties: str) -> str:
    content = run(item.text, properties)
    return bookmark(f"_v{item.number}", next(ink.bookmarks), content) if item.number and ink.traced else content


def _reference(item: Ref, ink: Ink, properties: str) -> str:
    r"""Write a reference as a field on its target: of a caption its words, of a section its number between words.

    A label that ends with a point is a plain link: Word's `\n` drops the point when it updates the field.
    """
    target = ink.targets.get(item.target)
    if target is None:
        return run(item.text, properties)
    name = target.reference_bookmark
    if not target.label or target.label.endswith(".") or target.label not in item.text:
        return link(name, run(item.text, properties))
    before, after = item.text.split(target.label, 1)
    instruction = f"REF {name} \\n \\h" if target.is_section else f"REF {name} \\h"
    return run(before, properties) + field(instruction, target.label, properties) + run(after, properties)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text=text) | Value(text=text) | Ref(text=text) | PageRef(text=text):
            return run(text)
        case Strong(content=content) | Underline(content=content):
            return plain_runs(content)
        case Blank(width=width):
            return _blank(width, PLAIN_LOOK)
        case Checkbox(checked=checked):
            return _checkbox(checked, PLAIN_LOOK)
        case LineBreak() | PageNumber() | PageCount():
            return ""
        case _:
            assert_never(inline)
