"""Chinese typesetting for WeasyPrint 70: space between Han and Latin, lines justified, an exact line pitch.

WeasyPrint stretches blanks only, sets no space between scripts, and makes lines of two fonts higher than their pitch.
`chinese_typesetting()` adds to it:

- The HTML writer puts `GAP` between Han and Latin (`with_gaps`). Here Pango is told that this character is a fifth of
  an em wide and has no glyph: lines are measured and broken with it, at a line's end it vanishes, and the PDF gets a
  shift of the pen, no character.
- A justified line's slack is shared among the places between its characters, the insides of Latin words left out, in
  whole thousandths of an em, which is what a PDF's text operators count in.
- Text of every font is as high as its size and has the same baseline, so that lines keep the pitch of their role.
- The dots of a leader are one piece of text, not a box each, which takes a quarter off the time of a long contents.

Why a patch: there is no hook for either, and rendering the text glyph by glyph is not ours to do again. Everything that
reaches into WeasyPrint is in this module; `tests/write/pdf/test_typesetting.py` fails when the functions it relies on
change.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from itertools import pairwise
from typing import Any

from generator.layout.measure import GAP as GAP_EM
from generator.layout.measure import needs_gap

GAP = "\u2009"
"""Stands between Han and Latin in the HTML: as a thin space a line may break after it, never before it."""

KNOWN_VERSION = "70."
"""The WeasyPrint these functions were written for."""

ASCENT = 0.88
"""Where the baseline lies in a character's square, from its top: that of Chinese fonts."""

GAP_UNITS = round(GAP_EM * 1000)
LOOSEST = 500
"""A line that would need more than this between two characters, in thousandths of an em, is left as it is."""

_UNSPLIT = frozenset("—…")


def with_gaps(text: str, before: str = "") -> str:
    """Put `GAP` between Han and Latin; `before` is the character the text follows, if any."""
    parts = []
    for character in text:
        if before and needs_gap(before, character):
            parts.append(GAP)
        parts.append(character)
        before = character
    return "".join(parts)


def version_is_known() -> bool:
    """Tell whether the installed WeasyPrint is one these patches were written for."""
    import weasyprint  # noqa: PLC0415 - loads Pango

    return str(weasyprint.VERSION).startswith(KNOWN_VERSION)


@contextmanager
def chinese_typesetting() -> Iterator[None]:
    """Patch WeasyPrint while the block runs; for one thread at a time."""
    from weasyprint.draw import text as draw_text  # noqa: PLC0415 - loads Pango
    from weasyprint.layout import inline  # noqa: PLC0415
    from weasyprint.text import line_break  # noqa: PLC0415

    _declare_shapes()
    originals = (
        (line_break.Layout, "set_text", line_break.Layout.set_text, _set_text),
        (line_break, "first_line_metrics", line_break.first_line_metrics, _first_line_metrics),
        (inline, "remove_last_whitespace", inline.remove_last_whitespace, _remove_last_whitespace),
        (inline, "justify_line", inline.justify_line, _justify_line),
        (inline, "handle_leader", inline.handle_leader, _handle_leader),
        (draw_text, "draw_first_line", draw_text.draw_first_line, _draw_first_line),
    )
    for holder, name, original, replacement in originals:
        setattr(holder, name, replacement(original))
    try:
        yield
    finally:
        for holder, name, original, _ in originals:
            setattr(holder, name, original)


# --- gaps ------------------------------------------------------------------------------------------------------------


@cache
def _declare_shapes() -> None:
    """Make a Pango function known that WeasyPrint itself does not use."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415

    ffi.cdef("PangoAttribute * pango_attr_shape_new (const PangoRectangle *ink, const PangoRectangle *logical);")


def _set_text(original: Callable[..., None]) -> Callable[..., None]:
    """After a layout's text is set, give each gap in it its width."""

    def set_text(layout: Any, text: str, justify: bool = False) -> None:
        from weasyprint.text.ffi import ffi, pango  # noqa: PLC0415

        if getattr(layout, "has_gaps", False):
            pango.pango_layout_set_attributes(layout.layout, ffi.NULL)  # those of the text before
        original(layout, text, justify)
        layout.has_gaps = GAP in layout.text
        if layout.has_gaps:
            _shape_gaps(layout)

    return set_text


def _shape_gaps(layout: Any) -> None:
    from weasyprint.text.ffi import TO_UNITS, ffi, pango  # noqa: PLC0415

    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    width = int(layout.style["font_size"] * GAP_EM * TO_UNITS)
    rectangle = ffi.new("PangoRectangle *", {"width": width})
    encoded, gap = layout.text.encode(), GAP.encode()
    start = encoded.find(gap)
    while start >= 0:
        attribute = pango.pango_attr_shape_new(rectangle, rectangle)
        attribute.start_index, attribute.end_index = start, start + len(gap)
        pango.pango_attr_list_insert(attributes, attribute)
        start = encoded.find(gap, start + 1)
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _first_line_metrics(original: Callable[..., Any]) -> Callable[..., Any]:
    """Take a gap off the end of a line that was broken after it, and let every font stand on the line alike."""

    def first_line_metrics(
        first_line: Any, text: str, layout: Any, resume_at: int | None, *rest: Any, **named: Any
    ) -> Any:
        hyphenated = named.get("hyphenated", any(rest[2:3]))
        line = text.encode()[: first_line.length].decode() if resume_at and not hyphenated else ""
        if line.endswith(GAP) and line.strip(GAP):
            metrics = _without_gap(original, line.rstrip(GAP), layout, resume_at, *rest, **named)
        else:
            metrics = original(first_line, text, layout, resume_at, *rest, **named)
        return _on_one_line(metrics, named.get("style") or rest[1])

    return first_line_metrics


def _without_gap(
    original: Callable[..., Any], line: str, layout: Any, resume_at: int | None, *rest: Any, **named: Any
) -> Any:
    from weasyprint.text.ffi import pango  # noqa: PLC0415

    pango.pango_layout_set_width(layout.layout, -1)
    layout.set_text(line)
    first_line, _ = layout.get_first_line()
    layout, length, *others = original(first_line, line, layout, resume_at, *rest, **named)
    # What lies between a line's end and the next line's start is taken for a typed line end: the gap counts as printed.
    return layout, length + len(GAP.encode()), *others


def _remove_last_whitespace(original: Callable[..., None]) -> Callable[..., None]:
    """Take a gap off the end of a line that ends where an inline box ends, before the line is aligned."""

    def remove_last_whitespace(context: Any, line: Any) -> None:
        original(context, line)
        path = _last_boxes(line)
        text = getattr(path[-1], "text", "")
        if text.endswith(GAP):
            path[-1].text = text[:-1]
            for box in path:
                box.width -= path[-1].style["font_size"] * GAP_EM

    return remove_last_whitespace


def _last_boxes(line: Any) -> list[Any]:
    """Give the line, its last child, that one's last child, down to the last."""
    path = [line]
    while getattr(path[-1], "children", ()):
        path.append(path[-1].children[-1])
    return path


def _on_one_line(metrics: Any, style: Any) -> Any:
    """Give text of every font the same height and baseline: else a Latin value would push its line's neighbours away.

    Why: fonts differ in ascent, WeasyPrint aligns baselines, and a line of two fonts is higher than its line pitch.
    """
    layout, length, resume_at, width, _, _ = metrics
    return layout, length, resume_at, width, style["font_size"], ASCENT * style["font_size"]


# --- justification ---------------------------------------------------------------------------------------------------


def _justify_line(_: Callable[..., None]) -> Callable[..., None]:
    """Share a line's slack among the places between its characters, instead of among its blanks."""

    def justify_line(context: Any, line: Any, extra_width: float) -> None:  # noqa: ARG001 - WeasyPrint's signature
        shares = _shares(_places(line), extra_width)
        if shares:
            _spread(line, shares, 0.0)

    return justify_line


Place = tuple[Any, int, str]
"""A character of a line: its text box (None: something else than text), its index there, itself."""


def _places(box: Any) -> list[Place]:
    """List the characters of a line from left to right; our HTML has nothing that floats or is positioned."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    if isinstance(box, boxes.TextBox):
        return [(box, index, character) for index, character in enumerate(box.text)]
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        return [place for child in box.children for place in _places(child)]
    return [(None, 0, "")]


def _shares(places: list[Place], slack: float) -> dict[int, dict[int, int]]:
    """Share slack (pixels) evenly: for each box's id the thousandths of an em added after characters, by index."""
    openings = [
        (box, index) for (box, index, left), (_, _, right) in pairwise(places) if box is not None and opens(left, right)
    ]
    if not openings:
        return {}
    grains = [box.style["font_size"] / 1000 for box, _ in openings]
    units = [int(slack / len(openings) / grain) for grain in grains]
    if max(units) > LOOSEST:
        return {}
    left = slack - sum(unit * grain for unit, grain in zip(units, grains, strict=True))
    more = int(left / max(grains))
    shares: dict[int, dict[int, int]] = {}
    for order, ((box, index), unit) in enumerate(zip(openings, units, strict=True)):
        shares.setdefault(id(box), {})[index] = unit + (order < more)
    return shares


def opens(left: str, right: str) -> bool:
    """Tell whether a line may be stretched between two characters (empty: no character)."""
    if not left or not right or right in {" ", GAP}:
        return False
    if left in {" ", "\u00a0", GAP}:
        return True
    if left == right and left in _UNSPLIT:
        return False
    return _is_wide(left) or _is_wide(right)


@cache
def _is_wide(character: str) -> bool:
    """Tell whether a character belongs to the Chinese of a line: ideographs, full-width marks, circled numbers."""
    width = unicodedata.east_asian_width(character)
    return width in "WF" or (width == "A" and unicodedata.category(character) != "Sm" and character != "°")


def _spread(box: Any, shares: dict[int, dict[int, int]], advance: float) -> float:
    """Move and widen the boxes of a line; give how far what follows has to move."""
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415

    if isinstance(box, boxes.TextBox):
        added = shares.get(id(box), {})
        extra = float(sum(added.values()) * box.style["font_size"] / 1000)
        box.position_x += advance
        box.width += extra
        box.pango_layout.added = added
        return advance + extra
    if isinstance(box, boxes.LineBox | boxes.InlineBox):
        box.position_x += advance
        start = advance
        for child in box.children:
            advance = _spread(child, shares, advance)
        box.width += advance - start
        return advance
    box.translate(advance, 0)
    return advance


# --- leaders ---------------------------------------------------------------------------------------------------------


def _handle_leader(original: Callable[..., None]) -> Callable[..., None]:
    """Join the dots of a leader, which are placed one by one, to one text."""

    def handle_leader(context: Any, line: Any, containing_block: Any) -> None:
        from weasyprint.layout.leader import leader_index  # noqa: PLC0415

        original(context, line, containing_block)
        _, leader = leader_index(line)
        if leader is not None and len(leader.children) > 1:
            leader.children = (_joined(context, leader.children),)

    return handle_leader


def _joined(context: Any, dots: tuple[Any, ...]) -> Any:
    """Give one text box for equal ones that touch."""
    from weasyprint.layout.inline import split_text_box  # noqa: PLC0415

    leftmost = min(dots, key=lambda dot: dot.position_x)
    joined, _, _ = split_text_box(context, leftmost.copy_with_text(leftmost.text * len(dots)), None, 0)
    joined.position_x, joined.position_y = leftmost.position_x, leftmost.position_y
    return joined


# --- drawing ---------------------------------------------------------------------------------------------------------


def _draw_first_line(original: Callable[..., Any]) -> Callable[..., Any]:
    """Before a text is drawn, move its glyphs apart by gaps and shares."""

    def draw_first_line(stream: Any, textbox: Any, *rest: Any) -> Any:
        layout = textbox.pango_layout
        added = getattr(layout, "added", {})
        if added or GAP in layout.text:
            _move_glyphs(layout, _by_byte(layout.text, added), textbox.style["font_size"])
        return original(stream, textbox, *rest)

    return draw_first_line


def _by_byte(text: str, added: dict[int, int]) -> dict[int, int]:
    """Give the thousandths of an em after characters by their place in UTF-8, the gaps' own width included."""
    units, position = {}, 0
    for index, character in enumerate(text):
        unit = added.get(index, 0) + (GAP_UNITS if character == GAP else 0)
        if unit:
            units[position] = unit
        position += len(character.encode())
    return units


def _move_glyphs(layout: Any, units: dict[int, int], size: float) -> None:
    """Put all space before the glyph that follows it: PDFium, and so Chrome, drops space at the end of a font's run."""
    from weasyprint.text.ffi import pango  # noqa: PLC0415

    # The drawing function sets this too; set anew it would lay the text out again and lose what is done here.
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    pending = 0
    for glyph, after in _glyphs(layout, units):
        if glyph.glyph == pango.PANGO_GLYPH_EMPTY:
            glyph.geometry.width = 0
        elif pending:
            _move_glyph(glyph, pending, size)
            pending = 0
        pending += after


def _glyphs(layout: Any, units: dict[int, int]) -> Iterator[tuple[Any, int]]:
    """Give the glyphs of a layout's line with the thousandths of an em that come after each."""
    from weasyprint.text.ffi import ffi  # noqa: PLC0415

    line, _ = layout.get_first_line()
    run = line.runs[0]
    while run != ffi.NULL:
        glyphs, offset = run.data.glyphs, run.data.item.offset
        for index in range(glyphs.num_glyphs):
            cluster = glyphs.log_clusters[index]
            ends = index + 1 == glyphs.num_glyphs or glyphs.log_clusters[index + 1] != cluster
            yield glyphs.glyphs[index], units.get(offset + cluster, 0) if ends else 0
        run = run.next


def _move_glyph(glyph: Any, unit: int, size: float) -> None:
    from weasyprint.text.ffi import TO_UNITS  # noqa: PLC0415

    # WeasyPrint divides offsets by the size and writes the quotient as thousandths of an em.
    glyph.geometry.x_offset += round(unit * size)
    glyph.geometry.width += math.ceil(unit * size * TO_UNITS / 1000)
