"""Folding keeps the place of every character."""

from __future__ import annotations

import pytest

from generator.zh.fold import fold


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("２小时，到场", "2小时,到场"),
        ("7 × 24 小时", "7×24小时"),
        ("共 3 台 5 套", "共3台5套"),
        ("A 2小时", "A 2小时"),
        ("8:30\n17:30", "8:30 17:30"),
        ("①2小时", "①2小时"),
        ("內(nèi)響應", "內響應"),
        ("十二(er)個月(yue)", "十二個月"),
        ("内存(ram)", "内存(ram)"),
        ("5㎡", "5m2"),
        ("", ""),
    ],
)
def test_a_text_is_folded(text: str, plain: str) -> None:
    assert fold(text).plain == plain


@pytest.mark.parametrize("text", ["２ 小时，到 场", "5㎡以内 2小时", "內(nèi)響應2小時", "纯文字没有变化"])
def test_every_character_knows_where_it_came_from(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.plain)
    assert list(folded.offsets) == sorted(folded.offsets)
    start = folded.plain.find("小")
    if start >= 0:
        assert text[folded.span(start, start + 1)[0]] == "小"


def test_variants_are_read_as_others() -> None:
    assert fold("時間", {ord("時"): "时", ord("間"): "间"}).plain == "时间"
