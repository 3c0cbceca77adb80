"""Automatic numbers of a DOCX as a reader sees them, computed from its numbering part alone.

Why: list and heading labels stand in no text of `document.xml`; a reader must count to know that they equal the tree.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from generator.zh.list_numbers import written

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list definition: number format, text pattern (`第%1章`), start, legal numbering, restart level."""

    form: str
    pattern: str
    start: int
    legal: bool
    restart: int | None


@dataclass(slots=True)
class Numbering:
    """The list definitions of a document and the counters reached so far; `label` counts one paragraph on."""

    levels: dict[str, dict[int, Level]]
    abstracts: dict[str, str]
    starts: dict[tuple[str, int], int]
    styles: dict[str, tuple[str, int]]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, paragraph: etree._Element) -> str:
        """Give the label of a paragraph (`1.1`, `（2）`, `●`), the empty string where it has none."""
        reference = self._reference(paragraph)
        if reference is None:
            return ""
        number, depth = reference
        abstract = self.abstracts.get(number)
        if abstract is None or depth not in self.levels[abstract]:
            return ""
        self._count(number, abstract, depth)
        return self._text(abstract, depth)

    def _reference(self, paragraph: etree._Element) -> tuple[str, int] | None:
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        style = properties.find(f"{W}pStyle")
        inherited = self.styles.get(style.get(f"{W}val", "")) if style is not None else None
        own = properties.find(f"{W}numPr")
        if own is None:
            return inherited
        number, depth = _num_pr(own)
        if number == "0":
            return None
        if number is None:
            return (inherited[0], depth or 0) if inherited else None
        return number, depth if depth is not None else (inherited[1] if inherited else 0)

    def _count(self, number: str, abstract: str, depth: int) -> None:
        counters = self.counters.setdefault(abstract, {})
        override = self.starts.get((number, depth))
        level = self.levels[abstract][depth]
        if override is not None and (number, depth) not in self.begun:
            counters[depth] = override
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = level.start
        self.begun.add((number, depth))
        for deeper in [key for key in counters if key > depth]:
            restart = self.levels[abstract][deeper].restart
            if restart is None or (restart != 0 and depth < restart):
                del counters[deeper]
        for higher in range(depth):
            counters.setdefault(higher, self.levels[abstract][higher].start)

    def _text(self, abstract: str, depth: int) -> str:
        level = self.levels[abstract][depth]
        if level.form in {"bullet", "none"}:
            return level.pattern
        counters = self.counters[abstract]

        def number(match: re.Match[str]) -> str:
            index = int(match[1]) - 1
            form = "decimal" if level.legal else self.levels[abstract][index].form
            return written(counters.get(index, 1), form)

        return _PLACEHOLDER.sub(number, level.pattern)


def read_numbering(numbering: etree._Element | None, styles: etree._Element | None) -> Numbering:
    """Read the definitions of a numbering part and the styles that carry numbering."""
    levels: dict[str, dict[int, Level]] = {}
    abstracts: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    if numbering is not None:
        for abstract in numbering.iterfind(f"{W}abstractNum"):
            levels[abstract.get(f"{W}abstractNumId", "")] = _levels(abstract)
        for instance in numbering.iterfind(f"{W}num"):
            number = instance.get(f"{W}numId", "")
            reference = instance.find(f"{W}abstractNumId")
            if reference is not None and reference.get(f"{W}val", "") in levels:
                abstracts[number] = reference.get(f"{W}val", "")
            for override in instance.iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    starts[number, int(override.get(f"{W}ilvl", "0"))] = int(start.get(f"{W}val", "1"))
    return Numbering(levels, abstracts, starts, _style_references(styles))


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {int(level.get(f"{W}ilvl", "0")): _level(level) for level in abstract.iterfind(f"{W}lvl")}


def _level(level: etree._Element) -> Level:
    restart = _value(level, "lvlRestart")
    return Level(
        form=_value(level, "numFmt") or "decimal",
        pattern=_value(level, "lvlText") or "",
        start=int(_value(level, "start") or "1"),
        legal=level.find(f"{W}isLgl") is not None,
        restart=int(restart) if restart is not None else None,
    )


def _style_references(styles: etree._Element | None) -> dict[str, tuple[str, int]]:
    references: dict[str, tuple[str, int]] = {}
    for style in styles.iterfind(f"{W}style") if styles is not None else ():
        properties = style.find(f"{W}pPr/{W}numPr")
        if properties is not None:
            number, depth = _num_pr(properties)
            if number is not None:
                references[style.get(f"{W}styleId", "")] = (number, depth or 0)
    return references


def _num_pr(properties: etree._Element) -> tuple[str | None, int | None]:
    depth = _value(properties, "ilvl")
    return _value(properties, "numId"), int(depth) if depth is not None else None


def _value(parent: etree._Element, name: str) -> str | None:
    element = parent.find(f"{W}{name}")
    return element.get(f"{W}val") if element is not None else None
