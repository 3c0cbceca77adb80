"""Fonts of a reference file as the sheet names them: what DOCX asks for, what the PDF may print instead, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.style.sheet import Font, FontKey

SYMBOLS = frozenset(("symbol", "webdings", "wingdings", "wingdings 2", "wingdings 3", "zapf dingbats", "marlett"))
"""Fonts of pictures: words set in them cannot be read."""

_KINDS: tuple[tuple[FontKey, tuple[str, ...]], ...] = (
    ("fang", ("仿宋", "fangsong", "fangti")),
    ("kai", ("楷", "kai")),
    (
        "hei",
        (
            "黑",
            "hei",
            "等线",
            "dengxian",
            "圆",
            "yuan",
            "sans",
            "gothic",
            "幼圆",
            "苹方",
            "pingfang",
            "harmony",
            "puhui",
            "普惠",
        ),
    ),
    ("song", ("宋", "song", "sun", "serif", "ming", "mincho", "明")),
)
_STANDARD = frozenset(("宋体", "新宋体", "黑体", "楷体", "仿宋", "simsun", "nsimsun", "simhei", "kaiti", "fangsong"))
_STANDARD_WITH_CODE = frozenset(("楷体_gb2312", "仿宋_gb2312"))
_OTHER_NAMES = MappingProxyType(
    {
        "微软雅黑": ("Microsoft YaHei",),
        "microsoft yahei": ("微软雅黑",),
        "等线": ("DengXian",),
        "dengxian": ("等线",),
        "等线 light": ("DengXian Light",),
        "华文中宋": ("STZhongsong",),
        "华文楷体": ("STKaiti",),
        "华文仿宋": ("STFangsong",),
        "华文宋体": ("STSong",),
        "华文细黑": ("STXihei",),
        "思源黑体": ("Source Han Sans SC", "Noto Sans CJK SC"),
        "思源黑体 cn": ("Source Han Sans CN", "Source Han Sans SC", "Noto Sans CJK SC"),
        "思源宋体": ("Source Han Serif SC", "Noto Serif CJK SC"),
        "思源宋体 cn": ("Source Han Serif CN", "Source Han Serif SC", "Noto Serif CJK SC"),
        "source han sans sc": ("Noto Sans CJK SC",),
        "source han serif sc": ("Noto Serif CJK SC",),
    }
)
_AS_WIDE = MappingProxyType(
    {
        "calibri": ("Carlito",),
        "cambria": ("Caladea",),
        "arial": ("Liberation Sans",),
        "helvetica": ("Liberation Sans",),
        "times new roman": ("Liberation Serif",),
        "times": ("Liberation Serif",),
        "courier new": ("Liberation Mono",),
        "georgia": ("Gelasio",),
    }
)
"""Fonts whose letters are exactly as wide as those of the named one."""
_SERIFS = (
    "times",
    "cambria",
    "georgia",
    "garamond",
    "serif",
    "roman",
    "book",
    "palatino",
    "minion",
    "song",
    "sun",
    "宋",
)


@dataclass(frozen=True, slots=True)
class Pair:
    """The fonts a style asks for, for Chinese and for Latin letters."""

    east: str
    latin: str

    @property
    def sans(self) -> bool:
        """Tell whether the Latin letters have no serifs, which decides how wide they are reckoned."""
        name = self.latin.lower()
        return "sans" in name or not any(part in name for part in _SERIFS)


def is_symbol(name: str) -> bool:
    """Tell whether a font holds pictures instead of letters."""
    return name.lower() in SYMBOLS


def font_of(pair: Pair, ours: Mapping[FontKey, Font]) -> Font:
    """Give a pair as a font of the sheet; the fonts of our own stand behind it where it is not installed."""
    kind = chinese_kind(pair.east)
    base = ours.get(kind) or ours["song"]
    standard = pair.east.lower() in _STANDARD | _STANDARD_WITH_CODE
    own = () if standard else (pair.east, *_OTHER_NAMES.get(pair.east.lower(), ()))
    latin = (pair.latin, *_AS_WIDE.get(pair.latin.lower(), ()))
    behind = ours["hei" if pair.sans else "song"].pdf_latin
    return Font(
        word=pair.east,
        latin=pair.latin,
        pdf=tuple(dict.fromkeys((*own, *base.pdf))),
        pdf_latin=tuple(dict.fromkeys((*latin, *behind))),
        exact=tuple(dict.fromkeys((*(base.pdf if standard else own), *latin))),
    )


def chinese_kind(name: str) -> FontKey:
    """Give which of the four kinds a Chinese font is of, by its name."""
    lower = name.lower()
    return next((key for key, parts in _KINDS if any(part in lower for part in parts)), "song")
