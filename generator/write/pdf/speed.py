"""WeasyPrint made faster and smaller where measurements found it wasteful; what it prints stays the same.

The changes hold while a document is rendered and are taken back. Each does what the function it stands for does, for
the HTML this program writes (nothing floats, no length is a formula), and leaves the rest to that function. What is
worked out for a style is kept as an attribute of the style, and goes with it. The tests pin digests of the functions
concerned, and compare what is printed with and without the changes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from types import SimpleNamespace
from typing import Any

Change = tuple[Any, str, Any]


@contextmanager
def quick_rendering() -> Iterator[None]:
    """Change WeasyPrint while the block runs; for one thread at a time."""
    import pydyf  # noqa: PLC0415 - loaded with Pango
    from weasyprint import css, pdf  # noqa: PLC0415
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415
    from weasyprint.layout import background, percent  # noqa: PLC0415
    from weasyprint.pdf import fonts  # noqa: PLC0415
    from weasyprint.text import line_break  # noqa: PLC0415

    changes: list[Change] = [
        (pydyf.PDF, "page_references", property(_page_references)),
        (pdf, "add_tags", _add_tags(pdf.add_tags)),
        (css.ComputedStyle, "__missing__", _missing(css.ComputedStyle.__missing__)),
        (css.AnonymousStyle, "__missing__", _missing_anonymous(css.AnonymousStyle.__missing__)),
        (boxes.Box, "is_in_normal_flow", _is_in_normal_flow(boxes.Box.is_in_normal_flow)),
        (line_break.Layout, "setup", _setup(line_break.Layout.setup)),
        (fonts.Font, "__init__", _font_made(fonts.Font.__init__)),
        (fonts.Font, "subset", _subset(fonts.Font.subset)),
        *_everywhere(background.layout_box_backgrounds, _layout_box_backgrounds),
        *_everywhere(percent.resolve_percentages, _resolve_percentages),
        *_everywhere(line_break.strut, _strut),
    ]
    originals = [(holder, name, vars(holder)[name]) for holder, name, _ in changes]
    for holder, name, replacement in changes:
        setattr(holder, name, replacement)
    try:
        yield
    finally:
        for holder, name, original in originals:
            setattr(holder, name, original)


def _everywhere(function: Callable[..., Any], change: Callable[..., Any]) -> Iterator[Change]:
    """Change a function in every module of WeasyPrint that has imported it."""
    name, replacement = function.__name__, change(function)
    for module_name, module in list(sys.modules.items()):
        if module_name.startswith("weasyprint") and vars(module).get(name) is function:
            yield module, name, replacement


# --- PDF objects -----------------------------------------------------------------------------------------------------


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    """Write the references to all pages once for each number of pages: the tags ask for them at every element."""
    kids = pdf.pages["Kids"]
    kept: tuple[bytes, ...] = getattr(pdf, "_bidgen_pages", ())
    if len(kept) * 3 != len(kids):
        kept = tuple(f"{number} 0 R".encode("ascii") for number in kids[::3])
        vars(pdf)["_bidgen_pages"] = kept
    return kept


class _Leaving(list[Any]):
    """Pages whose boxes are let go as soon as the next page is asked for."""

    def __iter__(self) -> Iterator[Any]:
        for page in super().__iter__():
            yield page
            page._page_box.children = ()  # noqa: SLF001 - not public, tested


def _add_tags(original: Callable[..., None]) -> Callable[..., None]:
    """Let go of the boxes of a page once it has its tags, the last thing made from them: tags take as much memory."""

    def add_tags(file: Any, document: Any, version: Any, streams: Any) -> None:
        original(file, SimpleNamespace(pages=_Leaving(document.pages)), version, streams)

    return add_tags


# --- styles ----------------------------------------------------------------------------------------------------------


@cache
def _plain_properties() -> tuple[frozenset[str], frozenset[str]]:
    """Give the properties that are taken from the parent, or are initial, as they stand where no rule sets them."""
    from weasyprint.css import properties  # noqa: PLC0415

    special = {"position", "float", "display", "page"} | {
        name for name in properties.INITIAL_VALUES if name.startswith(("text_decoration_", "__"))
    }
    known = properties.INITIAL_VALUES.keys() - special
    inherited = known & properties.INHERITED
    initial = known - inherited - properties.INITIAL_NOT_COMPUTED
    return frozenset(inherited), frozenset(initial)


@cache
def _logical_names() -> tuple[dict[str, str], dict[str, Any]]:
    """Give for each physical property its logical one in text from left to right, and all initial values."""
    from weasyprint.css import computed_values, properties  # noqa: PLC0415

    functions = computed_values.PHYSICAL_FUNCTIONS
    return {
        name: function(block="ttb", inline="ltr") for name, function in functions.items()
    }, properties.INITIAL_VALUES


def _missing(original: Callable[..., Any]) -> Callable[..., Any]:
    """Take properties that no rule sets from the parent or the initial values at once."""
    logical, _ = _logical_names()
    taken = _missing_anonymous(original)

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        is_set = key in cascaded or style.parent_style is None or logical.get(key) in cascaded
        return original(style, key) if is_set else taken(style, key)

    return missing


def _missing_anonymous(original: Callable[..., Any]) -> Callable[..., Any]:
    inherited, initial = _plain_properties()
    _, initial_values = _logical_names()

    def missing(style: Any, key: str) -> Any:
        if key in inherited:
            value = style[key] = style.parent_style[key]
            return value
        if key in initial:
            value = style[key] = initial_values[key]
            return value
        return original(style, key)

    return missing


# --- boxes -----------------------------------------------------------------------------------------------------------


def _is_in_normal_flow(original: Callable[..., bool]) -> Callable[..., bool]:
    def is_in_normal_flow(box: Any) -> bool:
        style = box.style
        return (style["float"] == "none" and style["position"] == "static") or original(box)

    return is_in_normal_flow


_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    *("width", "min_width", "max_width", "height", "min_height", "max_height"),
)
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))


def _resolve_percentages(original: Callable[..., None]) -> Callable[..., None]:
    """Set the lengths of a box at once where none depends on what is around it."""

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        style = box.style
        lengths = vars(style).get("_bidgen_lengths")
        if lengths is None:
            lengths = vars(style)["_bidgen_lengths"] = _fixed_lengths(style)
        if not lengths:
            original(box, containing_block)
            return
        held = vars(box)
        held.update(lengths)
        for name in _BORDERS:
            if name not in held:
                held[name] = style[name]

    return resolve_percentages


def _fixed_lengths(style: Any) -> dict[str, Any]:
    """Give the used lengths of a style, nothing where one has to be worked out for each box."""
    if style["box_sizing"] != "content-box":
        return {}
    lengths = {}
    for name in _LENGTHS:
        value = style[name]
        if value == "auto":
            lengths[name] = 0 if name.startswith("min") else "auto"
        elif getattr(value, "unit", "") == "px":
            lengths[name] = value.value
        else:
            return {}
    if style["border_collapse"] != "collapse":
        lengths |= {name: style[name] for name in _BORDERS}
    return lengths


_CORNERS = {f"border_{corner}_radius": (0, 0) for corner in ("top_left", "top_right", "bottom_right", "bottom_left")}


def _layout_box_backgrounds(original: Callable[..., None]) -> Callable[..., None]:
    """Pass over boxes that have no background."""

    def layout_box_backgrounds(
        page: Any, box: Any, get_image_from_uri: Any, layout_children: bool = True, style: Any = None
    ) -> None:
        own = box.style
        bare = vars(own).get("_bidgen_bare")
        if bare is None:
            bare = vars(own)["_bidgen_bare"] = _is_bare(own)
        if not bare or style is not None or box is page:
            original(page, box, get_image_from_uri, layout_children, style)
            return
        held = vars(box)
        held.update(_CORNERS)
        held["background"] = None
        if layout_children:
            for child in box.all_children():
                layout_box_backgrounds(page, child, get_image_from_uri)

    return layout_box_backgrounds


def _is_bare(style: Any) -> bool:
    from weasyprint.draw.color import get_color  # noqa: PLC0415

    return (
        all((0, "px") in style[name] for name in _CORNERS)
        and style["border_image_source"][0] == "none"
        and style["mask_border_source"][0] == "none"
        and style["visibility"] != "hidden"
        and all(kind == "none" for kind, _ in style["background_image"])
        and get_color(style, "background_color").alpha == 0
        and not style["box_shadow"]
    )


# --- text ------------------------------------------------------------------------------------------------------------


def _strut(original: Callable[..., Any]) -> Callable[..., Any]:
    """Ask once for each style."""

    def strut(style: Any) -> Any:
        kept = vars(style).get("_bidgen_strut")
        if kept is None:
            kept = vars(style)["_bidgen_strut"] = original(style)
        return kept

    return strut


def _setup(original: Callable[..., None]) -> Callable[..., None]:
    """Use one Pango context and font description for all text of a style."""
    from weasyprint.text.ffi import ffi, gobject, pango  # noqa: PLC0415

    unref = gobject.g_object_unref

    def setup(layout: Any, style: Any) -> None:
        kept = vars(style).get("_bidgen_pango")
        if kept is None:
            kept = vars(style)["_bidgen_pango"] = _pango(style)
        if not kept:
            original(layout, style)
            return
        context, description, layout.language = kept
        layout.style = style
        layout.first_line_direction = 0
        layout.layout = made = ffi.gc(pango.pango_layout_new(context), unref)
        pango.pango_layout_set_auto_dir(made, False)
        pango.pango_layout_set_font_description(made, description)
        layout.ascent = layout.underline_position = layout.strikethrough_position = None

    return setup


def _pango(style: Any) -> tuple[Any, Any, Any] | tuple[()]:
    """Give context, font description and language; nothing for a style with lines under its text or font features."""
    from weasyprint.text import line_break  # noqa: PLC0415
    from weasyprint.text.constants import PANGO_DIRECTION  # noqa: PLC0415
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p  # noqa: PLC0415

    features = line_break.font_features(
        style["font_kerning"],
        style["font_variant_ligatures"],
        style["font_variant_position"],
        style["font_variant_caps"],
        style["font_variant_numeric"],
        style["font_variant_alternates"],
        style["font_variant_east_asian"],
        style["font_feature_settings"],
    )
    if features or style["text_decoration_line"] != "none" or style["font_language_override"] != "normal":
        return ()
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    language = pango.pango_language_get_default()
    if style["lang"]:
        pointer, _text = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(pointer)
        pango.pango_context_set_language(context, language)
    return context, line_break.get_font_description(style), language


# --- fonts -----------------------------------------------------------------------------------------------------------


def _font_made(original: Callable[..., None]) -> Callable[..., None]:
    """Leave the font's file, twenty megabytes of Chinese, unread until it is known which glyphs are used."""
    from weasyprint.pdf import fonts  # noqa: PLC0415

    def made(font: Any, *parts: Any) -> None:
        read = fonts.get_hb_object_data
        fonts.get_hb_object_data = lambda _: b""
        try:
            original(font, *parts)
        finally:
            fonts.get_hb_object_data = read

    return made


def _subset(original: Callable[..., None]) -> Callable[..., None]:
    """Read the font's file only where HarfBuzz, which has it open, does not cut the font down."""
    from weasyprint.pdf import fonts  # noqa: PLC0415

    def subset(font: Any, to_unicode: Any, hinting: Any) -> None:
        if not (to_unicode and fonts.harfbuzz_subset):
            font.file_content = fonts.get_hb_object_data(font.hb_face)
        original(font, to_unicode, hinting)
        if not font.file_content:
            font.file_content = fonts.get_hb_object_data(font.hb_face)

    return subset
