"""Paragraphs: content with its style and the few settings that differ from it, in the order of the schema."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from generator.write.docx.elements import mark, paragraph, twips, value, wrap
from generator.write.docx.ink import Ink, Pending
from generator.write.docx.styles import justification, known_role, role_look, style_id


@dataclass(frozen=True, slots=True)
class Setting:
    """What a paragraph has beyond its style; `number` is (numId, level), (0, 0) takes a number away.

    `before` and `line` (its pitch, both in points), `indent`, `tabs` and `section` are given where they differ from the
    style, the last three as elements.
    """

    keep_next: bool = False
    number: tuple[int, int] | None = None
    tabs: str = ""
    before: float | None = None
    line: float | None = None
    indent: str = ""
    align: str = ""
    section: str = ""


PLAIN = Setting()
KEEP = Setting(keep_next=True)


def styled(role: str, content: str, ink: Ink, setting: Setting = PLAIN) -> str:
    """Give a paragraph of a role; it takes over the page break or the space the block before left pending."""
    known = known_role(role, ink.sheet)
    look = role_look(known, ink.sheet)
    pending, ink.pending = ink.pending, Pending()
    breaks = pending.page_break and not look.page_break
    before = _space_before(setting.before, look.before, 0 if breaks or look.page_break else pending.space)
    return paragraph(content, _properties(style_id(known), setting, breaks, before))


def direct(style: str, content: str, setting: Setting = PLAIN) -> str:
    """Give a paragraph of a style id outside the flow (cell, text box, header): nothing pending touches it."""
    return paragraph(content, _properties(style, setting, page_break=False, before=setting.before))


@lru_cache(maxsize=1024)
def _properties(style: str, setting: Setting, page_break: bool, before: float | None) -> str:
    return (
        value("pStyle", style)
        + ("<w:keepNext/>" if setting.keep_next else "")
        + ("<w:pageBreakBefore/>" if page_break else "")
        + (_number(*setting.number) if setting.number else "")
        + setting.tabs
        + _spacing(before, setting.line)
        + setting.indent
        + (justification(setting.align) if setting.align else "")
        + setting.section
    )


def _number(number: int, level: int) -> str:
    return wrap("numPr", value("ilvl", level) + value("numId", number))


def _spacing(before: float | None, line: float | None) -> str:
    if before is None and line is None:
        return ""
    return mark(
        "spacing",
        before=None if before is None else twips(before),
        line=None if line is None else twips(line),
        lineRule=None if line is None else "exact",
    )


def _space_before(wanted: float | None, usual: float, pending: float) -> float | None:
    """Give the space to write, None where the style's own is right."""
    own = usual if wanted is None else wanted
    needed = max(own, pending)
    return needed if needed != usual else None
