"""The tables of a reference file: rules, margins and grounds of the style its tables have."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from generator.finding import Finding, Outcome
from generator.load.package import W
from generator.style.contrast import LEAST, contrast
from generator.style.reference_clashes import Clashes
from generator.style.reference_styles import Styles, edge
from generator.style.reference_theme import legible, word_color
from generator.style.sheet import Edge, Sheet, TableLook

_WIDEST_MARGIN = 12.0
_WIDEST_RULE = 4.5
Cells = Mapping[str, object]
"""What changes in the role of table heads."""


def table_look(
    document: etree._Element, styles: Styles, ours: Sheet, clashes: Clashes
) -> tuple[Outcome[TableLook], Cells]:
    """Give the look of tables, and what it changes in their heads; no table style of its own changes nothing."""
    chain = _chosen(document, styles)
    if not chain:
        return Outcome(ours.table), {}
    borders = {name: found for holder in chain for name, found in _borders(holder, styles).items()}
    head = [part for holder in chain for part in _parts(holder, "firstRow")]
    fill = next((color for one in reversed(head) if (color := _ground(one, styles))), "")
    bands = [part for holder in chain for part in (*_parts(holder, "band1Horz"), *_parts(holder, "band2Horz"))]
    zebra = next((color for one in bands if (color := _ground(one, styles)) not in {"", "FFFFFF"}), "")
    update = {**_margins(chain), **_ruled(borders, ours.table)}
    update |= {"head_fill": fill, "zebra": zebra if contrast("000000", zebra or "FFFFFF") >= LEAST else ""}
    cells, findings = _head_words(head, fill, styles, clashes)
    return Outcome(ours.table.model_copy(update=update), findings), cells


def _chosen(document: etree._Element, styles: Styles) -> tuple[etree._Element, ...]:
    """Give the style of the file's first table, else the only one somebody made, else none."""
    for used in document.iter(f"{W}tblStyle"):
        if chain := styles.table(used.get(f"{W}val", "")):
            return chain
    made = [name for name, style in styles.by_id.items() if _is_made(style)]
    return styles.table(made[0]) if len(made) == 1 else ()


def _is_made(style: etree._Element) -> bool:
    return style.get(f"{W}type") == "table" and style.get(f"{W}customStyle") in {"1", "true", "on"}


def _borders(style: etree._Element, styles: Styles) -> dict[str, Edge | None]:
    holder = style.find(f"{W}tblPr/{W}tblBorders")
    if holder is None:
        return {}
    return {etree.QName(one).localname: edge(one, styles.theme) for one in holder if isinstance(one.tag, str)}


def _ruled(borders: Mapping[str, Edge | None], ours: TableLook) -> dict[str, object]:
    """Give the rules of a table that says anything of them; one it does not name is none."""
    if not borders:
        return {}
    outer = borders.get("top") or borders.get("bottom")
    sides = borders.get("left", borders.get("start"))
    inner = borders.get("insideH")
    return {
        "outer": _width(outer),
        "outer_color": outer.color if outer else ours.outer_color,
        "sides": _width(sides),
        "border": _width(inner),
        "color": inner.color if inner else ours.color,
        "vertical": _width(borders.get("insideV")),
    }


def _width(rule: Edge | None) -> float:
    return min(rule.width, _WIDEST_RULE) if rule else 0.0


def _margins(chain: tuple[etree._Element, ...]) -> dict[str, float]:
    said: dict[str, float] = {}
    for holder in chain:
        for one in holder.iterfind(f"{W}tblPr/{W}tblCellMar/*"):
            width = one.get(f"{W}w", "")
            if re.fullmatch(r"[0-9]{1,9}", width):
                said[etree.QName(one).localname] = min(int(width) / 20, _WIDEST_MARGIN)
    across, along = said.get("left", said.get("start")), said.get("top")
    return ({"margin_x": across} if across is not None else {}) | ({"margin_y": along} if along else {})


def _parts(style: etree._Element, kind: str) -> list[etree._Element]:
    return [part for part in style.findall(f"{W}tblStylePr") if part.get(f"{W}type") == kind]


def _ground(part: etree._Element, styles: Styles) -> str:
    return word_color(part.find(f"{W}tcPr/{W}shd"), styles.theme, of="fill")


def _head_words(
    head: list[etree._Element], fill: str, styles: Styles, clashes: Clashes
) -> tuple[Cells, tuple[Finding, ...]]:
    """Give colour and weight of the words of heads; a colour that cannot be read on their ground is changed."""
    written = next((one for part in reversed(head) if (one := part.find(f"{W}rPr/{W}color")) is not None), None)
    bold = any(part.find(f"{W}rPr/{W}b") is not None for part in head)
    ground = fill or "FFFFFF"
    color = word_color(written, styles.theme) or "000000"
    readable = legible(color, ground)
    said = written is not None and readable != color
    findings = (clashes.too_pale("表头文字", color, ground, readable),) if said else ()
    return {"color": readable, "bold": bold}, findings
