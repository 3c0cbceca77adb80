"""Cells of a terminal, so that carets stand right."""

from __future__ import annotations

import pytest

from generator.zh.width import display_width


@pytest.mark.parametrize(
    ("text", "width"),
    [
        ("", 0),
        ("abc", 3),
        ("中文", 4),
        ("，。", 4),
        ("Ａ", 2),
        ("ｱ", 1),
        ("×", 1),
        ("e\u0301", 1),
        ("𠮷", 2),
        ("\u200b", 0),
    ],
)
def test_width(text: str, width: int) -> None:
    assert display_width(text) == width
