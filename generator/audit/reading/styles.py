"""Styles of a Word file: what a style makes of a paragraph or run, with all it is based on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lxml import etree

from generator.load.package import W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says, None where it says nothing: outline level from 0 (9 is body text), list, hidden text."""

    outline: int | None = None
    number: str | None = None
    depth: int | None = None
    hidden: bool | None = None


PLAIN = Look()


@dataclass(frozen=True, slots=True)
class Styles:
    """The looks by style id, and the id of the style of paragraphs that name none."""

    looks: Mapping[str, Look]
    default: str = ""

    def look(self, style: str) -> Look:
        """Give the look of a style, the default one where it is not known."""
        return self.looks.get(style) or self.looks.get(self.default, PLAIN)


@dataclass(frozen=True, slots=True)
class _Style:
    base: str
    own: Look


def read_styles(root: etree._Element | None) -> Styles:
    """Read the styles part."""
    styles: dict[str, _Style] = {}
    default = ""
    for element in root.iterfind(f"{W}style") if root is not None else ():
        name = element.get(f"{W}styleId", "")
        styles[name] = _Style(value(element, "basedOn") or "", _own(element))
        if element.get(f"{W}type") == "paragraph" and is_on(element.get(f"{W}default", "0")):
            default = name
    return Styles(_resolved(styles), default)


def value(parent: etree._Element, path: str) -> str | None:
    """Give the value of an element below another; steps of the path are names of WordprocessingML."""
    element = parent.find("/".join(W + step for step in path.split("/")))
    return element.get(f"{W}val") if element is not None else None


def whole(text: str | None, otherwise: int) -> int:
    """Read a whole number that a stranger wrote."""
    return int(text) if text is not None and _WHOLE.fullmatch(text) else otherwise


def is_on(text: str | None) -> bool:
    """Read a switch; an element without a value is on."""
    return text is None or text not in _OFF


def _own(element: etree._Element) -> Look:
    outline = value(element, "pPr/outlineLvl")
    named = _HEADING_NAME.fullmatch(value(element, "name") or "")
    depth = value(element, "pPr/numPr/ilvl")
    vanish = element.find(f"{W}rPr/{W}vanish")
    return Look(
        outline=whole(outline, 9) if outline is not None else int(named[1]) - 1 if named else None,
        number=value(element, "pPr/numPr/numId"),
        depth=whole(depth, 0) if depth is not None else None,
        hidden=is_on(vanish.get(f"{W}val")) if vanish is not None else None,
    )


def _resolved(styles: Mapping[str, _Style]) -> dict[str, Look]:
    """Resolve each style once: up its chain to a resolved one, a missing one or the beginning of a ring, and back."""
    looks: dict[str, Look] = {}
    for name in styles:
        chain: dict[str, None] = {}
        current = name
        while current in styles and current not in looks and current not in chain:
            chain[current] = None
            current = styles[current].base
        for link in reversed(chain):
            looks[link] = _over(styles[link].own, looks.get(styles[link].base, PLAIN))
    return looks


def _over(own: Look, base: Look) -> Look:
    return replace(
        base,
        **{name: said for name in ("outline", "number", "depth", "hidden") if (said := getattr(own, name)) is not None},
    )
