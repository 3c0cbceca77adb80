"""The theme of a reference file: fonts by use, colours by name, and what a colour written anywhere means."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from lxml import etree

from generator.load.package import Package, W
from generator.style.contrast import LEAST, contrast

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_MAPPED = {"text1": "dk1", "background1": "lt1", "text2": "dk2", "background2": "lt2", "tx1": "dk1", "bg1": "lt1"}
_MAPPED |= {"tx2": "dk2", "bg2": "lt2", "hyperlink": "hlink", "followedHyperlink": "folHlink"}
_MAPPED |= {"dark1": "dk1", "light1": "lt1", "dark2": "dk2", "light2": "lt2"}
_WHOLE = 100_000


@dataclass(frozen=True, slots=True)
class Theme:
    """Fonts by `major` or `minor` and script (`latin`, `ea`), colours by name; `part` is the part itself."""

    fonts: Mapping[tuple[str, str], str] = field(default_factory=lambda: MappingProxyType({}))
    colors: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    part: bytes = b""

    def font(self, use: str) -> str:
        """Give the font of a use as styles name it (`minorHAnsi`, `majorEastAsia`), empty where there is none."""
        scheme = "major" if use.startswith("major") else "minor"
        return self.fonts.get((scheme, "ea" if use.endswith("EastAsia") else "latin"), "")

    def color(self, name: str) -> str:
        """Give a colour by its name in the theme, empty where there is none."""
        return self.colors.get(_MAPPED.get(name, name), "")


def read_theme(package: Package, name: str) -> Theme:
    """Read the theme part of a package; without one it is empty."""
    root = package.tree(name) if name else None
    if root is None:
        return Theme()
    fonts = {
        (scheme, script): typeface
        for scheme in ("major", "minor")
        for script in ("latin", "ea")
        if (typeface := _typeface(root.find(f".//{A}{scheme}Font"), script))
    }
    colors = {}
    for entry in root.findall(f".//{A}clrScheme/*"):
        known = next((value for one in entry if _HEX.fullmatch(value := _written(one))), "")
        colors[etree.QName(entry).localname] = known.upper()
    return Theme(MappingProxyType(fonts), MappingProxyType(colors), package.data(name))


def word_color(element: etree._Element | None, theme: Theme, *, of: str = "val") -> str:
    """Give the colour of an element of Word (`of` its `val`, `fill` or `color`), empty for none or automatic."""
    if element is None:
        return ""
    written = element.get(W + of, "")
    if _HEX.fullmatch(written):
        return written.upper()
    named = {"val": "themeColor", "color": "themeColor", "fill": "themeFill"}[of]
    color = theme.color(element.get(W + named, ""))
    return _shaded(color, element.get(f"{W}{named[:5]}{'Fill' if of == 'fill' else ''}Shade", "")) if color else ""


def drawing_color(holder: etree._Element | None, theme: Theme) -> str:
    """Give the colour of a filling of a drawing, that of a gradient in its middle, empty for none."""
    if holder is None:
        return ""
    found = [
        _drawn(one, theme) for one in holder.iter() if etree.QName(one).localname in {"srgbClr", "schemeClr", "sysClr"}
    ]
    known = [color for color in found if color]
    return _mixed(known) if known else ""


def legible(color: str, ground: str, least: float = LEAST) -> str:
    """Give a colour that can be read on a ground: itself, or a darker (on a dark ground a lighter) one of its hue."""
    if contrast(color, ground) >= least:
        return color
    red, green, blue = _parts(color)
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    target = 0.0 if contrast("000000", ground) >= contrast("FFFFFF", ground) else 1.0
    for step in range(1, 21):
        mixed = lightness + (target - lightness) * step / 20
        tried = _hex(colorsys.hls_to_rgb(hue, mixed, saturation))
        if contrast(tried, ground) >= least:
            return tried
    return "000000" if target == 0 else "FFFFFF"


def _typeface(scheme: etree._Element | None, script: str) -> str:
    """Give the font of a scheme; where its East Asian one is not named, that for simplified Chinese."""
    if scheme is None:
        return ""
    direct = scheme.find(A + script)
    name = direct.get("typeface", "") if direct is not None else ""
    if name or script == "latin":
        return name
    return next((one.get("typeface", "") for one in scheme.iter(f"{A}font") if one.get("script") == "Hans"), "")


def _drawn(element: etree._Element, theme: Theme) -> str:
    value = _written(element)
    color = value if _HEX.fullmatch(value) else theme.color(value)
    return _modified(color.upper(), element) if color else ""


def _written(element: etree._Element) -> str:
    return element.get("lastClr", "") or element.get("val", "")


def _modified(color: str, element: etree._Element) -> str:
    """Apply what stands inside of a colour: lightness multiplied or added to, tint, shade, and alpha on white."""
    hue, light, saturation = colorsys.rgb_to_hls(*_parts(color))
    changes = {etree.QName(one).localname: _share(one.get("val", "")) for one in element}
    light = min(light * changes.get("lumMod", 1.0) + changes.get("lumOff", 0.0), 1.0)
    light *= changes.get("shade", 1.0)
    light = 1 - (1 - light) * changes.get("tint", 1.0)
    alpha = changes.get("alpha", 1.0)
    parts = colorsys.hls_to_rgb(hue, max(light, 0.0), saturation)
    return _hex(tuple(1 - (1 - part) * alpha for part in parts))


def _share(text: str) -> float:
    return min(int(text), _WHOLE) / _WHOLE if re.fullmatch(r"[0-9]{1,9}", text) else 1.0


def _shaded(color: str, shade: str) -> str:
    if not re.fullmatch(r"[0-9A-Fa-f]{2}", shade):
        return color
    return _hex(tuple(part * int(shade, 16) / 255 for part in _parts(color)))


def _mixed(colors: list[str]) -> str:
    columns = zip(*(_parts(color) for color in colors), strict=True)
    return _hex(tuple(sum(column) / len(colors) for column in columns))


def _parts(color: str) -> tuple[float, float, float]:
    return int(color[:2], 16) / 255, int(color[2:4], 16) / 255, int(color[4:6], 16) / 255


def _hex(parts: tuple[float, ...]) -> str:
    return "".join(f"{round(min(max(part, 0.0), 1.0) * 255):02X}" for part in parts)
