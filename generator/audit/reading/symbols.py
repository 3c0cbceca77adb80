"""What the characters of symbol fonts look like, as Unicode: Symbol, Wingdings, Wingdings 2.

Why: `7×24` typed with the Symbol font is stored as U+F0B4, and readers that drop it read 724.
"""

from __future__ import annotations

from collections.abc import Mapping

_SYMBOL_LOW = " !∀#∃%&∋()*+,-./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}~"
_SYMBOL_HIGH = "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪\uf8ff〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭"
_SYMBOL = {
    **dict(enumerate(_SYMBOL_LOW, start=0x20)),
    **dict(enumerate(_SYMBOL_HIGH, start=0xA0)),
}
_WINGDINGS = {
    0x20: " ", 0x28: "☎", 0x29: "✆", 0x2A: "✉", 0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x70: "□", 0x71: "❑",
    0x72: "❒", 0x73: "◆", 0x74: "◆", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x80: "⓪", 0x9E: "·", 0x9F: "•", 0xA1: "○",
    0xA4: "◉", 0xA7: "▪", 0xA8: "□", 0xAA: "✦", 0xAB: "★", 0xAC: "✶", 0xB6: "☆", 0xD8: "➢", 0xDF: "←", 0xE0: "→",
    0xE1: "↑", 0xE2: "↓", 0xE8: "➔", 0xEF: "⇦", 0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
    **{0x81 + index: chr(0x2460 + index) for index in range(10)},
    **{0x8C + index: chr(0x2776 + index) for index in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x20: " ", 0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●", 0x98: "•", 0xA2: "■",
    0xA3: "□", 0xAE: "◆", 0xF5: "※",
}  # fmt: skip
_FONTS: Mapping[str, Mapping[int, str]] = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
}
_PRIVATE = range(0xF000, 0xF100)
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = range(0xD800, 0xE000)
LOST = "\ufffd"
"""Stands for a symbol whose code is none."""


def symbol(code: str, font: str) -> str:
    """Give the character of a `w:sym`: its code in hexadecimal digits, read in the encoding of its font."""
    try:
        number = int(code, 16)
    except ValueError:
        return LOST
    if not 0 < number <= _LAST_CHARACTER or number in _SURROGATES:
        return LOST
    return _shown(number, font.lower())


def visible(text: str, font: str) -> str:
    """Give a text as its font shows it; as many characters as it has, so that places stay."""
    font = font.lower()
    if text.isascii() and font not in _FONTS:
        return text
    if font in _FONTS:
        return "".join(_shown(ord(character), font) for character in text)
    return text.translate(_ANY_FONT)


def _shown(number: int, font: str) -> str:
    """An unknown symbol stays what it is: a visible character that no check takes for another."""
    if number in _PRIVATE:
        return _FONTS.get(font, _SYMBOL).get(number - _PRIVATE.start, chr(number))
    return _FONTS.get(font, {}).get(number, chr(number))


_ANY_FONT = {number: _shown(number, "") for number in _PRIVATE}
