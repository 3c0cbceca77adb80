"""Which font stands for each key of a style sheet on this machine, and which characters it lacks."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product

from generator.cli.system import font_families
from generator.style.sheet import Font, FontKey

SYMBOLS = (
    "，。、；：？！（）《》〈〉【】“”‘’—…·～￥％＋－×÷±≥≤≠≈√°℃㎡㎥‰§№〇"
    "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
    "●○■□▲△★☆◆◇☑☒→←↑↓"
)
"""What bid documents use besides Han characters."""


@dataclass(frozen=True, slots=True)
class FoundFont:
    """The family that serves a font key; empty where none of its `wanted` families is installed.

    `lacking` are the symbols without a glyph, `lacking_han` counts the Han characters of GB 2312 without one.
    """

    key: str
    family: str
    wanted: tuple[str, ...]
    lacking: str = ""
    lacking_han: int = 0


def find_fonts(fonts: Mapping[FontKey, Font]) -> tuple[FoundFont, ...]:
    """Give what serves each font key of a style sheet, in the sheet's order."""
    return tuple(_find(key, font.pdf) for key, font in fonts.items())


def han_of_gb2312() -> str:
    """Give the 6763 Han characters of GB 2312."""
    codes = (bytes(pair) for pair in product(range(0xB0, 0xF8), range(0xA1, 0xFF)))
    return b"".join(codes).decode("gb2312", "ignore")


def _find(key: str, wanted: tuple[str, ...]) -> FoundFont:
    family = next((name for name in wanted if name in font_families()), "")
    if not family:
        return FoundFont(key, "", wanted)
    known = _characters(family)
    lacking = "".join(symbol for symbol in SYMBOLS if ord(symbol) not in known)
    return FoundFont(key, family, wanted, lacking, sum(ord(han) not in known for han in han_of_gb2312()))


def _characters(family: str) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    file, index = _file(family)
    with TTFont(file, fontNumber=index, lazy=True) as font:
        return frozenset(font.getBestCmap())


def _file(family: str) -> tuple[str, int]:
    """Give the file of a family's regular face and its number inside a collection."""
    query = ["fc-match", "-f", "%{file}\n%{index}", f"{family}:style=Regular"]
    answer = subprocess.run(query, capture_output=True, check=True).stdout.decode()  # noqa: S603 - names of families
    file, index = answer.split("\n")
    return file, int(index) & 0xFFFF
