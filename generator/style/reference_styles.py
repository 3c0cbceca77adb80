"""The styles of a reference file resolved: what each says once all that it is based on and the theme are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from generator.load.package import W
from generator.style.reference_theme import Theme, word_color
from generator.style.sheet import Edge, Edges

_DEEPEST = 30
"""So many styles may be based on one another."""
_SIDES = ("top", "bottom", "left", "right")
_OFF = {"0", "false", "off", "none"}
_NAMES = {
    "正文": "normal",
    "标题": "title",
    "副标题": "subtitle",
    "题注": "caption",
    "列表段落": "list paragraph",
    "列出段落": "list paragraph",
    "页眉": "header",
    "页脚": "footer",
    "目录标题": "toc heading",
    "toc标题": "toc heading",
    **{f"标题{level}": f"heading {level}" for level in range(1, 10)},
    **{f"目录{level}": f"toc {level}" for level in range(1, 10)},
}
"""Names of styles as Chinese programs write them, blanks left out."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says, None where it says nothing: sizes and spaces in points; `line` is (rule, value).

    `first_line` and `indent` are in points, where they were written in characters in `*_characters`.
    """

    latin: str = ""
    east: str = ""
    size: float | None = None
    bold: bool | None = None
    color: str = ""
    fill: str = ""
    align: str = ""
    before: float | None = None
    after: float | None = None
    line: tuple[str, float] | None = None
    first_line: float | None = None
    first_line_characters: float | None = None
    indent: float | None = None
    numbered: bool = False
    snapped: bool = True
    edges: Edges = field(default_factory=Edges)
    tabs: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Styles:
    """All styles by name (in lower case, Word's English ones), and by id, with the defaults they all start from."""

    by_name: Mapping[str, etree._Element] = field(default_factory=dict)
    by_id: Mapping[str, etree._Element] = field(default_factory=dict)
    defaults: tuple[etree._Element, ...] = ()
    theme: Theme = field(default_factory=Theme)

    def has(self, name: str) -> bool:
        """Tell whether the file has a paragraph style of this name."""
        return name in self.by_name

    def look(self, name: str, direct: etree._Element | None = None) -> Look:
        """Give what a style of this name says, the default one where there is none."""
        return self._look(self.by_name.get(name, self.by_name.get("normal")), direct)

    def paragraph(self, element: etree._Element) -> Look:
        """Give what holds of a paragraph: its style's word and its own."""
        properties = element.find(f"{W}pPr")
        named = properties.find(f"{W}pStyle") if properties is not None else None
        style = self.by_id.get(named.get(f"{W}val", "")) if named is not None else None
        return self._look(style if style is not None else self.by_name.get("normal"), properties)

    def table(self, identifier: str) -> tuple[etree._Element, ...]:
        """Give a table style and all it is based on, the first of them first."""
        style = self.by_id.get(identifier)
        return tuple(self._chain(style)) if style is not None and style.get(f"{W}type") == "table" else ()

    def _look(self, style: etree._Element | None, direct: etree._Element | None) -> Look:
        chain = [*self.defaults, *self._chain(style)]
        paragraph = [one for holder in chain for one in holder.findall(f"{W}pPr")]
        paragraph += [direct] if direct is not None else []
        words = [one for holder in chain for one in holder.findall(f"{W}rPr")]
        return _read(_Layers(paragraph), _Layers(words), self.theme)

    def _chain(self, style: etree._Element | None) -> Iterator[etree._Element]:
        found: list[etree._Element] = []
        while style is not None and style not in found and len(found) < _DEEPEST:
            found.append(style)
            based = style.find(f"{W}basedOn")
            style = self.by_id.get(based.get(f"{W}val", "")) if based is not None else None
        yield from reversed(found)


def read_styles(root: etree._Element | None, theme: Theme) -> Styles:
    """Read the styles part; without one nothing is said."""
    if root is None:
        return Styles(theme=theme)
    by_name: dict[str, etree._Element] = {}
    by_id: dict[str, etree._Element] = {}
    for style in root.findall(f"{W}style"):
        by_id.setdefault(style.get(f"{W}styleId", ""), style)
        if style.get(f"{W}type", "paragraph") == "paragraph":
            for name in _names(style):
                by_name.setdefault(name, style)
    defaults = [holder for kind in ("rPrDefault", "pPrDefault") for holder in root.findall(f"{W}docDefaults/{W}{kind}")]
    return Styles(by_name, by_id, tuple(defaults), theme)


def edge(element: etree._Element | None, theme: Theme) -> Edge | None:
    """Give a border as a rule, None where it is none."""
    if element is None or element.get(f"{W}val", "") in {"nil", "none", ""}:
        return None
    width = min(max(_number(element.get(f"{W}sz")) or 4, 2), 96) / 8
    gap = min(max(_number(element.get(f"{W}space")) or 0, 0), 31)
    return Edge(width=width, gap=gap, color=word_color(element, theme, of="color") or "000000")


def _names(style: etree._Element) -> Iterator[str]:
    """Give the names of a style in Word's English; the default paragraph style is the normal one."""
    if style.get(f"{W}default") in {"1", "true", "on"}:
        yield "normal"
    for key in ("name", "aliases"):
        holder = style.find(W + key)
        for part in (holder.get(f"{W}val", "") if holder is not None else "").split(","):
            name = part.strip().lower()
            yield _NAMES.get(name.replace(" ", ""), name)


@dataclass(frozen=True, slots=True)
class _Layers:
    """Property elements from what holds at last to what is said first, asked for one property."""

    holders: list[etree._Element]

    def last(self, name: str) -> etree._Element | None:
        """Give the property as it was said last."""
        return next((found for holder in reversed(self.holders) if (found := holder.find(W + name)) is not None), None)

    def attributes(self, name: str) -> dict[str, str]:
        """Give the attributes of a property, each as it was said last."""
        said: dict[str, str] = {}
        for holder in self.holders:
            found = holder.find(W + name)
            if found is not None:
                said.update({str(key).removeprefix(W): str(value) for key, value in found.attrib.items()})
        return said

    def switch(self, name: str) -> bool | None:
        """Give a switch, None where it was never said."""
        found = self.last(name)
        return None if found is None else found.get(f"{W}val", "1").lower() not in _OFF


def _read(paragraph: _Layers, words: _Layers, theme: Theme) -> Look:
    spacing, indents = paragraph.attributes("spacing"), paragraph.attributes("ind")
    size = words.last("sz")
    numbering = paragraph.last("numPr")
    contextual = bool(paragraph.switch("contextualSpacing"))
    return Look(
        latin=_font(words, theme, ("ascii", "hAnsi")),
        east=_font(words, theme, ("eastAsia",)),
        size=_half(size.get(f"{W}val")) if size is not None else None,
        bold=words.switch("b"),
        color=word_color(words.last("color"), theme),
        fill=word_color(paragraph.last("shd"), theme, of="fill"),
        align=_aligned(paragraph.last("jc")),
        before=_space(spacing, "before", contextual=contextual),
        after=_space(spacing, "after", contextual=contextual),
        line=_line(spacing),
        first_line=_first_line(indents),
        first_line_characters=_hundredth(indents.get("firstLineChars")),
        indent=_twentieth(indents.get("left", indents.get("start"))),
        numbered=numbering is not None and _number_id(numbering) != "0",
        snapped=paragraph.switch("snapToGrid") is not False,
        edges=_edges(paragraph.last("pBdr"), theme),
        tabs=tuple(_tabs(paragraph.holders)),
    )


def _font(words: _Layers, theme: Theme, keys: Iterable[str]) -> str:
    """Give the font for the letters of a script: a theme's font goes before a name where both are said at once."""
    name = ""
    for holder in words.holders:
        said = holder.find(f"{W}rFonts")
        if said is None:
            continue
        for key in keys:
            use = said.get(f"{W}{key}Theme", "")
            found = (theme.font(use) if use else "") or said.get(W + key, "")
            if found or use:
                name = found
                break
    return name.strip()


def _aligned(element: etree._Element | None) -> str:
    known = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}
    known |= {"both": "justify", "distribute": "justify"}
    return known.get(element.get(f"{W}val", ""), "") if element is not None else ""


def _space(spacing: Mapping[str, str], side: str, *, contextual: bool) -> float | None:
    """Give a space in points; in lines of the text it counts as that many of twelve points."""
    if contextual:
        return 0.0
    if spacing.get(f"{side}Autospacing", "0") in {"1", "true", "on"}:
        return 12.0
    lines = _hundredth(spacing.get(f"{side}Lines"))
    return lines * 12 if lines else _twentieth(spacing.get(side))


def _line(spacing: Mapping[str, str]) -> tuple[str, float] | None:
    value = _number(spacing.get("line"))
    if value is None or value <= 0:
        return None
    rule = spacing.get("lineRule", "auto")
    return (rule, value / 240) if rule == "auto" else (rule, value / 20)


def _first_line(indents: Mapping[str, str]) -> float | None:
    """Give the indent of the first line; one that hangs out is none."""
    if _number(indents.get("hanging")) or _number(indents.get("hangingChars")):
        return 0.0
    return _twentieth(indents.get("firstLine"))


def _number_id(numbering: etree._Element) -> str:
    named = numbering.find(f"{W}numId")
    return named.get(f"{W}val", "0") if named is not None else "0"


def _edges(borders: etree._Element | None, theme: Theme) -> Edges:
    if borders is None:
        return Edges()
    return Edges(**{side: edge(borders.find(W + side), theme) for side in _SIDES})


def _tabs(holders: Iterable[etree._Element]) -> Iterator[tuple[str, float]]:
    stops: dict[float, str] = {}
    for holder in holders:
        for stop in holder.findall(f"{W}tabs/{W}tab"):
            position = _twentieth(stop.get(f"{W}pos")) or 0.0
            if stop.get(f"{W}val") == "clear":
                stops.pop(position, None)
            else:
                stops[position] = stop.get(f"{W}val", "left")
    yield from ((kind, position) for position, kind in sorted(stops.items()))


def _number(text: str | None) -> float | None:
    try:
        value = float(text) if text else None
    except ValueError:
        return None
    return value if value is not None and abs(value) < _MOST else None


_MOST = 1_000_000


def _twentieth(text: str | None) -> float | None:
    value = _number(text)
    return None if value is None else value / 20


def _hundredth(text: str | None) -> float | None:
    value = _number(text)
    return None if value is None else value / 100


def _half(text: str | None) -> float | None:
    value = _number(text)
    return None if value is None else value / 2
