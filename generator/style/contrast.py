"""How well words of one colour stand out from another, as the guidelines for accessible content measure it (WCAG 2)."""

from __future__ import annotations

LEAST = 4.5
"""The least contrast at which people with weak sight read words of ordinary size (WCAG 2.1, 1.4.3)."""

_DARK = 0.04045
"""Below this share of a colour its light grows with it, above it by a power."""

_BLACK = 0.05
"""What the guidelines add to both for the light of the room."""


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (six digits each, `1F4E79`): from 1, the same, to 21, black and white."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + _BLACK) / (darker + _BLACK)


def _luminance(color: str) -> float:
    digits = color.removeprefix("#")
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    return value / 12.92 if value <= _DARK else ((value + 0.055) / 1.055) ** 2.4
