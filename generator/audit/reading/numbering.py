"""Automatic numbers of a Word file as a reader sees them, computed from its numbering part and styles.

Why: list and heading numbers stand in no text of the file; findings and scopes name them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.audit.reading.styles import Styles, is_on, value, whole
from generator.audit.reading.symbols import visible
from generator.load.package import W
from generator.zh.list_numbers import written

_PLACEHOLDER = re.compile(r"%([1-9])")
_LONGEST_PATTERN = 64
_DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: number format, text pattern (`第%1章`), start, legal numbers, restart, its style."""

    form: str
    pattern: str
    start: int
    legal: bool
    restart: int | None
    style: str


@dataclass(slots=True)
class Numbering:
    """The levels of each list instance and the counters so far; instances of one definition share their counters."""

    levels: Mapping[str, Mapping[int, Level]]
    definitions: Mapping[str, str]
    starts: Mapping[tuple[str, int], int]
    counters: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def depth_of(self, number: str, style: str) -> int:
        """Give the level that is tied to a style, the first where none is."""
        levels = self.levels.get(number, {})
        return next((depth for depth, level in levels.items() if style and level.style == style), 0)

    def label(self, number: str, depth: int) -> str:
        """Count one paragraph of a list on, and give its label."""
        levels = self.levels.get(number, {})
        if depth not in levels:
            return ""
        counters = self.counters.setdefault(self.definitions[number], {})
        self._count(number, depth, counters)
        return _label(levels, depth, counters)

    def _count(self, number: str, depth: int, counters: dict[int, int]) -> None:
        levels = self.levels[number]
        override = self.starts.get((number, depth))
        if override is not None and (number, depth) not in self.begun:
            counters[depth] = override
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = levels[depth].start
        self.begun.add((number, depth))
        for deeper in [key for key in counters if key > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counters[deeper]
        for higher in range(depth):
            counters.setdefault(higher, levels[higher].start if higher in levels else 1)


def _label(levels: Mapping[int, Level], depth: int, counters: Mapping[int, int]) -> str:
    level = levels[depth]
    if level.form in {"bullet", "none"}:
        return _PLACEHOLDER.sub("", level.pattern)

    def number(match: re.Match[str]) -> str:
        index = int(match[1]) - 1
        shown = levels.get(index)
        form = "decimal" if level.legal or shown is None else shown.form
        return written(counters.get(index, 1), form)

    return _PLACEHOLDER.sub(number, level.pattern)


# --- the part ---------------------------------------------------------------------------------------------------------


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Read the numbering part."""
    if root is None:
        return Numbering({}, {}, {})
    abstracts = {element.get(f"{W}abstractNumId", ""): element for element in root.iterfind(f"{W}abstractNum")}
    instances = {element.get(f"{W}numId", ""): element for element in root.iterfind(f"{W}num")}
    read = {name: _levels(element) for name, element in abstracts.items()}
    levels: dict[str, Mapping[int, Level]] = {}
    definitions: dict[str, str] = {}
    starts: dict[tuple[str, int], int] = {}
    for number, instance in instances.items():
        name = _definition(instance, abstracts, instances, styles)
        definitions[number] = name
        levels[number] = {**read.get(name, {}), **_overridden(instance)}
        starts.update({(number, depth): start for depth, start in _starts(instance)})
    return Numbering(levels, definitions, starts)


def _definition(
    instance: etree._Element,
    abstracts: Mapping[str, etree._Element],
    instances: Mapping[str, etree._Element],
    styles: Styles,
) -> str:
    """Name the definition of an instance; where it only refers to a style, that of the style's instance."""
    name = value(instance, "abstractNumId") or ""
    linked = value(abstracts[name], "numStyleLink") if name in abstracts else None
    target = instances.get(styles.look(linked).number or "") if linked else None
    return name if target is None else value(target, "abstractNumId") or ""


def _overridden(instance: etree._Element) -> dict[int, Level]:
    found = (override.find(f"{W}lvl") for override in instance.iterfind(f"{W}lvlOverride"))
    return {depth: _level(level) for level in found if level is not None and (depth := _depth(level)) <= _DEEPEST}


def _starts(instance: etree._Element) -> list[tuple[int, int]]:
    return [
        (_depth(override), whole(value(override, "startOverride"), 1))
        for override in instance.iterfind(f"{W}lvlOverride")
        if override.find(f"{W}startOverride") is not None
    ]


def _levels(abstract: etree._Element) -> dict[int, Level]:
    return {depth: _level(level) for level in abstract.iterfind(f"{W}lvl") if (depth := _depth(level)) <= _DEEPEST}


def _depth(element: etree._Element) -> int:
    return whole(element.get(f"{W}ilvl"), 0)


def _level(level: etree._Element) -> Level:
    legal = level.find(f"{W}isLgl")
    restart = value(level, "lvlRestart")
    form = value(level, "numFmt") or value(level, "lvlText/numFmt") or "decimal"
    return Level(
        form=form,
        pattern=visible((value(level, "lvlText") or "")[:_LONGEST_PATTERN], _font(level) if form == "bullet" else ""),
        start=whole(value(level, "start"), 0 if level.find(f"{W}start") is None else 1),
        legal=legal is not None and is_on(legal.get(f"{W}val")),
        restart=whole(restart, 0) if restart is not None else None,
        style=value(level, "pStyle") or "",
    )


def _font(level: etree._Element) -> str:
    fonts = level.find(f"{W}rPr/{W}rFonts")
    return (fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi") or "") if fonts is not None else ""
